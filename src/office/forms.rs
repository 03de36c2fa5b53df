//! The worker's side of forms that are tried: workbooks compiled, answers as a workbook.

use std::sync::Arc;

use serde_json::Value;

use super::json;
use super::{Said, Silence};
use crate::form::session::Program;
use crate::form::{Compiled, Options, Refused, Table, compile, packed};
use crate::ledger::xlsx::xlsx;
use crate::ledger::{self, Cell, Column, Row, RowKind};
use crate::text::{Lang, Say};
use crate::workbook;

/// A workbook compiled: the compiled form, empty where it has problems, and a JSON of the `problems` and `remarks` in words.
pub(super) fn compiled(
    file: &[u8],
    name: &str,
    attached: &[(String, &[u8])],
    lang: Lang,
) -> Result<Vec<Vec<u8>>, Said> {
    let workbook = workbook::office::read(file).map_err(|error| Said::of(&error))?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let options = Options { file: Some(stem), ..Options::default() };
    let (form, problems, notices) = match compile(workbook, &options) {
        Ok(Compiled { form, notices }) => (Some(form), Vec::new(), notices),
        Err(Refused { problems, notices }) => (None, problems, notices),
    };
    let bytes = match form {
        // What compiles has no circle.
        Some(form) => {
            let program = Program::new(Arc::new(form)).map_err(|_| Said::of(&Silence::Garbled))?;
            packed::write(&program, &tables(attached)?)
        }
        None => Vec::new(),
    };
    let problems: Vec<String> = problems.iter().map(|problem| problem.say(lang)).collect();
    let remarks: Vec<String> = notices.iter().map(|notice| notice.say(lang)).collect();
    let said = Value::from_iter([("problems", Value::from(problems)), ("remarks", Value::from(remarks))]);
    Ok(vec![bytes, json::write(&said)])
}

/// The tables of csv files.
fn tables(attached: &[(String, &[u8])]) -> Result<Vec<(String, Arc<Table>)>, Said> {
    let table = |(name, bytes): &(String, &[u8])| {
        let rows = workbook::office::read_csv(bytes).map_err(|error| in_file(name, &error))?;
        Ok((name.clone(), Arc::new(Table::of_rows(&rows))))
    };
    attached.iter().map(table).collect()
}

/// What is wrong with one of several files.
fn in_file(name: &str, error: &impl Say) -> Said {
    let Said { zh_hans, en } = Said::of(error);
    Said { zh_hans: format!("{name}：{zh_hans}"), en: format!("{name}: {en}") }
}

/// Answers as a workbook, from the `title`, the `heading` and the `rows` of a JSON.
pub(super) fn answers(table: &[u8], lang: Lang) -> Result<Vec<u8>, Said> {
    let table = json::read(table);
    if !table.is_object() {
        return Err(Said::of(&Silence::Garbled));
    }
    let cells = |row: &Value| {
        row.as_array()
            .into_iter()
            .flatten()
            .map(|cell| cell.as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let title = json::text(&table, "title");
    let columns = cells(json::field(&table, "heading")).into_iter().map(|label| Column {
        label,
        width: 24.0,
        ..Column::default()
    });
    let rows = json::items(&table, "rows").map(|row| Row {
        kind: RowKind::Body,
        key: String::new(),
        cells: cells(row).into_iter().map(Cell::text).collect(),
    });
    let table = ledger::Table {
        name: title.clone(),
        title,
        columns: columns.collect(),
        rows: rows.collect(),
        ..ledger::Table::default()
    };
    xlsx(&[table], lang).map_err(|fault| Said::of(&fault))
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;

    fn form(question: &str) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("survey").unwrap();
        for (row, cells) in (0..).zip([["type", "name", "label"], [question, "village", "哪个村"]]) {
            sheet.write_row(row, 0, cells).unwrap();
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn a_workbook_is_compiled_with_its_lists() {
        let list: &[u8] = "\u{feff}name,label\na,甲村\nb,乙村\n".as_bytes();
        let attached = [("villages.csv".to_owned(), list)];
        let parts = compiled(&form("select_one_from_file villages.csv"), "测试.xlsx", &attached, Lang::ZhHans).unwrap();
        let read = packed::read(&parts[0]).unwrap();
        assert_eq!(read.program.form.settings.title, "测试");
        let (name, table) = &read.attached[0];
        assert_eq!((name.as_str(), table.len(), table.cell(1, 1)), ("villages.csv", 2, "乙村"));
        assert!(json::texts(&json::read(&parts[1]), "problems").is_empty());
    }

    #[test]
    fn a_workbook_with_problems_says_where_they_are() {
        let parts = compiled(&form("select_one villages"), "测试.xlsx", &[], Lang::ZhHans).unwrap();
        assert!(parts[0].is_empty());
        let problems = json::texts(&json::read(&parts[1]), "problems");
        assert!(problems[0].contains("survey 表第 2 行"), "{problems:?}");
    }

    #[test]
    fn answers_become_a_workbook_that_reads_back() {
        let table = serde_json::json!({"title": "试填", "heading": ["路径", "回答"], "rows": [["/data/a", "一"], ["/data/b", ""]]});
        let file = answers(&json::write(&table), Lang::ZhHans).unwrap();
        let sheet = &workbook::office::read(&file).unwrap().sheets[0];
        let cells: Vec<String> = sheet.rows.iter().flatten().map(|cell| cell.text().into_owned()).collect();
        assert!(cells.iter().any(|cell| cell == "/data/a"), "{cells:?}");
        assert!(answers(b"no", Lang::En).is_err());
    }
}

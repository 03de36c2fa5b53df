//! What compiling says of workbooks that an office has broken.

use crate::campaign::{builtin, compile};
use crate::text::{Lang, Say};
use crate::workbook::{Cell, Workbook};

/// The built-in workbook with one cell changed, found by the sheet, the text in its first column and its header.
fn changed(sheet: &str, row: &str, column: &str, value: &str) -> Workbook {
    let mut book = builtin::HOUSEHOLD_WINTER.workbook();
    let sheet = book.sheets.iter_mut().find(|known| known.name == sheet).unwrap();
    let place = sheet.rows[0].iter().position(|cell| cell.text() == column).unwrap();
    let row = sheet.rows.iter_mut().skip(1).find(|cells| cells.iter().any(|cell| cell.text() == row)).unwrap();
    row.resize(row.len().max(place + 1), Cell::Empty);
    row[place] = Cell::from(value);
    book
}

fn says(book: &Workbook) -> Vec<String> {
    let problems = compile(book).err().unwrap_or_default();
    problems.iter().map(|problem| problem.say(Lang::ZhHans)).collect()
}

#[test]
fn each_mistake_is_named_with_its_place_and_a_remedy() {
    let cases = [
        ("findings", "chimney", "when", "${chimny} = 'cracked'"),
        ("findings", "chimney", "when", "chimney = 'cracked'"),
        ("findings", "chimney", "when", "${chimney} = "),
        ("findings", "chimney", "when", "broken(${chimney})"),
        ("findings", "chimney", "level", "orange"),
        ("findings", "chimney", "department", "nobody"),
        ("findings", "chimney", "days", "soon"),
        ("findings", "chimney", "days", "${param.no_days}"),
        ("findings", "chimney", "days", "${fuel_days}"),
        ("findings", "chimney", "text::中文 (zh-Hans)", "烟囱：${chimney"),
        ("findings", "backdraft", "name", "chimney"),
        ("survey", "chimney", "ok", "fine"),
        ("contacts", "weekly", "per", "month"),
        ("contacts", "signal", "signal", "purple"),
        ("contacts", "weekly", "methods", "visit wechat"),
        ("stages", "survey", "end", "2026-12-15"),
        ("stages", "survey", "deadline", "晚上"),
        ("columns", "heating", "value", "${heeting}"),
        ("columns", "heating", "type", "choice:nowhere"),
        ("columns", "food", "value::English (en)", "[Food: ${graim}]"),
        ("columns", "proof", "value::English (en)", "if(${signature} != '', 'Signed'"),
        ("indicators", "coverage", "numerator", "${finding.open}"),
        ("reports", "survey", "text::中文 (zh-Hans)", "共 ${surveyd} 户"),
        ("campaign", "start", "value", "冬天"),
    ];
    let said: Vec<String> = cases
        .iter()
        .map(|(sheet, row, column, value)| {
            format!("{sheet} {row} {column} = {value}\n  {}", says(&changed(sheet, row, column, value)).join("\n  "))
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn every_problem_is_listed_at_once() {
    let mut book = changed("findings", "chimney", "level", "orange");
    let other = changed("contacts", "weekly", "per", "month");
    let place = book.sheets.iter().position(|sheet| sheet.name == "contacts").unwrap();
    book.sheets[place] = other.sheets[place].clone();
    assert_eq!(says(&book).len(), 2);
}

#[test]
fn a_workbook_of_something_else_is_refused_with_what_it_lacks() {
    let book = Workbook::from_csvs(&[("Sheet1", "姓名,电话\n测试甲,1\n")]);
    let said = says(&book);
    assert!(said.iter().any(|text| text.contains("campaign")), "{said:?}");
}

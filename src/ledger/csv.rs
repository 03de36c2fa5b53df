//! A table as comma-separated text, for programs that take nothing else.

use super::table::{Cell, Table};
use crate::workbook::{self, csv::write};

/// The header and the rows, without title and signatures, in UTF-8 with a byte order mark, by which office programs know it.
///
/// Two levels of header become one, `数量·收入`. What looks like a formula is kept from being one, since office programs compute
/// what they open. A number that is a name, such as an ID's or an account's, has a tab before it: opened by a double click it would be
/// computed too and lose its last digits. (A formula, `="…"`, would hold them as well, but other programs would take it for the text.)
/// Whoever reads it here takes the tab for the space that it is.
#[must_use]
pub fn csv(table: &Table) -> Vec<u8> {
    let head = table.columns.iter().map(|column| match column.group.as_str() {
        "" => workbook::Cell::from(column.label.as_str()),
        group => workbook::Cell::Text(format!("{group}·{}", column.label)),
    });
    let body = table.rows.iter().map(|row| row.cells.iter().map(cell).collect());
    let rows: Vec<Vec<workbook::Cell>> = std::iter::once(head.collect()).chain(body).collect();
    format!("\u{feff}{}", write(&rows)).into_bytes()
}

/// Whether a table holds numbers that are names: of them whoever makes a csv is told.
#[must_use]
pub fn holds_long_numbers(table: &Table) -> bool {
    let is_long = |cell: &Cell| matches!(cell, Cell::Text(text) if is_long_number(text));
    table.rows.iter().flat_map(|row| &row.cells).any(is_long)
}

fn cell(cell: &Cell) -> workbook::Cell {
    match cell {
        Cell::Blank => workbook::Cell::Empty,
        Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t']) => workbook::Cell::Text(format!("'{text}")),
        Cell::Text(text) if is_long_number(text) => workbook::Cell::Text(format!("\t{text}")),
        Cell::Text(text) => workbook::Cell::Text(text.clone()),
        Cell::Number(number) => workbook::Cell::Number(*number),
    }
}

/// Whether an office program would take it for a number that it cannot hold.
fn is_long_number(text: &str) -> bool {
    /// More digits than they show of a number as they are.
    const SHOWN: usize = 11;
    text.len() > SHOWN && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::table::{Column, Row, RowKind};
    use super::*;
    use crate::workbook::csv::read;

    #[test]
    fn it_reads_back_with_its_header_and_holds_no_formula() {
        let column =
            |group: &str, label: &str| Column { group: group.into(), label: label.into(), ..Column::default() };
        let row = [
            Cell::text("测试,甲\n\"乙\""),
            Cell::Number(2.5),
            Cell::text("=1+1"),
            Cell::text("379999198001011230"),
            Cell::text("15400000001"),
        ];
        let table = Table {
            columns: vec![
                column("", "户主"),
                column("数量", "收入"),
                column("", "备注"),
                column("", "证号"),
                column("", "电话"),
            ],
            rows: vec![Row { kind: RowKind::Body, key: String::new(), cells: row.to_vec() }],
            ..Table::default()
        };
        assert!(holds_long_numbers(&table) && !holds_long_numbers(&Table::default()));
        let bytes = csv(&table);
        assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        let rows = read(std::str::from_utf8(&bytes).unwrap(), ',');
        let texts: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect();
        assert_eq!(texts[0], ["户主", "数量·收入", "备注", "证号", "电话"]);
        assert_eq!(texts[1], ["测试,甲\n\"乙\"", "2.5", "'=1+1", "\t379999198001011230", "15400000001"]);
    }
}

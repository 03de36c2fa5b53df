//! One table as a sheet: the part `xl/worksheets/sheetN.xml`, written from the top to the end and handed over piece by piece, so that
//! a sheet of a hundred thousand rows never stands in memory whole.

use std::fmt::Write as _;

use super::super::say::SheetText;
use super::super::table::{Cell, Row, RowKind, Shape, Table};
use super::strings::Strings;
use super::styles::Style;
use super::{HEAD, PIECE, XlsxFault};
use crate::text::{Lang, Say};
use crate::xml;

/// The most rows and columns of a sheet, and characters of a cell.
const ROWS: usize = 1 << 20;
const COLUMNS: usize = 1 << 14;
const LETTERS: usize = 32_767;

/// The height of a line of text, in points.
const LINE: usize = 27;

/// A sheet that is being written.
pub(super) struct Sheet<'a> {
    table: &'a Table,
    lang: Lang,
    strings: &'a mut Strings,
    /// Where its pieces go.
    take: &'a mut dyn FnMut(&str) -> Result<(), XlsxFault>,
    out: String,
    /// The names of its columns.
    names: Vec<String>,
    /// How many rows are begun; the number of the present one, from 1.
    row: usize,
    merges: String,
    merged: usize,
}

/// The row above which a sheet's header stands: the first of its body, from 1.
pub(super) const fn body_starts(two_levels: bool) -> usize {
    if two_levels { 5 } else { 4 }
}

impl<'a> Sheet<'a> {
    pub fn new(
        table: &'a Table,
        lang: Lang,
        strings: &'a mut Strings,
        take: &'a mut dyn FnMut(&str) -> Result<(), XlsxFault>,
    ) -> Self {
        let names = (0..table.columns.len().max(1)).map(name).collect();
        let (out, merges) = (String::with_capacity(PIECE * 2), String::new());
        Self { table, lang, strings, take, out, names, row: 0, merges, merged: 0 }
    }

    /// Writes it; the first of a workbook is the one that it opens with.
    pub fn write(mut self, is_first: bool) -> Result<(), XlsxFault> {
        let table = self.table;
        let head_rows = if table.has_groups() { 2 } else { 1 };
        if table.columns.len() > COLUMNS || 2 + head_rows + table.rows.len() + table.notes.len() + 1 > ROWS {
            return Err(XlsxFault::TooLarge { table: table.title.clone() });
        }
        self.begin(is_first, body_starts(table.has_groups()));
        self.top()?;
        self.head()?;
        let body = self.row + 1;
        let can_sum = !table.rows.iter().any(|row| row.kind == RowKind::Subtotal);
        for row in &table.rows {
            self.body_row(row, body, can_sum)?;
        }
        let last_body = self.row.max(body);
        for note in &table.notes {
            self.row_starts(None);
            self.across(0, self.last(), note, Style::NOTE)?;
            self.row_ends()?;
        }
        self.signatures()?;
        self.end(body, last_body);
        (self.take)(&self.out)
    }

    fn last(&self) -> usize {
        self.table.columns.len().saturating_sub(1)
    }

    fn begin(&mut self, is_first: bool, body: usize) {
        self.out.push_str(HEAD);
        self.out.push_str(BEGIN);
        let selected = if is_first { " tabSelected=\"1\"" } else { "" };
        let above = body - 1;
        // Writing to a string cannot fail.
        let _ = write!(
            self.out,
            "<sheetViews><sheetView{selected} workbookViewId=\"0\"><pane ySplit=\"{above}\" topLeftCell=\"A{body}\" \
             activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/></sheetView></sheetViews>\
             <sheetFormatPr defaultRowHeight=\"15\"/>"
        );
        if !self.table.columns.is_empty() {
            self.out.push_str("<cols>");
            for (number, column) in (1..).zip(&self.table.columns) {
                // The margins of a cell go on top, in 256ths of a digit of the first font.
                let width = ((column.width.clamp(2.0, 80.0) * 7.0 + 5.0) / 7.0 * 256.0).trunc() / 256.0;
                let _ =
                    write!(self.out, "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>");
            }
            self.out.push_str("</cols>");
        }
        self.out.push_str("<sheetData>");
    }

    fn top(&mut self) -> Result<(), XlsxFault> {
        let (table, last) = (self.table, self.last());
        self.row_starts(Some(32 * 2));
        self.across(0, last, &table.title, Style::TITLE)?;
        self.row_ends()?;
        self.row_starts(Some(20 * 2));
        let half = last / 2;
        self.across(0, half, &table.unit, Style::LINE)?;
        if half < last {
            self.across(half + 1, last, &table.date, Style::LINE_RIGHT)?;
        }
        self.row_ends()
    }

    /// The header: of one level, or of two where columns that stand side by side share an upper one.
    fn head(&mut self) -> Result<(), XlsxFault> {
        let table = self.table;
        if table.has_groups() {
            self.row_starts(Some(20 * 2));
            for (first, last, group) in table.groups() {
                match (group, table.columns.get(first)) {
                    ("", Some(column)) => {
                        self.text(first, &column.label, Style::HEAD)?;
                        self.merge((first, self.row), (first, self.row + 1));
                    }
                    _ => self.across(first, last, group, Style::HEAD)?,
                }
            }
            self.row_ends()?;
        }
        self.row_starts(Some(32 * 2));
        for (at, column) in table.columns.iter().enumerate() {
            let stands_above = table.has_groups() && column.group.is_empty();
            let label = if stands_above { "" } else { column.label.as_str() };
            self.text(at, label, Style::HEAD)?;
        }
        self.row_ends()
    }

    fn body_row(&mut self, row: &Row, body: usize, can_sum: bool) -> Result<(), XlsxFault> {
        let columns = &self.table.columns;
        let tallest = columns.iter().zip(&row.cells).map(|(column, cell)| lines(cell, column.width)).max();
        self.row_starts(Some(LINE * tallest.unwrap_or(1) + 8));
        for (at, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
            let style = Style::of(column.shape, row.kind);
            match cell {
                Cell::Blank => self.blank(at, style),
                Cell::Text(text) => self.text(at, text, style)?,
                Cell::Number(number) => {
                    self.cell_starts(at, style);
                    self.out.push('>');
                    // A sum that a clerk can go on working with, where nothing but entries stands above it.
                    if row.kind == RowKind::Total && can_sum && column.total && self.row > body {
                        let (name, above) = (self.names.get(at).map_or("", String::as_str), self.row - 1);
                        let _ = write!(self.out, "<f>SUM({name}{body}:{name}{above})</f>");
                    }
                    self.out.push_str("<v>");
                    push_number(&mut self.out, *number);
                    self.out.push_str("</v></c>");
                }
            }
        }
        self.row_ends()
    }

    /// The signatures share the width evenly; in a narrow table they stand in one cell.
    fn signatures(&mut self) -> Result<(), XlsxFault> {
        let (signatures, columns) = (&self.table.signatures, self.last() + 1);
        self.row_starts(Some(26 * 2));
        let count = signatures.len();
        if count == 0 || columns < count {
            self.across(0, self.last(), &signatures.join("　　　　"), Style::LINE)?;
        } else {
            for (at, text) in signatures.iter().enumerate() {
                self.across(at * columns / count, (at + 1) * columns / count - 1, text, Style::LINE)?;
            }
        }
        self.row_ends()
    }

    /// What stands behind the rows: merged cells, and how it is printed.
    fn end(&mut self, body: usize, last_body: usize) {
        self.out.push_str("</sheetData>");
        if self.merged > 0 {
            let _ = write!(self.out, "<mergeCells count=\"{}\">{}</mergeCells>", self.merged, self.merges);
        }
        self.out.push_str(PAGE);
        xml::push(&mut self.out, &SheetText::PageFoot.say(self.lang));
        self.out.push_str("</oddFooter></headerFooter>");
        let codes = self.table.columns.iter().zip(&self.names).filter(|(column, _)| column.shape == Shape::Code);
        let ranges: Vec<String> = codes.map(|(_, name)| format!("{name}{body}:{name}{last_body}")).collect();
        if !ranges.is_empty() {
            let ranges = ranges.join(" ");
            let _ = write!(
                self.out,
                "<ignoredErrors><ignoredError sqref=\"{ranges}\" numberStoredAsText=\"1\"/></ignoredErrors>"
            );
        }
        self.out.push_str("</worksheet>");
    }

    /// Begins the next row, of so many half points.
    fn row_starts(&mut self, height: Option<usize>) {
        self.row += 1;
        let _ = write!(self.out, "<row r=\"{}\"", self.row);
        if let Some(height) = height {
            let half = if height % 2 == 1 { ".5" } else { "" };
            let _ = write!(self.out, " ht=\"{}{half}\" customHeight=\"1\"", height / 2);
        }
        self.out.push('>');
    }

    fn row_ends(&mut self) -> Result<(), XlsxFault> {
        self.out.push_str("</row>");
        if self.out.len() > PIECE {
            (self.take)(&self.out)?;
            self.out.clear();
        }
        Ok(())
    }

    /// A cell up to its attributes.
    fn cell_starts(&mut self, column: usize, style: Style) {
        self.out.push_str("<c r=\"");
        self.out.push_str(self.names.get(column).map_or("", String::as_str));
        push_whole(&mut self.out, self.row as u64);
        self.out.push_str("\" s=\"");
        push_whole(&mut self.out, u64::from(style.0));
        self.out.push('"');
    }

    fn blank(&mut self, column: usize, style: Style) {
        self.cell_starts(column, style);
        self.out.push_str("/>");
    }

    fn text(&mut self, column: usize, text: &str, style: Style) -> Result<(), XlsxFault> {
        if text.is_empty() {
            self.blank(column, style);
            return Ok(());
        }
        // No character of one byte less is shorter.
        if text.len() > LETTERS && text.encode_utf16().count() > LETTERS {
            return Err(XlsxFault::TextTooLong { table: self.table.title.clone(), row: self.row });
        }
        let number = self.strings.number(text);
        self.cell_starts(column, style);
        self.out.push_str(" t=\"s\"><v>");
        push_whole(&mut self.out, number as u64);
        self.out.push_str("</v></c>");
        Ok(())
    }

    /// A text in cells that become one.
    fn across(&mut self, first: usize, last: usize, text: &str, style: Style) -> Result<(), XlsxFault> {
        self.text(first, text, style)?;
        for column in first + 1..=last {
            self.blank(column, style);
        }
        if first < last {
            self.merge((first, self.row), (last, self.row));
        }
        Ok(())
    }

    fn merge(&mut self, (left, top): (usize, usize), (right, bottom): (usize, usize)) {
        if let (Some(left), Some(right)) = (self.names.get(left), self.names.get(right)) {
            let _ = write!(self.merges, "<mergeCell ref=\"{left}{top}:{right}{bottom}\"/>");
            self.merged += 1;
        }
    }
}

/// A spreadsheet's name of a column, from 0.
pub(in crate::ledger) fn name(column: usize) -> String {
    let (mut rest, mut letters) = (column + 1, String::new());
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters
}

/// How many lines a cell's text takes in a column. A reader that does not fit rows to their text would cut it off.
fn lines(cell: &Cell, width: f64) -> usize {
    let Cell::Text(text) = cell else { return 1 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a column's width, at least 2")]
    let room = (width - 1.0).max(2.0) as usize;
    // A letter takes no more half-widths than it has bytes.
    if text.len() <= room && !text.contains('\n') {
        return 1;
    }
    let wide = |letter: char| if letter.is_ascii() { 1 } else { 2 };
    let of_line = |line: &str| line.chars().map(wide).sum::<usize>().div_ceil(room).max(1);
    text.split('\n').map(of_line).sum::<usize>().min(30)
}

/// A number as it is read back.
fn push_number(out: &mut String, number: f64) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and small")]
    if (0.0..1e15).contains(&number) && number.fract() == 0.0 {
        push_whole(out, number as u64);
    } else {
        let _ = write!(out, "{number}");
    }
}

/// A whole number; a sheet has a million of them, so none asks for a formatter.
fn push_whole(out: &mut String, number: u64) {
    let mut digits = [b'0'; 20];
    let (mut rest, mut first) = (number, digits.len());
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        (rest, first) = (rest / 10, at);
        if rest == 0 {
            break;
        }
    }
    out.push_str(digits.get(first..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default());
}

const BEGIN: &str = concat!(
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">",
    "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
);

/// A4 across, one page wide and as many long as it takes.
const PAGE: &str = concat!(
    "<printOptions horizontalCentered=\"1\"/>",
    "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.7\" header=\"0.3\" footer=\"0.35\"/>",
    "<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/>",
    "<headerFooter><oddFooter>"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        assert_eq!([0, 25, 26, 701, 702, 16_383].map(name), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        let written = |number| {
            let mut out = String::new();
            push_number(&mut out, number);
            out
        };
        assert_eq!([0.0, 7.0, 1200.0, 0.125, -3.0].map(written), ["0", "7", "1200", "0.125", "-3"]);
        assert_eq!(written(999_999_999_999_999.0), "999999999999999");
    }

    #[test]
    fn a_text_takes_as_many_lines_as_its_column_lets_it() {
        let of = |text: &str| lines(&Cell::text(text), 9.0);
        assert_eq!([of("测试甲乙"), of("测试甲乙丙"), of("12345678"), of("123456789"), of("a\nb")], [1, 2, 1, 2, 2]);
        assert_eq!(of(&"长".repeat(1000)), 30);
    }
}

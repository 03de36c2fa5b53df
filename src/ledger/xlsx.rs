//! Tables as an xlsx workbook in the layout that offices use: merged title, unit and date line, header of one or two levels,
//! thin borders, 合计, a line for signatures, A4 landscape, one page wide, the header on every page and "page x of y".
//!
//! Invariant: equal tables give equal bytes, so nothing here asks for the time.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, IgnoreError, Workbook, Worksheet,
    XlsxError,
};

use super::say::SheetText;
use super::table::{Cell, Row, RowKind, Shape, Table};
use crate::text::{Lang, Say};

/// Why tables do not fit into a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XlsxFault {
    /// A sheet holds at most 1,048,576 rows and 16,384 columns.
    TooLarge {
        /// The table's title.
        table: String,
    },
    /// A cell holds at most 32,767 characters.
    TextTooLong {
        /// The table's title.
        table: String,
        /// The row, from 1, as the sheet counts.
        row: u32,
    },
    /// The library refused.
    Other {
        /// What it says.
        cause: String,
    },
}

impl Say for XlsxFault {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::TooLarge { table }, Lang::ZhHans) => format!("“{table}”行数太多，一张表放不下；请分村导出。"),
            (Self::TooLarge { table }, Lang::En) => {
                format!("“{table}” has more rows than a sheet can hold; export village by village.")
            }
            (Self::TextTooLong { table, row }, Lang::ZhHans) => {
                format!("“{table}”第 {row} 行有一格文字超过 32767 字，表格放不下；请改短后再导出。")
            }
            (Self::TextTooLong { table, row }, Lang::En) => {
                format!(
                    "In row {row} of “{table}” a cell has more than 32,767 characters; shorten it and export again."
                )
            }
            (Self::Other { cause }, Lang::ZhHans) => format!("表格没有做成（{cause}）；请换一个台账再试。"),
            (Self::Other { cause }, Lang::En) => {
                format!("The workbook could not be made ({cause}); try another ledger.")
            }
        }
    }
}

/// The workbook, one sheet a table.
pub fn xlsx(tables: &[Table], lang: Lang) -> Result<Vec<u8>, XlsxFault> {
    let other = |error: XlsxError| XlsxFault::Other { cause: error.to_string() };
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(other)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let styles = Styles::new();
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let name = sheet_name(&table.name, &names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name).map_err(other)?;
        names.push(name.to_lowercase());
        Layout { table, styles: &styles, lang }.write(sheet)?;
    }
    book.save_to_buffer().map_err(other)
}

/// A name that a sheet may bear: at most 31 characters, none of `[]:*?/\`, no two alike.
fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let plain: String = wanted
        .chars()
        .map(|letter| if "[]:*?/\\'".contains(letter) || letter.is_control() { ' ' } else { letter })
        .collect();
    let plain = plain.trim();
    let plain = if plain.is_empty() { "台账" } else { plain };
    let free = |name: &String| !taken.contains(&name.to_lowercase());
    let short: String = plain.chars().take(31).collect();
    let numbered = (2..).map(|number| {
        let tail = format!(" {number}");
        let room = 31 - tail.chars().count();
        plain.chars().take(room).chain(tail.chars()).collect()
    });
    std::iter::once(short).chain(numbered).find(free).unwrap_or_default()
}

struct Styles {
    title: Format,
    line: Format,
    line_right: Format,
    head: Format,
    note: Format,
    body: Cells,
    /// 小计 and 合计.
    sum: Cells,
}

/// The format of each [`Shape`].
struct Cells {
    text: Format,
    word: Format,
    code: Format,
    integer: Format,
    decimal: Format,
    rate: Format,
}

impl Styles {
    /// The fonts of official documents, by name: they cannot be shipped, and WPS puts its own in their place.
    fn new() -> Self {
        let base = Format::new().set_font_name("宋体").set_font_size(10.5).set_align(FormatAlign::VerticalCenter);
        let cell = base.clone().set_border(FormatBorder::Thin).set_text_wrap();
        let title = Format::new().set_font_name("方正小标宋简体").set_font_size(20);
        Self {
            title: title.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
            line: base.clone(),
            line_right: base.clone().set_align(FormatAlign::Right),
            head: cell.clone().set_align(FormatAlign::Center).set_font_name("黑体").set_font_size(11),
            note: base.set_align(FormatAlign::Left).set_text_wrap(),
            sum: Cells::new(&cell.clone().set_bold()),
            body: Cells::new(&cell),
        }
    }

    fn of(&self, shape: Shape, row: RowKind) -> &Format {
        let cells = if row == RowKind::Body { &self.body } else { &self.sum };
        match shape {
            Shape::Text => &cells.text,
            Shape::Word => &cells.word,
            Shape::Code => &cells.code,
            Shape::Integer => &cells.integer,
            Shape::Decimal => &cells.decimal,
            Shape::Rate => &cells.rate,
        }
    }
}

impl Cells {
    fn new(cell: &Format) -> Self {
        let middle = |number: &str| cell.clone().set_align(FormatAlign::Center).set_num_format(number);
        Self {
            text: cell.clone().set_align(FormatAlign::Left),
            word: cell.clone().set_align(FormatAlign::Center),
            code: middle("@"),
            integer: middle("0"),
            decimal: middle("0.##"),
            rate: middle("0.0%"),
        }
    }
}

struct Layout<'a> {
    table: &'a Table,
    styles: &'a Styles,
    lang: Lang,
}

impl Layout<'_> {
    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxFault> {
        let table = self.table;
        let last = u16::try_from(table.columns.len().saturating_sub(1)).map_err(|_| self.too_large())?;
        let head_rows = if table.has_groups() { 2 } else { 1 };
        let first_body = 2 + head_rows;
        self.top(sheet, last).map_err(|error| self.fault(&error, 0))?;
        self.head(sheet).map_err(|error| self.fault(&error, 2))?;

        let mut row = first_body;
        for entry in &table.rows {
            self.row(sheet, row, first_body, entry).map_err(|error| self.fault(&error, row))?;
            row += 1;
        }
        let body_end = row.saturating_sub(1).max(first_body);
        for note in &table.notes {
            across(sheet, row, 0, last, note, &self.styles.note).map_err(|error| self.fault(&error, row))?;
            row += 1;
        }
        self.signatures(sheet, row, last).map_err(|error| self.fault(&error, row))?;
        self.page(sheet, (first_body, body_end, last)).map_err(|error| self.fault(&error, row))
    }

    fn top(&self, sheet: &mut Worksheet, last: u16) -> Result<(), XlsxError> {
        for (index, column) in (0..).zip(&self.table.columns) {
            sheet.set_column_width(index, column.width.clamp(2.0, 80.0))?;
        }
        sheet.set_row_height(0, 32)?;
        sheet.set_row_height(1, 20)?;
        across(sheet, 0, 0, last, &self.table.title, &self.styles.title)?;
        let half = last / 2;
        across(sheet, 1, 0, half, &self.table.unit, &self.styles.line)?;
        if half < last {
            across(sheet, 1, half + 1, last, &self.table.date, &self.styles.line_right)?;
        }
        Ok(())
    }

    fn head(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let head = &self.styles.head;
        if !self.table.has_groups() {
            sheet.set_row_height(2, 32)?;
            for (column, entry) in (0..).zip(&self.table.columns) {
                sheet.write_string_with_format(2, column, &entry.label, head)?;
            }
            return Ok(());
        }
        let mut column: u16 = 0;
        for (first, last, group) in self.table.groups() {
            let entries = self.table.columns.get(first..=last).unwrap_or_default();
            let start = column;
            for entry in entries {
                if group.is_empty() {
                    sheet.merge_range(2, column, 3, column, &entry.label, head)?;
                } else {
                    sheet.write_string_with_format(3, column, &entry.label, head)?;
                }
                column += 1;
            }
            if !group.is_empty() {
                across(sheet, 2, start, column.saturating_sub(1), group, head)?;
            }
        }
        sheet.set_row_height(2, 20)?;
        sheet.set_row_height(3, 32)?;
        Ok(())
    }

    fn row(&self, sheet: &mut Worksheet, row: u32, first_body: u32, entry: &Row) -> Result<(), XlsxError> {
        let lines = self.table.columns.iter().zip(&entry.cells).map(|(column, cell)| lines(cell, column.width)).max();
        sheet.set_row_height(row, LINE * f64::from(lines.unwrap_or(1)) + 4.0)?;
        // A sum that a clerk can go on working with, where nothing but entries stands above it.
        let sums = entry.kind == RowKind::Total && !self.table.rows.iter().any(|row| row.kind == RowKind::Subtotal);
        for ((index, column), cell) in (0..).zip(&self.table.columns).zip(&entry.cells) {
            let format = self.styles.of(column.shape, entry.kind);
            match cell {
                Cell::Blank => sheet.write_blank(row, index, format)?,
                Cell::Text(text) => sheet.write_string_with_format(row, index, text, format)?,
                Cell::Number(number) if sums && column.total && row > first_body => {
                    let name = rust_xlsxwriter::utility::column_number_to_name(index);
                    let formula = Formula::new(format!("SUM({name}{}:{name}{row})", first_body + 1));
                    sheet.write_formula_with_format(row, index, formula.set_result(number.to_string()), format)?
                }
                Cell::Number(number) => sheet.write_number_with_format(row, index, *number, format)?,
            };
        }
        Ok(())
    }

    /// The signatures share the width evenly; in a narrow table they stand in one cell.
    fn signatures(&self, sheet: &mut Worksheet, row: u32, last: u16) -> Result<(), XlsxError> {
        let signatures = &self.table.signatures;
        let line = &self.styles.line;
        sheet.set_row_height(row, 26)?;
        let (columns, count) = (u32::from(last) + 1, u32::try_from(signatures.len()).unwrap_or(u32::MAX));
        if count == 0 || columns < count {
            return across(sheet, row, 0, last, &signatures.join("　　　　"), line);
        }
        let start = |index: u32| u16::try_from(index * columns / count).unwrap_or(last);
        for (index, text) in (0..count).zip(signatures) {
            across(sheet, row, start(index), start(index + 1).saturating_sub(1), text, line)?;
        }
        Ok(())
    }

    fn page(&self, sheet: &mut Worksheet, (first_body, body_end, last): (u32, u32, u16)) -> Result<(), XlsxError> {
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.35);
        sheet.set_repeat_rows(2, first_body - 1)?;
        sheet.set_freeze_panes(first_body, 0)?;
        sheet.set_footer(SheetText::PageFoot.say(self.lang));
        for (column, _) in (0..=last).zip(&self.table.columns).filter(|(_, column)| column.shape == Shape::Code) {
            sheet.ignore_error_range(first_body, column, body_end, column, IgnoreError::NumberStoredAsText)?;
        }
        Ok(())
    }

    fn too_large(&self) -> XlsxFault {
        XlsxFault::TooLarge { table: self.table.title.clone() }
    }

    fn fault(&self, error: &XlsxError, row: u32) -> XlsxFault {
        match error {
            XlsxError::RowColumnLimitError => self.too_large(),
            XlsxError::MaxStringLengthExceeded => {
                XlsxFault::TextTooLong { table: self.table.title.clone(), row: row + 1 }
            }
            other => XlsxFault::Other { cause: other.to_string() },
        }
    }
}

/// The height of a line of text, in points.
const LINE: f64 = 13.5;

/// How many lines a cell's text takes in a column. A reader that does not fit rows to their text would cut it off.
fn lines(cell: &Cell, width: f64) -> u16 {
    let Cell::Text(text) = cell else { return 1 };
    let wide = |letter: char| if letter.is_ascii() { 1.0 } else { 2.0 };
    let of_line = |line: &str| (line.chars().map(wide).sum::<f64>() / (width - 1.0).max(2.0)).ceil().max(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 30")]
    let lines = text.split('\n').map(of_line).sum::<f64>().clamp(1.0, 30.0) as u16;
    lines
}

/// Writes into cells that become one.
fn across(
    sheet: &mut Worksheet,
    row: u32,
    first: u16,
    last: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first == last {
        sheet.write_string_with_format(row, first, text, format)?;
    } else {
        sheet.merge_range(row, first, row, last, text, format)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Column;
    use crate::workbook;

    fn column(group: &str, label: &str, shape: Shape, total: bool) -> Column {
        Column { group: group.into(), label: label.into(), shape, width: 10.0, total, key: String::new() }
    }

    fn table() -> Table {
        let body = |name: &str, id: &str, members: f64| Row {
            kind: RowKind::Body,
            key: String::new(),
            cells: vec![Cell::text(name), Cell::text(id), Cell::Number(members), Cell::Blank, Cell::Number(0.5)],
        };
        let mut table = Table {
            name: "L1 重点/对象".into(),
            title: "重点对象台账".into(),
            unit: SheetText::Unit("测试村").say(Lang::ZhHans),
            date: SheetText::Date("2026-12-20").say(Lang::ZhHans),
            columns: vec![
                column("", "户主", Shape::Word, false),
                column("", "身份证号", Shape::Code, false),
                column("人口", "家庭", Shape::Integer, true),
                column("人口", "在家", Shape::Integer, true),
                column("", "率", Shape::Rate, false),
            ],
            rows: vec![body("测试甲", "11010519491231002X", 3.0), body("测试乙", "440524188001010014", 4.0)],
            notes: vec!["注：测试。".into()],
            signatures: vec!["审核人：".into(), "填报人：".into(), "联系电话：".into()],
        };
        table.add_total("合计");
        table
    }

    #[test]
    fn cells_read_back_as_they_were_meant() {
        let bytes = xlsx(&[table(), table()], Lang::ZhHans).unwrap();
        let book = workbook::office::read(&bytes).unwrap();
        let names: Vec<&str> = book.sheets.iter().map(|sheet| &*sheet.name).collect();
        assert_eq!(names, ["L1 重点 对象", "L1 重点 对象 2"]);
        let sheet = &book.sheets[0];
        let text = |text: &str| workbook::Cell::Text(text.into());
        assert_eq!(sheet.cell(0, 0), &text("重点对象台账"));
        assert_eq!(sheet.cell(1, 0), &text("填报单位（盖章）：测试村"));
        assert_eq!(sheet.cell(2, 2), &text("人口"));
        assert_eq!(sheet.cell(3, 3), &text("在家"));
        assert_eq!(sheet.cell(4, 1), &text("11010519491231002X"));
        assert_eq!(sheet.cell(6, 0), &text("合计"));
        assert_eq!(sheet.cell(6, 2), &workbook::Cell::Number(7.0));
        assert_eq!(sheet.cell(8, 1), &text("填报人："));
    }

    #[test]
    fn equal_tables_give_equal_bytes() {
        assert_eq!(xlsx(&[table()], Lang::ZhHans), xlsx(&[table()], Lang::ZhHans));
    }

    #[test]
    fn an_empty_table_is_still_a_form() {
        let mut empty = table();
        empty.rows.clear();
        empty.add_total("合计");
        let book = workbook::office::read(&xlsx(&[empty], Lang::ZhHans).unwrap()).unwrap();
        assert_eq!(book.sheets[0].cell(4, 2), &workbook::Cell::Number(0.0));
    }

    #[test]
    fn a_cell_that_no_sheet_can_hold_is_named() {
        let mut table = table();
        table.rows[1].cells[0] = Cell::text("长".repeat(32_768));
        assert_eq!(xlsx(&[table], Lang::En), Err(XlsxFault::TextTooLong { table: "重点对象台账".into(), row: 6 }));
    }
}

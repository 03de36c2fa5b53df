//! Tables written as markup under the name of xls: web pages, which old administrative systems export, and the XML spreadsheets
//! of Excel 2003. Excel and WPS open both, so offices take them for workbooks.
//!
//! A scanner of tags and not a parser of documents: what it does not know it passes over, and no nesting is too deep for it.

use std::collections::HashSet;

use super::grids::Grids;
use crate::workbook::{Cell, Merge, Sheet, Workbook, WorkbookError};

/// Reads a text's tables; none where it has no table in markup.
pub(super) fn read(text: &str) -> Option<Result<Workbook, WorkbookError>> {
    let start = text.trim_start();
    let looks =
        start.starts_with('<') && ["<table", "<Table", "<TABLE", ":Table"].iter().any(|tag| start.contains(tag));
    looks.then(|| tables(start))
}

/// The table that is being read.
#[derive(Default)]
struct Table {
    name: String,
    rows: Vec<Vec<Cell>>,
    merges: Vec<Merge>,
    /// Cells that a range above reaches into.
    covered: HashSet<(usize, usize)>,
    /// The row being read, and the next column.
    row: usize,
    column: usize,
    /// Whether any row has begun.
    begun: bool,
}

/// A cell that is being read.
struct Open {
    row: usize,
    column: usize,
    text: String,
    number: bool,
}

fn tables(text: &str) -> Result<Workbook, WorkbookError> {
    let mut grids = Grids::default();
    let mut table: Option<Table> = None;
    let mut open: Option<Open> = None;
    let mut name = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        if let Some(open) = &mut open {
            open.text.push_str(&plain(before));
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some((tag, behind)) = after.split_once('>') else { break };
        rest = behind;
        let (ends, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let word = tag.split(|letter: char| letter.is_whitespace() || letter == '/').next().unwrap_or_default();
        let word = word.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
        match (word.as_str(), ends) {
            ("script" | "style", false) => {
                rest = from_end(rest, &word);
            }
            ("worksheet", false) => name = attribute(tag, "name").unwrap_or_default(),
            ("table", false) if table.is_none() => {
                table = Some(Table { name: std::mem::take(&mut name), ..Table::default() });
            }
            ("table", true) => {
                close(&mut open, table.as_mut(), &mut grids)?;
                if let Some(table) = table.take().filter(|table| !table.rows.is_empty()) {
                    let (name, rows, merges) = (table.name, table.rows, table.merges);
                    grids.workbook.sheets.push(Sheet { name, rows, merges, ..Sheet::default() });
                }
            }
            ("tr" | "row", false) => {
                close(&mut open, table.as_mut(), &mut grids)?;
                if let Some(table) = &mut table {
                    table.begin_row(attribute(tag, "index"));
                }
            }
            ("td" | "th" | "cell", false) => {
                close(&mut open, table.as_mut(), &mut grids)?;
                open = table.as_mut().map(|table| table.begin_cell(tag));
            }
            ("td" | "th" | "cell", true) => close(&mut open, table.as_mut(), &mut grids)?,
            ("data", false) => {
                if let Some(open) = &mut open {
                    open.number = attribute(tag, "type").is_some_and(|kind| kind == "Number");
                }
            }
            ("br" | "p" | "div", _) => {
                if let Some(open) = open.as_mut().filter(|open| !open.text.is_empty()) {
                    open.text.push('\n');
                }
            }
            _ => {}
        }
    }
    if grids.workbook.sheets.is_empty() { Err(WorkbookError::Damaged) } else { Ok(grids.workbook) }
}

impl Table {
    fn begin_row(&mut self, index: Option<String>) {
        let told = index.and_then(|index| index.parse::<usize>().ok()).and_then(|index| index.checked_sub(1));
        let next = if self.begun { self.row + 1 } else { 0 };
        self.row = told.filter(|told| *told > next).unwrap_or(next);
        self.begun = true;
        self.column = 0;
    }

    fn begin_cell(&mut self, tag: &str) -> Open {
        // A span is of this table's size, whatever it claims, and all of them together fit into memory.
        const MOST: usize = 1000;
        const COVERED: usize = 1_000_000;
        let number = |name: &str| attribute(tag, name).and_then(|text| text.trim().parse::<usize>().ok());
        if let Some(index) = number("index").and_then(|index| index.checked_sub(1)) {
            self.column = self.column.max(index);
        }
        while self.covered.contains(&(self.row, self.column)) {
            self.column += 1;
        }
        let right = number("colspan")
            .map(|span| span.saturating_sub(1))
            .or_else(|| number("mergeacross"))
            .unwrap_or(0)
            .min(MOST);
        let down =
            number("rowspan").map(|span| span.saturating_sub(1)).or_else(|| number("mergedown")).unwrap_or(0).min(MOST);
        let (row, column) = (self.row, self.column);
        if right + down > 0 && self.covered.len() < COVERED {
            self.merges.push(Merge { top: row, left: column, bottom: row + down, right: column + right });
            let below =
                (row + 1..=row + down).flat_map(|row| (column..=column + right).map(move |column| (row, column)));
            self.covered.extend(below);
        }
        self.column += right + 1;
        Open { row, column, text: String::new(), number: false }
    }
}

/// Puts a cell that ends into its place.
fn close(open: &mut Option<Open>, table: Option<&mut Table>, grids: &mut Grids) -> Result<(), WorkbookError> {
    let (Some(open), Some(table)) = (open.take(), table) else { return Ok(()) };
    let text = open.text.trim();
    let number = if open.number { text.parse().ok() } else { None };
    let cell = number.map_or_else(|| Cell::from(text), Cell::Number);
    grids.put(&mut table.rows, open.row, open.column, cell)
}

/// What follows the inside of a script or style: from its end tag on.
fn from_end<'t>(text: &'t str, word: &str) -> &'t str {
    let ends = |tail: &str| {
        tail.strip_prefix("</")
            .and_then(|name| name.get(..word.len()))
            .is_some_and(|name| name.eq_ignore_ascii_case(word))
    };
    let at = text.match_indices("</").map(|(at, _)| at).find(|at| text.get(*at..).is_some_and(ends));
    at.and_then(|at| text.get(at..)).unwrap_or_default()
}

/// An attribute's value, whatever its prefix and case.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once('=') {
        let key =
            before.trim_end().rsplit(|letter: char| letter.is_whitespace() || letter == ':').next().unwrap_or_default();
        let after = after.trim_start();
        let (value, behind) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after.get(1..)?.split_once(quote)?,
            _ => after.split_once(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or((after, "")),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(plain(value));
        }
        rest = behind;
    }
    None
}

/// Text with its entities resolved; line ends of the source are spaces.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after
            .split_once(';')
            .filter(|(word, _)| word.len() <= 8)
            .and_then(|(word, behind)| Some((letter(word)?, behind)));
        if let Some((letter, behind)) = entity {
            out.push(letter);
            rest = behind;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out.replace(['\r', '\n'], " ")
}

fn letter(entity: &str) -> Option<char> {
    let code = match entity {
        "nbsp" => return Some(' '),
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => entity.strip_prefix('#')?,
    };
    let hexadecimal = code.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
    char::from_u32(hexadecimal.unwrap_or_else(|| code.parse()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(book: &Workbook, sheet: usize) -> Vec<Vec<String>> {
        book.sheets[sheet].rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect()
    }

    #[test]
    fn a_web_page_under_the_name_of_xls_reads_as_a_table() {
        let page = "<html><head><style>td{color:red}</style></head><body><table border=1>\
            <tr><th colspan=\"3\">某村&nbsp;名册</th></tr><!-- <tr><td>x</td></tr> -->\
            <tr><td>户主</td><td>姓名<td>身份证号</tr>\n<tr><td rowspan=2>测试甲</td><td>测试甲</td>\
            <td style='mso-number-format:\"\\@\"'>990000197001010018</td></tr>\
            <tr><td><font>测试&#x4E59;</font></td><td></td></tr></table></body></html>";
        let book = read(page).unwrap().unwrap();
        assert_eq!(
            texts(&book, 0),
            [
                vec!["某村 名册"],
                vec!["户主", "姓名", "身份证号"],
                vec!["测试甲", "测试甲", "990000197001010018"],
                vec!["", "测试乙"]
            ]
        );
        assert_eq!(
            book.sheets[0].merges,
            [Merge { top: 0, left: 0, bottom: 0, right: 2 }, Merge { top: 2, left: 0, bottom: 3, right: 0 }]
        );
    }

    #[test]
    fn an_xml_spreadsheet_of_excel_2003_reads_with_its_types() {
        let xml = "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
            <Worksheet ss:Name=\"名册\"><Table><Row><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"String\">册</Data></Cell></Row>\
            <Row ss:Index=\"3\"><Cell ss:Index=\"2\"><Data ss:Type=\"Number\">12</Data></Cell></Row></Table></Worksheet></Workbook>";
        let book = read(xml).unwrap().unwrap();
        assert_eq!(book.sheets[0].name, "名册");
        assert_eq!(book.sheets[0].cell(2, 1), &Cell::Number(12.0));
        assert_eq!(book.sheets[0].merges, [Merge { top: 0, left: 0, bottom: 0, right: 1 }]);
    }

    #[test]
    fn other_text_is_no_markup_and_a_page_without_rows_is_damaged() {
        assert!(read("姓名,身份证号\n").is_none());
        assert!(read("<p>没有表格</p>").is_none());
        assert_eq!(read("<table><tr><td>甲"), Some(Err(WorkbookError::Damaged)));
    }

    mod laws {
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn no_markup_panics(parts in prop::collection::vec(prop::sample::select(vec![
                "<table", "<tr>", "<td", " colspan=", "9999999", "\"", ">", "</td>", "</table>", "甲", "&#x;", "&", " rowspan=3", "<!--", "<style>",
            ]), 0..30)) {
                let _ = super::super::read(&parts.concat());
            }
        }
    }
}

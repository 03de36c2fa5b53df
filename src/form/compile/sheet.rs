//! A form's sheets as pyxform reads them: headers recognised through their aliases, cells cleaned, blank edges left out.

use std::borrow::Cow;

use super::header::{Headers, split};
use crate::form::problem::{At, Cause, Problem};
use crate::workbook::{Cell, Sheet, Workbook};

/// After this many blank rows in a run, a sheet is taken to have ended, and so a row of headers after so many columns.
const BLANK_ROWS: usize = 60;
const BLANK_COLUMNS: usize = 20;

/// The sheets that make a form.
pub(super) const SHEETS: [&str; 6] = ["survey", "choices", "settings", "external_choices", "osm", "entities"];

/// The sheet of a form by its name. A workbook of one sheet is a survey, whatever the sheet's name.
pub(super) fn find<'a>(workbook: &'a Workbook, name: &str) -> Option<&'a Sheet> {
    // Where a name is given twice, in other cases, the last stands.
    let named = workbook.sheets.iter().rev().find(|sheet| sheet.name.to_lowercase() == name);
    match workbook.sheets.as_slice() {
        [only] if name == "survey" && !SHEETS.contains(&only.name.to_lowercase().as_str()) => Some(only),
        _ => named,
    }
}

/// Sheets whose names are near to `name`, which may be meant. A leading underscore says that a sheet is not meant.
pub(super) fn similar(workbook: &Workbook, name: &str) -> Vec<String> {
    let near = |sheet: &&Sheet| {
        let lower = sheet.name.to_lowercase();
        !SHEETS.contains(&sheet.name.as_str())
            && !sheet.name.starts_with('_')
            && super::name::distance(&lower, name) <= 2
    };
    workbook.sheets.iter().filter(near).map(|sheet| sheet.name.clone()).collect()
}

/// A sheet with its columns recognised.
pub(super) struct Grid<'a> {
    /// The name on its tab.
    pub name: &'a str,
    /// Its columns that have a header, in order.
    pub columns: Vec<Column>,
    sheet: &'a Sheet,
    end: usize,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    /// The header as written, without white space around it.
    pub header: String,
    /// The recognised header, as `["bind", "relevant"]` for `relevance` or `["label", "中文 (zh)"]`.
    pub path: Vec<String>,
    /// The column's place in the sheet, from 0.
    at: usize,
}

/// A cell that is not blank.
pub(super) struct Filled<'a> {
    /// Which of [`Grid::columns`].
    pub column: usize,
    /// The text as written, without white space around it.
    pub text: Cow<'a, str>,
}

impl<'a> Grid<'a> {
    /// Reads the headers. Headers that stand twice, or in two spellings, are problems.
    pub(super) fn read(sheet: &'a Sheet, headers: &Headers, problems: &mut Vec<Problem>) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        let mut blanks = 0;
        let first: &[Cell] = sheet.rows.first().map_or(&[], Vec::as_slice);
        let double = first.iter().any(|cell| matches!(cell, Cell::Text(text) if text.contains("::")));
        for (at, cell) in first.iter().enumerate() {
            if cell.is_blank() {
                blanks += 1;
                if blanks > BLANK_COLUMNS {
                    break;
                }
                continue;
            }
            blanks = 0;
            let header = collapse(clean(cell));
            let mut refuse = |cause| problems.push(Problem::new(At::header(&sheet.name, &header), cause));
            if columns.iter().any(|column| column.header == header) {
                refuse(Cause::DuplicateHeader);
                continue;
            }
            let (path, canonical) = split(&header, double, headers);
            if let Some(other) = columns.iter().find(|column| column.path == path)
                && !canonical
            {
                refuse(Cause::SameColumn { other: other.header.clone() });
            }
            columns.push(Column { header: header.into_owned(), path, at });
        }
        let mut grid = Self { name: &sheet.name, columns, sheet, end: sheet.rows.len() };
        grid.end = grid.find_end();
        grid
    }

    fn find_end(&self) -> usize {
        let mut blanks = 0;
        let mut end = 1;
        for at in 1..self.sheet.rows.len() {
            if self.columns.iter().all(|column| self.sheet.cell(at, column.at).is_blank()) {
                blanks += 1;
                if blanks > BLANK_ROWS {
                    break;
                }
            } else {
                blanks = 0;
                end = at + 1;
            }
        }
        end
    }

    /// How many rows follow the headers.
    pub(super) fn len(&self) -> usize {
        self.end.saturating_sub(1)
    }

    /// The rows under the headers, blank ones too, with their numbers in the office's counting.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, Vec<Filled<'a>>)> + '_ {
        (1..self.end).map(|at| {
            let filled = |(index, column): (usize, &Column)| {
                let cell = self.sheet.cell(at, column.at);
                (!cell.is_blank()).then(|| Filled { column: index, text: clean(cell) })
            };
            (u32::try_from(at + 1).unwrap_or(u32::MAX), self.columns.iter().enumerate().filter_map(filled).collect())
        })
    }

    /// The column whose recognised header is `path`; of several, the last stands.
    pub(super) fn column(&self, path: &[&str]) -> Option<usize> {
        self.columns.iter().rposition(|column| column.path == path)
    }

    /// The header of a column as written.
    pub(super) fn header(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| &column.header)
    }

    /// Lists which of `wanted` no column is. Only where there are rows is that a problem, but in the survey always.
    pub(super) fn require(&self, wanted: &[&'static str], problems: &mut Vec<Problem>) {
        let missing = |name: &&&'static str| {
            !self.columns.iter().any(|column| column.path.first().is_some_and(|first| first == *name))
        };
        let missing: Vec<&'static str> = wanted.iter().filter(missing).copied().collect();
        if !missing.is_empty() {
            problems.push(Problem::new(At::sheet(self.name), Cause::MissingColumns { columns: missing }));
        }
    }
}

/// A cell's text without white space around it, and with plain spaces for non-breaking ones.
fn clean(cell: &Cell) -> Cow<'_, str> {
    let trimmed = match cell.text() {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    if trimmed.contains('\u{a0}') { Cow::Owned(trimmed.replace('\u{a0}', " ")) } else { trimmed }
}

/// The text with one space for each run of spaces.
pub(super) fn collapse(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("  ") {
        return text;
    }
    let mut collapsed = String::with_capacity(text.len());
    for c in text.chars() {
        if c != ' ' || !collapsed.ends_with(' ') {
            collapsed.push(c);
        }
    }
    Cow::Owned(collapsed)
}

/// The text with plain quotes for the curved ones that office programs put in.
pub(super) fn straighten(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}']) {
        return text;
    }
    Cow::Owned(text.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201c}', '\u{201d}'], "\""))
}

/// The words of a cell, whose curved quotes are the language's own: only in a path into an instance do they stand for plain ones.
pub(super) fn straighten_calls(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains("instance(") { straighten(text) } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::header::SURVEY;
    use super::*;

    #[test]
    fn a_sheet_ends_at_its_last_filled_row() {
        let blank = "\n".repeat(70);
        let book =
            Workbook::from_csvs(&[("survey", &format!("type,,name\ntext,,a\n,,\ntext,note,b\n{blank}text,,c\n"))]);
        let mut problems = Vec::new();
        let grid = Grid::read(find(&book, "survey").unwrap(), &SURVEY, &mut problems);
        assert_eq!(problems, []);
        assert_eq!(grid.columns.iter().map(|column| column.header.as_str()).collect::<Vec<_>>(), ["type", "name"]);
        let rows: Vec<(u32, usize)> = grid.rows().map(|(number, cells)| (number, cells.len())).collect();
        assert_eq!(rows, [(2, 2), (3, 0), (4, 2)]);
    }

    #[test]
    fn cells_are_cleaned() {
        assert_eq!(clean(&Cell::Text(" a\u{a0}b ".to_owned())), "a b");
        assert_eq!(clean(&Cell::Number(1.0)), "1");
        assert_eq!(collapse(Cow::Borrowed("a   b")), "a b");
        assert_eq!(straighten(Cow::Borrowed("\u{2018}a\u{2019} \u{201c}b\u{201d}")), "'a' \"b\"");
        assert_eq!(straighten_calls(Cow::Borrowed("接着查“取暖”")), "接着查“取暖”");
        assert_eq!(straighten_calls(Cow::Borrowed("instance(‘a’)/root")), "instance('a')/root");
    }
}

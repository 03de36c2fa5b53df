//! Workbooks as the rest of the core sees them: named sheets of typed cells, whatever file they came from.
//!
//! Rosters, campaigns and edited ledgers all arrive as spreadsheets. The cell keeps the type that the file gave it, since an
//! ID number stored as a number has lost its last digits and the reader must be able to say so.
//!
//! The types are here; [`csv`] is what the phone itself reads, for the built-in campaigns; `office` (feature `office`) reads
//! the files that offices send.

pub mod csv;
mod error;
#[cfg(feature = "office")]
pub mod office;

pub use error::WorkbookError;

use std::borrow::Cow;

use chrono::{NaiveDateTime, NaiveTime};

/// A spreadsheet file: its sheets in the file's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Workbook {
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name on the tab.
    pub name: String,
    /// Whether the file hides it from its readers.
    pub hidden: bool,
    /// Its rows from the first, so that `rows[i]` is row `i + 1` in the office's counting. Rows may differ in length.
    pub rows: Vec<Vec<Cell>>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
}

/// A merged range, by zero-based row and column, ends included. Its value stands in its first cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: usize,
    /// First column.
    pub left: usize,
    /// Last row.
    pub bottom: usize,
    /// Last column.
    pub right: usize,
}

/// A cell's value, with the type that the file gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A truth value.
    Bool(bool),
    /// A date, with or without a time.
    Date(NaiveDateTime),
}

impl Workbook {
    /// The sheet of this name, ASCII case ignored.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.eq_ignore_ascii_case(name))
    }
}

impl Sheet {
    /// The cell at this zero-based row and column; [`Cell::Empty`] where the sheet has none.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.rows.get(row).and_then(|cells| cells.get(column)).unwrap_or(EMPTY)
    }
}

impl Cell {
    /// Whether there is nothing to see in it: empty, or text of white space only.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Bool(_) | Self::Date(_) => false,
        }
    }

    /// The value as plain text: whole numbers without a point, dates as `2026-12-01` or `2026-12-01 08:30:00`, truth values
    /// as a spreadsheet shows them. Text comes as it stands, with its white space.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Bool(true) => Cow::Borrowed("TRUE"),
            Self::Bool(false) => Cow::Borrowed("FALSE"),
            Self::Date(when) if when.time() == NaiveTime::MIN => Cow::Owned(when.date().to_string()),
            Self::Date(when) => Cow::Owned(when.to_string()),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn a_cell_says_itself_as_a_spreadsheet_shows_it() {
        assert_eq!(Cell::Number(12.0).text(), "12");
        assert_eq!(Cell::Number(0.5).text(), "0.5");
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(Cell::Date(day.and_time(NaiveTime::MIN)).text(), "2026-12-01");
        assert_eq!(Cell::Date(day.and_hms_opt(8, 30, 0).unwrap()).text(), "2026-12-01 08:30:00");
    }

    #[test]
    fn a_cell_beyond_the_sheet_is_empty() {
        let book = Workbook::from_csvs(&[(
            "survey",
            "type,name
text,a\n",
        )]);
        let sheet = book.sheet("Survey").unwrap();
        assert_eq!(sheet.cell(0, 1), &Cell::from("name"));
        assert_eq!(sheet.cell(9, 9), &Cell::Empty);
    }
}

//! Workbooks as the rest of the core sees them: named sheets of typed cells, whatever file they came from.
//!
//! Rosters, campaigns and edited ledgers all arrive as spreadsheets. The cell keeps the type that the file gave it, since an
//! ID number stored as a number has lost its last digits and the reader must be able to say so.

use chrono::NaiveDateTime;

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

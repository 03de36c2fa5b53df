//! What can be wrong with a form, and what is only worth saying.

mod cause;
mod entity;
mod remark;

use std::fmt;

pub use cause::Cause;
pub use entity::EntityCause;
pub use remark::Remark;

/// Something wrong with a form, with its place. [`crate::text::Say`] says it with a remedy.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where.
    pub at: At,
    /// What.
    pub cause: Cause,
}

/// Something worth saying of a form that can be used all the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Where.
    pub at: At,
    /// What.
    pub remark: Remark,
}

/// A place in a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The sheet's name as on its tab; empty for the workbook itself.
    pub sheet: String,
    /// The row, counted from 1; none for the whole sheet.
    pub row: Option<u32>,
    /// The column's header as written; none for the whole row.
    pub column: Option<String>,
}

impl At {
    /// The workbook itself.
    pub(super) fn workbook() -> Self {
        Self::default()
    }

    /// A sheet.
    pub(super) fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), row: None, column: None }
    }

    /// A header.
    pub(super) fn header(sheet: &str, header: &str) -> Self {
        Self::cell(sheet, 1, header)
    }

    /// A row.
    pub(super) fn row(sheet: &str, row: u32) -> Self {
        Self { sheet: sheet.to_owned(), row: Some(row), column: None }
    }

    /// A cell.
    pub(super) fn cell(sheet: &str, row: u32, header: &str) -> Self {
        Self { sheet: sheet.to_owned(), row: Some(row), column: (!header.is_empty()).then(|| header.to_owned()) }
    }
}

impl Problem {
    pub(super) const fn new(at: At, cause: Cause) -> Self {
        Self { at, cause }
    }
}

impl Notice {
    pub(super) const fn new(at: At, remark: Remark) -> Self {
        Self { at, remark }
    }
}

/// A group, repeat or loop, as `begin` and `end` name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// `group`.
    Group,
    /// `repeat`.
    Repeat,
    /// `loop`.
    Loop,
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Group => "group",
            Self::Repeat => "repeat",
            Self::Loop => "loop",
        })
    }
}

//! What can be wrong with our own sheets, each with its place and a remedy.

use super::text::TemplateError;
use crate::expr::{EvalError, ParseError};
use crate::form;

/// A problem of a campaign's workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1 as the office counts; none for the whole sheet.
    pub row: Option<u32>,
    /// The column's header without its language; none for the whole row.
    pub column: Option<String>,
    /// What is wrong.
    pub cause: Cause,
}

/// What is wrong there.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// The workbook lacks this sheet.
    NoSheet,
    /// The sheet lacks this column.
    NoColumn(String),
    /// The sheet `campaign` lacks this key.
    NoKey(String),
    /// A cell that may not be empty is.
    Empty,
    /// Not an identifier.
    NotAName(String),
    /// A name that another row of the sheet bears.
    Twice(String),
    /// Not one of the words that may stand here.
    NotOneOf {
        /// What stands here.
        found: String,
        /// What may.
        words: Vec<&'static str>,
    },
    /// Not a number.
    NotANumber(String),
    /// Not a date as `2026-12-16` or `12-16`.
    NotADate(String),
    /// Not a deadline: `12-20`, `12-20 18:00`, `12:00` on a weekday, `+7`, `+5w`.
    NotADeadline(String),
    /// Not hours as `14:00-22:00`.
    NotHours(String),
    /// The end lies before the beginning.
    EndsBeforeItBegins,
    /// Not an expression.
    Formula(ParseError),
    /// An expression that cannot be computed, whatever the answers.
    Fault(EvalError),
    /// An expression or text names something that is neither a question nor a fact.
    UnknownName(String),
    /// A name that only answers and facts of a household have, where a fixed value is needed.
    NotFixed(String),
    /// Not a choice of the list.
    NotAChoice {
        /// The list of the sheet `choices`.
        list: String,
        /// What stands here.
        found: String,
    },
    /// The sheet `choices` has no such list.
    NoList(String),
    /// No row of another sheet bears this name.
    NoSuch {
        /// The other sheet.
        sheet: &'static str,
        /// The name.
        name: String,
    },
    /// A text whose blanks cannot be read.
    Template(TemplateError),
    /// A path in an expression of our sheets, which have no document: a name without `${}`, or a text without quotes.
    Bare(String),
    /// What the form says of its own sheets, with the same place.
    Form(Box<form::Problem>),
    /// A question and a parameter or fact bear one name.
    Ambiguous(String),
}

//! 表单: XLSForm, from a workbook's rows to a compiled [`Form`].
//!
//! A form is written by township offices in a spreadsheet that ODK and KoboToolbox also open, so it is read by pyxform's rules:
//! the same types, columns, aliases and settings, `${name}` scoped the same way, and an invalid form refused. pyxform stops at
//! the first problem; here every one is listed, each with its sheet, row, column and a remedy.
//!
//! **Invariant.** Compiling never panics and never guesses: what it cannot take is a problem, what it takes but this app does
//! not show is a notice. A [`Form`] that exists is sound: every reference resolves and nothing depends on itself.
//!
//! The shapes are [`Form`], [`Node`], [`Kind`], [`Bind`].
//!
//! | module | what it holds |
//! |---|---|
//! | `model` | [`Form`], [`Node`], [`Bind`], [`Settings`], secondary [`Instance`]s |
//! | `kind` | one file per family of question types |
//! | `words` | texts by language, with `${name}` outputs inside |
//! | [`session`] | one answer sheet: answers in, values, relevance, choices and problems out |
//! | `table` | choice lists and attached tables, kept compact |

mod binds;
#[cfg(feature = "compile")]
mod compile;
mod kind;
mod model;
pub mod packed;
#[cfg(feature = "compile")]
mod problem;
#[cfg(feature = "compile")]
mod say;
pub mod session;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use binds::BindLine;
#[cfg(feature = "compile")]
pub use compile::{Compiled, Options, Refused, compile};
pub use kind::{
    Background, Capture, Date, Kind, Media, Meta, Number, Pick, Place, PlaceShape, Random, Range, Repeat, Select,
    Source,
};
pub use model::{Bind, DataType, Expression, Form, Initial, Instance, InstanceSource, ListId, Node, NodeId, Settings};
#[cfg(feature = "compile")]
pub use problem::{At, Cause, Container, EntityCause, Notice, Problem, Remark};
pub use table::{ChoiceList, Table};
pub use words::{LangId, Localized, Pictures, Segment, Template};

//! The expression language of XLSForm: XPath 1.0 as XForms uses it, with the OpenRosa functions.
//!
//! One language decides everything a township can edit: relevance, constraints, finding rules, duties, ledger columns and
//! indicators. So it is exact (the rules are those of XPath 1.0, of the ODK XForms specification and, where both are silent,
//! of the openrosa-xpath-evaluator), and it never panics: every input gives a value or an error that says where and why.
//!
//! Start with [`parse`], which gives an [`Expr`]; printing it gives text that parses to the same tree. [`eval`] computes it in a
//! [`Scope`]: a context [`Node`] in a [`World`] of documents, and an [`Env`] that hands in time, entropy and properties.
//! [`Tree`] is the plain document for records and tests; [`eval_over_fields`] needs no document at all.
//!
//! Invariants: the evaluator knows no clock and no random source but [`Env`]'s; nesting is limited by [`parse::MAX_DEPTH`],
//! so no input overflows the stack.

pub mod analyse;
pub mod ast;
pub mod compare;
pub mod date;
pub mod env;
pub mod error;
pub mod eval;
pub mod fields;
pub mod functions;
#[cfg(test)]
mod laws;
pub mod node;
pub mod number;
mod packed;
#[cfg(feature = "compile")]
pub mod parse;
mod path;
mod print;
pub mod regex;
#[cfg(test)]
mod rules;
mod say;
#[cfg(feature = "compile")]
pub mod token;
pub mod tree;
pub mod value;

pub use ast::Expr;
pub use env::{Env, Random};
pub use error::{EvalError, ParseError};
pub use eval::{Scope, eval};
pub use fields::eval_over_fields;
pub use node::{Document, Kind, Node, World};
#[cfg(feature = "compile")]
pub use parse::parse;
pub use tree::{Tree, TreeWorld};
pub use value::Value;

//! Values, and how each becomes the others.
//!
//! The conversions are those of XPath 1.0, but for texts that look like dates: as numbers they are days since 1970, so that
//! dates compare and subtract wherever they come from.

use std::borrow::Cow;

use super::date::{self, Moment};
use super::env::Env;
use super::node::{Node, World};
use super::number;

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A truth value.
    Bool(bool),
    /// A moment, which `date()`, `today()` and `now()` give.
    Date(Moment),
    /// A node-set, in document order unless a function shuffled it.
    Nodes(Vec<Node>),
}

impl Value {
    /// The empty text.
    #[must_use]
    pub const fn blank() -> Self {
        Self::Text(String::new())
    }

    /// As a text: of nodes, the text of the first.
    #[must_use]
    pub fn to_text<'a>(&'a self, world: &'a dyn World, env: &Env) -> Cow<'a, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Nodes(nodes) => nodes.first().map_or(Cow::Borrowed(""), |node| text_of(world, *node)),
            Self::Number(number) => Cow::Owned(number::format(*number)),
            Self::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Self::Date(moment) => Cow::Owned(moment.to_text(env.zone)),
        }
    }

    /// As a text of its own.
    #[must_use]
    pub fn into_text(self, world: &dyn World, env: &Env) -> String {
        match self {
            Self::Text(text) => text,
            other => other.to_text(world, env).into_owned(),
        }
    }

    /// As a number: NaN for what is none.
    #[must_use]
    pub fn to_number(&self, world: &dyn World, env: &Env) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Bool(truth) => f64::from(u8::from(*truth)),
            Self::Date(moment) => moment.days(),
            Self::Text(_) | Self::Nodes(_) => text_to_number(&self.to_text(world, env), env),
        }
    }

    /// As a truth value: false are 0, NaN, the empty text, the empty node-set and no date.
    #[must_use]
    pub fn to_bool(&self) -> bool {
        match self {
            Self::Bool(truth) => *truth,
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Nodes(nodes) => !nodes.is_empty(),
            Self::Date(moment) => matches!(moment, Moment::At(_)),
        }
    }
}

/// The number that a text is, dates being days since 1970.
#[must_use]
pub fn text_to_number(text: &str, env: &Env) -> f64 {
    date::days_of(text.trim(), env.zone).unwrap_or_else(|| number::parse(text))
}

/// The text of a node.
#[must_use]
pub fn text_of(world: &dyn World, node: Node) -> Cow<'_, str> {
    world.document(node.document).text(node.index)
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

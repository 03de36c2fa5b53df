//! Repeats.

use crate::form::Expression;
use crate::packed::packed;

/// A part of a form that is answered as often as there is something to answer for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repeat {
    /// Column `repeat_count`: how many there are; without it the person adds and removes. Where the column holds more than one
    /// reference, pyxform generates a calculated node `<name>_count` for it, and this refers to that node.
    pub count: Option<Expression>,
}

packed!(struct Repeat { count });

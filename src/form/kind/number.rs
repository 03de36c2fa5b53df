//! Numbers.

use crate::packed::packed;

/// A question whose answer is a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// `integer`.
    Integer,
    /// `decimal`.
    Decimal,
    /// `range`.
    Range(Box<Range>),
}

packed!(enum Number { 0 => Integer, 1 => Decimal, 2 => Range(range) } else Self::Decimal);

/// The scale of a `range` question, from its `parameters`. Integral unless one of the numbers is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// `start`, 1 if not given.
    pub start: f64,
    /// `end`, 10 if not given. May be below the start.
    pub end: f64,
    /// `step`, 1 if not given.
    pub step: f64,
    /// `tick_interval`.
    pub tick_interval: Option<f64>,
    /// `placeholder`: where the handle stands before an answer.
    pub placeholder: Option<f64>,
    /// `tick_labelset`: the choice list that labels the ticks.
    pub labels: Option<crate::form::ListId>,
}

packed!(struct Range { start, end, step, tick_interval, placeholder, labels });

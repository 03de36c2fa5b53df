//! 阶段: the sheet `stages`, and 预警: the sheet `signals`.

use chrono::NaiveDate;

use super::calendar::{Deadline, Hours};
use super::formula::Formula;
use super::text::Text;
use crate::packed::packed;

/// A row of `stages`: something that goes on for a while, or is due at a moment, or both. Stages may overlap and may lack
/// either end (S002-10, S000).
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its identity, `${stage.name.start}` in expressions.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub end: Option<NaiveDate>,
    /// When it is due.
    pub deadline: Option<Deadline>,
    /// The hours of the day in which it is worked on.
    pub hours: Option<Hours>,
    /// Which households it concerns; none where it concerns the office alone.
    pub who: Option<Formula>,
    /// When a household is done with it.
    pub done: Option<Formula>,
    /// What is to be done or handed in.
    pub what: Text,
    /// To whom.
    pub to: Text,
    /// The row of the sheet.
    pub row: Option<u32>,
}

packed!(struct Stage { name, label, start, end, deadline, hours, who, done, what, to, row });

/// A row of `signals`, mildest first: 寒潮预警 with the thresholds that people see (national definitions; provinces differ).
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// Its identity: `blue`, `yellow`, `orange`, `red`.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// Within how many hours the temperature falls.
    pub drop_hours: Option<f64>,
    /// By how many degrees.
    pub drop: Option<f64>,
    /// To what lowest temperature, in ℃.
    pub lowest: Option<f64>,
    /// With wind of what force.
    pub wind: Option<f64>,
}

packed!(struct Signal { name, label, drop_hours, drop, lowest, wind });

//! Tests of duties, the list of today, deadlines, the roster and the balance.

mod boards;
mod calendars;
mod rest;
mod stages;
mod tallies;
mod todays;

use super::*;
use crate::moment::Moment;

fn at(text: &str) -> Moment {
    Moment::parse(&format!("{text}:00+08:00")).unwrap()
}

fn made(text: &str, how: crate::campaign::Method) -> Made {
    (at(text), how).into()
}

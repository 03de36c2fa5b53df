//! The numbers that a report is written from.

use super::period::Period;
use crate::ledger::View;
use crate::rollup::Sums;

/// The indicators of some villages: everything so far, and what a period brought. Villages' numbers are added, so a township
/// never holds more than one village at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Everything so far.
    pub all: Sums,
    /// What the period brought, by the day that each indicator is dated by.
    pub new: Sums,
}

impl Numbers {
    /// The numbers of what a view shows.
    #[must_use]
    pub fn of_view(view: &View<'_>, period: Period) -> Self {
        Self { all: Sums::of_view(view), new: Sums::of_days(view, &|day| period.has(day)) }
    }

    /// Adds another village's.
    pub fn add(&mut self, other: &Self) {
        self.all.add(&other.all);
        self.new.add(&other.new);
    }
}

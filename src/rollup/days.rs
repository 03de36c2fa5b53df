//! What was done each day: the trend, and 周报 with a week's increments beside everything so far (S002-3).

use std::collections::BTreeMap;

use chrono::{Days as Count, NaiveDate};

use crate::campaign::Level;
use crate::finding::State;
use crate::ledger::View;
use crate::plan::Span;

/// What was done on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Households surveyed: those that the campaign's indicator [`SURVEYED`](super::SURVEYED) counts, by the day of their visit; where it
    /// has none, all that were visited.
    pub visited: u64,
    /// Problems found.
    pub found: u64,
    /// Problems closed.
    pub closed: u64,
    /// Contacts made.
    pub contacts: u64,
    /// Needs found.
    pub needs: u64,
    /// Needs met.
    pub met: u64,
}

impl Day {
    /// Its numbers in the order of the tables.
    #[must_use]
    pub const fn numbers(self) -> [u64; 6] {
        [self.visited, self.found, self.closed, self.contacts, self.needs, self.met]
    }

    fn add(&mut self, other: Self) {
        self.visited += other.visited;
        self.found += other.found;
        self.closed += other.closed;
        self.contacts += other.contacts;
        self.needs += other.needs;
        self.met += other.met;
    }
}

/// What was done, by day. Adding is commutative and associative.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days(BTreeMap<NaiveDate, Day>);

impl Days {
    /// What a view's households say was done, with the days on which they were surveyed where the campaign says which were.
    #[must_use]
    pub fn of_view(view: &View<'_>, surveyed: Option<&[NaiveDate]>) -> Self {
        let mut days = Self::default();
        for day in surveyed.into_iter().flatten() {
            days.on(*day).visited += 1;
        }
        for home in &view.homes {
            let finished = home.visit.as_ref().and_then(|visit| visit.finished);
            if let Some(finished) = finished.filter(|_| surveyed.is_none()) {
                days.on(finished.day()).visited += 1;
            }
            for contact in home.contacts.iter().filter_map(|contact| contact.when) {
                days.on(contact.day()).contacts += 1;
            }
            for finding in home.findings.iter().filter(|finding| finding.state != State::Withdrawn) {
                let need = finding.level == Level::Need;
                if let Some(found) = finding.found {
                    let day = days.on(found.day());
                    *(if need { &mut day.needs } else { &mut day.found }) += 1;
                }
                let closed = if need { finding.done.or(finding.closed) } else { finding.closed };
                if let Some(closed) = closed.filter(|_| need || finding.state == State::Closed) {
                    let day = days.on(closed.day());
                    *(if need { &mut day.met } else { &mut day.closed }) += 1;
                }
            }
        }
        days
    }

    fn on(&mut self, day: NaiveDate) -> &mut Day {
        self.0.entry(day).or_default()
    }

    /// Adds others.
    pub fn add(&mut self, other: &Self) {
        for (day, done) in &other.0 {
            self.on(*day).add(*done);
        }
    }

    /// What was done from one day to another, both included.
    #[must_use]
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Day {
        self.sum(|day| (from..=to).contains(&day))
    }

    /// What was done until the end of a day.
    #[must_use]
    pub fn until(&self, to: NaiveDate) -> Day {
        self.sum(|day| day <= to)
    }

    fn sum(&self, counts: impl Fn(NaiveDate) -> bool) -> Day {
        let mut sum = Day::default();
        for (_, done) in self.0.iter().filter(|(day, _)| counts(**day)) {
            sum.add(*done);
        }
        sum
    }

    /// The days on which something was done, and those between them; the last `most` of them.
    #[must_use]
    pub fn run(&self, most: usize) -> Vec<(NaiveDate, Day)> {
        let Some((first, last)) = self.0.keys().next().zip(self.0.keys().next_back()) else { return Vec::new() };
        // One clock that is wrong by years would make a run of thousands of empty days.
        let start =
            last.checked_sub_days(Count::new(most.saturating_sub(1) as u64)).map_or(*first, |at| at.max(*first));
        start
            .iter_days()
            .take_while(|day| day <= last)
            .map(|day| (day, self.0.get(&day).copied().unwrap_or_default()))
            .collect()
    }
}

/// The week of a report (Monday to Sunday) whose newest data are of this day: made on a Monday it is the week before, as the
/// report is due on Monday at noon (S002-3); made on any other day it is the week so far.
#[must_use]
pub fn week_of(newest: NaiveDate) -> Span {
    Span::week(newest.pred_opt().unwrap_or(newest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_report_made_on_monday_is_of_the_week_before() {
        // 21 December 2026 is a Monday.
        let week = |text: &str| week_of(day(text));
        assert_eq!(week("2026-12-21"), Span { from: day("2026-12-14"), to: day("2026-12-20") });
        assert_eq!(week("2026-12-22"), Span { from: day("2026-12-21"), to: day("2026-12-27") });
        assert_eq!(week("2026-12-27"), week("2026-12-22"));
    }

    #[test]
    fn a_run_has_its_empty_days_and_no_more_than_asked_for() {
        let mut days = Days::default();
        days.on(day("2001-01-01")).found = 1;
        days.on(day("2026-12-16")).visited = 2;
        days.on(day("2026-12-18")).visited = 3;
        let run = days.run(4);
        let visited: Vec<u64> = run.iter().map(|(_, done)| done.visited).collect();
        assert_eq!(visited, [0, 2, 0, 3]);
        assert_eq!(days.between(day("2026-12-17"), day("2026-12-18")).visited, 3);
        assert_eq!(days.until(day("2026-12-17")).numbers(), [2, 1, 0, 0, 0, 0]);
    }
}

//! The order of the list: by urgency, then by the roster.
//!
//! One household that changes is taken out and put back by bisection. When many change, all are dealt out anew by the digits of
//! their urgency, from the roster's order, which compares no texts.

use std::cmp::Ordering;

use super::Seen;
use super::figures::Score;
use crate::plan::subject::Subject;

/// The places of households, in two orders.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// By urgency, then by the roster.
    urgent: Vec<u32>,
    /// By the roster.
    roster: Vec<u32>,
}

/// An urgency as a number that compares alike, to the thousandth; those who must be seen stand above all others.
pub(super) fn key(score: Score) -> u32 {
    const MIDDLE: i32 = 1 << 30;
    #[expect(clippy::cast_possible_truncation, reason = "beyond the most, all are alike")]
    let thousandths = (score.urgency * 1000.0).round() as i32;
    let above = u32::try_from(thousandths.clamp(-MIDDLE, MIDDLE - 1) + MIDDLE).unwrap_or(0);
    above | u32::from(score.must) << 31
}

impl Order {
    /// Of these households, to be [sorted](Self::sort) by urgency.
    pub(super) fn of(subjects: &[Subject]) -> Self {
        let mut roster: Vec<u32> = (0..number(subjects.len())).collect();
        roster.sort_unstable_by_key(|place| subjects.get(*place as usize).map(rank));
        Self { urgent: Vec::new(), roster }
    }

    /// The places in order of urgency.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> {
        self.urgent.iter().map(|place| *place as usize)
    }

    /// Takes a household out, if it is there.
    pub(super) fn take(&mut self, place: usize, subjects: &[Subject], seen: &[Seen]) {
        let number = number(place);
        for (list, at) in self.positions(place, subjects, seen) {
            if list.get(at) == Some(&number) {
                list.remove(at);
            }
        }
    }

    /// Puts a household that is not there into its place.
    pub(super) fn put(&mut self, place: usize, subjects: &[Subject], seen: &[Seen]) {
        for (list, at) in self.positions(place, subjects, seen) {
            list.insert(at, number(place));
        }
    }

    /// Where a household stands, or would stand, in each order.
    fn positions(&mut self, place: usize, subjects: &[Subject], seen: &[Seen]) -> [(&mut Vec<u32>, usize); 2] {
        let rank = |place: u32| subjects.get(place as usize).map(rank);
        let key = |place: u32| seen.get(place as usize).map(|seen| seen.key);
        let number = number(place);
        let before = |other: &u32| rank(*other) < rank(number);
        let sooner = |other: &u32| match key(number).cmp(&key(*other)) {
            Ordering::Equal => before(other),
            order => order == Ordering::Less,
        };
        let (urgent, roster) = (self.urgent.partition_point(sooner), self.roster.partition_point(before));
        [(&mut self.urgent, urgent), (&mut self.roster, roster)]
    }

    /// Sorts all by urgency.
    pub(super) fn sort(&mut self, seen: &[Seen]) {
        // The most urgent first, so the least of the turned key.
        let turned = |place: u32| !seen.get(place as usize).map_or(0, |seen| seen.key);
        let mut from: Vec<(u32, u32)> = self.roster.iter().map(|place| (turned(*place), *place)).collect();
        let mut to = from.clone();
        for shift in [0, 11, 22] {
            deal(&from, &mut to, |key| (key >> shift & 0x7FF) as usize);
            std::mem::swap(&mut from, &mut to);
        }
        self.urgent.clear();
        self.urgent.extend(from.iter().map(|(_, place)| *place));
    }
}

/// Deals out by one digit of the key; those of one digit stay in their order.
fn deal(from: &[(u32, u32)], to: &mut [(u32, u32)], digit: impl Fn(u32) -> usize) {
    let mut next = [0_usize; 2048];
    for (key, _) in from {
        if let Some(count) = next.get_mut(digit(*key)) {
            *count += 1;
        }
    }
    let mut start = 0;
    for slot in &mut next {
        start += std::mem::replace(slot, start);
    }
    for one in from {
        let Some(at) = next.get_mut(digit(one.0)) else { continue };
        if let Some(slot) = to.get_mut(*at) {
            *slot = *one;
        }
        *at += 1;
    }
}

/// A household's place in the roster.
fn rank(subject: &Subject) -> (u32, &str) {
    (subject.home.order, &subject.home.id)
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

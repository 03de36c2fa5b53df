//! How long a visit takes, learned from those made.

use crate::moment::Moment;

/// The median length of visits in minutes, from when each began and was finished. Those of less than a minute or more than
/// three hours were interrupted or corrected and say nothing. With fewer than five, `usual`.
#[must_use]
pub fn minutes_per_visit(visits: impl IntoIterator<Item = (Moment, Moment)>, usual: u32) -> u32 {
    let lengths = visits.into_iter().map(|(began, finished)| finished.since(began).num_minutes());
    let mut lengths: Vec<u32> = lengths
        .filter(|minutes| (1..=180).contains(minutes))
        .filter_map(|minutes| u32::try_from(minutes).ok())
        .collect();
    if lengths.len() < 5 {
        return usual;
    }
    lengths.sort_unstable();
    lengths.get(lengths.len() / 2).copied().unwrap_or(usual)
}

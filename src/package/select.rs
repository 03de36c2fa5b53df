//! Which writes belong to a village.

use std::collections::BTreeSet;

use crate::journal::{Journal, Kind, Record, RecordId};
use crate::visit::PRIVATE;

/// The part of a journal that belongs to one village: its region, its households, and every record that names one of
/// these, of whatever kind. Records that name no household and no village (helpers, settings) go with every village.
///
/// A household that two people put into different villages goes with both, so that neither loses sight of it.
#[must_use]
pub fn select(journal: &Journal, region: &RecordId) -> Journal {
    let households: BTreeSet<&RecordId> = journal
        .all_records(&Kind::Household)
        .filter(|household| names(household, "village", |village| village == region.0))
        .map(|household| household.id())
        .collect();
    let belongs = |record: &Record<'_>| match record.kind() {
        Kind::Region => record.id() == region,
        Kind::Household => households.contains(record.id()),
        // What a cadre keeps to themselves (思想动态) leaves the device in no package.
        Kind::Other(word) if word == PRIVATE => false,
        _ if record.field("household").is_some() => {
            names(record, "household", |household| households.contains(&RecordId::from(household)))
        }
        _ if record.field("village").is_some() => names(record, "village", |village| village == region.0),
        _ => true,
    };
    journal.part(belongs)
}

/// Whether any side of a field says so.
fn names(record: &Record<'_>, path: &str, says: impl Fn(&str) -> bool) -> bool {
    record.field(path).is_some_and(|field| record.sides(field).any(|side| side.value.as_text().is_some_and(&says)))
}

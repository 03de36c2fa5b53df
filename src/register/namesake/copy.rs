//! Of a record that has become another, every write is made once more to the other: what stands there then is what would stand there if
//! both devices had written to it from the start. What one of them left empty is filled, what they say differently is a conflict that a
//! person settles, and who wrote what and when stays in the history.

use std::collections::BTreeMap;

use crate::journal::{DELETED, DeviceId, Journal, Kind, RecordId, Write, WriteId};
use crate::register::typed::squeeze;
use crate::register::{Household, identity};

use super::SAME;

/// The writes of `from`, made to `into`. Each has an identity of its own, which follows from the write's, from `into`, and from how members
/// and helpers of the one are those of the other.
pub(super) fn copies(
    journal: &Journal,
    kind: &Kind,
    (from, into): (&RecordId, &RecordId),
    helpers: &BTreeMap<RecordId, RecordId>,
) -> Vec<Write> {
    let names = Names::of(journal, kind, (from, into), helpers);
    let said = serde_json::to_string(&names.0).unwrap_or_default();
    let own = |WriteId { device, seq }: &WriteId| {
        let RecordId(device) = identity::derive("j", &["copy", &device.0, &into.0, &said]);
        WriteId { device: DeviceId(device), seq: *seq }
    };
    let copy = |write: Write| Write {
        id: own(&write.id),
        record: into.clone(),
        seen: write.seen.iter().map(&own).collect(),
        fields: write.fields.into_iter().filter_map(|(path, value)| Some((names.path(&path)?, value))).collect(),
        ..write
    };
    journal.history(kind, from).into_iter().map(copy).filter(|write| !write.fields.is_empty()).collect()
}

/// What stands under other paths in the other record, from the beginning of a path to its beginning there.
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(
        journal: &Journal,
        kind: &Kind,
        (from, into): (&RecordId, &RecordId),
        helpers: &BTreeMap<RecordId, RecordId>,
    ) -> Self {
        let home = |id| journal.record(kind, id).filter(|_| *kind == Kind::Household);
        let (Some(from), Some(into)) = (home(from), home(into)) else { return Self(BTreeMap::new()) };
        let (from, into) = (Household::of(&from), Household::of(&into));
        let helpers = from.helpers.iter().filter_map(|helper| {
            let there = helpers.get(helper.as_str())?;
            Some((format!("helper/{helper}"), format!("helper/{}", there.0)))
        });
        let members = from.members.iter().filter_map(|(member, person)| {
            let is_same = |other: &crate::register::Person| match (person.id(), other.id()) {
                (Some(one), Some(other)) => one == other,
                _ => squeeze(&person.name) == squeeze(&other.name),
            };
            let there = into.members.iter().find(|(_, other)| is_same(other)).map(|(member, _)| member)?;
            (there != member).then(|| (format!("member/{member}/"), format!("member/{there}/")))
        });
        Self(helpers.chain(members).collect())
    }

    /// The path there; none for what is the record's own.
    fn path(&self, path: &str) -> Option<String> {
        // The place in the one's roster says nothing of the other's.
        if ["village", "order", DELETED, SAME].contains(&path) {
            return None;
        }
        let moved = self.0.iter().find_map(|(from, into)| Some(format!("{into}{}", path.strip_prefix(from.as_str())?)));
        Some(moved.unwrap_or_else(|| path.to_owned()))
    }
}

//! Which records changed when, so that what is computed from 20,000 of them is not computed anew for one.

use std::collections::VecDeque;

use crate::journal::{Kind, RecordId};

/// More than a visit has answers; beyond it, computing anew is as good.
const KEPT: usize = 500;

/// The journal's version, and what the last versions changed.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    version: u64,
    /// The version since which `recent` knows every change.
    known_since: u64,
    recent: VecDeque<(u64, Kind, RecordId)>,
}

impl Changes {
    /// Grows whenever the journal does: compare it instead of the journal.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The records that changed after `version`, the same one perhaps several times; none where nobody knows and everything
    /// may have.
    #[must_use]
    pub fn since(&self, version: u64) -> Option<Vec<(&Kind, &RecordId)>> {
        let recent = self.recent.iter().filter(|(at, ..)| *at > version);
        (version >= self.known_since).then(|| recent.map(|(_, kind, record)| (kind, record)).collect())
    }

    /// These records changed.
    pub(crate) fn note(&mut self, records: impl IntoIterator<Item = (Kind, RecordId)>) {
        self.version += 1;
        self.recent.extend(records.into_iter().map(|(kind, record)| (self.version, kind, record)));
        while self.recent.len() > KEPT {
            if let Some((version, ..)) = self.recent.pop_front() {
                self.known_since = version;
            }
        }
    }

    /// Anything may have changed.
    pub(super) fn note_all(&mut self) {
        self.version += 1;
        self.known_since = self.version;
        self.recent.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn since(changes: &Changes, version: u64) -> Option<Vec<String>> {
        changes.since(version).map(|changes| changes.into_iter().map(|(_, record)| record.0.clone()).collect())
    }

    #[test]
    fn a_reader_learns_what_changed_since_it_last_looked() {
        let mut changes = Changes::default();
        changes.note([(Kind::Household, "a".into())]);
        let seen = changes.version();
        changes.note([(Kind::Visit, "b".into()), (Kind::Finding, "c".into())]);
        assert_eq!(since(&changes, seen), Some(vec!["b".into(), "c".into()]));
        assert_eq!(since(&changes, changes.version()), Some(vec![]));
        changes.note_all();
        assert_eq!(since(&changes, seen), None);
        assert_eq!(since(&changes, changes.version()), Some(vec![]));
    }

    #[test]
    fn a_reader_who_looked_too_long_ago_is_told_so() {
        let mut changes = Changes::default();
        for number in 0..=KEPT {
            changes.note([(Kind::Visit, number.to_string().as_str().into())]);
        }
        assert_eq!(since(&changes, 0), None);
        assert_eq!(since(&changes, 1).map(|changes| changes.len()), Some(KEPT));
    }
}

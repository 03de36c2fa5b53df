//! The households read from the journal a little at a time, so that a list which already stands can be scrolled meanwhile.
//!
//! Law: however it is cut, what is read is the same. A record that changes while others are still to be read is followed afterwards,
//! by who keeps the journal's changes.

use super::{BELONGING, Entry, Village};
use crate::journal::{Journal, Kind, Record, RecordId};
use crate::register::Household;

/// A reading that goes on.
#[derive(Debug, Default)]
pub struct Reading {
    entries: Vec<Entry>,
    /// How many kinds of record have been read to their end; the households come first.
    kinds: usize,
    /// The identities of the kind that is being read, and the place of the next one.
    ids: Option<(Vec<RecordId>, usize)>,
}

impl Reading {
    /// Reads at most `most` more records. Whether more are left.
    pub fn step(&mut self, journal: &Journal, most: usize) -> bool {
        let kind = match self.kinds.checked_sub(1) {
            None => Kind::Household,
            Some(at) => match BELONGING.get(at) {
                Some(kind) => kind.clone(),
                None => return false,
            },
        };
        let (ids, at) = self.ids.take().unwrap_or_else(|| (journal.ids(&kind).cloned().collect(), 0));
        for id in ids.iter().skip(at).take(most) {
            if let Some(record) = journal.record(&kind, id).filter(|record| !record.is_deleted()) {
                self.take(&kind, &record);
            }
        }
        let next = at.saturating_add(most);
        if next < ids.len() {
            self.ids = Some((ids, next));
        } else {
            self.kinds += 1;
        }
        true
    }

    fn take(&mut self, kind: &Kind, record: &Record<'_>) {
        if *kind == Kind::Household {
            if !record.flag("gone") {
                self.entries.push(Entry::of(record.id(), record, Household::of(record)));
            }
            return;
        }
        // Records come by identity, and so do the entries as yet.
        let place = self.entries.binary_search_by(|entry| entry.id.as_str().cmp(record.text("household")));
        if let Some(entry) = place.ok().and_then(|at| self.entries.get_mut(at)) {
            entry.take(record);
        }
    }

    /// Reads what is left.
    #[must_use]
    pub fn finish(mut self, journal: &Journal) -> Village {
        while self.step(journal, usize::MAX) {}
        self.entries.sort_by(Entry::order);
        let mut village =
            Village { entries: self.entries.into_iter().map(std::rc::Rc::new).collect(), by_id: Vec::new() };
        village.number();
        village
    }
}

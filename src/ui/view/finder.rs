//! What finds a household as one types, made a little at a time.
//!
//! To read twenty thousand households for a search takes longer than a list may keep anybody waiting, and the first search comes
//! seconds after the list, if at all. So the list stands first and the [`Index`] grows behind it, household by household in the order of
//! their identities; who searches before it is whole has the rest made at once. Law: however it grew, it is the same.

use super::village::Village;
use crate::journal::{Journal, Kind, RecordId};
use crate::register::Household;
use crate::register::search::Index;

/// An index that grows.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    index: Index,
    /// The household up to which it has grown.
    upto: Option<String>,
    whole: bool,
}

impl Finder {
    /// Whether all households are in it.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.whole
    }

    /// Takes in at most `most` more households. Whether it is whole then.
    pub fn grow(&mut self, village: &Village, journal: &Journal, most: usize) -> bool {
        let mut taken = 0;
        for entry in village.after(self.upto.as_deref()).take(most) {
            let id = RecordId(entry.id.clone());
            let record = journal.record(&Kind::Household, &id).filter(|record| !record.is_deleted());
            self.index.set(&id, record.as_ref().map(Household::of).as_ref());
            self.upto = Some(id.0);
            taken += 1;
        }
        self.whole |= taken < most;
        self.whole
    }

    /// All of it.
    pub fn whole(&mut self, village: &Village, journal: &Journal) -> &Index {
        if !self.whole {
            self.grow(village, journal, usize::MAX);
        }
        &self.index
    }

    /// Brings one household up to date; none, or one that is gone, is left out.
    pub fn set(&mut self, id: &RecordId, household: Option<&Household>) {
        self.index.set(id, household);
    }
}

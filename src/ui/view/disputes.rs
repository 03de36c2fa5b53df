//! Where two people filled something in differently, for the screens that say so.
//!
//! Law: what was followed change by change is what is read anew.

use std::rc::Rc;

use crate::app::Changes;
use crate::journal::{Journal, RecordId};
use crate::rollup::{Conflict, conflicts};

/// The conflicts of a journal, as of one of its versions.
#[derive(Clone, Debug)]
pub struct Disputes {
    version: u64,
    all: Rc<Vec<Conflict>>,
}

impl Disputes {
    /// All of them.
    #[must_use]
    pub fn of(journal: &Journal, changes: &Changes) -> Self {
        Self { version: changes.version(), all: Rc::new(conflicts(journal)) }
    }

    /// Brought up to date: only what has changed is looked at again.
    #[must_use]
    pub fn followed(mut self, journal: &Journal, changes: &Changes) -> Self {
        let Some(mut records) = changes.since(self.version) else { return Self::of(journal, changes) };
        records.sort_unstable();
        records.dedup();
        for (kind, record) in records {
            let now = Conflict::of(journal, kind, record);
            let known = |one: &&Conflict| one.kind == *kind && one.record == *record;
            if now.iter().ne(self.all.iter().filter(known)) {
                let all = Rc::make_mut(&mut self.all);
                all.retain(|one| !known(&one));
                all.extend(now);
                all.sort_unstable();
            }
        }
        self.version = changes.version();
        self
    }

    /// All of them, household by household.
    #[must_use]
    pub fn all(&self) -> &Rc<Vec<Conflict>> {
        &self.all
    }

    /// How many there are of a household and of what belongs to it.
    #[must_use]
    pub fn of_household(&self, household: &RecordId) -> usize {
        self.all.iter().filter(|one| one.household == *household).count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::{Fields, Kind, Stamp};

    /// What one of two people does: a field of a household is written, with or without knowing of the other's.
    fn doing() -> impl Strategy<Value = (bool, u8, u8, u8, bool)> {
        (any::<bool>(), 0..3_u8, 0..2_u8, 0..3_u8, any::<bool>())
    }

    proptest! {
        #[test]
        fn what_is_followed_is_what_is_read_anew(doings in proptest::collection::vec(doing(), 1..30)) {
            let mut alone = [Journal::default(), Journal::default()];
            let mut both = Journal::default();
            let mut changes = Changes::default();
            let mut followed = Disputes::of(&both, &changes);
            for (second, household, field, value, knowing) in doings {
                let device = ["甲", "乙"][usize::from(second)].into();
                let own = &mut alone[usize::from(second)];
                let knows = if knowing { &both } else { &*own };
                let stamp = Stamp { device, seq: own.next_seq(&["甲", "乙"][usize::from(second)].into()), at: 0, author: String::new() };
                let record = RecordId(format!("h{household}"));
                let fields = Fields::from([(format!("f{field}"), value.to_string().into())]);
                let write = knows.draft(stamp, Kind::Household, record.clone(), fields);
                own.insert(&write);
                both.insert(&write);
                changes.note([(Kind::Household, record)]);
                followed = followed.followed(&both, &changes);
                let anew = Disputes::of(&both, &changes);
                prop_assert_eq!(followed.all(), anew.all());
            }
        }
    }
}

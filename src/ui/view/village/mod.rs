//! The households of a village as lists show them: who, where, in what state.
//!
//! Reading twenty thousand of them takes its time, so it is done once; afterwards [`Village::follow`] brings up to date what has
//! changed. Law: what was followed equals what is read anew. [`Reading`] reads them a little at a time, and [`Glance`] is how the list is
//! kept for the next start. What is said of one household is an [`Entry`]; which of them are shown is in `filter`.

mod entry;
mod filter;
mod glance;
mod reading;

use std::rc::Rc;

pub use entry::{Entry, Open, Visited};
pub use filter::{Counts, Filter};
pub use glance::Glance;
pub use reading::Reading;

use super::finder::Finder;
use crate::journal::{Journal, Kind, Record, RecordId};
use crate::register::Household;

/// Every household that counts, in the order of groups and of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Village {
    /// The households.
    pub entries: Vec<Rc<Entry>>,
    /// Their places in the order of their identities.
    by_id: Vec<u32>,
}

/// The kinds of records that belong to a household.
const BELONGING: [Kind; 3] = [Kind::Visit, Kind::Finding, Kind::Contact];

impl Village {
    /// Reads the journal.
    #[must_use]
    pub fn of(journal: &Journal) -> Self {
        Reading::default().finish(journal)
    }

    fn number(&mut self) {
        let entries = &self.entries;
        self.by_id = (0..).take(entries.len()).collect();
        self.by_id.sort_unstable_by_key(|at| entries.get(*at as usize).map(|entry| &entry.id));
    }

    /// Brings up to date what has changed.
    pub fn follow(&mut self, finder: &mut Finder, journal: &Journal, changes: &[(&Kind, &RecordId)]) {
        for &(kind, id) in changes {
            match kind {
                Kind::Household => self.follow_household(finder, journal, id),
                kind if BELONGING.contains(kind) => {
                    let household = journal.record(kind, id).map(|record| record.text("household").to_owned());
                    let place = household.and_then(|household| self.place(&household));
                    if let Some(entry) = place.and_then(|at| self.entries.get_mut(at)) {
                        Rc::make_mut(entry).again(journal, kind, id);
                    }
                }
                _ => {}
            }
        }
    }

    fn follow_household(&mut self, finder: &mut Finder, journal: &Journal, id: &RecordId) {
        let record = journal.record(&Kind::Household, id).filter(|record| !record.is_deleted());
        let household = record.as_ref().map(Household::of).filter(|household| !household.gone);
        finder.set(id, household.as_ref());
        let before = self.place(&id.0).map(|at| self.entries.remove(at));
        if let Some((record, household)) = record.as_ref().zip(household) {
            let mut entry = Entry::of(id, record, household);
            if let Some(before) = &before {
                let Entry { visit, open, visits, findings, contacts, started, .. } = Entry::clone(before);
                entry = Entry { visit, open, visits, findings, contacts, started, ..entry };
            } else {
                let belongs = |record: &Record<'_>| record.text("household") == id.0;
                for record in BELONGING.iter().flat_map(|kind| journal.records(kind)).filter(belongs) {
                    entry.take(&record);
                }
            }
            let place = self.entries.partition_point(|other| other.order(&entry).is_lt());
            self.entries.insert(place, Rc::new(entry));
        }
        self.number();
    }

    /// The groups among these places, each with how many follow, in their order.
    #[must_use]
    pub fn groups(&self, places: &[usize]) -> Vec<(String, usize)> {
        let mut groups: Vec<(String, usize)> = Vec::new();
        for group in places.iter().filter_map(|&at| self.entries.get(at)).map(|entry| &entry.group) {
            match groups.last_mut() {
                Some((last, count)) if last == group => *count += 1,
                _ => groups.push((group.clone(), 1)),
            }
        }
        groups
    }

    /// The household of this identity.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.place(id).and_then(|at| self.entries.get(at)).map(AsRef::as_ref)
    }

    /// The households after this identity in the order of their identities, all of them where none is named.
    pub(super) fn after<'v>(&'v self, id: Option<&str>) -> impl Iterator<Item = &'v Entry> + use<'v> {
        let entry = |at: &u32| self.entries.get(*at as usize).map(AsRef::as_ref);
        let first = id.map_or(0, |id| self.by_id.partition_point(|at| entry(at).is_some_and(|entry| *entry.id <= *id)));
        self.by_id.get(first..).unwrap_or_default().iter().filter_map(entry)
    }

    fn place(&self, id: &str) -> Option<usize> {
        let entry = |at: &u32| self.entries.get(*at as usize);
        let found = self.by_id.binary_search_by(|at| entry(at).map_or("", |entry| &entry.id).cmp(id));
        found.ok().and_then(|at| self.by_id.get(at)).map(|at| *at as usize)
    }

    /// The name of a household's head; empty where it is not known.
    #[must_use]
    pub fn name_of(&self, id: &str) -> &str {
        self.entry(id).map_or("", |entry| &entry.head)
    }

    /// The next household to visit after this one: in the list's order, going round.
    #[must_use]
    pub fn next_after(&self, id: &str) -> Option<&Entry> {
        let at = self.place(id).map_or(0, |at| at + 1);
        let (before, after) = self.entries.split_at_checked(at)?;
        let mut others = after.iter().chain(before).map(AsRef::as_ref);
        others.find(|entry| entry.id != id && Filter::Unvisited.lets(entry))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::journal::{Fields, Stamp};
    use crate::register::search::Index;
    use crate::ui::view::made::journal;

    pub(super) fn made() -> Journal {
        journal(&[
            (Kind::Household, "a", json!({"head": "测试甲", "group": "10组", "categories": ["minimum_living"]})),
            (Kind::Household, "b", json!({"head": "测试乙", "group": "2组", "order": 2, "phone": "13900001234"})),
            (Kind::Household, "c", json!({"head": "测试丙", "group": "2组", "order": 1, "categories": ["general"]})),
            (Kind::Household, "d", json!({"head": "测试丁"})),
            (Kind::Household, "e", json!({"head": "搬走", "gone": true})),
            (
                Kind::Visit,
                "v1",
                json!({"household": "c", "started": "2026-12-15T09:00:00+08:00", "finished": "2026-12-15T09:10:00+08:00"}),
            ),
            (Kind::Visit, "v2", json!({"household": "b", "started": "2026-12-15T09:00:00+08:00"})),
            (Kind::Finding, "f1", json!({"household": "b", "level": "red", "state": "new"})),
            (Kind::Finding, "f2", json!({"household": "c", "level": "red", "state": "closed"})),
        ])
    }

    /// A village and its whole index.
    pub(super) fn read(journal: &Journal) -> (Village, Index) {
        let village = Village::of(journal);
        let index = Finder::default().whole(&village, journal).clone();
        (village, index)
    }

    fn village() -> Village {
        Village::of(&made())
    }

    #[test]
    fn households_stand_by_group_and_roster_and_those_that_left_are_not_shown() {
        let heads: Vec<_> = village().entries.iter().map(|entry| entry.head.clone()).collect();
        assert_eq!(heads, ["测试丙", "测试乙", "测试甲", "测试丁"]);
    }

    #[test]
    fn filters_and_search_narrow_together() {
        let (village, index) = read(&made());
        let head = |at: usize| village.entries[at].head.clone();
        let heads = |filter, query: &str| -> Vec<String> {
            if query.is_empty() {
                return village.filter(filter).into_iter().map(head).collect();
            }
            village.search(&index, filter, query).into_iter().map(|(at, _)| head(at)).collect()
        };
        assert_eq!(heads(Filter::Unvisited, ""), ["测试乙", "测试甲", "测试丁"]);
        assert_eq!(heads(Filter::Key, ""), ["测试甲"]);
        assert_eq!(heads(Filter::Open, ""), ["测试乙"]);
        assert_eq!(heads(Filter::All, "1234"), ["测试乙"]);
        assert_eq!(heads(Filter::All, "测试 2组"), ["测试丙", "测试乙"]);
        assert_eq!(heads(Filter::Key, "乙"), Vec::<String>::new());
        assert_eq!(village.counts(), Counts { all: 4, done: 1, key: 1, open: 1, alone: 4 });
    }

    #[test]
    fn the_next_household_is_the_next_unvisited_going_round() {
        let village = village();
        assert_eq!(village.next_after("d").unwrap().head, "测试乙");
        assert_eq!(village.next_after("c").unwrap().head, "测试乙");
        assert_eq!(village.next_after("nobody").unwrap().head, "测试乙");
    }

    #[test]
    fn a_household_is_found_by_a_member_and_says_by_whom() {
        let journal = journal(&[(
            Kind::Household,
            "a",
            json!({"head": "测试甲", "member/1/name": "测试甲", "member/2/name": "王测试"}),
        )]);
        let (village, index) = read(&journal);
        assert_eq!(village.search(&index, Filter::All, "王"), [(0, "王测试".to_owned())]);
    }

    #[test]
    fn what_was_followed_equals_what_is_read_anew() {
        let mut journal = made();
        let mut village = Village::of(&journal);
        // One that stands from the start, and one that grows while things change.
        let mut finders = [Finder::default(), Finder::default()];
        finders[0].grow(&village, &journal, usize::MAX);
        let steps = [
            (Kind::Visit, "v2", json!({"finished": "2026-12-16T09:10:00+08:00"})),
            (Kind::Visit, "v3", json!({"household": "c", "started": "2026-12-17T09:00:00+08:00"})),
            (Kind::Finding, "f1", json!({"state": "closed"})),
            (Kind::Finding, "f3", json!({"household": "a", "level": "need", "state": "new"})),
            (Kind::Finding, "f3", json!({"deleted": true})),
            (Kind::Contact, "c1", json!({"household": "d", "how": "phone"})),
            (Kind::Household, "b", json!({"group": "10组", "helper/p1": true})),
            (Kind::Household, "e", json!({"gone": false})),
            (Kind::Household, "a", json!({"gone": true})),
            (Kind::Household, "f", json!({"head": "测试戊", "group": "1组"})),
            (Kind::Region, "r", json!({"village": "测试村"})),
            (Kind::Household, "c", json!({"deleted": true})),
        ];
        for (seq, (kind, id, fields)) in (100..).zip(steps) {
            let fields: Fields = serde_json::from_value(fields).unwrap();
            let stamp = Stamp { device: "d".into(), seq, at: 0, author: String::new() };
            let write = journal.draft(stamp, kind.clone(), RecordId(id.into()), fields);
            journal.insert(&write);
            let (anew, index) = read(&journal);
            for finder in &mut finders {
                let mut followed = village.clone();
                followed.follow(finder, &journal, &[(&kind, &RecordId(id.into()))]);
                assert_eq!(followed, anew, "after {id}");
            }
            village = anew;
            finders[1].grow(&village, &journal, usize::from(id.starts_with('f')));
            for finder in &mut finders {
                assert_eq!(finder.clone().whole(&village, &journal).to_bytes(), index.to_bytes(), "after {id}");
            }
        }
        assert!(!finders[1].is_whole(), "it still had to grow");
    }
}

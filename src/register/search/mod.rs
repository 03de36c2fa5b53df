//! Finding a household as one types: by name, by the first letters of its reading, by group, by the end of an ID number or of a
//! phone.
//!
//! The [`Index`] holds what a search looks at for every household, apart from the journal, so that it stands before the journal
//! is folded: it is written to bytes and read back, and brought up to date record by record. Words are parted by spaces and
//! all of them must be met: `3组 zs` is 张三 of group 3.

mod alike;
mod bytes;
mod initials;
mod item;
mod words;

pub use alike::{Alike, Likeness};
pub use bytes::Unpacking;
pub use item::Item;

use std::cmp::Ordering;

use super::{Household, identity};
use crate::journal::RecordId;
use words::Word;

/// What a search knows of the households.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    /// By record, so that one is found quickly.
    items: Vec<Item>,
    groups: Vec<Group>,
}

/// A group's name.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    /// As it is written.
    name: String,
    /// As [`identity::group_key`] has it.
    key: String,
}

/// A household that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// It.
    pub item: &'a Item,
    /// How; the loosest of how the words were met.
    pub how: How<'a>,
}

/// How a word was met, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How<'a> {
    /// It is the head's name, or its initials.
    HeadWhole,
    /// The head's name begins with it.
    HeadStart,
    /// It stands in the head's name.
    HeadPart,
    /// It stands in this member's name.
    Member(&'a str),
    /// It names the group.
    Group,
    /// This member's ID number ends with it.
    IdTail(&'a str),
    /// A phone ends with it.
    PhoneTail,
    /// A phone or an ID number begins with it.
    NumberStart,
    /// It stands in the address.
    Address,
}

impl Index {
    /// An index of these households, those that are gone left out.
    pub fn of<'h>(households: impl IntoIterator<Item = (&'h RecordId, &'h Household)>) -> Self {
        let counted = households.into_iter().filter(|(_, household)| !household.gone);
        let mut index = Self::default();
        for item in counted.filter_map(|(record, household)| Item::of(record, household)) {
            index.push(item);
        }
        index.items.sort_by(|a, b| a.record().cmp(b.record()));
        index.items.dedup_by(|a, b| a.record() == b.record());
        index
    }

    /// Brings one household up to date; none, or one that is gone, is left out.
    pub fn set(&mut self, record: &RecordId, household: Option<&Household>) {
        let counted = household.filter(|household| !household.gone);
        let item = counted.and_then(|household| Item::of(record, household)).map(|item| self.grouped(item));
        let place = self.items.binary_search_by(|known| known.record().cmp(&record.0));
        match (item, place) {
            (Some(item), Ok(place)) => {
                if let Some(known) = self.items.get_mut(place) {
                    *known = item;
                }
            }
            (Some(item), Err(place)) => self.items.insert(place, item),
            (None, Ok(place)) => {
                self.items.remove(place);
            }
            (None, Err(_)) => {}
        }
    }

    /// One that knows no household.
    #[must_use]
    pub const fn empty() -> Self {
        Self { items: Vec::new(), groups: Vec::new() }
    }

    /// How many households it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The households it knows, by record.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The best `limit` households for what was typed: by how well they meet it, then by place in the roster. Nothing for
    /// blank text.
    #[must_use]
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Hit<'_>> {
        let words = words::words(typed, &self.groups);
        if words.is_empty() || limit == 0 {
            return Vec::new();
        }
        let met = self.items.iter().filter_map(|item| Some(Hit { item, how: met_by(item, &words)? }));
        let mut hits: Vec<Hit<'_>> = met.collect();
        let order = |a: &Hit<'_>, b: &Hit<'_>| -> Ordering {
            let key = |hit: &Hit<'_>| (hit.how.rank(), hit.item.order());
            key(a).cmp(&key(b)).then_with(|| a.item.record().cmp(b.item.record()))
        };
        // Only the best are sorted: a first letter meets thousands.
        if hits.len() > limit {
            hits.select_nth_unstable_by(limit - 1, order);
            hits.truncate(limit);
        }
        hits.sort_unstable_by(order);
        hits
    }

    /// Adds an item behind the others.
    fn push(&mut self, item: Item) {
        let item = self.grouped(item);
        self.items.push(item);
    }

    /// The item with its group's number.
    fn grouped(&mut self, mut item: Item) -> Item {
        // Households of a group mostly stand together.
        let last = self.items.last().map(|item| item.group as usize);
        let is_it = |place: &usize| self.groups.get(*place).is_some_and(|group| group.name == item.group());
        let known = last.filter(is_it).or_else(|| self.groups.iter().position(|group| group.name == item.group()));
        let place = known.unwrap_or_else(|| {
            self.groups.push(Group { name: item.group().to_owned(), key: identity::group_key(item.group()) });
            self.groups.len() - 1
        });
        item.group = u32::try_from(place).unwrap_or(u32::MAX);
        item
    }
}

/// How a household meets all words, by the loosest; none where it misses one.
fn met_by<'a>(item: &'a Item, words: &[Word]) -> Option<How<'a>> {
    let mut loosest = How::HeadWhole;
    for word in words {
        loosest = loosest.max(word.meets(item)?);
    }
    Some(loosest)
}

impl How<'_> {
    const fn rank(self) -> u8 {
        match self {
            Self::HeadWhole => 0,
            Self::HeadStart => 1,
            Self::HeadPart => 2,
            Self::Member(_) => 3,
            Self::Group => 4,
            Self::IdTail(_) => 5,
            Self::PhoneTail => 6,
            Self::NumberStart => 7,
            Self::Address => 8,
        }
    }
}

#[cfg(test)]
mod tests;

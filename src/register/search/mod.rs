//! Finding a household as one types: by name, by the first letters of its reading, by group, by the end of an ID number or of a
//! phone.
//!
//! The [`Index`] holds what a search looks at for every household, apart from the journal, so that it stands before the journal
//! is folded: it is written to bytes and read back, and brought up to date record by record. Words are parted by spaces and
//! all of them must be met: `3组 zs` is 张三 of group 3.

mod alike;
mod bytes;
mod initials;
mod words;

pub use alike::{Alike, Likeness};

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Household, identity};
use crate::journal::RecordId;
use words::Word;

/// What a search knows of the households.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    items: Vec<Item>,
    places: HashMap<String, usize>,
}

/// What a search knows of one household.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its record.
    pub record: String,
    /// 户主姓名.
    pub head: String,
    /// 组.
    pub group: String,
    /// Both addresses, parted by a space.
    pub address: String,
    /// Phones of the household and its members, parted by spaces.
    pub phones: String,
    /// 家庭人口.
    pub people: u32,
    /// Place in the roster.
    pub order: u32,
    /// The members' names and ID numbers, the head's with them.
    pub members: Vec<(String, String)>,
    /// The group as [`identity::group_key`] has it.
    group_key: String,
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
        let mut index = Self::default();
        for (record, household) in households {
            index.set(record, Some(household));
        }
        index
    }

    /// Brings one household up to date; none, or one that is gone, is left out.
    pub fn set(&mut self, record: &RecordId, household: Option<&Household>) {
        let place = self.places.get(&record.0).copied();
        match (household.filter(|household| !household.gone).map(|household| Item::of(record, household)), place) {
            (Some(item), Some(place)) => {
                if let Some(known) = self.items.get_mut(place) {
                    *known = item;
                }
            }
            (Some(item), None) => self.push(item),
            (None, Some(place)) => {
                self.items.swap_remove(place);
                self.places.remove(&record.0);
                if let Some(moved) = self.items.get(place) {
                    self.places.insert(moved.record.clone(), place);
                }
            }
            (None, None) => {}
        }
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

    /// The households it knows, in no order.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The best `limit` households for what was typed: by how well they meet it, then by place in the roster. Nothing for
    /// blank text.
    #[must_use]
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Hit<'_>> {
        let words = words::words(typed);
        if words.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<Hit<'_>> =
            self.items.iter().filter_map(|item| Some(Hit { item, how: item.met_by(&words)? })).collect();
        let key = |hit: &Hit<'_>| (hit.how.rank(), hit.item.order, Reverse(hit.item.people));
        // Only the best are sorted: a first letter meets thousands.
        if hits.len() > limit && limit > 0 {
            hits.select_nth_unstable_by(limit - 1, |a, b| (key(a), &a.item.record).cmp(&(key(b), &b.item.record)));
            hits.truncate(limit);
        }
        hits.sort_unstable_by(|a, b| (key(a), &a.item.record).cmp(&(key(b), &b.item.record)));
        hits.truncate(limit);
        hits
    }

    fn push(&mut self, item: Item) {
        self.places.insert(item.record.clone(), self.items.len());
        self.items.push(item);
    }
}

impl Item {
    fn of(record: &RecordId, household: &Household) -> Self {
        let joined = |parts: &mut dyn Iterator<Item = &String>| {
            let parts: Vec<&str> = parts.map(String::as_str).filter(|part| !part.is_empty()).collect();
            parts.join(" ").replace('、', " ")
        };
        let members = household.members.values();
        Self {
            record: record.0.clone(),
            head: household.head.clone(),
            group: household.group.clone(),
            address: joined(&mut [&household.address, &household.residence].into_iter()),
            phones: joined(&mut std::iter::once(&household.phone).chain(members.clone().map(|person| &person.phone))),
            people: household.people(),
            order: household.order.unwrap_or(u32::MAX),
            members: members.map(|person| (person.name.clone(), person.id_number.clone())).collect(),
            group_key: identity::group_key(&household.group),
        }
    }

    /// How a household meets all words, by the loosest; none where it misses one.
    fn met_by(&self, words: &[Word]) -> Option<How<'_>> {
        let mut loosest = How::HeadWhole;
        for word in words {
            loosest = loosest.max(word.meets(self)?);
        }
        Some(loosest)
    }
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

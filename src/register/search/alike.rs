//! Households that are likely the same as one that is being saved: shown, never blocking.

use std::collections::BTreeMap;

use super::{Index, Item};
use crate::journal::RecordId;
use crate::register::typed::squeeze;
use crate::register::{Household, ResidentId, identity};
use crate::text::{Lang, Say};

/// Why two households are likely the same, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// A member has the same ID number.
    IdNumber,
    /// A member has the same name and date of birth.
    NameAndBirth,
    /// The heads have the same name, in the same group.
    NameAndGroup,
    /// They have the same phone: often a helper's or a neighbour's.
    Phone,
}

/// A household that is likely the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike<'a> {
    /// It.
    pub item: &'a Item,
    /// Why.
    pub why: Likeness,
}

impl Say for Likeness {
    fn say(&self, lang: Lang) -> String {
        let (zh_hans, en) = match self {
            Self::IdNumber => ("身份证号相同", "the same ID number"),
            Self::NameAndBirth => ("姓名和出生日期相同", "the same name and date of birth"),
            Self::NameAndGroup => ("同组同名", "the same name in the same group"),
            Self::Phone => ("电话相同", "the same phone"),
        };
        lang.pick(zh_hans, en).to_owned()
    }
}

impl Index {
    /// The other households that a household is likely the same as, each with the surest reason, the surest first.
    #[must_use]
    pub fn alike(&self, record: &RecordId, household: &Household) -> Vec<Alike<'_>> {
        let ids: Vec<ResidentId> = household.members.values().filter_map(super::super::Person::id).collect();
        let births: Vec<(String, &ResidentId)> = household
            .members
            .values()
            .filter_map(|person| Some((squeeze(&person.name), ids.iter().find(|id| person.id_number == id.as_str())?)))
            .collect();
        let (head, group) = (squeeze(&household.head), identity::group_key(&household.group));
        let phones: Vec<&str> = household.phone.split('、').filter(|phone| phone.len() >= 7).collect();
        let why = |item: &Item| {
            let same_id = |(_, id): (&str, &str)| ids.iter().any(|own| own.as_str() == id);
            let same_birth = |(name, id): (&str, &str)| {
                let birth = id.get(6..14);
                birth.is_some()
                    && births.iter().any(|(own, own_id)| *own == squeeze(name) && own_id.as_str().get(6..14) == birth)
            };
            if item.members().any(same_id) {
                Some(Likeness::IdNumber)
            } else if item.members().any(same_birth) {
                Some(Likeness::NameAndBirth)
            } else if !head.is_empty()
                && squeeze(item.head()) == head
                && self.groups.get(item.group as usize).is_some_and(|known| known.key == group)
            {
                Some(Likeness::NameAndGroup)
            } else {
                item.phones().any(|phone| phones.contains(&phone)).then_some(Likeness::Phone)
            }
        };
        let others = self.items.iter().filter(|item| item.record() != record.0);
        let mut alike: Vec<Alike<'_>> = others.filter_map(|item| Some(Alike { item, why: why(item)? })).collect();
        alike.sort_by_key(|alike| (alike.why, alike.item.order()));
        alike
    }

    /// All pairs of households of which one has an ID number of the other, by record.
    #[must_use]
    pub fn doubles(&self) -> Vec<(&Item, &Item)> {
        let mut first: BTreeMap<&str, &Item> = BTreeMap::new();
        let mut doubles = Vec::new();
        for item in &self.items {
            for (_, id) in item.members().filter(|(_, id)| id.len() == 18) {
                match first.get(id) {
                    Some(other) if other.record() != item.record() => doubles.push((*other, item)),
                    Some(_) => {}
                    None => {
                        first.insert(id, item);
                    }
                }
            }
        }
        doubles.dedup();
        doubles
    }
}

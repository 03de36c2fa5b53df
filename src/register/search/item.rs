//! One household of the index: one text with its fields, so that twenty thousand stand in memory at once, and quickly.

use super::initials;
use crate::journal::RecordId;
use crate::register::Household;

/// Between fields.
pub(super) const FIELD: char = '\u{1f}';
/// Between households, in bytes.
pub(super) const ITEM: char = '\u{1e}';

/// How many fields stand before the members.
const FIXED: usize = 7;

/// What a search knows of one household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Record, head, group, address, phones, people, order, then name and ID number of each member.
    text: Box<str>,
    /// Where each of the fields before the members ends.
    ends: [u32; FIXED],
    people: u32,
    order: u32,
    /// The initials of all names, as a set of bits: what has not all letters of a word need not be looked at.
    pub(super) letters: u32,
    /// The group's number among the groups of the index.
    pub(super) group: u32,
}

impl Item {
    /// What is to be known of a household.
    pub(super) fn of(record: &RecordId, household: &Household) -> Option<Self> {
        let own_phones = household.members.values().map(|person| person.phone.as_str());
        let address = joined([household.address.as_str(), &household.residence].into_iter());
        let phones = joined(std::iter::once(household.phone.as_str()).chain(own_phones)).replace('、', " ");
        let people = household.people().to_string();
        let order = household.order.unwrap_or(u32::MAX).to_string();
        let fixed = [&record.0, &household.head, &household.group, &address, &phones, &people, &order];
        let members = household.members.values().flat_map(|person| [&person.name, &person.id_number]);
        let mut text = String::with_capacity(160);
        for (index, part) in fixed.into_iter().chain(members).enumerate() {
            if index > 0 {
                text.push(FIELD);
            }
            text.extend(part.chars().filter(|letter| !matches!(*letter, FIELD | ITEM)));
        }
        Self::read(&text)
    }

    /// The item of a text; none where it lacks a field. Its group is not yet known.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut ends = [0; FIXED];
        let mut from = 0;
        for end in &mut ends {
            let rest = text.get(from..)?;
            let length = rest.find(FIELD).unwrap_or(rest.len());
            *end = u32::try_from(from + length).ok()?;
            from += length + FIELD.len_utf8();
        }
        let mut item = Self { text: text.into(), ends, people: 0, order: 0, letters: 0, group: 0 };
        item.people = item.field(5).parse().ok()?;
        item.order = item.field(6).parse().ok()?;
        let names = item.members().map(|(name, _)| name).chain(std::iter::once(item.head()));
        item.letters = names.flat_map(str::chars).fold(0, |set, letter| set | initials::letters(letter));
        Some(item)
    }

    /// The text that [`Self::read`] reads.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Its record.
    #[must_use]
    pub fn record(&self) -> &str {
        self.field(0)
    }

    /// 户主姓名.
    #[must_use]
    pub fn head(&self) -> &str {
        self.field(1)
    }

    /// 组.
    #[must_use]
    pub fn group(&self) -> &str {
        self.field(2)
    }

    /// 住址 and 现住址, parted by a space.
    #[must_use]
    pub fn address(&self) -> &str {
        self.field(3)
    }

    /// Phones of the household and its members.
    pub fn phones(&self) -> impl Iterator<Item = &str> {
        self.field(4).split(' ').filter(|phone| !phone.is_empty())
    }

    /// 家庭人口.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.people
    }

    /// Place in the roster; the greatest number where it has none.
    #[must_use]
    pub fn order(&self) -> u32 {
        self.order
    }

    /// The members' names and ID numbers, the head's with them.
    pub fn members(&self) -> impl Iterator<Item = (&str, &str)> {
        let rest =
            self.ends.last().and_then(|end| self.text.get(*end as usize + FIELD.len_utf8()..)).unwrap_or_default();
        let mut parts = rest.split(FIELD);
        std::iter::from_fn(move || Some((parts.next().filter(|_| !rest.is_empty())?, parts.next().unwrap_or_default())))
    }

    fn field(&self, index: usize) -> &str {
        let end = |index: usize| self.ends.get(index).map_or(0, |end| *end as usize);
        let start = index.checked_sub(1).map_or(0, |before| end(before) + FIELD.len_utf8());
        self.text.get(start..end(index)).unwrap_or_default()
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

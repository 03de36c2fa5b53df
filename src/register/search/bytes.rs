//! The index as bytes, for the store. It is a cache: bytes of another version, or broken ones, are no index, and it is built
//! anew from the journal.

use super::{Index, Item};
use crate::register::identity;

/// The first line; a change of the format changes it.
const HEAD: &str = "nuandong-search 1";
/// Between fields, and between a member's fields.
const FIELD: char = '\u{1f}';
/// Between households.
const ITEM: char = '\u{1e}';

impl Index {
    /// The index as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = String::with_capacity(self.items.len() * 160);
        out.push_str(HEAD);
        let mut put = |sign: char, text: &str| {
            out.push(sign);
            out.extend(text.chars().filter(|letter| !matches!(*letter, FIELD | ITEM)));
        };
        for item in &self.items {
            put(ITEM, &item.record);
            for text in [&item.head, &item.group, &item.address, &item.phones] {
                put(FIELD, text);
            }
            put(FIELD, &item.people.to_string());
            put(FIELD, &item.order.to_string());
            for (name, id) in &item.members {
                put(FIELD, name);
                put(FIELD, id);
            }
        }
        out.into_bytes()
    }

    /// The index that [`Self::to_bytes`] wrote; none where the bytes are something else.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut items = text.split(ITEM);
        if items.next() != Some(HEAD) {
            return None;
        }
        let mut index = Self::default();
        for item in items {
            index.push(read(item)?);
        }
        // Two items of one record would be told apart by nothing.
        (index.places.len() == index.items.len()).then_some(index)
    }
}

fn read(text: &str) -> Option<Item> {
    let mut fields = text.split(FIELD);
    let mut next = || fields.next().map(str::to_owned);
    let (record, head, group, address, phones) = (next()?, next()?, next()?, next()?, next()?);
    let (people, order) = (next()?.parse().ok()?, next()?.parse().ok()?);
    let mut members = Vec::new();
    while let Some(name) = next() {
        members.push((name, next()?));
    }
    let group_key = identity::group_key(&group);
    Some(Item { record, head, group, address, phones, people, order, members, group_key })
}

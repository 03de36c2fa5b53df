//! The index as bytes, for the store. It is a cache: bytes of another version, or broken ones, are no index, and it is built
//! anew from the journal.

use super::item::ITEM;
use super::{Index, Item};

/// The first line; a change of the format changes it.
const HEAD: &str = "nuandong-search 1";

impl Index {
    /// The index as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out =
            String::with_capacity(HEAD.len() + self.items.iter().map(|item| item.text().len() + 1).sum::<usize>());
        out.push_str(HEAD);
        for item in &self.items {
            out.push(ITEM);
            out.push_str(item.text());
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
        for text in items {
            index.push(Item::read(text)?);
        }
        let sorted = index.items.is_sorted_by(|a, b| a.record() < b.record());
        sorted.then_some(index)
    }
}

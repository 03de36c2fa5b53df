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
        let mut unpacking = Unpacking::of(bytes.to_vec())?;
        while unpacking.step(usize::MAX) {}
        let sorted = unpacking.index.items.is_sorted_by(|a, b| a.record() < b.record());
        (sorted && !unpacking.broken).then_some(unpacking.index)
    }
}

/// An index that is read from its bytes a little at a time.
#[derive(Debug)]
pub struct Unpacking {
    text: String,
    /// Where the next item begins; none after the last one.
    at: Option<usize>,
    index: Index,
    broken: bool,
}

impl Unpacking {
    /// Begins to read what [`Index::to_bytes`] wrote; none where the bytes begin otherwise.
    #[must_use]
    pub fn of(bytes: Vec<u8>) -> Option<Self> {
        let text = String::from_utf8(bytes).ok()?;
        let rest = text.strip_prefix(HEAD)?;
        let at = if rest.is_empty() { None } else { Some(text.len() - rest.strip_prefix(ITEM)?.len()) };
        Some(Self { text, at, index: Index::default(), broken: false })
    }

    /// Takes in at most `most` more households. Whether more are left. What is no household is left out.
    pub fn step(&mut self, most: usize) -> bool {
        for _ in 0..most {
            let Some(rest) = self.at.and_then(|at| self.text.get(at..)) else { break };
            let (item, left) = rest.split_once(ITEM).map_or((rest, None), |(item, left)| (item, Some(left)));
            match Item::read(item) {
                Some(item) => self.index.push(item),
                None => self.broken = true,
            }
            self.at = left.map(|left| self.text.len() - left.len());
        }
        self.at.is_some()
    }

    /// The index, whole.
    pub fn whole(&mut self) -> &Index {
        self.step(usize::MAX);
        &self.index
    }
}

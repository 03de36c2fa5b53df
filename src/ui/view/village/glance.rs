//! The list of households as bytes: what its rows show, what its chips count, and what its search looks at.
//!
//! A start need not read a journal of twenty thousand households before it shows them: the list is kept beside the journal, and shown
//! while the journal is read behind it. It is a cache. Who keeps it says of which journal it is; bytes of another version, or broken ones,
//! are no glance.
//!
//! A household's records of visits, findings and contacts are not in it, so nothing but the list may be drawn from it.

use std::rc::Rc;

use super::{Entry, Open, Village, Visited};
use crate::register::Category;
use crate::register::search::{Index, Unpacking};

/// The first bytes; a change of the format, or of what a row shows, changes them.
const HEAD: &[u8] = b"nuandong-glance 1\n";
/// Between fields.
const FIELD: char = '\u{1f}';
/// Between households.
const ROW: char = '\u{1e}';

/// The list as it was last kept.
#[derive(Debug)]
pub struct Glance {
    /// The households. Nothing belongs to them.
    pub village: Rc<Village>,
    search: Unpacking,
}

impl Glance {
    /// The list and what finds its households, as bytes.
    #[must_use]
    pub fn pack(village: &Village, index: &Index) -> Vec<u8> {
        let mut ranks = vec![0; village.entries.len()];
        for (rank, at) in village.by_id.iter().enumerate() {
            if let Some(place) = ranks.get_mut(*at as usize) {
                *place = rank;
            }
        }
        let mut rows = String::with_capacity(village.entries.len() * 96);
        for (entry, rank) in village.entries.iter().zip(ranks) {
            entry.pack(rank, &mut rows);
        }
        let index = index.to_bytes();
        let mut bytes = Vec::with_capacity(HEAD.len() + 16 + rows.len() + index.len());
        bytes.extend_from_slice(HEAD);
        bytes.extend_from_slice(&sum(&[rows.as_bytes(), &index]).to_le_bytes());
        bytes.extend_from_slice(&(rows.len() as u64).to_le_bytes());
        bytes.extend_from_slice(rows.as_bytes());
        bytes.extend_from_slice(&index);
        bytes
    }

    /// What [`Self::pack`] packed; none where it is something else.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let (sum, rest) = bytes.strip_prefix(HEAD)?.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (rows, index) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        if self::sum(&[rows, index]) != u64::from_le_bytes(*sum) {
            return None;
        }
        let mut entries = Vec::new();
        let mut ranks = Vec::new();
        for row in std::str::from_utf8(rows).ok()?.split_terminator(ROW) {
            let (entry, rank) = Entry::unpack(row)?;
            entries.push(Rc::new(entry));
            ranks.push(rank);
        }
        let mut by_id = vec![u32::MAX; ranks.len()];
        for (at, rank) in (0..).zip(ranks) {
            *by_id.get_mut(rank)? = at;
        }
        Some(Self { village: Rc::new(Village { entries, by_id }), search: Unpacking::of(index.to_vec())? })
    }

    /// Takes in at most `most` more households of what finds them. Whether more are left.
    pub fn grow(&mut self, most: usize) -> bool {
        self.search.step(most)
    }

    /// What finds its households, whole.
    pub fn index(&mut self) -> &Index {
        self.search.whole()
    }
}

impl Entry {
    fn pack(&self, rank: usize, out: &mut String) {
        let visit = match &self.visit {
            Visited::Never => "",
            Visited::Begun => "-",
            Visited::Done(day) => day,
        };
        let mut field = |text: &str| {
            out.extend(text.chars().filter(|letter| !matches!(*letter, FIELD | ROW)));
            out.push(FIELD);
        };
        field(&rank.to_string());
        field(&self.id);
        field(&self.head);
        field(&self.group);
        field(&self.people.to_string());
        field(visit);
        // Most have none of these.
        if self.open == Open::default() {
            field("");
        } else {
            field(&[self.open.red, self.open.yellow, self.open.need].map(|count| count.to_string()).join(" "));
        }
        field(&self.categories.iter().map(|category| category.code()).collect::<Vec<_>>().join(" "));
        field(&self.helpers.join(" "));
        out.push(ROW);
    }

    /// A household and its place in the order of identities.
    fn unpack(row: &str) -> Option<(Self, usize)> {
        let mut fields = row.split(FIELD);
        let mut field = || fields.next();
        let rank = field()?.parse().ok()?;
        let mut entry = Self {
            id: field()?.to_owned(),
            head: field()?.to_owned(),
            group: field()?.to_owned(),
            people: field()?.parse().ok()?,
            ..Self::default()
        };
        entry.visit = match field()? {
            "" => Visited::Never,
            "-" => Visited::Begun,
            day => Visited::Done(day.to_owned()),
        };
        let mut counts = field()?.split(' ').filter_map(|count| count.parse().ok());
        let mut count = || counts.next().unwrap_or_default();
        entry.open = Open { red: count(), yellow: count(), need: count() };
        entry.categories = field()?.split_terminator(' ').filter_map(Category::from_code).collect();
        entry.helpers = field()?.split_terminator(' ').map(str::to_owned).collect();
        Some((entry, rank))
    }
}

/// A sum over bytes that a rotten one changes. Nobody who could write here needs to be kept out, so it is fast rather than strong.
fn sum(parts: &[&[u8]]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |word: u64| sum = (sum.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    for part in parts {
        let (words, rest) = part.as_chunks::<8>();
        for word in words {
            add(u64::from_le_bytes(*word));
        }
        for byte in rest {
            add(u64::from(*byte));
        }
        add(part.len() as u64);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::tests::{made, read};
    use super::*;
    use crate::ui::view::village::Filter;

    #[test]
    fn a_list_that_was_packed_shows_counts_and_finds_the_same() {
        let (village, index) = read(&made());
        let mut glance = Glance::unpack(&Glance::pack(&village, &index)).unwrap();
        assert_eq!(glance.village.counts(), village.counts());
        assert_eq!(glance.village.by_id, village.by_id);
        for (kept, entry) in glance.village.entries.iter().zip(&village.entries) {
            let shown = |entry: &Entry| {
                let Entry { id, head, group, people, categories, helpers, visit, open, .. } = entry.clone();
                (id, head, group, people, categories, helpers, visit, open)
            };
            assert_eq!(shown(kept), shown(entry));
        }
        while glance.grow(1) {}
        assert_eq!(*glance.index(), index);
        let village = Rc::clone(&glance.village);
        for query in ["cs", "2组", "1234"] {
            assert_eq!(village.search(glance.index(), Filter::All, query), village.search(&index, Filter::All, query));
        }
    }

    #[test]
    fn one_wrong_byte_anywhere_is_no_glance() {
        let (village, index) = read(&made());
        let bytes = Glance::pack(&village, &index);
        for at in 0..bytes.len() {
            let mut rotten = bytes.clone();
            rotten[at] ^= 4;
            assert!(Glance::unpack(&rotten).is_none(), "byte {at}");
            assert!(Glance::unpack(&bytes[..at]).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn a_village_of_nobody_is_packed_too() {
        let bytes = Glance::pack(&Village::default(), &Index::default());
        assert!(Glance::unpack(&bytes).unwrap().village.entries.is_empty());
    }
}

//! Texts by name, such as the answers of a visit, in one piece of memory.
//!
//! A township holds a hundred thousand visits of sixty answers each. A map would ask for memory twelve million times; this asks
//! twice a visit.

use std::fmt;

/// Texts by name, in the order of the names.
#[derive(Clone, Default)]
pub struct Texts {
    /// Names and texts, one behind another as they came.
    content: String,
    /// In the order of the names.
    places: Vec<Place>,
}

/// Where a name begins, where it ends and its text begins, and where that ends.
#[derive(Clone, Copy)]
struct Place {
    /// The name's first eight bytes, the first of them the greatest: most names differ in them, and one number is compared sooner than
    /// two texts.
    begins: u64,
    start: usize,
    middle: usize,
    end: usize,
}

fn begins(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let mut eight = [0; 8];
    for (place, byte) in eight.iter_mut().zip(bytes) {
        *place = *byte;
    }
    u64::from_be_bytes(eight)
}

impl Texts {
    /// The text of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let place = self.place(name).ok()?;
        self.places.get(place).map(|place| self.text(*place))
    }

    /// Whether there is a text of this name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Sets the text of a name. Setting names in their order is fast; setting one anew leaves its old text behind, unseen.
    pub fn insert(&mut self, name: &str, text: &str) {
        let start = self.content.len();
        self.content.push_str(name);
        let middle = self.content.len();
        self.content.push_str(text);
        let new = Place { begins: begins(name), start, middle, end: self.content.len() };
        let after = self.places.last().is_none_or(|last| (last.begins, self.name(*last)) < (new.begins, name));
        match if after { Err(self.places.len()) } else { self.place(name) } {
            Ok(place) => drop(self.places.get_mut(place).map(|known| *known = new)),
            Err(place) => self.places.insert(place, new),
        }
    }

    /// The names with their texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.places.iter().map(|place| (self.name(*place), self.text(*place)))
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|place| self.name(*place))
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        let begins = begins(name);
        self.places.binary_search_by(|place| place.begins.cmp(&begins).then_with(|| self.name(*place).cmp(name)))
    }

    fn name(&self, place: Place) -> &str {
        self.content.get(place.start..place.middle).unwrap_or_default()
    }

    fn text(&self, place: Place) -> &str {
        self.content.get(place.middle..place.end).unwrap_or_default()
    }
}

impl<N: AsRef<str>, T: AsRef<str>> Extend<(N, T)> for Texts {
    fn extend<I: IntoIterator<Item = (N, T)>>(&mut self, texts: I) {
        for (name, text) in texts {
            self.insert(name.as_ref(), text.as_ref());
        }
    }
}

impl<N: AsRef<str>, T: AsRef<str>> FromIterator<(N, T)> for Texts {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(texts: I) -> Self {
        let mut all = Self::default();
        all.extend(texts);
        all
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Texts {}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn texts_are_what_a_map_would_hold(pairs in prop::collection::vec(("[a-d]{0,2}|[ab测]{6,12}", "[x-z测]{0,3}"), 0..20)) {
            let map: BTreeMap<String, String> = pairs.iter().cloned().collect();
            let texts: Texts = pairs.into_iter().collect();
            prop_assert!(texts.iter().eq(map.iter().map(|(name, text)| (name.as_str(), text.as_str()))));
            prop_assert!(map.iter().all(|(name, text)| texts.get(name) == Some(text) && texts.contains(name)));
            prop_assert_eq!(texts.get("e"), None);
            prop_assert_eq!(&texts, &map.iter().collect::<Texts>());
        }
    }
}

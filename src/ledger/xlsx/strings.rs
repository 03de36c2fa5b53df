//! The workbook's texts, each once: cells refer to them by number, as every spreadsheet program expects.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::xml;

/// Texts with their numbers. They stand one behind another in one piece of memory: a large ledger has hundreds of thousands.
pub(super) struct Strings {
    content: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Open addressing: the number of a text plus one, or 0; the length is a power of two and at most half of it is taken.
    slots: Vec<usize>,
    /// How many cells refer to them.
    uses: usize,
}

impl Strings {
    pub fn new() -> Self {
        Self { content: String::new(), ends: Vec::new(), slots: vec![0; 1024], uses: 0 }
    }

    /// The number of a text.
    pub fn number(&mut self, text: &str) -> usize {
        self.uses += 1;
        let mut at = self.home(text);
        while let Some(number) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
            if self.text(number) == text {
                return number;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.content.push_str(text);
        self.ends.push(self.content.len());
        self.put(at, self.ends.len());
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.ends.len() - 1
    }

    /// Writes the part `xl/sharedStrings.xml`, handing it over piece by piece.
    pub fn write<E>(&self, mut take: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        let (uses, count) = (self.uses, self.ends.len());
        let mut out = format!(
            "{}<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{uses}\" uniqueCount=\"{count}\">",
            super::HEAD
        );
        for number in 0..count {
            let text = self.text(number);
            // Space at an end would be lost otherwise.
            let ends = |end: Option<&u8>| end.is_some_and(u8::is_ascii_whitespace);
            let keeps = ends(text.as_bytes().first()) || ends(text.as_bytes().last()) || text.contains('\n');
            out.push_str(if keeps { "<si><t xml:space=\"preserve\">" } else { "<si><t>" });
            xml::push(&mut out, text);
            out.push_str("</t></si>");
            if out.len() > super::PIECE {
                take(&out)?;
                out.clear();
            }
        }
        out.push_str("</sst>");
        take(&out)
    }

    fn text(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(number).and_then(|end| self.content.get(start..*end)).unwrap_or_default()
    }

    /// The slot at which looking for a text begins.
    fn home(&self, text: &str) -> usize {
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(text);
        #[expect(clippy::cast_possible_truncation, reason = "its low bits are as good as any")]
        let low = hash as usize;
        low & (self.slots.len() - 1)
    }

    fn put(&mut self, at: usize, number: usize) {
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for number in 0..self.ends.len() {
            let mut at = self.home(self.text(number));
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.put(at, number + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_however_many_there_are() {
        let mut strings = Strings::new();
        let numbers: Vec<usize> = (0..5000).map(|at| strings.number(&format!("测试{}", at % 3000))).collect();
        assert!(numbers.iter().enumerate().all(|(at, number)| *number == at % 3000));
        let mut written = String::new();
        let take = |piece: &str| {
            written.push_str(piece);
            Ok::<(), ()>(())
        };
        strings.write(take).unwrap();
        assert_eq!(written.matches("<si>").count(), 3000);
        assert!(
            written.contains("count=\"5000\" uniqueCount=\"3000\"") && written.ends_with("测试2999</t></si></sst>")
        );
    }
}

//! The words that were typed, and what of a household they meet.

use super::{Group, How, Item, initials};
use crate::register::identity;
use crate::register::typed::{narrow, squeeze};

/// One word of what was typed.
pub(super) struct Word {
    /// As typed, letters small.
    text: String,
    /// Each character with the letter that it is as an initial.
    letters: Vec<(char, u32)>,
    /// The initials that each of its characters has, for passing over names that have none of them.
    sounds: Vec<u32>,
    /// Whether it is digits, an X at the end allowed.
    number: bool,
    /// Whether it names the group, by the group's number.
    groups: Vec<bool>,
}

/// The shortest run of digits that is looked for in numbers.
const SHORTEST_NUMBER: usize = 3;

/// Parts what was typed into words.
pub(super) fn words(typed: &str, groups: &[Group]) -> Vec<Word> {
    let narrowed: String = typed.chars().map(narrow).collect();
    narrowed.split_whitespace().map(|text| Word::of(text, groups)).collect()
}

impl Word {
    fn of(text: &str, groups: &[Group]) -> Self {
        let text = squeeze(text).to_lowercase();
        let digits = text.strip_suffix('x').unwrap_or(&text);
        let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let key = identity::group_key(&text);
        // A village has fewer than a hundred groups.
        let short = !number || text.len() < SHORTEST_NUMBER;
        let is_it =
            |group: &Group| !group.key.is_empty() && (group.key == key || (!number && group.name.contains(&text)));
        Self {
            letters: text.chars().map(|letter| (letter, initial(letter))).collect(),
            sounds: text.chars().map(initials::letters).filter(|letters| *letters != 0).collect(),
            number,
            groups: groups.iter().map(|group| short && is_it(group)).collect(),
            text,
        }
    }

    /// What it meets best; none where it meets nothing.
    pub fn meets<'a>(&self, item: &'a Item) -> Option<How<'a>> {
        if !self.number && self.sounds.iter().all(|letters| letters & item.letters != 0) {
            if let Some(how) = self.meets_head(item.head()) {
                return Some(how);
            }
            if let Some((name, _)) = item.members().find(|(name, _)| self.stands_in(name)) {
                return Some(How::Member(name));
            }
        }
        if self.groups.get(item.group as usize) == Some(&true) {
            return Some(How::Group);
        }
        if self.number { self.meets_number(item) } else { item.address().contains(&self.text).then_some(How::Address) }
    }

    fn meets_number<'a>(&self, item: &'a Item) -> Option<How<'a>> {
        if self.text.len() < SHORTEST_NUMBER {
            return None;
        }
        // Once through all numbers: there are a hundred thousand of them.
        let mut begun = false;
        let mut ends = |number: &str| {
            begun |= number.starts_with(&self.text);
            ends_with(number, &self.text)
        };
        if let Some((name, _)) = item.members().find(|(_, id)| ends(id)) {
            return Some(How::IdTail(name));
        }
        if item.phones().any(&mut ends) {
            return Some(How::PhoneTail);
        }
        begun.then_some(How::NumberStart)
    }

    fn meets_head(&self, head: &str) -> Option<How<'static>> {
        if !self.begins(head.chars()) {
            return if self.stands_in(head) { Some(How::HeadPart) } else { None };
        }
        let whole = head.chars().count() == self.letters.len();
        Some(if whole { How::HeadWhole } else { How::HeadStart })
    }

    fn stands_in(&self, name: &str) -> bool {
        let mut rest = name.chars();
        loop {
            if self.begins(rest.clone()) {
                return true;
            }
            if rest.next().is_none() {
                return false;
            }
        }
    }

    /// Whether a name begins with the word, character by character or by initials.
    fn begins(&self, name: impl Iterator<Item = char>) -> bool {
        let mut name = name.filter(|letter| *letter != '·' && *letter != ' ');
        self.letters.iter().all(|(typed, bit)| {
            name.next().is_some_and(|letter| letter == *typed || (*bit != 0 && initials::letters(letter) & bit != 0))
        })
    }
}

/// The bit of a Latin letter as an initial; none for other characters.
fn initial(letter: char) -> u32 {
    match u8::try_from(letter) {
        Ok(letter) if letter.is_ascii_lowercase() => initials::bit(letter),
        _ => 0,
    }
}

/// Whether an ID number or phone ends with digits; a small x is a capital one.
fn ends_with(number: &str, tail: &str) -> bool {
    let (number, tail) = (number.as_bytes(), tail.as_bytes());
    number.len() >= tail.len()
        && number.get(number.len() - tail.len()..).is_some_and(|end| end.eq_ignore_ascii_case(tail))
}

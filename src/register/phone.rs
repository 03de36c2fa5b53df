//! 联系电话: what a cell or a field holds, read into numbers that can be dialled.
//!
//! Many old people have none, so a helper's or a relative's number stands in; several share one cell. A number that looks
//! wrong is kept as typed and warns.

use super::typed::{is_invisible, narrow};

/// A number as it is dialled: digits, for a landline with its area code and a hyphen (`0530-5551234`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// The number as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a text held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phones {
    /// The numbers, in order, without repeats.
    pub numbers: Vec<Phone>,
    /// Digits that are no phone number: too short, too long, or a mobile number with a wrong start.
    pub odd: Vec<String>,
}

impl Phones {
    /// Reads one or several numbers (mobile `1[3-9]` and nine digits; landline with or without area code; short numbers of
    /// three to six digits), with `+86`, spaces, hyphens and words around them.
    #[must_use]
    pub fn read(text: &str) -> Self {
        // Most that is kept is one number as it is dialled.
        if is_mobile(text) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self { numbers: vec![Phone(text.to_owned())], odd: Vec::new() };
        }
        let mut phones = Self::default();
        for part in parts(text) {
            match dialled(&part) {
                Some(number) if !phones.numbers.contains(&number) => phones.numbers.push(number),
                Some(_) => {}
                None => phones.odd.push(part),
            }
        }
        phones
    }

    /// The text to keep: the numbers and the odd ones, parted by 、, so that nothing typed is lost.
    #[must_use]
    pub fn kept(&self) -> String {
        let numbers = self.numbers.iter().map(|number| number.0.as_str());
        numbers.chain(self.odd.iter().map(String::as_str)).collect::<Vec<_>>().join("、")
    }
}

/// The runs of digits in a text. A space or hyphen joins digits, any other character parts them.
fn parts(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut run = String::new();
    for letter in text.chars().map(narrow).chain(std::iter::once('/')) {
        match letter {
            '0'..='9' => run.push(letter),
            '+' | '(' if run.is_empty() => {}
            ' ' | '-' | '–' | '—' | ')' | '(' => {
                // Two whole mobile numbers side by side are two numbers.
                if is_mobile(&run) {
                    parts.push(std::mem::take(&mut run));
                }
            }
            letter if is_invisible(letter) || matches!(letter, '\'' | '‘' | '’' | '"') => {}
            _ if run.is_empty() => {}
            _ => parts.push(std::mem::take(&mut run)),
        }
    }
    parts
}

fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9)
}

fn dialled(digits: &str) -> Option<Phone> {
    let local = ["0086", "86"]
        .into_iter()
        .find_map(|prefix| digits.strip_prefix(prefix).filter(|rest| rest.len() >= 10))
        .unwrap_or(digits);
    // A spreadsheet may have dropped the 0 of nothing but landlines; a mobile number never begins with it.
    let local = local.strip_prefix('0').filter(|rest| is_mobile(rest)).unwrap_or(local);
    if is_mobile(local) || matches!(local.len(), 3..=8) {
        return Some(Phone(local.to_owned()));
    }
    // Area codes have three digits in ten cities (010, 02x), else four.
    let area = match local.as_bytes() {
        [b'0', b'1' | b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return None,
    };
    let (area, number) = local.split_at_checked(area)?;
    matches!(number.len(), 7 | 8).then(|| Phone(format!("{area}-{number}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        Phones::read(text).numbers.into_iter().map(|phone| phone.0).collect()
    }

    #[test]
    fn one_number_is_read_however_it_is_typed() {
        let wide: String = "13900000001".chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
        for typed in
            ["13900000001", "139 0000 0001", "139-0000-0001", "+86 13900000001", "8613900000001", "'13900000001", &wide]
        {
            assert_eq!(numbers(typed), ["13900000001"], "{typed}");
        }
        assert_eq!(numbers("(0530)5551234"), ["0530-5551234"]);
        assert_eq!(numbers("010-55512345"), ["010-55512345"]);
        assert_eq!(numbers("5551234"), ["5551234"]);
    }

    #[test]
    fn several_numbers_in_one_cell_are_all_kept() {
        assert_eq!(numbers("13900000001/13900000002"), ["13900000001", "13900000002"]);
        assert_eq!(numbers("本人13900000001，儿子13900000002"), ["13900000001", "13900000002"]);
        assert_eq!(numbers("13900000001 13900000002"), ["13900000001", "13900000002"]);
        assert_eq!(numbers("13900000001、13900000001"), ["13900000001"]);
    }

    #[test]
    fn an_odd_number_is_kept_and_told() {
        let phones = Phones::read("1390000000 / 13900000001");
        assert_eq!(phones.odd, ["1390000000"]);
        assert_eq!(phones.kept(), "13900000001、1390000000");
        assert_eq!(Phones::read("12900000001").odd.len(), 1);
        assert_eq!(Phones::read("无"), Phones::default());
    }
}

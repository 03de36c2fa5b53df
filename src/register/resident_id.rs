//! 公民身份号码, the citizen's ID number of GB 11643-1999, as people type it and as it is.
//!
//! Invariant: a [`ResidentId`] has passed the check digit and holds a real date of birth. What has not is kept as typed text by
//! whoever holds it: rosters are messy, and a wrong number warns and never blocks.
//!
//! The address part is not checked: codes of 1980s counties are in use that no list holds any more.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::typed::{is_invisible, narrow};

/// The weights of the first seventeen digits (GB 11643-1999, 6.1).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character by the weighted sum modulo 11.
const CHECKS: &[u8; 11] = b"10X98765432";

/// A valid 18-character ID number, with capital X.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ResidentId(String);

/// 性别 (GB/T 2261.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// 男, code 1.
    Male,
    /// 女, code 2.
    Female,
}

impl Sex {
    /// The code in the lists of campaigns and in records.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }

    /// The sex of this code.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        [Self::Male, Self::Female].into_iter().find(|sex| sex.code() == code)
    }
}

/// What the digits after the ID number of a 残疾人证号 say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Disability {
    /// 类别: 1 sight, 2 hearing, 3 speech, 4 limbs, 5 intellect, 6 mind, 7 several.
    pub class: u8,
    /// 等级: 1, the gravest, to 4.
    pub level: u8,
}

/// A number that was read: the ID, and the disability where the number was that of a 残疾人证.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReadId {
    /// The ID number.
    pub id: ResidentId,
    /// From the last digits of a number of 20 or 22 characters.
    pub disability: Option<Disability>,
}

/// Why a text is no valid ID number. All of them are warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum IdProblem {
    /// Not 18 characters, nor the 20 or 22 of a 残疾人证.
    Length {
        /// How many it has, white space and quotes aside.
        found: usize,
    },
    /// The 15 digits of before 1999: no check digit, so a slip cannot be told from a right number.
    Fifteen,
    /// A character that no ID number has.
    Character,
    /// Some digits are covered with stars.
    Masked,
    /// Digits 7 to 14 are no date.
    BirthDate,
    /// The check digit does not fit: at least one digit is wrong.
    CheckDigit,
    /// It was kept as a number, and the spreadsheet dropped the last digits.
    DigitsLost,
}

impl ResidentId {
    /// Reads a number as people type it: full-width or spaced digits, a small or Cyrillic x, quotes, hyphens, words around it;
    /// also the 20 or 22 characters of a 残疾人证号, which are split.
    ///
    /// # Errors
    /// What is wrong with it. Blank text has length 0.
    pub fn read(text: &str) -> Result<ReadId, IdProblem> {
        // Nearly all are kept as they are: a township's ages are asked for thousands of times.
        if text.len() == 18
            && let Ok(read) = check(text)
        {
            return Ok(read);
        }
        let plain = plain(text);
        match check(&plain) {
            Ok(read) => Ok(read),
            Err(problem) => embedded(&plain).ok_or(problem),
        }
    }

    /// The number that the 15 digits of before 1999 became, where they hold a date: a suggestion for a person to confirm.
    #[must_use]
    pub fn from_fifteen(text: &str) -> Option<Self> {
        let plain = plain(text);
        if plain.len() != 15 || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let (address, rest) = plain.split_at_checked(6)?;
        let seventeen = format!("{address}19{rest}");
        let check = char::from(check_digit(seventeen.as_bytes())?);
        Self::read(&format!("{seventeen}{check}")).ok().map(|read| read.id)
    }

    /// The 18 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Date of birth.
    #[must_use]
    pub fn birth(&self) -> NaiveDate {
        birth_of(&self.0).unwrap_or_default()
    }

    /// Sex, from the 17th digit: odd is male.
    #[must_use]
    pub fn sex(&self) -> Sex {
        match self.0.as_bytes().get(16) {
            Some(digit) if digit % 2 == 1 => Sex::Male,
            _ => Sex::Female,
        }
    }

    /// Full years of age on a day (周岁); `None` before birth.
    #[must_use]
    pub fn age(&self, on: NaiveDate) -> Option<u32> {
        super::person::age(self.birth(), on)
    }
}

impl fmt::Display for ResidentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<ResidentId> for String {
    fn from(id: ResidentId) -> Self {
        id.0
    }
}

impl TryFrom<String> for ResidentId {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        Self::read(&text).map(|read| read.id).map_err(IdError)
    }
}

/// [`IdProblem`] as an error of the standard library's kind, for deserialising.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdError(pub IdProblem);

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an ID number: {:?}", self.0)
    }
}

impl std::error::Error for IdError {}

/// The text with ASCII digits and X, without white space, quotes and hyphens.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(22);
    for letter in text.chars() {
        let letter = narrow(letter);
        match letter {
            '0'..='9' | 'A'..='Z' | '*' => out.push(letter),
            'a'..='z' => out.push(letter.to_ascii_uppercase()),
            // Cyrillic and the signs that input methods offer for X.
            'Х' | 'х' | '×' | '✕' | '╳' => out.push('X'),
            '\'' | '"' | '`' | '´' | '‘' | '’' | '“' | '”' | '=' | '-' | '‐' | '‑' | '–' | '—' | '_' =>
                {}
            letter if letter.is_whitespace() || is_invisible(letter) => {}
            other => out.push(other),
        }
    }
    out
}

/// Checks a plain text as a whole.
fn check(plain: &str) -> Result<ReadId, IdProblem> {
    let found = plain.chars().count();
    if plain.contains('*') {
        return Err(IdProblem::Masked);
    }
    if !matches!(found, 18 | 20 | 22) {
        let digits = plain.bytes().all(|byte| byte.is_ascii_digit());
        return Err(if found == 15 && digits { IdProblem::Fifteen } else { IdProblem::Length { found } });
    }
    let (number, suffix) = plain.split_at_checked(18).ok_or(IdProblem::Character)?;
    let (seventeen, last) = number.split_at_checked(17).ok_or(IdProblem::Character)?;
    let disability = match suffix.as_bytes() {
        [] => None,
        // A reissued certificate adds a letter and a count, 补办 as B1.
        [class @ b'1'..=b'7', level @ b'1'..=b'4'] | [class @ b'1'..=b'7', level @ b'1'..=b'4', _, b'0'..=b'9'] => {
            Some(Disability { class: class - b'0', level: level - b'0' })
        }
        _ => return Err(IdProblem::Character),
    };
    if !seventeen.bytes().all(|byte| byte.is_ascii_digit()) || !matches!(last.as_bytes(), [b'0'..=b'9' | b'X']) {
        return Err(IdProblem::Character);
    }
    birth_of(number).ok_or(IdProblem::BirthDate)?;
    if check_digit(seventeen.as_bytes()) != last.as_bytes().first().copied() {
        return Err(IdProblem::CheckDigit);
    }
    Ok(ReadId { id: ResidentId(number.to_owned()), disability })
}

/// The one valid number among other words, as in 身份证：110…（户主）.
fn embedded(plain: &str) -> Option<ReadId> {
    let mut found = None;
    for run in plain.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        if let Ok(read) = check(run) {
            if found.is_some() {
                return None;
            }
            found = Some(read);
        }
    }
    found
}

fn birth_of(number: &str) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| number.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(part(6, 10)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, part(10, 12)?, part(12, 14)?)?;
    (1800..2200).contains(&year).then_some(date)
}

fn check_digit(seventeen: &[u8]) -> Option<u8> {
    let sum: u32 =
        WEIGHTS.iter().zip(seventeen).map(|(weight, digit)| weight * u32::from(digit.wrapping_sub(b'0'))).sum();
    CHECKS.get((sum % 11) as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, IdProblem> {
        ResidentId::read(text).map(|read| read.id.0)
    }

    #[test]
    fn the_numbers_of_the_standard_are_valid() {
        for number in ["11010519491231002X", "440524188001010014", "51343620000320711X", "110101199003072316"] {
            assert_eq!(read(number).as_deref(), Ok(number));
        }
        assert_eq!(read("110101199001011234"), Err(IdProblem::CheckDigit));
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for typed in [
            "11010519491231002x",
            "'11010519491231002X",
            " 110105 19491231 002X ",
            "110105-19491231-002X",
            "110105\u{a0}19491231\u{3000}002X",
            "\u{feff}11010519491231002Х",
            "=\"11010519491231002X\"",
            "身份证：11010519491231002X（户主）",
        ] {
            assert_eq!(read(typed).as_deref(), Ok("11010519491231002X"), "{typed}");
        }
        let wide: String = "11010519491231002X".chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect();
        assert_eq!(read(&wide).as_deref(), Ok("11010519491231002X"));
    }

    #[test]
    fn a_disability_number_splits_into_the_id_the_class_and_the_level() {
        let number = format!("{}43", "11010519491231002X");
        let read = ResidentId::read(&number).unwrap();
        assert_eq!(read.id.as_str(), "11010519491231002X");
        assert_eq!(read.disability, Some(Disability { class: 4, level: 3 }));
        assert_eq!(ResidentId::read(&format!("{number}B1")).unwrap(), read);
        assert_eq!(ResidentId::read("36012119701121001343").unwrap().id.as_str(), "360121197011210013");
        assert_eq!(ResidentId::read("3601211970112100139X"), Err(IdProblem::Character));
    }

    #[test]
    fn each_wrong_number_says_what_is_wrong() {
        assert_eq!(read(""), Err(IdProblem::Length { found: 0 }));
        assert_eq!(read("1101011990030723"), Err(IdProblem::Length { found: 16 }));
        assert_eq!(read("110101900307231"), Err(IdProblem::Fifteen));
        assert_eq!(read("110101199013072316"), Err(IdProblem::BirthDate));
        assert_eq!(read("110101199902292316"), Err(IdProblem::BirthDate));
        assert_eq!(read("1101011990****2316"), Err(IdProblem::Masked));
        assert_eq!(read("11010119900307231O"), Err(IdProblem::Character));
    }

    #[test]
    fn sex_birth_and_age_come_from_the_number() {
        let id = ResidentId::read("110101199003072316").unwrap().id;
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!((id.sex(), id.birth()), (Sex::Male, day(1990, 3, 7)));
        assert_eq!(id.age(day(2026, 3, 6)), Some(35));
        assert_eq!(id.age(day(2026, 3, 7)), Some(36));
        assert_eq!(id.age(day(1990, 3, 6)), None);
        assert_eq!(ResidentId::read("11010519491231002X").unwrap().id.sex(), Sex::Female);
    }

    #[test]
    fn fifteen_digits_suggest_eighteen() {
        let id = ResidentId::from_fifteen("110105491231002").unwrap();
        assert_eq!(id.as_str(), "11010519491231002X");
        assert_eq!(ResidentId::from_fifteen("110105491331002"), None);
    }

    mod laws {
        use proptest::prelude::*;

        use super::super::*;

        /// A valid number of nobody: the address part 990000 is no place.
        fn number() -> impl Strategy<Value = String> {
            (1900..2026_u32, 1..=12_u32, 1..=28_u32, 0..1000_u32).prop_map(|(year, month, day, serial)| {
                let seventeen = format!("990000{year:04}{month:02}{day:02}{serial:03}");
                let check = char::from(check_digit(seventeen.as_bytes()).unwrap());
                format!("{seventeen}{check}")
            })
        }

        proptest! {
            #[test]
            fn a_valid_number_survives_spaces_anywhere(number in number(), at in 0..18_usize) {
                let mut typed = number.clone();
                typed.insert(at, ' ');
                prop_assert_eq!(ResidentId::read(&typed).unwrap().id, ResidentId(number));
            }

            #[test]
            fn one_wrong_digit_is_always_noticed(number in number(), at in 0..17_usize, other in 1..10_u8) {
                let mut bytes = number.into_bytes();
                bytes[at] = b'0' + (bytes[at] - b'0' + other) % 10;
                prop_assert!(ResidentId::read(std::str::from_utf8(&bytes).unwrap()).is_err());
            }

            #[test]
            fn no_text_panics(text in ".{0,30}") {
                let _ = ResidentId::read(&text);
                let _ = ResidentId::from_fifteen(&text);
            }
        }
    }
}

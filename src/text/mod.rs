//! Languages, and the one trait by which everything that a person reads says itself.
//!
//! No message is built outside an implementation of [`Say`] or the interface texts, so a language is complete when it
//! compiles: each message is an enum variant and each language an arm.

pub mod words;

use serde::{Deserialize, Serialize};

/// A language of the interface. Form texts come from the workbook instead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese, the users' language.
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The BCP 47 tag, as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The text of this language out of a pair.
    #[must_use]
    pub const fn pick<T: Copy>(self, zh_hans: T, en: T) -> T {
        match self {
            Self::ZhHans => zh_hans,
            Self::En => en,
        }
    }
}

/// Says a value to a person in one plain sentence: what is wrong or what is so, and, for an error, what to do.
///
/// A sentence holds no ID number, phone, account or illness: it may be shown on any screen and written to a log.
pub trait Say {
    /// The sentence in `lang`.
    fn say(&self, lang: Lang) -> String;
}

//! 界面文字: every word of the interface, both languages side by side, one file a screen.
//!
//! A [`Word`] cannot be made without its translation, so the interface is complete in both languages when it compiles; a test
//! holds each text to its own script, so no sentence mixes the two. Sentences with numbers or names in them are [`Phrase`]s.
//! Texts of forms, findings and ledgers are not here: they come from the campaign's workbook.

use super::Lang;

/// A fixed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Simplified Chinese.
    pub zh_hans: &'static str,
    /// English.
    pub en: &'static str,
}

impl Word {
    /// The text in `lang`.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::ZhHans => self.zh_hans,
            Lang::En => self.en,
        }
    }
}

/// A text with `N` blanks, written `{0}`, `{1}`… An English plural ending is written `{0s}`: an "s" unless that blank holds "1".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<const N: usize>(
    /// The text with its blanks.
    pub Word,
);

impl<const N: usize> Phrase<N> {
    /// The text in `lang` with its blanks filled in order.
    #[must_use]
    pub fn text(self, lang: Lang, blanks: [&str; N]) -> String {
        fill(self.0.text(lang), &blanks)
    }
}

/// Fills `{0}` and `{0s}`; anything else in braces stays as it is.
fn fill(text: &str, blanks: &[&str]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((inside, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let (number, plural) = inside.strip_suffix('s').map_or((inside, false), |number| (number, true));
        match number.parse::<usize>().ok().and_then(|at| blanks.get(at)) {
            Some(&blank) if plural => out.push_str(if blank == "1" { "" } else { "s" }),
            Some(blank) => out.push_str(blank),
            None => {
                out.push('{');
                out.push_str(inside);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Declares words and phrases, one a line: `NAME = "中文", "English";` and `NAME[n] = "还剩 {0} 天", "{0} day{0s} left";`.
macro_rules! words {
    ($($name:ident $([$blanks:literal])? = $zh_hans:literal, $en:literal;)+) => {
        $(words!(@one $name $([$blanks])? $zh_hans, $en);)+

        #[cfg(test)]
        pub(super) const ALL_WORDS: &[(&str, usize, &str, &str)] =
            &[$((stringify!($name), 0 $(+ $blanks)?, $zh_hans, $en)),+];
    };
    (@one $name:ident $zh_hans:literal, $en:literal) => {
        #[doc = concat!($zh_hans, " · ", $en)]
        pub const $name: $crate::text::words::Word = $crate::text::words::Word { zh_hans: $zh_hans, en: $en };
    };
    (@one $name:ident [$blanks:literal] $zh_hans:literal, $en:literal) => {
        #[doc = concat!($zh_hans, " · ", $en)]
        pub const $name: $crate::text::words::Phrase<$blanks> =
            $crate::text::words::Phrase($crate::text::words::Word { zh_hans: $zh_hans, en: $en });
    };
}

pub mod about;
pub mod campaign;
pub mod common;
pub mod desk;
pub mod due;
pub mod findings;
pub mod form;
pub mod helpers;
pub mod household;
pub mod import;
pub mod ledgers;
pub mod log;
pub mod papers;
pub mod places;
pub mod plan;
pub mod report;
pub mod rollup;
pub mod seal;
pub mod sending;
pub mod settings;
pub mod start;
pub mod today;
pub mod trial;
pub mod villages;
pub mod visit;
pub mod watch;
pub mod weather;

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<(&'static str, usize, &'static str, &'static str)> {
        [
            about::ALL_WORDS,
            campaign::ALL_WORDS,
            common::ALL_WORDS,
            desk::ALL_WORDS,
            due::ALL_WORDS,
            findings::ALL_WORDS,
            form::ALL_WORDS,
            helpers::ALL_WORDS,
            household::ALL_WORDS,
            import::ALL_WORDS,
            ledgers::ALL_WORDS,
            log::ALL_WORDS,
            papers::ALL_WORDS,
            places::ALL_WORDS,
            plan::ALL_WORDS,
            report::ALL_WORDS,
            rollup::ALL_WORDS,
            seal::ALL_WORDS,
            sending::ALL_WORDS,
            settings::ALL_WORDS,
            start::ALL_WORDS,
            today::ALL_WORDS,
            trial::ALL_WORDS,
            villages::ALL_WORDS,
            visit::ALL_WORDS,
            watch::ALL_WORDS,
            weather::ALL_WORDS,
        ]
        .concat()
    }

    fn is_han(c: char) -> bool {
        matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
    }

    #[test]
    fn no_text_mixes_the_two_languages() {
        for (name, _, zh_hans, en) in all() {
            // A language's own name is written in that language everywhere.
            if ["CHINESE", "ENGLISH"].contains(&name) {
                continue;
            }
            assert!(zh_hans.chars().any(is_han), "{name} has no Chinese: {zh_hans}");
            assert!(en.chars().any(|c| c.is_ascii_alphabetic()), "{name} has no English: {en}");
            assert!(!en.chars().any(is_han), "{name} has Chinese in its English: {en}");
        }
    }

    #[test]
    fn both_languages_use_the_same_blanks_and_no_others() {
        for (name, blanks, zh_hans, en) in all() {
            for (which, text) in [("zh-Hans", zh_hans), ("en", en)] {
                let filled: Vec<String> = (0..blanks).map(|at| format!("<{at}>")).collect();
                let filled: Vec<&str> = filled.iter().map(String::as_str).collect();
                let text = fill(text, &filled);
                assert!(!text.contains(['{', '}']), "{name} in {which} has a blank that nothing fills: {text}");
                for blank in &filled {
                    assert!(text.contains(blank), "{name} in {which} drops blank {blank}");
                }
            }
        }
    }

    #[test]
    fn an_english_plural_follows_its_number() {
        const DAYS: Phrase<1> = Phrase(Word { zh_hans: "还剩 {0} 天", en: "{0} day{0s} left" });
        assert_eq!(DAYS.text(Lang::En, ["1"]), "1 day left");
        assert_eq!(DAYS.text(Lang::En, ["3"]), "3 days left");
        assert_eq!(DAYS.text(Lang::ZhHans, ["3"]), "还剩 3 天");
    }

    #[test]
    fn a_name_with_braces_in_it_is_not_a_blank() {
        const NAME: Phrase<2> = Phrase(Word { zh_hans: "{0}和{1}", en: "{0} and {1}" });
        assert_eq!(NAME.text(Lang::ZhHans, ["{1}", "乙"]), "{1}和乙");
    }
}

//! Texts that a township writes: one value per language, and sentences with blanks.

use crate::packed::{Packed, Reader, Writer, packed};
use crate::text::Lang;

/// A text in the languages of the interface. Where one is empty the other stands in, so an office that writes only Chinese
/// has written enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Chinese.
    pub zh_hans: String,
    /// English.
    pub en: String,
}

packed!(struct Text { zh_hans, en });

impl Text {
    /// The text in `lang`, or in the other language where this one is empty.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        let (wanted, other) = lang.pick((&self.zh_hans, &self.en), (&self.en, &self.zh_hans));
        if wanted.is_empty() { other } else { wanted }
    }

    /// Whether there is none in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh_hans.is_empty() && self.en.is_empty()
    }

    /// Takes the value of a column or key `header` if it is `name`, or `name::` and a language of the interface. One without
    /// a language is Chinese.
    #[cfg(feature = "compile")]
    pub(super) fn take(&mut self, header: &str, name: &str, value: String) {
        let Some(tail) = header.strip_prefix(name) else { return };
        match tail.strip_prefix("::").map(str::trim) {
            None if tail.is_empty() => self.zh_hans = value,
            Some(language) if is_language(language, CHINESE) => self.zh_hans = value,
            Some(language) if is_language(language, ENGLISH) => self.en = value,
            _ => {}
        }
    }
}

/// Whether a language as XLSForm writes it, `中文 (zh-Hans)`, bears one of the tags or names.
pub(super) fn is_language(written: &str, tags: &[&str]) -> bool {
    let tag = written.rsplit_once('(').and_then(|(_, tail)| tail.strip_suffix(')')).unwrap_or(written).trim();
    tags.iter().any(|wanted| tag.eq_ignore_ascii_case(wanted))
}

/// Tags and names by which a text is Chinese.
pub(super) const CHINESE: &[&str] = &["zh-Hans", "zh", "zh-CN", "中文", "Chinese"];
/// Tags and names by which a text is English.
pub(super) const ENGLISH: &[&str] = &["en", "English", "英文"];

/// A text with blanks: `燃料快用完了[，约够 ${fuel_days} 天]`.
///
/// `${name}` is filled with a fact, a choice by its label. What stands in `[…]` goes away when one of the blanks in it has
/// nothing to fill it. Brackets do not nest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pub(super) parts: Vec<Part>,
}

packed!(struct Template { parts });

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Plain(String),
    Blank(String),
    Optional(Vec<Part>),
}

/// Brackets do not nest; what says otherwise is read, but not deeper than the reader allows.
impl Packed for Part {
    fn pack(&self, out: &mut Writer) {
        match self {
            Self::Plain(text) => {
                out.byte(0);
                text.pack(out);
            }
            Self::Blank(name) => {
                out.byte(1);
                name.pack(out);
            }
            Self::Optional(parts) => {
                out.byte(2);
                parts.pack(out);
            }
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        match from.byte() {
            0 => Self::Plain(Packed::unpack(from)),
            1 => Self::Blank(Packed::unpack(from)),
            2 => from.deeper(|from| Self::Optional(Packed::unpack(from))).unwrap_or_else(|| Self::Plain(String::new())),
            _ => {
                from.fail();
                Self::Plain(String::new())
            }
        }
    }
}

/// Why a text is not a template.
#[cfg(feature = "compile")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// `${` without its `}`, or without a name inside.
    OpenBlank,
    /// `[` without its `]`, or one within another.
    OpenBracket,
}

#[cfg(feature = "compile")]
impl Template {
    /// Reads a text with blanks.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('[') {
            pieces(before, &mut parts)?;
            let (inside, tail) = after.split_once(']').ok_or(TemplateError::OpenBracket)?;
            if inside.contains('[') {
                return Err(TemplateError::OpenBracket);
            }
            let mut optional = Vec::new();
            pieces(inside, &mut optional)?;
            parts.push(Part::Optional(optional));
            rest = tail;
        }
        pieces(rest, &mut parts)?;
        Ok(Self { parts })
    }
}

impl Template {
    /// The names of the blanks, in order, with repetitions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts
            .iter()
            .flat_map(|part| match part {
                Part::Optional(inside) => inside.as_slice(),
                other => std::slice::from_ref(other),
            })
            .filter_map(|part| match part {
                Part::Blank(name) => Some(name.as_str()),
                Part::Plain(_) | Part::Optional(_) => None,
            })
    }

    /// The text with its blanks filled. A blank outside brackets with nothing to fill it is left empty.
    #[must_use]
    pub fn fill(&self, mut fact: impl FnMut(&str) -> Option<String>) -> String {
        self.fill_where(|name, _| fact(name))
    }

    /// The text with its blanks filled, by something that is told whether a blank stands in brackets, where it may better be left out.
    #[must_use]
    pub fn fill_where(&self, mut fact: impl FnMut(&str, bool) -> Option<String>) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Plain(text) => out.push_str(text),
                Part::Blank(name) => out.push_str(&fact(name, false).unwrap_or_default()),
                Part::Optional(inside) => {
                    let filled: Option<String> = inside
                        .iter()
                        .map(|part| match part {
                            Part::Plain(text) => Some(text.clone()),
                            Part::Blank(name) => fact(name, true).filter(|text| !text.is_empty()),
                            Part::Optional(_) => None,
                        })
                        .collect();
                    out.push_str(&filled.unwrap_or_default());
                }
            }
        }
        out
    }
}

/// Cuts a text without brackets into plain pieces and blanks.
#[cfg(feature = "compile")]
fn pieces(text: &str, parts: &mut Vec<Part>) -> Result<(), TemplateError> {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        if !before.is_empty() {
            parts.push(Part::Plain(before.to_owned()));
        }
        let (name, tail) = after.split_once('}').ok_or(TemplateError::OpenBlank)?;
        let name = name.trim();
        if name.is_empty() {
            return Err(TemplateError::OpenBlank);
        }
        parts.push(Part::Blank(name.to_owned()));
        rest = tail;
    }
    if !rest.is_empty() {
        parts.push(Part::Plain(rest.to_owned()));
    }
    Ok(())
}

/// A template in the languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    /// Chinese.
    pub zh_hans: Template,
    /// English.
    pub en: Template,
}

packed!(struct Templates { zh_hans, en });

impl Templates {
    /// The template in `lang`, or in the other language where this one is empty.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &Template {
        let (wanted, other) = lang.pick((&self.zh_hans, &self.en), (&self.en, &self.zh_hans));
        if wanted.parts.is_empty() { other } else { wanted }
    }

    /// Whether there is none in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zh_hans.parts.is_empty() && self.en.parts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(text: &str) -> String {
        Template::parse(text).unwrap().fill(|name| match name {
            "days" => Some("5".to_owned()),
            "none" => Some(String::new()),
            _ => None,
        })
    }

    #[test]
    fn blanks_are_filled_and_an_optional_part_goes_with_its_blank() {
        assert_eq!(fill("快用完了[，约够 ${days} 天]"), "快用完了，约够 5 天");
        assert_eq!(fill("快用完了[，约够 ${none} 天][，${missing}]。"), "快用完了。");
        assert_eq!(fill("${missing}/${days}"), "/5");
    }

    #[test]
    fn an_open_blank_or_bracket_is_refused() {
        assert_eq!(Template::parse("${days"), Err(TemplateError::OpenBlank));
        assert_eq!(Template::parse("${ }"), Err(TemplateError::OpenBlank));
        assert_eq!(Template::parse("a [b"), Err(TemplateError::OpenBracket));
        assert_eq!(Template::parse("[a [b] c]"), Err(TemplateError::OpenBracket));
    }

    #[test]
    fn a_template_names_its_blanks() {
        let template = Template::parse("${a}[，${b}${c}]${a}").unwrap();
        assert_eq!(template.names().collect::<Vec<_>>(), ["a", "b", "c", "a"]);
    }

    #[test]
    fn an_office_that_writes_one_language_has_written_enough() {
        let text = Text { zh_hans: "取暖".into(), en: String::new() };
        assert_eq!(text.get(Lang::En), "取暖");
    }
}

//! What a form says to people: texts by language, with the answers of other questions inside.

use super::Expression;
use crate::packed::{Packed, Reader, Writer, packed};

/// A language of a form, as an index into [`super::Form::languages`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LangId(pub u8);

packed!(struct LangId { 0 });

/// A value in each of the languages that the form gives it in.
#[derive(Clone, Debug, PartialEq)]
pub struct Localized<T = Template> {
    /// The values with their languages, in the sheet's order; at most one a language.
    pub by_language: Vec<(LangId, T)>,
}

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self { by_language: Vec::new() }
    }
}

impl<T: Packed> Packed for Localized<T> {
    fn pack(&self, out: &mut Writer) {
        self.by_language.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self { by_language: Packed::unpack(from) }
    }
}

impl<T> Localized<T> {
    /// The value in `language`; else in `fallback`, the form's default language; else in the first that the form gives.
    #[must_use]
    pub fn get(&self, language: LangId, fallback: LangId) -> Option<&T> {
        let find = |wanted| self.by_language.iter().find(|(given, _)| *given == wanted);
        find(language).or_else(|| find(fallback)).or_else(|| self.by_language.first()).map(|(_, value)| value)
    }

    /// Whether no language has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_language.is_empty()
    }
}

/// A text with the values of expressions inside, as `还有${left}户未走访`. May hold the Markdown that XLSForm allows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    /// The text's pieces in order; two literals never stand side by side.
    pub segments: Vec<Segment>,
}

packed!(struct Template { segments });

/// A piece of a [`Template`].
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// Text as it stands.
    Literal(String),
    /// The value of an expression, evaluated at the node whose text this is.
    Output(Expression),
}

packed!(enum Segment { 0 => Literal(text), 1 => Output(expression) } else Self::Literal(String::new()));

impl Template {
    /// The text when no expression is inside.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match self.segments.as_slice() {
            [] => Some(""),
            [Segment::Literal(text)] => Some(text),
            _ => None,
        }
    }
}

impl From<&str> for Template {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { Self { segments: vec![Segment::Literal(text.to_owned())] } }
    }
}

/// File names of a node's pictures and sounds, by language (columns `media::image`, `media::audio` …).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pictures {
    /// `image`.
    pub image: Localized<String>,
    /// `big-image`, shown when the image is touched.
    pub big_image: Localized<String>,
    /// `audio`.
    pub audio: Localized<String>,
    /// `video`.
    pub video: Localized<String>,
}

packed!(struct Pictures { image, big_image, audio, video });

impl Pictures {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.image.is_empty() && self.big_image.is_empty() && self.audio.is_empty() && self.video.is_empty()
    }
}

//! A row of the survey sheet, its cells put where they belong.

use std::borrow::Cow;

use super::draft::{Draft, Texts};
use super::languages::Languages;
use super::sheet::{Filled, Grid, collapse, straighten, straighten_calls};
use crate::form::LangId;

/// What a column of the survey sheet holds.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Type,
    Name,
    Label(LangId),
    Hint(LangId),
    Guidance(LangId),
    Media(String, LangId),
    Bind(Bind),
    ConstraintMessage(LangId),
    RequiredMessage(LangId),
    Appearance,
    Count,
    Attribute(String),
    Default,
    Trigger,
    Filter,
    Parameters,
    Disabled,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
enum Bind {
    Type,
    Readonly,
    Required,
    Relevant,
    Constraint,
    Calculate,
    SaveTo,
    Other(String),
}

/// A row with its cells by meaning; the draft's references, type and parameters are still as written.
pub(super) struct Row {
    /// Its number in the sheet.
    pub number: u32,
    /// Column `type`.
    pub type_name: Option<String>,
    /// Column `trigger`.
    pub trigger: Option<String>,
    /// Column `parameters`.
    pub parameters: Option<String>,
    /// Column `disabled`.
    pub disabled: Option<String>,
    /// Whether there is nothing in it.
    pub blank: bool,
    /// All other cells. Without a name, the name is empty.
    pub draft: Draft,
}

/// The survey sheet's columns by meaning.
pub(super) struct Reader {
    keys: Vec<Key>,
    /// Whether runs of spaces become one.
    tidy: bool,
}

impl Reader {
    /// Reads the headers; `tidy` is setting `clean_text_values`.
    pub(super) fn new(grid: &Grid<'_>, languages: &mut Languages, tidy: bool) -> Self {
        Self { keys: grid.columns.iter().map(|column| key(&column.path, languages)).collect(), tidy }
    }

    /// Puts a row's cells where they belong.
    pub(super) fn read(&self, number: u32, cells: Vec<Filled<'_>>) -> Row {
        let mut row = Row {
            number,
            type_name: None,
            trigger: None,
            parameters: None,
            disabled: None,
            blank: true,
            draft: Draft { row: Some(number), ..Draft::default() },
        };
        for cell in cells {
            let text = if self.tidy { collapse(cell.text) } else { cell.text };
            let Some(key) = self.keys.get(cell.column) else { continue };
            row.blank &= *key == Key::Disabled;
            row.put(key, if key.is_words() { straighten_calls(text) } else { straighten(text) });
        }
        row
    }
}

impl Key {
    /// Whether people read the cell as it stands.
    const fn is_words(&self) -> bool {
        matches!(
            self,
            Self::Label(_) | Self::Hint(_) | Self::Guidance(_) | Self::ConstraintMessage(_) | Self::RequiredMessage(_)
        )
    }
}

impl Row {
    fn put(&mut self, key: &Key, text: Cow<'_, str>) {
        let text = text.into_owned();
        let draft = &mut self.draft;
        match key {
            Key::Type => self.type_name = Some(text),
            Key::Name => draft.name = text,
            Key::Label(language) => set(&mut draft.label, *language, text),
            Key::Hint(language) => set(&mut draft.hint, *language, text),
            Key::Guidance(language) => set(&mut draft.guidance, *language, text),
            Key::Media(kind, language) => match draft.media.iter_mut().find(|(given, _)| given == kind) {
                Some((_, texts)) => set(texts, *language, text),
                None => draft.media.push((kind.clone(), vec![(*language, text)])),
            },
            Key::Bind(bind) => {
                draft.bind.given = true;
                let place = match bind {
                    Bind::Type => &mut draft.bind.data_type,
                    Bind::Readonly => &mut draft.bind.readonly,
                    Bind::Required => &mut draft.bind.required,
                    Bind::Relevant => &mut draft.bind.relevant,
                    Bind::Constraint => &mut draft.bind.constraint,
                    Bind::Calculate => &mut draft.bind.calculate,
                    Bind::SaveTo => &mut draft.bind.save_to,
                    Bind::Other(name) => {
                        draft.bind.other.push((name.clone(), text));
                        return;
                    }
                };
                *place = Some(text);
            }
            Key::ConstraintMessage(language) => {
                draft.bind.given = true;
                set(&mut draft.bind.constraint_message, *language, text);
            }
            Key::RequiredMessage(language) => {
                draft.bind.given = true;
                set(&mut draft.bind.required_message, *language, text);
            }
            Key::Appearance => draft.appearance = Some(text),
            Key::Count => draft.count = Some(text),
            Key::Attribute(name) => draft.attributes.push((name.clone(), text)),
            Key::Default => draft.default = Some(text),
            Key::Trigger => self.trigger = Some(text),
            Key::Filter => draft.filter = Some(text),
            Key::Parameters => self.parameters = Some(text),
            Key::Disabled => self.disabled = Some(text),
            Key::Other => {}
        }
    }
}

/// Sets the text of a language. A later column of the same language stands.
fn set(texts: &mut Texts, language: LangId, text: String) {
    match texts.iter_mut().find(|(given, _)| *given == language) {
        Some((_, old)) => *old = text,
        None => texts.push((language, text)),
    }
}

fn key(path: &[String], languages: &mut Languages) -> Key {
    let language = |languages: &mut Languages, at: usize| languages.of(path.get(at));
    match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["type"] => Key::Type,
        ["name"] => Key::Name,
        ["label"] | ["label", _] => Key::Label(language(languages, 1)),
        ["hint"] | ["hint", _] => Key::Hint(language(languages, 1)),
        ["guidance_hint"] | ["guidance_hint", _] => Key::Guidance(language(languages, 1)),
        // Without a kind it says nothing, but it is there, as far as labels are concerned.
        ["media"] => Key::Media(String::new(), languages.default),
        ["media", kind] | ["media", kind, _] => Key::Media((*kind).to_owned(), language(languages, 2)),
        ["bind", "jr:constraintMsg"] | ["bind", "jr:constraintMsg", _] => {
            Key::ConstraintMessage(language(languages, 2))
        }
        ["bind", "jr:requiredMsg"] | ["bind", "jr:requiredMsg", _] => Key::RequiredMessage(language(languages, 2)),
        ["bind", name] => Key::Bind(match *name {
            "type" => Bind::Type,
            "readonly" => Bind::Readonly,
            "required" => Bind::Required,
            "relevant" => Bind::Relevant,
            "constraint" => Bind::Constraint,
            "calculate" => Bind::Calculate,
            "entities:saveto" => Bind::SaveTo,
            other => Bind::Other(other.to_owned()),
        }),
        ["control", "appearance"] => Key::Appearance,
        ["control", "jr:count"] => Key::Count,
        ["control" | "instance", name] => Key::Attribute((*name).to_owned()),
        ["default"] => Key::Default,
        ["trigger"] => Key::Trigger,
        ["choice_filter"] => Key::Filter,
        ["parameters"] => Key::Parameters,
        ["disabled"] => Key::Disabled,
        _ => Key::Other,
    }
}

//! The languages of a form, from its headers, and which columns some of them lack.

use std::collections::BTreeMap;

use super::sheet::Grid;
use crate::form::LangId;
use crate::form::problem::{At, Notice, Remark};

/// What pyxform calls the language of texts that name none.
const UNNAMED: &str = "default";

/// The languages in the sheets' order.
#[derive(Debug, Default)]
pub(super) struct Languages {
    /// Their names.
    pub names: Vec<String>,
    /// The language of texts that name none.
    pub default: LangId,
}

impl Languages {
    /// Collects the languages of the headers. Texts without a language are in the default language of the settings, or in
    /// one called `default`; a form whose texts all name one has the first of them for its default.
    pub(super) fn read<'a>(setting: Option<&str>, grids: impl IntoIterator<Item = &'a Grid<'a>>) -> Self {
        let mut languages = Self::default();
        let columns: Vec<&[String]> =
            grids.into_iter().flat_map(|grid| &grid.columns).map(|column| column.path.as_slice()).collect();
        let unnamed = columns.iter().any(|path| matches!(translatable(path), Some((_, None))));
        match setting {
            Some(name) => languages.default = languages.id(name),
            None if unnamed => languages.default = languages.id(UNNAMED),
            None => {}
        }
        for path in columns {
            if let Some((_, Some(name))) = translatable(path) {
                languages.id(name);
            }
        }
        if languages.names.is_empty() {
            languages.id(UNNAMED);
        }
        languages
    }

    /// The language of this name, which is a new one if need be. More than a form can have share the last.
    pub(super) fn id(&mut self, name: &str) -> LangId {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            if self.names.len() < usize::from(u8::MAX) {
                self.names.push(name.to_owned());
            }
            self.names.len() - 1
        });
        LangId(u8::try_from(at).unwrap_or(u8::MAX))
    }

    /// The language that a header names, or the default.
    pub(super) fn of(&mut self, name: Option<&String>) -> LangId {
        match name {
            Some(name) => self.id(name),
            None => self.default,
        }
    }
}

/// The column that a recognised header translates, and into which language.
fn translatable(path: &[String]) -> Option<(&str, Option<&str>)> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let (name, language) = match path.as_slice() {
        ["media" | "bind", name] | [name] => (*name, None),
        ["media" | "bind", name, language] | [name, language] => (*name, Some(*language)),
        _ => return None,
    };
    let name = match name {
        "label" | "hint" | "guidance_hint" | "image" | "big-image" | "audio" | "video" => name,
        "jr:constraintMsg" => "constraint_message",
        "jr:requiredMsg" => "required_message",
        _ => return None,
    };
    Some((name, language))
}

/// Whether a sheet has a text in a named language.
pub(super) fn is_translated(grid: &Grid<'_>) -> bool {
    grid.columns.iter().any(|column| matches!(translatable(&column.path), Some((_, Some(name))) if name != UNNAMED))
}

/// Remarks on languages that lack a column which others of the sheet have.
pub(super) fn missing(grid: &Grid<'_>, notices: &mut Vec<Notice>) {
    let mut seen: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut columns: Vec<&str> = Vec::new();
    for column in &grid.columns {
        if let Some((name, language)) = translatable(&column.path) {
            seen.entry(language.unwrap_or(UNNAMED)).or_default().push(name);
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    if seen.keys().all(|language| *language == UNNAMED) {
        return;
    }
    for (language, given) in seen {
        let lacks: Vec<String> =
            columns.iter().filter(|name| !given.contains(name)).map(|name| (*name).to_owned()).collect();
        if !lacks.is_empty() {
            let remark = Remark::MissingTranslation { language: language.to_owned(), columns: lacks };
            notices.push(Notice::new(At::sheet(grid.name), remark));
        }
    }
}

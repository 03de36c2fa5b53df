//! The settings sheet, and settings that old forms give as rows of the survey sheet.

use super::header::{SETTINGS, split};
use super::name::is_name;
use super::sheet::{Grid, find, similar, straighten};
use crate::form::problem::{At, Cause, Notice, Problem, Remark};
use crate::workbook::Workbook;

/// The settings as written, by their recognised names; parts of a name have `::` between.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// Name and value.
    pub values: Vec<(String, String)>,
    /// The sheet's name on its tab.
    pub sheet: String,
}

impl Raw {
    /// Reads the first row under the headers.
    pub(super) fn read(workbook: &Workbook, problems: &mut Vec<Problem>, notices: &mut Vec<Notice>) -> Self {
        let Some(sheet) = find(workbook, "settings") else {
            let similar = similar(workbook, "settings");
            if !similar.is_empty() {
                notices.push(Notice::new(At::workbook(), Remark::SimilarSheet { sheet: "settings", similar }));
            }
            return Self { sheet: "settings".to_owned(), ..Self::default() };
        };
        let mut found = Vec::new();
        let grid = Grid::read(sheet, &SETTINGS, &mut found);
        let both = |name: &str| grid.columns.iter().position(|column| column.header == name);
        let ids = (both("form_id"), both("id_string"));
        if let (Some(_), Some(_)) = ids {
            found.retain(|problem| !matches!(problem.cause, Cause::SameColumn { .. }));
            notices.push(Notice::new(At::sheet(grid.name), Remark::TwoIds));
        }
        problems.append(&mut found);
        let mut raw = Self { values: Vec::new(), sheet: sheet.name.clone() };
        let Some((_, cells)) = grid.rows().next() else { return raw };
        for cell in cells {
            if ids.0.is_some() && ids.1 == Some(cell.column) {
                continue;
            }
            if let Some(column) = grid.columns.get(cell.column) {
                raw.set(&column.path.join("::"), &straighten(cell.text));
            }
        }
        if raw.get("name").is_some_and(|name| !is_name(name)) {
            let name = raw.get("name").unwrap_or("").to_owned();
            problems.push(Problem::new(At::cell(&raw.sheet, 2, "name"), Cause::BadName { name }));
        }
        raw
    }

    /// The value of a setting.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// Sets a setting.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match self.values.iter_mut().find(|(given, _)| given == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.values.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Whether a setting says yes.
    pub(super) fn yes(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(yes)
    }
}

/// The setting that a type of the survey sheet is, as old forms have it.
pub(super) fn as_setting(type_name: &str) -> Option<String> {
    matches!(type_name, "form_title" | "set_form_title" | "form_id" | "set_form_id" | "prefix")
        .then(|| split(type_name, false, &SETTINGS).0.join("::"))
}

/// What yes and no are written as.
pub(super) fn yes(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}

//! The sheets of choices: choices, `external_choices`, osm.

use std::collections::BTreeMap;

use super::languages::Languages;
use super::reference::has_reference;
use super::sheet::{Grid, straighten, straighten_calls};
use crate::form::problem::{At, Cause, Notice, Problem, Remark};
use crate::form::{ChoiceList, ListId, Table};
use crate::register::typed::is_han;

/// The lists of one sheet.
#[derive(Default)]
pub(super) struct Lists {
    /// The lists, in the order of their first rows.
    pub all: Vec<ChoiceList>,
    /// The row of each choice, by list.
    rows: Vec<Vec<u32>>,
    by_name: BTreeMap<String, usize>,
}

impl Lists {
    /// Reads a sheet's rows by `list_name`; rows without one are left out.
    pub(super) fn read(grid: &Grid<'_>, languages: &mut Languages) -> Self {
        let mut lists = Self::default();
        let (of_list, columns): (Vec<usize>, Vec<usize>) = (0..grid.columns.len())
            .partition(|at| grid.columns.get(*at).is_some_and(|column| column.path == ["list name"]));
        let pattern = pattern(grid, &columns, languages);
        let mut at = 0;
        for (row, cells) in grid.rows() {
            let Some(name) = cells.iter().rfind(|cell| of_list.contains(&cell.column)) else { continue };
            let name = straighten(name.text.clone());
            // Rows of one list stand together, so the last list is nearly always the right one.
            if lists.all.get(at).is_none_or(|list| list.name != name) {
                at = *lists.by_name.entry(name.clone().into_owned()).or_insert(lists.all.len());
                if at == lists.all.len() {
                    lists.all.push(ChoiceList { name: name.into_owned(), ..pattern.clone() });
                    lists.rows.push(Vec::new());
                }
            }
            let mut texts = vec![std::borrow::Cow::Borrowed(""); columns.len()];
            for cell in cells {
                if let Ok(column) = columns.binary_search(&cell.column)
                    && let Some(text) = texts.get_mut(column)
                {
                    let is_label = pattern.labels.iter().any(|(_, label)| *label == column);
                    *text = if is_label { straighten_calls(cell.text) } else { straighten(cell.text) };
                }
            }
            if let (Some(list), Some(rows)) = (lists.all.get_mut(at), lists.rows.get_mut(at)) {
                list.table.push(texts.iter().map(AsRef::as_ref));
                rows.push(row);
            }
        }
        lists
    }

    /// The list of this name.
    pub(super) fn get(&self, name: &str) -> Option<(ListId, &ChoiceList)> {
        let at = *self.by_name.get(name)?;
        Some((ListId(u32::try_from(at).ok()?), self.all.get(at)?))
    }

    /// The names of the lists.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// Gives a list the choice `other`, unless it has one, labelled in Chinese where the column's other labels are, else in English.
    pub(super) fn add_other(&mut self, name: &str) {
        let Some(list) = self.by_name.get(name).and_then(|at| self.all.get_mut(*at)) else { return };
        if (0..list.len()).any(|choice| list.value(choice) == "other") {
            return;
        }
        let cells: Vec<&str> = (0..list.table.columns.len())
            .map(|column| {
                if column == list.value {
                    "other"
                } else if list.labels.iter().any(|(_, label)| *label == column) {
                    let chinese = (0..list.len()).any(|choice| list.table.cell(choice, column).contains(is_han));
                    if chinese { "其他" } else { "Other" }
                } else {
                    ""
                }
            })
            .collect();
        list.table.push(cells);
    }

    /// Checks names and labels, and headers where others than `list_name` hold spaces.
    pub(super) fn check(
        &self,
        grid: &Grid<'_>,
        allow_duplicates: bool,
        problems: &mut Vec<Problem>,
        notices: &mut Vec<Notice>,
    ) {
        for column in &grid.columns {
            let name = column.path.first().map_or("", String::as_str);
            if name != "list name" && (name.contains(' ') || name.is_empty()) {
                notices.push(Notice::new(At::header(grid.name, &column.header), Remark::ChoiceHeader));
            }
        }
        let name_header = grid.column(&["name"]).map_or("name", |column| grid.header(column));
        for (list, rows) in self.all.iter().zip(&self.rows) {
            let mut names: Vec<(&str, u32)> = Vec::with_capacity(rows.len());
            for (choice, row) in rows.iter().enumerate() {
                let name = list.value(choice);
                if name.is_empty() {
                    problems.push(Problem::new(At::cell(grid.name, *row, name_header), Cause::NoChoiceName));
                    continue;
                }
                if list.labels.iter().all(|(_, label)| list.table.cell(choice, *label).is_empty()) {
                    let remark = Remark::ChoiceWithoutLabel { name: name.to_owned() };
                    notices.push(Notice::new(At::row(grid.name, *row), remark));
                }
                names.push((name, *row));
            }
            if allow_duplicates {
                continue;
            }
            names.sort_unstable();
            for pair in names.windows(2) {
                if let [(first, _), (second, row)] = pair
                    && first == second
                {
                    let cause = Cause::ChoiceTaken { name: (*second).to_owned() };
                    problems.push(Problem::new(At::cell(grid.name, *row, name_header), cause));
                }
            }
        }
    }

    /// The row of a choice, by the list's name.
    pub(super) fn row(&self, list: &str, choice: usize) -> Option<u32> {
        self.rows.get(*self.by_name.get(list)?)?.get(choice).copied()
    }
}

/// An empty list with a sheet's columns.
fn pattern(grid: &Grid<'_>, columns: &[usize], languages: &mut Languages) -> ChoiceList {
    let paths: Vec<&[String]> =
        columns.iter().filter_map(|column| grid.columns.get(*column)).map(|column| column.path.as_slice()).collect();
    let mut list = ChoiceList {
        table: Table::new(paths.iter().map(|path| path.join("::")).collect()),
        value: paths.iter().rposition(|path| *path == ["name"]).unwrap_or(usize::MAX),
        ..ChoiceList::default()
    };
    for (at, path) in paths.iter().enumerate() {
        match path {
            [first] if first == "label" => list.labels.push((languages.default, at)),
            [first, language] if first == "label" => list.labels.push((languages.id(language), at)),
            [media, kind] if media == "media" && kind == "image" => list.images.push((languages.default, at)),
            [media, kind, language] if media == "media" && kind == "image" => {
                list.images.push((languages.id(language), at));
            }
            _ => {}
        }
    }
    list
}

/// The labels of a list that hold references, by row and column.
pub(super) fn dynamic_labels(list: &ChoiceList) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for choice in 0..list.len() {
        for (_, label) in &list.labels {
            if has_reference(list.table.cell(choice, *label)) {
                found.push((choice, *label));
            }
        }
    }
    found
}

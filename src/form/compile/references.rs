//! Every `${name}` of the sheets must name one row of the survey sheet.

use std::collections::BTreeMap;

use super::header::{ENTITIES, SETTINGS};
use super::name::nearest;
use super::reference::references;
use super::sheet::{Column, Grid, find};
use crate::form::problem::{At, Cause, Problem};
use crate::workbook::Workbook;

/// Checks the references of all sheets against the names of the survey's rows and how often each stands there.
pub(super) fn check(
    workbook: &Workbook,
    survey: &Grid<'_>,
    choices: Option<&Grid<'_>>,
    names: &BTreeMap<String, u32>,
    problems: &mut Vec<Problem>,
) {
    let first =
        |column: &Column, names: &[&str]| column.path.first().is_some_and(|first| names.contains(&first.as_str()));
    // What is wrong with the headers is known by now.
    let mut known = Vec::new();
    if let Some(sheet) = find(workbook, "settings") {
        grid(&Grid::read(sheet, &SETTINGS, &mut known), |_| true, names, problems);
    }
    if let Some(sheet) = find(workbook, "entities") {
        let entities = Grid::read(sheet, &ENTITIES, &mut known);
        grid(
            &entities,
            |column| !matches!(column.header.as_str(), "list name" | "list_name" | "repeat"),
            names,
            problems,
        );
    }
    grid(survey, |column| !first(column, &["type", "name", "trigger"]), names, problems);
    if let Some(choices) = choices {
        grid(choices, |column| first(column, &["label", "media"]), names, problems);
    }
}

fn grid(
    grid: &Grid<'_>,
    checked: impl Fn(&Column) -> bool,
    names: &BTreeMap<String, u32>,
    problems: &mut Vec<Problem>,
) {
    let checked: Vec<bool> = grid.columns.iter().map(checked).collect();
    for (row, cells) in grid.rows() {
        for cell in cells {
            if checked.get(cell.column) != Some(&true) || !cell.text.contains("${") {
                continue;
            }
            let mut seen: Vec<&str> = Vec::new();
            for reference in references(&cell.text) {
                let cause = match reference {
                    Err(_) => Cause::ReferenceSyntax,
                    Ok(reference) if seen.contains(&reference.name) => continue,
                    Ok(reference) => {
                        seen.push(reference.name);
                        let name = reference.name.to_owned();
                        match names.get(&name) {
                            Some(1) => continue,
                            Some(_) => Cause::AmbiguousReference { name },
                            None => {
                                let nearest = nearest(&name, names.keys().map(String::as_str));
                                Cause::UnknownReference { name, nearest }
                            }
                        }
                    }
                };
                problems.push(Problem::new(At::cell(grid.name, row, grid.header(cell.column)), cause));
            }
        }
    }
}

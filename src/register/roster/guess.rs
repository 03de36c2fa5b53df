//! Columns without a heading, guessed from what they hold: pasted tables, a second sheet that goes on where the first ended.

use super::columns::Columns;
use super::field::{Field, Target};
use super::page::Page;
use super::reading::Column;
use super::skip::is_group_name;
use super::values::{self, IdCell, looks_like_a_name};
use crate::register::{Category, Phones, relation, typed};
use crate::workbook::Cell;

/// How many rows are looked at.
const SAMPLE: usize = 200;

/// The columns of a sheet without a heading, if a column of names and a column of ID numbers or phones can be told.
pub(super) fn columns(page: &Page<'_>) -> Option<Columns> {
    let rows: Vec<usize> = (0..page.height()).filter(|row| page.filled(*row).nth(1).is_some()).take(SAMPLE).collect();
    let mut targets: Vec<(usize, Target)> = Vec::new();
    for column in 0..page.width() {
        let cells: Vec<&Cell> =
            rows.iter().map(|row| page.cell(*row, column)).filter(|cell| !cell.is_blank()).collect();
        // A column that is mostly blank says too little.
        if cells.len() * 3 < rows.len() {
            continue;
        }
        let taken = |field| targets.iter().any(|(_, target)| target.field == field);
        if let Some(field) = GUESSES.into_iter().find(|field| !taken(*field) && most(&cells, *field)) {
            targets.push((column, Target::own(field)));
        }
    }
    let has = |field| targets.iter().any(|(_, target)| target.field == field);
    if !has(Field::Name) || !(has(Field::Id) || has(Field::Phone)) {
        return None;
    }
    let report = targets.iter().map(|(column, target)| Column {
        column: column + 1,
        heading: letter(*column),
        target: Some(target.clone()),
    });
    Some(Columns { report: report.collect(), targets, ..Columns::default() })
}

/// The surest first: a relation looks like a name.
const GUESSES: [Field; 7] =
    [Field::Id, Field::Phone, Field::Relation, Field::Sex, Field::Group, Field::Categories, Field::Name];

/// Whether four in five cells of a column look like a field.
fn most(cells: &[&Cell], field: Field) -> bool {
    let fitting = cells.iter().filter(|cell| looks_like(cell, field)).count();
    !cells.is_empty() && fitting * 5 >= cells.len() * 4
}

fn looks_like(cell: &Cell, field: Field) -> bool {
    let text = cell.text();
    match field {
        Field::Id => match values::id(cell) {
            IdCell::Valid(_) => true,
            IdCell::Invalid(typed, _) => typed.chars().filter(char::is_ascii_digit).count() >= 14,
            IdCell::Blank => false,
        },
        Field::Phone => Phones::read(&text).numbers.iter().any(|phone| phone.as_str().len() >= 7),
        Field::Relation => relation::is_known(&text),
        Field::Sex => matches!(typed::squeeze(&text).as_str(), "男" | "女"),
        Field::Group => is_group_name(&typed::squeeze(&text)).1,
        Field::Categories => Category::from_word(&text).is_some(),
        Field::Name => {
            let name = values::name(&text).name;
            name.chars().any(typed::is_han) && name.chars().count() <= 5 && looks_like_a_name(&name)
        }
        _ => false,
    }
}

/// A spreadsheet's name of a column: A, B, …, AA.
fn letter(column: usize) -> String {
    let (mut rest, mut letters) = (column + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

//! Reading a roster: from a workbook as an office sends it to households, and to what was not understood, row by row.
//!
//! **For** files of every kind that a township hands to a village (domain.md 3.9): titles above, headings of one to three rows
//! with merged cells, repeated on every page; one row a household, one a person, or several persons in one row; sums, footers
//! and section names between; ID numbers as text, as numbers that lost their last digits, full-width, spaced, with quotes.
//!
//! **Invariant**: no row vanishes. Every row below a heading that has something in it either belongs to a household, or is
//! reported with why not. Nothing blocks: a wrong ID number is reported and the person taken over without it.
//!
//! Start with [`read`]. The way of a sheet: `header` finds the heading (by `words`), `columns` says what each column is read
//! as, `skip` tells villagers' rows from others, `rows` reads them (by `values`), `table` groups them, `gather` makes
//! households, `twins` finds the same person in two places.

mod columns;
mod field;
mod gather;
mod guess;
mod header;
mod page;
mod problem;
mod reading;
mod report;
mod rows;
mod sheets;
mod skip;
mod table;
mod twins;
mod values;
mod words;

pub use field::{Field, Target};
pub use problem::{Place, Problem, SheetProblem};
pub use reading::{Column, Options, RosterHousehold, RosterMember, RosterReading, RowReport, SheetReading};

use crate::workbook::Workbook;

/// What a heading announces of a household and its head, or of its helper, by its words from the top down: for other tables whose
/// columns an office names as it likes. None where it announces nothing, or something of somebody else.
#[must_use]
pub fn announced(path: &[String]) -> Option<Field> {
    let meaning = match path {
        [only] => words::meaning(only),
        [.., over, leaf] => words::meaning_under(over, leaf),
        [] => None,
    }?;
    match (meaning.whose, meaning.what) {
        (words::Whose::Own | words::Whose::Head | words::Whose::Helper, words::What::Field(field)) => Some(field),
        _ => None,
    }
}

/// Reads a roster, with what a person has said about its columns.
///
/// A workbook that is no roster at all gives no households, and a [`SheetProblem`] for each sheet.
#[must_use]
pub fn read(workbook: &Workbook, options: &Options) -> RosterReading {
    let mut reading = sheets::read_all(workbook, options);
    twins::settle(&mut reading);
    reading.rows.sort_by_key(|report| (report.sheet, report.row));
    reading
}

#[cfg(test)]
mod tests;

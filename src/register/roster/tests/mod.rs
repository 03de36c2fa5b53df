//! Rosters as offices send them, each oddity alone, and all of them in combination.

mod mixed;
mod odd;

use super::*;
use crate::text::{Lang, Say};
use crate::workbook::{Merge, Workbook};

/// Reads one sheet of csv.
fn read_csv(csv: &str) -> RosterReading {
    read(&Workbook::from_csvs(&[("名册", csv)]), &Options::default())
}

/// Reads one sheet of csv with merged ranges, given as top, left, bottom, right from 0.
fn read_merged(csv: &str, merges: &[[usize; 4]]) -> RosterReading {
    let mut book = Workbook::from_csvs(&[("名册", csv)]);
    let ranges = merges.iter().map(|[top, left, bottom, right]| Merge {
        top: *top,
        left: *left,
        bottom: *bottom,
        right: *right,
    });
    book.sheets[0].merges = ranges.collect();
    read(&book, &Options::default())
}

/// Each household as `head@group: name/relation/id, …`.
fn told(reading: &RosterReading) -> Vec<String> {
    reading
        .households
        .iter()
        .map(|household| {
            let members: Vec<String> = household
                .members
                .iter()
                .map(|member| {
                    let id = member.id.as_ref().map_or("", |id| id.as_str());
                    format!("{}/{}/{id}", member.name, member.relation)
                })
                .collect();
            format!("{}@{}: {}", household.head, household.group, members.join(", "))
        })
        .collect()
}

/// What is said, as `row: sentences`.
fn said(reading: &RosterReading) -> Vec<String> {
    let sentences = |report: &RowReport| {
        report.problems.iter().map(|problem| problem.say(Lang::ZhHans)).collect::<Vec<_>>().join("；")
    };
    reading.rows.iter().map(|report| format!("{}: {}", report.row, sentences(report))).collect()
}

/// The code of a column's meaning, by heading.
fn column(reading: &RosterReading, heading: &str) -> String {
    let columns = || reading.sheets.iter().flat_map(|sheet| &sheet.columns);
    columns()
        .find(|column| column.heading == heading)
        .and_then(|column| column.target.as_ref())
        .map_or(String::new(), Target::code)
}

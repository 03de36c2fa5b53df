//! The worker's side of a roster: read, held against the register, and kept until a person has looked at it.

use std::collections::BTreeMap;

use super::roster::{EntryView, Listed, RosterView, RosterWish, RowView, SheetView};
use crate::journal::{DeviceId, Fields, Journal, Kind, RecordId, Stamp};
use crate::register::intake::{Change, Changed, Entry, Intake, compare};
use crate::register::roster::{Field, Options, Problem, RosterReading, Target, read};
use crate::register::{Region, Sex};
use crate::text::{Lang, Say};
use crate::workbook::Workbook;

/// More than a person looks through one by one; the counts tell of the rest.
const LISTED: usize = 500;

/// A roster that was read and waits to be taken over.
#[derive(Debug)]
pub(super) struct Waiting {
    ticket: u32,
    intake: Intake,
    journal: Journal,
}

impl Waiting {
    /// Reads a roster and holds it against the register in `journal`. A workbook that is no roster is a view with no
    /// households, whose sheets say why.
    pub(super) fn read(workbook: &Workbook, wish: RosterWish, journal: Journal, ticket: u32) -> (Self, RosterView) {
        let options = options(wish.columns, wish.header_rows);
        let reading = read(workbook, &options);
        let intake = compare(&reading, &journal, &wish.region);
        let view = view(&reading, &intake, ticket, wish.lang);
        (Self { ticket, intake, journal }, view)
    }

    /// Whether it is the one of this ticket.
    pub(super) fn is(&self, ticket: u32) -> bool {
        self.ticket == ticket
    }

    /// The writes that take it over, as lines, with the households that a person ticked as gone.
    pub(super) fn writes(&self, stamp: &Stamp, gone: &[RecordId]) -> Vec<u8> {
        let ticked = self.intake.gone.iter().filter(|entry| gone.contains(&entry.record));
        let ticked = ticked.map(|entry| (Kind::Household, entry.record.clone(), entry.fields.clone()));
        let mut lines = Vec::new();
        let drafts = self.intake.drafts().into_iter().chain(ticked);
        for (seq, (kind, record, fields)) in (stamp.seq..).zip(drafts) {
            lines.extend_from_slice(self.line(stamp, seq, kind, record, fields).as_bytes());
            lines.push(b'\n');
        }
        lines
    }

    fn line(&self, stamp: &Stamp, seq: u64, kind: Kind, record: RecordId, fields: Fields) -> String {
        let stamp = Stamp { device: DeviceId::clone(&stamp.device), seq, at: stamp.at, author: stamp.author.clone() };
        self.journal.draft(stamp, kind, record, fields).to_line()
    }
}

fn options(columns: BTreeMap<String, String>, header_rows: BTreeMap<String, u32>) -> Options {
    Options {
        columns: columns.into_iter().map(|(heading, code)| (heading, Target::try_from(code).ok())).collect(),
        header_rows: header_rows.into_iter().map(|(sheet, row)| (sheet, row as usize)).collect(),
    }
}

fn view(reading: &RosterReading, intake: &Intake, ticket: u32, lang: Lang) -> RosterView {
    let sheets = reading.sheets.iter().map(|sheet| SheetView {
        name: sheet.name.clone(),
        header: sheet.header,
        filled: sheet.filled,
        problem: sheet.problem.map(|problem| problem.say(lang)),
        columns: sheet
            .columns
            .iter()
            .map(|column| (column.heading.clone(), column.target.as_ref().map(Target::code).unwrap_or_default()))
            .collect(),
    });
    let rows = reading.rows.iter().map(|report| RowView {
        sheet: report.sheet,
        row: report.row,
        lost: report.problems.iter().any(Problem::is_lost),
        left_out: report.problems.iter().all(Problem::is_left_out),
        said: report.problems.iter().map(|problem| problem.say(lang)).collect(),
    });
    RosterView {
        ticket,
        region: Region { village: common_village(reading), ..Region::default() },
        households: reading.households.len(),
        persons: reading.persons(),
        sheets: sheets.collect(),
        rows: rows.collect(),
        added: listed(&intake.added, lang),
        changed: listed(&intake.changed, lang),
        same: intake.same.len(),
        gone: listed(&intake.gone, lang),
        fields: Field::all().map(|field| (field.code(), field.say(lang))).collect(),
    }
}

/// The village that all households of the roster name; empty where they name none or several.
fn common_village(reading: &RosterReading) -> String {
    let mut villages = reading.households.iter().map(|household| &household.village).filter(|name| !name.is_empty());
    let first = villages.next();
    first.filter(|first| villages.all(|other| other == *first)).cloned().unwrap_or_default()
}

fn listed(entries: &[Entry], lang: Lang) -> Listed {
    let first = entries.iter().take(LISTED).map(|entry| EntryView {
        record: entry.record.0.clone(),
        head: entry.head.clone(),
        group: entry.group.clone(),
        row: entry.place.map_or(0, |(_, row)| row),
        changes: entry.changes.iter().map(|change| words(change, lang)).collect(),
    });
    Listed { count: entries.len(), first: first.collect() }
}

/// 电话：139… → 138….
fn words(change: &Change, lang: Lang) -> String {
    let colon = lang.pick("：", ": ");
    let whose = change.member.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
    let value = |code: &str| match Sex::named(code).filter(|_| change.what == Changed::Sex) {
        Some(sex) => sex.say(lang),
        None => code.to_owned(),
    };
    let values = match (value(&change.before), value(&change.after)) {
        (before, after) if before.is_empty() => after,
        (before, after) => format!("{before} → {after}"),
    };
    let what = change.what.say(lang);
    if values.is_empty() { format!("{whose}{what}") } else { format!("{whose}{what}{colon}{values}") }
}

//! 迎检包: one zip for whoever comes to inspect, in the five sections that they look at (S002-6): 工作安排、责任落实、隐患排查、台账建立、
//! 救助措施, with a page of contents.
//!
//! **Invariant**: nothing in it is written for the occasion. Every table is made from the records and the campaign, and what is
//! lacking is said on the first page rather than left out.
//!
//! Start with [`pack`].

mod arrangement;
mod contents;
mod responsibility;
mod say;
#[cfg(test)]
mod tests;

use crate::campaign::{Campaign, Ledger};
use crate::journal::RecordId;
use crate::ledger::xlsx::{XlsxFault, xlsx};
use crate::ledger::{Heading, RowKind, Table, View, make};
use crate::moment::Moment;
use crate::package::zip;
use crate::report::{Covered, Numbers, Period, docx, write};
use crate::rollup::{Rollup, RollupText, VillageSums, called, tables};
use crate::text::{Lang, Say};

use self::contents::Entry;
use self::say::Part;

/// What an inspection is shown.
#[derive(Clone, Copy)]
pub struct Inspected<'a> {
    /// Under which campaign.
    pub campaign: &'a Campaign,
    /// The records, of one village or of several.
    pub view: &'a View<'a>,
    /// The villages' numbers, the same records added up.
    pub rollup: &'a Rollup,
}

impl<'a> Inspected<'a> {
    /// Its villages in order, by record, and how each is called among the others.
    fn villages(&self) -> Vec<(&'a RecordId, String)> {
        let is_county = self.rollup.is_county();
        let of_each = |village: &'a VillageSums| (&village.region.id, called(&village.region, is_county));
        self.rollup.villages.iter().map(of_each).collect()
    }

    /// The ledgers of these numbers, in the campaign's own order.
    fn ledgers(&self, numbers: &[&str]) -> Vec<&'a Ledger> {
        self.campaign.ledgers.iter().filter(|ledger| numbers.contains(&ledger.number.as_str())).collect()
    }
}

/// A file of a section: its name and its tables.
type File = (Part, Vec<Table>);

/// The zip.
pub fn pack(of: Inspected<'_>, heading: &Heading) -> Result<Vec<u8>, XlsxFault> {
    let lang = heading.lang;
    let made = |numbers: &[&str]| -> Vec<Table> {
        of.ledgers(numbers).into_iter().map(|ledger| make(ledger, of.view, heading)).collect()
    };
    let counted = |numbers: &[&str]| {
        let tables = tables(of.rollup, of.campaign, numbers, &heading.unit, lang);
        tables.map(|table| own_table(table, of.rollup, lang)).collect()
    };
    let everything = of.campaign.ledgers.iter().map(|ledger| make(ledger, of.view, heading)).collect();
    let sections: [(Part, Vec<File>); 5] = [
        (Part::Arrangement, vec![(Part::Stages, arrangement::tables(of, heading)), (Part::Duty, made(&["L14"]))]),
        (
            Part::Responsibility,
            vec![(Part::Helpers, made(&["L2"])), (Part::Answering, responsibility::tables(of, heading))],
        ),
        (Part::Hazards, vec![(Part::Progress, counted(&["T1", "T2", "T4"])), (Part::Problems, made(&["L4"]))]),
        (Part::Ledgers, vec![(Part::AllLedgers, everything)]),
        (Part::Relief, vec![(Part::Needs, made(&["L5"])), (Part::Goods, made(&["L13", "L10", "L15"]))]),
    ];
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (number, (section, parts)) in (1..).zip(sections) {
        let folder = format!("{number}{}", section.say(lang));
        let mut listed = Vec::new();
        for (place, (part, tables)) in (1..).zip(parts) {
            if tables.is_empty() {
                continue;
            }
            let name = format!("{number}.{place} {}.xlsx", part.say(lang));
            files.push((format!("{folder}/{name}"), xlsx(&tables, lang)?));
            listed.push((name, tables.iter().map(|table| (table.title.clone(), rows(table))).collect()));
        }
        entries.push(Entry { section, files: listed });
    }
    let now = of.view.now;
    let summary = summary(of, heading);
    let first = contents::lines(of, &entries, &heading.unit, lang);
    let mut parts = vec![
        (format!("0{}.docx", Part::Contents.say(lang)), docx(&first, &heading.unit, now.day(), lang)),
        (format!("0{}.docx", Part::Summary.say(lang)), docx(&summary, &heading.unit, now.day(), lang)),
    ];
    parts.extend(files);
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    // Zipping to memory cannot fail.
    Ok(zip(&parts).unwrap_or_default())
}

/// A table of the roll-up as it stands in these papers. In a village's own there is one place to count: no row adds it up, and nothing
/// under the table tells how many villages have sent or are clear.
fn own_table(mut table: Table, rollup: &Rollup, lang: Lang) -> Table {
    let [village] = rollup.villages.as_slice() else { return table };
    if table.rows.iter().any(|row| row.key == village.region.id.0) {
        table.rows.retain(|row| row.kind == RowKind::Body);
    }
    let clear = rollup.clear();
    let of_villages = [RollupText::Sent(1), RollupText::NoneMissing(1), RollupText::Clear(clear.part, clear.whole)];
    table.notes.retain(|note| of_villages.iter().all(|text| text.say(lang) != *note));
    table
}

/// A name for the file: 迎检包, whose, for whom, and the day.
#[must_use]
pub fn file_name(unit: &str, edition: &str, now: Moment, lang: Lang) -> String {
    let plain = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).take(40).collect::<String>();
    let day = now.day().format("%Y%m%d").to_string();
    let words = [plain(&Part::Pack.say(lang)), plain(unit), plain(edition), day];
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    format!("{}.zip", words.join("_"))
}

fn rows(table: &Table) -> usize {
    table.rows.iter().filter(|row| row.kind == RowKind::Body).count()
}

/// The summary as the campaign's template says it, of everything so far.
fn summary(of: Inspected<'_>, heading: &Heading) -> Vec<(crate::campaign::Style, String)> {
    let now = of.view.now;
    let all = of.rollup.total();
    let numbers = Numbers { new: all.clone(), all };
    let period = Period { from: of.campaign.start, to: now.day() };
    let covered = Covered { unit: &heading.unit, period, now };
    let report = write(of.campaign, "summary", &numbers, covered, heading.lang);
    report.lines.into_iter().map(|line| (line.style, line.text)).collect()
}

/// The numbers of a view that is one village's, or of several added village by village.
#[must_use]
pub fn rollup(sums: Vec<VillageSums>) -> Rollup {
    Rollup::new(sums, &[])
}

//! The worker's side of ledgers and roll-ups.

use super::compare::{Change, CompareWish, Compared};
use super::tables::{ColumnView, Form, RollupView, Sort, TableRow, TableView, TableWish};
use crate::campaign::Campaign;
use crate::journal::{Journal, Kind, RecordId};
use crate::ledger::{Cell, Edition, Heading, RowKind, Shape, Table, View, make, says_something};
use crate::moment::Moment;
use crate::package::{RegionLabel, is_clock_wrong};
use crate::register::namesake::{self, Whereabouts};
use crate::rollup::{Rollup, RollupText, Sums, VillageSums, cell, numbers, opened, tables};
use crate::text::Say;

/// What was made: the tables, whose they are where it is a roll-up, and a name for the file without its ending.
pub(super) struct Made {
    pub tables: Vec<Table>,
    pub rollup: RollupView,
    pub name: String,
}

/// Whether this number or name was asked for.
fn wanted(wish: &TableWish, number: &str, name: &str) -> bool {
    wish.names.is_empty() || wish.names.iter().any(|wanted| wanted == number || wanted == name)
}

/// Makes the ledgers that are asked for.
pub(super) fn ledgers(wish: &TableWish, campaign: &Campaign, journal: &Journal) -> Made {
    let edition = Edition::ALL.into_iter().find(|edition| edition.word() == wish.edition).unwrap_or_default();
    let heading = Heading { unit: wish.unit.clone(), author: wish.author.clone(), edition, lang: wish.lang };
    let village = Some(wish.village.as_str().into()).filter(|_| !wish.village.is_empty());
    let view = View::new(journal, campaign, moment(wish), village.as_ref());
    let named = !wish.names.is_empty();
    let chosen = campaign.ledgers.iter().filter(|ledger| wanted(wish, &ledger.number, &ledger.name));
    // Of all of them those that say nothing in this edition are left out.
    let chosen = chosen.filter(|ledger| named || says_something(ledger, edition));
    let tables: Vec<Table> = chosen.map(|ledger| make(ledger, &view, &heading)).collect();
    let what = match tables.as_slice() {
        [table] => table.name.clone(),
        _ => wish.lang.pick("台账", "ledgers").to_owned(),
    };
    let rollup = RollupView::default();
    Made { tables, rollup, name: file_name(&[&what, &edition.say(wish.lang), &wish.unit], wish) }
}

/// Makes the roll-up of villages; `expected` are the names of those that should have sent.
pub(super) fn rollup(wish: &TableWish, sums: Vec<VillageSums>, campaign: &Campaign, expected: &[String]) -> Made {
    let expected: Vec<RegionLabel> =
        expected.iter().map(|village| RegionLabel { village: village.clone(), ..RegionLabel::default() }).collect();
    let rollup = Rollup::new(sums, &expected);
    let mut numbers = numbers(campaign);
    numbers.retain(|number| wanted(wish, number, number));
    let mut made: Vec<Table> = match wish.form {
        Form::Screen => opened(&rollup, campaign, &numbers, &wish.unit, wish.lang).collect(),
        Form::Workbook | Form::Csv => tables(&rollup, campaign, &numbers, &wish.unit, wish.lang).collect(),
    };
    let is_wrong = |village: &&VillageSums| {
        Moment::parse(&village.made).is_some_and(|made| is_clock_wrong(made, moment(wish), campaign.start))
    };
    let wrong: Vec<&str> = rollup.villages.iter().filter(is_wrong).map(|one| one.region.village.as_str()).collect();
    if !wrong.is_empty() {
        for table in &mut made {
            table.notes.push(RollupText::ClockWrong(&wrong).say(wish.lang));
        }
    }
    Made {
        tables: made,
        rollup: RollupView {
            villages: names(&rollup.villages, |village| &village.region),
            missing: names(&rollup.missing, |missing| missing),
        },
        name: file_name(&[wish.lang.pick("汇总", "rollup"), &wish.unit], wish),
    }
}

/// The names of villages.
fn names<T>(of: &[T], region: impl Fn(&T) -> &RegionLabel) -> Vec<String> {
    of.iter().map(|one| region(one).village.clone()).collect()
}

/// Counts a village without and with a package that came for it. It may be one that is here under other names; where it is not here at all,
/// there is nothing to compare.
pub(super) fn compare(wish: &CompareWish, campaign: &Campaign, mut journal: Journal, coming: &Journal) -> Compared {
    let before = journal.clone();
    let new = journal.merge(coming).new;
    for write in namesake::join(&journal).writes {
        journal.insert(&write);
    }
    let (whereabouts, sender) = (Whereabouts::of(&journal), RecordId::from(wish.village.as_str()));
    let village = whereabouts.village(&sender);
    let known = before.records(&Kind::Region).map(|record| record.id().clone());
    let known: Vec<RecordId> = known.filter(|id| whereabouts.village(id) == village).collect();
    if known.is_empty() {
        return Compared { new, ..Compared::default() };
    }
    // A file that was made earlier and comes later does not turn the clock back.
    let later = if Moment::parse(&wish.made) < Moment::parse(&wish.before) { &wish.before } else { &wish.made };
    let count = |id: RecordId, made: &str, journal: &Journal| {
        VillageSums::of(RegionLabel { id, ..RegionLabel::default() }, made, journal, campaign).sums
    };
    let joins = !known.contains(Whereabouts::of(&before).village(&sender));
    let mut was = Sums::default();
    for id in known {
        was.add(&count(id, &wish.before, &before));
    }
    let is = count(village.clone(), later, &journal);
    let told = campaign.indicators.iter().filter(|indicator| ["T1", "T4"].contains(&indicator.table.as_str()));
    let totals = told.map(|indicator| {
        let words = |sums: &Sums| {
            let (cell, shape) = cell(campaign, indicator, sums, wish.lang);
            cell.words(shape)
        };
        Change { label: indicator.label.get(wish.lang).to_owned(), before: words(&was), after: words(&is) }
    });
    Compared { new, totals: totals.collect(), joins }
}

fn moment(wish: &TableWish) -> Moment {
    Moment::parse(&wish.now).unwrap_or_else(|| Moment::new(0, 0))
}

/// The words that are there, then the day, with what no file system takes left out.
fn file_name(words: &[&str], wish: &TableWish) -> String {
    let day: String = wish.now.chars().take(10).filter(char::is_ascii_digit).collect();
    let plain = |word: &&str| word.chars().filter(|letter| letter.is_alphanumeric()).take(40).collect::<String>();
    let words: Vec<String> = words.iter().chain(&[day.as_str()]).map(plain).filter(|word| !word.is_empty()).collect();
    words.join("_")
}

/// More rows of a ledger than anybody reads on a screen or prints from there; the file has them all.
const SHOWN: usize = 1_000;

/// A table as the screen shows it.
pub(super) fn view(table: &Table, sort: Sort) -> TableView {
    let number = |shape: Shape| matches!(shape, Shape::Integer | Shape::Decimal | Shape::Rate);
    let columns = table.columns.iter().map(|column| ColumnView {
        group: column.group.clone(),
        label: column.label.clone(),
        number: number(column.shape),
        key: column.key.clone(),
    });
    let most = if sort == Sort::Ledger { SHOWN } else { usize::MAX };
    let body = table.rows.iter().filter(|row| row.kind == RowKind::Body).count();
    let left_out = body.saturating_sub(most);
    let shown =
        table.rows.iter().enumerate().filter(|(at, row)| left_out == 0 || *at < most || row.kind != RowKind::Body);
    let mut rows: Vec<TableRow> = Vec::new();
    for (_, row) in shown {
        let cells = table.columns.iter().zip(&row.cells).map(|(column, cell)| cell.words(column.shape)).collect();
        let told = TableRow { sum: row.kind != RowKind::Body, key: row.key.clone(), cells, inside: Vec::new() };
        // What has no serial number belongs to the row above it.
        let is_inside = sort == Sort::Rollup && !told.sum && row.cells.first() == Some(&Cell::Blank);
        match rows.last_mut().filter(|_| is_inside) {
            Some(above) => above.inside.push(told),
            None => rows.push(told),
        }
    }
    let inside: usize = rows.iter().map(|row| row.inside.len()).sum();
    TableView {
        name: table.name.clone(),
        title: table.title.clone(),
        unit: table.unit.clone(),
        date: table.date.clone(),
        columns: columns.collect(),
        rows,
        count: body.saturating_sub(inside),
        notes: table.notes.clone(),
        signatures: table.signatures.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_what_it_holds() {
        let wish = TableWish { now: "2026-12-20T18:00:00+08:00".into(), ..TableWish::default() };
        assert_eq!(file_name(&["L4 问题台账", "公示版", "测试村"], &wish), "L4问题台账_公示版_测试村_20261220");
    }
}

//! Making a table from records, by a ledger's rows of the campaign workbook.

use std::cmp::Ordering;

use super::edition::Edition;
use super::mask;
use super::natural::natural;
use super::public;
use super::row::Entry;
use super::say::SheetText;
use super::table::{Cell, Column, Row, RowKind, Shape, Table};
use super::view::View;
use crate::campaign::{self, ColumnKind, ColumnValue, Ledger, Mask, text_of};
use crate::expr::Env;
use crate::text::{Lang, Say};

/// Where a table goes: whose it is, for whom, in which language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// 填报单位.
    pub unit: String,
    /// 填报人; may be empty.
    pub author: String,
    /// For whom.
    pub edition: Edition,
    /// In which language.
    pub lang: Lang,
}

/// Makes a ledger's table.
#[must_use]
pub fn make(ledger: &Ledger, view: &View<'_>, heading: &Heading) -> Table {
    let (lang, env) = (heading.lang, view.now.env());
    let shown: Vec<Shown<'_>> = ledger.columns.iter().filter_map(|column| Shown::of(column, heading.edition)).collect();
    let mut entries: Vec<(Vec<String>, Entry<'_>)> = view
        .entries(ledger.of)
        .map(|entry| entry.told_in(lang))
        .filter(|entry| entry.record.is_none_or(|record| ledger.kinds.contains(&record.kind)))
        .filter(|entry| entry.within(&env, |scope| scope.passes(ledger.filter.as_ref())))
        .map(|entry| (sort_key(ledger, &entry, &env), entry))
        .collect();
    // Village by village; stable, so that what the key does not part stays in the register's order.
    let village = |entry: &Entry<'_>| view.region(entry.home).map_or("", |region| region.village.as_str());
    entries.sort_by(|(a, one), (b, other)| natural(village(one), village(other)).then_with(|| compare(a, b)));
    let rows = (1_u32..).zip(&entries).map(|(serial, (_, entry))| Row {
        kind: RowKind::Body,
        key: entry.home.id.0.clone(),
        cells: shown.iter().map(|column| column.cell(serial, entry, &env, lang)).collect(),
    });
    let mut table = Table {
        name: format!("{} {}", ledger.number, ledger.label.get(lang)).trim().to_owned(),
        title: ledger.label.get(lang).to_owned(),
        unit: SheetText::Unit(&heading.unit).say(lang),
        date: SheetText::Date(&view.now.to_string()).say(lang),
        rows: rows.collect(),
        columns: shown.iter().map(|shown| column(shown.column, lang)).collect(),
        notes: Vec::new(),
        signatures: [SheetText::Reviewer, SheetText::Author(&heading.author), SheetText::Phone]
            .map(|text| text.say(lang))
            .to_vec(),
    };
    name_villages(&mut table, ledger, &entries, lang);
    table.add_total(&SheetText::Total.say(lang));
    if heading.edition == Edition::Public {
        public::clean_rest(&mut table);
    }
    table
}

/// A table of several villages says of each row which it is of, where the ledger does not say so itself.
fn name_villages(table: &mut Table, ledger: &Ledger, entries: &[(Vec<String>, Entry<'_>)], lang: Lang) {
    let says = |column: &campaign::Column| column.value.names().any(|name| name == "household.village");
    let village =
        |entry: &Entry<'_>| entry.view.region(entry.home).map(|region| region.village.clone()).unwrap_or_default();
    let differ = entries.windows(2).any(|pair| matches!(pair, [(_, a), (_, b)] if village(a) != village(b)));
    if !differ || ledger.columns.iter().any(says) {
        return;
    }
    let place = usize::from(ledger.columns.first().is_some_and(|column| column.value == ColumnValue::Serial));
    let place = place.min(table.columns.len());
    let label = SheetText::Village.say(lang);
    table.columns.insert(place, Column { label, shape: Shape::Word, width: 12.0, ..Column::default() });
    for (row, (_, entry)) in table.rows.iter_mut().zip(entries) {
        row.cells.insert(place, Cell::text(village(entry)));
    }
}

/// Whether an edition of a ledger says anything: on a notice board some would hold a serial number and a day.
#[must_use]
pub fn says_something(ledger: &Ledger, edition: Edition) -> bool {
    let shown = ledger.columns.iter().filter_map(|column| Shown::of(column, edition));
    let tells = |column: &campaign::Column| {
        !matches!(column.value, ColumnValue::Serial) && !matches!(column.kind, ColumnKind::Date | ColumnKind::Time)
    };
    shown.map(|shown| shown.column).any(tells)
}

fn column(column: &campaign::Column, lang: Lang) -> Column {
    let shape = match column.kind {
        ColumnKind::Text => Shape::Text,
        ColumnKind::Integer => Shape::Integer,
        ColumnKind::Decimal => Shape::Decimal,
        ColumnKind::Id | ColumnKind::Phone => Shape::Code,
        ColumnKind::Name | ColumnKind::Date | ColumnKind::Time | ColumnKind::Choice(_) | ColumnKind::Answer(_) => {
            Shape::Word
        }
    };
    Column {
        group: column.group.get(lang).to_owned(),
        label: column.label.get(lang).to_owned(),
        shape,
        width: column.width,
        total: column.total,
        key: String::new(),
    }
}

/// A column with what this edition shows of it.
struct Shown<'c> {
    column: &'c campaign::Column,
    mask: Mask,
    edition: Edition,
}

impl<'c> Shown<'c> {
    /// None where the edition leaves it out.
    fn of(column: &'c campaign::Column, edition: Edition) -> Option<Self> {
        let mask = match edition {
            Edition::Public => column.masks.public,
            Edition::Check => column.masks.check,
            Edition::Report => column.masks.report,
        };
        let left_out = mask == Mask::Hide || (edition == Edition::Public && !public::may_stand(column));
        (!left_out).then_some(Self { column, mask, edition })
    }

    fn cell(&self, serial: u32, entry: &Entry<'_>, env: &Env, lang: Lang) -> Cell {
        let campaign = entry.view.campaign;
        let text = entry.within(env, |scope| match &self.column.value {
            ColumnValue::Serial => serial.to_string(),
            value => scope.column(value, lang),
        });
        let text = match &self.column.kind {
            ColumnKind::Integer | ColumnKind::Decimal => {
                return text.parse().map_or_else(|_| Cell::text(self.masked(&text, entry)), Cell::Number);
            }
            ColumnKind::Choice(list) => campaign.choices(list, &text, lang),
            ColumnKind::Answer(question) => campaign.answer(question, &text, lang).into_owned(),
            _ => text,
        };
        Cell::text(self.masked(&text, entry))
    }

    fn masked(&self, text: &str, entry: &Entry<'_>) -> String {
        let text = match self.mask {
            Mask::Keep | Mask::Hide => text.to_owned(),
            Mask::Name => mask::name(text),
            Mask::Id => mask::id_number(text),
            Mask::Phone => mask::phone(text),
            Mask::Account => mask::account(text),
        };
        match self.edition {
            Edition::Public => public::clean(&text, &entry.home.household, entry.view.now.day()),
            // Besides what the campaign says: people type numbers into notes.
            Edition::Check => mask::shorten_numbers(&text),
            Edition::Report => text,
        }
    }
}

fn sort_key(ledger: &Ledger, entry: &Entry<'_>, env: &Env) -> Vec<String> {
    let text = |name: &String| {
        entry.within(env, |scope| scope.fact(name).map(|value| text_of(value, env)).unwrap_or_default())
    };
    ledger.order.iter().map(text).collect()
}

fn compare(a: &[String], b: &[String]) -> Ordering {
    a.iter().zip(b).map(|(a, b)| natural(a, b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

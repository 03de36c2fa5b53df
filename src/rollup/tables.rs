//! The roll-up as tables: by village with 管区 subtotals, or in a county by township, and by class.

use std::collections::BTreeSet;

use super::pair::{MILLI, Pair};
use super::say::RollupText;
use super::sums::Sums;
use super::total::{Group, Rollup};
use crate::campaign::{Campaign, Indicator, Of, Show};
use crate::ledger::{Cell, Column, Row, RowKind, Shape, SheetText, Table};
use crate::moment::Moment;
use crate::text::{Lang, Say};

/// The tables of these numbers (`T1`, `T4`), each by village and, where the campaign breaks one down, by that.
///
/// They are made one by one as they are asked for: those of ten thousand villages need not stand in memory together.
pub fn tables<'a>(
    rollup: &'a Rollup,
    campaign: &'a Campaign,
    numbers: &'a [&str],
    unit: &'a str,
    lang: Lang,
) -> impl Iterator<Item = Table> + use<'a> {
    all((rollup, campaign), numbers, (unit, lang), false)
}

/// The same for a screen on which a county's townships can be opened: below the row of each stand those of its villages, which have no
/// serial number.
pub fn opened<'a>(
    rollup: &'a Rollup,
    campaign: &'a Campaign,
    numbers: &'a [&str],
    unit: &'a str,
    lang: Lang,
) -> impl Iterator<Item = Table> + use<'a> {
    all((rollup, campaign), numbers, (unit, lang), true)
}

fn all<'a>(
    (rollup, campaign): (&'a Rollup, &'a Campaign),
    numbers: &'a [&str],
    (unit, lang): (&'a str, Lang),
    opens: bool,
) -> impl Iterator<Item = Table> + use<'a> {
    numbers.iter().flat_map(move |number| {
        let of_number = campaign.indicators.iter().filter(|indicator| indicator.table == *number);
        let maker = Maker { rollup, campaign, number, indicators: of_number.collect(), unit, lang, opens };
        let (is_weekly, is_empty) = (*number == WEEKLY, maker.indicators.is_empty());
        (0..2).filter_map(move |which| match (is_weekly, which) {
            (true, 0) => maker.weekly(),
            (true, _) => maker.by_day(),
            (false, _) if is_empty => None,
            (false, 0) => Some(maker.by_village()),
            (false, _) => maker.broken_down(),
        })
    })
}

/// The numbers of all tables that a campaign has, in its sheet's order, and 周报.
#[must_use]
pub fn numbers(campaign: &Campaign) -> Vec<&str> {
    let mut numbers: Vec<&str> = Vec::new();
    for indicator in &campaign.indicators {
        if !numbers.contains(&indicator.table.as_str()) {
            numbers.push(&indicator.table);
        }
    }
    numbers.push(WEEKLY);
    numbers
}

/// What the column is known by that says of when the data are; a table by class or by day has none.
pub const MADE: &str = "made";

/// 周报, which counts what was done and not what is so.
pub const WEEKLY: &str = "T8";

pub(super) struct Maker<'a> {
    pub(super) rollup: &'a Rollup,
    campaign: &'a Campaign,
    number: &'a str,
    indicators: Vec<&'a Indicator>,
    unit: &'a str,
    pub(super) lang: Lang,
    /// Whether a township's row is followed by those of its villages.
    opens: bool,
}

impl Maker<'_> {
    fn by_village(&self) -> Table {
        let mut columns = self.place_columns();
        columns.extend(self.indicators.iter().map(|indicator| self.indicator(indicator)));
        columns.extend(self.data_columns());
        let rows = self.by_place(|sums| self.cells(sums));
        self.table(&RollupText::Table(self.number), columns, rows)
    }

    fn has_districts(&self) -> bool {
        self.rollup.villages.iter().any(|village| !village.region.district.is_empty())
    }

    /// 序号, 管区 where there are any, and 村; in a county 序号 and 乡镇.
    pub(super) fn place_columns(&self) -> Vec<Column> {
        let mut columns = vec![column(&RollupText::Serial, Shape::Integer, 6.0, self.lang)];
        if self.rollup.is_county() {
            columns.push(column(&RollupText::Township, Shape::Word, 18.0, self.lang));
            return columns;
        }
        if self.has_districts() {
            columns.push(column(&RollupText::District, Shape::Word, 12.0, self.lang));
        }
        columns.push(column(&SheetText::Village, Shape::Word, 16.0, self.lang));
        columns
    }

    /// 数据截至, and in a county before it how many villages are in a row.
    pub(super) fn data_columns(&self) -> Vec<Column> {
        let is_county = self.rollup.is_county();
        let label = if is_county { RollupText::Oldest } else { RollupText::Made };
        let made = Column { key: MADE.to_owned(), ..column(&label, Shape::Word, 17.0, self.lang) };
        let villages = column(&RollupText::Villages, Shape::Integer, 8.0, self.lang);
        if is_county { vec![villages, made] } else { vec![made] }
    }

    /// A row for each township and the whole. A township's data are as old as the oldest of its villages'.
    fn by_township(&self, townships: &[Group<'_>], numbers: impl Fn(&Sums) -> Vec<Cell>) -> Vec<Row> {
        let mut rows = Vec::new();
        for (serial, group) in (1..).zip(townships) {
            let made = group.villages.iter().map(|village| village.made.as_str());
            let oldest = made.min_by_key(|made| Moment::parse(made)).unwrap_or_default();
            let mut cells = vec![Cell::count(serial), Cell::text(&group.name)];
            cells.extend(numbers(&group.sums));
            cells.extend([Cell::count(group.villages.len() as u64), Cell::text(minute(oldest))]);
            rows.push(Row { kind: RowKind::Body, key: group.name.clone(), cells });
            let opened = if self.opens { group.villages } else { &[] };
            rows.extend(opened.iter().map(|village| {
                let mut cells = vec![Cell::Blank, Cell::text(&village.region.village)];
                cells.extend(numbers(&village.sums));
                cells.extend([Cell::Blank, Cell::text(minute(&village.made))]);
                Row { kind: RowKind::Body, key: village.region.id.0.clone(), cells }
            }));
        }
        let mut cells = vec![Cell::Blank, Cell::Text(SheetText::Total.say(self.lang))];
        cells.extend(numbers(&self.rollup.total()));
        cells.extend([Cell::count(self.rollup.villages.len() as u64), Cell::Blank]);
        rows.push(Row { kind: RowKind::Total, key: String::new(), cells });
        rows
    }

    /// A row for each village, each 管区 and the whole, or for each township and the whole; between their names and the time of their
    /// data, what `numbers` makes of their sums.
    pub(super) fn by_place(&self, numbers: impl Fn(&Sums) -> Vec<Cell>) -> Vec<Row> {
        let townships = self.rollup.townships();
        if !townships.is_empty() {
            return self.by_township(&townships, numbers);
        }
        let lang = self.lang;
        let has_districts = self.has_districts();
        let sum = |kind: RowKind, key: &str, name: String, sums: &Sums| {
            let mut cells = vec![Cell::Blank; if has_districts { 2 } else { 1 }];
            cells.push(Cell::Text(name));
            cells.extend(numbers(sums));
            cells.push(Cell::Blank);
            Row { kind, key: key.to_owned(), cells }
        };
        let mut rows = Vec::new();
        let mut serial = 0;
        for group in self.rollup.districts() {
            for village in group.villages {
                serial += 1;
                let mut cells = vec![Cell::count(serial)];
                if has_districts {
                    cells.push(Cell::text(&village.region.district));
                }
                cells.push(Cell::text(&village.region.village));
                cells.extend(numbers(&village.sums));
                cells.push(Cell::text(minute(&village.made)));
                rows.push(Row { kind: RowKind::Body, key: village.region.id.0.clone(), cells });
            }
            if has_districts && !group.name.is_empty() {
                let name = SheetText::Subtotal(&group.name).say(lang);
                rows.push(sum(RowKind::Subtotal, &group.name, name, &group.sums));
            }
        }
        rows.push(sum(RowKind::Total, "", SheetText::Total.say(lang), &self.rollup.total()));
        rows
    }

    /// None where nothing in the table is broken down.
    fn broken_down(&self) -> Option<Table> {
        let lang = self.lang;
        let by = self.indicators.iter().find(|indicator| !indicator.by.is_empty())?;
        let broken: Vec<&Indicator> =
            self.indicators.iter().copied().filter(|indicator| indicator.of == by.of).collect();
        let total = self.rollup.total();
        let found: BTreeSet<&str> = broken
            .iter()
            .flat_map(|indicator| total.parts(self.campaign.place(&indicator.name)))
            .map(|(value, _)| value)
            .collect();
        // Every class that the campaign has, found or not, then those that it no longer has.
        let list = self.campaign.form.lists.iter().find(|list| list.name == by.by);
        let known: Vec<&str> =
            list.map(|list| (0..list.len()).map(|choice| list.value(choice)).collect()).unwrap_or_default();
        let codes = known.iter().copied().chain(found.iter().copied().filter(|code| !known.contains(code)));

        let mut columns = vec![
            column(&RollupText::Serial, Shape::Integer, 6.0, lang),
            column(&RollupText::Class, Shape::Word, 16.0, lang),
        ];
        columns.extend(broken.iter().map(|indicator| self.indicator(indicator)));
        let mut rows = Vec::new();
        for (serial, code) in (1..).zip(codes) {
            let label = match code {
                "" => RollupText::NoClass.say(lang),
                code => self.campaign.choice(&by.by, code, lang).to_owned(),
            };
            let mut cells = vec![Cell::count(serial), Cell::text(label)];
            let pair = |indicator: &Indicator| {
                let mut parts = total.parts(self.campaign.place(&indicator.name));
                parts.find(|(value, _)| *value == code).map(|(_, pair)| pair).unwrap_or_default()
            };
            let any = broken.iter().any(|indicator| pair(indicator) != Pair::default());
            cells.extend(broken.iter().map(|indicator| pair_cell(indicator, pair(indicator), any, lang)));
            rows.push(Row { kind: RowKind::Body, key: code.to_owned(), cells });
        }
        let mut cells = vec![Cell::Blank, Cell::Text(SheetText::Total.say(lang))];
        cells.extend(broken.iter().map(|indicator| self.cell(indicator, &total)));
        rows.push(Row { kind: RowKind::Total, key: String::new(), cells });
        Some(self.table(&RollupText::TableByClass(self.number), columns, rows))
    }

    pub(super) fn table(&self, title: &RollupText<'_>, columns: Vec<Column>, rows: Vec<Row>) -> Table {
        let lang = self.lang;
        let newest = self.rollup.villages.iter().map(|village| village.made.as_str()).max().unwrap_or_default();
        let title = title.say(lang);
        Table {
            name: format!("{} {title}", self.number),
            title: format!("{}{}{title}", self.campaign.title.get(lang), lang.pick("", ": ")),
            unit: SheetText::Unit(self.unit).say(lang),
            date: self.date(newest),
            columns,
            rows,
            notes: self.notes(),
            signatures: [SheetText::Reviewer, SheetText::Author(""), SheetText::Phone]
                .map(|text| text.say(lang))
                .to_vec(),
        }
    }

    /// The day of the newest data, and what the numbers count where they count things.
    fn date(&self, newest: &str) -> String {
        let (date, units) = (SheetText::Date(newest).say(self.lang), self.units());
        if units.is_empty() { date } else { format!("{date}　{}", RollupText::Units(&units).say(self.lang)) }
    }

    /// What the numbers count: 户、人.
    fn units(&self) -> Vec<&str> {
        let mut units: Vec<&str> = Vec::new();
        for indicator in self.indicators.iter().filter(|indicator| indicator.show != Show::Rate) {
            let unit = indicator.unit.get(self.lang);
            if !unit.is_empty() && !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    fn notes(&self) -> Vec<String> {
        let lang = self.lang;
        let missing: Vec<&str> = self.rollup.missing.iter().map(|region| region.village.as_str()).collect();
        let mut notes = vec![match missing.as_slice() {
            [] if self.rollup.is_expecting => RollupText::NoneMissing(self.rollup.villages.len()).say(lang),
            [] => RollupText::Sent(self.rollup.villages.len()).say(lang),
            missing => RollupText::Missing(missing).say(lang),
        }];
        let lacking = self.rollup.villages.iter().filter_map(|village| Some((&village.region, village.lacking?)));
        notes.extend(lacking.map(|(region, (here, all))| RollupText::Lacking(&region.village, here, all).say(lang)));
        let joined = self.rollup.villages.iter().filter(|village| village.is_joined);
        notes.extend(joined.map(|village| RollupText::Joined(&village.region.village).say(lang)));
        notes.extend(self.rollup.alike().into_iter().map(|name| RollupText::Alike(name).say(lang)));
        let explained = self.indicators.iter().filter(|indicator| !indicator.note.is_empty());
        notes.extend(
            explained.map(|indicator| RollupText::Note(indicator.label.get(lang), indicator.note.get(lang)).say(lang)),
        );
        if self.indicators.iter().any(|indicator| indicator.of == Of::Finding && indicator.table == "T4") {
            let clear = self.rollup.clear();
            notes.push(RollupText::Clear(clear.part, clear.whole).say(lang));
            notes.push(RollupText::AsOf.say(lang));
        }
        notes
    }

    fn indicator(&self, indicator: &Indicator) -> Column {
        let label = indicator.label.get(self.lang).to_owned();
        let (shape, key) = (shape(indicator), indicator.name.clone());
        Column { label, shape, width: 10.0, key, ..Column::default() }
    }

    fn cells(&self, sums: &Sums) -> Vec<Cell> {
        self.indicators.iter().map(|indicator| self.cell(indicator, sums)).collect()
    }

    fn cell(&self, indicator: &Indicator, sums: &Sums) -> Cell {
        cell(self.campaign, indicator, sums, self.lang).0
    }
}

/// An indicator's cell, and what cells of its column hold.
#[must_use]
pub fn cell(campaign: &Campaign, indicator: &Indicator, sums: &Sums, lang: Lang) -> (Cell, Shape) {
    let pair = sums.of(campaign.place(&indicator.name));
    (pair_cell(indicator, pair, sums.problems > 0, lang), shape(indicator))
}

const fn shape(indicator: &Indicator) -> Shape {
    match indicator.show {
        Show::Count => Shape::Integer,
        Show::Sum => Shape::Decimal,
        Show::Rate => Shape::Rate,
    }
}

/// Law 3: with nothing to count a rate is neither 0 nor 100 %.
fn pair_cell(indicator: &Indicator, pair: Pair, has_problems: bool, lang: Lang) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "counts of people")]
    match indicator.show {
        Show::Count => Cell::Number(pair.part as f64),
        Show::Sum => Cell::Number(pair.part as f64 / MILLI as f64),
        Show::Rate => match pair.rate() {
            Some(rate) => Cell::Number(rate),
            None if indicator.of == Of::Finding && !has_problems => Cell::Text(SheetText::NoHazard.say(lang)),
            None => Cell::Text(SheetText::NothingToCount.say(lang)),
        },
    }
}

pub(super) fn column(label: &impl Say, shape: Shape, width: f64, lang: Lang) -> Column {
    Column { label: label.say(lang), shape, width, ..Column::default() }
}

/// `2026-12-20T18:00:00+08:00` as `2026-12-20 18:00`.
fn minute(made: &str) -> String {
    made.get(..16).map_or_else(|| made.to_owned(), |text| text.replace('T', " "))
}

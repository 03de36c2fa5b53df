//! T8 周报: what the week brought and what there is in all, by village; and the same by day.

use chrono::Datelike;

use super::days::{Days, week_of};
use super::say::{Done, RollupText};
use super::tables::{Maker, column};
use crate::ledger::{Cell, Column, Row, RowKind, Shape, Table};
use crate::moment::Moment;
use crate::plan::Span;
use crate::text::Say;

/// Days that the trend shows.
const RUN: usize = 31;

impl Maker<'_> {
    /// The week's increments and the totals; none where no village says when its data were made.
    pub(super) fn weekly(&self) -> Option<Table> {
        let lang = self.lang;
        let newest = self.rollup.villages.iter().filter_map(|village| Moment::parse(&village.made)).max()?.day();
        let week = week_of(newest);
        let mut columns = self.place_columns();
        for done in Done::ALL {
            for label in [RollupText::ThisWeek, RollupText::InAll] {
                let group = RollupText::Done(done).say(lang);
                columns.push(Column { group, ..column(&label, Shape::Integer, 9.0, lang) });
            }
        }
        columns.extend(self.data_columns());
        let rows = self.by_place(|sums| numbers(&sums.days, week));
        let mut table = self.table(&RollupText::Table("T8"), columns, rows);
        table.title.push_str(&RollupText::Week(week.from, week.to).say(lang));
        Some(table)
    }

    /// What was done each day, over all villages.
    pub(super) fn by_day(&self) -> Option<Table> {
        let lang = self.lang;
        let run = self.rollup.total().days.run(RUN);
        if run.is_empty() {
            return None;
        }
        let mut columns = vec![
            column(&RollupText::Serial, Shape::Integer, 6.0, lang),
            column(&RollupText::Day, Shape::Word, 14.0, lang),
        ];
        columns.extend(Done::ALL.map(|done| Column {
            key: done.word().to_owned(),
            ..column(&RollupText::Done(done), Shape::Integer, 12.0, lang)
        }));
        let rows = (1..).zip(&run).map(|(serial, (day, done))| {
            let mut cells =
                vec![Cell::count(serial), Cell::Text(format!("{}-{:02}-{:02}", day.year(), day.month(), day.day()))];
            cells.extend(done.numbers().map(Cell::count));
            Row { kind: RowKind::Body, key: String::new(), cells }
        });
        Some(self.table(&RollupText::ByDay, columns, rows.collect()))
    }
}

fn numbers(days: &Days, Span { from, to }: Span) -> Vec<Cell> {
    let (week, all) = (days.between(from, to).numbers(), days.until(to).numbers());
    week.into_iter().zip(all).flat_map(|(week, all)| [Cell::count(week), Cell::count(all)]).collect()
}

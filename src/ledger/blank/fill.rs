//! Filling a blank with a ledger's rows.

use super::sheet::{Fill, Value};
use super::{Blank, BlankError, Layout, file, sources};
use crate::campaign::{Campaign, Column, Ledger};
use crate::ledger::{Cell, Existing, Heading, RowKind, Table, View, make};
use crate::register::typed::squeeze;
use crate::workbook;

impl Blank {
    /// The file with the rows of a ledger in it, as a layout says. `bytes` are the blank's own; `existing` says what becomes of the rows
    /// that it already holds, and may be none where it holds none.
    pub fn fill(
        &self,
        bytes: &[u8],
        (layout, campaign): (&Layout, &Campaign),
        view: &View<'_>,
        heading: &Heading,
        existing: Option<Existing>,
    ) -> Result<Vec<u8>, BlankError> {
        let kept = match existing {
            _ if self.taken == 0 => 0,
            Some(Existing::Append) => self.taken,
            Some(Existing::Replace) => 0,
            None => return Err(BlankError::Taken(self.taken)),
        };
        let ledger = campaign.ledgers.iter().find(|ledger| ledger.name == layout.ledger);
        let ledger = ledger.ok_or(BlankError::NoLedger)?;
        let table = make(&as_blank(ledger, layout), view, heading);
        // A table leaves out what the edition hides, and bears the places of the others as its labels.
        let places: Vec<Option<usize>> = table.columns.iter().map(|column| column.label.parse().ok()).collect();
        let body = table.rows.iter().filter(|row| row.kind == RowKind::Body);
        let mut rows: Vec<Vec<(usize, Value)>> = body
            .map(|row| places.iter().zip(&row.cells).filter_map(|(at, cell)| Some(((*at)?, value(cell)?))).collect())
            .collect();
        let counted = self.counted(kept);
        for (at, number) in rows.iter_mut().flatten().filter(|(at, _)| self.is_serial(*at)) {
            if let (Some((_, before)), Value::Number(number)) = (counted.iter().find(|(known, _)| known == at), number)
            {
                *number += before;
            }
        }
        let fill = Fill {
            first: self.first() + kept,
            cleared: self.taken - kept,
            room: self.taken - kept + self.room,
            // The row above is as good a pattern as a blank one.
            like: (kept > 0).then(|| self.first() + kept - 1),
            keep: self.columns.iter().map(|column| column.at).filter(|at| self.is_serial(*at)).collect(),
            sums: self.sums((ledger, layout), (&table, &places), kept),
            // Row numbers that the blank had beyond what is filled stay, so that it is as long as it came.
            rows,
        };
        file::edited(bytes, &self.sheet, &fill)
    }

    /// The number of the last of the rows that are kept, for each column in which rows are numbered.
    fn counted(&self, kept: usize) -> Vec<(usize, f64)> {
        let serials = self.columns.iter().map(|column| column.at).filter(|at| self.is_serial(*at));
        let last = |at: usize| {
            let mut rows = (self.first()..self.first() + kept).rev();
            #[expect(clippy::cast_precision_loss, reason = "rows of a sheet")]
            rows.find_map(|row| number(self.grid.cell(row, at))).unwrap_or(kept as f64)
        };
        serials.map(|at| (at, last(at))).collect()
    }

    /// The sums for a 合计 row right below the blank rows: of columns that the ledger adds up, where the blank left them open.
    fn sums(
        &self,
        (ledger, layout): (&Ledger, &Layout),
        (table, places): (&Table, &[Option<usize>]),
        kept: usize,
    ) -> Vec<(usize, Value)> {
        let below = self.first() + self.taken + self.room;
        if !self.is_total(below) {
            return Vec::new();
        }
        let adds = |at: usize| {
            let code = layout.columns.get(&at);
            ledger.columns.iter().any(|column| column.total && Some(&column.name) == code)
        };
        let sum = |index: usize, at: usize| {
            let before = (self.first()..self.first() + kept).filter_map(|row| number(self.grid.cell(row, at)));
            let ours = table.rows.iter().filter(|row| row.kind == RowKind::Body).map(|row| row.cells.get(index));
            let ours = ours.filter_map(|cell| if let Some(Cell::Number(number)) = cell { Some(*number) } else { None });
            before.chain(ours).reduce(|sum, number| sum + number)
        };
        let open = |at: usize| self.grid.cell(below, at).is_blank();
        let found = places.iter().enumerate().filter_map(|(index, at)| Some((index, (*at)?)));
        found
            .filter(|(_, at)| adds(*at) && open(*at))
            .filter_map(|(index, at)| Some((at, Value::Number(sum(index, at)?))))
            .collect()
    }
}

/// A cell's number, typed as one or as text.
fn number(cell: &workbook::Cell) -> Option<f64> {
    match cell {
        workbook::Cell::Number(number) => Some(*number),
        other => squeeze(&other.text()).parse().ok(),
    }
}

/// A ledger with the columns of a blank, each titled with its place.
fn as_blank(ledger: &Ledger, layout: &Layout) -> Ledger {
    let offered = sources(ledger);
    let column = |(at, code): (&usize, &String)| -> Option<Column> {
        let source = offered.iter().find(|source| source.code == *code)?;
        Some(source.column(&at.to_string()))
    };
    let columns: Vec<Column> = layout.columns.iter().filter_map(column).collect();
    Ledger { columns, ..ledger.clone() }
}

fn value(cell: &Cell) -> Option<Value> {
    match cell {
        Cell::Blank => None,
        Cell::Text(text) => Some(Value::Text(text.clone())),
        Cell::Number(number) => Some(Value::Number(*number)),
    }
}

//! Filling a blank with a ledger's rows.

use super::sheet::{Fill, Value};
use super::{Blank, BlankError, Layout, file, sources};
use crate::campaign::{Campaign, Column, Ledger};
use crate::ledger::{Cell, Heading, RowKind, Table, View, make};
use crate::register::typed::squeeze;

impl Blank {
    /// The file with the rows of a ledger in it, as a layout says. `bytes` are the blank's own.
    pub fn fill(
        &self,
        bytes: &[u8],
        (layout, campaign): (&Layout, &Campaign),
        view: &View<'_>,
        heading: &Heading,
    ) -> Result<Vec<u8>, BlankError> {
        let ledger = campaign.ledgers.iter().find(|ledger| ledger.name == layout.ledger);
        let ledger = ledger.ok_or(BlankError::NoLedger)?;
        let table = make(&as_blank(ledger, layout), view, heading);
        // A table leaves out what the edition hides, and bears the places of the others as its labels.
        let places: Vec<Option<usize>> = table.columns.iter().map(|column| column.label.parse().ok()).collect();
        let body = table.rows.iter().filter(|row| row.kind == RowKind::Body);
        let rows: Vec<Vec<(usize, Value)>> = body
            .map(|row| places.iter().zip(&row.cells).filter_map(|(at, cell)| Some(((*at)?, value(cell)?))).collect())
            .collect();
        let fill = Fill {
            first: self.head.bottom + 1,
            room: self.room,
            sums: self.sums(ledger, layout, &table, &places),
            // Row numbers that the blank had beyond what is filled stay, so that it is as long as it came.
            rows,
        };
        file::edited(bytes, &self.sheet, &fill)
    }

    /// The sums for a 合计 row right below the blank rows: of columns that the ledger adds up, where the blank left them open.
    fn sums(&self, ledger: &Ledger, layout: &Layout, table: &Table, places: &[Option<usize>]) -> Vec<(usize, Value)> {
        const TOTALS: [&str; 5] = ["合计", "总计", "小计", "共计", "total"];
        let below = self.head.bottom + 1 + self.room;
        let cells = self.grid.rows.get(below).map(Vec::as_slice).unwrap_or_default();
        let is_total = cells.iter().any(|cell| TOTALS.contains(&squeeze(&cell.text()).to_lowercase().as_str()));
        let adds = |at: usize| {
            let code = layout.columns.get(&at);
            ledger.columns.iter().any(|column| column.total && Some(&column.name) == code)
        };
        let sum = |index: usize| {
            let numbers = table.rows.iter().filter(|row| row.kind == RowKind::Body).map(|row| row.cells.get(index));
            let numbers =
                numbers.filter_map(|cell| if let Some(Cell::Number(number)) = cell { Some(*number) } else { None });
            numbers.reduce(|sum, number| sum + number)
        };
        let open = |at: usize| self.grid.cell(below, at).is_blank();
        let found = places.iter().enumerate().filter_map(|(index, at)| Some((index, (*at)?)));
        found
            .filter(|(_, at)| is_total && adds(*at) && open(*at))
            .filter_map(|(index, at)| Some((at, Value::Number(sum(index)?))))
            .collect()
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

//! Sheets under construction, within the limit of cells.

use super::MAX_CELLS;
use crate::workbook::{Cell, Workbook, WorkbookError};

/// Sheets under construction, with the cells counted over the whole workbook.
#[derive(Default)]
pub(super) struct Grids {
    /// The sheets so far.
    pub workbook: Workbook,
    cells: usize,
}

impl Grids {
    /// Puts a cell at its place, with blank cells before it.
    pub fn put(
        &mut self,
        rows: &mut Vec<Vec<Cell>>,
        row: usize,
        column: usize,
        cell: Cell,
    ) -> Result<(), WorkbookError> {
        if cell == Cell::Empty {
            return Ok(());
        }
        let new_rows = row.saturating_add(1).saturating_sub(rows.len());
        let new_cells = column.saturating_add(1).saturating_sub(rows.get(row).map_or(0, Vec::len));
        // A blank row costs about one cell's memory.
        self.cells = self.cells.saturating_add(new_rows).saturating_add(new_cells);
        if self.cells > MAX_CELLS {
            return Err(WorkbookError::TooManyCells { limit: MAX_CELLS });
        }
        if new_rows > 0 {
            rows.resize_with(row + 1, Vec::new);
        }
        if let Some(cells) = rows.get_mut(row) {
            if new_cells > 0 {
                cells.resize_with(column + 1, Cell::default);
            }
            if let Some(place) = cells.get_mut(column) {
                *place = cell;
            }
        }
        Ok(())
    }
}

//! A sheet as it looks: a merged range shows its value everywhere it spans.

use std::collections::HashMap;

use crate::register::ResidentId;
use crate::register::typed::squeeze;
use crate::workbook::{Cell, Sheet};

/// The most cells that merged ranges may cover. Beyond it, further merges are not followed.
const MAX_COVERED: usize = 4_000_000;

/// A sheet with its merged ranges at hand. Rows and columns count from 0.
pub(super) struct Page<'a> {
    sheet: &'a Sheet,
    /// The first cell of the range that covers a cell; first cells themselves are not listed.
    covered: HashMap<(usize, usize), (usize, usize)>,
    width: usize,
}

impl<'a> Page<'a> {
    pub fn new(sheet: &'a Sheet) -> Self {
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        let mut covered = HashMap::new();
        for merge in &sheet.merges {
            let (bottom, right) = (merge.bottom.min(sheet.rows.len()), merge.right.min(width));
            let area = (bottom + 1).saturating_sub(merge.top).saturating_mul((right + 1).saturating_sub(merge.left));
            if covered.len() + area > MAX_COVERED {
                break;
            }
            for row in merge.top..=bottom {
                covered.extend((merge.left..=right).map(|column| ((row, column), (merge.top, merge.left))));
            }
            covered.remove(&(merge.top, merge.left));
        }
        Self { sheet, covered, width }
    }

    pub fn height(&self) -> usize {
        self.sheet.rows.len()
    }

    /// One past the last column that any row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The cell as it looks: that of the range's first cell where it is covered.
    pub fn cell(&self, row: usize, column: usize) -> &'a Cell {
        let (row, column) = self.origin(row, column);
        self.sheet.cell(row, column)
    }

    /// Where the value that shows in a cell stands.
    pub fn origin(&self, row: usize, column: usize) -> (usize, usize) {
        self.covered.get(&(row, column)).copied().unwrap_or((row, column))
    }

    /// The text that shows, without white space.
    pub fn squeezed(&self, row: usize, column: usize) -> String {
        squeeze(&self.cell(row, column).text())
    }

    /// The cells that stand in a row themselves and are not blank.
    pub fn filled(&self, row: usize) -> impl Iterator<Item = (usize, &'a Cell)> + use<'a> {
        let cells = self.sheet.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }

    /// Whether a row shows nothing of its own.
    pub fn is_blank(&self, row: usize) -> bool {
        self.filled(row).next().is_none()
    }

    /// Whether any range reaches over the border between this row and the next.
    pub fn is_joined_below(&self, row: usize) -> bool {
        (0..self.width).any(|column| {
            let origin = self.origin(row + 1, column);
            origin.0 <= row && origin == self.origin(row, column) && !self.sheet.cell(origin.0, origin.1).is_blank()
        })
    }

    /// How many columns the range that begins at a cell spans.
    pub fn span(&self, row: usize, column: usize) -> usize {
        let origin = self.origin(row, column);
        (column + 1..=self.width).find(|next| self.origin(row, *next) != origin).map_or(1, |end| end - column)
    }

    /// Whether any range spans several columns in this row.
    pub fn has_spans(&self, row: usize) -> bool {
        self.filled(row).any(|(column, _)| self.span(row, column) > 1)
    }
}

/// Whether a cell holds what only a villager's row holds: an ID number, or so many digits that it means one, or a phone.
pub(super) fn is_personal_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(number) => *number >= 1e10,
        Cell::Text(text) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            digits >= 11 && text.chars().count() <= 30 || (text.chars().count() < 40 && ResidentId::read(text).is_ok())
        }
        Cell::Empty | Cell::Bool(_) | Cell::Date(_) => false,
    }
}

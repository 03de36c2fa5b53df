//! 上级的空表: a blank that a township or county sent, filled from records in its own order and its own styling.
//!
//! Whoever sends it names its columns as they like. A column is known by the titles of a ledger's columns, else by the words by
//! which a roster's columns are known, else by what a person said of a blank with this very heading before ([`Blank::fingerprint`]).
//!
//! **Invariants**
//! - Everything of the file that is no cell of the filled rows stays as it was: widths, styles, titles, other sheets. The sheet's
//!   markup is edited, never written anew.
//! - Rows that the file already holds stay, or go, as a person has said; nothing is written before ([`Existing`]).
//! - An edition shows in a blank what it shows in a ledger, law 5 with it.
//!
//! Start with [`Blank::read`], then [`Blank::fill`]. `source` says what a column can hold, `sheet` edits the markup, `shift` moves
//! what stands below when rows are added, `file` opens and closes the zip.

mod file;
mod fill;
mod say;
mod sheet;
mod shift;
mod source;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

pub use self::source::{Source, sources};

use super::Existing;
use super::head::Head;
use crate::campaign::{Campaign, Ledger, Of};
use crate::register::typed::squeeze;
use crate::workbook::{Cell, Sheet, WorkbookError, office};

/// A blank.
#[derive(Clone, Debug)]
pub struct Blank {
    /// The sheet's name.
    pub sheet: String,
    /// Its columns, from the left.
    pub columns: Vec<BlankColumn>,
    /// How many rows right below the heading hold something already.
    pub taken: usize,
    /// How many rows below those are blank.
    pub room: usize,
    /// The other sheets with a heading, which stay as they are.
    pub others: Vec<String>,
    head: Head,
    grid: Sheet,
}

/// A column of a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankColumn {
    /// Which, from 0.
    pub at: usize,
    /// The words above it.
    pub title: String,
    path: Vec<String>,
}

/// What the columns of a blank hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The ledger whose rows it takes, by name.
    pub ledger: String,
    /// What each column holds, by its place from 0; empty for nothing.
    pub columns: BTreeMap<usize, String>,
}

/// Why a blank cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankError {
    /// It is no workbook.
    Workbook(WorkbookError),
    /// It is of an older format, whose styling cannot be kept.
    NotXlsx,
    /// No row of it names columns.
    NoHeading,
    /// Its markup is of a kind that is not known.
    Markup,
    /// There is no such ledger.
    NoLedger,
    /// It holds so many rows already, and nobody has said what becomes of them.
    Taken(usize),
}

impl Blank {
    /// Reads a blank's heading.
    pub fn read(bytes: &[u8], campaign: &Campaign) -> Result<Self, BlankError> {
        let book = office::read(bytes).map_err(BlankError::Workbook)?;
        if !file::is_xlsx(bytes) {
            return Err(BlankError::NotXlsx);
        }
        let knows = |path: &[String]| {
            source::announced(path).is_some()
                || campaign.ledgers.iter().any(|ledger| source::titled(ledger, path).is_some())
        };
        let shown = book.sheets.into_iter().filter(|sheet| !sheet.hidden);
        let mut found: Vec<(Head, Sheet)> =
            shown.filter_map(|sheet| Some((Head::find(&sheet, knows)?, sheet))).collect();
        // The sheet with the most columns: a page of notes may name two of them.
        let most = (0..found.len()).max_by_key(|at| found.get(*at).map(|(head, _)| head.columns.len()));
        let (head, grid) = most.map(|at| found.remove(at)).ok_or(BlankError::NoHeading)?;
        let others =
            found.into_iter().filter(|(head, _)| head.columns.len() > 2).map(|(_, sheet)| sheet.name).collect();
        let columns = head.columns.iter().map(|column| BlankColumn {
            at: column.at,
            title: column.path.join("·"),
            path: column.path.clone(),
        });
        let columns = columns.collect();
        let mut blank = Self { sheet: grid.name.clone(), columns, taken: 0, room: 0, others, head, grid };
        blank.taken = blank.rows_taken();
        blank.room = blank.rows_of_room();
        Ok(blank)
    }

    /// What tells this heading from others, whoever filled in the lines above and below.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.head.words());
        digest.iter().take(13).fold(String::with_capacity(26), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// What the columns seem to hold, with what is known of this heading before: a ledger and columns that a person named.
    #[must_use]
    pub fn layout(&self, campaign: &Campaign, known: &Layout) -> Layout {
        let ledger = campaign.ledgers.iter().find(|ledger| ledger.name == known.ledger);
        let Some(ledger) = ledger.or_else(|| self.likely(campaign)) else { return known.clone() };
        let mut columns: BTreeMap<usize, String> = BTreeMap::new();
        for column in &self.columns {
            let found = source::meant(ledger, &column.path);
            // The first of two columns that say the same is meant; a person may say otherwise.
            let code = found.map(|found| found.code).filter(|code| !columns.values().any(|other| other == code));
            columns.insert(column.at, code.unwrap_or_default());
        }
        let offered = sources(ledger);
        for (at, code) in &known.columns {
            if code.is_empty() || offered.iter().any(|source| source.code == *code) {
                columns.insert(*at, code.clone());
            }
        }
        Layout { ledger: ledger.name.clone(), columns }
    }

    /// The ledger whose columns it has most of; of two that it has as many of, the one of households. Rows of findings, contacts or
    /// records are meant only where several columns tell of them: 联系方式 alone is more often a telephone than a way to meet.
    fn likely<'c>(&self, campaign: &'c Campaign) -> Option<&'c Ledger> {
        const ENOUGH: usize = 2;
        let score = |ledger: &Ledger| {
            let titled: Vec<Source> =
                self.columns.iter().filter_map(|column| source::titled(ledger, &column.path)).collect();
            let of_households = ledger.of == Of::Household;
            let own = titled.iter().filter(|titled| source::is_own(ledger, titled)).count();
            (if of_households || own >= ENOUGH { titled.len() } else { 0 }, of_households)
        };
        // The last of equals would win; the first in the workbook's order shall.
        campaign.ledgers.iter().rev().max_by_key(|ledger| score(ledger))
    }

    /// Whether the rows are numbered in this column.
    fn is_serial(&self, at: usize) -> bool {
        self.columns.iter().any(|column| column.at == at && source::is_serial(&column.path))
    }

    /// The cells of a row that say something, the row's own number aside.
    fn said(&self, row: usize) -> impl Iterator<Item = (usize, &Cell)> {
        let cells = self.grid.rows.get(row).map(Vec::as_slice).unwrap_or_default().iter().enumerate();
        cells.filter(|(at, cell)| !(cell.is_blank() || self.is_serial(*at) && is_number(cell)))
    }

    /// How many rows right below the heading are entries: they say something in two columns of the heading, or are numbered and say
    /// something in one, and are neither a sum nor the line for signatures.
    fn rows_taken(&self) -> usize {
        let of_heading = |at: usize| self.columns.iter().any(|column| column.at == at);
        let is_entry = |row: &usize| {
            let cells = self.grid.rows.get(*row).map(Vec::as_slice).unwrap_or_default();
            let numbered = usize::from(
                (cells.iter().enumerate()).any(|(at, cell)| !cell.is_blank() && self.is_serial(at) && is_number(cell)),
            );
            let said = self.said(*row).filter(|(at, _)| of_heading(*at)).count();
            let signs = self.said(*row).all(|(_, cell)| cell.text().contains([':', '：']));
            said > 0 && said + numbered >= 2 && !signs && !self.is_total(*row)
        };
        (self.first()..self.grid.rows.len()).take_while(is_entry).count()
    }

    /// How many rows below those hold nothing but numbers of rows.
    fn rows_of_room(&self) -> usize {
        let first = self.first() + self.taken;
        (first..self.grid.rows.len()).take_while(|row| self.said(*row).next().is_none()).count()
    }

    /// The row right below the heading.
    const fn first(&self) -> usize {
        self.head.bottom + 1
    }

    /// Whether a row is one of sums.
    fn is_total(&self, row: usize) -> bool {
        const TOTALS: [&str; 5] = ["合计", "总计", "小计", "共计", "total"];
        let cells = self.grid.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        cells.iter().any(|cell| TOTALS.contains(&squeeze(&cell.text()).to_lowercase().as_str()))
    }
}

fn is_number(cell: &Cell) -> bool {
    cell.text().trim().chars().all(|letter| letter.is_ascii_digit())
}

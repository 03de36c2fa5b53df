//! A roster on its way in, as the import screen shows it.
//!
//! The screen needs sentences and counts, not the register's types, so the phone's module links none of those: a
//! [`RosterView`] is all that it gets, as JSON. What was read stays with the worker under a ticket until it is taken over.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::register::Region;
use crate::text::Lang;

/// How a person wants a roster to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterWish {
    /// The village it is of.
    pub region: Region,
    /// What columns mean, by heading; an empty code leaves a column out.
    pub columns: BTreeMap<String, String>,
    /// The last row of the heading, by sheet.
    pub header_rows: BTreeMap<String, u32>,
    /// The language of the sentences.
    pub lang: Lang,
}

/// A roster as the import screen shows it. Rows count from 1, as offices do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterView {
    /// What to take over, as the worker remembers it.
    pub ticket: u32,
    /// The names that the roster itself gives; empty where it gives none.
    pub region: Region,
    /// How many households were understood.
    pub households: usize,
    /// How many persons.
    pub persons: usize,
    /// The sheets.
    pub sheets: Vec<SheetView>,
    /// The rows about which there is something to say.
    pub rows: Vec<RowView>,
    /// Households that the register does not have.
    pub added: Listed,
    /// Households that the roster fills or corrects.
    pub changed: Listed,
    /// How many it only confirms.
    pub same: usize,
    /// Households of the village that it does not have, each for a person to tick.
    pub gone: Listed,
    /// What a column can mean: code and name.
    pub fields: Vec<(String, String)>,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// The first and last row of its heading.
    pub header: Option<(usize, usize)>,
    /// How many rows have something in them.
    pub filled: usize,
    /// Why it was not read.
    pub problem: Option<String>,
    /// Heading, and the code of what it was taken for; empty for nothing.
    pub columns: Vec<(String, String)>,
}

/// What there is to say about a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// The sheet, from 0.
    pub sheet: usize,
    /// The row.
    pub row: usize,
    /// Somebody must look at it: it is a villager's and was not taken over.
    pub lost: bool,
    /// The row is no villager's and was left out, as it should be.
    pub left_out: bool,
    /// What, in sentences.
    pub said: Vec<String>,
}

/// Households of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// How many.
    pub count: usize,
    /// The first of them.
    pub first: Vec<EntryView>,
}

/// A household.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// Its record.
    pub record: String,
    /// 户主姓名.
    pub head: String,
    /// 组.
    pub group: String,
    /// Its row; zero for one that the roster does not have.
    pub row: usize,
    /// What changes, in words.
    pub changes: Vec<String>,
}

//! Ledgers and roll-ups as the page asks for them and shows them.

use std::cell::OnceCell;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{self, count, flag, items, text, texts};
use crate::text::Lang;

/// Which tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// 台账.
    #[default]
    Ledger,
    /// 汇总.
    Rollup,
}

/// As what tables are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// For the screen.
    #[default]
    Screen,
    /// As a workbook, xlsx.
    Workbook,
    /// The first of them as comma-separated text, for programs that take nothing else.
    Csv,
}

/// Tables that are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableWish {
    /// Which.
    pub sort: Sort,
    /// By number (`L4`, `T1`) or name; all of them where none is named.
    pub names: Vec<String>,
    /// The campaign's identity.
    pub campaign: String,
    /// For whom, by the edition's word; a roll-up has none.
    pub edition: String,
    /// 填报单位.
    pub unit: String,
    /// 填报人; may be empty.
    pub author: String,
    /// Now, as records write it.
    pub now: String,
    /// Only this village's records; all of them where empty.
    pub village: String,
    /// In which language.
    pub lang: Lang,
    /// As what.
    pub form: Form,
    /// The version of what the villages of a roll-up hold.
    pub version: u64,
}

/// Files that are to be added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledWish {
    /// What is made of them.
    pub tables: TableWish,
    /// What the page knows this set of files by: those of one number were read before, if the worker still has it.
    pub ticket: u32,
    /// Secret keys that this installation has.
    pub keys: String,
    /// The passphrase of each file; empty where none was given.
    pub passphrases: Vec<String>,
}

/// A table for the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableView {
    /// Its number and name, such as `L4 问题台账`.
    pub name: String,
    /// The line across the top.
    pub title: String,
    /// Left under the title.
    pub unit: String,
    /// Right under the title.
    pub date: String,
    /// Its columns.
    pub columns: Vec<ColumnView>,
    /// Its rows, with the total last where there is one; of a long ledger the first of them.
    pub rows: Vec<TableRow>,
    /// How many rows there are in all, without sums and what rows open to.
    pub count: usize,
    /// Lines under the table.
    pub notes: Vec<String>,
    /// The last line on paper, with blanks for signatures.
    pub signatures: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ColumnView {
    /// The upper level of the header; columns of one name that stand side by side share it.
    pub group: String,
    /// The name.
    pub label: String,
    /// Whether its cells are numbers, to stand at the right.
    pub number: bool,
    /// What to ask for what is behind its numbers: an indicator's name. Empty where nothing is asked.
    pub key: String,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// Whether it is a sum of others.
    pub sum: bool,
    /// What to ask for what is behind its numbers: a village, a 管区, a class. Empty for everything.
    pub key: String,
    /// Its cells, one a column, as people read them.
    pub cells: Vec<String>,
    /// The rows that it is opened to see: a township's villages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inside: Vec<TableRow>,
}

impl TableRow {
    fn from_json(value: &Value) -> Self {
        Self {
            sum: flag(value, "sum"),
            key: text(value, "key"),
            cells: texts(value, "cells"),
            inside: items(value, "inside").map(Self::from_json).collect(),
        }
    }
}

impl TableView {
    /// Reads what the worker wrote.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        let column = |value: &Value| ColumnView {
            group: text(value, "group"),
            label: text(value, "label"),
            number: flag(value, "number"),
            key: text(value, "key"),
        };
        Self {
            name: text(value, "name"),
            title: text(value, "title"),
            unit: text(value, "unit"),
            date: text(value, "date"),
            columns: items(value, "columns").map(column).collect(),
            rows: items(value, "rows").map(TableRow::from_json).collect(),
            count: count(value, "count"),
            notes: texts(value, "notes"),
            signatures: texts(value, "signatures"),
        }
    }
}

/// A table that came for the screen, unread until somebody looks at it: to read a whole roll-up's tables in one go would keep the page
/// from answering for as long.
#[derive(Clone, Debug)]
pub struct Leaf {
    name: String,
    json: Vec<u8>,
    view: OnceCell<TableView>,
}

impl Leaf {
    /// The tables of these names, each as the worker wrote it.
    #[must_use]
    pub fn all(names: &Value, tables: impl Iterator<Item = Vec<u8>>) -> Vec<Self> {
        let names = names.as_array().into_iter().flatten().map(|name| name.as_str().unwrap_or_default().to_owned());
        names.zip(tables).map(|(name, json)| Self { name, json, view: OnceCell::new() }).collect()
    }

    /// Its number and name, such as `L4 问题台账`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its number: `T1` of `T1 排查进度表`.
    #[must_use]
    pub fn number(&self) -> &str {
        self.name.split(' ').next().unwrap_or_default()
    }

    /// The table, read at the first look.
    #[must_use]
    pub fn view(&self) -> &TableView {
        self.view.get_or_init(|| TableView::from_json(&json::read(&self.json)))
    }
}

impl PartialEq for Leaf {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.json) == (&other.name, &other.json)
    }
}

/// A roll-up for the screen, beside its tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RollupView {
    /// The names of the villages that sent data.
    pub villages: Vec<String>,
    /// The names of those that were expected and sent none.
    pub missing: Vec<String>,
}

impl RollupView {
    /// Reads what the worker wrote.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        Self { villages: texts(value, "villages"), missing: texts(value, "missing") }
    }
}

//! A household as lists show it, kept up to date record by record.

use std::cmp::Ordering;

use crate::journal::{FieldValue, Journal, Kind, Record, RecordId};
use crate::ledger::natural;
use crate::register::{Category, Household};

/// A household in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its record.
    pub id: String,
    /// 户主姓名.
    pub head: String,
    /// 组、屯; empty where none is known.
    pub group: String,
    /// 家庭人口.
    pub people: u32,
    /// 联系电话.
    pub phone: String,
    /// 对象类别, without 一般户.
    pub categories: Vec<Category>,
    /// Who answers for it, by identity.
    pub helpers: Vec<String>,
    /// The last visit's state.
    pub visit: Visited,
    /// Open findings.
    pub open: Open,
    /// Its visits, by identity.
    pub visits: Vec<RecordId>,
    /// Its findings, by identity; those that are done with among them.
    pub findings: Vec<RecordId>,
    /// Its contacts, by identity.
    pub contacts: Vec<RecordId>,
    /// When the visit that counts began.
    pub(super) started: String,
    pub(super) order: u32,
}

/// How far the visiting of a household has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visited {
    /// Not visited.
    #[default]
    Never,
    /// A visit was begun and is not finished.
    Begun,
    /// Visited, on this day (`2026-12-16`).
    Done(String),
}

/// How many findings of each level are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// 红.
    pub red: u16,
    /// 黄.
    pub yellow: u16,
    /// 需.
    pub need: u16,
}

impl Open {
    /// All of them.
    #[must_use]
    pub const fn all(self) -> u16 {
        self.red.saturating_add(self.yellow).saturating_add(self.need)
    }

    fn add(&mut self, level: &str) {
        let count = match level {
            "red" => &mut self.red,
            "yellow" => &mut self.yellow,
            _ => &mut self.need,
        };
        *count = count.saturating_add(1);
    }
}

impl Entry {
    /// What the record of a household says.
    pub(super) fn of(id: &RecordId, record: &Record<'_>, household: Household) -> Self {
        let helpers = record.under("helper/").filter(|(_, field)| *field.value() == FieldValue::Bool(true));
        Self {
            id: id.0.clone(),
            people: household.people(),
            categories: household.known_categories().filter(|category| *category != Category::General).collect(),
            helpers: helpers.map(|(helper, _)| helper.to_owned()).collect(),
            order: household.order.unwrap_or(u32::MAX),
            head: household.head,
            group: household.group,
            phone: household.phone,
            ..Self::default()
        }
    }

    /// Takes in a record that belongs to it.
    pub(super) fn take(&mut self, record: &Record<'_>) {
        let list = match record.kind() {
            Kind::Visit => &mut self.visits,
            Kind::Finding => &mut self.findings,
            _ => &mut self.contacts,
        };
        if !list.contains(record.id()) {
            list.push(record.id().clone());
        }
        match record.kind() {
            Kind::Visit if self.started.as_str() <= record.text("started") => {
                record.text("started").clone_into(&mut self.started);
                self.visit = match record.text("finished").get(..10) {
                    Some(day) => Visited::Done(day.to_owned()),
                    None => Visited::Begun,
                };
            }
            Kind::Finding if !matches!(record.text("state"), "closed" | "withdrawn") => {
                self.open.add(record.text("level"));
            }
            _ => {}
        }
    }

    /// Takes in anew all of a kind that belongs to it, with one that may have come.
    pub(super) fn again(&mut self, journal: &Journal, kind: &Kind, one: &RecordId) {
        let list = match kind {
            Kind::Visit => {
                (self.visit, self.started) = (Visited::Never, String::new());
                &mut self.visits
            }
            Kind::Finding => {
                self.open = Open::default();
                &mut self.findings
            }
            _ => &mut self.contacts,
        };
        let mut ids = std::mem::take(list);
        if let Err(place) = ids.binary_search(one) {
            ids.insert(place, one.clone());
        }
        for record in ids.iter().filter_map(|id| journal.record(kind, id)).filter(|record| !record.is_deleted()) {
            self.take(&record);
        }
    }

    /// By group, then by place in the roster.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let place = self.order.cmp(&other.order).then_with(|| self.id.cmp(&other.id));
        natural(&self.group, &other.group).then(place)
    }
}

/// The identity of a household as its record's.
impl From<&Entry> for RecordId {
    fn from(entry: &Entry) -> Self {
        Self(entry.id.clone())
    }
}

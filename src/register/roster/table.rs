//! A table of villagers' rows, and how its rows make households.
//!
//! A roster has one row a household or one a person, and says so only by what it holds. What tells persons of one household
//! from the next is, in this order: a 户编号; the head's name beside each person; merged cells; 与户主关系 = 户主; a 序号
//! that only first rows have.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::columns::Columns;
use super::field::Field;
use super::rows::RawRow;
use super::values::{self, IdCell};
use crate::register::{IdProblem, relation};

/// A run of rows below one heading.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub columns: Columns,
    pub rows: Vec<RawRow>,
}

/// What one row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A household.
    Household,
    /// A person.
    Person(By),
}

/// What tells one household's persons from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Number,
    Head,
    Blocks,
    Relation,
    Order,
}

impl Table {
    /// Finds out what a row is, and puts open questions of the columns right.
    pub fn settle(&mut self) -> Layout {
        self.settle_loose_id();
        self.settle_members();
        self.distrust_round_ids();
        let has = |field| self.columns.has(field);
        let relatives =
            self.rows.iter().any(|row| !row.person.relation.is_empty() && !relation::is_head(&row.person.relation));
        if !has(Field::Name) {
            if !(has(Field::Head) && relatives) {
                return Layout::Household;
            }
            self.turn_heads_to_names();
            return Layout::Person(self.by_rows());
        }
        let numbers: Vec<&str> = self.rows.iter().map(|row| row.number.as_str()).collect();
        let distinct: BTreeSet<&&str> = numbers.iter().filter(|number| !number.is_empty()).collect();
        if !distinct.is_empty() && (distinct.len() < numbers.len() || relatives) {
            return Layout::Person(By::Number);
        }
        if has(Field::Head) {
            return Layout::Person(By::Head);
        }
        let blocks =
            self.rows.iter().any(|row| row.block < row.row && !row.continues && !row.person.name.name.is_empty());
        if relatives || blocks {
            return Layout::Person(self.by_rows());
        }
        if self.orders_mark_households() { Layout::Person(By::Order) } else { Layout::Household }
    }

    /// Merged cells where they hold for the whole table, else the relation.
    fn by_rows(&self) -> By {
        let blocks = self.rows.iter().any(|row| row.block < row.row && !row.continues);
        let followed: BTreeSet<usize> =
            self.rows.iter().filter(|row| row.block < row.row).map(|row| row.block).collect();
        let lone_relative = |row: &&RawRow| {
            let relative = !row.person.relation.is_empty() && !relation::is_head(&row.person.relation);
            relative && row.block == row.row && !followed.contains(&row.row)
        };
        if blocks && !self.rows.iter().any(|row| lone_relative(&row)) { By::Blocks } else { By::Relation }
    }

    /// Whether 序号 stands only in the first row of each household: where the sizes say so, or many rows have none.
    fn orders_mark_households(&self) -> bool {
        let Some(first) = self.rows.first() else { return false };
        let blank = self.rows.iter().filter(|row| row.order.is_none()).count();
        if first.order.is_none() || blank == 0 {
            return false;
        }
        let mut runs: Vec<(Option<u32>, u32)> = Vec::new();
        for row in &self.rows {
            match runs.last_mut() {
                Some((_, length)) if row.order.is_none() => *length += 1,
                _ => runs.push((row.size, 1)),
            }
        }
        let sized = runs.iter().filter(|(size, _)| size.is_some()).count();
        let fitting = runs.iter().filter(|(size, length)| *size == Some(*length)).count();
        if sized > 0 { fitting * 10 >= sized * 8 } else { blank * 4 >= self.rows.len() }
    }

    /// An ID column between 户主姓名 and 姓名 is the head's where it repeats for several persons, or where the head is none of
    /// the persons listed.
    fn settle_loose_id(&mut self) {
        if self.columns.loose_id.is_none() {
            return;
        }
        let mut names: HashMap<&str, BTreeSet<&str>> = HashMap::new();
        for row in &self.rows {
            if let IdCell::Valid(read) = &row.person.id {
                names.entry(read.id.as_str()).or_default().insert(&row.person.name.name);
            }
        }
        let repeats = names.values().any(|names| names.len() > 1);
        let listed = self.rows.iter().any(|row| !row.head.name.is_empty() && row.head.name == row.person.name.name);
        if repeats || !listed {
            self.columns.turn(Field::Id, Field::HeadId);
            for row in &mut self.rows {
                row.head_id = std::mem::take(&mut row.person.id);
            }
        }
    }

    /// 家庭成员 with one name a row, below a head that stands once, is each row's name.
    fn settle_members(&mut self) {
        if self.columns.has(Field::Name) || !self.columns.has(Field::Members) {
            return;
        }
        let single = self.rows.iter().filter(|row| !row.listed.is_empty()).all(|row| row.listed.len() == 1);
        let below =
            self.rows.iter().any(|row| (row.head.name.is_empty() || row.block < row.row) && !row.listed.is_empty());
        if single && below {
            self.columns.turn(Field::Members, Field::Name);
            for row in &mut self.rows {
                if let Some(name) = row.listed.pop() {
                    row.person.name = name;
                }
            }
        }
    }

    fn turn_heads_to_names(&mut self) {
        self.columns.turn(Field::Head, Field::Name);
        for row in &mut self.rows {
            row.person.name = std::mem::take(&mut row.head);
            if row.person.id == IdCell::Blank {
                row.person.id = std::mem::take(&mut row.head_id);
            }
        }
    }

    /// Where most ID numbers end in 000 and some of those fail the check, the column was a number once: one in eleven passes
    /// by chance and is as wrong as the others.
    fn distrust_round_ids(&mut self) {
        let mut all = 0;
        let (mut lost, mut round) = (0, 0);
        for cell in self.rows.iter().flat_map(|row| [&row.person.id, &row.head_id]) {
            all += usize::from(*cell != IdCell::Blank);
            match cell {
                IdCell::Invalid(_, IdProblem::DigitsLost) => lost += 1,
                IdCell::Valid(read) if read.id.as_str().ends_with("000") => round += 1,
                _ => {}
            }
        }
        if lost == 0 || (lost + round) * 2 <= all {
            return;
        }
        for cell in self.rows.iter_mut().flat_map(|row| [&mut row.person.id, &mut row.head_id]) {
            if let IdCell::Valid(read) = cell
                && read.id.as_str().ends_with("000")
            {
                *cell = IdCell::Invalid(values::lost(read.id.as_str()), IdProblem::DigitsLost);
            }
        }
    }

    /// Groups the rows into households: the indices of each one's rows, in the order of the file.
    pub fn households(&self, layout: Layout) -> Vec<Vec<usize>> {
        let by = match layout {
            Layout::Household => None,
            Layout::Person(by) => Some(by),
        };
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut current = Current::default();
        let mut by_number: BTreeMap<&str, usize> = BTreeMap::new();
        let mut by_head: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (index, row) in self.rows.iter().enumerate() {
            let is_new = match by {
                None => !row.head_covered && (row.has_name() || row.block == row.row),
                Some(by) => current.is_left_by(row, by),
            };
            if !groups.is_empty() && (row.continues || !is_new) {
                if let Some(group) = groups.get_mut(current.group) {
                    group.push(index);
                }
                current.note(row);
                continue;
            }
            let head_id = match &row.head_id {
                IdCell::Valid(read) => read.id.as_str(),
                _ => "",
            };
            let known = match by {
                Some(By::Number) if !row.number.is_empty() => by_number.get(row.number.as_str()).copied(),
                Some(By::Head) if !head_id.is_empty() => by_head.get(&(row.head.name.as_str(), head_id)).copied(),
                _ => None,
            };
            let group = known.unwrap_or(groups.len());
            if known.is_none() {
                groups.push(Vec::new());
            }
            if let Some(rows) = groups.get_mut(group) {
                rows.push(index);
            }
            by_number.entry(&row.number).or_insert(group);
            by_head.entry((&row.head.name, head_id)).or_insert(group);
            current = Current { group, row: Some(row), ..Current::default() };
            current.note(row);
        }
        groups
    }
}

/// The household to which rows are being added.
#[derive(Default)]
struct Current<'a> {
    group: usize,
    /// The row that began it.
    row: Option<&'a RawRow>,
    has_head_row: bool,
    head_row_id: &'a str,
}

impl<'a> Current<'a> {
    fn note(&mut self, row: &'a RawRow) {
        if row.is_head_row() && !self.has_head_row {
            self.has_head_row = true;
            self.head_row_id = valid(&row.person.id);
        }
    }

    /// Whether a row begins another household.
    fn is_left_by(&self, row: &RawRow, by: By) -> bool {
        let Some(first) = self.row else { return true };
        let is_head = relation::is_head(&row.person.relation);
        let differs = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        match by {
            By::Number if !row.number.is_empty() => row.number != first.number,
            By::Number | By::Head if row.head.name.is_empty() => is_head && self.has_head_row,
            By::Number | By::Head => {
                differs(&row.head.name, &first.head.name)
                    || differs(valid(&row.head_id), valid(&first.head_id))
                    || differs(&row.group, &first.group)
                    || differs(&row.village, &first.village)
                    // Another head of the same name: not the same person written twice.
                    || (row.is_head_row() && self.has_head_row && valid(&row.person.id) != self.head_row_id)
            }
            By::Blocks => row.block != first.block || (is_head && self.has_head_row),
            By::Relation => is_head,
            By::Order => row.order.is_some(),
        }
    }
}

impl RawRow {
    /// Whether the row names anybody.
    pub fn has_name(&self) -> bool {
        !self.person.name.name.is_empty() || !self.head.name.is_empty()
    }

    /// Whether the row's person is the head.
    pub fn is_head_row(&self) -> bool {
        relation::is_head(&self.person.relation)
            || (!self.head.name.is_empty() && self.head.name == self.person.name.name)
    }
}

fn valid(cell: &IdCell) -> &str {
    match cell {
        IdCell::Valid(read) => read.id.as_str(),
        _ => "",
    }
}

//! Taking a roster into the register: what would be added, changed and gone, before anything is.
//!
//! [`compare`] holds a reading against the journal; a person looks at the [`Intake`]; [`Intake::drafts`] are the fields to
//! write. A roster fills and corrects, and never clears: a list of 低保 households says nothing of anybody's phone by leaving
//! it out, and so `gone` is only an offer, household by household.
//!
//! **Invariant**: taking the same roster in twice changes nothing the second time; on two phones it makes the same records.

mod combine;
mod pair;

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::identity::{self, HouseholdKey};
use super::region::adopted;
use super::roster::{RosterHousehold, RosterReading};
use super::{Helper, Household, Region};
use crate::journal::{DELETED, Fields, Journal, Kind, RecordId};
use crate::text::{Lang, Say};

/// What a roster would do to the register of one village.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Intake {
    /// Households that the register does not have.
    pub added: Vec<Entry>,
    /// Households that the roster fills or corrects.
    pub changed: Vec<Entry>,
    /// Households that the roster only confirms.
    pub same: Vec<Entry>,
    /// Households of the village that the roster does not have: an offer to mark them as gone, each for a person to tick.
    pub gone: Vec<Entry>,
    /// Records to write beside the households: the region, the helpers.
    others: Vec<(Kind, RecordId, Fields)>,
}

/// A household in an [`Intake`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its record.
    pub record: RecordId,
    /// 户主姓名.
    pub head: String,
    /// 组.
    pub group: String,
    /// Its sheet, from 0, and first row in the roster, from 1; none for one that the roster does not have.
    pub place: Option<(usize, usize)>,
    /// What changes, for a person to see.
    pub changes: Vec<Change>,
    /// The fields to write.
    pub fields: Fields,
}

/// One change, for a person to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What changes.
    pub what: Changed,
    /// The member it belongs to, by name; none for the household's own.
    pub member: Option<String>,
    /// What it was; empty where there was nothing.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

/// What a [`Change`] changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Changed {
    /// 户主.
    Head,
    /// 组.
    Group,
    /// 住址.
    Address,
    /// 现住址.
    Residence,
    /// 电话.
    Phone,
    /// 类别.
    Categories,
    /// 家庭人口.
    Size,
    /// 备注.
    Note,
    /// 帮扶责任人.
    Helper,
    /// A member who is new.
    Member,
    /// 姓名 of a member.
    Name,
    /// 身份证号 of a member.
    IdNumber,
    /// 与户主关系 of a member.
    Relation,
    /// 性别 of a member, by its code.
    Sex,
    /// 出生日期 of a member.
    Birth,
    /// It was marked as gone, and is back.
    Back,
}

impl Say for Changed {
    fn say(&self, lang: Lang) -> String {
        let (zh_hans, en) = match self {
            Self::Head => ("户主", "head"),
            Self::Group => ("组", "group"),
            Self::Address => ("住址", "address"),
            Self::Residence => ("现住址", "residence"),
            Self::Phone => ("电话", "phone"),
            Self::Categories => ("类别", "categories"),
            Self::Size => ("家庭人口", "size"),
            Self::Note => ("备注", "note"),
            Self::Helper => ("帮扶责任人", "helper"),
            Self::Member => ("新增成员", "new member"),
            Self::Name => ("姓名", "name"),
            Self::IdNumber => ("身份证号", "ID number"),
            Self::Relation => ("与户主关系", "relation"),
            Self::Sex => ("性别", "sex"),
            Self::Birth => ("出生日期", "date of birth"),
            Self::Back => ("重新计入", "counted again"),
        };
        lang.pick(zh_hans, en).to_owned()
    }
}

/// Holds a roster against the register of a village.
#[must_use]
pub fn compare(reading: &RosterReading, journal: &Journal, region: &Region) -> Intake {
    let village = region.record_in(journal);
    let known: Vec<(RecordId, Household)> = journal
        .records(&Kind::Household)
        .map(|record| (record.id().clone(), Household::of(&record)))
        .filter(|(_, household)| household.village.as_ref().is_none_or(|of| *of == village))
        .collect();
    let pairs = pair::pairs(&reading.households, &known);
    let mut intake = Intake::default();
    intake.take_region(journal, region);
    intake.others.extend(adopted(journal, &village));
    let mut helpers = BTreeMap::new();
    let mut taken: HashSet<RecordId> = known.iter().map(|(id, _)| id.clone()).collect();
    for (one, pair) in reading.households.iter().zip(&pairs) {
        let assigned = helpers_of(one, &village, &mut helpers);
        if let Some((record, before)) = pair.and_then(|at| known.get(at)) {
            intake.correct(record, before, one, &assigned, journal);
        } else {
            let record = fresh_id(&village, one, |id| taken.contains(id));
            taken.insert(record.clone());
            intake.add(record, &village, one, &assigned, journal);
        }
    }
    for (at, (record, household)) in known.iter().enumerate() {
        if !household.gone && !pairs.contains(&Some(at)) {
            intake.gone.push(Entry {
                record: record.clone(),
                head: household.head.clone(),
                group: household.group.clone(),
                place: None,
                changes: Vec::new(),
                fields: Fields::from([("gone".to_owned(), Value::Bool(true))]),
            });
        }
    }
    for (record, helper) in helpers {
        let before = journal.record(&Kind::Helper, &record).filter(|record| !record.is_deleted());
        let fields = differing(helper.fields(), |path| before.as_ref().map(|before| before.text(path)));
        intake.others.extend((!fields.is_empty()).then_some((Kind::Helper, record, fields)));
    }
    intake
}

impl Intake {
    /// The fields to write, record by record: the region, helpers, added and changed households.
    #[must_use]
    pub fn drafts(&self) -> Vec<(Kind, RecordId, Fields)> {
        let households = self.added.iter().chain(&self.changed);
        let households = households.map(|entry| (Kind::Household, entry.record.clone(), entry.fields.clone()));
        self.others.iter().cloned().chain(households).collect()
    }

    fn take_region(&mut self, journal: &Journal, region: &Region) {
        let record = region.record_in(journal);
        let before = journal.record(&Kind::Region, &record);
        let fields = differing(region.fields(), |path| before.as_ref().map(|before| before.text(path)));
        self.others.extend((!fields.is_empty()).then_some((Kind::Region, record, fields)));
    }

    fn add(
        &mut self,
        record: RecordId,
        village: &RecordId,
        one: &RosterHousehold,
        assigned: &[RecordId],
        journal: &Journal,
    ) {
        // A deleted record of this identity comes back, with what it had.
        let deleted = journal.record(&Kind::Household, &record);
        let before = deleted.as_ref().map(Household::of).unwrap_or_default();
        let mut after = before.clone();
        after.village = Some(village.clone());
        after.gone = false;
        combine::combine(&mut after, one, &record);
        let mut fields = after.changes(&before);
        if deleted.is_some() {
            fields.insert(DELETED.to_owned(), Value::Null);
        }
        assign(&mut fields, assigned, |_| false);
        self.added.push(Entry {
            record,
            head: after.head,
            group: after.group,
            place: place(one),
            changes: Vec::new(),
            fields,
        });
    }

    fn correct(
        &mut self,
        record: &RecordId,
        before: &Household,
        one: &RosterHousehold,
        assigned: &[RecordId],
        journal: &Journal,
    ) {
        let mut after = before.clone();
        after.gone = false;
        combine::combine(&mut after, one, record);
        let mut fields = after.changes(before);
        let mut changes = combine::changes(before, &after);
        let stored = journal.record(&Kind::Household, record);
        let new = assign(&mut fields, assigned, |path| stored.as_ref().is_some_and(|stored| stored.flag(path)));
        if new {
            let after = one.helper.clone();
            changes.push(Change { what: Changed::Helper, member: None, before: String::new(), after });
        }
        let entry =
            Entry { record: record.clone(), head: after.head, group: after.group, place: place(one), changes, fields };
        if entry.fields.is_empty() { self.same.push(entry) } else { self.changed.push(entry) }
    }
}

fn place(one: &RosterHousehold) -> Option<(usize, usize)> {
    one.rows.first().map(|row| (one.sheet, *row))
}

/// Sets `helper/<identity>` for each helper that the household does not have; says whether any was new.
fn assign(fields: &mut Fields, helpers: &[RecordId], has: impl Fn(&str) -> bool) -> bool {
    let paths = helpers.iter().map(|RecordId(id)| format!("helper/{id}"));
    let new: Vec<String> = paths.filter(|path| !has(path)).collect();
    let any = !new.is_empty();
    fields.extend(new.into_iter().map(|path| (path, Value::Bool(true))));
    any
}

/// The helpers that a roster names for a household, gathered over the whole roster.
fn helpers_of(one: &RosterHousehold, village: &RecordId, all: &mut BTreeMap<RecordId, Helper>) -> Vec<RecordId> {
    let names = one.helper.split(['、', '，', ',', '/', '；', ';']).map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<&str> = names.collect();
    let mut assigned = Vec::with_capacity(names.len());
    for name in &names {
        let phone = if names.len() == 1 { one.helper_phone.clone() } else { String::new() };
        let helper = Helper { name: (*name).to_owned(), phone, village: village.0.clone(), ..Helper::default() };
        let record = helper.record_id();
        let known = all.entry(record.clone()).or_insert_with(|| helper.clone());
        if known.phone.is_empty() {
            known.phone = helper.phone;
        }
        assigned.push(record);
    }
    assigned
}

/// The identity of a household that the register does not have.
fn fresh_id(village: &RecordId, one: &RosterHousehold, is_taken: impl Fn(&RecordId) -> bool) -> RecordId {
    let head = one.members.iter().find(|member| member.name == one.head);
    if let Some(id) = head.and_then(|member| member.id.as_ref()) {
        let record = identity::household(village, HouseholdKey::Head(id));
        if !is_taken(&record) {
            return record;
        }
    }
    let mut nth = 0;
    loop {
        let record = identity::household(village, HouseholdKey::Name { head: &one.head, group: &one.group, nth });
        if !is_taken(&record) {
            return record;
        }
        nth += 1;
    }
}

/// The fields whose text is not what it was.
fn differing<'r>(fields: Fields, before: impl Fn(&str) -> Option<&'r str>) -> Fields {
    fields.into_iter().filter(|(path, value)| before(path) != value.as_str()).collect()
}

#[cfg(test)]
mod tests;

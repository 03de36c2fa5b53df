//! One village that two devices wrote down as two: 测试甲村 of 测试镇 in 测试县 here, only 测试甲村 there. Each device made its own region
//! and its own households, and whoever adds the two up counts every household twice.
//!
//! [`join`] says which writes make one village of them. [`Whereabouts`] tell where a village went that was joined to another, since files
//! that its devices send bear the name it had.
//!
//! **Invariants**
//! - The writes follow from the journal alone, identities and all: whoever joins the same records makes the same writes, so that
//!   merging and joining come to the same in any order and however often (law 1).
//! - Nothing that was written is lost (law 2): see [`copy`].
//! - Names that gainsay each other part two villages. Names that merely say less prove nothing: then it is the households that stand in
//!   both that prove it.

mod copy;
mod double;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::typed::squeeze;
use super::{Household, Region, identity};
use crate::journal::{DELETED, DeviceId, FieldValue, Fields, Journal, Kind, Record, RecordId, Stamp, Write};

/// The field of a region, household or helper that was joined to another of its kind: the other's identity.
pub const SAME: &str = "same";

/// What makes one village of several records of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// The writes that do so; none where there is nothing to join.
    pub writes: Vec<Write>,
    /// The villages that were two until now.
    pub villages: Vec<OneVillage>,
}

/// A village that was two until now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneVillage {
    /// Its name.
    pub village: String,
    /// How many households stood in both.
    pub households: usize,
}

/// Whether the names of two villages allow that they are one: the village's is the same, and no other gainsays it. The code is not asked:
/// it changes from year to year.
#[must_use]
pub fn may_be_one(one: &Region, other: &Region) -> bool {
    let agree = |of: fn(&Region) -> &String| {
        let (one, other) = (squeeze(of(one)), squeeze(of(other)));
        one.is_empty() || other.is_empty() || one == other
    };
    !one.village.is_empty()
        && squeeze(&one.village) == squeeze(&other.village)
        && agree(|region| &region.township)
        && agree(|region| &region.county)
        && (agree(|region| &region.district) || is_named_alike(one, other))
}

/// Where the villages of a journal went that were joined to others.
#[derive(Clone, Debug, Default)]
pub struct Whereabouts(BTreeMap<RecordId, RecordId>);

impl Whereabouts {
    /// Reads the regions.
    #[must_use]
    pub fn of(journal: &Journal) -> Self {
        Self(journal.all_records(&Kind::Region).filter_map(|record| pointer(&record)).collect())
    }

    /// The village whose records those of `id` have become: itself, unless it was joined to another.
    #[must_use]
    pub fn village<'w>(&'w self, id: &'w RecordId) -> &'w RecordId {
        target(&self.0, id)
    }
}

/// The household that this one was joined to; none where it stands by itself.
#[must_use]
pub fn joined_to(journal: &Journal, household: &RecordId) -> Option<RecordId> {
    let (_, there) = pointer(&journal.record(&Kind::Household, household)?)?;
    journal.record(&Kind::Household, &there).filter(|record| !record.is_deleted()).map(|_| there)
}

/// Whether a village was joined to another, or another to it, or may be.
#[must_use]
pub fn is_concerned(journal: &Journal, village: &RecordId) -> bool {
    Villages::of(journal).concern(&village.0)
}

/// What makes one village of each two that are one. Takes a look at the regions alone where all are different.
#[must_use]
pub fn join(journal: &Journal) -> Joined {
    let mut villages = Villages::of(journal);
    if villages.joined.is_empty() && villages.candidates.is_empty() {
        return Joined::default();
    }
    let mut homes: BTreeMap<RecordId, Vec<(RecordId, Household)>> = BTreeMap::new();
    let mut joined_homes = BTreeMap::new();
    for record in journal.all_records(&Kind::Household) {
        if let Some((from, into)) = pointer(&record) {
            joined_homes.insert(from, into);
        } else if !record.is_deleted() && villages.concern(record.text("village")) {
            homes.entry(record.text("village").into()).or_default().push((record.id().clone(), Household::of(&record)));
        }
    }
    let none = Vec::new();
    let of_village = |id: &RecordId| homes.get(id).unwrap_or(&none).as_slice();
    let mut news = Vec::new();
    for (from, into) in std::mem::take(&mut villages.candidates) {
        let (Some(one), Some(other)) = (villages.live.get(&into), villages.live.get(&from)) else { continue };
        // One that was joined itself meanwhile takes in no other.
        if villages.joined.contains_key(&from) || villages.joined.contains_key(&into) {
            continue;
        }
        let (there, here) = (of_village(&into), of_village(&from));
        let doubles = double::households(there, here);
        if is_named_alike(one, other) || double::prove(&doubles, (there, here)) {
            news.push(OneVillage { village: one.village.clone(), households: doubles.len() });
            villages.joined.insert(from, into);
        }
    }
    // Also those that came to a village after it was joined.
    for (from, into) in &villages.joined {
        for (double, home) in double::households(of_village(target(&villages.joined, into)), of_village(from)) {
            joined_homes.insert(double, home);
        }
    }
    let helpers = double::helpers(journal, &villages.joined);
    let plan = Plan { villages: villages.joined, households: joined_homes, helpers };
    Joined { writes: plan.writes(journal), villages: news }
}

/// Which records have become which.
#[derive(Debug, Default)]
struct Plan {
    villages: BTreeMap<RecordId, RecordId>,
    households: BTreeMap<RecordId, RecordId>,
    helpers: BTreeMap<RecordId, RecordId>,
}

impl Plan {
    fn writes(&self, journal: &Journal) -> Vec<Write> {
        let mut writes = Vec::new();
        for (from, into) in &self.villages {
            let into = target(&self.villages, into);
            writes.extend(filled(journal, from, into));
            writes.extend(given_up(journal, &Kind::Region, from, into));
        }
        for (kind, doubles) in [(Kind::Household, &self.households), (Kind::Helper, &self.helpers)] {
            for (from, into) in doubles {
                let into = target(doubles, into);
                writes.extend(copy::copies(journal, &kind, (from, into), &self.helpers));
                writes.extend(given_up(journal, &kind, from, into));
            }
        }
        for kind in journal.kinds().filter(|kind| **kind != Kind::Region) {
            // Only these fields tell; a township's records are many.
            let names = |path: &str| ["village", "household"].contains(&path) || path.starts_with("helper/");
            for record in journal.records_with(kind, names).filter(|record| !self.is_double(record)) {
                let fields = self.moved(&record);
                if !fields.is_empty() {
                    writes.push(derived(journal, kind.clone(), record.id().clone(), fields));
                }
            }
        }
        let known = journal.known();
        writes.retain(|write| !known.has(&write.id));
        writes
    }

    fn is_double(&self, record: &Record<'_>) -> bool {
        match record.kind() {
            Kind::Household => self.households.contains_key(record.id()),
            Kind::Helper => self.helpers.contains_key(record.id()),
            _ => false,
        }
    }

    /// What a record says that names a village, household or helper which is another now.
    fn moved(&self, record: &Record<'_>) -> Fields {
        let mut fields = Fields::new();
        for (path, joined) in [("village", &self.villages), ("household", &self.households)] {
            let named = record.text(path);
            if let Some(into) = Some(named).filter(|named| !named.is_empty()).and_then(|named| joined.get(named)) {
                fields.insert(path.to_owned(), target(joined, into).0.as_str().into());
            }
        }
        let named = record.under("helper/").filter(|(_, field)| *field.value() == FieldValue::Bool(true));
        for (helper, field) in named {
            if let Some(into) = self.helpers.get(helper) {
                fields.insert(field.path().to_owned(), serde_json::Value::Null);
                fields.insert(format!("helper/{}", target(&self.helpers, into).0), true.into());
            }
        }
        fields
    }
}

/// The regions: which were joined to which, and which may be.
#[derive(Debug, Default)]
struct Villages {
    live: BTreeMap<RecordId, Region>,
    joined: BTreeMap<RecordId, RecordId>,
    /// From and into, those first whose names say most.
    candidates: Vec<(RecordId, RecordId)>,
}

impl Villages {
    fn of(journal: &Journal) -> Self {
        let mut villages = Self::default();
        for record in journal.all_records(&Kind::Region) {
            if let Some((from, into)) = pointer(&record) {
                villages.joined.insert(from, into);
            } else if !record.is_deleted() {
                villages.live.insert(record.id().clone(), Region::of(&record));
            }
        }
        let mut by_name: BTreeMap<String, Vec<(&RecordId, &Region)>> = BTreeMap::new();
        for (id, region) in &villages.live {
            by_name.entry(squeeze(&region.village)).or_default().push((id, region));
        }
        for mut alike in by_name.into_values().filter(|alike| alike.len() > 1) {
            alike.sort_by_key(|(id, region)| (std::cmp::Reverse(region.fields().len()), *id));
            for (at, (from, other)) in alike.iter().enumerate() {
                let before = alike.iter().take(at).filter(|(_, one)| may_be_one(one, other));
                villages.candidates.extend(before.map(|(into, _)| ((*from).clone(), (*into).clone())));
            }
        }
        villages
    }

    /// Whether a village is one that was joined, or may be.
    fn concern(&self, village: &str) -> bool {
        let is_it = |(from, into): (&RecordId, &RecordId)| from.0 == village || into.0 == village;
        self.joined.iter().any(is_it) || self.candidates.iter().any(|(from, into)| is_it((from, into)))
    }
}

/// Village, township and county said alike; only then is there nothing to prove.
fn is_named_alike(one: &Region, other: &Region) -> bool {
    let names = |region: &Region| [&region.village, &region.township, &region.county].map(|name| squeeze(name));
    names(one) == names(other) && names(one).iter().all(|name| !name.is_empty())
}

/// To which record this one was joined.
fn pointer(record: &Record<'_>) -> Option<(RecordId, RecordId)> {
    let same = record.text(SAME);
    (!same.is_empty() && same != record.id().0).then(|| (record.id().clone(), same.into()))
}

/// Where the joining ends; where lines that somebody forged go round in a circle, where it began.
fn target<'j>(joined: &'j BTreeMap<RecordId, RecordId>, id: &'j RecordId) -> &'j RecordId {
    let (mut at, mut been) = (id, BTreeSet::new());
    while let Some(next) = joined.get(at) {
        if !been.insert(at) {
            return id;
        }
        at = next;
    }
    at
}

/// The names that a village gets from one that is joined to it, where it has none.
fn filled(journal: &Journal, from: &RecordId, into: &RecordId) -> Option<Write> {
    let fields = |id| journal.record(&Kind::Region, id).map(|record| Region::of(&record).fields());
    let known = fields(into)?;
    let lacking: Fields = fields(from)?.into_iter().filter(|(path, _)| !known.contains_key(path)).collect();
    (!lacking.is_empty()).then(|| derived(journal, Kind::Region, into.clone(), lacking))
}

/// What takes a record out of sight that has become another.
fn given_up(journal: &Journal, kind: &Kind, from: &RecordId, into: &RecordId) -> Option<Write> {
    let record = journal.record(kind, from)?;
    let is_done = record.is_deleted() && record.text(SAME) == into.0;
    let fields = Fields::from([(DELETED.to_owned(), true.into()), (SAME.to_owned(), into.0.as_str().into())]);
    (!is_done).then(|| derived(journal, kind.clone(), from.clone(), fields))
}

/// A write that whoever knows the same of a record makes with the same identity.
fn derived(journal: &Journal, kind: Kind, record: RecordId, fields: Fields) -> Write {
    let at = journal.record(&kind, &record).map(|record| record.changed()).unwrap_or_default();
    let stamp = Stamp { device: DeviceId::default(), seq: 1, at, author: String::new() };
    let mut write = journal.draft(stamp, kind, record, fields);
    // A map of texts always has its JSON.
    let said = serde_json::to_string(&(&write.fields, &write.seen, write.at)).unwrap_or_default();
    let RecordId(device) = identity::derive("j", &[write.kind.word(), &write.record.0, &said]);
    write.id.device = DeviceId(device);
    write
}

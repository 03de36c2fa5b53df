//! Households and helpers that stand in two records of one village.

use std::collections::BTreeMap;

use crate::journal::{Journal, Kind, RecordId};
use crate::register::typed::squeeze;
use crate::register::{Helper, Household, identity};

/// A household with its identity.
type Home = (RecordId, Household);

/// Households, each with the other that it is: by the head's ID number, else by a head's name and group that each village has once, where
/// no ID numbers part them.
pub(super) fn households(there: &[Home], here: &[Home]) -> Vec<(RecordId, RecordId)> {
    let by_number = |(_, home): &Home| home.head_id().map(|id| id.as_str().to_owned());
    let by_name = |(_, home): &Home| {
        Some(format!("{} {}", squeeze(&home.head), identity::group_key(&home.group))).filter(|_| !home.head.is_empty())
    };
    let mut doubles = BTreeMap::new();
    for key in [&by_number as &dyn Fn(&Home) -> Option<String>, &by_name] {
        let (there, here) = (once(there, key), once(here, key));
        for (name, (double, one)) in here {
            let Some((home, other)) = there.get(&name) else { continue };
            let parted = one.head_id().zip(other.head_id()).is_some_and(|(one, other)| one != other);
            if !parted && double != *home && !doubles.values().any(|taken| taken == *home) {
                doubles.entry(double.clone()).or_insert_with(|| (*home).clone());
            }
        }
    }
    doubles.into_iter().collect()
}

/// Whether households that stand in both prove that two villages are one: a head with an ID number does, or half of the smaller.
pub(super) fn prove(doubles: &[(RecordId, RecordId)], (there, here): (&[Home], &[Home])) -> bool {
    let is_numbered = |id: &RecordId| here.iter().any(|(home, household)| home == id && household.head_id().is_some());
    let numbered = |id: &RecordId| there.iter().any(|(home, household)| home == id && household.head_id().is_some());
    doubles.iter().any(|(double, home)| is_numbered(double) && numbered(home))
        || (!doubles.is_empty() && doubles.len() * 2 >= there.len().min(here.len()))
}

/// Helpers of villages that were joined, each with the one of the same name in the village that took theirs in.
pub(super) fn helpers(journal: &Journal, villages: &BTreeMap<RecordId, RecordId>) -> BTreeMap<RecordId, RecordId> {
    let mut doubles = BTreeMap::new();
    for record in journal.all_records(&Kind::Helper) {
        if let Some((from, into)) = super::pointer(&record) {
            doubles.insert(from, into);
            continue;
        }
        let helper = Helper::of(&record);
        let Some(into) = villages.get(helper.village.as_str()).filter(|_| !record.is_deleted()) else { continue };
        let there = Helper { village: super::target(villages, into).0.clone(), ..helper }.record_id();
        if there != *record.id() && journal.record(&Kind::Helper, &there).is_some_and(|there| !there.is_deleted()) {
            doubles.insert(record.id().clone(), there);
        }
    }
    doubles
}

/// Those that alone have their key, by it.
fn once<'h>(
    homes: &'h [Home],
    key: &dyn Fn(&Home) -> Option<String>,
) -> BTreeMap<String, (&'h RecordId, &'h Household)> {
    let mut found: BTreeMap<String, Vec<&Home>> = BTreeMap::new();
    for home in homes {
        if let Some(key) = key(home) {
            found.entry(key).or_default().push(home);
        }
    }
    let alone = found.into_iter().filter_map(|(key, homes)| match homes.as_slice() {
        [(id, home)] => Some((key, (id, home))),
        _ => None,
    });
    alone.collect()
}

//! What a person has to look into: households that stand in two places (one ID number, phone, account, or name with birth date), and
//! fields that two people filled in differently.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::journal::{Field, Journal, Kind, Record, RecordId};
use crate::register::{Household, Phones, ResidentId};

/// What two households have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Twin {
    /// 身份证号.
    Id,
    /// 银行账号、社保卡号.
    Account,
    /// 姓名和出生日期, with different ID numbers.
    NameAndBirth,
    /// 电话, in different villages: within one, families share phones.
    Phone,
}

impl Twin {
    /// The word that it is known by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Account => "account",
            Self::NameAndBirth => "name",
            Self::Phone => "phone",
        }
    }
}

/// One household of several that share something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The village's place among those that were looked through.
    pub village: usize,
    /// The household.
    pub household: RecordId,
    /// Its head.
    pub head: String,
    /// Its group.
    pub group: String,
    /// Whose number it is; empty where it is the household's.
    pub person: String,
}

/// Households that share something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twins {
    /// What.
    pub what: Twin,
    /// The number, or the name.
    pub value: String,
    /// Who.
    pub sides: Vec<Side>,
}

impl Twins {
    /// Looks through villages. Numbers are hashed first and only those that occur twice are looked at again, so that it takes
    /// little more memory than their hashes.
    #[must_use]
    pub fn among<'j>(villages: impl Iterator<Item = &'j Journal> + Clone) -> Vec<Self> {
        let digests = BuildHasherDefault::<DefaultHasher>::default();
        let mut prints: Vec<u64> = Vec::new();
        for journal in villages.clone() {
            for record in journal.records(&Kind::Household) {
                let mut own =
                    numbers(&record).map(|(what, value, _)| digests.hash_one((what, value))).collect::<Vec<_>>();
                own.sort_unstable();
                own.dedup();
                prints.append(&mut own);
            }
        }
        prints.sort_unstable();
        let twice: HashSet<u64> =
            prints.chunk_by(|a, b| a == b).filter(|run| run.len() > 1).filter_map(|run| run.first()).copied().collect();
        drop(prints);
        let mut found: BTreeMap<(Twin, String), Vec<Side>> = BTreeMap::new();
        for (village, journal) in villages.enumerate() {
            for record in journal.records(&Kind::Household) {
                for (what, value, person) in
                    numbers(&record).filter(|(what, value, _)| twice.contains(&digests.hash_one((what, value))))
                {
                    let sides = found.entry((what, value)).or_default();
                    if sides.iter().all(|side| side.household != *record.id()) {
                        let (head, group) = (record.text("head").to_owned(), record.text("group").to_owned());
                        sides.push(Side { village, household: record.id().clone(), head, group, person });
                    }
                }
            }
        }
        // The same people, found by their ID numbers already, are not listed again by name.
        let by_id: HashSet<Vec<&RecordId>> =
            found.iter().filter(|((what, _), _)| *what == Twin::Id).map(|(_, sides)| households(sides)).collect();
        let doubles = |what: Twin, sides: &[Side]| {
            let apart = || sides.windows(2).any(|pair| matches!(pair, [a, b] if a.village != b.village));
            sides.len() > 1
                && match what {
                    Twin::Id | Twin::Account => true,
                    Twin::Phone => apart(),
                    Twin::NameAndBirth => !by_id.contains(&households(sides)),
                }
        };
        let wanted: Vec<bool> = found.iter().map(|((what, _), sides)| doubles(*what, sides)).collect();
        let kept = found.into_iter().zip(wanted).filter(|(_, wanted)| *wanted);
        kept.map(|(((what, value), sides), _)| Self { what, value, sides }).collect()
    }
}

fn households(sides: &[Side]) -> Vec<&RecordId> {
    let mut households: Vec<&RecordId> = sides.iter().map(|side| &side.household).collect();
    households.sort_unstable();
    households
}

/// What a household can share with another, with whose it is.
fn numbers(record: &Record<'_>) -> impl Iterator<Item = (Twin, String, String)> {
    let household = Household::of(record);
    let mut all: Vec<(Twin, String, String)> = Vec::new();
    if !household.gone {
        let phones = |text: &str, whose: &str| {
            let read = Phones::read(text).numbers.into_iter();
            read.map(|phone| (Twin::Phone, phone.as_str().to_owned(), whose.to_owned())).collect::<Vec<_>>()
        };
        all.extend(phones(&household.phone, ""));
        for person in household.members.values() {
            all.extend(phones(&person.phone, &person.name));
            if let Some(id) = person.id() {
                all.push((Twin::NameAndBirth, name_and_birth(&person.name, &id), person.name.clone()));
                all.push((Twin::Id, id.as_str().to_owned(), person.name.clone()));
            }
        }
        let accounts = record.fields().iter().filter(|field| field.path().rsplit('/').next() == Some("account"));
        let digits = |field: &Field<'_>| {
            let text = field.value().as_text().unwrap_or_default();
            text.chars().filter(char::is_ascii_alphanumeric).collect::<String>()
        };
        let accounts = accounts.map(digits).filter(|digits| !digits.is_empty());
        all.extend(accounts.map(|account| (Twin::Account, account, String::new())));
    }
    all.into_iter()
}

fn name_and_birth(name: &str, id: &ResidentId) -> String {
    format!("{} {}", name.split_whitespace().collect::<String>(), id.birth())
}

/// A field that people filled in differently. Their order is that of households.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// Its household; empty where it has none.
    pub household: RecordId,
    /// What the record is.
    pub kind: Kind,
    /// Which it is.
    pub record: RecordId,
    /// The field.
    pub path: String,
}

impl Conflict {
    /// Those of one record; none where it is deleted or there is no such record. Regions have none: every device of a village writes the
    /// village's name down itself.
    #[must_use]
    pub fn of(journal: &Journal, kind: &Kind, record: &RecordId) -> Vec<Self> {
        let record = journal.record(kind, record).filter(|record| *kind != Kind::Region && !record.is_deleted());
        record.map(|record| Self::of_record(&record)).unwrap_or_default()
    }

    fn of_record(record: &Record<'_>) -> Vec<Self> {
        let own = *record.kind() == Kind::Household;
        let household = if own { record.id().clone() } else { RecordId::from(record.text("household")) };
        let conflict = |field: &Field<'_>| Self {
            kind: record.kind().clone(),
            record: record.id().clone(),
            household: household.clone(),
            path: field.path().to_owned(),
        };
        record.conflicts().map(conflict).collect()
    }
}

/// The conflicts in a journal.
#[must_use]
pub fn conflicts(journal: &Journal) -> Vec<Conflict> {
    let kinds = journal.kinds().filter(|kind| **kind != Kind::Region);
    let mut all: Vec<Conflict> =
        kinds.flat_map(|kind| journal.shared_records(kind)).flat_map(|record| Conflict::of_record(&record)).collect();
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Fields, Stamp};

    fn journal(device: &str, households: &[(&str, &[(&str, &str)])]) -> Journal {
        let mut journal = Journal::default();
        for (seq, (id, fields)) in (1..).zip(households) {
            let fields: Fields = fields.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
            let stamp = Stamp { device: device.into(), seq, at: 0, author: "测试".into() };
            journal.insert(&journal.draft(stamp, Kind::Household, (*id).into(), fields));
        }
        journal
    }

    const ID: &str = "11010519491231002X";

    #[test]
    fn one_person_in_two_households_is_found_by_number_and_only_once() {
        let one =
            journal("a", &[("h1", &[("head", "测试甲"), ("member/m/name", "测试甲"), ("member/m/id_number", ID)])]);
        let two =
            journal("b", &[("h2", &[("head", "测试乙"), ("member/n/name", "测试甲"), ("member/n/id_number", ID)])]);
        let twins = Twins::among([&one, &two].into_iter());
        assert_eq!(twins.len(), 1, "{twins:?}");
        assert_eq!((twins[0].what, twins[0].value.as_str()), (Twin::Id, ID));
        assert_eq!(twins[0].sides.iter().map(|side| side.village).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn a_phone_is_shared_within_a_village_and_suspicious_between_two() {
        let phone: &[(&str, &str)] = &[("phone", "15400000001")];
        let one = journal("a", &[("h1", phone), ("h2", phone)]);
        assert!(Twins::among([&one].into_iter()).is_empty());
        let two = journal("b", &[("h3", phone)]);
        let twins = Twins::among([&one, &two].into_iter());
        assert_eq!((twins[0].what, twins[0].sides.len()), (Twin::Phone, 3));
    }

    #[test]
    fn an_account_of_two_households_is_found_however_it_is_spaced() {
        let one = journal("a", &[("h1", &[("account", "6222 0000 1")]), ("h2", &[("account", "622200001")])]);
        assert_eq!(Twins::among([&one].into_iter())[0].what, Twin::Account);
    }

    #[test]
    fn what_two_people_filled_in_differently_is_listed_and_what_they_agree_on_is_not() {
        let mut one = journal("a", &[("h1", &[("head", "测试甲"), ("group", "1组")])]);
        one.merge(&journal("b", &[("h1", &[("head", "测试乙"), ("group", "1组")])]));
        let found = conflicts(&one);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].path.as_str(), &found[0].household), ("head", &RecordId::from("h1")));
    }
}

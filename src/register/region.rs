//! 村、管区、乡镇、县: where a register belongs.

use serde::{Deserialize, Serialize};

use super::identity;
use super::typed::squeeze;
use crate::journal::{Fields, Journal, Kind, Record, RecordId};

/// A village with the units above it, by name; the names are what packages are matched by when a code is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Region {
    /// 行政村、社区.
    pub village: String,
    /// 管区, which some townships have between village and township.
    pub district: String,
    /// 乡镇、街道.
    pub township: String,
    /// 县、区.
    pub county: String,
    /// 统计用区划代码, empty where unknown. It changes from year to year, so that nothing hangs on it.
    pub code: String,
}

impl Region {
    /// Reads the fields of a `region` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let text = |path| record.text(path).to_owned();
        Self {
            village: text("village"),
            district: text("district"),
            township: text("township"),
            county: text("county"),
            code: text("code"),
        }
    }

    /// The fields of a `region` record.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let all = [
            ("village", &self.village),
            ("district", &self.district),
            ("township", &self.township),
            ("county", &self.county),
            ("code", &self.code),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(path, text)| (path.to_owned(), text.as_str().into()))
            .collect()
    }

    /// The fields that make `before` into `self`; what was emptied becomes null.
    #[must_use]
    pub fn changes(&self, before: &Self) -> Fields {
        let (now, was) = (self.fields(), before.fields());
        let gone =
            was.keys().filter(|path| !now.contains_key(*path)).map(|path| (path.clone(), serde_json::Value::Null));
        let gone: Fields = gone.collect();
        now.into_iter().filter(|(path, value)| was.get(path) != Some(value)).chain(gone).collect()
    }

    /// The record's identity: from the names, so that two phones of one village, or next year's new code, give one region.
    #[must_use]
    pub fn record_id(&self) -> RecordId {
        let (county, township, village) = (squeeze(&self.county), squeeze(&self.township), squeeze(&self.village));
        identity::derive("r", &["region", &county, &township, &village])
    }

    /// Its record in a journal: one of these names, which may have been made under others, else the one that would be made.
    #[must_use]
    pub fn record_in(&self, journal: &Journal) -> RecordId {
        let names = |region: &Self| [&region.county, &region.township, &region.village].map(|text| squeeze(text));
        let derived = self.record_id();
        let same = journal.records(&Kind::Region).filter(|record| names(&Self::of(record)) == names(self));
        let same: Vec<RecordId> = same.map(|record| record.id().clone()).collect();
        match same.first() {
            Some(first) if !same.contains(&derived) => first.clone(),
            _ => derived,
        }
    }

    /// What names the first village of a journal: its own fields, and of households and helpers that were there before it had a
    /// name, that they are of it. Else they would be in none of its packages.
    #[must_use]
    pub fn naming(&self, journal: &Journal) -> Vec<(Kind, RecordId, Fields)> {
        let id = self.record_in(journal);
        std::iter::once((Kind::Region, id.clone(), self.fields())).chain(adopted(journal, &id)).collect()
    }

    /// The names from the county down, as one line: 某县某镇某村.
    #[must_use]
    pub fn path(&self) -> String {
        [&self.county, &self.township, &self.district, &self.village].map(String::as_str).concat()
    }
}

/// What makes households and helpers of no village those of this one, where the journal has no other.
#[must_use]
pub fn adopted(journal: &Journal, village: &RecordId) -> Vec<(Kind, RecordId, Fields)> {
    if journal.records(&Kind::Region).any(|other| other.id() != village) {
        return Vec::new();
    }
    let fields = Fields::from([("village".to_owned(), village.0.as_str().into())]);
    let orphans = [Kind::Household, Kind::Helper].into_iter().flat_map(|kind| {
        let of_none = journal.records(&kind).filter(|record| record.text("village").is_empty());
        of_none.map(|record| (record.kind().clone(), record.id().clone(), fields.clone())).collect::<Vec<_>>()
    });
    orphans.collect()
}

/// Whether a text is a 统计用区划代码: 12 digits that begin with a province's. A wrong one warns.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let digits = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && matches!(text.as_bytes(), [b'1'..=b'8', b'1'..=b'7', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region() -> Region {
        let text = str::to_owned;
        Region {
            village: text("测试村"), township: text("测试镇"), county: text("测试县"), ..Region::default()
        }
    }

    #[test]
    fn the_code_and_spaces_do_not_change_which_region_it_is() {
        let typed =
            Region {
                code: "370000000001".into(), village: "测试 村".into(), district: "东管区".into(), ..region()
            };
        assert_eq!(typed.record_id(), region().record_id());
        assert_ne!(Region { village: "别村".into(), ..region() }.record_id(), region().record_id());
    }

    #[test]
    fn the_first_name_of_a_village_takes_in_what_was_there_before_it() {
        use crate::journal::Stamp;
        let mut journal = Journal::default();
        let mut write = |kind: Kind, record: &RecordId, fields: Fields| {
            let device = "phone".into();
            let stamp = Stamp { seq: journal.next_seq(&device), device, at: 0, author: String::new() };
            let write = journal.draft(stamp, kind, record.clone(), fields);
            journal.insert(&write);
            journal.clone()
        };
        let text = |path: &str, text: &str| Fields::from([(path.to_owned(), text.into())]);
        write(Kind::Household, &"h1".into(), text("head", "测试甲"));
        let journal = write(Kind::Helper, &"p1".into(), text("village", "r9"));
        let id = region().record_id();
        let named: Vec<(Kind, RecordId)> =
            region().naming(&journal).into_iter().map(|(kind, record, _)| (kind, record)).collect();
        assert_eq!(named, [(Kind::Region, id.clone()), (Kind::Household, "h1".into())]);
        // Put right in place, the village stays the same record.
        write(Kind::Region, &id, region().fields());
        let journal = write(Kind::Region, &id, text("village", "测试新村"));
        let renamed = Region { village: "测试新村".into(), ..region() };
        assert_ne!(renamed.record_id(), id);
        assert_eq!(renamed.record_in(&journal), id);
        let mut changed = Region { district: "东管区".into(), county: String::new(), ..region() };
        let fields = changed.changes(&region());
        assert_eq!(fields, Fields::from([("county".to_owned(), ().into()), ("district".to_owned(), "东管区".into())]));
        changed.clone_from(&region());
        assert!(changed.changes(&region()).is_empty());
        let other = Region { village: "别村".into(), ..region() };
        assert_eq!(other.record_in(&journal), other.record_id());
    }

    #[test]
    fn a_code_has_twelve_digits_and_a_province() {
        assert!(is_code("110101001001"));
        assert!(!is_code("11010100100"));
        assert!(!is_code("010101001001"));
    }
}

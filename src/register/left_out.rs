//! A village that a township takes out of its numbers again: a neighbour's file, a test, one that another township answers for.
//!
//! Nothing is erased. The region and all that names it are marked as [`LEFT_OUT`] and deleted, so that no list, table or plan shows them, and
//! [`take_back`] brings exactly those back. What the village sends meanwhile is kept, and stays out of sight like the rest ([`again`]).

use serde_json::Value;

use super::Region;
use crate::journal::{DELETED, Fields, Journal, Kind, Record, RecordId};

/// The field of a region, and of what names it, that was left out.
pub const LEFT_OUT: &str = "left_out";

/// The villages that were left out, with their names.
pub fn left_out(journal: &Journal) -> impl Iterator<Item = (&RecordId, Region)> {
    let regions = journal.all_records(&Kind::Region).filter(|record| record.flag(LEFT_OUT));
    regions.map(|record| (record.id(), Region::of(&record)))
}

/// What leaves a village out.
#[must_use]
pub fn leave_out(journal: &Journal, village: &RecordId) -> Vec<(Kind, RecordId, Fields)> {
    // Only this field tells; a township's records are many.
    let records = journal.kinds().flat_map(|kind| journal.records_with(kind, |path| path == "village"));
    named(records, village, true)
}

/// What brings a village back that was left out.
#[must_use]
pub fn take_back(journal: &Journal, village: &RecordId) -> Vec<(Kind, RecordId, Fields)> {
    let records = journal.kinds().flat_map(|kind| journal.all_records(kind));
    named(records.filter(|record| record.flag(LEFT_OUT)), village, false)
}

/// What has come since for villages that were left out, to go the same way.
#[must_use]
pub fn again(journal: &Journal) -> Vec<(Kind, RecordId, Fields)> {
    left_out(journal).flat_map(|(village, _)| leave_out(journal, village)).collect()
}

/// The region and the records that name it, each with what sets it aside or brings it back.
fn named<'j>(
    records: impl Iterator<Item = Record<'j>>,
    village: &RecordId,
    out: bool,
) -> Vec<(Kind, RecordId, Fields)> {
    let fields = || {
        let mark = if out { Value::Bool(true) } else { Value::Null };
        Fields::from([(DELETED.to_owned(), out.into()), (LEFT_OUT.to_owned(), mark)])
    };
    let is_of_it = |record: &Record<'_>| match record.kind() {
        Kind::Region => record.id() == village,
        _ => record.text("village") == village.0,
    };
    records.filter(is_of_it).map(|record| (record.kind().clone(), record.id().clone(), fields())).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::journal::Stamp;

    fn write(journal: &mut Journal, device: &str, (kind, id, fields): (Kind, RecordId, Fields)) {
        let device = device.into();
        let stamp = Stamp { seq: journal.next_seq(&device), device, at: 0, author: String::new() };
        journal.insert(&journal.draft(stamp, kind, id, fields));
    }

    fn of(kind: Kind, id: &str, fields: Value) -> (Kind, RecordId, Fields) {
        (kind, id.into(), serde_json::from_value(fields).unwrap())
    }

    fn village() -> Journal {
        let mut journal = Journal::default();
        for one in [
            of(Kind::Region, "r1", json!({ "village": "测试村" })),
            of(Kind::Region, "r2", json!({ "village": "别村" })),
            of(Kind::Household, "h1", json!({ "village": "r1", "head": "测试甲" })),
            of(Kind::Household, "h2", json!({ "village": "r2", "head": "测试乙" })),
            of(Kind::Household, "h3", json!({ "village": "r1", "head": "测试丙", "deleted": true })),
            of(Kind::Other("shift".into()), "s1", json!({ "village": "r1" })),
        ] {
            write(&mut journal, "phone", one);
        }
        journal
    }

    fn live(journal: &Journal) -> Vec<String> {
        let records = journal.kinds().flat_map(|kind| journal.records(kind));
        records.map(|record| record.id().0.clone()).collect()
    }

    #[test]
    fn a_village_that_is_left_out_is_nowhere_and_comes_back_as_it_was() {
        let mut journal = village();
        let before = live(&journal);
        for one in leave_out(&journal, &"r1".into()) {
            write(&mut journal, "township", one);
        }
        assert_eq!(live(&journal), ["h2", "r2"]);
        assert_eq!(
            left_out(&journal).map(|(id, region)| (id.0.clone(), region.village)).collect::<Vec<_>>(),
            [("r1".to_owned(), "测试村".to_owned())]
        );
        for one in take_back(&journal, &"r1".into()) {
            write(&mut journal, "township", one);
        }
        assert_eq!(live(&journal), before, "what was deleted before stays so");
        assert_eq!(left_out(&journal).count(), 0);
    }

    #[test]
    fn what_it_sends_meanwhile_stays_out_too() {
        let mut journal = village();
        let mut phone = journal.clone();
        for one in leave_out(&journal, &"r1".into()) {
            write(&mut journal, "township", one);
        }
        write(&mut phone, "phone", of(Kind::Household, "h1", json!({ "head": "测试丁" })));
        write(&mut phone, "phone", of(Kind::Household, "h4", json!({ "village": "r1" })));
        write(&mut phone, "phone", of(Kind::Region, "r1", json!({ "county": "测试县" })));
        journal.merge(&phone);
        for one in again(&journal) {
            write(&mut journal, "township", one);
        }
        assert_eq!(live(&journal), ["h2", "r2"]);
        assert_eq!(again(&journal), []);
    }
}

//! The journal's laws over random histories: up to five devices whose clocks are off by years, which write, delete and
//! hand each other any part of what they have, in any order, any number of times.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

const YEAR: i64 = 365 * 24 * 3600 * 1000;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    /// A device sets a field of a record.
    Set { device: usize, record: u8, field: u8, value: u8 },
    /// A device sets two fields at once.
    SetTwo { device: usize, record: u8, value: u8 },
    /// A device deletes a record.
    Delete { device: usize, record: u8 },
    /// A device hands some of its writes to another; `part` says which.
    Send { from: usize, to: usize, part: u8 },
}

fn step() -> impl Strategy<Value = Step> {
    let device = 0..5_usize;
    prop_oneof![
        5 => (device.clone(), 0..2_u8, 0..3_u8, 0..4_u8)
            .prop_map(|(device, record, field, value)| Step::Set { device, record, field, value }),
        2 => (device.clone(), 0..2_u8, 0..4_u8).prop_map(|(device, record, value)| Step::SetTwo { device, record, value }),
        1 => (device.clone(), 0..2_u8).prop_map(|(device, record)| Step::Delete { device, record }),
        4 => (device.clone(), device, any::<u8>()).prop_map(|(from, to, part)| Step::Send { from, to, part }),
    ]
}

/// What each device's journal holds after a history, and everything ever written.
struct World {
    journals: Vec<Journal>,
    written: Vec<Write>,
    /// By write: which writes its device held at that moment.
    knew: BTreeMap<WriteId, Vec<WriteId>>,
}

fn play(steps: &[Step], clocks: &[i64]) -> World {
    let mut world = World { journals: vec![Journal::default(); 5], written: Vec::new(), knew: BTreeMap::new() };
    for (tick, step) in (0..).zip(steps) {
        let (device, record, fields) = match *step {
            Step::Set { device, record, field, value } => {
                (device, record, Fields::from([(format!("f{field}"), value.into())]))
            }
            Step::SetTwo { device, record, value } => {
                (device, record, Fields::from([("f0".into(), value.into()), ("f1".into(), value.into())]))
            }
            Step::Delete { device, record } => (device, record, Fields::from([(DELETED.into(), true.into())])),
            Step::Send { from, to, part } => {
                let lines: Vec<String> = world.journals[from].lines().map(str::to_owned).collect();
                for (index, line) in lines.iter().enumerate() {
                    if part >> (index % 8) & 1 == 1 {
                        world.journals[to].insert_line(line).unwrap();
                    }
                }
                continue;
            }
        };
        let id = DeviceId(format!("d{device}"));
        let journal = &mut world.journals[device];
        let stamp = Stamp { seq: journal.next_seq(&id), device: id, at: clocks[device] + tick, author: String::new() };
        let write = journal.draft(stamp, Kind::Household, RecordId(format!("r{record}")), fields);
        let known = journal.lines().map(|line| Write::from_line(line).unwrap().id).collect();
        world.knew.insert(write.id.clone(), known);
        assert_eq!(journal.insert(&write), Inserted::New);
        world.written.push(write);
    }
    world
}

fn clocks() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(-5 * YEAR..5 * YEAR, 5)
}

fn together(journals: &[Journal], order: &[usize]) -> Journal {
    let mut all = Journal::default();
    for index in order {
        all.merge(&journals[*index]);
    }
    all
}

proptest! {
    #[test]
    fn merging_is_commutative_associative_and_idempotent(
        steps in prop::collection::vec(step(), 1..60), clocks in clocks(), order in Just(vec![0, 1, 2, 3, 4]).prop_shuffle()
    ) {
        let world = play(&steps, &clocks);
        let all = together(&world.journals, &[0, 1, 2, 3, 4]);
        prop_assert_eq!(&all, &together(&world.journals, &order));
        prop_assert_eq!(all.to_ndjson(), together(&world.journals, &order).to_ndjson());

        // ((0 1) 2) = (0 (1 2))
        let mut right = together(&world.journals, &[1, 2]);
        right.merge(&world.journals[0]);
        prop_assert_eq!(&together(&world.journals, &[0, 1, 2]), &right);

        let mut twice = all.clone();
        prop_assert_eq!(twice.merge(&all).new, 0);
        prop_assert_eq!(&twice, &all);
        prop_assert_eq!(all.forks().count(), 0);

        let mut read = Journal::default();
        read.merge_ndjson(all.to_ndjson().as_bytes()).unwrap();
        prop_assert_eq!(&read, &all);
        for (ours, theirs) in all.all_records(&Kind::Household).zip(read.all_records(&Kind::Household)) {
            prop_assert_eq!(format!("{ours:?}"), format!("{theirs:?}"));
        }
    }

    /// What was exported and what came after it are together everything, however the writes came; and nothing is sent twice.
    #[test]
    fn a_full_export_and_those_after_it_are_together_everything(
        steps in prop::collection::vec(step(), 1..60), clocks in clocks(), device in 0..5_usize, first in any::<u8>()
    ) {
        let world = play(&steps, &clocks);
        let all = &world.journals[device];
        let mut before = Journal::default();
        for (index, line) in all.lines().enumerate() {
            if first >> (index % 8) & 1 == 1 {
                before.insert_line(line).unwrap();
            }
        }
        let after = all.beyond(&before.known());
        prop_assert_eq!(before.len() + after.len(), all.len());
        before.merge(&after);
        prop_assert_eq!(&before, all);
        prop_assert!(all.beyond(&all.known()).is_empty());
        let json = serde_json::to_string(&all.known()).unwrap();
        prop_assert_eq!(serde_json::from_str::<Known>(&json).unwrap(), all.known());
    }

    /// What shows or stands beside it is exactly what nobody who wrote that field knew of, even when files came in part.
    #[test]
    fn a_conflict_keeps_both_sides(steps in prop::collection::vec(step(), 1..60), clocks in clocks()) {
        let world = play(&steps, &clocks);
        let all = together(&world.journals, &[0, 1, 2, 3, 4]);
        for record in all.all_records(&Kind::Household) {
            for field in record.fields() {
                let writers: Vec<&Write> = world.written.iter()
                    .filter(|write| write.record == *record.id() && write.fields.contains_key(field.path()))
                    .collect();
                let mut expected: Vec<&WriteId> = writers.iter()
                    .map(|write| &write.id)
                    .filter(|id| !writers.iter().any(|other| other.id != **id && world.knew[&other.id].contains(id)))
                    .collect();
                expected.sort();
                let mut sides: Vec<WriteId> = record.sides(field).map(|side| side.id).collect();
                sides.sort();
                prop_assert_eq!(sides.iter().collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn one_more_write_settles_a_conflict(steps in prop::collection::vec(step(), 1..60), clocks in clocks()) {
        let world = play(&steps, &clocks);
        let mut all = together(&world.journals, &[0, 1, 2, 3, 4]);
        let conflicts: Vec<(RecordId, String, serde_json::Value)> = all.all_records(&Kind::Household)
            .flat_map(|record| {
                let id = record.id().clone();
                let pairs: Vec<_> = record.conflicts()
                    .map(|field| (id.clone(), field.path().to_owned(), field.value().to_json()))
                    .collect();
                pairs
            })
            .collect();
        for (id, path, value) in conflicts {
            let device = DeviceId::from("township");
            let stamp = Stamp { seq: all.next_seq(&device), device, at: -9 * YEAR, author: "测试".into() };
            let write = all.draft(stamp, Kind::Household, id.clone(), Fields::from([(path.clone(), value.clone())]));
            all.insert(&write);
            let record = all.record(&Kind::Household, &id).unwrap();
            prop_assert!(!record.field(&path).unwrap().is_conflict());
            prop_assert_eq!(record.get(&path).to_json(), value);
        }
        let left = all.all_records(&Kind::Household).map(|record| record.conflicts().count()).sum::<usize>();
        prop_assert_eq!(left, 0);
    }

    /// While a write is still under way, one device's writes may seem to gainsay each other; such a record is not shared.
    #[test]
    fn whoever_looks_at_shared_records_alone_misses_no_conflict(
        steps in prop::collection::vec(step(), 1..60), clocks in clocks()
    ) {
        let world = play(&steps, &clocks);
        let all = together(&world.journals, &[0, 1, 2, 3, 4]);
        let disputed = |record: &Record<'_>| record.conflicts().next().is_some();
        let shared = all.shared_records(&Kind::Household).filter(disputed);
        let known: Vec<_> = all.records(&Kind::Household).filter(disputed).map(|record| record.id().clone()).collect();
        prop_assert_eq!(shared.map(|record| record.id().clone()).collect::<Vec<_>>(), known);
    }

    /// A record is out of sight only if every value in it was known to somebody who deleted it. (What a known write had already
    /// replaced need not have reached them itself.)
    #[test]
    fn deleting_hides_no_value_that_nobody_who_deleted_knew_of(
        steps in prop::collection::vec(step(), 1..60), clocks in clocks()
    ) {
        let world = play(&steps, &clocks);
        let all = together(&world.journals, &[0, 1, 2, 3, 4]);
        for record in all.all_records(&Kind::Household).filter(Record::is_deleted) {
            let deletes = |write: &&Write| write.fields.contains_key(DELETED) && write.record == *record.id();
            let deletions: Vec<&Write> = world.written.iter().filter(deletes).collect();
            for side in record.fields().iter().flat_map(|field| record.sides(field)) {
                let known = deletions.iter().any(|other| other.id == side.id || world.knew[&other.id].contains(&side.id));
                prop_assert!(known, "{} was not known to any deletion", side.id);
            }
        }
    }
}

fn write(id: &str, seen: &[&str], at: i64, fields: &[(&str, &str)]) -> Write {
    let line = serde_json::json!({
        "id": id, "record": "h1", "kind": "household", "seen": seen, "at": at,
        "fields": fields.iter().copied().collect::<BTreeMap<_, _>>(),
    });
    serde_json::from_value(line).unwrap()
}

#[test]
fn the_later_shows_and_the_earlier_stands_beside_it() {
    let mut journal = Journal::default();
    journal.insert(&write("a.1", &[], 10, &[("head", "测试甲"), ("group", "1")]));
    journal.insert(&write("b.1", &["a.1"], 5, &[("head", "测试乙")]));
    journal.insert(&write("c.1", &["a.1"], 7, &[("head", "测试丙")]));
    let record = journal.record(&Kind::Household, &"h1".into()).unwrap();
    assert_eq!(record.text("head"), "测试丙");
    assert_eq!(record.text("group"), "1");
    let conflicts: Vec<_> = record.conflicts().collect();
    assert_eq!(conflicts.len(), 1);
    let sides: Vec<_> = record.sides(conflicts[0]).map(|side| side.value.as_text().unwrap().to_owned()).collect();
    assert_eq!(sides, ["测试丙", "测试乙"]);
}

#[test]
fn two_who_write_the_same_do_not_conflict() {
    let mut journal = Journal::default();
    journal.insert(&write("a.1", &[], 10, &[("phone", "13900000000")]));
    journal.insert(&write("b.1", &[], 5, &[("phone", "13900000000")]));
    assert_eq!(journal.record(&Kind::Household, &"h1".into()).unwrap().conflicts().count(), 0);
}

#[test]
fn a_fork_is_reported_and_neither_twin_is_lost() {
    let twins = [write("a.1", &[], 10, &[("head", "测试甲")]), write("a.1", &[], 10, &[("head", "测试乙")])];
    let mut forward = Journal::default();
    assert_eq!(forward.insert(&twins[0]), Inserted::New);
    assert_eq!(forward.insert(&twins[1]), Inserted::Fork);
    assert_eq!(forward.insert(&twins[1]), Inserted::Known);
    let mut backward = Journal::default();
    backward.insert(&twins[1]);
    backward.insert(&twins[0]);
    assert_eq!(forward, backward);
    assert_eq!(forward.forks().map(ToString::to_string).collect::<Vec<_>>(), ["a.1"]);
    assert_eq!(forward.record(&Kind::Household, &"h1".into()).unwrap().conflicts().count(), 1);
}

#[test]
fn the_same_write_in_another_spelling_is_no_fork() {
    let one = r#"{"id":"a.1","record":"h","kind":"visit","at":1,"fields":{"a":1,"b":2}}"#;
    let other = r#"{"kind":"visit", "id":"a.1","record":"h","at":1,"fields":{"b":2,"a":1}}"#;
    let mut journal = Journal::default();
    journal.insert_line(other).unwrap();
    assert_eq!(journal.insert_line(one), Ok(Inserted::Known));
    assert_eq!(journal.lines().collect::<Vec<_>>(), [one]);
}

#[test]
fn a_bad_line_changes_nothing_and_is_named() {
    let mut journal = Journal::default();
    let text = "{\"id\":\"a.1\",\"record\":\"h\",\"kind\":\"visit\",\"at\":1,\"fields\":{}}\n\n{\"id\":\"a.2\"}\n";
    let error = journal.merge_ndjson(text.as_bytes()).unwrap_err();
    assert_eq!(error.line, 3);
    assert!(journal.is_empty());
    // What would only trip the fold is refused at the door.
    for value in [r#""\ud800""#, "1e999", &"[".repeat(200), "01"] {
        let line = format!(r#"{{"id":"a.1","record":"h","kind":"visit","at":1,"fields":{{"x":{value}}}}}"#);
        assert!(journal.insert_line(&line).is_err(), "{value}");
    }
}

#[test]
fn a_deletion_that_had_not_seen_an_edit_leaves_the_record_in_sight() {
    let mut journal = Journal::default();
    journal.insert(&write("a.1", &[], 1, &[("head", "测试甲")]));
    let mut elsewhere = journal.clone();
    let stamp = |device: &str, seq| Stamp { device: device.into(), seq, at: 2, author: String::new() };
    let delete =
        journal.draft(stamp("a", 2), Kind::Household, "h1".into(), Fields::from([(DELETED.into(), true.into())]));
    journal.insert(&delete);
    assert!(journal.record(&Kind::Household, &"h1".into()).unwrap().is_deleted());
    assert_eq!(journal.records(&Kind::Household).count(), 0);
    let edit =
        elsewhere.draft(stamp("b", 1), Kind::Household, "h1".into(), Fields::from([("group".into(), "2".into())]));
    elsewhere.insert(&edit);
    journal.merge(&elsewhere);
    let record = journal.record(&Kind::Household, &"h1".into()).unwrap();
    assert!(!record.is_deleted());
    assert_eq!(record.unseen_by_deletion().map(|field| field.path().to_owned()).collect::<Vec<_>>(), ["group"]);
}

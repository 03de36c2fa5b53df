//! Packages written, read back, damaged and forged.

use proptest::prelude::*;

use super::write::{sha256, zip};
use super::*;
use crate::journal::{Fields, Inserted, Journal, Kind, LineError, RecordId, Stamp, Write};
use crate::text::{Lang, Say};

fn label() -> Label {
    Label {
        campaign: CampaignLabel { id: "winter".into(), version: "3".into(), title: "冬季排查".into() },
        region: RegionLabel { id: "v1".into(), village: "测试村".into(), ..RegionLabel::default() },
        device: "phone".into(),
        author: "测试甲".into(),
        made: "2026-12-20T18:00:00+08:00".into(),
        period: Some(Period { from: "2026-12-16".into(), to: "2026-12-20".into() }),
        denominators: [("households".to_owned(), 3)].into(),
        extent: None,
    }
}

fn add(journal: &mut Journal, kind: Kind, record: &str, fields: &[(&str, &str)]) {
    let stamp = Stamp { device: "phone".into(), seq: journal.next_seq(&"phone".into()), at: 0, author: String::new() };
    let fields: Fields = fields.iter().map(|(path, value)| ((*path).to_owned(), (*value).into())).collect();
    let write = journal.draft(stamp, kind, record.into(), fields);
    assert_eq!(journal.insert(&write), Inserted::New);
}

fn village() -> Journal {
    let mut journal = Journal::default();
    add(&mut journal, Kind::Region, "v1", &[("village", "测试村")]);
    for number in 1..=3 {
        let id = format!("h{number}");
        add(&mut journal, Kind::Household, &id, &[("village", "v1"), ("head", "测试户主")]);
        add(&mut journal, Kind::Visit, &format!("x{number}"), &[("household", &id), ("answer/heating", "stove")]);
    }
    journal
}

fn limits() -> Limits {
    Limits { file: 1 << 20, part: 1 << 20 }
}

fn refused(bytes: &[u8]) -> PackageError {
    read(bytes, &limits()).map(|package| package.manifest).unwrap_err()
}

#[test]
fn a_clock_is_wrong_that_is_ahead_or_half_a_year_before_the_campaign() {
    let begins = "2026-12-16".parse().unwrap();
    let moment = |text: &str| Moment::parse(text).unwrap();
    let now = moment("2026-12-28T09:00:00+08:00");
    let wrong = |made: &str| is_clock_wrong(moment(made), now, begins);
    assert!(wrong("2025-12-28T08:00:00+08:00") && wrong("2027-12-28T08:00:00+08:00"));
    assert!(!wrong("2026-10-01T08:00:00+08:00") && !wrong("2026-12-28T09:30:00+08:00"));
}

#[test]
fn the_same_data_give_the_same_bytes_and_come_back_whole() {
    let bytes = write(label(), &village());
    assert_eq!(bytes, write(label(), &village()));
    let package = read(&bytes, &limits()).unwrap();
    assert_eq!(package.journal, village());
    assert_eq!(package.manifest.label, label());
    assert_eq!(package.manifest.counts.writes, 7);
    assert_eq!(package.manifest.counts.records["household"], 3);
    assert_eq!(read_manifest(&bytes, &limits()).unwrap(), package.manifest);
}

#[test]
fn every_cut_is_refused() {
    let bytes = write(label(), &village());
    for length in 0..bytes.len() {
        assert!(read(&bytes[..length], &limits()).is_err(), "cut to {length}");
    }
}

#[test]
fn a_changed_byte_is_refused_or_changes_nothing() {
    let bytes = write(label(), &village());
    let whole = read(&bytes, &limits()).unwrap();
    for place in 0..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[place] ^= 0x41;
        if let Ok(package) = read(&bytes, &limits()) {
            assert_eq!((package.manifest, package.journal), (whole.manifest.clone(), whole.journal.clone()), "{place}");
        }
    }
}

/// A package whose manifest somebody wrote by hand.
fn forged(edit: impl Fn(&mut serde_json::Value), parts: &[(&str, &[u8])]) -> Vec<u8> {
    let bytes = write(label(), &village());
    let mut manifest = serde_json::to_value(read_manifest(&bytes, &limits()).unwrap()).unwrap();
    edit(&mut manifest);
    let manifest = manifest.to_string();
    let writes = village().to_ndjson();
    let mut all: Vec<(&str, &[u8])> = vec![(MANIFEST, manifest.as_bytes()), (WRITES, writes.as_bytes())];
    all.extend_from_slice(parts);
    zip(&all).unwrap()
}

#[test]
fn what_is_no_package_is_named() {
    assert_eq!(refused(b""), PackageError::Empty);
    assert_eq!(refused(b"hello"), PackageError::NotAPackage(Looks::Unknown));
    assert_eq!(refused(b"age-encryption.org/v1\n"), PackageError::NotAPackage(Looks::Sealed));
    let xlsx = zip(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")]).unwrap();
    assert_eq!(refused(&xlsx), PackageError::NotAPackage(Looks::Workbook));
    let archive = zip(&[("各村/测试村.zip", b"")]).unwrap();
    assert_eq!(refused(&archive), PackageError::NotAPackage(Looks::Archive));
}

#[test]
fn a_newer_format_is_refused_whatever_else_it_says() {
    let bytes = forged(|manifest| *manifest = serde_json::json!({"format": 2, "shape": "another"}), &[]);
    assert_eq!(refused(&bytes), PackageError::TooNew { format: 2 });
}

#[test]
fn fields_of_a_newer_version_are_kept() {
    let bytes = forged(|manifest| manifest["weather"] = "雪".into(), &[]);
    let package = read(&bytes, &limits()).unwrap();
    assert_eq!(package.manifest.rest["weather"], "雪");
    assert_eq!(serde_json::to_value(&package.manifest).unwrap()["weather"], "雪");
}

#[test]
fn a_part_that_is_not_listed_or_differs_is_refused() {
    let unlisted = forged(|_| {}, &[("photos.bin", b"x")]);
    assert_eq!(refused(&unlisted), PackageError::PartDiffers { part: "photos.bin".into() });
    let differs = forged(|manifest| manifest["parts"][0]["sha256"] = "00".into(), &[]);
    assert_eq!(refused(&differs), PackageError::PartDiffers { part: WRITES.into() });
    let missing = forged(
        |manifest| {
            manifest["parts"].as_array_mut().unwrap().push(serde_json::json!({"name": "a", "size": 0, "sha256": ""}));
        },
        &[],
    );
    assert_eq!(refused(&missing), PackageError::PartDiffers { part: "a".into() });
    let miscounted = forged(|manifest| manifest["counts"]["writes"] = 8.into(), &[]);
    assert_eq!(refused(&miscounted), PackageError::PartDiffers { part: WRITES.into() });
}

#[test]
fn path_tricks_are_refused() {
    for name in ["../evil", "a/../../evil", "/etc/passwd", "c:\\evil", ".hidden", "a//b"] {
        assert_eq!(refused(&forged(|_| {}, &[(name, b"x")])), PackageError::UnsafeName, "{name}");
    }
}

#[test]
fn what_swells_beyond_the_limit_is_refused_without_being_unpacked_whole() {
    let zeros = vec![b'\n'; 4 << 20];
    let bomb = |size: u64| {
        forged(
            |manifest| {
                let part = serde_json::json!({"name": "z", "size": size, "sha256": ""});
                manifest["parts"].as_array_mut().unwrap().insert(0, part);
            },
            &[("z", &zeros)],
        )
    };
    assert_eq!(refused(&bomb(4 << 20)), PackageError::TooLarge { limit: 1 });
    assert_eq!(refused(&bomb(7)), PackageError::TooLarge { limit: 1 });
    assert_eq!(refused(&vec![0; (1 << 20) + 1]), PackageError::TooLarge { limit: 1 });
}

#[test]
fn a_write_that_cannot_be_understood_is_named_by_its_line() {
    let text = b"\n{}\n";
    let manifest = serde_json::json!({
        "format": 1, "campaign": {"id": "w", "version": "1"}, "region": {"id": "v1"}, "device": "d", "made": "",
        "counts": {"writes": 1, "records": {}},
        "parts": [{"name": WRITES, "size": text.len(), "sha256": sha256(text)}],
    });
    let bytes = zip(&[(MANIFEST, manifest.to_string().as_bytes()), (WRITES, text)]).unwrap();
    assert!(matches!(refused(&bytes), PackageError::BadWrite(LineError { line: 2, .. })));
}

#[test]
fn a_package_of_another_campaign_is_told_apart() {
    assert_eq!(label().expect_campaign("winter"), Ok(()));
    let error = label().expect_campaign("summer").unwrap_err();
    assert!(error.say(Lang::ZhHans).contains("冬季排查"));
}

#[test]
fn a_village_takes_its_own_records_and_those_of_all() {
    let mut all = village();
    add(&mut all, Kind::Region, "v2", &[("village", "邻村")]);
    add(&mut all, Kind::Household, "h9", &[("village", "v2")]);
    add(&mut all, Kind::Visit, "x9", &[("household", "h9")]);
    add(&mut all, Kind::Helper, "p1", &[("name", "测试丙")]);
    add(&mut all, Kind::Other("event".into()), "e1", &[("village", "v2")]);
    add(&mut all, Kind::Household, "h1", &[("group", "2")]);
    add(&mut all, Kind::Other("private".into()), "x9", &[("answer/mood", "测试")]);
    let part = select(&all, &RecordId::from("v2"));
    let found: Vec<String> = part.lines().map(|line| Write::from_line(line).unwrap().record.0).collect();
    assert_eq!(found, ["h9", "x9", "p1", "v2", "e1"]);
    assert_eq!(select(&all, &RecordId::from("v1")).len(), 9);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), place in any::<prop::sample::Index>()) {
        let _ = read(&bytes, &limits());
        // The same bytes dropped into a sound package, which gets past the first checks.
        let mut package = write(label(), &village());
        let place = place.index(package.len());
        for (old, new) in package.iter_mut().skip(place).zip(&bytes) {
            *old = *new;
        }
        let _ = read(&package, &limits());
    }

    #[test]
    fn packages_in_any_order_and_twice_give_one_journal(order in Just(vec![0, 1, 2, 0, 1, 2]).prop_shuffle()) {
        let packages: Vec<Package> = (0..3).map(|number| {
            let mut journal = village();
            let stamp = Stamp { device: format!("d{number}").as_str().into(), seq: 1, at: number, author: String::new() };
            let fields = Fields::from([("head".into(), number.into())]);
            let made = journal.draft(stamp, Kind::Household, "h1".into(), fields);
            journal.insert(&made);
            read(&write(label(), &journal), &limits()).unwrap()
        }).collect();
        let mut all = Journal::default();
        for index in order {
            packages[index].merge_into(&mut all);
        }
        let mut expected = Journal::default();
        for package in &packages {
            package.merge_into(&mut expected);
        }
        prop_assert_eq!(&all, &expected);
        prop_assert_eq!(all.len(), 10);
    }
}

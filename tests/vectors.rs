//! Packages of every format that was ever released, pinned: they are read for ever.
#![cfg(feature = "office")]

use nuandong::journal::{Kind, RecordId};
use nuandong::package::{Format, Limits, read, write};

/// Format 1: a village with a household whose phone two people corrected, a visit, a finding, and what a newer version of the
/// same format added: a kind, a field and a part of a write.
const FORMAT_1: &[u8] = include_bytes!("vectors/package-1.zip");

#[test]
fn a_package_of_format_1_is_read() {
    let package = read(FORMAT_1, &Limits::default()).unwrap();
    assert_eq!(package.manifest.format, Format(1));
    assert_eq!(package.manifest.label.region.village, "示例村");
    assert_eq!(package.manifest.label.denominators["households"], 1);
    assert_eq!(package.manifest.counts.writes, 7);
    let household = package.journal.record(&Kind::Household, &RecordId::from("h1")).unwrap();
    assert_eq!(household.text("head"), "甲子山");
    assert_eq!(household.text("phone"), "15400000003");
    assert_eq!(household.conflicts().map(|field| field.path().to_owned()).collect::<Vec<_>>(), ["phone"]);
    let visit = package.journal.record(&Kind::Visit, &RecordId::from("v1")).unwrap();
    assert_eq!(visit.list("answer/heating").collect::<Vec<_>>(), ["kang", "coal_stove"]);
}

#[test]
fn what_a_newer_version_added_goes_through_untouched() {
    let package = read(FORMAT_1, &Limits::default()).unwrap();
    let text = package.journal.to_ndjson();
    assert!(text.contains(r#""kind":"of-a-newer-version""#));
    assert!(text.contains(r#""answer/of_a_newer_version":{"deep":[1,2]}"#));
    assert!(text.contains(r#""part_of_a_newer_version":"kept""#));
}

/// The same data give the same bytes: today, on every machine, and after every update of the compressor. Should an update
/// change them, say so in the format's changelog and pin the new bytes beside the old.
#[test]
fn the_same_data_still_give_the_same_bytes() {
    let package = read(FORMAT_1, &Limits::default()).unwrap();
    assert_eq!(write(package.manifest.label, &package.journal), FORMAT_1);
}

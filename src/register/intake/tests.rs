use super::*;
use crate::expr::Value;
use crate::journal::Stamp;
use crate::register::Person;
use crate::register::roster::{self, Options};
use crate::visit::Known;
use crate::workbook::Workbook;

const A: &str = "990000197001010018";
const B: &str = "990000197202020028";
const C: &str = "990000199903030017";

fn region() -> Region {
    Region {
        village: "测试村".into(), township: "测试镇".into(), county: "测试县".into(), ..Region::default()
    }
}

fn reading(csv: &str) -> RosterReading {
    roster::read(&Workbook::from_csvs(&[("名册", csv)]), &Options::default())
}

fn take(journal: &mut Journal, intake: &Intake) {
    for (kind, record, fields) in intake.drafts() {
        write(journal, kind, record, fields);
    }
}

fn write(journal: &mut Journal, kind: Kind, record: RecordId, fields: Fields) {
    let device = "phone".into();
    let stamp = Stamp { seq: journal.next_seq(&device), device, at: 0, author: String::new() };
    let write = journal.draft(stamp, kind, record, fields);
    journal.insert(&write);
}

fn heads(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.head.as_str()).collect()
}

/// A journal that has taken in a roster.
fn with(csv: &str) -> Journal {
    let mut journal = Journal::default();
    let intake = compare(&reading(csv), &journal, &region());
    take(&mut journal, &intake);
    journal
}

const ROSTER: &str = "户主姓名,身份证号,组,联系电话,类别\n测试甲,990000197001010018,一组,13900000001,低保\n测试乙,,二组,,\n测试乙,,二组,,\n";

#[test]
fn the_same_roster_a_second_time_changes_nothing() {
    let journal = with(ROSTER);
    assert_eq!(journal.records(&Kind::Household).count(), 3);
    assert_eq!(journal.records(&Kind::Region).count(), 1);
    let again = compare(&reading(ROSTER), &journal, &region());
    assert_eq!((again.added.len(), again.changed.len(), again.same.len(), again.gone.len()), (0, 0, 3, 0));
    assert!(again.drafts().is_empty());
}

#[test]
fn two_phones_make_the_same_records() {
    let (one, mut other) = (with(ROSTER), Journal::default());
    let intake = compare(&reading(ROSTER), &other, &region());
    take(&mut other, &intake);
    let ids = |journal: &Journal| journal.ids(&Kind::Household).cloned().collect::<Vec<_>>();
    assert_eq!(ids(&one), ids(&other));
}

#[test]
fn a_later_roster_shows_what_is_added_changed_and_gone() {
    let journal = with(&format!("户主姓名,身份证号,组,联系电话\n测试甲,{A},一组,13900000001\n测试乙,{B},二组,\n"));
    let later = reading(&format!(
        "姓名,与户主关系,身份证号,村民小组,手机,类别\n测试甲,户主,{A},第1村民小组,13900000002,残疾\n测试妻,配偶,,1组,,\n测试丙,户主,{C},3组,,\n"
    ));
    let intake = compare(&later, &journal, &region());
    assert_eq!(
        (heads(&intake.added), heads(&intake.changed), heads(&intake.gone)),
        (vec!["测试丙"], vec!["测试甲"], vec!["测试乙"])
    );
    let changes: Vec<_> = intake.changed[0]
        .changes
        .iter()
        .map(|change| (change.what, change.before.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(
        changes,
        [
            (Changed::Phone, "13900000001", "13900000002"),
            (Changed::Categories, "", "残疾"),
            (Changed::Member, "", "测试妻配偶"),
        ]
    );
}

#[test]
fn a_roster_fills_and_never_clears() {
    let mut journal = with(&format!("户主姓名,身份证号,组,联系电话\n测试甲,{A},一组,13900000001\n"));
    let intake = compare(&reading("户主姓名,身份证号,组,联系电话\n测试甲,1,,\n"), &journal, &region());
    assert_eq!(intake.same.len(), 1);
    take(&mut journal, &intake);
    let record = journal.records(&Kind::Household).next().unwrap();
    assert_eq!(Household::of(&record).head_id().unwrap().as_str(), A);
}

#[test]
fn a_household_without_an_id_keeps_its_record_when_a_later_roster_brings_one() {
    let mut journal = with("户主姓名,组\n测试甲,一组\n");
    let intake = compare(&reading(&format!("户主姓名,身份证号,组\n测试甲,{A},1组\n")), &journal, &region());
    assert_eq!((intake.added.len(), heads(&intake.changed)), (0, vec!["测试甲"]));
    take(&mut journal, &intake);
    assert_eq!(journal.records(&Kind::Household).count(), 1);
}

#[test]
fn namesakes_with_different_ids_are_two_households() {
    let journal = with(&format!("户主姓名,身份证号,组\n测试甲,{A},一组\n"));
    let intake = compare(&reading(&format!("户主姓名,身份证号,组\n测试甲,{B},一组\n")), &journal, &region());
    assert_eq!((heads(&intake.added), heads(&intake.gone)), (vec!["测试甲"], vec!["测试甲"]));
}

#[test]
fn a_deleted_or_gone_household_comes_back_with_the_roster() {
    let mut journal = with(&format!("户主姓名,身份证号\n测试甲,{A}\n测试乙,{B}\n"));
    let ids: Vec<RecordId> = journal.ids(&Kind::Household).cloned().collect();
    write(&mut journal, Kind::Household, ids[0].clone(), Fields::from([(DELETED.to_owned(), true.into())]));
    write(&mut journal, Kind::Household, ids[1].clone(), Fields::from([("gone".to_owned(), true.into())]));
    let intake = compare(&reading(&format!("户主姓名,身份证号\n测试甲,{A}\n测试乙,{B}\n")), &journal, &region());
    assert_eq!((intake.added.len(), intake.changed.len()), (1, 1));
    assert_eq!(intake.changed[0].changes[0].what, Changed::Back);
    take(&mut journal, &intake);
    let back = journal.records(&Kind::Household).map(|record| Household::of(&record));
    assert_eq!(back.filter(|household| !household.gone).count(), 2);
}

#[test]
fn helpers_become_records_and_are_assigned_once() {
    let csv =
        "户主姓名,组,帮扶责任人,帮扶责任人电话\n测试甲,一组,测试干部,13900000009\n测试乙,一组,测试干部,13900000009\n";
    let journal = with(csv);
    let helper = journal.records(&Kind::Helper).next().unwrap();
    assert_eq!((helper.text("name"), helper.text("phone")), ("测试干部", "13900000009"));
    let path = format!("helper/{}", helper.id().0);
    assert!(journal.records(&Kind::Household).all(|record| record.flag(&path)));
    assert!(compare(&reading(csv), &journal, &region()).drafts().is_empty());
}

#[test]
fn a_roster_names_the_village_of_what_was_entered_by_hand_before_it() {
    let mut journal = Journal::default();
    let head = |name: &str| Fields::from([("head".to_owned(), name.into())]);
    write(&mut journal, Kind::Household, "byhand".into(), head("测试甲"));
    write(&mut journal, Kind::Household, "other".into(), head("测试丁"));
    let intake = compare(&reading("户主姓名,联系电话\n测试甲,15400000001\n测试乙,15400000002\n"), &journal, &region());
    take(&mut journal, &intake);
    let village = region().record_id();
    let homes: Vec<Household> = journal.records(&Kind::Household).map(|record| Household::of(&record)).collect();
    assert_eq!(homes.len(), 3);
    assert!(homes.iter().all(|home| home.village.as_ref() == Some(&village)), "{homes:?}");
}

/// The only member of this name.
fn member(journal: &Journal, name: &str) -> Person {
    let homes = journal.records(&Kind::Household).map(|record| Household::of(&record));
    let mut named = homes.flat_map(|home| home.members.into_values()).filter(|person| person.name == name);
    let only = named.next().unwrap();
    assert!(named.next().is_none());
    only
}

#[test]
fn sex_and_birth_are_kept_where_no_valid_id_number_says_them() {
    let csv = format!(
        "户主姓名,姓名,与户主关系,身份证号,性别,出生日期,组\n\
         测试甲,测试甲,户主,{A},男,1970-01-01,一组\n\
         测试甲,测试母,母亲,,女,1940年5月6日,一组\n\
         测试甲,测试妻,配偶,990000197202020029,女,1972.02,一组\n"
    );
    let mut journal = with(&csv);
    let told = |person: &Person| (person.told_sex.clone(), person.told_birth.clone());
    let pair = |sex: &str, birth: &str| (sex.to_owned(), birth.to_owned());
    assert_eq!(told(&member(&journal, "测试甲")), pair("", ""), "the ID number says both");
    let mother = member(&journal, "测试母");
    assert_eq!(told(&mother), pair("female", "1940-05-06"));
    assert_eq!(mother.age("2026-12-16".parse().unwrap()), Some(86));
    let wife = member(&journal, "测试妻");
    assert_eq!(
        told(&wife),
        pair("female", "1972.02"),
        "half a date is kept as it stands beside a number that is wrong"
    );
    assert_eq!(wife.birth(), None);
    let again = compare(&reading(&csv), &journal, &region());
    assert_eq!((again.added.len(), again.changed.len(), again.same.len()), (0, 0, 1));
    assert!(again.drafts().is_empty());

    let later = format!(
        "户主姓名,姓名,与户主关系,身份证号,性别,出生日期,组\n\
         测试甲,测试甲,户主,{A},,,一组\n\
         测试甲,测试母,母亲,,,19410506,一组\n\
         测试甲,测试妻,配偶,{B},女,1972-02-02,一组\n"
    );
    let intake = compare(&reading(&later), &journal, &region());
    let changes: Vec<_> = intake.changed[0]
        .changes
        .iter()
        .map(|change| (change.what, change.before.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(changes, [(Changed::IdNumber, "990000197202020029", B), (Changed::Birth, "1940-05-06", "1941-05-06")]);
    take(&mut journal, &intake);
    assert_eq!(told(&member(&journal, "测试母")), pair("female", "1941-05-06"), "a blank cell clears nothing");
    assert_eq!(member(&journal, "测试妻").birth(), Some("1972-02-02".parse().unwrap()));
    // What the rules of age ask of a visit.
    let record = journal.records(&Kind::Household).next().unwrap();
    let (id, household) = (record.id().0.clone(), Household::of(&record));
    let today = "2026-12-16".parse().unwrap();
    let known = Known { id: &id, household: &household, region: None, helpers: None, visit: None, visits: 0, today };
    assert_eq!(known.fact("household.over60"), Some(Value::Number(1.0)));
}

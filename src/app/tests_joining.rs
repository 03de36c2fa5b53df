//! One village that two phones wrote down differently, as the township and its own phones meet it.

use super::job::Kind as TakenKind;
use super::tests::{Tab, notes, now};
use super::tests_jobs::package_of;
use super::*;
use crate::journal::{DeviceId, Kind, RecordId};
use crate::register::Region;
use crate::register::left_out::{leave_out, take_back};
use crate::register::namesake::OneVillage;
use crate::store::Store;

const ROSTER: &str = "序号,户主姓名,身份证号,组,联系电话\n1,测试甲,,一组,13900000001\n2,测试乙,,二组,13900000002\n";

fn phone(seed: u8, region: &Region, roster: &str) -> Tab {
    let store = Store::memory();
    now(store.device(&DeviceId(format!("phone{seed}")))).unwrap();
    let mut phone = Tab::open(&store, seed);
    take(&mut phone, region, roster);
    phone
}

fn take(phone: &mut Tab, region: &Region, roster: &str) {
    phone.choose("花名册.csv", roster.as_bytes(), |file| Job::ReadRoster(file, region.clone()));
    phone.send(Event::Do(Action::TakeRoster(Vec::new())));
    phone.settle();
}

fn regions() -> (Region, Region) {
    let short = Region { village: "测试村".into(), ..Region::default() };
    (Region { township: "测试镇".into(), county: "测试县".into(), ..short.clone() }, short)
}

fn ids(tab: &Tab, kind: &Kind) -> Vec<RecordId> {
    tab.app.journal.records(kind).map(|record| record.id().clone()).collect()
}

fn joined(tab: &Tab) -> Vec<OneVillage> {
    let taken = tab.app.desk.receipts.iter().filter_map(|receipt| receipt.outcome.as_ref().ok());
    let kinds = taken.filter_map(|taken| match &taken.kind {
        TakenKind::Joined(villages) => Some(villages.clone()),
        _ => None,
    });
    kinds.flatten().collect()
}

#[test]
fn a_township_takes_the_packages_of_two_phones_as_one_village_and_looks_at_it_before() {
    let (full, short) = regions();
    let (mut one, mut other) = (phone(1, &full, ROSTER), phone(2, &short, ROSTER));
    let mut township = Tab::open(&Store::memory(), 9);
    township.choose("一.zip", &package_of(&mut one, &full), Job::Receive);
    township.choose("二.zip", &package_of(&mut other, &short), Job::Receive);
    let again = township.app.desk.again.front().unwrap();
    let total = again.compared.totals.iter().find(|total| total.label == "应排查户").unwrap();
    assert_eq!((total.before.as_str(), total.after.as_str()), ("2", "2"), "no household counts twice");
    assert!(again.compared.joins, "that they become one is told before");
    township.send(Event::Do(Action::TakeAgain(true)));
    township.settle();
    assert_eq!(joined(&township), [OneVillage { village: "测试村".into(), households: 2 }]);
    assert_eq!(ids(&township, &Kind::Region), [full.record_id()]);
    assert_eq!(ids(&township, &Kind::Household).len(), 2);
    assert_eq!(township.app.lacking(), []);

    // What that phone sends later goes the same way, and nobody is told again that the village is one.
    take(&mut other, &short, &(ROSTER.to_owned() + "3,测试丙,,三组,13900000003\n"));
    township.app.desk.receipts.clear();
    township.choose("三.zip", &package_of(&mut other, &short), Job::Receive);
    let again = township.app.desk.again.front().unwrap();
    let total = again.compared.totals.iter().find(|total| total.label == "应排查户").unwrap();
    assert_eq!((total.before.as_str(), total.after.as_str(), again.compared.joins), ("2", "3", false));
    township.send(Event::Do(Action::TakeAgain(true)));
    township.settle();
    assert_eq!(joined(&township), []);
    assert_eq!((ids(&township, &Kind::Region).len(), ids(&township, &Kind::Household).len()), (1, 3));
}

#[test]
fn a_village_of_the_same_name_elsewhere_is_another_and_nobody_is_asked_about_it() {
    let (full, _) = regions();
    let elsewhere = Region { township: "别镇".into(), ..full.clone() };
    let (mut one, mut other) = (phone(1, &full, ROSTER), phone(2, &elsewhere, ROSTER));
    let mut county = Tab::open(&Store::memory(), 9);
    county.choose("一.zip", &package_of(&mut one, &full), Job::Receive);
    county.choose("二.zip", &package_of(&mut other, &elsewhere), Job::Receive);
    assert!(county.app.desk.again.is_empty());
    assert_eq!((ids(&county, &Kind::Region).len(), ids(&county, &Kind::Household).len()), (2, 4));
}

#[test]
fn two_phones_that_exchange_their_packages_have_one_village_between_them() {
    let (full, short) = regions();
    let (mut one, mut other) = (phone(1, &full, ROSTER), phone(2, &short, ROSTER));
    let (from_one, from_other) = (package_of(&mut one, &full), package_of(&mut other, &short));
    for (phone, package) in [(&mut one, &from_other), (&mut other, &from_one)] {
        phone.choose("包.zip", package, Job::Receive);
        phone.settle();
        assert_eq!(ids(phone, &Kind::Region), [full.record_id()]);
    }
    assert_eq!(ids(&one, &Kind::Household), ids(&other, &Kind::Household));
    assert_eq!(one.app.journal, other.app.journal, "both made the same writes");
}

#[test]
fn a_visit_that_is_open_goes_on_with_the_household_that_its_own_has_become() {
    let (full, short) = regions();
    let (mut one, mut other) = (phone(1, &full, ROSTER), phone(2, &short, ROSTER));
    let own = ids(&other, &Kind::Household)[0].clone();
    other.send(Event::Arrived(Route::Visit(own.clone(), None)));
    let package = package_of(&mut one, &full);
    let file = other.hold("包.zip", package);
    other.send(Event::Chosen(Job::Receive(file)));
    other.settle();
    other.send(Event::Do(Action::TakeAgain(true)));
    other.settle();
    let Route::Visit(there, None) = other.app.route.clone() else { panic!("{:?}", other.app.route) };
    assert_ne!(there, own);
    assert!(ids(&other, &Kind::Household).contains(&there));
    assert_eq!(other.app.ongoing().map(|visit| visit.household.clone()), Some(there.clone()));
    // The old address leads there, too.
    other.send(Event::Arrived(Route::Household(own)));
    other.settle();
    assert_eq!(other.app.route, Route::Household(there));
}

#[test]
fn a_village_is_one_as_soon_as_its_names_are_put_right() {
    let (full, short) = regions();
    let elsewhere = ROSTER.replace("测试甲", "测试戊").replace("测试乙", "测试己");
    let (mut one, mut other) = (phone(1, &full, ROSTER), phone(2, &short, &elsewhere));
    let package = package_of(&mut other, &short);
    one.choose("包.zip", &package, Job::Receive);
    one.settle();
    assert_eq!(ids(&one, &Kind::Region).len(), 2, "nothing proves that they are one");
    for (path, name) in [("township", "测试镇"), ("county", "测试县")] {
        let fields = [(path.to_owned(), name.into())].into();
        one.send(Event::Do(Action::Save { kind: Kind::Region, record: short.record_id(), fields }));
    }
    one.settle();
    assert_eq!((ids(&one, &Kind::Region).len(), ids(&one, &Kind::Household).len()), (1, 4));
}

#[test]
fn a_village_that_is_left_out_stays_out_when_it_sends_again_and_comes_back_with_what_it_sent() {
    let (full, _) = regions();
    let other = Region { village: "别村".into(), ..full.clone() };
    let (mut one, mut two) = (phone(1, &full, ROSTER), phone(2, &other, ROSTER));
    let mut township = Tab::open(&Store::memory(), 9);
    township.choose("一.zip", &package_of(&mut one, &full), Job::Receive);
    township.choose("二.zip", &package_of(&mut two, &other), Job::Receive);
    let out = leave_out(&township.app.journal, &other.record_id());
    township.send(Event::Do(Action::ChangeAll(out.clone(), Told::Counts("别村".into(), false))));
    township.settle();
    assert_eq!((ids(&township, &Kind::Region), ids(&township, &Kind::Household).len()), (vec![full.record_id()], 2));
    township.send(Event::Do(Action::Undo));
    township.settle();
    assert_eq!((ids(&township, &Kind::Region).len(), ids(&township, &Kind::Household).len()), (2, 4));

    township.send(Event::Do(Action::ChangeAll(out, Told::Counts("别村".into(), false))));
    township.settle();
    take(&mut two, &other, &(ROSTER.to_owned() + "3,测试丙,,三组,13900000003\n"));
    township.choose("三.zip", &package_of(&mut two, &other), Job::Receive);
    township.settle();
    assert!(township.app.desk.again.is_empty(), "what does not count is not compared");
    township.send(Event::Do(Action::MakeTables(Order::rollup(false))));
    township.settle();
    assert_eq!(township.app.desk.rollup.as_ref().map(|made| made.rollup.villages.clone()), Some(vec!["测试村".into()]));
    assert_eq!((ids(&township, &Kind::Region), ids(&township, &Kind::Household).len()), (vec![full.record_id()], 2));
    let back = take_back(&township.app.journal, &other.record_id());
    township.send(Event::Do(Action::ChangeAll(back, Told::Counts("别村".into(), true))));
    township.settle();
    assert_eq!((ids(&township, &Kind::Region).len(), ids(&township, &Kind::Household).len()), (2, 5));
}

#[test]
fn two_tabs_that_receive_at_once_remember_both_packages() {
    let (full, _) = regions();
    let elsewhere = Region { village: "别村".into(), ..full.clone() };
    let (mut one, mut two) = (phone(1, &full, ROSTER), phone(2, &elsewhere, ROSTER));
    let store = Store::memory();
    let (mut left, mut right) = (Tab::open(&store, 3), Tab::open(&store, 4));
    left.choose("一.zip", &package_of(&mut one, &full), Job::Receive);
    right.choose("二.zip", &package_of(&mut two, &elsewhere), Job::Receive);
    // Neither had heard of the other's note before it put its own; now both do.
    for tab in [&mut left, &mut right] {
        tab.send(Event::Noted(notes(&store)));
        tab.settle();
    }
    let villages = |tab: &Tab| {
        let mut names: Vec<String> = tab.app.received.iter().map(|one| one.label.region.village.clone()).collect();
        names.sort_unstable();
        names
    };
    assert_eq!(villages(&Tab::open(&store, 5)), ["别村", "测试村"]);
    assert_eq!((villages(&left), villages(&right)), (villages(&right), villages(&Tab::open(&store, 6))));
}

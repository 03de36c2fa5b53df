//! Taking back what one tap did.

use super::tests::Tab;
use super::*;
use crate::journal::{Fields, Kind, RecordId};
use crate::store::Store;

fn change(tab: &mut Tab, record: &str, field: &str, value: serde_json::Value, told: Told) {
    let fields = Fields::from([(field.to_owned(), value)]);
    tab.send(Event::Do(Action::Change { kind: Kind::Household, record: record.into(), fields, told }));
}

fn text(tab: &Tab, field: &str) -> String {
    tab.app.journal.record(&Kind::Household, &RecordId::from("h1")).unwrap().text(field).to_owned()
}

#[test]
fn a_change_is_made_at_once_and_one_tap_puts_it_back_with_both_in_the_history() {
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.set("h1", "note", "甲");
    // Still on its way to the disk when it is changed: that is what it goes back to.
    change(&mut tab, "h1", "note", "乙".into(), Told::Noted);
    tab.app.on(Event::Do(Action::KeepChange), &mut Env::new(1, 480, [0; 32]));
    assert_eq!(tab.app.undo, None);
    change(&mut tab, "h1", "note", "丙".into(), Told::Noted);
    let told = tab.app.undo.as_ref().map(|undo| undo.told.clone());
    assert_eq!(told, Some(Told::Noted));
    tab.send(Event::Do(Action::Undo));
    tab.settle();
    assert_eq!(text(&tab, "note"), "乙");
    change(&mut tab, "h1", "note", "丁".into(), Told::Noted);
    tab.settle();
    assert_eq!(text(&tab, "note"), "丁");
    tab.send(Event::Do(Action::Undo));
    tab.settle();
    assert_eq!(text(&tab, "note"), "乙");
    assert!(tab.app.journal.history(&Kind::Household, &"h1".into()).len() >= 3);
    assert_eq!(tab.app.undo, None, "what was taken back is not taken back again");
}

#[test]
fn taking_back_what_made_a_record_deletes_it() {
    let mut tab = Tab::open(&Store::memory(), 1);
    change(&mut tab, "h1", "head", "测试甲".into(), Told::Noted);
    tab.settle();
    assert_eq!(tab.app.journal.records(&Kind::Household).count(), 1);
    tab.send(Event::Do(Action::Undo));
    tab.settle();
    assert_eq!(tab.app.journal.records(&Kind::Household).count(), 0);
}

#[test]
fn the_offer_ends_after_a_while() {
    let mut tab = Tab::open(&Store::memory(), 1);
    change(&mut tab, "h1", "head", "测试甲".into(), Told::Noted);
    assert!(tab.app.undo.is_some());
    tab.app.on(Event::RetryDue, &mut Env::new(60_000, 480, [0; 32]));
    assert_eq!(tab.app.undo, None);
}

#[test]
fn several_records_that_one_tap_changed_go_back_with_one() {
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.set("h1", "note", "甲");
    tab.settle();
    let helper = |record: &str| {
        (Kind::Household, RecordId::from(record), Fields::from([("note".to_owned(), serde_json::Value::from("乙"))]))
    };
    let before = tab.app.journal.history(&Kind::Household, &"h1".into()).len();
    tab.send(Event::Do(Action::ChangeAll(vec![helper("h1"), helper("h2")], Told::Proposals(2))));
    tab.settle();
    assert_eq!((text(&tab, "note").as_str(), tab.app.journal.records(&Kind::Household).count()), ("乙", 2));
    tab.send(Event::Do(Action::Undo));
    tab.settle();
    assert_eq!((text(&tab, "note").as_str(), tab.app.journal.records(&Kind::Household).count()), ("甲", 1));
    assert_eq!(tab.app.journal.history(&Kind::Household, &"h1".into()).len(), before + 2, "both stand in the history");
}

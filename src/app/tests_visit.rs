//! A visit against a store in memory: answers, findings, blocks that are fine, a closed tab.

use super::tests::Tab;
use super::*;
use crate::campaign::{Due, Level};
use crate::finding::{Draft, DueBy, Finding, Setting, State, Step};
use crate::form::session::{Answer, Block};
use crate::journal::{Fields, Kind, RecordId};
use crate::moment::Moment;
use crate::store::Store;
use crate::text::Lang;
use crate::visit::Visit;

/// A village with one household of one person, and the visit's screen opened.
fn opened(store: &Store) -> Tab {
    let mut tab = Tab::open(store, 1);
    let text = |text: &str| serde_json::Value::from(text);
    let fields = Fields::from([
        ("head".to_owned(), text("测试甲")),
        ("group".to_owned(), text("一组")),
        ("size".to_owned(), 2.into()),
    ]);
    tab.send(Event::Do(Action::Save { kind: Kind::Household, record: "h1".into(), fields }));
    tab.settle();
    arrive(&mut tab);
    tab
}

fn arrive(tab: &mut Tab) {
    tab.send(Event::Arrived(Route::Visit("h1".into(), None)));
    tab.settle();
}

fn answer(tab: &mut Tab, question: &str, value: &str) {
    let path = {
        let ongoing = tab.app.ongoing().unwrap();
        let form = &ongoing.session.program().form;
        form.nodes.iter().find(|node| node.name == question).unwrap().path.clone()
    };
    tab.send(Event::Do(Action::Answer(path, Answer::from(value))));
    tab.settle();
}

fn visits(tab: &Tab) -> Vec<Visit> {
    tab.app.journal.records(&Kind::Visit).map(|record| Visit::of(&record)).collect()
}

fn findings(tab: &Tab) -> Vec<Finding> {
    tab.app.journal.records(&Kind::Finding).map(|record| Finding::of(&record)).collect()
}

fn block(tab: &Tab, name: &str) -> Block {
    let ongoing = tab.app.ongoing().unwrap();
    let named =
        |block: &Block| block.head.and_then(|head| ongoing.session.node(head)).is_some_and(|node| node.name == name);
    ongoing.session.blocks().into_iter().find(named).unwrap()
}

#[test]
fn opening_a_visit_writes_nothing_and_the_first_answer_begins_it() {
    let store = Store::memory();
    let mut tab = opened(&store);
    assert!(visits(&tab).is_empty());
    answer(&mut tab, "residence", "home");
    let visits = visits(&tab);
    assert_eq!(visits.len(), 1);
    assert_eq!((visits[0].household.as_str(), visits[0].answer("residence")), ("h1", "home"));
    assert!(visits[0].started.is_some() && visits[0].finished.is_none());
}

#[test]
fn two_tabs_that_begin_a_visit_in_the_same_moment_begin_one() {
    let store = Store::memory();
    let mut one = opened(&store);
    let mut two = Tab::open(&store, 2);
    arrive(&mut two);
    // Neither has heard of the other when it is answered.
    answer(&mut one, "residence", "home");
    answer(&mut two, "water_now", "frozen");
    one.send(Event::OtherTabSaved);
    one.settle();
    for tab in [&one, &two] {
        let visits = visits(tab);
        assert_eq!(visits.len(), 1);
        assert_eq!((visits[0].answer("residence"), visits[0].answer("water_now")), ("home", "frozen"));
    }
}

#[test]
fn a_bad_answer_raises_its_finding_and_putting_it_right_takes_it_back() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "residence", "home");
    answer(&mut tab, "water_now", "frozen");
    let raised = findings(&tab);
    assert_eq!(raised.len(), 1, "{raised:?}");
    assert!(raised[0].state.is_open() && !raised[0].text.is_empty());
    assert_eq!(tab.app.ongoing().unwrap().findings_of("water_now").len(), 1);
    answer(&mut tab, "water_now", "runs");
    assert_eq!(findings(&tab)[0].state, State::Withdrawn);
}

#[test]
fn a_finding_fixed_on_the_spot_waits_to_be_looked_at() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "water_now", "frozen");
    let id = findings(&tab)[0].id.clone();
    tab.send(Event::Do(Action::Step(id.clone(), Step::FixOnSite { action: String::new() })));
    tab.settle();
    assert!(matches!(tab.app.notices.last(), Some(Notice::StepRefused(_))), "a step without words is refused");
    tab.send(Event::Do(Action::Step(id, Step::FixOnSite { action: "送水两桶".to_owned() })));
    tab.settle();
    assert_eq!(findings(&tab)[0].state, State::ToVerify);
}

#[test]
fn a_closed_tab_loses_nothing() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "residence", "home");
    answer(&mut tab, "water_now", "frozen");
    drop(tab);
    let mut tab = Tab::open(&store, 2);
    arrive(&mut tab);
    {
        let ongoing = tab.app.ongoing().unwrap();
        assert_eq!(ongoing.visit.answer("water_now"), "frozen");
        assert_eq!(ongoing.findings().len(), 1);
    }
    answer(&mut tab, "residence", "all_away");
    assert_eq!(visits(&tab).len(), 1, "the visit goes on");
}

#[test]
fn two_tabs_at_one_household_go_on_with_the_same_visit() {
    let store = Store::memory();
    let mut one = opened(&store);
    let mut two = Tab::open(&store, 2);
    arrive(&mut two);
    answer(&mut one, "water_now", "frozen");
    two.send(Event::OtherTabSaved);
    two.settle();
    {
        let ongoing = two.app.ongoing().unwrap();
        assert_eq!((ongoing.visit.answer("water_now"), ongoing.findings().len()), ("frozen", 1));
    }
    answer(&mut two, "residence", "home");
    one.send(Event::OtherTabSaved);
    one.settle();
    assert_eq!(one.app.ongoing().unwrap().visit.answer("residence"), "home");
    assert_eq!((visits(&one).len(), visits(&two).len()), (1, 1));
}

#[test]
fn a_block_that_is_fine_stores_each_answer_as_confirmed_and_none_that_was_not_listed() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "residence", "home");
    let water = block(&tab, "water");
    let assertions = tab.app.ongoing().unwrap().assertions(&water, Lang::ZhHans);
    assert!(assertions.iter().any(|said| said.name == "water_now" && !said.label.is_empty() && !said.words.is_empty()));
    let listed: Vec<String> = assertions.iter().map(|said| said.name.clone()).collect();
    tab.send(Event::Do(Action::ConfirmBlock(assertions)));
    tab.settle();
    let visit = visits(&tab).remove(0);
    let confirmed: Vec<String> = visit.confirmed.iter().cloned().collect();
    let mut wanted = listed;
    wanted.sort();
    assert_eq!(confirmed, wanted);
    assert!(findings(&tab).is_empty(), "nothing is wrong in a block that is fine");
    answer(&mut tab, "water_now", "frozen");
    assert!(!visits(&tab)[0].confirmed.contains("water_now"), "what was answered by hand is no longer confirmed");
}

#[test]
fn a_finished_visit_changes_only_with_a_reason() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "residence", "home");
    tab.send(Event::Do(Action::FinishVisit(Route::Households)));
    tab.settle();
    assert!(visits(&tab)[0].finished.is_some());
    tab.send(Event::Do(Action::CorrectVisit("h1".into(), "点错了".to_owned())));
    tab.settle();
    answer(&mut tab, "residence", "all_away");
    let record = tab.app.journal.records(&Kind::Visit).next().unwrap();
    assert_eq!(record.text("reason"), "点错了");
    assert_eq!(visits(&tab).len(), 1);
    let id: RecordId = record.id().clone();
    assert!(tab.app.journal.history(&Kind::Visit, &id).len() > 2, "what stood before stays");
}

#[test]
fn a_visit_begun_by_mistake_is_dropped_with_what_it_raised_and_one_tap_brings_it_back() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "water_now", "frozen");
    assert_eq!(findings(&tab).iter().filter(|finding| finding.state.is_open()).count(), 1);
    tab.send(Event::Do(Action::DropVisit));
    tab.settle();
    assert!(visits(&tab).is_empty() && tab.app.ongoing().is_none());
    assert!(findings(&tab).iter().all(|finding| finding.state == State::Withdrawn));
    tab.send(Event::Do(Action::Undo));
    tab.settle();
    assert_eq!(visits(&tab).iter().map(|visit| visit.answer("water_now")).collect::<Vec<_>>(), ["frozen"]);
    assert!(findings(&tab).iter().all(|finding| finding.state == State::New));
}

/// Raises a red hazard by hand, of the visit on the screen.
fn raise_by_hand(tab: &mut Tab) {
    let fields = {
        let visit = tab.app.ongoing().unwrap();
        let setting = Setting { household: "h1", visit: &visit.id.0, now: Moment::new(0, 480), finder: "测试乙" };
        let draft = Draft {
            class: "fire".into(),
            level: Level::Red,
            need: String::new(),
            text: "院里堆着汽油桶".into(),
            department: String::new(),
            due: DueBy::after(Due::Days(1), setting.now),
            urgent: false,
            callback: false,
        };
        draft.fields(visit.campaign(), setting)
    };
    let told = Told::Finding(State::New);
    tab.send(Event::Do(Action::Change { kind: Kind::Finding, record: "by-hand".into(), fields, told }));
}

#[test]
fn a_finding_by_hand_stands_in_the_visit_at_once_and_goes_the_way_of_any_other() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "residence", "home");
    raise_by_hand(&mut tab);
    // Ahead of the disk.
    assert_eq!(tab.app.ongoing().unwrap().findings().len(), 1);
    tab.send(Event::Do(Action::Undo));
    tab.settle();
    assert!(findings(&tab).is_empty() && tab.app.ongoing().unwrap().findings().is_empty(), "one tap takes it back");
    raise_by_hand(&mut tab);
    tab.settle();
    // No answer takes it back, and none raises it again.
    answer(&mut tab, "water_now", "runs");
    let id = findings(&tab)[0].id.clone();
    let steps = [
        Step::Report { department: Some("fire".to_owned()) },
        Step::Accept { officer: String::new() },
        Step::Start,
        Step::Finish { result: "搬走了".to_owned() },
        Step::Close { verifier: "测试丙".to_owned() },
    ];
    for step in steps {
        tab.send(Event::Do(Action::Step(id.clone(), step)));
        tab.settle();
    }
    assert_eq!(tab.app.notices, []);
    assert_eq!((findings(&tab)[0].state, findings(&tab)[0].rule.as_str()), (State::Closed, ""));
}

#[test]
fn a_finding_by_hand_goes_with_the_visit_that_is_dropped() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "residence", "home");
    raise_by_hand(&mut tab);
    tab.settle();
    tab.send(Event::Do(Action::DropVisit));
    tab.settle();
    assert_eq!(findings(&tab)[0].state, State::Withdrawn);
}

#[test]
fn a_finished_visit_is_not_dropped() {
    let store = Store::memory();
    let mut tab = opened(&store);
    answer(&mut tab, "residence", "home");
    tab.send(Event::Do(Action::FinishVisit(Route::Households)));
    tab.settle();
    tab.send(Event::Do(Action::CorrectVisit("h1".into(), "看错了".into())));
    arrive(&mut tab);
    tab.send(Event::Do(Action::DropVisit));
    tab.settle();
    assert_eq!(visits(&tab).len(), 1);
    assert!(tab.app.ongoing().is_some());
}

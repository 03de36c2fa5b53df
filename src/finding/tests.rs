//! Findings of a visit, and their way to 销号.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::State::{Accepted, Closed, InProgress, New, Reported, Returned, ToVerify};
use super::*;
use crate::campaign::tests::sheet::{Answers, USUAL, morning, winter};
use crate::campaign::{Campaign, Level};
use crate::journal::{Journal, Kind, RecordId, Stamp};
use crate::moment::Moment;
use crate::text::{Lang, Say};

/// The findings of one household, written through a journal as the application does.
struct Board<'c> {
    campaign: &'c Campaign,
    journal: Journal,
    now: Moment,
}

impl<'c> Board<'c> {
    fn new(campaign: &'c Campaign) -> Self {
        Self { campaign, journal: Journal::default(), now: morning() }
    }

    fn write(&mut self, record: &RecordId, fields: crate::journal::Fields) {
        let stamp = Stamp {
            device: "phone".into(),
            seq: self.journal.next_seq(&"phone".into()),
            at: self.now.millis(),
            author: "测试甲".into(),
        };
        let write = self.journal.draft(stamp, Kind::Finding, record.clone(), fields);
        self.journal.insert(&write);
    }

    fn findings(&self) -> Vec<Finding> {
        self.journal.records(&Kind::Finding).map(|record| Finding::of(&record)).collect()
    }

    fn finding(&self, rule: &str) -> Finding {
        self.findings().into_iter().rfind(|finding| finding.rule == rule).unwrap()
    }

    /// Assesses the answers of a visit and writes what follows; what became of each rule.
    fn assess(&mut self, answers: &Answers<'_>, visit: &str) -> BTreeMap<String, &'static str> {
        let (env, known) = (self.now.env(), answers.known());
        let facts = |name: &str| known.fact(name);
        let scope = self.campaign.scope(&facts, &env);
        let setting = Setting { household: "h1", visit, now: self.now, finder: "测试甲" };
        let findings = self.findings();
        let changes = assess(self.campaign, &scope, &findings, setting);
        let mut became = BTreeMap::new();
        for change in &changes {
            let (rule, what) = match change {
                Change::Raise { rule, .. } => (rule, "raised"),
                Change::Update { rule, .. } => (rule, "updated"),
                Change::Keep { rule, .. } => (rule, "kept"),
                Change::Withdraw { rule, .. } => (rule, "withdrawn"),
                Change::Better { rule, .. } => (rule, "better"),
            };
            became.insert(rule.name.clone(), what);
        }
        for (record, fields) in changes.iter().filter_map(Change::write) {
            self.write(record, fields.clone());
        }
        became
    }

    fn take(&mut self, rule: &str, step: &Step) -> Result<(), Refused> {
        let finding = self.finding(rule);
        let fields = take(&finding, step, self.now)?;
        self.write(&finding.id, fields);
        Ok(())
    }
}

fn became<const N: usize>(pairs: [(&str, &'static str); N]) -> BTreeMap<String, &'static str> {
    pairs.into_iter().map(|(rule, what)| (rule.to_owned(), what)).collect()
}

#[test]
fn a_bad_answer_raises_a_finding_with_all_that_its_ledger_needs() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("fuel=days fuel_days=5");
    assert_eq!(board.assess(&answers, "v1"), became([("fuel_red", "raised")]));
    let finding = board.finding("fuel_red");
    assert_eq!(finding.id.0, "h1~fuel_red");
    assert_eq!(finding.text, "燃料快用完了，约够 5 天");
    assert_eq!((finding.class.as_str(), finding.level.word(), finding.need.as_str()), ("heating", "red", "heating"));
    assert_eq!(
        (finding.department.as_str(), finding.finder.as_str(), finding.visit.as_str()),
        ("village", "测试甲", "v1")
    );
    assert_eq!(finding.found, Some(morning()));
    assert_eq!(finding.due.map(DueBy::text).as_deref(), Some("2026-12-17"), "the day it was found is not counted");
    assert_eq!(finding.state, New);
}

#[test]
fn a_wrong_tap_is_taken_back_and_comes_again_under_the_same_name() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("chimney=cracked");
    board.assess(&answers, "v1");
    answers.answer("chimney=sound");
    assert_eq!(board.assess(&answers, "v1"), became([("chimney", "withdrawn")]));
    assert_eq!(board.finding("chimney").state, State::Withdrawn);
    answers.answer("chimney=blocked");
    assert_eq!(board.assess(&answers, "v1"), became([("chimney", "raised")]));
    assert_eq!(board.findings().len(), 1);
    assert_eq!(board.finding("chimney").text, "烟囱：堵塞、久未清");
}

#[test]
fn what_was_reported_by_mistake_is_withdrawn_with_a_reason_and_comes_again_as_another() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("chimney=cracked");
    board.assess(&answers, "v1");
    board.take("chimney", &Step::Report { department: None }).unwrap();
    answers.answer("chimney=sound");
    assert_eq!(board.assess(&answers, "v1"), became([("chimney", "better")]));
    let unsaid = Step::Withdraw { reason: " ".into() };
    assert_eq!(board.take("chimney", &unsaid), Err(Refused::Missing(Missing::Reason)));
    board.take("chimney", &Step::Withdraw { reason: "看错了".into() }).unwrap();
    assert_eq!(board.finding("chimney").state, State::Withdrawn);
    assert_eq!(board.take("chimney", &Step::Start), Err(Refused::Not { from: State::Withdrawn }));
    assert_eq!(board.assess(&answers, "v1"), BTreeMap::new());
    answers.answer("chimney=blocked");
    assert_eq!(board.assess(&answers, "v1"), became([("chimney", "raised")]));
    let names: Vec<_> = board.findings().into_iter().map(|finding| (finding.id.0, finding.state)).collect();
    assert_eq!(names, [("h1~chimney".to_owned(), State::Withdrawn), ("h1~chimney~2".to_owned(), New)]);
}

#[test]
fn what_was_done_about_it_is_not_taken_back_by_an_answer() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("exits=blocked");
    board.assess(&answers, "v1");
    board.take("exits", &Step::FixOnSite { action: "当场清开".into() }).unwrap();
    answers.answer("exits=clear");
    assert_eq!(board.assess(&answers, "v1"), became([("exits", "better")]));
    assert_eq!(board.finding("exits").state, ToVerify);
}

#[test]
fn a_changed_amount_changes_the_words_and_nothing_else() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("coats=short coats_short=1");
    board.assess(&answers, "v1");
    answers.answer("coats_short=3");
    assert_eq!(board.assess(&answers, "v1"), became([("coats", "updated")]));
    let finding = board.finding("coats");
    assert_eq!((finding.text.as_str(), finding.quantity, finding.unit.as_str()), ("缺棉衣 3 件", Some(3.0), "件"));
    assert_eq!(board.assess(&answers, "v1"), became([("coats", "kept")]));
}

#[test]
fn a_later_visit_goes_on_with_the_open_one_and_says_nothing_before_it_has_asked() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("wiring=bare");
    board.assess(&answers, "v1");
    let mut later = Answers::new(&campaign);
    assert_eq!(board.assess(&later, "v2"), BTreeMap::new(), "nothing has been asked yet");
    later.answer("residence=home wiring=bare");
    assert_eq!(board.assess(&later, "v2"), became([("wiring_bare", "kept")]));
    later.answer("wiring=sound");
    assert_eq!(board.assess(&later, "v2"), became([("wiring_bare", "better")]), "a person says how it was put right");
    assert_eq!(board.findings().len(), 1);
}

#[test]
fn what_was_closed_and_comes_back_is_a_new_finding() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("exits=blocked");
    board.assess(&answers, "v1");
    board.take("exits", &Step::FixOnSite { action: "清开".into() }).unwrap();
    board.take("exits", &Step::Close { verifier: "测试乙".into() }).unwrap();
    assert_eq!(board.assess(&answers, "v2"), became([("exits", "raised")]));
    let ids: Vec<String> = board.findings().into_iter().map(|finding| finding.id.0).collect();
    assert_eq!(ids, ["h1~exits", "h1~exits~2"]);
}

#[test]
fn the_way_to_closing_keeps_who_and_when() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("wiring=bare");
    board.assess(&answers, "v1");
    let steps = [
        Step::Report { department: None },
        Step::Accept { officer: "测试丙".into() },
        Step::Start,
        Step::Interim { measure: "先断电".into() },
        Step::Finish { result: "换了新线".into() },
        Step::SendBack { reason: "插座还没换".into() },
        Step::Report { department: Some("housing".into()) },
        Step::Finish { result: "都换了".into() },
        Step::Close { verifier: "测试乙".into() },
    ];
    for step in &steps {
        board.now = board.now.plus_hours(1);
        board.take("wiring_bare", step).unwrap();
        if matches!(step, Step::SendBack { .. }) {
            let finding = board.finding("wiring_bare");
            assert_eq!((finding.state, finding.result.as_str(), finding.done), (Returned, "", None));
        }
    }
    let finding = board.finding("wiring_bare");
    assert_eq!(finding.state, Closed);
    assert_eq!((finding.officer.as_str(), finding.verifier.as_str()), ("测试丙", "测试乙"));
    assert_eq!((finding.result.as_str(), finding.interim.as_str()), ("都换了", "先断电"));
    assert_eq!(finding.department, "housing");
    assert_eq!(finding.done, Some(morning().plus_hours(8)));
    assert_eq!(finding.closed, Some(morning().plus_hours(9)));
    let history = history(&board.journal.history(&Kind::Finding, &finding.id));
    let states: Vec<Option<State>> = history.iter().map(|event| event.state).collect();
    let expected = [New, Reported, Accepted, InProgress].map(Some).into_iter().chain([None]);
    assert_eq!(states, expected.chain([ToVerify, Returned, Reported, ToVerify, Closed].map(Some)).collect::<Vec<_>>());
    assert!(history.iter().all(|event| event.author == "测试甲"));
}

#[test]
fn what_was_put_right_too_late_stays_late_in_the_ledger_and_is_overdue_no_longer() {
    let due = DueBy::Day(morning().day());
    let late = |done: Option<Moment>, state: State| {
        let mut journal = Journal::default();
        let stamp = Stamp { device: "d".into(), seq: 1, at: 0, author: String::new() };
        journal.insert(&journal.draft(stamp, Kind::Finding, "f".into(), crate::journal::Fields::new()));
        let record = journal.record(&Kind::Finding, &"f".into()).unwrap();
        let finding = Finding { due: Some(due), done, state, ..Finding::of(&record) };
        let now = morning().plus_hours(72);
        (finding.is_overdue(now), finding.is_late(now))
    };
    assert_eq!(late(None, New), (true, true));
    assert_eq!(late(Some(morning().plus_hours(1)), Closed), (false, false));
    assert_eq!(late(Some(morning().plus_hours(48)), Closed), (false, true));
}

#[test]
fn a_refused_step_says_why_and_writes_nothing() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("wiring=bare other_request=修路");
    board.assess(&answers, "v1");
    let before = board.journal.len();
    let refused = board.take("wiring_bare", &Step::Close { verifier: "测试乙".into() }).unwrap_err();
    assert_eq!(refused, Refused::Not { from: New });
    assert_eq!(refused.say(Lang::ZhHans), "这个问题现在是“新发现”，不能这样办，请先走前一步。");
    let refused = board.take("wiring_bare", &Step::FixOnSite { action: "  ".into() }).unwrap_err();
    assert_eq!(refused, Refused::Missing(Missing::Action));
    assert_eq!(board.journal.len(), before);
    board.take("other_request", &Step::FixOnSite { action: "报给村里".into() }).unwrap();
    assert_eq!(board.take("other_request", &Step::Close { verifier: "测试乙".into() }), Err(Refused::CallBackFirst));
    board.take("other_request", &Step::CallBack).unwrap();
    assert_eq!(board.take("other_request", &Step::Close { verifier: "测试乙".into() }), Ok(()));
}

#[test]
fn overdue_follows_from_the_moment() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("wiring=bare hunger=has");
    board.assess(&answers, "v1");
    let at = |text: &str| Moment::parse(text).unwrap();
    let red = board.finding("wiring_bare");
    assert!(!red.is_overdue(at("2026-12-17T23:59:59+08:00")));
    assert!(red.is_overdue(at("2026-12-18T00:00:00+08:00")));
    let urgent = board.finding("hunger");
    assert!(urgent.urgent);
    assert!(!urgent.is_overdue(at("2026-12-17T09:29:59+08:00")), "24 hours from discovery");
    assert!(urgent.is_overdue(at("2026-12-17T09:30:00+08:00")));
    assert_eq!(urgent.left(at("2026-12-17T07:30:00+08:00")).map(|left| left.num_hours()), Some(2));
    board.take("hunger", &Step::FixOnSite { action: "送来米面".into() }).unwrap();
    let done = board.finding("hunger");
    assert!(!done.is_overdue(at("2026-12-30T00:00:00+08:00")), "it waits only to be looked at");
    assert_eq!(done.left(at("2026-12-17T07:30:00+08:00")), None);
}

#[test]
fn a_finding_by_hand_has_the_same_fields() {
    let campaign = winter();
    let draft = Draft {
        class: "fire".into(),
        level: Level::Yellow,
        need: String::new(),
        text: " 院里堆着汽油 ".into(),
        department: "fire".into(),
        due: DueBy::Day(morning().day()),
        urgent: false,
        callback: false,
    };
    let mut board = Board::new(&campaign);
    let setting = Setting { household: "h1", visit: "", now: morning(), finder: "测试甲" };
    board.write(&RecordId("f1".into()), draft.fields(&campaign, setting));
    let finding = board.findings().remove(0);
    assert_eq!((finding.text.as_str(), finding.rule.as_str(), finding.state), ("院里堆着汽油", "", New));
    let answers = Answers::of(&campaign, USUAL);
    assert_eq!(board.assess(&answers, "v1"), BTreeMap::new(), "no rule touches it");
}

#[test]
fn a_finding_by_hand_has_as_long_as_the_rules_of_its_level_give() {
    let campaign = winter();
    let days = [Level::Red, Level::Yellow, Level::Need].map(|level| usual_days(&campaign, level));
    assert_eq!((days, urgent_hours(&campaign)), ([Some(1), Some(7), Some(15)], 24));
}

#[test]
fn every_fact_of_a_finding_has_a_value_or_is_empty() {
    let campaign = winter();
    let mut board = Board::new(&campaign);
    let mut answers = Answers::of(&campaign, USUAL);
    answers.answer("coats=short coats_short=2");
    board.assess(&answers, "v1");
    let finding = board.finding("coats");
    for name in crate::campaign::FINDING {
        let open = ["done", "closed", "answered"].contains(name);
        assert_eq!(finding.fact(name, morning()).is_none(), open, "{name}");
    }
}

#[test]
fn every_state_and_refusal_says_itself_in_both_languages() {
    for (word, state) in State::WORDS {
        assert_eq!(State::named(word), state);
        assert_ne!(state.say(Lang::ZhHans), state.say(Lang::En));
    }
}

fn step() -> impl Strategy<Value = Step> {
    let word = prop_oneof![Just(String::new()), Just("好了".to_owned())];
    prop_oneof![
        word.clone().prop_map(|action| Step::FixOnSite { action }),
        Just(Step::Report { department: None }),
        word.clone().prop_map(|officer| Step::Accept { officer }),
        Just(Step::Start),
        word.clone().prop_map(|result| Step::Finish { result }),
        word.clone().prop_map(|reason| Step::SendBack { reason }),
        word.clone().prop_map(|verifier| Step::Close { verifier }),
        word.clone().prop_map(|measure| Step::Interim { measure }),
        word.prop_map(|reason| Step::Withdraw { reason }),
        Just(Step::CallBack),
    ]
}

proptest! {
    /// Whatever people do in whatever order: only a look closes, and what is closed was put right.
    #[test]
    fn nothing_is_closed_without_being_put_right_and_looked_at(steps in prop::collection::vec(step(), 0..30)) {
        let mut finding = blank();
        for step in steps {
            let Ok(fields) = take(&finding, &step, morning()) else { continue };
            let mut journal = Journal::default();
            for (seq, fields) in [(1, fields_of(&finding)), (2, fields)] {
                let stamp = Stamp { device: "a".into(), seq, at: 0, author: String::new() };
                let write = journal.draft(stamp, Kind::Finding, finding.id.clone(), fields);
                journal.insert(&write);
            }
            finding = Finding::of(&journal.record(&Kind::Finding, &finding.id).unwrap());
            if finding.state == Closed {
                prop_assert!(finding.done.is_some() && !finding.verifier.is_empty());
            }
            if finding.state == Returned {
                prop_assert!(finding.done.is_none());
            }
        }
    }
}

fn blank() -> Finding {
    let mut journal = Journal::default();
    let stamp = Stamp { device: "a".into(), seq: 1, at: 0, author: String::new() };
    let write = journal.draft(stamp, Kind::Finding, "f1".into(), crate::journal::Fields::new());
    journal.insert(&write);
    Finding::of(&journal.record(&Kind::Finding, &"f1".into()).unwrap())
}

/// The fields that make a finding's record as far as steps look at it.
fn fields_of(finding: &Finding) -> crate::journal::Fields {
    let text = |text: &str| serde_json::Value::from(text);
    let moment = |moment: Option<Moment>| moment.map_or(serde_json::Value::Null, |moment| moment.to_string().into());
    crate::journal::Fields::from([
        ("state".to_owned(), text(finding.state.word())),
        ("verifier".to_owned(), text(&finding.verifier)),
        ("done".to_owned(), moment(finding.done)),
        ("answered".to_owned(), moment(finding.answered)),
    ])
}

//! The list of today.

use proptest::prelude::*;

use super::*;
use crate::campaign::tests::sheet::{Answers, USUAL, winter};
use crate::campaign::{Campaign, Level, Method};
use crate::finding::DueBy;
use crate::text::{Lang, Say};

fn subject(campaign: &Campaign, id: &str, group: &str, answers: &Answers<'_>, made: Vec<Made>) -> Subject {
    let known = answers.known();
    let facts = |name: &str| known.fact(name);
    let home = Home {
        id: id.into(),
        head: id.into(),
        group: group.into(),
        helpers: vec!["p1".into()],
        made,
        ..Home::default()
    };
    Subject::new(campaign, home, &[], &facts, &Alike::default(), &at("2026-12-22T09:00").env())
}

fn red(due: &str) -> Open {
    Open { level: Level::Red, urgent: false, due: DueBy::parse(due), to_verify: false }
}

#[test]
fn each_row_says_why_in_words() {
    let campaign = winter();
    let mut alone = Answers::of(&campaign, USUAL);
    alone.answer("at_home=1 over60=1 categories=elder_alone");
    let mut row = subject(&campaign, "h1", "1", &alone, vec![made("2026-12-21T09:00", Method::Visit)]);
    row.open.push(red("2026-12-21"));
    let signals = vec![SignalGiven { signal: "orange".into(), from: at("2026-12-22T08:00"), until: None }];
    let today = Today::of(&campaign, vec![row], signals, at("2026-12-22T09:00"));
    let said =
        |lang| today.reasons(&campaign, "h1").iter().map(|reason| reason.say(lang)).collect::<Vec<_>>().join(" · ");
    assert_eq!(
        said(Lang::ZhHans),
        "红色隐患未解决 · 恶劣天气入户，还剩 23 小时 · 整改超期 · 今天还没联系 · 全面排查未完成，已过期 · 结对帮包未完成，已过期 · 本周 1/3 · 独居老人 · 特殊人群 · 重点户 · 烧煤烧柴"
    );
    assert!(said(Lang::En).starts_with("A red hazard is open · Visits in bad weather: 23 h left"));
    assert!(today.score("h1").unwrap().must);
}

#[test]
fn what_is_fine_and_owes_nothing_is_not_on_the_list() {
    let campaign = winter();
    let mut answers = Answers::of(&campaign, USUAL);
    answers.visit.finished = Some(at("2026-12-18T09:00"));
    let done = subject(&campaign, "h1", "1", &answers, Vec::new());
    let today = Today::of(&campaign, vec![done], Vec::new(), at("2026-12-22T09:00"));
    assert_eq!(today.urgent(None).count(), 0);
    assert!(today.reasons(&campaign, "h1").is_empty(), "a tag alone is no reason");
}

#[test]
fn groups_stand_by_their_most_urgent_household_and_put_off_ones_wait_unless_they_must() {
    let campaign = winter();
    let usual = Answers::of(&campaign, USUAL);
    let plain = |id: &str, group: &str| subject(&campaign, id, group, &usual, Vec::new());
    let mut urgent = plain("h3", "2");
    urgent.open.push(red("2026-12-23"));
    let mut put_off = plain("h2", "1");
    put_off.home.put_off = Some(PutOff { until: "2026-12-25".parse().unwrap(), reason: "外出".into() });
    let mut must = urgent.clone();
    (must.home.id, must.home.group, must.home.put_off) = ("h4".into(), "3".into(), put_off.home.put_off.clone());
    let subjects = vec![plain("h1", "1"), put_off, urgent, must, plain("h5", "2")];
    let today = Today::of(&campaign, subjects, Vec::new(), at("2026-12-22T09:00"));
    let groups: Vec<(&str, Vec<&str>)> = today
        .groups(&campaign, None, 100)
        .into_iter()
        .map(|group| (group.name, group.rows.iter().map(|row| row.subject.home.id.as_str()).collect()))
        .collect();
    assert_eq!(groups, [("2", vec!["h3", "h5"]), ("3", vec!["h4"]), ("1", vec!["h1"])]);
    assert_eq!(today.put_off(None).map(|subject| subject.home.id.as_str()).collect::<Vec<_>>(), ["h2"]);
    assert_eq!(today.helpers(), [("p1", 4)]);
    assert_eq!(today.urgent(Some("p2")).count(), 0);
}

#[test]
fn those_still_missing_are_named() {
    let campaign = winter();
    let mut key = Answers::of(&campaign, USUAL);
    key.answer("categories=minimum_living");
    let mut surveyed = Answers::of(&campaign, USUAL);
    surveyed.visit.finished = Some(at("2026-12-18T09:00"));
    let calls = ["2026-12-21T09:00", "2026-12-22T08:00", "2026-12-20T09:00"].map(|when| made(when, Method::Phone));
    let subjects = vec![
        subject(&campaign, "h1", "1", &key, calls.to_vec()),
        subject(&campaign, "h2", "1", &surveyed, Vec::new()),
        subject(&campaign, "h3", "1", &key, Vec::new()),
    ];
    let today = Today::of(&campaign, subjects, Vec::new(), at("2026-12-22T09:00"));
    let place = |name: &str| campaign.stages.iter().position(|stage| stage.name == name).unwrap();
    let ids = |left: Vec<&Subject>| left.iter().map(|subject| subject.home.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(today.missing(place("survey"))), ["h1", "h3"]);
    assert_eq!(today.stages()[place("survey")], Progress { concerned: 3, done: 1 });
    assert_eq!(ids(today.missing(place("contact"))), ["h1", "h3"]);
    assert_eq!(today.stages()[place("contact")], Progress { concerned: 2, done: 0 });
    assert_eq!(ids(today.owing(0)), ["h1", "h3"]);
    assert_eq!(today.duties()[0], Progress { concerned: 2, done: 0 });
    let mut today = today;
    today.advance(&campaign, at("2026-12-30T09:00"));
    assert_eq!(today.missing(place("contact")).len(), 2, "a new week begins with nothing done");
    assert_eq!(today.stages()[place("inspect")], Progress::default(), "a stage of the office concerns no household");
}

#[test]
fn who_was_seen_today_stands_apart_unless_a_duty_asks_for_more() {
    let campaign = winter();
    let mut key = Answers::of(&campaign, USUAL);
    key.answer("categories=minimum_living");
    let called = || vec![made("2026-12-22T08:00", Method::Phone)];
    let mut overdue = subject(&campaign, "h1", "1", &key, called());
    overdue.open.push(Open { level: Level::Yellow, ..red("2026-12-21") });
    let subjects = vec![overdue, subject(&campaign, "h2", "1", &key, Vec::new())];
    let mut today = Today::of(&campaign, subjects, Vec::new(), at("2026-12-22T09:00"));
    let ids = |today: &Today| today.urgent(None).map(|subject| subject.home.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&today), ["h2"]);
    assert_eq!(today.seen(None).iter().map(|(subject, _)| subject.home.id.as_str()).collect::<Vec<_>>(), ["h1"]);
    let reasons = today.reasons(&campaign, "h1");
    assert!(
        !reasons.iter().any(|reason| matches!(reason, Reason::Week { .. })),
        "a second contact today would not count"
    );
    // A call is no visit: the signal's duty is still open.
    today.set_signals(&campaign, vec![SignalGiven { signal: "red".into(), from: at("2026-12-22T07:00"), until: None }]);
    assert_eq!(ids(&today), ["h1", "h2"]);
}

#[test]
fn a_call_puts_no_red_hazard_right_so_its_household_stays_on_the_list_until_somebody_was_there() {
    let campaign = winter();
    let mut key = Answers::of(&campaign, USUAL);
    key.answer("categories=minimum_living");
    let listed = |open: Open, contacts: &[(&str, Method)]| {
        let contacts = contacts.iter().map(|(when, how)| made(when, *how)).collect();
        let mut one = subject(&campaign, "h1", "1", &key, contacts);
        one.open.push(open);
        let today = Today::of(&campaign, vec![one], Vec::new(), at("2026-12-22T09:00"));
        assert_eq!(today.seen(None).len(), 1, "it was contacted all the same");
        today.urgent(None).count() == 1
    };
    let (call, visit) = (("2026-12-22T08:00", Method::Phone), ("2026-12-22T08:30", Method::Visit));
    let red = red("2026-12-25");
    let urgent = Open { level: Level::Need, urgent: true, ..red };
    assert!(listed(red, &[call]) && listed(urgent, &[call]));
    assert!(!listed(red, &[call, visit]) && !listed(red, &[visit]));
    assert!(!listed(Open { to_verify: true, ..red }, &[call]), "it was put right and waits only to be looked at");
    assert!(!listed(Open { level: Level::Yellow, ..red }, &[call]));
}

fn change() -> impl Strategy<Value = (usize, u8, bool)> {
    (0..12_usize, 0..5_u8, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The list after any sequence of changes equals the list made afresh.
    #[test]
    fn changing_one_by_one_gives_what_making_anew_gives(changes in prop::collection::vec(change(), 1..40)) {
        let campaign = winter();
        let usual = Answers::of(&campaign, USUAL);
        let now = at("2026-12-22T09:00");
        let mut today = Today::new(&campaign, now);
        let mut all: Vec<Subject> = Vec::new();
        for (place, reds, key) in changes {
            let mut one = subject(&campaign, &format!("h{place}"), &format!("{}", place % 3), &usual, Vec::new());
            one.open = (0..reds).map(|_| red("2026-12-21")).collect();
            if key {
                one.duties = vec![0];
            }
            match all.iter_mut().find(|known| known.home.id == one.home.id) {
                Some(slot) => *slot = one.clone(),
                None => all.push(one.clone()),
            }
            today.put(&campaign, one);
        }
        let anew = Today::of(&campaign, all, Vec::new(), now);
        let ids = |today: &Today| today.urgent(None).map(|subject| subject.home.id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&today), ids(&anew));
        prop_assert_eq!(today.len(), anew.len());
        prop_assert_eq!(today.stages(), anew.stages());
        prop_assert_eq!(today.duties(), anew.duties());
    }
}

#[test]
fn a_clock_that_is_a_year_behind_what_was_entered_is_told() {
    let campaign = winter();
    let answers = Answers::of(&campaign, USUAL);
    let row = subject(&campaign, "h1", "1", &answers, vec![made("2026-12-21T09:00", Method::Phone)]);
    let mut today = Today::of(&campaign, vec![row.clone()], Vec::new(), at("2026-12-20T10:00"));
    assert_eq!(today.ahead(), None, "within a day people round");
    today.advance(&campaign, at("2025-12-22T09:00"));
    assert_eq!(today.ahead(), Some(at("2026-12-21T09:00")));
    today.advance(&campaign, at("2026-12-22T09:00"));
    assert_eq!(today.ahead(), None);
    let mut later = row;
    later.home.made.push(made("2027-12-22T09:00", Method::Visit));
    today.put(&campaign, later);
    assert_eq!(today.ahead(), Some(at("2027-12-22T09:00")));
}

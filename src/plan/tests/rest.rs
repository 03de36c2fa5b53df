//! Deadlines, holidays, the roster, red lines and the balance.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::campaign::tests::sheet::winter;
use crate::journal::{Journal, Kind, Stamp};
use crate::text::{Lang, Say};

#[test]
fn what_is_due_counts_down_and_a_weekly_report_comes_round() {
    let campaign = winter();
    let said = |now: &str| -> Vec<String> {
        due(&campaign, &campaign.calendar, &[], &HandedIn::default(), None, at(now))
            .iter()
            .map(|item| format!("{} {} {}", item.key, item.at, item.left.say(Lang::ZhHans)))
            .collect()
    };
    assert_eq!(
        said("2026-12-16T09:00"),
        [
            "survey 2026-12-20 18:00:00 还剩 5 天（3 个工作日）",
            "pairing 2026-12-20 18:00:00 还剩 5 天（3 个工作日）",
            "weekly_report 2026-12-21 12:00:00 还剩 6 天（4 个工作日）",
        ]
    );
    assert!(said("2026-12-21T09:30").contains(&"weekly_report 2026-12-21 12:00:00 今天，还剩 2 小时".to_owned()));
    assert!(said("2026-12-21T09:30").contains(&"survey 2026-12-20 18:00:00 已过时限".to_owned()));
    assert!(said("2026-12-21T12:01").contains(&"weekly_report 2026-12-21 12:00:00 已过时限".to_owned()));
    assert!(said("2026-12-25T12:01").contains(&"weekly_report 2026-12-28 12:00:00 还剩 4 天（2 个工作日）".to_owned()));
    assert!(said("2027-02-28T12:00").contains(&"weekly_report 2027-03-01 12:00:00 还剩 2 天（1 个工作日）".to_owned()));
    assert_eq!(said("2027-03-20T12:00"), [""; 0]);
}

fn shift(from: &str, to: &str) -> Shift {
    Shift {
        village: String::new(),
        from: at(from),
        to: at(to),
        leader: "测试甲".into(),
        officer: "测试乙".into(),
        phone: "0000".into(),
    }
}

#[test]
fn the_roster_says_who_is_on_duty_and_when_nobody_is() {
    let shifts = [shift("2026-12-22T20:00", "2026-12-23T08:00"), shift("2026-12-22T08:00", "2026-12-22T18:00")];
    let (on, gaps) = on_duty(&shifts, at("2026-12-22T09:00"), 24);
    assert_eq!(on, [&shifts[1]]);
    let gap = |from, to| (at(from), at(to));
    assert_eq!(gaps, [gap("2026-12-22T18:00", "2026-12-22T20:00"), gap("2026-12-23T08:00", "2026-12-23T09:00")]);
}

#[test]
fn incidents_and_shifts_come_back_from_their_records_and_red_lines_add_up() {
    let mut journal = Journal::default();
    let incident = Incident {
        village: String::new(),
        what: "poisoning".into(),
        at: at("2026-12-22T06:00"),
        heard: Some(at("2026-12-22T06:20")),
        reported: None,
        place: "二组".into(),
        hurt: 2,
        dead: 0,
        text: "一氧化碳中毒".into(),
        first: "测试甲".into(),
        handled: "已送医".into(),
    };
    let mut keep = |kind: &str, fields| {
        let kind = Kind::Other(kind.to_owned());
        let stamp = Stamp { device: "a".into(), seq: journal.next_seq(&"a".into()), at: 0, author: String::new() };
        let write = journal.draft(stamp, kind, "r1".into(), fields);
        journal.insert(&write);
    };
    keep(INCIDENT, incident.fields());
    let night = shift("2026-12-22T20:00", "2026-12-23T08:00");
    keep(SHIFT, night.fields());
    let record = |kind: &str| journal.record(&Kind::Other(kind.to_owned()), &"r1".into()).unwrap();
    assert_eq!(Incident::of(&record(INCIDENT)).as_ref(), Some(&incident));
    assert_eq!(Shift::of(&record(SHIFT)), Some(night));
    assert_eq!(incident.delay(at("2026-12-22T07:20")).num_minutes(), 60);
    let told = Incident { reported: Some(at("2026-12-22T06:30")), ..incident.clone() };
    assert_eq!(told.delay(at("2026-12-30T00:00")).num_minutes(), 10);
    let lines = red_lines([&incident, &told]);
    assert_eq!((lines.incidents["poisoning"], lines.hurt, lines.dead, lines.unreported), (2, 4, 0, 1));
    assert_eq!(red_lines([]), RedLines::default());
}

fn loads() -> impl Strategy<Value = Vec<Load>> {
    prop::collection::vec((0..5_u8, 0..3_u8, 10..90_u32), 0..25).prop_map(|list| {
        let one = |(place, (helper, group, minutes)): (usize, (u8, u8, u32))| Load {
            household: format!("h{place}"),
            helper: if helper == 4 { String::new() } else { format!("w{helper}") },
            fixed: false,
            village: String::new(),
            group: group.to_string(),
            minutes,
        };
        list.into_iter().enumerate().map(one).collect()
    })
}

proptest! {
    #[test]
    fn proposals_never_make_the_busiest_busier_nor_take_back_what_they_gave(loads in loads()) {
        let helpers: Vec<String> = (0..4).map(|helper| format!("w{helper}")).collect();
        let mut loads = loads;
        let top = |loads: &[Load]| {
            let sum = |helper: &String| loads.iter().filter(|load| load.helper == *helper).map(|load| load.minutes).sum::<u32>();
            helpers.iter().map(sum).max().unwrap_or(0)
        };
        let before = top(&loads);
        let proposals = balance(&loads, &helpers, 50);
        for proposal in &proposals {
            let load = loads.iter_mut().find(|load| load.household == proposal.household).unwrap();
            prop_assert_eq!(&load.helper, &proposal.from);
            prop_assert_ne!(&load.helper, &proposal.to);
            load.helper.clone_from(&proposal.to);
        }
        let shared: u32 = loads.iter().map(|load| load.minutes).sum();
        prop_assert!(top(&loads) <= before.max(shared / 4 + 90));
        let given = proposals.iter().filter(|proposal| proposal.from.is_empty());
        let given: Vec<&String> = given.map(|proposal| &proposal.household).collect();
        prop_assert!(!balance(&loads, &helpers, 50).first().is_some_and(|next| given.contains(&&next.household)));
    }
}

#[test]
fn a_household_goes_to_someone_who_works_in_its_group() {
    let load = |household: &str, helper: &str, group: &str, minutes| Load {
        household: household.into(),
        helper: helper.into(),
        fixed: false,
        village: String::new(),
        group: group.into(),
        minutes,
    };
    let loads =
        [load("h1", "a", "1", 60), load("h2", "a", "2", 60), load("h3", "b", "2", 30), load("h4", "c", "3", 20)];
    let helpers = ["a", "b", "c"].map(str::to_owned);
    let proposals = balance(&loads, &helpers, 1);
    assert_eq!(proposals, [Proposal { household: "h2".into(), from: "a".into(), to: "b".into() }]);
}

#[test]
fn whoever_is_proposed_helps_in_the_same_village() {
    let campaign = winter();
    let mut journal = Journal::default();
    let mut write = |kind: Kind, id: &str, fields: serde_json::Value| {
        let stamp = Stamp { seq: journal.next_seq(&"d".into()), device: "d".into(), at: 0, author: String::new() };
        let write = journal.draft(stamp, kind, id.into(), serde_json::from_value(fields).unwrap());
        journal.insert(&write);
    };
    for village in ["r1", "r2"] {
        write(Kind::Region, village, json!({ "village": village }));
        write(Kind::Helper, &format!("p-{village}"), json!({ "name": "测试甲", "village": village }));
        let home = json!({ "head": "测试乙", "group": "1组", "village": village, "categories": ["minimum_living"] });
        write(Kind::Household, &format!("h-{village}"), home);
    }
    let board = Board::read(&campaign, &journal, at("2026-12-22T09:00"));
    let pairs: Vec<(String, String)> = proposals(&super::loads(&campaign, &board.today), &board.helpers, 9)
        .into_iter()
        .map(|proposal| (proposal.household, proposal.to))
        .collect();
    let pair = |village: &str| (format!("h-{village}"), format!("p-{village}"));
    assert_eq!(pairs, [pair("r1"), pair("r2")]);
}

#[test]
fn a_day_that_was_added_counts_before_what_the_workbook_says() {
    let campaign = winter();
    let mut journal = Journal::default();
    let mut set = |day: &str, off: bool| {
        let own = OwnHoliday { day: day.parse().unwrap(), off, name: "调休".into() };
        let stamp = Stamp { seq: journal.next_seq(&"d".into()), device: "d".into(), at: 0, author: String::new() };
        let id = OwnHoliday::record_id(own.day);
        journal.insert(&journal.clone().draft(stamp, OwnHoliday::kind(), id, own.fields()));
    };
    // New Year's Day is worked, the Monday after is off, and so is a Sunday that was worked until somebody thought better of it.
    set("2027-01-01", false);
    set("2027-01-04", true);
    set("2027-01-03", false);
    set("2027-01-03", true);
    let known = calendar(&campaign, &journal);
    let works = |day: &str| known.works(day.parse().unwrap());
    assert_eq!(
        [works("2027-01-01"), works("2027-01-04"), works("2027-01-03"), works("2027-01-05")],
        [true, false, false, true]
    );
    let now = at("2027-01-02T09:00");
    let left = |items: Vec<DueItem>| items.into_iter().find(|item| item.key == "weekly_report").unwrap().left;
    assert_eq!(left(due_here(&campaign, &journal, now)), Countdown::Days { days: 3, working: 0 });
    let plain = due(&campaign, &campaign.calendar, &[], &HandedIn::default(), None, now);
    assert_eq!(left(plain), Countdown::Days { days: 3, working: 1 }, "the Monday");
}

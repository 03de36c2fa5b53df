//! The plan of a stage, the answer to a signal, deadlines handed in, the report of an incident.

use serde_json::json;

use super::*;
use crate::campaign::Method::{Phone, Visit};
use crate::campaign::tests::sheet::winter;
use crate::journal::{Fields, Journal, Kind, RecordId, Stamp};
use crate::text::{Lang, Say};

fn write(journal: &mut Journal, kind: Kind, record: &str, fields: Fields) {
    let device = "phone".into();
    let stamp = Stamp { seq: journal.next_seq(&device), device, at: 0, author: String::new() };
    let write = journal.draft(stamp, kind, record.into(), fields);
    journal.insert(&write);
}

/// So many key households in two groups, and one helper.
fn village(households: usize) -> Journal {
    let mut journal = Journal::default();
    let json = |value: serde_json::Value| serde_json::from_value::<Fields>(value).unwrap();
    write(&mut journal, Kind::Region, "r1", json(json!({ "village": "试验村" })));
    write(&mut journal, Kind::Helper, "p1", json(json!({ "name": "测试甲" })));
    for number in 0..households {
        let group = if number % 2 == 0 { "1组" } else { "2组" };
        let home = json!({ "head": format!("测试{number}"), "group": group, "village": "r1", "categories": ["minimum_living"] });
        write(&mut journal, Kind::Household, &format!("h{number:03}"), json(home));
    }
    journal
}

#[test]
fn a_stage_plan_reaches_everyone_or_says_what_would() {
    let campaign = winter();
    // The survey runs until the 20th; 15 minutes a household, 6 hours a day.
    let now = at("2026-12-17T09:00");
    let survey = campaign.stages.iter().position(|stage| stage.name == "survey").unwrap();
    let board = Board::read(&campaign, &village(60), now);
    let plan = stage_plan(&campaign, &board, survey, &Wish::default()).unwrap();
    assert_eq!((plan.days.len(), plan.minutes, plan.a_day, plan.people.len()), (4, 15, 360, 1));
    assert!(plan.plan.unreached.is_empty() && plan.remedies.is_none());

    let board = Board::read(&campaign, &village(120), now);
    let plan = stage_plan(&campaign, &board, survey, &Wish::default()).unwrap();
    assert!(!plan.plan.unreached.is_empty());
    let remedies = plan.remedies.unwrap();
    assert_eq!(remedies.helpers, Some(1));
    assert!(remedies.days.is_some_and(|days| days <= 2) && remedies.minutes.is_some());
}

#[test]
fn a_day_that_is_lost_and_a_helper_who_stays_change_the_plan() {
    let campaign = winter();
    let now = at("2026-12-17T09:00");
    let board = Board::read(&campaign, &village(30), now);
    let survey = campaign.stages.iter().position(|stage| stage.name == "survey").unwrap();
    let mut journal = village(0);
    let record = Wish::record_id(&campaign, own_village(&journal), "survey");
    let village = own_village(&journal).cloned();
    write(&mut journal, Wish::kind(), &record.0, Wish::mark(village.as_ref(), "lost/2026-12-17".into(), true));
    write(&mut journal, Wish::kind(), &record.0, Wish::number(village.as_ref(), "minutes", Some(30)));
    let wish = Wish::stored(&journal, &record);
    assert_eq!((wish.minutes, wish.lost.len()), (Some(30), 1));
    let plan = stage_plan(&campaign, &board, survey, &wish).unwrap();
    assert!(plan.plan.days[0][0].is_empty(), "nobody goes on the lost day");
    assert!(!plan.plan.days[0][1].is_empty());
    write(&mut journal, Wish::kind(), &record.0, Wish::mark(None, "staying/p1".into(), true));
    let plan = stage_plan(&campaign, &board, survey, &Wish::stored(&journal, &record)).unwrap();
    assert_eq!(plan.plan.unreached.len(), 30, "with nobody to go nobody is reached");
}

#[test]
fn a_plan_keeps_to_the_days_until_which_households_were_put_off() {
    let campaign = winter();
    let now = at("2026-12-17T09:00");
    let survey = campaign.stages.iter().position(|stage| stage.name == "survey").unwrap();
    let mut journal = village(4);
    let put_off = |until: &str| PutOff { until: until.parse().unwrap(), reason: "外出".into() };
    for (household, until) in [("h000", "2026-12-19"), ("h001", "2026-12-24"), ("h002", "2026-12-30")] {
        let record = PutOff::record_id(household);
        write(&mut journal, PutOff::kind(), &record.0, put_off(until).fields(household));
    }
    // What endangers a life is seen today, whatever was said.
    let red = json!({ "household": "h002", "level": "red", "state": "reported", "campaign": campaign.id });
    write(&mut journal, Kind::Finding, "f1", serde_json::from_value(red).unwrap());
    let board = Board::read(&campaign, &journal, now);
    let plan = stage_plan(&campaign, &board, survey, &Wish::default()).unwrap();
    let on = |day: usize| -> Vec<&str> {
        plan.plan.days[0][day].iter().map(|call| plan.task.calls[*call].id.as_str()).collect()
    };
    assert_eq!(on(0), ["h002", "h003"]);
    assert_eq!(on(2), ["h000"], "the 19th");
    assert_eq!(plan.later, ["h001"], "the stage ends on the 20th");
}

#[test]
fn nobody_is_planned_for_longer_than_the_hours_of_the_stage() {
    let mut campaign = winter();
    let survey = campaign.stages.iter().position(|stage| stage.name == "survey").unwrap();
    // S002-3: 「每天集中行动时间为14:00—22:00」, here an evening of two hours.
    let hour = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    campaign.stages[survey].hours = Some(crate::campaign::Hours { from: hour(20), to: hour(22) });
    let board = Board::read(&campaign, &village(4), at("2026-12-17T21:00"));
    let plan = stage_plan(&campaign, &board, survey, &Wish::default()).unwrap();
    assert_eq!((plan.a_day, plan.task.minutes[0][0], plan.task.minutes[0][1]), (120, 60, 120));
}

#[test]
fn the_answer_to_a_signal_is_measured_in_hours() {
    let campaign = winter();
    let mut journal = village(4);
    let from = at("2026-12-22T08:00");
    let given = SignalGiven { signal: "orange".into(), from, until: None };
    write(&mut journal, SignalGiven::kind(), "s1", given.fields());
    for (household, hours, how) in [("h000", 3, Visit), ("h001", 30, Visit), ("h002", 1, Phone)] {
        let when = from.plus_hours(hours);
        write(&mut journal, Kind::Contact, household, Contact::fields(household, how, when, when, "", ""));
    }
    let board = Board::read(&campaign, &journal, at("2026-12-23T20:00"));
    let answers = responses(&campaign, &board.today, &given);
    assert_eq!(answers.len(), 1);
    let answer = answers[0];
    assert_eq!((answer.concerned, answer.in_time, answer.late, answer.open()), (4, 1, 1, 2), "a call is no visit");
    assert_eq!(answer.until, at("2026-12-23T08:00"));
    let unknown = SignalGiven { signal: "purple".into(), ..given };
    assert!(responses(&campaign, &board.today, &unknown).is_empty());
}

#[test]
fn what_was_handed_in_no_longer_presses_and_a_deadline_of_ones_own_counts_down() {
    let campaign = winter();
    let mut journal = village(0);
    let now = at("2026-12-21T09:00");
    let report =
        |journal: &Journal| due_here(&campaign, journal, now).into_iter().find(|item| item.key == "weekly_report");
    let item = report(&journal).unwrap();
    assert!(item.presses());
    let own = own_village(&journal).cloned();
    let record = HandedIn::record_id(own.as_ref(), &item.key, item.at);
    write(&mut journal, kind(HANDED_IN), &record.0, HandedIn::fields(own.as_ref(), &item.key, item.at, now));
    let item = report(&journal).unwrap();
    assert_eq!(item.handed, Some(now));
    assert!(!item.presses());
    let (here, other) = (own.clone().unwrap(), RecordId::from("r2"));
    let handed = HandedIn::of(&journal);
    assert_eq!(handed.waits_for([&here, &other], &item.key, item.at), [&other], "the township sees who has not");
    let at = "2026-12-22T10:00:00".parse().unwrap();
    assert_eq!(OwnDeadline::fields(None, "  ", "", at, now), None, "a deadline has a title");
    let fields = OwnDeadline::fields(own.as_ref(), "取暖台账", "乡镇", at, now).unwrap();
    write(&mut journal, kind(DEADLINE), "d1", fields);
    let items = due_here(&campaign, &journal, now);
    let mine = items.iter().find(|item| item.own).unwrap();
    assert_eq!((mine.label.get(Lang::En), mine.left), ("取暖台账", Countdown::Days { days: 2, working: 2 }));
}

#[test]
fn a_report_tells_what_is_known_and_nothing_else() {
    let incident = Incident {
        village: String::new(),
        what: "poisoning".into(),
        at: at("2026-12-22T06:00"),
        heard: Some(at("2026-12-22T06:20")),
        reported: None,
        place: "2组".into(),
        hurt: 2,
        dead: 0,
        text: "烧炭取暖。".into(),
        first: "测试甲".into(),
        handled: String::new(),
    };
    let now = at("2026-12-22T06:30");
    assert_eq!(
        incident.report("一氧化碳中毒", "试验村", now, Lang::ZhHans),
        "【试验村】突发事件报告：12月22日06:00，2组发生一氧化碳中毒。受伤 2 人，死亡 0 人。经过：烧炭取暖。接报时间：12月22日06:20。首接人：测试甲。报告时间：12月22日06:30。"
    );
    assert!(
        incident
            .report("Poisoning", "", now, Lang::En)
            .starts_with("Incident report: Poisoning, 2026-12-22 06:00, 2组. Hurt: 2")
    );
}

#[test]
fn whom_nobody_answers_for_is_proposed_to_a_helper_first() {
    let campaign = winter();
    let board = Board::read(&campaign, &village(3), at("2026-12-22T09:00"));
    let loads = loads(&campaign, &board.today);
    assert_eq!(
        loads.iter().map(|load| load.minutes).collect::<Vec<_>>(),
        [30, 30, 30],
        "three contacts of ten minutes a week"
    );
    let proposals = balance(&loads, &["p1".to_owned()], 5);
    assert_eq!(proposals.len(), 3);
    let first = Proposal { household: "h000".into(), from: String::new(), to: "p1".into() };
    assert_eq!(proposals[0], first);
    assert_eq!(first.fields().into_iter().collect::<Vec<_>>(), [("helper/p1".to_owned(), json!(true))]);
}

#[test]
fn a_stage_and_its_deadline_count_the_same_days_and_today_is_one_of_them() {
    let campaign = winter();
    // A Friday; the survey ends on Sunday.
    let now = at("2026-12-18T09:30");
    let items = due_here(&campaign, &village(1), now);
    let survey = items.iter().find(|item| item.key == "survey").unwrap();
    assert_eq!(survey.left, Countdown::Days { days: 3, working: 1 });
    assert_eq!(survey.left.say(Lang::ZhHans), "还剩 3 天（1 个工作日）");
    assert_eq!(survey.left.say(Lang::En), "3 days left (1 working day)");
    let end = campaign.stage("survey").unwrap().end.unwrap();
    assert_eq!(days_left(now.day(), end), 3);
    let board = Board::read(&campaign, &village(1), now);
    let reasons: Vec<String> =
        board.today.reasons(&campaign, "h000").iter().map(|reason| reason.say(Lang::ZhHans)).collect();
    assert!(reasons.contains(&"全面排查未完成，还剩 3 天".to_owned()), "{reasons:?}");
    assert_eq!([days_left(end, end), days_left(end.succ_opt().unwrap(), end)], [1, 0]);
}

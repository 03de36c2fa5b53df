//! What duties come to.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::campaign::Campaign;
use crate::campaign::Method::{Meet, Phone, Visit};
use crate::campaign::tests::sheet::winter;

fn count(campaign: &Campaign, duty: &str, made: &[Made], signals: &[SignalGiven], span: Span, now: &str) -> Tally {
    tally(campaign, campaign.duty(duty).unwrap(), made, signals, span, at(now))
}

fn week(day: &str) -> Span {
    Span::week(day.parse().unwrap())
}

#[test]
fn three_contacts_a_week_and_those_of_one_day_count_once() {
    let campaign = winter();
    // The duty runs from Monday 2026-12-21.
    let calls = [
        made("2026-12-21T09:00", Visit),
        made("2026-12-21T18:00", Phone),
        made("2026-12-23T09:00", Meet),
        made("2026-12-20T09:00", Visit),
    ];
    let count = |now| count(&campaign, "weekly", &calls, &[], week("2026-12-22"), now);
    assert_eq!(count("2026-12-24T09:00"), Tally { owed: 3, done: 2, missed: 0 });
    assert_eq!(count("2026-12-22T09:00"), Tally { owed: 3, done: 1, missed: 0 }, "what is to come does not count yet");
    assert_eq!(count("2026-12-28T00:00"), Tally { owed: 3, done: 2, missed: 1 });
}

#[test]
fn the_parts_of_weeks_at_both_ends_owe_their_part_rounded_up() {
    assert_eq!((1..=7).map(|days| part_of_week(3, days)).collect::<Vec<_>>(), [1, 1, 2, 2, 3, 3, 3]);
    let mut campaign = winter();
    campaign.duties[0].start = "2026-12-24".parse().ok();
    let count = |span, now| count(&campaign, "weekly", &[], &[], span, now);
    assert_eq!(count(week("2026-12-24"), "2026-12-24T09:00").owed, 2, "Thursday to Sunday: ⌈3×4/7⌉");
    assert_eq!(count(week("2027-02-28"), "2027-02-28T09:00").owed, 3, "it ends on a Sunday");
    assert_eq!(count(week("2027-03-01"), "2027-03-01T09:00").owed, 0);
}

#[test]
fn a_daily_duty_is_owed_each_day_so_far() {
    let campaign = winter();
    let calls = [made("2026-12-21T09:00", Phone), made("2026-12-23T09:00", Phone), made("2026-12-23T10:00", Phone)];
    let tally = count(&campaign, "daily", &calls, &[], week("2026-12-21"), "2026-12-24T09:00");
    assert_eq!(tally, Tally { owed: 4, done: 2, missed: 1 }, "today is open, Tuesday was missed");
}

#[test]
fn a_signal_asks_for_a_visit_within_its_hours_and_a_call_does_not_do() {
    let campaign = winter();
    let signals = [SignalGiven { signal: "orange".into(), from: at("2026-12-22T08:00"), until: None }];
    let count = |made: &[Made], now| count(&campaign, "signal", made, &signals, week("2026-12-22"), now);
    assert_eq!(count(&[made("2026-12-22T10:00", Phone)], "2026-12-22T12:00"), Tally { owed: 1, done: 0, missed: 0 });
    assert_eq!(count(&[made("2026-12-23T07:59", Visit)], "2026-12-23T12:00"), Tally { owed: 1, done: 1, missed: 0 });
    assert_eq!(count(&[made("2026-12-23T08:01", Visit)], "2026-12-23T12:00"), Tally { owed: 1, done: 0, missed: 1 });
    assert_eq!(count(&[], "2026-12-22T07:00"), Tally::default(), "it has not been given yet");
    let duty = campaign.duty("signal").unwrap();
    let open = |made: &[Made]| signal_due(&campaign, duty, made, &signals, at("2026-12-22T12:00"));
    assert_eq!(open(&[]), Some(at("2026-12-23T08:00")));
    assert_eq!(open(&[made("2026-12-22T10:00", Visit)]), None);
}

#[test]
fn a_signal_below_the_campaigns_threshold_asks_for_nothing() {
    let mut campaign = winter();
    let signals = [SignalGiven { signal: "blue".into(), from: at("2026-12-22T08:00"), until: None }];
    let count =
        |campaign: &Campaign| count(campaign, "signal", &[], &signals, week("2026-12-22"), "2026-12-22T12:00").owed;
    assert_eq!(count(&campaign), 1);
    let place = campaign.duties.iter().position(|duty| duty.name == "signal").unwrap();
    campaign.duties[place].per = crate::campaign::Per::Signal { from: "yellow".into(), hours: 24 };
    assert_eq!(count(&campaign), 0);
}

#[test]
fn a_late_entry_is_labelled_and_a_call_that_nobody_took_does_not_count() {
    let mut journal = crate::journal::Journal::default();
    let mut add = |id: &str, outcome: &str, entered: &str| {
        let fields = Contact::fields("h1", Phone, at("2026-12-22T09:00"), at(entered), "测试甲", outcome);
        let stamp = crate::journal::Stamp {
            device: "a".into(),
            seq: journal.next_seq(&"a".into()),
            at: 0,
            author: String::new(),
        };
        let write = journal.draft(stamp, crate::journal::Kind::Contact, id.into(), fields);
        journal.insert(&write);
        Contact::of(&journal.record(&crate::journal::Kind::Contact, &id.into()).unwrap())
    };
    let taken = add("c1", REACHED, "2026-12-22T09:05");
    assert!(taken.counts() && !taken.is_late());
    let late = add("c2", REACHED, "2026-12-24T09:05");
    assert!(late.counts() && late.is_late());
    assert!(!add("c3", MISSED, "2026-12-22T09:05").counts());
}

fn any_made() -> impl Strategy<Value = Vec<Made>> {
    let one = (0..40_i64, 0..24_i64, prop::sample::select(vec![Visit, Phone, Meet]));
    prop::collection::vec(one, 0..30).prop_map(|list| {
        let start = at("2026-12-16T00:00").millis();
        let moment = |day: i64, hour: i64| Moment::new(start + (day * 24 + hour) * 3_600_000, 480);
        list.into_iter().map(|(day, hour, how)| (moment(day, hour), how).into()).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was done when: no more is done than owed, what is done, missed and open makes what is owed, the order of
    /// contacts does not matter, and time alone never undoes anything.
    #[test]
    fn a_tally_adds_up(made in any_made(), day in 0..50_u32, later in 0..20_u32) {
        let campaign = winter();
        let signals = [SignalGiven { signal: "red".into(), from: at("2026-12-30T08:00"), until: None }];
        let now = at("2026-12-16T12:00").plus_hours(24 * day);
        let span = Span { from: campaign.start, to: campaign.end.unwrap() };
        for duty in &campaign.duties {
            let count = |made: &[Made], now| tally(&campaign, duty, made, &signals, span, now);
            let sum = count(&made, now);
            prop_assert!(sum.done <= sum.owed);
            prop_assert_eq!(sum.done + sum.missed + sum.open(), sum.owed);
            let mut turned = made.clone();
            turned.reverse();
            prop_assert_eq!(count(&turned, now), sum);
            let then = count(&made, now.plus_hours(24 * later));
            prop_assert!(then.done >= sum.done && then.missed >= sum.missed && then.owed >= sum.owed);
        }
    }
}

proptest! {
    /// What is computed for all households at once is what is computed for one.
    #[test]
    fn what_a_duty_asks_now_is_its_tally(
        contacts in prop::collection::vec((0..400_u32, 0..3_usize), 0..6),
        signals in prop::collection::vec((0..300_u32, 0..4_usize), 0..4),
        per in 0..4_u8,
        (times, once_a_day) in (1..4_u32, any::<bool>()),
        (start, days) in (0..12_u64, 0..20_u64),
        now in 0..400_u32,
    ) {
        static WINTER: LazyLock<Campaign> = LazyLock::new(winter);
        let campaign = &*WINTER;
        let first = at("2026-12-17T00:00");
        let mut duty = campaign.duty("weekly").unwrap().clone();
        (duty.times, duty.once_a_day) = (times, once_a_day);
        duty.per = match per {
            0 => crate::campaign::Per::Week,
            1 => crate::campaign::Per::Day,
            2 => crate::campaign::Per::Once,
            _ => crate::campaign::Per::Signal { from: "yellow".into(), hours: 24 },
        };
        duty.start = first.day().checked_add_days(chrono::Days::new(start));
        duty.end = duty.start.and_then(|start| start.checked_add_days(chrono::Days::new(days)));
        let made: Vec<Made> = contacts.into_iter().map(|(hours, how)| (first.plus_hours(hours), [Visit, Phone, Meet][how]).into()).collect();
        let signals: Vec<SignalGiven> = signals
            .into_iter()
            .map(|(hours, which)| SignalGiven { signal: ["blue", "yellow", "orange", "red"][which].into(), from: first.plus_hours(hours), until: None })
            .collect();
        let now = first.plus_hours(now);
        let asked = asked::Asked::new(campaign, &duty, &signals, now);
        prop_assert_eq!(asked.tally(&made), tally(campaign, &duty, &made, &signals, running(&duty.per, now), now));
        prop_assert_eq!(asked.due(&made), signal_due(campaign, &duty, &made, &signals, now));
    }
}

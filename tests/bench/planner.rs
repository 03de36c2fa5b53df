//! How long the planner takes over 20,000 made-up households, and over the stage plan of 1,000 households and 10 helpers. Figures never
//! fail; they are printed, with what a processor slowed 4 times would take.

#![expect(clippy::unwrap_used, reason = "a campaign that ships with the program compiles")]

use std::time::{Duration, Instant};

use nuandong::campaign::{Campaign, Method, builtin, compile};
use nuandong::demo::Demo;
use nuandong::journal::{DeviceId, Fields, Journal, Kind, RecordId, Stamp};
use nuandong::moment::Moment;
use nuandong::plan::schedule::{Call, Task, plan};
use nuandong::plan::{Board, Contact, SignalGiven};

/// How often each is measured.
const TIMES: usize = 9;

/// The township: villages, and households in each.
const TOWNSHIP: (u32, u32) = (40, 500);

/// What a plain test run looks at, to see that everything works.
const HAMLET: (u32, u32) = (1, 20);

fn main() {
    // As a test runner asks for a list of tests, of which there is none.
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let campaign = compile(&builtin::HOUSEHOLD_WINTER.workbook()).unwrap();
    let now = Moment::parse("2026-12-22T09:00:00+08:00").unwrap();
    let (villages, households) = if std::env::var_os("NUANDONG_BENCH").is_some() { TOWNSHIP } else { HAMLET };
    let demo = Demo { villages, households, seed: 1, sent: None };
    let mut journal = township(&demo, &campaign);
    println!("{:>10} {:>12}  {} households; median of {TIMES}", "ms", "ms at 1/4", villages * households);
    let (mut board, read) = once(|| Board::read(&campaign, &journal, now));
    say("reading the journal, once a day", read);
    let homes: Vec<String> = board.today.subjects().map(|subject| subject.home.id.clone()).collect();

    let mut times = Vec::new();
    for (place, home) in homes.iter().take(TIMES).enumerate() {
        let id = RecordId(format!("bench-{place}"));
        write(&mut journal, Kind::Contact, &id, Contact::fields(home, Method::Phone, now, now, "", ""));
        let ((), time) = once(|| board.follow(&campaign, &journal, Some(vec![(&Kind::Contact, &id)]), now));
        let (_, draw) = once(|| board.today.groups(&campaign, None, 20).len());
        times.push(time + draw);
    }
    say("a contact, and the list", median(times));

    let mut times = Vec::new();
    for place in 0..TIMES {
        let id = RecordId(format!("signal-{place}"));
        let given = SignalGiven { signal: "orange".to_owned(), from: now, until: None };
        write(&mut journal, SignalGiven::kind(), &id, given.fields());
        let kind = SignalGiven::kind();
        let ((), time) = once(|| board.follow(&campaign, &journal, Some(vec![(&kind, &id)]), now));
        let (_, draw) = once(|| board.today.groups(&campaign, None, 20).len());
        times.push(time + draw);
    }
    say("a signal, and the list", median(times));

    let mut times = Vec::new();
    for hour in (1..).take(TIMES) {
        let ((), time) = once(|| board.follow(&campaign, &journal, Some(Vec::new()), now.plus_minutes(hour)));
        times.push(time);
    }
    say("a minute that passes", median(times));

    let task = stage();
    let times = (0..TIMES).map(|_| once(|| plan(&task).unreached.len()).1).collect();
    say("the plan of 1,000 households and 10 helpers over 5 days", median(times));
}

/// The households of all villages, with what was entered in the first days.
fn township(demo: &Demo, campaign: &Campaign) -> Journal {
    let mut journal = Journal::default();
    for number in 1..=demo.villages {
        journal.merge(&demo.survey(&demo.village(number), campaign).1);
    }
    journal
}

/// 1,000 households in 40 groups, of every urgency.
fn stage() -> Task {
    let call = |number: u32| Call {
        id: number.to_string(),
        group: number % 40,
        urgency: f64::from(1 + number * 37 % 101),
        minutes: 8 + number * 13 % 15,
        helper: None,
        from: 0,
    };
    Task { calls: (0..1000).map(call).collect(), minutes: vec![vec![360; 5]; 10], walk: 10 }
}

fn write(journal: &mut Journal, kind: Kind, record: &RecordId, fields: Fields) {
    let device = DeviceId("bench".to_owned());
    let stamp = Stamp { seq: journal.next_seq(&device), device, at: 0, author: String::new() };
    let write = journal.draft(stamp, kind, record.clone(), fields);
    journal.insert(&write);
}

fn once<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = act();
    (made, start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn say(what: &str, time: Duration) {
    let millis = time.as_secs_f64() * 1000.0;
    println!("{millis:>10.2} {:>12.1}  {what}", millis * 4.0);
}

//! The calendar file, held to RFC 5545 and to a reader that is not ours.

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};
use proptest::prelude::*;

use super::*;
use crate::campaign::tests::sheet::winter;
use crate::text::Lang;

/// A deadline on the 18th at noon.
fn report(title: &str, to: &str) -> OwnDeadline {
    let at = "2026-12-18T12:00:00".parse().unwrap();
    OwnDeadline { id: "d1".into(), title: title.into(), to: to.into(), at }
}

/// A text as it was before it was escaped.
fn plain(value: &str) -> String {
    let mut letters = value.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next().map(|next| if next == 'n' { '\n' } else { next })),
            letter => text.push(letter),
        }
    }
    text
}

/// What RFC 5545 asks of the lines: each ends in CRLF, has at most 75 bytes, and holds whole characters; no control characters.
fn holds_as_lines(text: &str) {
    assert!(text.ends_with("\r\n"));
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(!line.is_empty() && line.len() <= 75, "{line:?}");
        assert!(!line.chars().any(|letter| letter.is_control() && letter != '\t'), "{line:?}");
    }
    let ends = |word: &str| text.matches(&format!("{word}:")).count();
    assert_eq!(ends("BEGIN"), ends("END"));
}

#[test]
fn the_calendar_file_is_what_calendars_read() {
    let own = report("报表；含“取暖”", "乡镇, 206 室");
    let text = ical(&winter(), &[own], at("2026-12-01T08:00"), Lang::ZhHans);
    holds_as_lines(&text);
    let unfolded = text.replace("\r\n ", "");
    for line in [
        "DTSTART;VALUE=DATE:20261216",
        "DTEND;VALUE=DATE:20261221",
        "DTSTART:20261220T100000Z",
        "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270307T040000Z",
        "SUMMARY:全面排查：截止",
        "UID:household-winter-survey-due@nuandong",
        "UID:d1@nuandong",
        "DTSTART:20261218T040000Z",
        "DESCRIPTION:乡镇\\, 206 室",
    ] {
        assert!(unfolded.contains(&format!("{line}\r\n")), "{line} is missing in\n{unfolded}");
    }
}

#[test]
fn another_reader_finds_every_stage_and_deadline_with_its_time_and_alarm() {
    let campaign = winter();
    let text = ical(&campaign, &[report("报表", "乡镇")], at("2026-12-01T08:00"), Lang::ZhHans);
    let read: Calendar = text.parse().unwrap();
    assert_eq!(read.get_name(), Some(campaign.title.get(Lang::ZhHans)));
    let events: Vec<_> = read.components.iter().filter_map(CalendarComponent::as_event).collect();
    let event = |uid: &str| *events.iter().find(|event| event.get_uid() == Some(uid)).unwrap();

    let span = event("household-winter-survey-stage@nuandong");
    assert_eq!(span.get_start(), Some(DatePerhapsTime::Date("2026-12-16".parse().unwrap())));
    assert_eq!(span.get_end(), Some(DatePerhapsTime::Date("2026-12-21".parse().unwrap())), "the end is not part of it");
    let due = event("household-winter-survey-due@nuandong");
    // 18:00 in China.
    assert_eq!(
        due.get_start(),
        Some(DatePerhapsTime::DateTime(icalendar::CalendarDateTime::Utc("2026-12-20T10:00:00Z".parse().unwrap())))
    );
    assert!(due.get_timestamp().is_some(), "DTSTAMP is required");
    let weekly = event("household-winter-weekly_report-due@nuandong");
    assert_eq!(weekly.property_value("RRULE"), Some("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270307T040000Z"));
    assert_eq!(event("d1@nuandong").get_summary(), Some("报表：截止"));
    assert!(events.iter().all(|event| event.get_uid().is_some()));
    let mut uids: Vec<_> = events.iter().filter_map(|event| event.get_uid()).collect();
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), events.len(), "no two events share an identity");
    assert_eq!(text.matches("BEGIN:VALARM").count(), text.matches("TRIGGER:-P1D").count());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_typed_comes_back_from_the_file(
        title in "[\\PC\n\r\t,;:\\\\\"]{1,60}",
        to in "[一-龥a-zA-Z,;\\\\ ]{1,80}",
    ) {
        let text = ical(&winter(), &[report(&title, &to)], at("2026-12-01T08:00"), Lang::ZhHans);
        holds_as_lines(&text);
        let unfolded = text.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix("DESCRIPTION:").filter(|text| plain(text) == to));
        prop_assert!(line.is_some(), "{to:?} is not in\n{unfolded}");
        let read: Result<Calendar, _> = text.parse();
        let read = read.map_err(TestCaseError::fail)?;
        let event = read.components.iter().filter_map(CalendarComponent::as_event).find(|event| event.get_uid() == Some("d1@nuandong"));
        prop_assert!(event.is_some());
    }
}

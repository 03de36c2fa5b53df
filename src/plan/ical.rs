//! Stages and deadlines as iCalendar (RFC 5545), for whatever calendar a phone has.
//!
//! Stages are all-day events, deadlines moments with an alarm a day before. Times are written in UTC, so that no time zone
//! needs describing. The same campaign gives the same identities, so importing again updates.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Timelike, Weekday};

use super::own::OwnDeadline;
use crate::campaign::{Campaign, Deadline, Stage};
use crate::moment::Moment;
use crate::text::Lang;

/// The campaign's stages and deadlines as the text of an `.ics` file. `now` is when it is made, and the zone of its deadlines.
#[must_use]
pub fn ical(campaign: &Campaign, own: &[OwnDeadline], now: Moment, lang: Lang) -> String {
    let mut out = Lines(String::new());
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Nuandong//Nuandong//EN");
    out.line("CALSCALE:GREGORIAN");
    out.property("X-WR-CALNAME", campaign.title.get(lang));
    for stage in &campaign.stages {
        span(&mut out, campaign, stage, now, lang);
        deadline(&mut out, campaign, stage, now, lang);
    }
    for own in own {
        let Some(at) = zoned(now, own.at) else { continue };
        out.line("BEGIN:VEVENT");
        out.property("UID", &format!("{}@nuandong", own.id.0));
        out.line(&format!("DTSTAMP:{}", utc(now)));
        moment(&mut out, at, None, &own.title, &[&own.to], lang);
    }
    out.line("END:VCALENDAR");
    out.0
}

fn begin(out: &mut Lines, campaign: &Campaign, stage: &Stage, part: &str, now: Moment) {
    out.line("BEGIN:VEVENT");
    out.property("UID", &format!("{}-{}-{part}@nuandong", campaign.id, stage.name));
    out.line(&format!("DTSTAMP:{}", utc(now)));
}

fn span(out: &mut Lines, campaign: &Campaign, stage: &Stage, now: Moment, lang: Lang) {
    // A stage with one end only is that day.
    let Some(from) = stage.start.or(stage.end) else { return };
    let last = stage.end.unwrap_or(from);
    begin(out, campaign, stage, "stage", now);
    out.line(&format!("DTSTART;VALUE=DATE:{}", day(from)));
    out.line(&format!("DTEND;VALUE=DATE:{}", day(last.succ_opt().unwrap_or(last))));
    out.property("SUMMARY", stage.label.get(lang));
    about(out, &[stage.what.get(lang), stage.to.get(lang)]);
    out.line("TRANSP:TRANSPARENT");
    out.line("END:VEVENT");
}

fn deadline(out: &mut Lines, campaign: &Campaign, stage: &Stage, now: Moment, lang: Lang) {
    let (at, rule) = match stage.deadline {
        None => return,
        Some(Deadline::At(at)) => (at, None),
        Some(Deadline::Weekly(weekday, time)) => {
            let first = stage.start.unwrap_or(campaign.start);
            let Some(first) = first.iter_days().take(7).find(|day| day.weekday() == weekday) else {
                return;
            };
            let until = stage.end.and_then(|end| end.checked_add_days(Days::new(7)));
            let until = until.and_then(|day| zoned(now, day.and_time(time)));
            let until = until.map_or_else(String::new, |until| format!(";UNTIL={}", utc(until)));
            // The rule counts weekdays in UTC, where the hour may lie on the day before.
            let moment = zoned(now, first.and_time(time));
            let weekday = moment.map_or(weekday, |moment| moment.utc().weekday());
            (first.and_time(time), Some(format!("RRULE:FREQ=WEEKLY;BYDAY={}{until}", letters(weekday))))
        }
    };
    let Some(at) = zoned(now, at) else { return };
    begin(out, campaign, stage, "due", now);
    moment(out, at, rule.as_deref(), stage.label.get(lang), &[stage.what.get(lang), stage.to.get(lang)], lang);
}

/// The rest of an event that is a moment, with an alarm a day before.
fn moment(out: &mut Lines, at: Moment, rule: Option<&str>, label: &str, texts: &[&str], lang: Lang) {
    out.line(&format!("DTSTART:{}", utc(at)));
    if let Some(rule) = rule {
        out.line(rule);
    }
    out.property("SUMMARY", &format!("{label}{}", lang.pick("：截止", ": due")));
    about(out, texts);
    out.line("BEGIN:VALARM");
    out.line("ACTION:DISPLAY");
    out.property("DESCRIPTION", label);
    out.line("TRIGGER:-P1D");
    out.line("END:VALARM");
    out.line("END:VEVENT");
}

fn about(out: &mut Lines, texts: &[&str]) {
    let text = texts.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n");
    if !text.is_empty() {
        out.property("DESCRIPTION", &text);
    }
}

fn zoned(now: Moment, wall: NaiveDateTime) -> Option<Moment> {
    now.on(wall)
}

fn day(day: NaiveDate) -> String {
    day.to_string().replace('-', "")
}

fn utc(moment: Moment) -> String {
    let utc = moment.utc();
    let time = utc.time();
    format!("{}T{:02}{:02}{:02}Z", day(utc.date()), time.hour(), time.minute(), time.second())
}

const fn letters(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Content lines, ended by CRLF and folded before they pass 75 bytes.
struct Lines(String);

impl Lines {
    fn property(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for letter in text.replace("\r\n", "\n").chars() {
            match letter {
                '\\' | ';' | ',' => line.extend(['\\', letter]),
                '\n' | '\r' => line.push_str("\\n"),
                // The format has no way to write another control character.
                letter if letter.is_control() && letter != '\t' => {}
                letter => line.push(letter),
            }
        }
        self.line(&line);
    }

    fn line(&mut self, line: &str) {
        let mut width = 0;
        for letter in line.chars() {
            if width + letter.len_utf8() > 74 {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(letter);
            width += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

//! Reading the sheets `stages` and `signals`.

use chrono::{NaiveDate, Weekday};

use super::fixed::{self, Fixed, WEEKDAYS};
use super::sheet::{Problems, Row};
use crate::campaign::problem::Cause;
use crate::campaign::{Calendar, Deadline, Signal, Stage};

impl Stage {
    /// Reads a row.
    pub(super) fn read(
        row: &Row<'_>,
        taken: &[Self],
        fixed: &Fixed<'_>,
        calendar: &Calendar,
        problems: &mut Problems,
    ) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|stage| stage.name.as_str()), problems);
        let start = fixed.date(row, "start", problems);
        let end = fixed.date(row, "end", problems);
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            row.problem("end", Cause::EndsBeforeItBegins, problems);
        }
        let repeat = row.one_of("repeat", &WEEKDAYS, problems).flatten();
        let hours = row.text("hours");
        let hours = match fixed::hours(&hours) {
            None if !hours.is_empty() => {
                row.problem("hours", Cause::NotHours(hours.into_owned()), problems);
                None
            }
            hours => hours,
        };
        Some(Self {
            label: row.need_words("label", problems),
            deadline: deadline(row, repeat, start, fixed, calendar, problems),
            start,
            end,
            hours,
            who: row.formula("who", problems),
            done: row.formula("done", problems),
            what: row.words("what"),
            to: row.words("to"),
            row: row.number(),
            name: name?,
        })
    }
}

fn deadline(
    row: &Row<'_>,
    repeat: Option<Weekday>,
    start: Option<NaiveDate>,
    fixed: &Fixed<'_>,
    calendar: &Calendar,
    problems: &mut Problems,
) -> Option<Deadline> {
    let text = fixed.text(row, "deadline", problems)?;
    let deadline = match repeat {
        Some(weekday) => fixed::time(&text).map(|time| Deadline::Weekly(weekday, time)),
        None => fixed::deadline(&text, start, fixed.start, calendar),
    };
    if deadline.is_none() {
        row.problem("deadline", Cause::NotADeadline(text), problems);
    }
    deadline
}

impl Signal {
    /// Reads a row.
    pub(super) fn read(row: &Row<'_>, taken: &[Self], problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|signal| signal.name.as_str()), problems);
        Some(Self {
            label: row.need_words("label", problems),
            drop_hours: row.number_in("drop_hours", problems),
            drop: row.number_in("drop", problems),
            lowest: row.number_in("lowest", problems),
            wind: row.number_in("wind", problems),
            name: name?,
        })
    }
}

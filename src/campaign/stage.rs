//! 阶段: the sheet `stages`, and 预警: the sheet `signals`.

use chrono::{NaiveDate, Weekday};

use super::calendar::{self, Calendar, Deadline, Fixed, Hours, WEEKDAYS};
use super::formula::Formula;
use super::problem::Cause;
use super::sheet::{Problems, Row};
use super::text::Text;

/// A row of `stages`: something that goes on for a while, or is due at a moment, or both. Stages may overlap and may lack
/// either end (S002-10, S000).
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Its identity, `${stage.name.start}` in expressions.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub end: Option<NaiveDate>,
    /// When it is due.
    pub deadline: Option<Deadline>,
    /// The hours of the day in which it is worked on.
    pub hours: Option<Hours>,
    /// Which households it concerns; none where it concerns the office alone.
    pub who: Option<Formula>,
    /// When a household is done with it.
    pub done: Option<Formula>,
    /// What is to be done or handed in.
    pub what: Text,
    /// To whom.
    pub to: Text,
    /// The row of the sheet.
    pub row: Option<u32>,
}

/// A row of `signals`, mildest first: 寒潮预警 with the thresholds that people see (national definitions; provinces differ).
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// Its identity: `blue`, `yellow`, `orange`, `red`.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// Within how many hours the temperature falls.
    pub drop_hours: Option<f64>,
    /// By how many degrees.
    pub drop: Option<f64>,
    /// To what lowest temperature, in ℃.
    pub lowest: Option<f64>,
    /// With wind of what force.
    pub wind: Option<f64>,
}

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
        let hours = match calendar::hours(&hours) {
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
        Some(weekday) => calendar::time(&text).map(|time| Deadline::Weekly(weekday, time)),
        None => calendar::deadline(&text, start, fixed.start, calendar),
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

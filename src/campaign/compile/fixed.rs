//! Days, deadlines and fixed numbers: what the sheets `stages`, `holidays` and `contacts` have in common.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};

use super::sheet::{Problems, Row};
use crate::campaign::problem::Cause;
use crate::campaign::{Calendar, Deadline, END_OF_DAY, Formula, Hours, Named, text_of};
use crate::expr::{Env, Value, date::Zone};

/// What fixed values are computed from: the campaign's first day and its parameters.
pub(super) struct Fixed<'p> {
    pub(super) start: NaiveDate,
    pub(super) params: &'p Named<String>,
}

impl Fixed<'_> {
    /// The text of a cell that is a plain word or number, or an expression over parameters; none where it is empty.
    pub(super) fn text(&self, row: &Row<'_>, column: &str, problems: &mut Problems) -> Option<String> {
        let text = row.text(column);
        if !text.contains("${") {
            return (!text.is_empty()).then(|| text.into_owned());
        }
        let formula = row.formula(column, problems)?;
        let unfixed = formula.names().iter().find(|name| self.param(name).is_none());
        if let Some(name) = unfixed {
            let cause = if name.starts_with("param.") {
                Cause::UnknownName(name.clone())
            } else {
                Cause::NotFixed(name.clone())
            };
            row.problem(column, cause, problems);
            return None;
        }
        self.value(&formula, row, column, problems)
    }

    fn param(&self, name: &str) -> Option<Value> {
        self.params.get(name.strip_prefix("param.")?).map(|text| Value::from(text.as_str()))
    }

    fn value(&self, formula: &Formula, row: &Row<'_>, column: &str, problems: &mut Problems) -> Option<String> {
        let env = Env::new(0.0, Zone::CHINA, 0);
        match formula.value(&|name| self.param(name), &env) {
            Ok(value) => Some(text_of(value, &env)),
            Err(error) => {
                row.problem(column, Cause::Fault(error), problems);
                None
            }
        }
    }

    /// A whole number of days, hours or times; none where the cell is empty.
    pub(super) fn count(&self, row: &Row<'_>, column: &str, problems: &mut Problems) -> Option<u32> {
        let text = self.text(row, column, problems)?;
        let count = text.trim().parse().ok();
        if count.is_none() {
            row.problem(column, Cause::NotANumber(text), problems);
        }
        count
    }

    /// A date; none where the cell is empty.
    pub(super) fn date(&self, row: &Row<'_>, column: &str, problems: &mut Problems) -> Option<NaiveDate> {
        let text = self.text(row, column, problems)?;
        let date = date(&text, Some(self.start));
        if date.is_none() {
            row.problem(column, Cause::NotADate(text), problems);
        }
        date
    }
}

/// Reads `2026-12-16`, or `12-16` as the first such day on or after `from`, so that a campaign serves again next winter when
/// only its start is changed. A time behind the date, as spreadsheets add it, is passed over.
pub(super) fn date(text: &str, from: Option<NaiveDate>) -> Option<NaiveDate> {
    let text = text.split([' ', 'T']).next()?;
    let mut parts = text.split(['-', '/', '.']).map(str::parse::<u32>);
    let parts = [parts.next(), parts.next(), parts.next(), parts.next()];
    match parts {
        [Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None] => {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok().filter(|year| *year >= 1000)?, month, day)
        }
        [Some(Ok(month)), Some(Ok(day)), None, None] => {
            let from = from?;
            let mut years = (from.year()..).take(9).filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
            years.find(|day| *day >= from)
        }
        _ => None,
    }
}

/// Reads `18:00`.
pub(super) fn time(text: &str) -> Option<NaiveTime> {
    let (hour, rest) = text.trim().split_once([':', '：'])?;
    let minute = rest.split(':').next()?;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    // 24:00 is how offices write the end of a day.
    if (hour, minute) == (24, 0) { Some(END_OF_DAY) } else { NaiveTime::from_hms_opt(hour, minute, 0) }
}

/// Reads `14:00-22:00`, with any dash.
pub(super) fn hours(text: &str) -> Option<Hours> {
    let (from, to) = text.split_once(['-', '—', '–', '~', '至'])?;
    let to = to.trim_start_matches(['—', '-']);
    let hours = Hours { from: time(from)?, to: time(to)? };
    (hours.from < hours.to).then_some(hours)
}

/// Reads a deadline that is not weekly: a date with or without an hour, `+7` natural or `+5w` working days after `start`.
pub(super) fn deadline(text: &str, start: Option<NaiveDate>, from: NaiveDate, calendar: &Calendar) -> Option<Deadline> {
    if let Some(count) = text.strip_prefix('+') {
        let start = start?;
        let day = match count.strip_suffix(['w', 'W']) {
            Some(count) => {
                calendar.after_working_days(start, count.trim().parse().ok().filter(|count| *count <= 3660)?)
            }
            None => start.checked_add_days(Days::new(count.trim().parse().ok()?))?,
        };
        return Some(Deadline::At(day.and_time(END_OF_DAY)));
    }
    let (day, hour) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let hour = if hour.trim().is_empty() { END_OF_DAY } else { time(hour)? };
    // A spreadsheet writes a bare date as midnight; nobody means the first second of the day by it.
    let hour = if hour == NaiveTime::MIN { END_OF_DAY } else { hour };
    Some(Deadline::At(date(day, Some(from))?.and_time(hour)))
}

/// The weekdays by their words.
pub(super) const WEEKDAYS: [(&str, Option<Weekday>); 8] = [
    ("", None),
    ("monday", Some(Weekday::Mon)),
    ("tuesday", Some(Weekday::Tue)),
    ("wednesday", Some(Weekday::Wed)),
    ("thursday", Some(Weekday::Thu)),
    ("friday", Some(Weekday::Fri)),
    ("saturday", Some(Weekday::Sat)),
    ("sunday", Some(Weekday::Sun)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::Text;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_without_a_year_is_the_first_on_or_after_the_campaigns_start() {
        let from = Some(day("2026-12-16"));
        assert_eq!(date("12-16", from), Some(day("2026-12-16")));
        assert_eq!(date("02-28", from), Some(day("2027-02-28")));
        assert_eq!(date("2/29", from), Some(day("2028-02-29")));
        assert_eq!(date("2026-12-20 00:00:00", from), Some(day("2026-12-20")));
        assert_eq!(date("2-30", from), None);
        assert_eq!(date("soon", from), None);
    }

    #[test]
    fn deadlines_may_have_hours_or_count_days() {
        let (calendar, from) = (Calendar::default(), day("2026-12-16"));
        let at = |text: &str| deadline(text, Some(day("2026-12-18")), from, &calendar);
        let moment = |text: &str| Some(Deadline::At(text.parse().unwrap()));
        assert_eq!(at("12-20 18:00"), moment("2026-12-20T18:00:00"));
        assert_eq!(at("12-20"), moment("2026-12-20T23:59:59"));
        assert_eq!(at("+7"), moment("2026-12-25T23:59:59"));
        assert_eq!(at("+5w"), moment("2026-12-25T23:59:59"), "Friday plus five working days is the next Friday");
        assert_eq!(at("18h"), None);
    }

    #[test]
    fn working_days_step_over_weekends_and_holidays_and_use_worked_weekends() {
        let mut calendar = Calendar::default();
        calendar.set(day("2027-02-05"), true, Text::default());
        calendar.set(day("2027-02-08"), true, Text::default());
        calendar.set(day("2027-02-13"), false, Text::default());
        assert_eq!(calendar.after_working_days(day("2027-02-04"), 1), day("2027-02-09"));
        assert_eq!(calendar.after_working_days(day("2027-02-12"), 1), day("2027-02-13"));
        assert_eq!(calendar.working_days(day("2027-02-04"), day("2027-02-13")), 5);
        assert_eq!(calendar.after_working_days(day("2027-02-04"), 0), day("2027-02-04"));
    }

    #[test]
    fn hours_are_read_with_any_dash() {
        let span =
            Hours { from: NaiveTime::from_hms_opt(14, 0, 0).unwrap(), to: NaiveTime::from_hms_opt(22, 0, 0).unwrap() };
        for text in ["14:00-22:00", "14:00—22:00", "14：00 ~ 22:00", "14:00——22:00"] {
            assert_eq!(hours(text), Some(span), "{text}");
        }
        assert_eq!(hours("22:00-14:00"), None);
    }
}

//! Numbers, times and dates as people read them. Pure: the present moment and the zone are handed in.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use crate::app::clock;
use crate::text::Lang;

/// A count with its thousands apart: `20,000`. Small numbers stay as they are.
#[must_use]
pub fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A part of a whole in whole percent, rounded down so that 100 % means all; none where there is nothing to count.
#[must_use]
pub fn percent(part: usize, whole: usize) -> Option<u8> {
    let ratio = part.min(whole).checked_mul(100)?.checked_div(whole)?;
    u8::try_from(ratio).ok()
}

/// A date beside today's: 今天, 昨天, 明天, `11月20日`, and with its year where that differs.
#[must_use]
pub fn day(date: NaiveDate, today: NaiveDate, lang: Lang) -> String {
    match date.signed_duration_since(today).num_days() {
        0 => lang.pick("今天", "today").to_string(),
        -1 => lang.pick("昨天", "yesterday").to_string(),
        1 => lang.pick("明天", "tomorrow").to_string(),
        _ if date.year() == today.year() => match lang {
            Lang::ZhHans => format!("{}月{}日", date.month(), date.day()),
            Lang::En => format!("{} {}", date.day(), month(date)),
        },
        _ => self::date(date, lang),
    }
}

/// A date with its year: `2026年11月20日`.
#[must_use]
pub fn date(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::ZhHans => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::En => format!("{} {} {}", date.day(), month(date), date.year()),
    }
}

/// A moment beside the present: the time alone today, else the day with the time.
#[must_use]
pub fn moment(at: NaiveDateTime, now: NaiveDateTime, lang: Lang) -> String {
    let time = clock(at);
    if at.date() == now.date() { time } else { format!("{} {time}", day(at.date(), now.date(), lang)) }
}

/// The day of the week: 周一, Mon.
#[must_use]
pub const fn weekday(day: Weekday, lang: Lang) -> &'static str {
    match day {
        Weekday::Mon => lang.pick("周一", "Mon"),
        Weekday::Tue => lang.pick("周二", "Tue"),
        Weekday::Wed => lang.pick("周三", "Wed"),
        Weekday::Thu => lang.pick("周四", "Thu"),
        Weekday::Fri => lang.pick("周五", "Fri"),
        Weekday::Sat => lang.pick("周六", "Sat"),
        Weekday::Sun => lang.pick("周日", "Sun"),
    }
}

/// When data were made, from a record's date-time: `2026-12-20 18:00`.
#[must_use]
pub fn made(made: &str) -> String {
    made.get(..16).unwrap_or(made).replace('T', " ")
}

/// A size of bytes as files are spoken of: `340 KB`, `1.2 MB`.
#[must_use]
pub fn bytes(n: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    const GB: u64 = MB * KB;
    let tenths = |unit: u64, name: &str| {
        let tenths = n.saturating_mul(10) / unit;
        if tenths >= 100 {
            format!("{} {name}", tenths / 10)
        } else {
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        }
    };
    match n {
        0..KB => format!("{n} B"),
        KB..MB => format!("{} KB", n / KB),
        MB..GB => tenths(MB, "MB"),
        _ => tenths(GB, "GB"),
    }
}

fn month(date: NaiveDate) -> &'static str {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(date.month0()).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn counts_keep_their_thousands_apart() {
        assert_eq!([0, 999, 1000, 20_000, 1_234_567].map(count), ["0", "999", "1,000", "20,000", "1,234,567"]);
    }

    #[test]
    fn a_hundred_percent_means_all_and_nothing_to_count_is_no_rate() {
        assert_eq!(percent(347, 348), Some(99));
        assert_eq!(percent(348, 348), Some(100));
        assert_eq!(percent(0, 0), None);
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = on(2026, 1, 1);
        assert_eq!(day(today, today, Lang::ZhHans), "今天");
        assert_eq!(day(on(2025, 12, 31), today, Lang::ZhHans), "昨天");
        assert_eq!(day(on(2025, 12, 20), today, Lang::ZhHans), "2025年12月20日");
        assert_eq!(day(on(2026, 2, 3), today, Lang::ZhHans), "2月3日");
        assert_eq!(day(on(2026, 2, 3), today, Lang::En), "3 Feb");
        let now = today.and_hms_opt(15, 0, 0).unwrap();
        assert_eq!(moment(today.and_hms_opt(14, 2, 0).unwrap(), now, Lang::En), "14:02");
        assert_eq!(moment(on(2025, 12, 31).and_hms_opt(9, 5, 0).unwrap(), now, Lang::En), "yesterday 09:05");
    }

    #[test]
    fn sizes_of_files_are_short() {
        assert_eq!([512, 340 * 1024, 1_258_291, 52_428_800].map(bytes), ["512 B", "340 KB", "1.1 MB", "50 MB"]);
    }
}

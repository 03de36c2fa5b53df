//! Dates and times, which travel as texts and compute as days since 1970-01-01T00:00Z.
//!
//! `2024-01-05` means midnight in the device's zone, as does a time without an offset. China has one zone and no summer
//! time, so a zone is one offset for all years.

use chrono::{Datelike, NaiveDate};

use super::number;

/// Milliseconds in a day.
pub const DAY: f64 = 86_400_000.0;

/// An offset from UTC in minutes, east positive: China is +480.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Zone(pub i32);

impl Zone {
    /// 北京时间.
    pub const CHINA: Self = Self(480);

    fn millis(self) -> f64 {
        f64::from(self.0) * 60_000.0
    }
}

/// What `date()` makes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    /// Milliseconds since 1970-01-01T00:00Z.
    At(f64),
    /// The date of nothing, which prints as nothing.
    Blank,
    /// The date of what is no date.
    Invalid,
}

/// A moment as the calendar and the clock on the wall have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wall {
    /// The day.
    pub date: NaiveDate,
    /// Milliseconds since midnight.
    pub millis: u32,
}

impl Moment {
    /// The moment so many days after 1970-01-01T00:00Z.
    #[must_use]
    pub fn from_days(days: f64) -> Self {
        if days.is_finite() { Self::At(days * DAY) } else { Self::Invalid }
    }

    /// What `date(text)` is: nothing, a number of days, or a date with or without a time.
    #[must_use]
    pub fn parse(text: &str, zone: Zone) -> Self {
        if text.is_empty() {
            return Self::Blank;
        }
        match instant(text, zone) {
            Some(millis) => Self::At(millis),
            None => Self::from_days(number::parse(text)),
        }
    }

    /// Days since 1970-01-01T00:00Z, with their fraction; NaN for no date.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::At(millis) => millis / DAY,
            Self::Blank | Self::Invalid => f64::NAN,
        }
    }

    /// What the wall shows; nothing for no date, or one too far off for a calendar.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the calendar's range")]
    pub fn wall(self, zone: Zone) -> Option<Wall> {
        let Self::At(millis) = self else { return None };
        let local = (millis + zone.millis()).floor();
        let day = (local / DAY).floor();
        if !(-9e7..=9e7).contains(&day) {
            return None;
        }
        let date = NaiveDate::from_num_days_from_ce_opt(day as i32 + EPOCH)?;
        Some(Wall { date, millis: (local - day * DAY) as u32 })
    }

    /// As a text: the date alone at midnight in the zone, else the date, the time and the offset.
    #[must_use]
    pub fn to_text(self, zone: Zone) -> String {
        if self == Self::Blank {
            return String::new();
        }
        let Some(wall) = self.wall(zone) else { return "Invalid Date".to_owned() };
        let date = format!("{:04}-{:02}-{:02}", wall.date.year(), wall.date.month(), wall.date.day());
        if wall.millis == 0 {
            return date;
        }
        let (h, m, s, ms) = wall.clock();
        let (sign, offset) = if zone.0 < 0 { ('-', -zone.0) } else { ('+', zone.0) };
        format!("{date}T{h:02}:{m:02}:{s:02}.{ms:03}{sign}{:02}:{:02}", offset / 60, offset % 60)
    }
}

impl Wall {
    /// Hour, minute, second, millisecond.
    #[must_use]
    pub const fn clock(self) -> (u32, u32, u32, u32) {
        let seconds = self.millis / 1000;
        (seconds / 3600, seconds / 60 % 60, seconds % 60, self.millis % 1000)
    }
}

/// Days from the calendar's year 1 to 1970-01-01.
const EPOCH: i32 = 719_163;

/// Midnight of the moment's day in the zone, for `today()`.
#[must_use]
pub fn midnight(millis: f64, zone: Zone) -> Moment {
    Moment::At(((millis + zone.millis()) / DAY).floor() * DAY - zone.millis())
}

/// The days since 1970 that a text means, if it is a date with or without a time.
#[must_use]
pub fn days_of(text: &str, zone: Zone) -> Option<f64> {
    instant(text, zone).map(|millis| millis / DAY)
}

/// The moment that `YYYY-MM-DD`, alone or with `Thh:mm:ss…`, means. Months and days may have one digit.
fn instant(text: &str, zone: Zone) -> Option<f64> {
    // Nearly all texts are no dates; this tells at a glance.
    let bytes = text.as_bytes();
    if bytes.len() < 8 || bytes.get(4) != Some(&b'-') {
        return None;
    }
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4, 4)?;
    let month = digits(parts.next()?, 1, 2)?;
    let day = digits(parts.next()?, 1, 2)?;
    if parts.next().is_some() {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let midnight = f64::from(date.num_days_from_ce() - EPOCH) * DAY;
    match time {
        None => Some(midnight - zone.millis()),
        Some(time) => {
            let (time, offset) = time_of_day(time)?;
            Some(midnight + time - offset.unwrap_or(zone).millis())
        }
    }
}

/// Milliseconds since midnight, and the offset if there is one: `hh:mm`, `hh:mm:ss`, `hh:mm:ss.fff`, then `Z`, `+hh:mm` or `+hh`.
#[must_use]
pub fn time_of_day(text: &str) -> Option<(f64, Option<Zone>)> {
    let (time, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => (text.get(..at)?, Some(offset(text.get(at..)?)?)),
        None => (text, None),
    };
    let mut parts = time.split(':');
    let hour = digits(parts.next()?, 2, 2).filter(|hour| *hour < 24)?;
    let minute = digits(parts.next()?, 2, 2).filter(|minute| *minute < 60)?;
    let seconds = match parts.next() {
        None => 0.0,
        Some(text) => {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
            let second = digits(whole, 2, 2).filter(|second| *second < 60)?;
            digits(fraction, 1, 9)?;
            f64::from(second) * 1000.0 + (number::parse(&format!("0.{fraction}")) * 1000.0).floor()
        }
    };
    if parts.next().is_some() {
        return None;
    }
    Some((f64::from(hour * 60 + minute) * 60_000.0 + seconds, zone))
}

fn offset(text: &str) -> Option<Zone> {
    if text == "Z" {
        return Some(Zone(0));
    }
    let (hours, minutes) = text.get(1..)?.split_once(':').unwrap_or((text.get(1..)?, "00"));
    let hours = digits(hours, 2, 2).filter(|hours| *hours < 24)?;
    let minutes = digits(minutes, 2, 2).filter(|minutes| *minutes < 60)?;
    let total = i32::try_from(hours * 60 + minutes).ok()?;
    Some(Zone(if text.starts_with('-') { -total } else { total }))
}

/// A number of `min` to `max` digits and nothing else.
fn digits(text: &str, min: usize, max: usize) -> Option<u32> {
    ((min..=max).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_midnight_in_the_zone() {
        assert_eq!(days_of("1970-01-01", Zone::CHINA), Some(-480.0 / 1440.0));
        assert_eq!(days_of("1970-01-02T00:00:00Z", Zone::CHINA), Some(1.0));
        assert_eq!(days_of("1970-01-01T08:00:00", Zone::CHINA), Some(0.0));
    }

    #[test]
    fn a_moment_prints_what_it_was_read_from() {
        for text in ["2024-02-29", "0999-01-01", "2024-02-29T23:59:59.999+08:00"] {
            assert_eq!(Moment::parse(text, Zone::CHINA).to_text(Zone::CHINA), text);
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-1-1-1",
            "20240101",
            "2024-01-01T25:00",
            "2024-01-01 08:00",
            "１２３４-1-1",
        ] {
            assert_eq!(days_of(text, Zone::CHINA), None, "{text}");
        }
        assert_eq!(Moment::parse("x", Zone::CHINA).to_text(Zone::CHINA), "Invalid Date");
        assert_eq!(Moment::parse("", Zone::CHINA).to_text(Zone::CHINA), "");
    }

    #[test]
    fn far_off_moments_are_no_dates_and_no_panic() {
        assert_eq!(Moment::from_days(1e18).wall(Zone(0)), None);
        assert_eq!(Moment::from_days(f64::NAN), Moment::Invalid);
        assert!(Moment::from_days(-1e8).to_text(Zone(0)).contains("Invalid"));
    }
}

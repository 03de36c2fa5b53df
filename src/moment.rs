//! Moments of people's doings: local time with its offset, as records write it (`2026-12-16T09:30:00+08:00`).

use std::cmp::Ordering;
use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, TimeDelta, Timelike};

use crate::expr::{Env, date::Zone};

/// A moment on somebody's wall clock. Moments compare by the instant they are.
#[derive(Clone, Copy, Debug)]
pub struct Moment(DateTime<FixedOffset>);

impl Moment {
    /// The moment `millis` after 1970-01-01T00:00Z, in a zone of so many minutes east of UTC. What is beyond the calendar is
    /// its first moment.
    #[must_use]
    pub fn new(millis: i64, zone: i32) -> Self {
        let utc = DateTime::from_timestamp_millis(millis).unwrap_or_default();
        let offset = FixedOffset::east_opt(zone.saturating_mul(60)).or_else(|| FixedOffset::east_opt(0));
        Self(offset.map_or_else(|| utc.fixed_offset(), |offset| utc.with_timezone(&offset)))
    }

    /// Reads `2026-12-16T09:30:00+08:00`; a date alone is its beginning in China.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Some(Self(moment));
        }
        let day: NaiveDate = text.parse().ok()?;
        Self::new(0, Zone::CHINA.0).on(day.and_hms_opt(0, 0, 0)?)
    }

    /// The moment at which the wall clock of this one shows `wall`.
    #[must_use]
    pub fn on(self, wall: NaiveDateTime) -> Option<Self> {
        wall.and_local_timezone(*self.0.offset()).single().map(Self)
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// Its zone: minutes east of UTC.
    #[must_use]
    pub fn zone(self) -> i32 {
        self.0.offset().local_minus_utc() / 60
    }

    /// Date and time on the wall.
    #[must_use]
    pub fn wall(self) -> NaiveDateTime {
        self.0.naive_local()
    }

    /// Date and time in UTC.
    #[must_use]
    pub fn utc(self) -> NaiveDateTime {
        self.0.naive_utc()
    }

    /// The day on the wall.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.0.date_naive()
    }

    /// The time of day on the wall, as `09:30`.
    #[must_use]
    pub fn clock(self) -> String {
        let time = self.0.time();
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// So many hours later, as far as the calendar goes.
    #[must_use]
    pub fn plus_hours(self, hours: u32) -> Self {
        self.0.checked_add_signed(TimeDelta::hours(i64::from(hours))).map_or(self, Self)
    }

    /// So many minutes later, as far as the calendar goes.
    #[must_use]
    pub fn plus_minutes(self, minutes: u32) -> Self {
        self.0.checked_add_signed(TimeDelta::minutes(i64::from(minutes))).map_or(self, Self)
    }

    /// How long after `earlier` it is; negative where it is before.
    #[must_use]
    pub fn since(self, earlier: Self) -> TimeDelta {
        self.0.signed_duration_since(earlier.0)
    }

    /// The surroundings of expressions at this moment.
    #[must_use]
    pub fn env(self) -> Env {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of the calendar are far below 2^53")]
        let now = self.millis() as f64;
        Env::new(now, Zone(self.zone()), 0)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Secs, false))
    }
}

impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Moment {}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_prints_as_records_write_it_and_reads_back() {
        let moment = Moment::new(0, 480);
        assert_eq!(moment.to_string(), "1970-01-01T08:00:00+08:00");
        assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        assert_eq!(
            Moment::parse("2026-12-16").map(|day| day.to_string()).as_deref(),
            Some("2026-12-16T00:00:00+08:00")
        );
        assert_eq!(Moment::parse("昨天"), None);
    }

    #[test]
    fn moments_of_two_zones_compare_by_the_instant() {
        let [here, there] =
            ["2026-12-16T09:30:00+08:00", "2026-12-16T01:30:00Z"].map(|text| Moment::parse(text).unwrap());
        assert_eq!(here, there);
        assert!(here.plus_hours(1) > there);
        assert_eq!(here.plus_hours(24).since(there).num_hours(), 24);
    }

    #[test]
    fn what_is_beyond_the_calendar_is_no_reason_to_panic() {
        assert_eq!(Moment::new(i64::MAX, 480).millis(), 0);
        assert_eq!(Moment::new(0, i32::MAX).to_string(), "1970-01-01T00:00:00+00:00");
    }
}

//! Days and hours.

use crate::packed::packed;

/// A question whose answer is a day, an hour, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// `date`, `2026-12-01`.
    Day,
    /// `time`, `08:30:00.000+08:00`.
    Time,
    /// `dateTime`.
    DayTime,
}

packed!(enum Date { 0 => Day, 1 => Time, 2 => DayTime } else Self::Day);

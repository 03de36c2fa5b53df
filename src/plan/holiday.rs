//! 节假日 of one's own: days that an office adds to the campaign's calendar, as soon as the State Council has published them.
//!
//! The arrangement of a year (放假调休) is published in the November before it, after a campaign's workbook was made. So days are
//! added on the phone too: they are records, travel in packages, and what they say of a day holds before what the sheet
//! `holidays` says.

use chrono::NaiveDate;

use crate::campaign::{Calendar, Campaign, Text};
use crate::journal::{Fields, Journal, Kind, Record, RecordId};
use crate::register::identity;

use super::own::kind;

/// The kind of record that a day of one's own is.
pub const HOLIDAY: &str = "holiday";

/// A day that somebody added to the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnHoliday {
    /// The day.
    pub day: NaiveDate,
    /// Whether it is off; else it is worked (调休上班).
    pub off: bool,
    /// What it is called.
    pub name: String,
}

impl OwnHoliday {
    /// Reads a `holiday` record; none where it lacks its day.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Option<Self> {
        Some(Self {
            day: record.text("day").parse().ok()?,
            off: record.flag("off"),
            name: record.text("name").to_owned(),
        })
    }

    /// The fields of its record. One that was deleted comes back.
    #[must_use]
    pub fn fields(&self) -> Fields {
        Fields::from([
            ("day".to_owned(), self.day.to_string().into()),
            ("off".to_owned(), self.off.into()),
            ("name".to_owned(), self.name.trim().into()),
            (crate::journal::DELETED.to_owned(), serde_json::Value::Null),
        ])
    }

    /// The kind of its record.
    #[must_use]
    pub fn kind() -> Kind {
        kind(HOLIDAY)
    }

    /// The identity of its record: there is one of each day.
    #[must_use]
    pub fn record_id(day: NaiveDate) -> RecordId {
        identity::derive("d", &[HOLIDAY, &day.to_string()])
    }
}

/// The calendar that working days are counted by: the campaign's, with the days of a journal.
#[must_use]
pub fn calendar(campaign: &Campaign, journal: &Journal) -> Calendar {
    let mut calendar = campaign.calendar.clone();
    for own in journal.records(&OwnHoliday::kind()).filter_map(|record| OwnHoliday::of(&record)) {
        calendar.set(own.day, own.off, Text { zh_hans: own.name, en: String::new() });
    }
    calendar
}

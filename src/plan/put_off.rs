//! 推迟: a household that is not to be seen before some day, and why.

use chrono::NaiveDate;
use serde_json::Value as Json;

use crate::journal::{Fields, Kind, Record, RecordId};
use crate::register::identity;

/// The kind of record that a putting off is. A household has one; putting it off again changes it.
pub const PUT_OFF: &str = "put-off";

/// A household is put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutOff {
    /// The first day on which it is to be seen again.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
}

impl PutOff {
    /// Reads a `put-off` record; none where it was taken back.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Option<Self> {
        Some(Self { until: record.text("until").parse().ok()?, reason: record.text("reason").to_owned() })
    }

    /// The fields of putting a household off.
    #[must_use]
    pub fn fields(&self, household: &str) -> Fields {
        Fields::from([
            ("household".to_owned(), Json::from(household)),
            ("until".to_owned(), Json::from(self.until.to_string())),
            ("reason".to_owned(), Json::from(self.reason.trim())),
        ])
    }

    /// The fields that take it back.
    #[must_use]
    pub fn taken_back() -> Fields {
        Fields::from([("until".to_owned(), Json::Null), ("reason".to_owned(), Json::Null)])
    }

    /// The kind of its record.
    #[must_use]
    pub fn kind() -> Kind {
        Kind::Other(PUT_OFF.to_owned())
    }

    /// The identity of a household's record.
    #[must_use]
    pub fn record_id(household: &str) -> RecordId {
        identity::derive("o", &["put-off", household])
    }
}

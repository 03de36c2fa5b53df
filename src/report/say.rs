//! What reports say besides their templates.

use chrono::{Datelike as _, NaiveDate};

use crate::text::{Lang, Say};

/// Words of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportText {
    /// A day within the running text.
    Day(NaiveDate),
    /// The day under the signature, the way of GB/T 9704.
    Dated(NaiveDate),
    /// There is nothing to divide by.
    NothingToCount,
    /// Nothing was found, so no rate of putting right.
    NoHazard,
}

impl Say for ReportText {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Day(day), Lang::ZhHans) => format!("{}月{}日", day.month(), day.day()),
            (Self::Dated(day), Lang::ZhHans) => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            (Self::Day(day) | Self::Dated(day), Lang::En) => day.to_string(),
            (Self::NothingToCount, _) => "—".to_owned(),
            (Self::NoHazard, _) => lang.pick("无隐患", "no hazard").to_owned(),
        }
    }
}

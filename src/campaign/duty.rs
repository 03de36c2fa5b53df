//! 联系任务: the sheet `contacts`.

use chrono::NaiveDate;

use super::formula::Formula;
use super::text::Text;
use crate::packed::packed;

/// A row of `contacts`: who is to be contacted, how often and how (S002-6: three a week; S002-7: daily; on bad weather).
#[derive(Clone, Debug, PartialEq)]
pub struct Duty {
    /// Its identity, `${duty.name.owed}` in expressions.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// Which households it concerns.
    pub who: Formula,
    /// How often it comes round.
    pub per: Per,
    /// How many contacts each time.
    pub times: u32,
    /// Which contacts count.
    pub methods: Vec<Method>,
    /// Whether several contacts of one day count as one (the plans are silent; domain convention).
    pub once_a_day: bool,
    /// The first day it runs; none for the campaign's.
    pub start: Option<NaiveDate>,
    /// The last day it runs; none for the campaign's.
    pub end: Option<NaiveDate>,
    /// How much an open one adds to the urgency of seeing the household.
    pub weight: f64,
    /// The row of the sheet.
    pub row: Option<u32>,
}

packed!(struct Duty { name, label, who, per, times, methods, once_a_day, start, end, weight, row });

/// How often a duty comes round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Per {
    /// Monday to Sunday; a part of a week owes its part, rounded up.
    Week,
    /// Every day.
    Day,
    /// Whenever a signal is given.
    Signal {
        /// From this signal of the sheet `signals` up.
        from: String,
        /// Within this many hours.
        hours: u32,
    },
    /// Once in the whole range.
    Once,
}

packed!(enum Per { 0 => Week, 1 => Day, 2 => Signal { from, hours }, 3 => Once } else Self::Week);

/// How a household is contacted. The words are those of records and of the list `method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// 入户.
    Visit,
    /// 电话.
    Phone,
    /// 见面.
    Meet,
}

packed!(enum Method { 0 => Visit, 1 => Phone, 2 => Meet } else Self::Visit);

impl Method {
    /// Every method with its word.
    pub const WORDS: [(&'static str, Self); 3] = [("visit", Self::Visit), ("phone", Self::Phone), ("meet", Self::Meet)];

    /// The word written in records and sheets.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Phone => "phone",
            Self::Meet => "meet",
        }
    }

    /// The method of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(name, _)| *name == word).map(|(_, method)| *method)
    }
}

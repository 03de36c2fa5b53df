//! 联系任务: the sheet `contacts`.

use chrono::NaiveDate;

use super::calendar::Fixed;
use super::formula::Formula;
use super::problem::Cause;
use super::sheet::{Problems, Row};
use super::text::Text;

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

#[derive(Clone, Copy)]
enum Every {
    Week,
    Day,
    Signal,
    Once,
}

impl Duty {
    /// Reads a row.
    pub(super) fn read(row: &Row<'_>, taken: &[Self], fixed: &Fixed<'_>, problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|duty| duty.name.as_str()), problems);
        let who = row.need_formula("who", problems);
        let words = [("week", Every::Week), ("day", Every::Day), ("signal", Every::Signal), ("once", Every::Once)];
        let per = match row.one_of("per", &words, problems)? {
            Every::Week => Per::Week,
            Every::Day => Per::Day,
            Every::Once => Per::Once,
            Every::Signal => {
                row.need("signal", problems);
                row.need("hours", problems);
                let from = fixed.text(row, "signal", problems)?;
                Per::Signal { from, hours: fixed.count(row, "hours", problems)? }
            }
        };
        let start = fixed.date(row, "start", problems);
        let end = fixed.date(row, "end", problems);
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            row.problem("end", Cause::EndsBeforeItBegins, problems);
        }
        Some(Self {
            label: row.need_words("label", problems),
            per,
            times: fixed.count(row, "times", problems).unwrap_or(1),
            methods: methods(row, problems),
            once_a_day: row.flag("once_a_day", problems),
            start,
            end,
            weight: row.number_in("weight", problems).unwrap_or_default(),
            row: row.number(),
            who: who?,
            name: name?,
        })
    }
}

/// The methods that count; every one where the cell is empty.
fn methods(row: &Row<'_>, problems: &mut Problems) -> Vec<Method> {
    let text = row.text("methods");
    let mut methods = Vec::new();
    for word in text.split_whitespace() {
        if let Some(method) = Method::named(word) {
            methods.push(method);
        } else {
            let words = Method::WORDS.iter().map(|(word, _)| *word).collect();
            row.problem("methods", Cause::NotOneOf { found: word.to_owned(), words }, problems);
        }
    }
    if text.is_empty() { Method::WORDS.iter().map(|(_, method)| *method).collect() } else { methods }
}

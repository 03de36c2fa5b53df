//! 联系: a contact as its record stands, and 预警: a signal that somebody gave.

use serde_json::Value as Json;

use crate::campaign::Method;
use crate::expr::Value;
use crate::journal::{Fields, Kind, Record, RecordId};
use crate::moment::Moment;
use crate::register::identity;

/// A visit, a call or a meeting, counted against duties.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// The household.
    pub household: String,
    /// When it was.
    pub when: Option<Moment>,
    /// When it was typed in.
    pub entered: Option<Moment>,
    /// How.
    pub how: Option<Method>,
    /// 走访人.
    pub by: String,
    /// What came of it: `reached` (接通) or `missed` (未接) for a call; anything else as it stands.
    pub outcome: String,
    /// 见到谁.
    pub met: String,
    /// 天气, of the list `weather`.
    pub weather: String,
    /// 发现问题.
    pub problem: String,
    /// 现场处理.
    pub handled: String,
    /// 需上报事项.
    pub reported: String,
    /// 对象意见.
    pub opinion: String,
    /// 签名或照片号.
    pub proof: String,
}

/// The outcome of a call that nobody took. It is kept, and counts for nothing.
pub const MISSED: &str = "missed";
/// The outcome of a call that somebody took.
pub const REACHED: &str = "reached";

impl Contact {
    /// Reads a `contact` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let text = |path: &str| record.text(path).to_owned();
        Self {
            household: text("household"),
            when: Moment::parse(record.text("when")),
            entered: Moment::parse(record.text("entered")),
            how: Method::named(record.text("how")),
            by: text("by"),
            outcome: text("outcome"),
            met: text("met"),
            weather: text("weather"),
            problem: text("problem"),
            handled: text("handled"),
            reported: text("reported"),
            opinion: text("opinion"),
            proof: text("proof"),
        }
    }

    /// The fields of a contact that was just made or is entered later.
    #[must_use]
    pub fn fields(household: &str, how: Method, when: Moment, entered: Moment, by: &str, outcome: &str) -> Fields {
        let pairs = [
            ("household", household.to_owned()),
            ("how", how.word().to_owned()),
            ("when", when.to_string()),
            ("entered", entered.to_string()),
            ("by", by.trim().to_owned()),
            ("outcome", outcome.to_owned()),
        ];
        let given = pairs.into_iter().filter(|(_, text)| !text.is_empty());
        given.map(|(path, text)| (path.to_owned(), Json::from(text))).collect()
    }

    /// A finished visit is a contact too, so that one visit fills this ledger as well: its record and its fields. Finishing the same
    /// visit twice makes the same contact.
    #[must_use]
    pub fn of_visit(
        visit: &RecordId,
        household: &str,
        began: Moment,
        finished: Moment,
        by: &str,
    ) -> (RecordId, Fields) {
        (Self::id_of_visit(visit), Self::fields(household, Method::Visit, began, finished, by, ""))
    }

    /// The record of the contact that a visit is.
    #[must_use]
    pub fn id_of_visit(visit: &RecordId) -> RecordId {
        identity::derive("c", &["contact", &visit.0])
    }

    /// 补记: it was typed in on a later day than it was. Accepted and labelled, never held against anyone.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.when.zip(self.entered).is_some_and(|(when, entered)| entered.day() > when.day())
    }

    /// Whether it can count against a duty: it happened, and a call was taken.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.when.is_some() && self.how.is_some() && self.outcome != MISSED
    }

    /// `contact.…` in expressions.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<Value> {
        let text = |text: &str| Some(Value::from(text));
        match name {
            "at" => self.when.map(|when| Value::from(when.to_string())),
            "date" => self.when.map(|when| Value::from(when.day().to_string())),
            "time" => self.when.map(|when| Value::from(when.clock())),
            "how" => self.how.map(|how| Value::from(how.word())),
            "by" => text(&self.by),
            "outcome" => text(&self.outcome),
            "met" => text(&self.met),
            "weather" => text(&self.weather),
            "problem" => text(&self.problem),
            "handled" => text(&self.handled),
            "reported" => text(&self.reported),
            "opinion" => text(&self.opinion),
            "proof" => text(&self.proof),
            _ => None,
        }
    }
}

/// A weather signal that a person set by hand, since nothing is fetched (domain: 3.7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalGiven {
    /// Which, of the sheet `signals`.
    pub signal: String,
    /// From when.
    pub from: Moment,
    /// Until when; none while it stands.
    pub until: Option<Moment>,
}

/// The kind of record that a signal is. Its fields are `signal`, `from`, `until`.
pub const SIGNAL: &str = "signal";

impl SignalGiven {
    /// Reads a `signal` record; none where it lacks its name or beginning.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Option<Self> {
        let signal = Some(record.text("signal")).filter(|signal| !signal.is_empty())?;
        Some(Self {
            signal: signal.to_owned(),
            from: Moment::parse(record.text("from"))?,
            until: Moment::parse(record.text("until")),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let until = self.until.map_or(Json::Null, |until| Json::from(until.to_string()));
        Fields::from([
            ("signal".to_owned(), Json::from(self.signal.as_str())),
            ("from".to_owned(), Json::from(self.from.to_string())),
            ("until".to_owned(), until),
        ])
    }

    /// The kind of its record.
    #[must_use]
    pub fn kind() -> Kind {
        Kind::Other(SIGNAL.to_owned())
    }

    /// Whether it stands at a moment.
    #[must_use]
    pub fn stands(&self, at: Moment) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

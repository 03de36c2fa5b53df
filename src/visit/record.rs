//! The record of a visit, typed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use crate::campaign::Campaign;
use crate::form::{Form, Kind as Question, Number, Pick};
use crate::journal::{FieldValue, Fields, Journal, Kind, Record, RecordId, Texts};
use crate::moment::Moment;

/// A visit as its record stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    /// The household.
    pub household: String,
    /// The campaign it belongs to.
    pub campaign: String,
    /// The form that was answered.
    pub form: String,
    /// The form's version: a campaign that changed keeps its old visits under theirs.
    pub version: String,
    /// When it began.
    pub started: Option<Moment>,
    /// When it was finished; none while it is open.
    pub finished: Option<Moment>,
    /// 走访人.
    pub surveyor: String,
    /// The answers by the question's name, as the form writes them: several choices as codes with spaces between.
    pub answers: Texts,
    /// Questions whose answers were given by "this block is fine" (law 8).
    pub confirmed: BTreeSet<String>,
}

/// What the paths of the fields begin with that hold answers.
pub const ANSWER: &str = "answer/";

/// What the paths of the fields begin with that say how answers were given.
pub const CONFIRMED: &str = "confirmed/";

impl Visit {
    /// Reads a `visit` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let confirmed = record.under(CONFIRMED).filter(|(_, field)| *field.value() == FieldValue::Bool(true));
        Self { confirmed: confirmed.map(|(name, _)| name.to_owned()).collect(), ..Self::told(record) }
    }

    /// Reads a `visit` record but for how its answers were given, which no table asks.
    #[must_use]
    pub fn told(record: &Record<'_>) -> Self {
        let text = |path: &str| record.text(path).to_owned();
        Self {
            household: text("household"),
            campaign: text("campaign"),
            form: text("form"),
            version: text("version"),
            started: Moment::parse(record.text("started")),
            finished: Moment::parse(record.text("finished")),
            surveyor: text("surveyor"),
            answers: answers(record).collect(),
            confirmed: BTreeSet::new(),
        }
    }

    /// Adds the answers of the [`PRIVATE`] record of the same identity, for the device that holds it.
    pub fn add_private(&mut self, record: &Record<'_>) {
        self.answers.extend(answers(record));
    }

    /// The answer to a question; empty where there is none.
    #[must_use]
    pub fn answer(&self, question: &str) -> &str {
        self.answers.get(question).unwrap_or_default()
    }

    /// Whether it is this campaign's.
    #[must_use]
    pub fn is_of(&self, campaign: &Campaign) -> bool {
        self.campaign == campaign.id
    }
}

/// The answers of a record, by the question's name.
fn answers<'r>(record: &'r Record<'_>) -> impl Iterator<Item = (&'r str, Cow<'r, str>)> {
    let answers = record.under(ANSWER).map(|(name, field)| (name, text_of(field.value())));
    answers.filter(|(_, text)| !text.is_empty())
}

/// An answer as the form writes it.
fn text_of<'r>(value: &'r FieldValue<'_>) -> Cow<'r, str> {
    match value {
        FieldValue::Text(text) => Cow::Borrowed(text),
        FieldValue::Number(number) => Cow::Owned(number.to_string()),
        FieldValue::Bool(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        FieldValue::List(list) => match list.as_slice() {
            [FieldValue::Text(only)] => Cow::Borrowed(only),
            list => Cow::Owned(list.iter().filter_map(FieldValue::as_text).collect::<Vec<&str>>().join(" ")),
        },
        FieldValue::Null | FieldValue::Object(_) => Cow::Borrowed(""),
    }
}

/// The fields of a new visit.
#[must_use]
pub fn begin(campaign: &Campaign, household: &RecordId, at: Moment, surveyor: &str) -> Fields {
    let text = |text: &str| Value::from(text);
    Fields::from([
        ("household".to_owned(), text(&household.0)),
        ("campaign".to_owned(), text(&campaign.id)),
        ("form".to_owned(), text(&campaign.form.settings.id)),
        ("version".to_owned(), text(campaign.version())),
        ("started".to_owned(), text(&at.to_string())),
        ("surveyor".to_owned(), text(surveyor)),
    ])
}

/// The kind of record that holds a visit's private answers, under the visit's identity. No package, ledger or report carries
/// records of this kind; only a backup does.
pub const PRIVATE: &str = "private";

/// The kind of record that holds the answer to a question.
#[must_use]
pub fn kind_of(campaign: &Campaign, question: &str) -> Kind {
    let private = campaign.questions.get(name_of(question)).is_some_and(|question| question.private);
    if private { Kind::Other(PRIVATE.to_owned()) } else { Kind::Visit }
}

/// The fields that give one answer by hand, in the record of [`kind_of`] the question; an empty one takes it back. What was
/// confirmed with its block no longer is.
#[must_use]
pub fn answer(form: &Form, question: &str, value: &str, visit: &Visit) -> Fields {
    let mut fields = Fields::from([(format!("answer/{question}"), json(form, question, value))]);
    if visit.confirmed.contains(question) {
        fields.insert(format!("{CONFIRMED}{question}"), Value::Null);
    }
    fields
}

/// The fields that store what "this block is fine" asserts, question by question, so that it is known later that nobody
/// tapped each answer.
#[must_use]
pub fn confirm(form: &Form, asserted: &[(String, String)]) -> Fields {
    let mut fields = Fields::new();
    for (question, value) in asserted {
        fields.insert(format!("answer/{question}"), json(form, question, value));
        fields.insert(format!("{CONFIRMED}{question}"), Value::Bool(true));
    }
    fields
}

/// The fields that finish a visit.
#[must_use]
pub fn finish(at: Moment) -> Fields {
    Fields::from([("finished".to_owned(), Value::from(at.to_string()))])
}

/// The fields that go with a correction of a finished visit: when, and why. What stood before stays in its history.
#[must_use]
pub fn correct(at: Moment, reason: &str) -> Fields {
    Fields::from([
        ("corrected".to_owned(), Value::from(at.to_string())),
        ("reason".to_owned(), Value::from(reason.trim())),
    ])
}

/// The name of a question, of which an answer inside a repeat has the place before it: `amount` of `fuel[2]/amount`.
fn name_of(question: &str) -> &str {
    question.rsplit('/').next().unwrap_or(question)
}

/// An answer as a record keeps it: numbers as numbers, several choices as a list of codes, all else as text.
fn json(form: &Form, question: &str, value: &str) -> Value {
    if value.is_empty() {
        return Value::Null;
    }
    if question.ends_with("[]") {
        return number(value);
    }
    let name = name_of(question);
    let node = form.nodes.iter().find(|node| node.name == name && !node.kind.is_container());
    match node.map(|node| &node.kind) {
        Some(Question::Select(select)) if select.pick != Pick::One => {
            Value::Array(value.split_whitespace().map(Value::from).collect())
        }
        Some(Question::Number(Number::Integer | Number::Decimal | Number::Range(_))) => number(value),
        _ => Value::from(value),
    }
}

/// The number a text is; the text itself where it would not come back the same.
fn number(text: &str) -> Value {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && number.to_string() == text => FieldValue::Number(number).to_json(),
        _ => Value::from(text),
    }
}

/// The visits of a household in a campaign, oldest first by when they began.
#[must_use]
pub fn visits(journal: &Journal, household: &RecordId, campaign: &str) -> Vec<(RecordId, Visit)> {
    let mut visits: Vec<(RecordId, Visit)> = journal
        .records(&Kind::Visit)
        .filter(|record| record.text("household") == household.0 && record.text("campaign") == campaign)
        .map(|record| (record.id().clone(), Visit::of(&record)))
        .collect();
    visits.sort_by(|(a, one), (b, other)| (one.started, a).cmp(&(other.started, b)));
    visits
}

/// The last finished one.
#[must_use]
pub fn last_finished(visits: &[(RecordId, Visit)]) -> Option<&(RecordId, Visit)> {
    visits.iter().rev().find(|(_, visit)| visit.finished.is_some())
}

/// The one that is open, to go on with.
#[must_use]
pub fn open(visits: &[(RecordId, Visit)]) -> Option<&(RecordId, Visit)> {
    visits.iter().rev().find(|(_, visit)| visit.finished.is_none())
}

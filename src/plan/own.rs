//! What an office notes about deadlines: those it adds to the campaign's, and what it has handed in.

use chrono::NaiveDateTime;
use serde_json::Value as Json;

use crate::journal::{Fields, Journal, Kind, Record, RecordId};
use crate::moment::Moment;
use crate::register::identity;

/// The kind of record that a deadline of one's own is.
pub const DEADLINE: &str = "deadline";
/// The kind of record by which something counts as handed in.
pub const HANDED_IN: &str = "handed-in";

/// A deadline that somebody added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnDeadline {
    /// Its record.
    pub id: RecordId,
    /// What is due.
    pub title: String,
    /// To whom.
    pub to: String,
    /// When, on the wall clock.
    pub at: NaiveDateTime,
}

impl OwnDeadline {
    /// Reads a `deadline` record; none where it lacks its title or moment.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Option<Self> {
        Some(Self {
            id: record.id().clone(),
            title: Some(record.text("title").to_owned()).filter(|title| !title.is_empty())?,
            to: record.text("to").to_owned(),
            at: Moment::parse(record.text("at"))?.wall(),
        })
    }

    /// All of a journal.
    #[must_use]
    pub fn all(journal: &Journal) -> Vec<Self> {
        journal.records(&kind(DEADLINE)).filter_map(|record| Self::of(&record)).collect()
    }

    /// The fields of a new one. `zone` is any moment on the same wall clock.
    #[must_use]
    pub fn fields(
        village: Option<&RecordId>,
        title: &str,
        to: &str,
        at: NaiveDateTime,
        zone: Moment,
    ) -> Option<Fields> {
        let title = Some(title.trim()).filter(|title| !title.is_empty())?;
        let texts = [("title", title.to_owned()), ("to", to.trim().to_owned()), ("at", zone.on(at)?.to_string())];
        Some(belonging(village, texts))
    }
}

/// The kinds of records as the journal names them.
#[must_use]
pub fn kind(word: &str) -> Kind {
    Kind::Other(word.to_owned())
}

/// The village that a device works for: its only one. A township, which has several, has none of its own.
#[must_use]
pub fn own_village(journal: &Journal) -> Option<&RecordId> {
    let mut regions = journal.records(&Kind::Region).map(|record| record.id());
    regions.next().filter(|_| regions.next().is_none())
}

/// What was handed in by one office: what, when it was due, and when that was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandedIn(Vec<(RecordId, Moment)>);

impl HandedIn {
    /// Reads the `handed-in` records.
    #[must_use]
    pub fn of(journal: &Journal) -> Self {
        let records = journal.records(&kind(HANDED_IN));
        Self(records.filter_map(|record| Some((record.id().clone(), Moment::parse(record.text("at"))?))).collect())
    }

    /// The identity of the record by which a village, or the township where none is named, has handed something in.
    #[must_use]
    pub fn record_id(village: Option<&RecordId>, key: &str, due: NaiveDateTime) -> RecordId {
        identity::derive("d", &[HANDED_IN, village.map_or("", |id| &id.0), key, &due.to_string()])
    }

    /// When something was handed in.
    #[must_use]
    pub fn when(&self, village: Option<&RecordId>, key: &str, due: NaiveDateTime) -> Option<Moment> {
        let id = Self::record_id(village, key, due);
        self.0.iter().find(|(known, _)| *known == id).map(|(_, at)| *at)
    }

    /// Those of these villages that have not handed something in.
    #[must_use]
    pub fn waits_for<'v>(
        &self,
        villages: impl IntoIterator<Item = &'v RecordId>,
        key: &str,
        due: NaiveDateTime,
    ) -> Vec<&'v RecordId> {
        villages.into_iter().filter(|village| self.when(Some(village), key, due).is_none()).collect()
    }

    /// The fields of handing something in.
    #[must_use]
    pub fn fields(village: Option<&RecordId>, key: &str, due: NaiveDateTime, at: Moment) -> Fields {
        // A record that was taken back comes back.
        let mut fields =
            belonging(village, [("what", key.to_owned()), ("due", due.to_string()), ("at", at.to_string())]);
        fields.insert(crate::journal::DELETED.to_owned(), Json::Null);
        fields
    }
}

fn belonging(village: Option<&RecordId>, texts: [(&str, String); 3]) -> Fields {
    let village = village.map(|id| ("village".to_owned(), Json::from(id.0.as_str())));
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
    texts.map(|(path, text)| (path.to_owned(), Json::from(text))).chain(village).collect()
}

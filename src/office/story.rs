//! 修改记录: what became of a household and of everything that belongs to it, as people read it.
//!
//! **Invariant.** Only what a person did is told. What the form computed, what merely ties records together, and what was noted in
//! private is not: of a private note the history says that it was written, and never what.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::named_home;
use super::township::{ChangeView, EventView, Story, TownshipWish};
use super::villages::Villages;
use super::words::{KindWord, Words};
use crate::attachment;
use crate::journal::{FieldValue, Kind, RecordId, Write};
use crate::text::Say;
use crate::visit::{CONFIRMED, PRIVATE};

/// Fields that tie records together and tell people nothing.
const TIES: [&str; 7] = ["household", "visit", "campaign", "form", "version", "rule", "seed"];

/// The household's writes and those of everything that names it, newest first.
pub(super) fn told(villages: &Villages, household: &RecordId, wish: &TownshipWish) -> Story {
    let Some(village) =
        villages.all.iter().find(|village| village.journal.record(&Kind::Household, household).is_some())
    else {
        return Story::default();
    };
    let journal = &village.journal;
    let words = Words { campaign: &villages.campaign, journal, lang: wish.lang, here: wish.here() };
    let mut events: Vec<(i64, EventView)> = Vec::new();
    let mut visits: BTreeSet<&RecordId> = BTreeSet::new();
    for kind in journal.kinds() {
        let own = *kind == Kind::Household;
        for record in journal.all_records(kind) {
            let belongs = if own { record.id() == household } else { record.text("household") == household.0 };
            if belongs {
                tell(kind, &journal.history(kind, record.id()), words, &mut events);
                visits.extend((*kind == Kind::Visit).then(|| record.id()));
            }
        }
    }
    let private = Kind::Other(PRIVATE.to_owned());
    for visit in visits {
        tell(&private, &journal.history(&private, visit), words, &mut events);
    }
    events.sort_by(|(a, _), (b, _)| b.cmp(a));
    Story {
        home: named_home(journal, household, &village.region.village),
        events: events.into_iter().map(|(_, event)| event).collect(),
    }
}

/// A record's writes, each with what stood there before; those that changed nothing are passed over.
fn tell(kind: &Kind, writes: &[Write], words: Words<'_>, into: &mut Vec<(i64, EventView)>) {
    let mut known: BTreeMap<&str, FieldValue<'_>> = BTreeMap::new();
    for write in writes {
        let mut changes = Vec::new();
        let mut fields: Vec<(&String, &serde_json::Value)> = write.fields.iter().collect();
        fields.sort_by_key(|(path, _)| words.place(path));
        for (path, json) in fields {
            let now = field_value(json);
            let was = known.insert(path, now.clone()).unwrap_or(FieldValue::Null);
            // That an answer was given with its block stands beside the answer.
            let hidden = TIES.contains(&path.as_str()) || path.starts_with(CONFIRMED) || words.is_computed(path);
            if !hidden && was != now {
                let label = words.label(kind, &write.record, path);
                changes.extend(change(kind, label, (path, &was, &now), write, words));
            }
        }
        if !changes.is_empty() {
            let (what, author) = (KindWord(kind).say(words.lang), write.author.clone());
            into.push((write.at, EventView { what, author, at: words.clock(write.at), changes }));
        }
    }
}

/// A field that a write changed; nothing where it reads the same as before.
fn change(
    kind: &Kind,
    label: String,
    (path, was, now): (&str, &FieldValue<'_>, &FieldValue<'_>),
    write: &Write,
    words: Words<'_>,
) -> Option<ChangeView> {
    let lang = words.lang;
    if matches!(kind, Kind::Other(word) if word == PRIVATE) {
        let after = lang.pick("（内容不在这里显示）", "(not shown here)").to_owned();
        return Some(ChangeView { label, after, ..ChangeView::default() });
    }
    let (before, after) = (words.value(kind, path, was), words.value(kind, path, now));
    if before == after {
        let another = now.as_text().is_some_and(attachment::is_name);
        let tag = lang.pick("换了", "replaced").to_owned();
        return another.then(|| ChangeView { label, after, tag, ..ChangeView::default() });
    }
    let confirmed = path
        .strip_prefix("answer/")
        .and_then(|question| write.fields.get(&format!("{CONFIRMED}{question}")))
        .is_some_and(|json| json.as_bool() == Some(true));
    let tag = if confirmed { lang.pick("整块确认", "with its block").to_owned() } else { String::new() };
    Some(ChangeView { label, before, after, tag })
}

fn field_value(json: &serde_json::Value) -> FieldValue<'_> {
    use serde_json::Value;
    match json {
        Value::Null => FieldValue::Null,
        Value::Bool(truth) => FieldValue::Bool(*truth),
        Value::Number(number) => FieldValue::Number(number.as_f64().unwrap_or_default()),
        Value::String(text) => FieldValue::Text(text.as_str().into()),
        Value::Array(list) => FieldValue::List(list.iter().map(field_value).collect()),
        Value::Object(map) => FieldValue::Object(map.clone()),
    }
}

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
use crate::journal::{FieldValue, Kind, Record, RecordId, Side, Write, WriteId};
use crate::register::namesake::SAME;
use crate::text::{Lang, Say};
use crate::visit::{CONFIRMED, PRIVATE};

/// Fields that tie records together and tell people nothing.
const TIES: [&str; 8] = [SAME, "household", "visit", "campaign", "form", "version", "rule", "seed"];

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
                tell(&record, &journal.history(kind, record.id()), words, &mut events);
                visits.extend((*kind == Kind::Visit).then(|| record.id()));
            }
        }
    }
    let private = Kind::Other(PRIVATE.to_owned());
    for visit in visits {
        let Some(record) = journal.record(&private, visit) else { continue };
        tell(&record, &journal.history(&private, visit), words, &mut events);
    }
    events.sort_by(|(a, _), (b, _)| b.cmp(a));
    Story {
        home: named_home(journal, household, &village.name),
        events: events.into_iter().map(|(_, event)| event).collect(),
    }
}

/// A record's writes, each with what its author saw there before; those that changed nothing are passed over.
fn tell(record: &Record<'_>, writes: &[Write], words: Words<'_>, into: &mut Vec<(i64, EventView)>) {
    let kind = record.kind();
    let by_id: BTreeMap<&WriteId, &Write> = writes.iter().map(|write| (&write.id, write)).collect();
    for write in writes {
        let mut changes = Vec::new();
        let mut fields: Vec<(&String, &serde_json::Value)> = write.fields.iter().collect();
        fields.sort_by_key(|(path, _)| words.place(path));
        // What somebody else wrote beside it was not known to whoever wrote this, however early it was written.
        let mut seen: Vec<&Write> = write.seen.iter().filter_map(|id| by_id.get(id).copied()).collect();
        seen.sort_by_key(|before| (before.at, &before.id));
        for (path, json) in fields {
            let now = field_value(json);
            let mut saw: Vec<FieldValue<'_>> = Vec::new();
            for value in seen.iter().filter_map(|before| before.fields.get(path)).map(field_value) {
                if !saw.contains(&value) {
                    saw.push(value);
                }
            }
            // That an answer was given with its block stands beside the answer.
            let hidden = TIES.contains(&path.as_str()) || path.starts_with(CONFIRMED) || words.is_computed(path);
            let same = saw.is_empty() && now == FieldValue::Null || *saw == [now.clone()];
            if !hidden && !same {
                let label = words.label(kind, &write.record, path);
                let beside = beside(record, path, &write.id);
                changes.extend(change(kind, label, (path, &saw, &now), (write, &beside), words));
            }
        }
        if !changes.is_empty() {
            let (what, author) = (KindWord(kind).say(words.lang), write.author.clone());
            into.push((write.at, EventView { what, author, at: words.clock(write.at), changes }));
        }
    }
}

/// Whose values stand beside that of this write, saying something else, until a person settles it.
fn beside(record: &Record<'_>, path: &str, write: &WriteId) -> Vec<String> {
    let field = record.field(path).filter(|field| field.is_conflict());
    let sides: Vec<Side<'_>> = field.into_iter().flat_map(|field| record.sides(field)).collect();
    let Some(own) = sides.iter().find(|side| side.id == *write) else { return Vec::new() };
    sides.iter().filter(|side| side.value != own.value).map(|side| side.author.to_owned()).collect()
}

/// A field that a write changed; nothing where it reads the same as before.
fn change(
    kind: &Kind,
    label: String,
    (path, saw, now): (&str, &[FieldValue<'_>], &FieldValue<'_>),
    (write, beside): (&Write, &[String]),
    words: Words<'_>,
) -> Option<ChangeView> {
    let lang = words.lang;
    if matches!(kind, Kind::Other(word) if word == PRIVATE) {
        let after = lang.pick("（内容不在这里显示）", "(not shown here)").to_owned();
        return Some(ChangeView { label, after, ..ChangeView::default() });
    }
    let mut before: Vec<String> = saw.iter().map(|was| words.value(kind, path, was)).collect();
    before.dedup();
    // Several stood there, until this one settled it.
    let settled = before.len() > 1;
    before.retain(|was| !was.is_empty());
    let (before, after) = (before.join(lang.pick("、", ", ")), words.value(kind, path, now));
    if before == after {
        let another = now.as_text().is_some_and(attachment::is_name);
        let tag = lang.pick("换了", "replaced").to_owned();
        return another.then(|| ChangeView { label, after, tag, ..ChangeView::default() });
    }
    let confirmed = path
        .strip_prefix("answer/")
        .and_then(|question| write.fields.get(&format!("{CONFIRMED}{question}")))
        .is_some_and(|json| json.as_bool() == Some(true));
    let tag = match beside {
        [] if settled => lang.pick("核对后定下", "settled").to_owned(),
        [] if confirmed => lang.pick("整块确认", "with its block").to_owned(),
        [] => String::new(),
        others => differs(others, lang),
    };
    Some(ChangeView { label, before, after, tag })
}

/// Says who filled it in differently.
fn differs(others: &[String], lang: Lang) -> String {
    let nameless = lang.pick("另一人", "somebody else");
    let names: Vec<&str> = others.iter().map(|name| if name.is_empty() { nameless } else { name.as_str() }).collect();
    match lang {
        Lang::ZhHans => format!("和{}填的不一样，待核对", names.join("、")),
        Lang::En => format!("differs from {}: to look into", names.join(", ")),
    }
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

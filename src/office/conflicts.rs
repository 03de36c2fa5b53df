//! What two people filled in differently, as a person settles it: with one tap for all that two writes gainsay each other in.

use serde_json::{Map, Value};

use super::answers::named_home;
use super::township::{ConflictView, SideView};
use super::villages::Village;
use super::words::{KindWord, Words, yes};
use crate::journal::{FieldValue, Kind, Record, RecordId, Side, Write, WriteId};
use crate::rollup::{Conflict, conflicts};
use crate::text::Say;

/// Fields of one record that the same writes disagree about.
struct Dispute {
    conflict: Conflict,
    sides: Vec<WriteId>,
    paths: Vec<String>,
}

/// The conflicts of a village, household by household.
pub(super) fn views(village: &Village, words: Words<'_>) -> Vec<ConflictView> {
    let mut disputes: Vec<Dispute> = Vec::new();
    for conflict in conflicts(&village.journal) {
        let Some(record) = village.journal.record(&conflict.kind, &conflict.record) else { continue };
        let sides: Vec<WriteId> = sides(&record, &conflict.path).into_iter().map(|side| side.id).collect();
        let path = conflict.path.clone();
        let same = disputes.iter_mut().rev().take_while(|one| one.conflict.record == conflict.record);
        match same.into_iter().find(|one| one.conflict.kind == conflict.kind && one.sides == sides) {
            Some(known) => known.paths.push(path),
            None => disputes.push(Dispute { conflict, sides, paths: vec![path] }),
        }
    }
    disputes.iter().filter_map(|dispute| view(dispute, village, words)).collect()
}

fn sides<'r>(record: &'r Record<'_>, path: &str) -> Vec<Side<'r>> {
    record.field(path).into_iter().flat_map(|field| record.sides(field)).collect()
}

fn view(dispute: &Dispute, village: &Village, words: Words<'_>) -> Option<ConflictView> {
    let Dispute { conflict, paths, .. } = dispute;
    let Conflict { household, kind, record: id, .. } = conflict;
    let record = village.journal.record(kind, id)?;
    let writes = village.journal.history(kind, id);
    let written: Vec<&Write> = writes.iter().filter(|write| dispute.sides.contains(&write.id)).collect();
    let first = sides(&record, paths.first()?);
    let views = first.iter().enumerate().map(|(at, side)| {
        let said: Vec<(&String, FieldValue<'_>)> =
            paths.iter().filter_map(|path| Some((path, sides(&record, path).get(at)?.value.clone()))).collect();
        let told = said.iter().map(|(path, value)| told(kind, path, value, (paths.len() > 1).then_some(id), words));
        let told: Vec<String> = told.collect();
        let mut fields: Map<String, Value> =
            said.iter().map(|(path, value)| ((*path).clone(), value.to_json())).collect();
        if *kind == Kind::Finding {
            fields.extend(undone(side, &written));
        }
        SideView {
            words: told.join("；"),
            fields: Value::Object(fields),
            author: side.author.to_owned(),
            at: words.clock(side.at),
        }
    });
    let about = match (kind, paths.as_slice()) {
        (Kind::Finding, [only]) => format!("{} · {}", record.text("text"), label(kind, id, only, words)),
        (Kind::Finding, _) => record.text("text").to_owned(),
        (_, [only]) => label(kind, id, only, words),
        _ => KindWord(kind).say(words.lang),
    };
    Some(ConflictView {
        kind: kind.word().to_owned(),
        record: id.0.clone(),
        paths: paths.clone(),
        label: about,
        home: named_home(&village.journal, household, &village.name),
        sides: views.collect(),
    })
}

/// What the other sides' steps wrote beside what is in dispute, and this one did not: who settles on 上报 keeps nothing of 现场解决.
fn undone(side: &Side<'_>, written: &[&Write]) -> Vec<(String, Value)> {
    let own = written.iter().find(|write| write.id == side.id);
    let others = written.iter().filter(|write| write.id != side.id).flat_map(|write| write.fields.keys());
    let not_own = others.filter(|path| own.is_none_or(|own| !own.fields.contains_key(*path)));
    not_own.map(|path| (path.clone(), Value::Null)).collect()
}

/// A side's value; with the field's name where there are several.
fn told(kind: &Kind, path: &str, value: &FieldValue<'_>, named: Option<&RecordId>, words: Words<'_>) -> String {
    // Whether somebody answers for a household is a question of yes or no, so that the helper's name stands in the label.
    let said = match path.strip_prefix("helper/") {
        Some(_) => yes(*value == FieldValue::Bool(true), words.lang).to_owned(),
        None => words.value(kind, path, value),
    };
    match named {
        Some(id) => format!("{}{}{said}", label(kind, id, path, words), words.lang.pick("：", ": ")),
        None => said,
    }
}

fn label(kind: &Kind, id: &RecordId, path: &str, words: Words<'_>) -> String {
    let label = words.label(kind, id, path);
    match path.strip_prefix("helper/") {
        Some(helper) => format!("{label} {}", words.name(&Kind::Helper, helper, "name")),
        None => label,
    }
}

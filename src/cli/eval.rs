//! `nuandong form eval`: what a form says after these answers.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::ArgMatches;
use serde_json::{Map, Value as Json, json};

use super::beside::Beside;
use super::error::CliError;
use super::{args, form, print};
use crate::expr::date::{Moment, Zone};
use crate::expr::{Env, Tree};
use crate::form::Kind;
use crate::form::session::{Answer, Attached, ItemId, ListDocument, Program, Role, Session};
use crate::text::{Lang, Say};

/// Why answers do not fit a form.
#[derive(Debug)]
pub enum AnswerFault {
    /// The file is no JSON.
    Syntax(serde_json::Error),
    /// No question or group is named so there.
    Unknown(String),
    /// The value has another shape than what it answers.
    Shape(String),
    /// The moment is none.
    Moment(String),
}

/// Reads a form and its answers, and prints every value, relevance and validity as JSON.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let path = args::path(matches, "form");
    let result = form::read(&path)?;
    if result.is_err() {
        print(&form::listing(&result, lang));
    }
    let compiled = result.map_err(|refused| CliError::Form { path: path.clone(), problems: refused.problems.len() })?;
    let answers = answers_of(&args::path(matches, "answers"))?;
    let (now, zone) = match matches.get_one::<String>("now") {
        Some(text) => moment(text).ok_or_else(|| CliError::Answers {
            path: args::path(matches, "answers"),
            fault: AnswerFault::Moment(text.clone()),
        })?,
        None => (
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1000.0),
            Zone::CHINA,
        ),
    };
    let form = Arc::new(compiled.form);
    let beside = Beside::of(&form, &path)?;
    beside.complain(lang);
    // A form that compiled has no circle.
    let Ok(program) = Program::new(form) else {
        return Err(CliError::Form { path, problems: 1 });
    };
    let program = Rc::new(program);
    let filled = |(path, answers): (PathBuf, Map<String, Json>), last_saved: Option<Tree>| {
        let tables = beside.tables.iter().map(|(name, table)| (name.clone(), ListDocument::new(Arc::clone(table))));
        let attached = Rc::new(Attached { tables: tables.collect(), last_saved });
        let env = Env { lang, ..Env::new(now, zone, now.to_bits()) };
        let mut session = Session::new(Rc::clone(&program), attached, env);
        fill(&mut session, ItemId::ROOT, &answers).map_err(|fault| CliError::Answers { path, fault })?;
        Ok(session)
    };
    let last_saved = match matches.get_one::<PathBuf>("last_saved") {
        Some(path) => Some(filled(answers_of(path)?, None)?.save().tree()),
        None => None,
    };
    print(&format!("{}\n", report(&filled(answers, last_saved)?, lang)));
    Ok(())
}

/// The answers in a file, with its path.
fn answers_of(path: &Path) -> Result<(PathBuf, Map<String, Json>), CliError> {
    let path = path.to_owned();
    let text = fs::read_to_string(&path).map_err(|cause| CliError::Read { path: path.clone(), cause })?;
    match serde_json::from_str(&text) {
        Ok(answers) => Ok((path, answers)),
        Err(error) => Err(CliError::Answers { path, fault: AnswerFault::Syntax(error) }),
    }
}

/// `2026-12-16T08:30:00+08:00`, with its zone; without one, China's.
fn moment(text: &str) -> Option<(f64, Zone)> {
    let zone = text.get(text.len().checked_sub(6)?..).and_then(|zone| {
        let (hours, minutes) = zone.strip_prefix(['+', '-'])?.split_once(':')?;
        let minutes = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
        Some(Zone(if zone.starts_with('-') { -minutes } else { minutes }))
    });
    let zone = zone.unwrap_or(Zone::CHINA);
    match Moment::parse(text, zone) {
        Moment::At(millis) => Some((millis, zone)),
        _ => None,
    }
}

/// Answers what stands in a container, in the form's order. A repeat is answered by a list, a group by an object; a name that
/// does not stand in the container may be a path from the form.
fn fill(session: &mut Session, container: ItemId, answers: &Map<String, Json>) -> Result<(), AnswerFault> {
    let base = session.path(container);
    let mut waiting: Vec<(ItemId, String, &Json)> = Vec::new();
    for (name, value) in answers {
        let path = if name.starts_with('/') { name.clone() } else { format!("{base}/{name}") };
        let Some(item) = session.find(&path) else { return Err(AnswerFault::Unknown(path)) };
        waiting.push((item, path, value));
    }
    // Items are numbered in the form's order, and what a repeat's count asks for stands before it.
    waiting.sort_by_key(|(item, _, _)| *item);
    for (item, path, value) in waiting {
        let wrong = || AnswerFault::Shape(path.clone());
        match (value, session.node(item).map(|node| &node.kind)) {
            (Json::Array(instances), Some(Kind::Repeat(_))) => {
                for (place, answers) in instances.iter().enumerate() {
                    if session.instances(item).len() <= place {
                        session.add(item);
                    }
                    let instance = session.instances(item).get(place).copied().ok_or_else(wrong)?;
                    fill(session, instance, answers.as_object().ok_or_else(wrong)?)?;
                }
            }
            (Json::Object(answers), Some(kind)) if kind.is_container() => fill(session, item, answers)?,
            (value, Some(kind)) if !kind.is_container() => {
                let answer = answer(value).ok_or_else(wrong)?;
                session.answer(item, &answer);
            }
            _ => return Err(wrong()),
        }
    }
    Ok(())
}

fn answer(value: &Json) -> Option<Answer> {
    Some(match value {
        Json::Null => Answer::Blank,
        Json::String(text) => Answer::Text(text.clone()),
        Json::Number(number) => Answer::Number(number.as_f64()?),
        Json::Bool(truth) => Answer::Text(truth.to_string()),
        Json::Array(names) => {
            Answer::Choices(names.iter().map(|name| name.as_str().map(str::to_owned)).collect::<Option<_>>()?)
        }
        Json::Object(_) => return None,
    })
}

/// Every item in the form's order, and what the answers come to.
fn report(session: &Session, lang: Lang) -> Json {
    let settings = &session.program().form.settings;
    let items: Vec<Json> = session.all().into_iter().filter_map(|item| told(session, item, lang)).collect();
    let outstanding = session.outstanding();
    let outstanding: Vec<Json> = outstanding
        .iter()
        .map(
            |outstanding| json!({ "path": session.path(outstanding.item), "message": outstanding.violation.say(lang) }),
        )
        .collect();
    let faults: Vec<Json> = session
        .faults()
        .map(|(item, aspect, error)| {
            let of = format!("{aspect:?}").to_ascii_lowercase();
            json!({ "path": session.path(item), "of": of, "message": error.say(lang) })
        })
        .collect();
    let result: Map<String, Json> = session.result().into_iter().map(|(path, value)| (path, value.into())).collect();
    json!({
        "form": settings.id,
        "version": settings.version,
        "valid": outstanding.is_empty(),
        "items": items,
        "outstanding": outstanding,
        "faults": faults,
        "result": result,
    })
}

/// All of an item; nothing of a repeat as a whole, whose instances are told one by one.
fn told(session: &Session, item: ItemId, lang: Lang) -> Option<Json> {
    let view = session.view(item).filter(|view| view.role != Role::Range)?;
    let mut told = Map::new();
    let mut tell = |name: &str, value: Json| told.insert(name.to_owned(), value);
    tell("path", session.path(item).into());
    tell("relevant", view.relevant.into());
    if !view.node.kind.is_container() {
        tell("value", view.value.into());
        tell("valid", view.violation.is_none().into());
        tell("required", view.required.into());
        tell("readonly", view.readonly.into());
    }
    if let Some(label) = view.label {
        tell("label", label.into());
    }
    if let Some(violation) = view.violation {
        tell("message", violation.say(lang).into());
    }
    Some(told.into())
}

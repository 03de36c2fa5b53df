//! What was answered: on the screen, as JSON, and as a workbook.

use std::rc::Rc;

use js_sys::Uint8Array;
use serde_json::{Map, Value};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::Open;
use crate::form::Kind;
use crate::form::session::Session;
use crate::office::{Reply, Request, json};
use crate::text::words::trial as words;
use crate::text::{Lang, Say};
use crate::ui::el::el;
use crate::ui::form::marked;
use crate::ui::form::shown::words as labels;
use crate::ui::icon::Icon;
use crate::ui::parts::{Tone, button, notice};
use crate::web::files;
use crate::web::host::Host;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct DoneProps {
    pub lang: Lang,
    pub open: Open,
    pub host: Host,
    pub onback: Callback<()>,
}

/// What became of a file.
#[derive(Clone, PartialEq)]
enum Leaving {
    None,
    Making,
    Saved,
    Refused(String),
}

/// One answer: its path, what was asked, what was answered, and what that means.
struct Line {
    path: String,
    question: String,
    value: String,
    meaning: String,
}

/// The answers.
#[component]
pub(super) fn Done(props: &DoneProps) -> Html {
    let lang = props.lang;
    let leaving = use_state_eq(|| Leaving::None);
    let trial = props.open.trial.borrow();
    let lines = Rc::new(lines(&trial.session, lang));
    let form = &trial.session.program().form;
    let name: String = form.settings.id.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    let leave = {
        let leaving = leaving.setter();
        move |name: &str, kind: &str, bytes: &Uint8Array| {
            let leaving = leaving.clone();
            match files::file(name, kind, bytes) {
                Ok(file) => spawn_local(async move { leaving.set(hand_out(&file, lang).await) }),
                Err(cause) => leaving.set(Leaving::Refused(cause)),
            }
        }
    };
    let as_json = {
        let (leave, lines, name) = (leave.clone(), Rc::clone(&lines), [&name, ".json"].concat());
        let (id, version) = (form.settings.id.clone(), form.settings.version.clone());
        Callback::from(move |_| leave(&name, "application/json", &bytes(&document(&id, &version, &lines))))
    };
    let as_xlsx = {
        let (leave, lines, name, state) =
            (leave.clone(), Rc::clone(&lines), [&name, ".xlsx"].concat(), leaving.setter());
        let (host, title) = (props.host.clone(), form.settings.title.clone());
        Callback::from(move |_| {
            state.set(Leaving::Making);
            let rows = table(&title, &lines, lang);
            let (leave, name, host, state) = (leave.clone(), name.clone(), host.clone(), state.clone());
            spawn_local(async move {
                let request = Request::WriteAnswers { name: name.clone(), lang };
                match host.ask_office(&request, &[bytes(&rows)]).await {
                    Ok((Reply::File { mime, .. }, parts)) => {
                        if let Some(made) = parts.first() {
                            leave(&name, &mime, made);
                        }
                    }
                    Ok(_) => state.set(Leaving::Refused(words::NOT_SAVED.text(lang).to_owned())),
                    Err(said) => state.set(Leaving::Refused(said.say(lang))),
                }
            });
        })
    };
    let as_form = props.open.compiled.clone().map(|compiled| {
        let (leave, name) = (leave, [&name, ".form"].concat());
        let click =
            Callback::from(move |_| leave(&name, "application/octet-stream", &Uint8Array::from(compiled.as_slice())));
        button(Tone::Plain, Some(Icon::File), words::SAVE_FORM.text(lang), click)
    });
    let back = {
        let onback = props.onback.clone();
        button(Tone::Plain, Some(Icon::Back), words::BACK_TO_FORM.text(lang), Callback::from(move |_| onback.emit(())))
    };
    let said = match &*leaving {
        Leaving::None => None,
        Leaving::Making => Some(notice("saved", Icon::Clock, words::MAKING.text(lang), None)),
        Leaving::Saved => Some(notice("saved", Icon::Check, words::SAVED.text(lang), None)),
        Leaving::Refused(cause) => {
            let text = if cause.is_empty() { words::NOT_SAVED.text(lang).to_owned() } else { cause.clone() };
            Some(el("p", "wrong-text").icon(Icon::Triangle).child(el("span", "").text(text)))
        }
    };
    // What was computed or noted by the device is in the files; here stands what was asked.
    let rows = lines.iter().filter(|line| !line.question.is_empty()).map(|line| {
        let words = if line.meaning.is_empty() { &line.value } else { &line.meaning };
        let row = el("div", "row")
            .child(el("span", "grow").html(marked(&line.question)))
            .child(el("span", "strong num").text(words.clone()));
        (line.path.clone(), row)
    });
    let body = if lines.iter().all(|line| line.question.is_empty()) {
        el("p", "muted").key("none").text(words::NO_ANSWERS.text(lang))
    } else {
        el("div", "rows").key("some").list(rows)
    };
    let called = named(&trial.session).map(|called| el("p", "").text(words::NAMED.text(lang, [&called])));
    let save_json = button(Tone::Plain, Some(Icon::Out), words::SAVE_JSON.text(lang), as_json);
    let save_xlsx = button(Tone::Plain, Some(Icon::Table), words::SAVE_XLSX.text(lang), as_xlsx);
    el("div", "stack")
        .child(el("h2", "").text(words::DONE.text(lang)))
        .maybe(called)
        .child(body)
        .child(el("div", "line-up").child(save_json).child(save_xlsx).maybe(as_form).child(back))
        .child(el("div", "").attr("role", "status").maybe(said))
        .done()
}

/// Hands a file to the share sheet where downloads strand people, else saves it.
async fn hand_out(file: &File, lang: Lang) -> Leaving {
    let saved = if files::means(file).save {
        files::save(file)
    } else {
        match files::share(file).await {
            files::Shared::Done => Ok(()),
            files::Shared::Cancelled => return Leaving::None,
            files::Shared::Refused(cause) => Err(cause),
        }
    };
    match saved {
        Ok(()) => Leaving::Saved,
        Err(_) => Leaving::Refused(words::NOT_SAVED.text(lang).to_owned()),
    }
}

/// The answers that count, in the form's order.
fn lines(session: &Session, lang: Lang) -> Vec<Line> {
    let answers = session.result().into_iter();
    answers
        .filter_map(|(path, value)| {
            let view = session.view(session.find(&path)?)?;
            if matches!(view.node.kind, Kind::Attribute { .. } | Kind::EntityLabel) {
                return None;
            }
            let meaning = match view.node.kind {
                Kind::Select(_) => labels(session, view.item, &value),
                Kind::Media(_) => words::ATTACHED.text(lang).to_owned(),
                _ => String::new(),
            };
            Some(Line { path, question: view.label.unwrap_or_default(), value, meaning })
        })
        .collect()
}

/// What this sheet is called, where the form says.
fn named(session: &Session) -> Option<String> {
    let named = |(path, value): (String, String)| path.ends_with("/meta/instanceName").then_some(value);
    session.result().into_iter().find_map(named)
}

/// The answers as JSON: the form, its version, and each answer by its path.
fn document(id: &str, version: &str, lines: &[Line]) -> Value {
    let answers: Map<String, Value> = lines.iter().map(|line| (line.path.clone(), line.value.clone().into())).collect();
    let mut document = Map::new();
    document.insert("form".to_owned(), id.into());
    document.insert("version".to_owned(), version.into());
    document.insert("answers".to_owned(), answers.into());
    document.into()
}

/// The answers as a table: its title, its heading, its rows.
fn table(title: &str, lines: &[Line], lang: Lang) -> Value {
    let heading = [words::PATH, words::QUESTION, words::VALUE, words::MEANING].map(|word| Value::from(word.text(lang)));
    let row = |line: &Line| {
        Value::from(
            [&line.path, &line.question, &line.value, &line.meaning].map(|cell| Value::from(cell.as_str())).to_vec(),
        )
    };
    let mut table = Map::new();
    table.insert("title".to_owned(), title.into());
    table.insert("heading".to_owned(), heading.to_vec().into());
    table.insert("rows".to_owned(), lines.iter().map(row).collect::<Vec<_>>().into());
    table.into()
}

fn bytes(value: &Value) -> Uint8Array {
    Uint8Array::from(json::write(value).as_slice())
}

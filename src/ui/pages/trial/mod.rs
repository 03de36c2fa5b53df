//! 试填表单: any XLSForm, opened and filled in as others will, before it goes into use. Nothing of it is stored.
//!
//! A form comes as a workbook, which the office worker compiles, as a compiled file, or by its name from the folder `forms` beside the
//! application, where an office may publish it. The form that ships with the program is tried by its campaign's identity. [`Trying`] holds what is open; `open` brings forms in, `fill` draws the questions,
//! `done` shows what was answered.

mod done;
mod fill;
mod open;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::done::Done;
use self::fill::Filling;
use self::open::{Opened, Unopened};
use crate::app::Route;
use crate::text::words::trial as words;
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::form::Files;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, choose_files, notice};
use crate::ui::view::trial::Trial;
use crate::web::host::Host;

/// The screen.
#[inline(never)]
pub fn page(ui: &Ui<'_>, name: Option<&str>) -> Page {
    let (host, lang) = (ui.host.clone(), ui.lang);
    let name = name.map(|name| AttrValue::from(name.to_owned()));
    let body = el("div", "").html(html! { <Trying {host} {lang} {name} /> });
    let back = if ui.app.settings.role.is_some() { Route::More } else { Route::Today };
    Page::new(words::TITLE.text(lang), body).back(back)
}

/// A form that is open. Cheap to clone; all clones are the same.
#[derive(Clone)]
pub(super) struct Open {
    /// Its session.
    pub trial: Rc<RefCell<Trial>>,
    /// Files of its answers and beside it.
    pub files: Files,
    /// What is worth saying of it.
    pub remarks: Rc<Vec<String>>,
    /// The compiled form, where it was made here.
    pub compiled: Option<Rc<Vec<u8>>>,
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.trial, &other.trial)
    }
}

/// How far it has come.
#[derive(Clone, PartialEq)]
enum State {
    /// A form is to be chosen.
    Asking,
    /// It is on its way; from the network, or through the worker.
    Opening(bool),
    /// It could not be opened.
    Failed(Unopened),
    /// It is being filled in.
    Filling(Open),
    /// It is filled in.
    Done(Open),
}

#[derive(Clone, PartialEq, Properties)]
struct TryingProps {
    host: Host,
    lang: Lang,
    /// The form to open; none where the person chooses files.
    name: Option<AttrValue>,
}

#[component]
fn Trying(props: &TryingProps) -> Html {
    let lang = props.lang;
    let state = use_state(|| begin(props));
    use_effect_with(props.name.clone(), {
        let (state, waits) = (state.setter(), matches!(*state, State::Opening(_)));
        move |name| {
            if let Some(name) = name.clone().filter(|_| waits) {
                spawn_local(async move {
                    state.set(settled(open::published(&name, lang).await));
                });
            }
        }
    });
    let onchoose = {
        let (state, host) = (state.setter(), props.host.clone());
        Callback::from(move |files: Vec<web_sys::File>| {
            let (state, host) = (state.clone(), host.clone());
            state.set(State::Opening(false));
            spawn_local(async move {
                state.set(settled(open::chosen(&host, files, lang).await));
            });
        })
    };
    let goes = |to: fn(Open) -> State, open: &Open| {
        let (state, open) = (state.setter(), open.clone());
        Callback::from(move |()| state.set(to(open.clone())))
    };
    match &*state {
        State::Asking => {
            el("div", "stack far").child(asking(lang)).child(choose(Tone::Main, words::CHOOSE.text(lang), onchoose))
        }
        State::Opening(by_network) => {
            let word = if *by_network { words::FETCHING } else { words::READING };
            notice("card line-up", Icon::Clock, word.text(lang), None).attr("role", "status")
        }
        State::Failed(why) => el("div", "stack far").child(failed(why, lang)).child(choose(
            Tone::Main,
            words::ANOTHER.text(lang),
            onchoose,
        )),
        State::Filling(open) => {
            let (host, ondone, form) = (props.host.clone(), goes(State::Done, open), open.clone());
            el("div", "").html(html! { <Filling {lang} open={form} {host} {ondone} /> })
        }
        State::Done(open) => {
            let (host, onback, form) = (props.host.clone(), goes(State::Filling, open), open.clone());
            el("div", "stack far").html(html! { <Done {lang} open={form} {host} {onback} /> }).child(choose(
                Tone::Plain,
                words::ANOTHER.text(lang),
                onchoose,
            ))
        }
    }
    .done()
}

/// How the page comes up.
fn begin(props: &TryingProps) -> State {
    match &props.name {
        None => State::Asking,
        Some(name) => match props.host.came(name) {
            Some(bytes) => settled(open::came(name, &bytes, props.lang)),
            None => State::Opening(true),
        },
    }
}

fn settled(opened: Result<Opened, Unopened>) -> State {
    match opened {
        Ok(Opened { session, files, remarks, compiled }) => {
            let trial = Rc::new(RefCell::new(Trial::new(session)));
            State::Filling(Open { trial, files, remarks: Rc::new(remarks), compiled: compiled.map(Rc::new) })
        }
        Err(why) => State::Failed(why),
    }
}

fn asking(lang: Lang) -> El {
    el("div", "stack near")
        .child(el("p", "").text(words::ABOUT.text(lang)))
        .child(el("p", "muted").text(words::CHOOSE_HINT.text(lang)))
}

fn choose(tone: Tone, word: &'static str, onchoose: Callback<Vec<web_sys::File>>) -> El {
    el("p", "line-up").child(choose_files(tone, "form-file", word, true, onchoose))
}

/// Why it could not be opened; of a form with problems each with its place and what to do.
fn failed(why: &Unopened, lang: Lang) -> El {
    let card = el("div", "card bad stack near").attr("role", "alert").child(el("p", "strong").text(why.say(lang)));
    match why {
        Unopened::Refused(problems) => card.child(listed(problems)),
        _ => card,
    }
}

/// Sentences one below the other.
fn listed(sentences: &[String]) -> El {
    let lines = sentences.iter().enumerate();
    el("ul", "stack near").list(lines.map(|(at, line)| (at.to_string(), el("li", "bullet").text(line.clone()))))
}

/// What is worth saying of the form, folded.
pub(super) fn remarks(remarks: &[String], lang: Lang) -> Option<El> {
    (!remarks.is_empty()).then(|| {
        let count = words::REMARKS.text(lang, [&remarks.len().to_string()]);
        el("details", "card warn fold").child(el("summary", "").text(count)).child(listed(remarks))
    })
}

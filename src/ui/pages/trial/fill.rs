//! The questions of a form, run by run: those in view and a little more are drawn, and of these only what has changed.

use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

use super::{Open, remarks};
use crate::app::Turn;
use crate::form::session::{ItemId, Violation};
use crate::form::{Kind, LangId};
use crate::text::Lang;
use crate::text::words::trial as words;
use crate::ui::document;
use crate::ui::el::{El, el, held};
use crate::ui::form::shown::{Reach, id_of, shown};
use crate::ui::form::{Asks, Shown, pieces, question};
use crate::ui::icon::Icon;
use crate::ui::parts::{Tone, button};
use crate::ui::view::pieces::Piece;
use crate::ui::view::trial::Trial;
use crate::web::clock;
use crate::web::host::Host;

/// How many runs are drawn at first, about a phone's screen, and how many more when the end of them comes near the view.
const AT_FIRST: usize = 1;
const MORE: usize = 2;
/// How long the screen stands before lists are made ready to be looked up in, and how long between two of them.
const PAUSE_MILLIS: u32 = 300;
/// How many open questions are listed by name.
const LISTED: usize = 12;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FillingProps {
    pub lang: Lang,
    pub open: Open,
    pub host: Host,
    pub ondone: Callback<()>,
}

/// The form.
#[component]
pub(super) fn Filling(props: &FillingProps) -> Html {
    let (lang, open) = (props.lang, &props.open);
    let redraw = use_force_update();
    let drawn = use_state_eq(|| AT_FIRST);
    let jump = use_state(|| None::<String>);
    // The same from one drawing to the next: runs are told apart by their versions alone.
    let act: Callback<Act> = use_callback(open.clone(), move |act: Act, open: &Open| {
        act(&mut open.trial.borrow_mut());
        redraw.force_update();
    });
    let trial = open.trial.borrow();
    let end = use_node_ref();
    let count = trial.runs().len();
    use_effect_with((*drawn, count), {
        let (end, drawn) = (end.clone(), drawn.clone());
        move |&(present, count)| {
            let watch =
                (present < count).then(|| Watch::new(&end, move || drawn.set(present.saturating_add(MORE)))).flatten();
            move || drop(watch)
        }
    });
    use_effect_with(open.clone(), |open| {
        let trial = Rc::downgrade(&open.trial);
        spawn_local(async move {
            let settles = || trial.upgrade().is_some_and(|trial| trial.borrow().session.settle());
            loop {
                TimeoutFuture::new(PAUSE_MILLIS).await;
                if !settles() {
                    break;
                }
            }
        });
    });
    use_effect_with((*jump).clone(), |jump| {
        if let Some(id) = jump {
            document::focus(id);
        }
    });
    let go = {
        let (open, drawn, jump) = (open.clone(), drawn.clone(), jump.setter());
        Callback::from(move |item: ItemId| {
            let trial = open.trial.borrow();
            if let Some(run) = trial.run_of(item) {
                drawn.set((*drawn).max(run + MORE));
            }
            jump.set(Some(id_of(&trial.session.path(item))));
        })
    };
    let runs = trial.runs().iter().enumerate().take(*drawn).map(|(at, run)| {
        let key = run.pieces.first().map(|(piece, _)| trial.session.path(piece.item())).unwrap_or_default();
        let (open, act, version) = (open.clone(), act.clone(), run.version);
        (key, el("div", "").html(html! { <Stretch {lang} {open} {at} {version} {act} /> }))
    });
    let runs = el("div", "stack far").list(runs.collect::<Vec<_>>().into_iter());
    let whole = *drawn >= count;
    let foot = whole.then(|| foot(props, &trial, &act, &go));
    el("div", "stack far")
        .child(head(&trial, open, &act, lang))
        .child(runs)
        .child(el("div", "").node(end).flag("hidden", whole))
        .maybe(foot)
        .done()
}

/// A change to the form.
type Act = Box<dyn FnOnce(&mut Trial)>;

fn head(trial: &Trial, open: &Open, act: &Callback<Act>, lang: Lang) -> El {
    let form = &trial.session.program().form;
    let title = el("h2", "").text(form.settings.title.clone());
    let count = words::QUESTIONS.text(lang, [&trial.questions().to_string()]);
    let languages = (form.languages.len() > 1).then(|| {
        let act = act.clone();
        let options = (0..).zip(&form.languages).map(|(at, name)| {
            let chosen = trial.session.language() == LangId(at);
            let option =
                el("option", "").set("value", at.to_string().into()).flag("selected", chosen).text(name.clone());
            (at.to_string(), option)
        });
        let select =
            el("select", "input").attr("id", "form-language").list(options).on(ListenerKind::onchange, move |event| {
                if let Ok(language) = held(&event).parse() {
                    act.emit(Box::new(move |trial| trial.speak(LangId(language))));
                }
            });
        let label = el("label", "").attr("for", "form-language").text(words::LANGUAGE.text(lang));
        el("div", "field").child(label).child(select)
    });
    el("header", "stack near")
        .child(title)
        .child(el("p", "muted num").text(count))
        .maybe(remarks(&open.remarks, lang))
        .maybe(languages)
}

/// The end of the form: what is open, once it was asked for, and the way on.
fn foot(props: &FillingProps, trial: &Trial, act: &Callback<Act>, go: &Callback<ItemId>) -> El {
    let lang = props.lang;
    let outstanding = if trial.told { trial.session.outstanding() } else { Vec::new() };
    let finish = {
        let (open, ondone, act, go) = (props.open.clone(), props.ondone.clone(), act.clone(), go.clone());
        Callback::from(move |_| {
            let first = open.trial.borrow().session.outstanding().first().map(|open| open.item);
            match first {
                None => done(&open.trial, &ondone),
                Some(first) => {
                    act.emit(Box::new(Trial::tell));
                    go.emit(first);
                }
            }
        })
    };
    let list = (!outstanding.is_empty()).then(|| {
        let count = words::OPEN.text(lang, [&outstanding.len().to_string()]);
        let rows = outstanding.iter().take(LISTED).filter_map(|open| {
            let label = trial.session.view(open.item)?.label.unwrap_or_default();
            let (go, item) = (go.clone(), open.item);
            let row = el("button", "row").attr("type", "button").child(el("span", "grow").text(label)).icon(Icon::Next);
            Some((trial.session.path(item), row.click(Callback::from(move |_| go.emit(item)))))
        });
        let (trial, ondone) = (Rc::clone(&props.open.trial), props.ondone.clone());
        let anyway = Callback::from(move |_| done(&trial, &ondone));
        el("section", "stack near")
            .attr("role", "status")
            .child(el("h2", "").text(count))
            .child(el("div", "rows").list(rows))
            .child(el("p", "line-up").child(button(Tone::Plain, None, words::ANYWAY.text(lang), anyway)))
    });
    let button = button(Tone::Main, Some(Icon::Done), words::FINISH.text(lang), finish);
    // The list comes and goes below, so that the button never moves from under a thumb that has just typed the last answer.
    el("div", "stack far").child(button).maybe(list)
}

fn done(trial: &Rc<std::cell::RefCell<Trial>>, ondone: &Callback<()>) {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of the calendar are far below 2^53")]
    let now = clock::now() as f64;
    trial.borrow_mut().session.finish(now);
    ondone.emit(());
}

#[derive(Clone, PartialEq, Properties)]
struct StretchProps {
    lang: Lang,
    open: Open,
    /// Which run it is.
    at: usize,
    /// The run's version: drawn anew when it is another.
    version: u32,
    act: Callback<Act>,
}

/// A run of the form.
#[component]
fn Stretch(props: &StretchProps) -> Html {
    let (lang, open) = (props.lang, &props.open);
    let trial = open.trial.borrow();
    let Some(run) = trial.runs().get(props.at) else { return Html::default() };
    let session = &trial.session;
    let turns = {
        let act = props.act.clone();
        Callback::from(move |(path, what): (String, Turn)| act.emit(Box::new(move |trial| trial.turn(&path, what))))
    };
    let drawn = run.pieces.iter().enumerate().filter_map(|(at, (piece, version))| {
        let path = session.path(piece.item());
        match piece {
            Piece::Question(item) => {
                let next = run.pieces.get(at + 1).map(|(next, _)| id_of(&session.path(next.item())));
                let (open, act, item, version) = (open.clone(), props.act.clone(), *item, *version);
                let asked = html! { <Asked {lang} {open} {item} {version} {next} {act} /> };
                session.relevant(item).then(|| (path, el("div", "asked").html(asked)))
            }
            Piece::More(..) => Some((path + "+", pieces::piece(session, *piece, &turns, &open.files, lang)?)),
            _ => Some((path, pieces::piece(session, *piece, &turns, &open.files, lang)?)),
        }
    });
    el("div", "stack far").list(drawn.collect::<Vec<_>>().into_iter()).done()
}

#[derive(Clone, PartialEq, Properties)]
struct AskedProps {
    lang: Lang,
    open: Open,
    item: ItemId,
    /// The question's version: drawn anew when it is another.
    version: u32,
    /// The id on the page of what follows.
    next: Option<String>,
    act: Callback<Act>,
}

/// A question.
#[component]
fn Asked(props: &AskedProps) -> Html {
    let (open, item, lang) = (&props.open, props.item, props.lang);
    let trial = open.trial.borrow();
    let drawn = || {
        let shown = asked(&trial, open, item, lang)?;
        question(trial.session.node(item)?, &shown, &asks(props), lang)
    };
    drawn().map(El::done).unwrap_or_default()
}

fn asked(trial: &Trial, open: &Open, item: ItemId, lang: Lang) -> Option<Shown> {
    let view = trial.session.view(item).filter(|view| view.relevant)?;
    let weak = Rc::downgrade(&open.trial);
    let reach: Reach = Rc::new(move |see| {
        if let Some(trial) = weak.upgrade() {
            see(&trial.borrow().session);
        }
    });
    let shown = shown(&trial.session, &view, &reach, lang);
    // A blank is not told of before somebody has asked to finish.
    let told = trial.told || !matches!(view.violation, Some(Violation::Required(_)));
    let computed = matches!(view.node.kind, Kind::Note);
    Some(Shown { problem: shown.problem.clone().filter(|_| told), required: shown.required && !computed, ..shown })
}

fn asks(props: &AskedProps) -> Asks {
    let (act, item, next) = (props.act.clone(), props.item, props.next.clone());
    let answer = Callback::from(move |text: String| act.emit(Box::new(move |trial| trial.answer(item, text))));
    let next = Callback::from(move |()| {
        if let Some(next) = &next {
            document::focus(next);
        }
    });
    Asks { answer, next, files: props.open.files.clone() }
}

/// Waits for an element to come near the view.
struct Watch {
    observer: IntersectionObserver,
    _seen: Closure<dyn Fn(Array)>,
}

impl Watch {
    fn new(node: &NodeRef, seen: impl Fn() + 'static) -> Option<Self> {
        let seen = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            if entries.iter().any(|entry| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting()) {
                seen();
            }
        });
        let end = node.cast::<Element>()?;
        let options = IntersectionObserverInit::new();
        options.set_root(end.closest("main").ok().flatten().as_ref());
        // A screen's height ahead, so that a thumb seldom meets the end.
        options.set_root_margin("100% 0px");
        let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok()?;
        observer.observe(&end);
        Some(Self { observer, _seen: seen })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

//! The application on screen: one component that dresses the document and draws the screen of the present route after every event.

use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

use super::el::{El, el};
use super::icon::Icon;
use super::memory::Memory;
use super::page::{Page, Ui};
use super::parts::{Tone, button, icon_button, listed};
use super::{document, pages, places, strips};
use crate::app::{Action, Job, Phase, Role, Route};
use crate::text::words::{common, sending, start};
use crate::text::{Lang, Say};
use crate::web::host::Host;
use crate::web::shell;

/// What [`Root`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RootProps {
    /// The running application.
    pub host: Host,
}

/// The whole application.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let redraw = use_force_update();
    let memory = use_mut_ref(|| None::<Memory>);
    let memory = memory
        .borrow_mut()
        .get_or_insert_with(|| {
            let (changed, told) = (redraw.clone(), redraw);
            props.host.watch(move || told.force_update());
            let memory = Memory::new(move || changed.force_update());
            let (left, host) = (memory.clone(), props.host.clone());
            shell::when_left(move || left.leave(&host));
            memory
        })
        .clone();
    let host = &props.host;
    let look = host.read(|app| (app.settings.lang, app.settings.theme, app.settings.text_size));
    use_effect_with(look, |&(lang, theme, size)| document::dress(lang, theme, size));
    let (body, class, title, place) = host.read(|app| {
        memory.with(|kept| kept.arrive(&app.route));
        memory.tend(host, app);
        let ui = Ui { app, host, lang: app.settings.lang, memory: &memory };
        frame(&ui)
    });
    // A new screen takes the focus to its heading, where a screen reader goes on from.
    use_effect_with(place, |_| document::focus("title"));
    use_effect_with((title, look.0), |(title, lang)| match title.as_str() {
        "" => document::title(start::NAME.text(*lang)),
        title => document::title(&format!("{title} · {}", start::NAME.text(*lang))),
    });
    // A file that is dropped beside what takes it would lead the browser away from here.
    let shell = el("div", class).on(ListenerKind::ondragover, |event| event.prevent_default());
    shell.on(ListenerKind::ondrop, dropped(host)).html(body).done()
}

/// Takes in what is dropped anywhere at a township's desk: villages' packages.
fn dropped(host: &Host) -> impl Fn(Event) + 'static {
    let host = host.clone();
    move |event| {
        event.prevent_default();
        if host.read(|app| app.settings.role != Some(Role::Township)) {
            return;
        }
        let files = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
        for file in files.map(|files| listed(&files)).unwrap_or_default() {
            host.choose(file, Job::Receive);
        }
    }
}

/// What is shown, how the shell holds it, what the document is called, and what the place is known by.
fn frame(ui: &Ui<'_>) -> (Html, &'static str, AttrValue, String) {
    let (app, lang) = (ui.app, ui.lang);
    // A form to try needs nothing that is stored, and nobody to be anybody.
    if matches!(app.route, Route::Try(_)) {
        let page = pages::page(ui);
        let (title, key) = (page.title.clone(), app.route.hash());
        return (page.draw(&key, lang), "shell task", title, key);
    }
    match (&app.phase, app.settings.role) {
        (Phase::Opening, _) | (Phase::Glance, None) => opening(lang),
        (Phase::Glance, Some(_)) if app.route != Route::Households || !glances(ui) => opening(lang),
        (Phase::Failed(error), _) => {
            let card = el("div", "card bad stack near").attr("role", "alert").child(el("p", "").text(error.say(lang)));
            let page = Page::new(start::FAILED.text(lang), card).draw("failed", lang);
            (page, "shell bare", "".into(), "failed".into())
        }
        (Phase::Welcoming, _) | (Phase::Ready, None) => {
            (pages::start(ui).done(), "shell bare", "".into(), "start".into())
        }
        (Phase::Glance | Phase::Ready, Some(role)) => {
            let page = Page { toast: toast(ui), ..pages::page(ui) };
            let (title, key) = (page.title.clone(), app.route.hash());
            let class = match app.route {
                // While something is being done, the phone shows no way to leave it but "back".
                Route::Visit(..) | Route::Edit(_) | Route::Import => "shell task",
                _ => "shell",
            };
            let body = html! { <>{ strips::strips(ui).done() }{ page.draw(&key, lang) }{ places::places(role, &app.route, lang) }</> };
            (body, class, title, key)
        }
    }
}

/// While the store is being opened and read.
fn opening(lang: Lang) -> (Html, &'static str, AttrValue, String) {
    let opening = el("div", "opening").attr("role", "status").icon(Icon::Mark);
    (opening.child(el("p", "").text(start::OPENING.text(lang))).done(), "shell bare", "".into(), String::new())
}

/// Whether the list of the last time can be looked at while the journal is being read.
fn glances(ui: &Ui<'_>) -> bool {
    ui.memory.with(|kept| kept.roll.listed(ui.app)).is_some()
}

/// What was just done with one tap, and the button that takes it back.
fn toast(ui: &Ui<'_>) -> Option<El> {
    let undo = ui.app.undo.as_ref()?;
    let back = button(Tone::Plain, Some(Icon::Undo), sending::UNDO.text(ui.lang), ui.does(Action::Undo));
    let close = icon_button(Icon::Close, common::CLOSE.text(ui.lang), ui.does(Action::KeepChange));
    let said = el("span", "grow").text(undo.told.say(ui.lang));
    Some(el("div", "toast").child(said).child(back).child(close))
}

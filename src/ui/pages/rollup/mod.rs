//! 汇总: what villages sent, added up. Missing villages on top by name, then the tables, one tab each.

mod behind;
mod chart;
mod expected;
mod sheet;
mod spot;

pub(super) use behind::{drawer, row};

use std::rc::Rc;

use web_sys::File;
use yew::virtual_dom::ListenerKind;
use yew::{AttrValue, Callback, Html, html};

use self::sheet::Sheet;
use crate::app::{Action, DOUBTS, Job, Route};
use crate::office::tables::{Form, Leaf, RollupView};
use crate::text::words::{places, rollup};
use crate::ui::desk::{lacking, working};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::memory::{Kept, Sheet as Opened};
use crate::ui::page::{Hold, Page, Ui};
use crate::ui::parts::{Shape, Tone, button, choose_files, dialog, empty, notice, tabs};
use crate::web::files;

/// The screen, at one of its tables.
#[inline(never)]
pub fn page(ui: &Ui<'_>, place: Option<&str>) -> Page {
    let lang = ui.lang;
    let made = ui.app.desk.rollup.as_ref().filter(|made| !made.rollup.villages.is_empty());
    let body = el("div", "stack desk")
        .maybe(made.and_then(|_| adding(ui, MANY)))
        .maybe(ui.app.desk.filed.as_ref().map(|files| filed(ui, files.len())))
        .maybe(lacking(ui).filter(|_| ui.app.desk.filed.is_none()))
        .maybe(Some(villages(ui, made.map(|made| &*made.rollup))))
        .child(match made {
            Some(made) => shown(ui, &made.tables, place),
            None => nothing(ui),
        });
    let mut page = Page::new(places::TOWNSHIP_ROLLUP.text(lang), body);
    if let Some(made) = made {
        page.below = below(ui, &made.rollup);
        let open = ui.keeps(|kept| kept.here.sheet = Some(Opened::Actions));
        let name = rollup::ACTIONS.text(lang);
        let folded =
            el("button", "btn cramped").attr("type", "button").attr("aria-label", name).icon(Icon::More).click(open);
        let [add_up, export, print] = others(ui, "add-up").map(|action| el("span", "roomy").child(action));
        let buttons = el("div", "line-up bar-buttons").child(receive(ui, Tone::Plain));
        page.end = Some(buttons.child(add_up).child(export).child(print).child(folded));
    }
    page.hold = Hold::Wide;
    let here = |kept: &mut Kept| (kept.here.open, kept.here.sheet == Some(Opened::Actions), kept.here.asked.clone());
    let (open, acting, asked) = ui.memory.with(here);
    if acting {
        page.dialog = actions(ui);
    } else if open {
        page.dialog = expected::dialog(ui);
    } else if let Some(ask) = &asked {
        page.dialog = drawer(ui, ask, None);
    }
    page
}

/// What can be done besides taking packages in.
fn others(ui: &Ui<'_>, id: &'static str) -> [El; 3] {
    let lang = ui.lang;
    let print = Callback::from(|_| files::print());
    [
        add_up(ui, id),
        button(Tone::Plain, Some(Icon::Out), rollup::EXPORT.text(lang), ui.does(Action::ExportRollup)),
        button(Tone::Plain, Some(Icon::Print), rollup::PRINT.text(lang), print),
    ]
}

/// The same where the bar is too narrow for them. What is done closes the list.
fn actions(ui: &Ui<'_>) -> Html {
    let memory = ui.memory.clone();
    let close = move || memory.change(|kept| kept.here.sheet = None);
    let [add_up, export, print] = others(ui, "add-up-here");
    let (chosen, clicked, closed) = (close.clone(), close.clone(), close);
    // A file is chosen after the tap, in what must stand until then.
    let add_up = el("div", "stack").child(add_up).on(ListenerKind::onchange, move |_| chosen());
    let tapped = el("div", "stack near").child(export).child(print).click(Callback::from(move |_| clicked()));
    let body = el("div", "stack near actions").child(add_up).child(tapped);
    let onclose = Callback::from(move |()| closed());
    dialog(ui.lang, rollup::ACTIONS.text(ui.lang), Shape::Sheet, onclose, body, None)
}

/// How many sent, how many are missing.
fn below(ui: &Ui<'_>, view: &RollupView) -> AttrValue {
    let sent = format::count(view.villages.len());
    if view.missing.is_empty() {
        rollup::BELOW_PLAIN.text(ui.lang, [&sent]).into()
    } else {
        rollup::BELOW.text(ui.lang, [&sent, &format::count(view.missing.len())]).into()
    }
}

/// The button that takes packages in.
fn receive(ui: &Ui<'_>, tone: Tone) -> El {
    let host = ui.host.clone();
    let chosen = Callback::from(move |files: Vec<File>| {
        for file in files {
            host.choose(file, Job::Receive);
        }
    });
    choose_files(tone, "receive", rollup::RECEIVE.text(ui.lang), true, chosen)
}

/// The button that adds the villages of files up and takes nothing in.
fn add_up(ui: &Ui<'_>, id: &'static str) -> El {
    let host = ui.host.clone();
    let chosen = Callback::from(move |files: Vec<File>| {
        host.choose_all(files, |files| Job::AddUp(files.into(), Form::Screen));
    });
    choose_files(Tone::Plain, id, rollup::ADD_UP.text(ui.lang), true, chosen)
}

/// That the numbers are of files which are not taken in, and the way back.
fn filed(ui: &Ui<'_>, files: usize) -> El {
    let words = rollup::FILED.text(ui.lang, [&format::count(files)]);
    let close = button(Tone::Plain, Some(Icon::Close), rollup::CLOSE_FILED.text(ui.lang), ui.does(Action::CloseFiled));
    notice("card said line-up no-print", Icon::Parcel, words, Some(close))
}

/// Which villages are missing, by name, and the way to say which are expected.
fn villages(ui: &Ui<'_>, view: Option<&RollupView>) -> El {
    let lang = ui.lang;
    let expect =
        || button(Tone::Quiet, Some(Icon::Pen), rollup::EXPECT.text(lang), ui.keeps(|kept| kept.here.open = true));
    let wanted = &ui.app.settings.expected_villages;
    if wanted.is_empty() {
        return notice("card said line-up no-print", Icon::Info, rollup::EXPECT_NONE.text(lang), Some(expect()));
    }
    let missing = view.map_or(wanted.as_slice(), |view| view.missing.as_slice());
    if missing.is_empty() {
        let all = rollup::ALL_SENT.text(lang, [&format::count(wanted.len())]);
        return notice("card fine line-up no-print", Icon::Done, all, Some(expect()));
    }
    let names = el("p", "line-up").list(missing.iter().map(|name| (name, el("span", "tag").text(name.clone()))));
    let words = el("div", "grow stack near")
        .child(el("h2", "").text(rollup::MISSING.text(lang, [&format::count(missing.len())])))
        .child(names);
    el("section", "card warn said no-print").icon(Icon::Triangle).child(words).child(expect())
}

/// Nothing was received, or nothing is added up yet.
fn nothing(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    // What came may bring no village yet: a piece with photos alone, or what is new of a village that never sent the rest.
    let is_none = ui.app.desk.rollup.as_ref().is_some_and(|made| made.rollup.villages.is_empty());
    if ui.app.journal.is_empty() || is_none {
        let (title, text) = (rollup::EMPTY.text(lang), rollup::EMPTY_TEXT.text(lang));
        let both = el("div", "stack near").child(receive(ui, Tone::Main)).child(add_up(ui, "add-up"));
        let running = adding(ui, 1);
        let empty = running.is_none().then(|| empty(Icon::Parcel, title, text, Some(both)));
        return el("div", "drop stack").maybe(running).maybe(empty);
    }
    if ui.app.desk.running.is_some() {
        let making = el("p", "muted").attr("role", "status").text(rollup::MAKING.text(lang));
        return el("div", "stack").child(making).maybe(adding(ui, 1));
    }
    let again = button(Tone::Main, Some(Icon::Undo), rollup::AGAIN.text(lang), ui.does(Action::RemakeRollup));
    let buttons = el("p", "line-up").child(again).child(receive(ui, Tone::Plain)).child(add_up(ui, "add-up"));
    el("div", "stack").child(el("p", "").text(rollup::NOT_MADE.text(lang))).child(buttons)
}

/// How far the adding up is, of so many villages at least; what takes no time should not make the screen jump.
fn adding(ui: &Ui<'_>, least: u32) -> Option<El> {
    let running = ui.app.desk.running.as_ref()?;
    let total = running.progress.map_or(0, |progress| progress.total);
    let shows = match &running.job {
        Job::Tables(order) => order.form == Form::Screen,
        Job::AddUp(_, form) => *form == Form::Screen,
        _ => false,
    };
    (shows && total >= least).then(|| working(ui))
}

/// So many villages take long enough to say how far it is.
const MANY: u32 = 20;

/// The tabs and the table of the present one.
fn shown(ui: &Ui<'_>, tables: &Rc<Vec<Leaf>>, place: Option<&str>) -> El {
    let mut numbers: Vec<&Leaf> = Vec::new();
    for table in tables.iter() {
        if numbers.iter().all(|known| known.number() != table.number()) {
            numbers.push(table);
        }
    }
    let first = numbers.first().map_or("", |table| table.number());
    let own: &[_] = match ui.app.desk.filed {
        None => &[(DOUBTS, rollup::DOUBTS), (SPOT, rollup::SPOT)],
        Some(_) => &[],
    };
    let known = |place: &&str| {
        numbers.iter().any(|table| table.number() == *place) || own.iter().any(|(name, _)| name == place)
    };
    let present = place.filter(known).unwrap_or(first);
    let names = numbers.iter().map(|table| {
        let name = table.name().split_once(' ').map_or(table.name(), |(_, name)| name);
        (table.number(), name)
    });
    let names = names.chain(own.iter().map(|(name, word)| (*name, word.text(ui.lang))));
    let chips = names.map(|(number, name)| {
        let route = Route::Rollup(Some(number.to_owned()));
        (number, el("a", "chip").set("href", route.hash().into()).text(name.to_owned()))
    });
    let body = match present {
        DOUBTS => super::doubts::doubts(ui),
        SPOT => spot::spot(ui),
        _ => {
            let shown = tables.iter().enumerate().filter(|(_, table)| table.number() == present);
            let (grown, filed) = (grown(ui), ui.app.desk.filed.is_some());
            let (opened, whole) = ui.memory.with(|kept| (kept.sheets.opened.clone(), kept.sheets.unfolded));
            el("div", "stack far").list(shown.map(|(at, table)| {
                let (host, memory, lang) = (ui.host.clone(), ui.memory.clone(), ui.lang);
                let (tables, opened) = (Rc::clone(tables), opened.clone());
                let sheet = html! { <Sheet {host} {memory} {lang} {tables} {at} {grown} {whole} {filed} {opened} /> };
                (table.name(), el("div", "").html(sheet))
            }))
        }
    };
    el("div", "stack")
        .html(tabs(rollup::TABLES.text(ui.lang), present, chips))
        .child(el("div", "").key(present).child(body))
}

/// How many pieces of the tables are drawn after the first. Tables of other files are begun anew.
fn grown(ui: &Ui<'_>) -> usize {
    let files = &ui.app.desk.filed;
    ui.memory.with(|kept| {
        let drawn = &mut kept.here.drawn;
        if drawn.files != *files {
            drawn.files.clone_from(files);
            drawn.pieces = 0;
        }
        drawn.pieces
    })
}

/// The tab of spot checks.
const SPOT: &str = "spot";

//! Households that the one on the screen is likely the same as: said right where it is typed, and asked once more before one leaves.
//! It never blocks.

use web_sys::MouseEvent;
use yew::{Callback, Html};

use super::read;
use crate::app::{Action, App, Route, Told};
use crate::journal::{DELETED, Fields, Kind, RecordId};
use crate::text::words::household;
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::memory::{Alike, Kept, Sheet};
use crate::ui::page::Ui;
use crate::ui::pages::region;
use crate::ui::parts::{Shape, Tone, button, dialog, link, notice};

/// A household that is likely the same.
struct Same {
    record: RecordId,
    head: String,
    why: String,
}

/// The likenesses of the household as it is stored, the surest first; the first time they are those from before.
fn alike((app, kept): (&App, &mut Kept), id: &RecordId, lang: Lang) -> (Alike, Vec<Same>) {
    let stored = read(&app.journal, id);
    let made_here = stored.is_none();
    let home = stored.unwrap_or_default();
    let index = kept.search(app).1;
    let same = index.alike(id, &home).into_iter().map(|same| Same {
        record: same.item.record().into(),
        head: same.item.head().to_owned(),
        why: same.why.say(lang),
    });
    let same: Vec<Same> = same.collect();
    let before = || same.iter().map(|same| same.record.clone()).collect();
    let known = kept.here.alike.get_or_insert_with(|| Alike { made_here, before: before() }).clone();
    (known, same)
}

/// What is said of it below the name and the phone, and the question that is open, if one is.
pub fn told(ui: &Ui<'_>, id: &RecordId, back: &Route) -> (Option<El>, Html) {
    let lang = ui.lang;
    let ((known, same), asked) = ui.memory.with(|kept| (alike((ui.app, &mut *kept), id, lang), kept.here.open));
    let said = same.first().map(|same| {
        let see = link(Tone::Plain, None, household::SEE.text(lang), Route::Household(same.record.clone()).hash());
        notice("card warn line-up", Icon::Triangle, household::SAME.text(lang, [&same.head, &same.why]), Some(see))
    });
    let new = same.into_iter().find(|same| !known.before.contains(&same.record)).filter(|_| asked);
    (said, new.map(|same| ask(ui, id, &same, (back, known.made_here))).unwrap_or_default())
}

/// Asks what a new likeness means: to open the other, to keep both, or to drop what was just typed.
fn ask(ui: &Ui<'_>, id: &RecordId, same: &Same, (back, made_here): (&Route, bool)) -> Html {
    let lang = ui.lang;
    let other = Route::Household(same.record.clone());
    let keep = {
        let (host, back) = (ui.host.clone(), back.clone());
        Callback::from(move |_| host.act(Action::Go(back.clone())))
    };
    let drop = made_here.then(|| {
        let fields = Fields::from([(DELETED.to_owned(), true.into())]);
        let gone = Action::Change { kind: Kind::Household, record: id.clone(), fields, told: Told::Deleted };
        button(Tone::Quiet, Some(Icon::Bin), household::DROP_NEW.text(lang), ui.does_and_goes(gone, other.clone()))
    });
    let body = el("div", "stack")
        .child(el("p", "").text(household::SAME.text(lang, [&same.head, &same.why])))
        .child(link(Tone::Main, None, household::OPEN_OTHER.text(lang, [&same.head]), other.hash()))
        .child(button(Tone::Plain, None, household::KEEP_BOTH.text(lang), keep))
        .maybe(drop);
    dialog(lang, household::SAME_TITLE.text(lang), Shape::Sheet, ui.closes(), body, None)
}

/// The tap on 完成: back, or first a question: where something that was typed has made it like another household, or where it is the
/// first of a village without a name.
pub fn leave(ui: &Ui<'_>, id: &RecordId, back: Route) -> Callback<MouseEvent> {
    let (host, memory, id, lang) = (ui.host.clone(), ui.memory.clone(), id.clone(), ui.lang);
    Callback::from(move |_| {
        let asks = host.read(|app| {
            let (known, same) = memory.with(|kept| alike((app, kept), &id, lang));
            same.iter().any(|same| !known.before.contains(&same.record))
        });
        if asks {
            memory.change(|kept| kept.here.open = true);
        } else if host.read(|app| region::is_wanted(app, &id)) {
            memory.change(|kept| kept.here.sheet = Some(Sheet::Village));
        } else {
            host.act(Action::Go(back.clone()));
        }
    })
}

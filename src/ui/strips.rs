//! What stands above every screen while it is so: what was typed is not kept, space runs out, a new version waits, all is made up.

use yew::{Callback, Html};

use super::el::{El, el};
use super::icon::Icon;
use super::page::Ui;
use super::parts::{Shape, Tone, button, dialog, notice};
use super::{desk, format};
use crate::app::{Action, Route, Saving, Space};
use crate::store::Place;
use crate::text::Say;
use crate::text::words::{desk as files, sending, settings, start};

/// The strips, the worst first.
pub fn strips(ui: &Ui<'_>) -> El {
    let app = ui.app;
    let visiting = matches!(app.route, Route::Visit(..));
    // A landmark of its own, so that who goes from one to the next by ear does not miss it.
    el("aside", "strips")
        .key("strips")
        .maybe(unsaved(ui).map(|strip| strip.key("unsaved")))
        .maybe(matches!(app.place, Some(Place::Memory(_))).then(|| memory(ui).key("memory")))
        .maybe(full(ui).map(|strip| strip.key("full")))
        .maybe((app.update_waiting && !visiting).then(|| update(ui).key("update")))
        .maybe((app.settings.demo && !visiting).then(|| demo(ui).key("demo")))
        .html(desk::desk(ui))
        .html(leave_demo(ui))
}

/// Something that was typed is not on disk: why, and what can be done.
fn unsaved(ui: &Ui<'_>) -> Option<El> {
    let Saving::Failed(_, why) = &ui.app.saving else { return None };
    let again = button(Tone::Plain, None, settings::AGAIN.text(ui.lang), ui.does(Action::Retry));
    let backup = button(Tone::Plain, Some(Icon::Safe), files::BACKUP.text(ui.lang), ui.does(Action::Backup));
    let ways = el("div", "foot-buttons").child(again).child(backup);
    let strip = notice("card bad strip line-up", Icon::Octagon, why.say(ui.lang), Some(ways));
    Some(strip.attr("role", "alert"))
}

/// The browser keeps nothing, as in private windows: a backup is the only way to keep it.
fn memory(ui: &Ui<'_>) -> El {
    let backup = button(Tone::Plain, Some(Icon::Safe), files::BACKUP.text(ui.lang), ui.does(Action::Backup));
    notice("card warn strip line-up", Icon::Triangle, start::IN_MEMORY.text(ui.lang), Some(backup))
}

/// Nearly all of the browser's share of the space is used.
fn full(ui: &Ui<'_>) -> Option<El> {
    let Space { used, quota, .. } = ui.app.space?;
    let scarce = quota > 0 && used / 4 >= quota / 5;
    scarce.then(|| {
        let words = settings::NEARLY_FULL.text(ui.lang, [&format::bytes(quota.saturating_sub(used))]);
        notice("card warn strip line-up", Icon::Triangle, words, None)
    })
}

fn update(ui: &Ui<'_>) -> El {
    let now = button(Tone::Plain, None, start::UPDATE_NOW.text(ui.lang), ui.does(Action::SwitchVersion));
    notice("card pine strip line-up", Icon::Info, start::UPDATE.text(ui.lang), Some(now))
}

/// Says that everything is made up, and leads out.
fn demo(ui: &Ui<'_>) -> El {
    let leave = ui.keeps(|kept| kept.leaving = true);
    let leave = button(Tone::Plain, None, sending::DEMO_LEAVE.text(ui.lang), leave);
    notice("card warn strip line-up demo", Icon::Info, sending::DEMO_BANNER.text(ui.lang), Some(leave))
}

/// It cannot be undone, so it is asked.
fn leave_demo(ui: &Ui<'_>) -> Html {
    let lang = ui.lang;
    if !ui.memory.with(|kept| kept.leaving) {
        return Html::default();
    }
    let stay = button(Tone::Plain, None, sending::DEMO_STAY.text(lang), ui.keeps(|kept| kept.leaving = false));
    let leave = button(Tone::Main, None, sending::DEMO_LEAVE.text(lang), ui.does(Action::ClearAll));
    let memory = ui.memory.clone();
    let onclose = Callback::from(move |()| memory.change(|kept| kept.leaving = false));
    let body = el("p", "").text(sending::DEMO_LEAVE_TEXT.text(lang));
    let foot = el("div", "foot-buttons").child(stay).child(leave);
    dialog(lang, sending::DEMO_LEAVE.text(lang), Shape::Sheet, onclose, body, Some(foot))
}

//! Which villages count, for a township: one that came by mistake is left out, and comes back with a tap.

use crate::app::{Action, Told};
use crate::journal::RecordId;
use crate::ledger::natural;
use crate::plan::Board;
use crate::register::left_out::{leave_out, left_out, take_back};
use crate::text::words::villages;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Tone, button};

/// The villages that were left out, each with what brings it back, and those that count, each with what leaves it out; nothing where
/// there is at most one village.
pub(super) fn section(ui: &Ui<'_>, board: &Board) -> Option<El> {
    let lang = ui.lang;
    let mut out: Vec<(&RecordId, String)> =
        left_out(&ui.app.journal).map(|(id, region)| (id, region.village)).collect();
    let mut here: Vec<(&RecordId, &str)> = board.regions.iter().map(|(id, region)| (id, &*region.village)).collect();
    if here.len() < 2 && out.is_empty() {
        return None;
    }
    out.sort_unstable_by(|(_, a), (_, b)| natural(a, b));
    here.sort_unstable_by(|(_, a), (_, b)| natural(a, b));
    let back = out.iter().map(|(id, name)| {
        let (journal, village, told) = (ui.host.clone(), (*id).clone(), Told::Counts(name.clone(), true));
        let act = ui.acts(move |_: web_sys::MouseEvent| {
            Action::ChangeAll(journal.read(|app| take_back(&app.journal, &village)), told.clone())
        });
        row(id, name, button(Tone::Plain, Some(Icon::Undo), villages::TAKE_BACK.text(lang), act))
    });
    let leave = here.iter().map(|(id, name)| {
        let (host, village, told) = (ui.host.clone(), (*id).clone(), Told::Counts((*name).to_owned(), false));
        let act = ui.acts(move |_: web_sys::MouseEvent| {
            Action::ChangeAll(host.read(|app| leave_out(&app.journal, &village)), told.clone())
        });
        row(id, name, button(Tone::Quiet, None, villages::LEAVE_OUT.text(lang), act))
    });
    let out = (!out.is_empty()).then(|| {
        el("section", "stack near")
            .child(el("h2", "").text(villages::LEFT_OUT.text(lang)))
            .child(el("p", "small muted").text(villages::LEFT_OUT_TEXT.text(lang)))
            .child(el("ul", "rows").list(back))
    });
    let which = el("details", "fold")
        .child(el("summary", "").text(villages::WHICH_COUNT.text(lang)))
        .child(el("p", "small muted").text(villages::WHICH_COUNT_TEXT.text(lang)))
        .child(el("ul", "rows").list(leave));
    Some(el("div", "stack no-print").maybe(out).child(which))
}

fn row(id: &RecordId, name: &str, act: El) -> (String, El) {
    (id.0.clone(), el("li", "row").child(el("span", "grow").text(name.to_owned())).child(act))
}

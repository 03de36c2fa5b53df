//! A village that sent before sends again: old and new totals, side by side, before the new ones count.

use yew::{Callback, Html};

use crate::app::{Action, Again};
use crate::office::compare::Change;
use crate::text::words::rollup;
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Shape, Tone, button, dialog};

/// The question.
pub(super) fn again(ui: &Ui<'_>, again: &Again) -> Html {
    let lang = ui.lang;
    let label = &again.coming.package.label;
    let as_of = |made: &str| rollup::AS_OF.text(lang, [&format::made(made)]);
    let head = |word: &str, below: String| {
        el("th", "n").attr("scope", "col").text(word.to_owned()).child(el("small", "block muted").text(below))
    };
    let heads = el("tr", "")
        .child(el("th", "").attr("scope", "col").text(rollup::WHAT.text(lang)))
        .child(head(rollup::BEFORE.text(lang), as_of(&again.coming.before)))
        .child(head(rollup::AFTER.text(lang), as_of(&label.made)));
    let rows = again.compared.totals.iter().map(|change| (&change.label, row(change)));
    let table =
        el("div", "sheet").child(el("table", "").child(el("thead", "").child(heads)).child(el("tbody", "").list(rows)));
    let later = ui.app.desk.again.len().saturating_sub(1);
    let later = (later > 0).then(|| el("p", "small muted").text(rollup::ONE_OF.text(lang, [&later.to_string()])));
    let body = el("div", "stack near")
        .child(el("p", "").text(rollup::COMES_TEXT.text(lang)))
        .child(table)
        .child(el("p", "small muted").text(again.coming.name.clone()))
        .maybe(later);
    let foot = el("div", "foot-buttons")
        .child(button(Tone::Plain, None, rollup::LEAVE_IT.text(lang), ui.does(Action::TakeAgain(false))))
        .child(button(Tone::Main, Some(Icon::Check), rollup::COUNT_IT.text(lang), ui.does(Action::TakeAgain(true))));
    let onclose: Callback<()> = ui.acts(|()| Action::TakeAgain(false));
    let title = rollup::COMES_AGAIN.text(lang, [&label.region.village]);
    dialog(lang, title, Shape::Sheet, onclose, body, Some(foot))
}

/// A total; what changes stands out.
fn row(change: &Change) -> El {
    let after = el("td", if change.before == change.after { "n muted" } else { "n strong" });
    el("tr", "")
        .child(el("th", "").attr("scope", "row").text(change.label.clone()))
        .child(el("td", "n").text(change.before.clone()))
        .child(after.text(change.after.clone()))
}

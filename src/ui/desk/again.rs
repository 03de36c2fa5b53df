//! A village that sent before sends again: old and new totals, side by side, before the new ones count.

use yew::{Callback, Html};

use crate::app::{Action, Again, Role};
use crate::moment::Moment;
use crate::office::compare::Change;
use crate::text::Lang;
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
    // In a village it is a colleague's file; in a township the village's next one.
    let (title, text, count) = if ui.app.settings.role == Some(Role::Village) {
        (rollup::COLLEAGUES, rollup::COLLEAGUES_TEXT, rollup::TAKE_IT)
    } else {
        (rollup::COMES_AGAIN, rollup::COMES_TEXT, rollup::COUNT_IT)
    };
    let (same, changed): (Vec<&Change>, Vec<&Change>) =
        again.compared.totals.iter().partition(|change| change.before == change.after);
    // A file that was made earlier and comes later does not turn the clock back.
    let is_older = Moment::parse(&label.made) < Moment::parse(&again.coming.before);
    let after = if is_older { &again.coming.before } else { &label.made };
    let dates = [&again.coming.before, after].map(|made| format::made(made));
    let new = format::count(again.compared.new);
    let none = changed.is_empty().then(|| el("p", "strong").text(rollup::NO_TOTAL_CHANGES.text(lang, [&new])));
    let brings = (!changed.is_empty()).then(|| el("p", "").text(rollup::BRINGS.text(lang, [&new])));
    let table_of = |which: &[&Change]| table(which, &dates, lang);
    let rest = (!same.is_empty()).then(|| {
        let title = rollup::TOTALS_ALIKE.text(lang, [&format::count(same.len())]);
        el("details", "fold").child(el("summary", "").text(title)).child(table_of(&same))
    });
    let changed = (!changed.is_empty()).then(|| table_of(&changed));
    let later = ui.app.desk.again.len().saturating_sub(1);
    let later = (later > 0).then(|| el("p", "small muted").text(rollup::ONE_OF.text(lang, [&later.to_string()])));
    let body = el("div", "stack near")
        .child(el("p", "").text(text.text(lang)))
        .maybe(again.compared.joins.then(|| el("p", "").text(rollup::COMES_JOINED.text(lang))))
        .maybe(brings)
        .maybe(none)
        .maybe(changed)
        .maybe(rest)
        .child(el("p", "small muted").text(again.coming.name.clone()))
        .maybe(later);
    let foot = el("div", "foot-buttons")
        .child(button(Tone::Plain, None, rollup::LEAVE_IT.text(lang), ui.does(Action::TakeAgain(false))))
        .child(button(Tone::Main, Some(Icon::Check), count.text(lang), ui.does(Action::TakeAgain(true))));
    let onclose: Callback<()> = ui.acts(|()| Action::TakeAgain(false));
    let title = title.text(lang, [&label.region.village]);
    dialog(lang, title, Shape::Sheet, onclose, body, Some(foot))
}

/// Totals side by side, each side under the time of its data.
fn table(totals: &[&Change], dates: &[String; 2], lang: Lang) -> El {
    let head = |word: &'static str, date: &str| {
        let date = date.split(' ').map(|part| (part, el("small", "block muted num").text(part.to_owned())));
        el("th", "n").attr("scope", "col").text(word).child(el("span", "block").list(date))
    };
    let [before, after] = dates;
    let heads = el("tr", "")
        .child(el("th", "").attr("scope", "col").text(rollup::WHAT.text(lang)))
        .child(head(rollup::BEFORE.text(lang), before))
        .child(head(rollup::AFTER.text(lang), after));
    let rows = totals.iter().map(|change| (&change.label, row(change)));
    let table = el("table", "").child(el("thead", "").child(heads)).child(el("tbody", "").list(rows));
    el("div", "sheet totals").child(table)
}

/// A total; what changes stands out, with by how much.
fn row(change: &Change) -> El {
    let step = change.before.parse::<i64>().ok().zip(change.after.parse::<i64>().ok());
    let step = step.map(|(before, after)| after - before).filter(|step| *step != 0);
    let step = step.map(|step| el("small", "block muted num").text(format!("{step:+}")));
    el("tr", "")
        .child(el("th", "").attr("scope", "row").text(change.label.clone()))
        .child(el("td", "n").text(change.before.clone()))
        .child(
            el("td", if change.before == change.after { "n muted" } else { "n strong" })
                .text(change.after.clone())
                .maybe(step),
        )
}

//! 值班表: the shifts to come, and one more.

use serde_json::Value as Json;
use yew::Callback;

use super::Villages;
use crate::app::{Action, Told};
use crate::journal::{DELETED, Fields, RecordId};
use crate::plan::{SHIFT, Shift, kind};
use crate::text::words::{Word, watch};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::pages::today::wall;
use crate::ui::parts::{Clock, Field, Keyboard, Tone, button, field, icon_button, when};
use crate::web::entropy;

/// The shifts that are not over, and one more.
pub(super) fn roster(ui: &Ui<'_>, mut shifts: Vec<(RecordId, Shift)>, villages: &Villages) -> El {
    let (lang, now) = (ui.lang, ui.now());
    shifts.retain(|(_, shift)| shift.to > now);
    shifts.sort_by(|(_, one), (_, other)| {
        villages.order(&one.village, &other.village).then_with(|| one.from.cmp(&other.from))
    });
    let row = |(id, shift): &(RecordId, Shift)| {
        let time = |moment: crate::moment::Moment| format::moment(moment.wall(), now.wall(), lang);
        let who = [&shift.leader, &shift.officer]
            .map(String::as_str)
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>();
        let fields = Fields::from([(DELETED.to_owned(), Json::Bool(true))]);
        let remove = Action::Change { kind: kind(SHIFT), record: id.clone(), fields, told: Told::Deleted };
        let name = watch::REMOVE_SHIFT.text(lang, [&time(shift.from)]);
        let words = el("span", "grow")
            .text(format!("{}{} — {}", villages.before(&shift.village), time(shift.from), time(shift.to)))
            .child(el("span", "small muted block").text(who.join(" · ")));
        (id.0.clone(), el("li", "row").child(words).child(icon_button(Icon::Bin, name, ui.does(remove))))
    };
    let none = shifts.is_empty().then(|| el("p", "muted").text(watch::NO_ROSTER.text(lang)));
    let rows = (!shifts.is_empty()).then(|| el("ul", "rows").list(shifts.iter().map(row)));
    el("section", "stack near")
        .child(el("h2", "").text(watch::ROSTER.text(lang)))
        .maybe(none)
        .maybe(rows)
        .child(add(ui, &villages.only))
}

/// One more shift: typed, and saved as a whole.
fn add(ui: &Ui<'_>, village: &str) -> El {
    let lang = ui.lang;
    let typed = |name: &'static str| ui.memory.with(|kept| kept.here.typed(name).unwrap_or_default().to_owned());
    let saves = |name: &'static str| {
        let memory = ui.memory.clone();
        Callback::from(move |text: String| memory.change(|kept| kept.here.write(name, text)))
    };
    let text = |name: &'static str, word: Word, keyboard| {
        let label = word.text(lang).into();
        field(
            Field { id: name.into(), label, hint: "".into(), value: typed(name).into(), problem: None, keyboard },
            saves(name),
        )
    };
    let moment = |name: &'static str| wall(&typed(name)).and_then(|wall| ui.now().on(wall));
    let span = moment("shift-from").zip(moment("shift-to"));
    let wrong =
        span.is_some_and(|(from, to)| to <= from).then(|| el("p", "wrong-text").text(watch::SAME_TIME.text(lang)));
    let save = span.filter(|(from, to)| from < to).map(|(from, to)| {
        let shift = Shift {
            village: village.to_owned(),
            from,
            to,
            leader: typed("leader"),
            officer: typed("officer"),
            phone: typed("shift-phone"),
        };
        let action = Action::Save { kind: kind(SHIFT), record: entropy::record(), fields: shift.fields() };
        // The next shift usually follows on this one, with the same telephone.
        let (next, phone) = (typed("shift-to"), typed("shift-phone"));
        let click = ui.does_and_keeps(action, move |kept| {
            kept.here.typed.clear();
            kept.here.write("shift-from", next.clone());
            kept.here.write("shift-phone", phone.clone());
        });
        button(Tone::Main, Some(Icon::Plus), watch::SAVE_SHIFT.text(lang), click)
    });
    el("details", "fold").child(el("summary", "").text(watch::ADD_SHIFT.text(lang))).child(
        el("div", "card stack")
            .child(when("shift-from", watch::FROM.text(lang), Clock::DayTime, typed("shift-from"), saves("shift-from")))
            .child(when("shift-to", watch::TO.text(lang), Clock::DayTime, typed("shift-to"), saves("shift-to")))
            .maybe(wrong)
            .child(text("leader", watch::LEADER, Keyboard::Text))
            .child(text("officer", watch::OFFICER, Keyboard::Text))
            .child(text("shift-phone", watch::PHONE, Keyboard::Phone))
            .maybe(save),
    )
}

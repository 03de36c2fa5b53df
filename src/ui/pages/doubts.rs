//! 待核对: what two people filled in differently, settled with one tap, and households that stand in two places.
//!
//! A township has it among its tables; a village as a screen of its own, to which every screen leads that knows of a conflict ([`told`]).

use std::collections::BTreeMap;

use super::rollup::row;
use crate::app::{Action, DOUBTS, Role, Route};
use crate::journal::{Field, Kind, RecordId};
use crate::office::township::{Ask, ConflictView, Told, TwinView};
use crate::rollup::DOUBT;
use crate::text::words::{Word, rollup};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, button, empty, link, notice};

/// What a township can say of a household that stands in two places.
const VERDICTS: [(&str, Word); 2] = [("fine", rollup::TWIN_FINE), ("told", rollup::TWIN_TOLD)];

/// A village's screen of it.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    Page::new(rollup::DOUBTS.text(ui.lang), doubts(ui)).back(Route::More)
}

/// Says that so many fields were filled in differently, and leads there; nothing where there are none.
pub fn told(ui: &Ui<'_>, count: usize) -> Option<El> {
    let words = rollup::DISPUTED.text(ui.lang, [&format::count(count)]);
    let look = || link(Tone::Plain, None, rollup::LOOK.text(ui.lang), route(ui).hash());
    (count > 0).then(|| notice("card warn line-up", Icon::Triangle, words, Some(look())).key("disputed"))
}

/// Where this installation has it.
pub fn route(ui: &Ui<'_>) -> Route {
    match ui.app.settings.role {
        Some(Role::Township) => Route::Rollup(Some(DOUBTS.to_owned())),
        _ => Route::Doubts,
    }
}

/// The queue.
pub(super) fn doubts(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let answer = ui.app.desk.answered(|ask| *ask == Ask::Doubts).map(|answered| &*answered.told);
    let Some(Told::Doubts(doubts)) = answer else {
        return el("p", "muted").attr("role", "status").text(rollup::LOOKING.text(lang)).key("looking");
    };
    let open: Vec<&ConflictView> = doubts.conflicts.iter().filter(|one| is_open(ui, one)).collect();
    let (seen, unseen): (Vec<&TwinView>, Vec<&TwinView>) =
        doubts.twins.iter().partition(|twin| verdict(ui, twin).is_some());
    if open.is_empty() && unseen.is_empty() && seen.is_empty() {
        return empty(Icon::Done, rollup::NO_DOUBTS.text(lang), rollup::NO_DOUBTS_TEXT.text(lang), None).key("none");
    }
    let heading = |word: Word, count: usize| {
        el("div", "line-up")
            .child(el("h2", "").text(word.text(lang)))
            .child(el("span", "tag num").text(format::count(count)))
    };
    let conflicts = (!open.is_empty()).then(|| {
        el("section", "stack near")
            .child(heading(rollup::CONFLICTS, open.len()))
            .child(el("p", "small muted").text(rollup::CONFLICTS_TEXT.text(lang)))
            .list(open.iter().map(|one| (format!("{} {}", one.record, one.paths.join(" ")), conflict(ui, one))))
    });
    let ask = if route(ui) == Route::Doubts { rollup::TWINS_HERE } else { rollup::TWINS_TEXT };
    let twins = (!unseen.is_empty()).then(|| {
        el("section", "stack near")
            .child(heading(rollup::TWINS, unseen.len()))
            .child(el("p", "small muted").text(ask.text(lang)))
            .list(unseen.iter().map(|one| (&one.key, twin(ui, one))))
    });
    let seen = (!seen.is_empty()).then(|| {
        let count = format::count(seen.len());
        el("details", "fold")
            .child(el("summary", "").text(rollup::TWINS_SEEN.text(lang, [&count])))
            .child(el("div", "stack near").list(seen.iter().map(|one| (&one.key, twin(ui, one)))))
    });
    el("div", "stack far").key("doubts").maybe(conflicts).maybe(twins).maybe(seen)
}

/// Whether it is still so; what was settled a moment ago no longer is.
fn is_open(ui: &Ui<'_>, one: &ConflictView) -> bool {
    let record = ui.app.journal.record(&Kind::from(one.kind.as_str()), &one.record.as_str().into());
    record.is_some_and(|record| one.paths.iter().any(|path| record.field(path).is_some_and(Field::is_conflict)))
}

/// What is in dispute with its sides, each a button: who wrote what, when.
fn conflict(ui: &Ui<'_>, one: &ConflictView) -> El {
    let lang = ui.lang;
    let sides = one.sides.iter().enumerate().map(|(at, side)| {
        let words = if side.words.is_empty() { rollup::CLEARED.text(lang).to_owned() } else { side.words.clone() };
        let author = if side.author.is_empty() { rollup::NO_NAME.text(lang).to_owned() } else { side.author.clone() };
        let act = Action::Save {
            kind: Kind::from(one.kind.as_str()),
            record: RecordId(one.record.clone()),
            fields: side
                .fields
                .as_object()
                .into_iter()
                .flatten()
                .map(|(path, value)| (path.clone(), value.clone()))
                .collect(),
        };
        let said = el("span", "grow")
            .child(el("span", "strong block").text(words))
            .child(el("span", "small muted block").text(format!("{author} · {}", side.at)));
        let shows = (at == 0).then(|| el("span", "tag pine").text(rollup::SHOWS.text(lang)));
        let side = el("button", "choice opens").attr("type", "button").child(said).maybe(shows).click(ui.does(act));
        (at.to_string(), side)
    });
    el("article", "card stack near")
        .child(head(ui, one))
        .child(el("div", "choices").attr("role", "group").attr("aria-label", rollup::PICK_SIDE.text(lang)).list(sides))
}

fn head(ui: &Ui<'_>, one: &ConflictView) -> El {
    let place = [one.home.village.as_str(), &one.home.group];
    let place: Vec<&str> = place.into_iter().filter(|word| !word.is_empty()).collect();
    let id = RecordId(one.home.id.clone());
    let words = el("div", "grow")
        .child(el("h3", "").text(format!("{} · {}", one.home.head, one.label)))
        .child(el("p", "small muted").text(place.join(" · ")));
    let history = link(Tone::Quiet, Some(Icon::Clock), rollup::HISTORY.text(ui.lang), Route::History(id).hash());
    el("header", "line-up").child(words).child(history)
}

/// What a township has said of it.
fn verdict<'a>(ui: &'a Ui<'_>, twin: &TwinView) -> Option<&'a str> {
    let record = ui.app.journal.record(&Kind::from(DOUBT), &twin.key.as_str().into())?;
    let said = record.text("verdict").to_owned();
    VERDICTS.into_iter().map(|(code, _)| code).find(|code| *code == said)
}

fn twin(ui: &Ui<'_>, twin: &TwinView) -> El {
    let lang = ui.lang;
    let present = verdict(ui, twin);
    let buttons = VERDICTS.into_iter().map(|(code, word)| {
        let on = present == Some(code);
        let value = if on { serde_json::Value::Null } else { code.into() };
        let act = Action::Save {
            kind: Kind::from(DOUBT),
            record: RecordId(twin.key.clone()),
            fields: BTreeMap::from([("verdict".to_owned(), value)]),
        };
        let icon = if on { Icon::Check } else { Icon::Pen };
        (code, button(Tone::Plain, Some(icon), word.text(lang), ui.does(act)).either("aria-pressed", on))
    });
    let rows = twin.sides.iter().enumerate().map(|(at, side)| (at.to_string(), row(side)));
    el("article", "card stack near")
        .child(el("h3", "").text(twin.what.clone()).child(el("span", "tag num").text(twin.value.clone())))
        .child(el("div", "rows").list(rows))
        .child(el("div", "line-up").list(buttons))
}

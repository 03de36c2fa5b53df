//! 天气预警: a signal that a person sets, what it asks for, how fast that was done.

use chrono::{NaiveDateTime, Timelike};
use yew::Callback;

use super::today::{label, progress_of, wall};
use crate::app::{Action, Route, Told};
use crate::campaign::{Campaign, Signal};
use crate::journal::{DELETED, Fields, RecordId};
use crate::moment::Moment;
use crate::plan::{Board, Response, SignalGiven, responses};
use crate::text::Lang;
use crate::text::words::weather;
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Clock, Tone, button, choice, link, meter, when};
use crate::web::entropy;

/// For how long a signal is usually given, in hours; 0 where nobody said.
const LASTS: [u32; 4] = [24, 48, 72, 0];

/// The page.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let title = weather::TITLE.text(lang);
    let Some((campaign, board)) = ui.board() else { return Page::new(title, el("div", "")).back(Route::Today) };
    let board = board.borrow();
    let mut given: Vec<(RecordId, SignalGiven)> = ui
        .app
        .journal
        .records(&SignalGiven::kind())
        .filter_map(|record| Some((record.id().clone(), SignalGiven::of(&record)?)))
        .collect();
    given.sort_unstable_by_key(|(_, given)| std::cmp::Reverse(given.from));
    let now = ui.now();
    let (standing, earlier): (Vec<_>, Vec<_>) =
        given.iter().partition(|(_, given)| given.until.is_none_or(|until| now < until));
    let none = standing.is_empty().then(|| {
        let words = el("div", "")
            .child(el("h2", "").text(weather::NONE.text(lang)))
            .child(el("p", "muted").text(weather::NONE_TEXT.text(lang)));
        el("div", "card said").icon(Icon::Info).child(words)
    });
    let cards = standing.iter().map(|(id, given)| (id.0.clone(), card(ui, &campaign, &board, id, given)));
    let past = earlier.iter().map(|(id, given)| (id.0.clone(), line(ui, &campaign, &board, given)));
    let past = (!earlier.is_empty()).then(|| {
        el("section", "stack near")
            .child(el("h2", "").text(weather::EARLIER.text(lang)))
            .child(el("ul", "rows").list(past))
    });
    let body =
        el("div", "stack far").maybe(none).list(cards).child(set(ui, &campaign, !standing.is_empty())).maybe(past);
    Page::new(title, body).back(Route::Today)
}

/// A signal that stands or will.
fn card(ui: &Ui<'_>, campaign: &Campaign, board: &Board, id: &RecordId, given: &SignalGiven) -> El {
    let (lang, now) = (ui.lang, ui.now());
    let asked = responses(campaign, &board.today, given);
    let nobody = asked.is_empty().then(|| el("p", "muted").text(weather::ASKS_NOBODY.text(lang)));
    let lift = SignalGiven { until: Some(now), ..given.clone() };
    let lift = Action::Change {
        kind: SignalGiven::kind(),
        record: id.clone(),
        fields: lift.fields(),
        told: Told::Signal(false),
    };
    let delete = Fields::from([(DELETED.to_owned(), true.into())]);
    let delete = Action::Change { kind: SignalGiven::kind(), record: id.clone(), fields: delete, told: Told::Deleted };
    el("section", "card warn stack")
        .child(
            el("div", "said").icon(Icon::Triangle).child(
                el("div", "")
                    .child(el("h2", "").text(label(campaign, &given.signal, lang)))
                    .child(el("p", "").text(span(given, now, lang))),
            ),
        )
        .maybe(nobody)
        .list(asked.iter().map(|response| (response.duty.to_string(), answered(campaign, response, now, lang))))
        .child(
            el("div", "line-up")
                .child(button(Tone::Plain, Some(Icon::Check), weather::LIFT.text(lang), ui.does(lift)))
                .child(button(Tone::Quiet, Some(Icon::Bin), weather::MISTAKE.text(lang), ui.does(delete))),
        )
        .child(el("p", "small muted").text(weather::LIFT_TEXT.text(lang)))
}

/// From when until when.
fn span(given: &SignalGiven, now: Moment, lang: Lang) -> String {
    let time = |moment: Moment| format::moment(moment.wall(), now.wall(), lang);
    let since = weather::SINCE.text(lang, [&time(given.from)]);
    match given.until {
        Some(until) => format!("{since} {}", weather::TILL.text(lang, [&time(until)])),
        None => since,
    }
}

/// How a duty answers a signal, with the way to those who are left.
fn answered(campaign: &Campaign, response: &Response, now: Moment, lang: Lang) -> El {
    let Some(duty) = campaign.duties.get(response.duty) else { return el("div", "") };
    let left = (response.open() > 0).then(|| {
        let href = Route::Missing("duty".to_owned(), duty.name.clone()).hash();
        link(Tone::Plain, Some(Icon::People), weather::WHO_IS_LEFT.text(lang), href)
    });
    el("div", "stack near")
        .child(el("b", "").text(duty.label.get(lang).to_owned()))
        .html(meter(response.in_time + response.late, response.concerned))
        .child(el("p", "").text(progress_of(response, now, lang)))
        .child(el("p", "small").text(figures(response, lang)))
        .maybe(left)
}

/// In time, late, still to go, and how long half of them took.
fn figures(response: &Response, lang: Lang) -> String {
    let mut parts = vec![weather::IN_TIME.text(lang, [&response.in_time.to_string(), &response.concerned.to_string()])];
    if response.late > 0 {
        parts.push(weather::LATE.text(lang, [&response.late.to_string()]));
    }
    if response.open() > 0 {
        parts.push(weather::OPEN.text(lang, [&response.open().to_string()]));
    }
    if let Some(hours) = response.median {
        #[expect(clippy::cast_possible_truncation, reason = "hours of a winter")]
        let hours = hours.ceil().max(1.0) as i64;
        parts.push(weather::MEDIAN.text(lang, [&hours.to_string()]));
    }
    parts.join(lang.pick("，", ", "))
}

/// A signal that is over.
fn line(ui: &Ui<'_>, campaign: &Campaign, board: &Board, given: &SignalGiven) -> El {
    let lang = ui.lang;
    let said = responses(campaign, &board.today, given)
        .iter()
        .map(|response| figures(response, lang))
        .collect::<Vec<_>>()
        .join("；");
    let words = el("span", "grow")
        .text(label(campaign, &given.signal, lang))
        .child(el("span", "small muted block").text(span(given, ui.now(), lang)))
        .child(el("span", "small block").text(said));
    el("li", "row").child(words)
}

/// Setting one: the level with its threshold, from when, for how long.
fn set(ui: &Ui<'_>, campaign: &Campaign, again: bool) -> El {
    let lang = ui.lang;
    let now = ui.now();
    let (picked, from, lasts) = ui.memory.with(|kept| {
        let typed = |name| kept.here.typed(name).map(str::to_owned);
        (typed("level"), typed("from"), kept.here.pick)
    });
    let from_text = from.unwrap_or_else(|| minute(now));
    let levels = campaign.signals.iter().map(|signal| {
        let name = signal.name.clone();
        let onpick = {
            let (memory, name) = (ui.memory.clone(), name.clone());
            Callback::from(move |()| memory.change(|kept| kept.here.write("level", name.clone())))
        };
        let words = el("span", "")
            .child(el("span", "block").text(signal.label.get(lang).to_owned()))
            .child(el("span", "small muted block").text(threshold(signal, lang)));
        let level = Choice {
            many: false,
            name: "level".into(),
            value: name.clone().into(),
            label: words.done(),
            state: (picked.as_deref() == Some(&*name)).into(),
            readonly: false,
        };
        (name, choice(level, onpick))
    });
    let typed = {
        let memory = ui.memory.clone();
        Callback::from(move |text: String| memory.change(|kept| kept.here.write("from", text)))
    };
    let lengths = LASTS.iter().enumerate().map(|(at, hours)| {
        let word = if *hours == 0 {
            weather::NO_END.text(lang).to_owned()
        } else {
            weather::HOURS.text(lang, [&hours.to_string()])
        };
        let click = ui.keeps(move |kept| kept.here.pick = at);
        (
            at.to_string(),
            el("button", "chip").attr("type", "button").either("aria-pressed", at == lasts).text(word).click(click),
        )
    });
    let begins = wall(&from_text).and_then(|wall: NaiveDateTime| now.on(wall)).unwrap_or(now);
    let action = picked.clone().map(|signal| {
        let hours = LASTS.get(lasts).copied().unwrap_or_default();
        let given = SignalGiven { signal, from: begins, until: (hours > 0).then(|| begins.plus_hours(hours)) };
        Action::Change {
            kind: SignalGiven::kind(),
            record: entropy::record(),
            fields: given.fields(),
            told: Told::Signal(true),
        }
    });
    let go = action.map(|action| {
        let click = ui.does_and_keeps(action, |kept| kept.here.typed.clear());
        button(Tone::Main, Some(Icon::Triangle), weather::SET_IT.text(lang), click)
    });
    let title = if again { weather::CHANGE } else { weather::SET };
    el("section", "stack")
        .child(el("h2", "").text(title.text(lang)))
        .child(
            el("div", "choices tall")
                .attr("role", "radiogroup")
                .attr("aria-label", weather::WHICH.text(lang))
                .list(levels),
        )
        .child(el("p", "hint").text(weather::THRESHOLD.text(lang)))
        .child(when("from", weather::FROM.text(lang), Clock::DayTime, from_text, typed))
        .child(el("div", "field").child(el("span", "label").text(weather::UNTIL.text(lang))).child(
            el("div", "chips").attr("role", "group").attr("aria-label", weather::UNTIL.text(lang)).list(lengths),
        ))
        .maybe(go)
}

/// `2026-12-16T08:30`, as pickers write it.
pub fn minute(moment: Moment) -> String {
    let wall = moment.wall();
    format!("{}T{:02}:{:02}", wall.date(), wall.time().hour(), wall.time().minute())
}

/// The threshold of a level, in words.
fn threshold(signal: &Signal, lang: Lang) -> String {
    let number = |number: f64| number.to_string();
    let parts = [
        signal
            .drop_hours
            .zip(signal.drop)
            .map(|(hours, drop)| weather::DROP.text(lang, [&number(hours), &number(drop)])),
        signal.lowest.map(|lowest| weather::LOWEST.text(lang, [&number(lowest)])),
        signal.wind.map(|wind| weather::WIND.text(lang, [&number(wind)])),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(lang.pick("，", ", "))
}

//! 阶段和期限: what is due when and to whom, the stages, the holidays by which working days are counted, and the calendar file.

use chrono::NaiveDate;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::today::wall;
use crate::app::{Action, Route, Told};
use crate::campaign::{Calendar, Campaign, Deadline, Stage};
use crate::journal::{DELETED, Fields, RecordId};
use crate::plan::{
    Countdown, DEADLINE, DueItem, HANDED_IN, HandedIn, OwnDeadline, OwnHoliday, calendar, days_left, due_here, ical,
    kind, own_village,
};
use crate::text::words::due;
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Clock, Field, Keyboard, Tone, button, empty, field, icon_button, when};
use crate::web::{entropy, files};

/// The page.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let title = due::TITLE.text(lang);
    let Some(season) = ui.app.season() else { return Page::new(title, el("div", "")).back(Route::Today) };
    let campaign = &season.campaign;
    let days = calendar(campaign, &ui.app.journal);
    let items = due_here(campaign, &ui.app.journal, ui.now());
    let list = if items.is_empty() {
        empty(Icon::Done, due::NONE_DUE.text(lang), "", None)
    } else {
        el("ul", "rows").list(items.iter().map(|item| (item.key.clone(), due_row(ui, item))))
    };
    let body = el("div", "stack far")
        .child(el("section", "stack near").child(el("h2", "").text(due::DUE.text(lang))).child(list))
        .child(own(ui))
        .child(stages(ui, campaign, &days))
        .child(export(ui))
        .child(holidays(ui, &days));
    Page::new(title, body).back(Route::Today)
}

fn due_row(ui: &Ui<'_>, item: &DueItem) -> El {
    let (lang, now) = (ui.lang, ui.now());
    let village = own_village(&ui.app.journal);
    let at = due::AT.text(lang, [&format::moment(item.at, now.wall(), lang)]);
    let hot = item.left == Countdown::Over && item.handed.is_none();
    let what = (!item.what.is_empty()).then(|| el("span", "small muted block").text(item.what.get(lang).to_owned()));
    let to =
        (!item.to.is_empty()).then(|| el("span", "small muted block").text(due::TO.text(lang, [item.to.get(lang)])));
    let words = el("span", "grow")
        .child(el("b", "block").text(item.label.get(lang).to_owned()))
        .child(
            el("span", if hot { "small block hot" } else { "small block" })
                .text(format!("{at} · {}", item.left.say(lang))),
        )
        .maybe(what)
        .maybe(to);
    let record = HandedIn::record_id(village, &item.key, item.at);
    let change = |fields, told| Action::Change { kind: kind(HANDED_IN), record: record.clone(), fields, told };
    let mark = match item.handed {
        None => {
            let done = change(HandedIn::fields(village, &item.key, item.at, now), Told::HandedIn(true));
            button(Tone::Plain, Some(Icon::Check), due::HANDED_IN.text(lang), ui.does(done))
        }
        Some(at) => {
            let back = change(deleted(), Told::HandedIn(false));
            let said = due::HANDED_AT.text(lang, [&format::moment(at.wall(), now.wall(), lang)]);
            el("span", "end").child(el("span", "saved").icon(Icon::Check).text(said)).child(button(
                Tone::Quiet,
                None,
                due::NOT_HANDED.text(lang),
                ui.does(back),
            ))
        }
    };
    let remove = item.own.then(|| {
        let action = Action::Change {
            kind: kind(DEADLINE),
            record: RecordId(item.key.clone()),
            fields: deleted(),
            told: Told::Deleted,
        };
        icon_button(Icon::Bin, due::DELETE.text(lang, [item.label.get(lang)]), ui.does(action))
    });
    el("li", "row top wrap").child(words).child(mark).maybe(remove)
}

fn deleted() -> Fields {
    Fields::from([(DELETED.to_owned(), true.into())])
}

/// A deadline of one's own: what, by when, to whom.
fn own(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let typed = |name: &'static str| ui.memory.with(|kept| kept.here.typed(name).unwrap_or_default().to_owned());
    let saves = |name: &'static str| {
        let memory = ui.memory.clone();
        Callback::from(move |text: String| memory.change(|kept| kept.here.write(name, text)))
    };
    let text = |name: &'static str, label: &'static str| {
        let value = typed(name).into();
        let one = Field {
            id: name.into(),
            label: label.into(),
            hint: "".into(),
            value,
            problem: None,
            keyboard: Keyboard::Text,
        };
        field(one, saves(name))
    };
    let village = own_village(&ui.app.journal);
    let at = wall(&typed("own-when"));
    let fields = at.and_then(|at| OwnDeadline::fields(village, &typed("own-what"), &typed("own-to"), at, ui.now()));
    let add = fields.map(|fields| {
        let record = entropy::record();
        let action = Action::Save { kind: kind(DEADLINE), record, fields };
        button(
            Tone::Main,
            Some(Icon::Plus),
            due::ADD.text(lang),
            ui.does_and_keeps(action, |kept| kept.here.typed.clear()),
        )
    });
    el("details", "fold").child(el("summary", "").text(due::OWN.text(lang))).child(
        el("div", "card stack")
            .child(text("own-what", due::OWN_WHAT.text(lang)))
            .child(when("own-when", due::OWN_WHEN.text(lang), Clock::DayTime, typed("own-when"), saves("own-when")))
            .child(text("own-to", due::OWN_TO.text(lang)))
            .maybe(add),
    )
}

fn stages(ui: &Ui<'_>, campaign: &Campaign, days: &Calendar) -> El {
    let (lang, today) = (ui.lang, ui.now().day());
    let row = |stage: &Stage| {
        let deadline = stage.deadline.map(|deadline| match deadline {
            Deadline::At(at) => due::AT.text(lang, [&format::moment(at, today.into(), lang)]),
            Deadline::Weekly(day, time) => due::EVERY_WEEK
                .text(lang, [format::weekday(day, lang), &time.to_string().chars().take(5).collect::<String>()]),
        });
        let when = span(stage, today, lang);
        let when = deadline.map_or_else(|| when.clone(), |deadline| format!("{when} · {deadline}"));
        let what =
            (!stage.what.is_empty()).then(|| el("span", "small muted block").text(stage.what.get(lang).to_owned()));
        let words = el("span", "grow")
            .child(el("b", "block").text(stage.label.get(lang).to_owned()))
            .child(el("span", "small block").text(when))
            .child(el("span", "small muted block").text(state(days, stage, today, lang)))
            .maybe(what);
        (stage.name.clone(), el("li", "row top").child(words))
    };
    el("section", "stack near")
        .child(el("h2", "").text(due::STAGES.text(lang)))
        .child(el("ul", "rows").list(campaign.stages.iter().map(row)))
}

fn span(stage: &Stage, today: NaiveDate, lang: Lang) -> String {
    let day = |day: NaiveDate| format::day(day, today, lang);
    match (stage.start, stage.end) {
        (Some(start), Some(end)) => due::SPAN.text(lang, [&day(start), &day(end)]),
        (Some(start), None) => due::FROM_DAY.text(lang, [&day(start)]),
        (None, Some(end)) => due::UP_TO.text(lang, [&day(end)]),
        (None, None) => due::NO_DATES.text(lang).to_owned(),
    }
}

/// Whether a stage has begun, and what is left of it in natural and in working days, today included.
fn state(days: &Calendar, stage: &Stage, today: NaiveDate, lang: Lang) -> String {
    if let Some(start) = stage.start.filter(|start| *start > today) {
        return due::NOT_BEGUN.text(lang, [&(start - today).num_days().to_string()]);
    }
    match stage.end {
        Some(end) if end < today => due::ENDED.text(lang).to_owned(),
        Some(end) => {
            let working = days.working_days_left(today, end);
            due::RUNNING.text(lang, [&days_left(today, end).to_string(), &working.to_string()])
        }
        None => String::new(),
    }
}

/// The calendar file, made and handed out with one tap.
fn export(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let (season, journal, now) = (ui.app.season(), &ui.app.journal, ui.now());
    let text = season.map(|season| ical(&season.campaign, &OwnDeadline::all(journal), now, lang)).unwrap_or_default();
    let give = Callback::from(move |_| {
        let text = text.clone();
        spawn_local(async move { files::give("nuandong.ics", "text/calendar", &text).await });
    });
    el("section", "card stack near")
        .child(el("p", "").text(due::EXPORT_TEXT.text(lang)))
        .child(el("p", "line-up").child(button(Tone::Plain, Some(Icon::Out), due::EXPORT.text(lang), give)))
}

/// The days by which working days are counted. Those of the workbook stand; one's own can be added and taken back.
fn holidays(ui: &Ui<'_>, days: &Calendar) -> El {
    let (lang, today) = (ui.lang, ui.now().day());
    let row = |(day, off, label): (NaiveDate, bool, &crate::campaign::Text)| {
        let word = if off { due::OFF } else { due::WORKED };
        let weekday = format::weekday(chrono::Datelike::weekday(&day), lang);
        let name = el("span", "grow").text(label.get(lang).to_owned());
        let tag = el("span", if off { "tag" } else { "tag ember" }).text(word.text(lang));
        let record = OwnHoliday::record_id(day);
        let known = ui.app.journal.record(&OwnHoliday::kind(), &record).is_some_and(|record| !record.is_deleted());
        let remove = known.then(|| {
            let action = Action::Change { kind: OwnHoliday::kind(), record, fields: deleted(), told: Told::Deleted };
            icon_button(Icon::Bin, due::DELETE.text(lang, [&day.to_string()]), ui.does(action))
        });
        let date = el("span", "num").text(format!("{day} {weekday}"));
        (day.to_string(), el("li", "row").child(date).child(name).child(tag).maybe(remove))
    };
    // What lies behind is of no use to anybody who counts ahead.
    let ahead = days.all().filter(|(day, ..)| *day >= today);
    el("details", "fold").child(el("summary", "").text(due::HOLIDAYS.text(lang))).child(
        el("div", "stack")
            .child(el("p", "small muted").text(due::HOLIDAYS_TEXT.text(lang)))
            .child(el("ul", "rows").list(ahead.map(row)))
            .child(add_day(ui)),
    )
}

/// One more day that is off or worked.
fn add_day(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let (typed, off) = ui.memory.with(|kept| {
        let typed = |name| kept.here.typed(name).unwrap_or_default().to_owned();
        ([typed("day"), typed("day-name")], kept.here.pick == 0)
    });
    let [day, name] = typed;
    let saves = |name: &'static str| {
        let memory = ui.memory.clone();
        Callback::from(move |text: String| memory.change(|kept| kept.here.write(name, text)))
    };
    let kinds = [(0, due::OFF), (1, due::WORKED)].map(|(at, word)| {
        let click = ui.keeps(move |kept| kept.here.pick = at);
        let chip = el("button", "chip").attr("type", "button").either("aria-pressed", off == (at == 0));
        (word.en, chip.text(word.text(lang)).click(click))
    });
    let called = Field {
        id: "day-name".into(),
        label: due::DAY_NAME.text(lang).into(),
        hint: due::DAY_NAME_HINT.text(lang).into(),
        value: name.clone().into(),
        problem: None,
        keyboard: Keyboard::Text,
    };
    let add = day.parse().ok().map(|day| {
        let own = OwnHoliday { day, off, name };
        let action = Action::Change {
            kind: OwnHoliday::kind(),
            record: OwnHoliday::record_id(day),
            fields: own.fields(),
            told: Told::Noted,
        };
        let click = ui.does_and_keeps(action, |kept| kept.here.typed.clear());
        button(Tone::Main, Some(Icon::Plus), due::ADD_DAY.text(lang), click)
    });
    el("div", "card stack")
        .child(el("b", "").text(due::ADD_DAY.text(lang)))
        .child(when("day", due::DAY.text(lang), Clock::Day, day, saves("day")))
        .child(
            el("div", "chips")
                .attr("role", "group")
                .attr("aria-label", due::DAY_KIND.text(lang))
                .list(kinds.into_iter()),
        )
        .child(field(called, saves("day-name")))
        .maybe(add)
}

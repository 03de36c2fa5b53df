//! The sheet of one household: call, log what came of it, or put it off with a reason.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use yew::Html;

use crate::app::{Action, Route, Told};
use crate::campaign::Method;
use crate::journal::Kind;
use crate::plan::{Board, Contact, MISSED, PutOff, REACHED};
use crate::register::Household;
use crate::text::words::{Word, today};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::memory::Visiting;
use crate::ui::page::Ui;
use crate::ui::pages::household::way_to;
use crate::ui::parts::{Shape, Tone, button, dialog, link};
use crate::web::entropy;

/// The reasons that are offered.
const REASONS: [Word; 5] = [today::AWAY, today::NOT_HOME, today::ARRANGED, today::ROAD, today::OTHER];

/// The days until which a household may be put off.
const UNTIL: [Word; 3] = [today::TOMORROW, today::DAY_AFTER, today::NEXT_WEEK];

/// How many days back a contact can be entered with one tap.
const BACK: u32 = 4;

/// Draws it; nothing where the household is gone.
pub fn sheet(ui: &Ui<'_>, board: &Board, sheet: &Visiting) -> Html {
    let lang = ui.lang;
    let Some(subject) = board.today.subject(&sheet.household) else { return Html::default() };
    let home = &subject.home;
    let body =
        el("div", "stack").child(ways(ui, subject)).child(log(ui, board, sheet)).child(not_today(ui, board, sheet));
    let close = {
        let memory = ui.memory.clone();
        yew::Callback::from(move |()| memory.change(|kept| kept.here.visiting = None))
    };
    let group = super::group_of(board, subject, lang);
    dialog(lang, format!("{} · {group}", home.head), Shape::Sheet, close, body, None)
}

fn ways(ui: &Ui<'_>, subject: &crate::plan::Subject) -> El {
    let (lang, home) = (ui.lang, &subject.home);
    let call = (!home.phone.is_empty()).then(|| {
        link(
            Tone::Plain,
            Some(Icon::Phone),
            today::CALL_NUMBER.text(lang, [&home.phone]),
            format!("tel:{}", home.phone),
        )
    });
    let id = crate::journal::RecordId::from(home.id.as_str());
    let record = ui.app.journal.record(&Kind::Household, &id);
    let way = record.and_then(|record| way_to(ui, &Household::of(&record)));
    let ways = el("div", "line-up ways")
        .maybe(call)
        .child(link(Tone::Plain, Some(Icon::Pen), today::VISIT.text(lang), Route::Visit(id.clone(), None).hash()))
        .child(link(Tone::Quiet, Some(Icon::House), today::OPEN.text(lang), Route::Household(id).hash()));
    el("div", "stack near").child(ways).maybe(way)
}

/// What came of a contact, and on which day it was.
fn log(ui: &Ui<'_>, board: &Board, sheet: &Visiting) -> El {
    let (lang, now) = (ui.lang, ui.now());
    let days = (0..=BACK).filter_map(|ago| {
        let day = now.day().checked_sub_days(Days::new(u64::from(ago)))?;
        let on = ago == sheet.ago;
        let click = ui.keeps(move |kept| {
            if let Some(sheet) = &mut kept.here.visiting {
                sheet.ago = ago;
            }
        });
        Some((ago.to_string(), option(on, format::day(day, now.day(), lang), click)))
    });
    let ways: [(Word, Icon, Method, &str, Told); 4] = [
        (today::REACHED, Icon::Phone, Method::Phone, REACHED, Told::Called(true)),
        (today::MISSED, Icon::Close, Method::Phone, MISSED, Told::Called(false)),
        (today::MET, Icon::Person, Method::Meet, "", Told::Contacted),
        (today::WAS_THERE, Icon::House, Method::Visit, "", Told::Contacted),
    ];
    let buttons = ways.into_iter().map(|(word, icon, how, outcome, told)| {
        let act = contact(ui, board, sheet, how, outcome, told);
        let click = ui.does_and_keeps(act, |kept| kept.here.visiting = None);
        (word.en, button(Tone::Plain, Some(icon), word.text(lang), click))
    });
    let late = (sheet.ago > 0).then(|| el("p", "hint").text(today::LATE.text(lang)));
    el("section", "stack near")
        .child(el("h3", "label").text(today::LOG.text(lang)))
        .child(el("div", "chips").attr("role", "group").attr("aria-label", today::WHEN.text(lang)).list(days))
        .maybe(late)
        .child(el("div", "outcomes").list(buttons))
}

/// The saving of a contact. One of an earlier day is put at this time of that day, and says when it was entered.
fn contact(ui: &Ui<'_>, board: &Board, sheet: &Visiting, how: Method, outcome: &str, told: Told) -> Action {
    let now = ui.now();
    let earlier = now.day().checked_sub_days(Days::new(u64::from(sheet.ago)));
    let wall = earlier.map(|day| NaiveDateTime::new(day, now.wall().time()));
    let when = wall.and_then(|wall| now.on(wall)).unwrap_or(now);
    let mut fields = Contact::fields(&sheet.household, how, when, now, &ui.app.settings.author, outcome);
    if let Some(given) = board.today.signals().iter().filter(|given| given.stands(when)).max_by_key(|given| given.from)
    {
        fields.insert("weather".to_owned(), given.signal.as_str().into());
    }
    Action::Change { kind: Kind::Contact, record: entropy::record(), fields, told }
}

/// Putting it off: for a reason that somebody picks, until a day.
fn not_today(ui: &Ui<'_>, board: &Board, sheet: &Visiting) -> El {
    let (lang, today) = (ui.lang, ui.now().day());
    let options = |words: &'static [Word], chosen: Option<usize>, set: fn(&mut Visiting, usize)| {
        let one = move |(at, word): (usize, &Word)| {
            let click = ui.keeps(move |kept| {
                if let Some(sheet) = &mut kept.here.visiting {
                    set(sheet, at);
                }
            });
            (word.en, option(chosen == Some(at), word.text(lang).to_owned(), click))
        };
        el("div", "chips").list(words.iter().enumerate().map(one))
    };
    let reasons = options(&REASONS, sheet.reason, |sheet, at| sheet.reason = Some(at));
    let until = options(&UNTIL, Some(sheet.until), |sheet, at| sheet.until = at);
    let put_off = PutOff {
        until: until_day(today, sheet.until),
        reason: sheet.reason.and_then(|at| REASONS.get(at)).map_or("", |word| word.text(lang)).to_owned(),
    };
    let stays = board.today.score(&sheet.household).is_some_and(|score| score.must);
    let action = Action::Change {
        kind: PutOff::kind(),
        record: PutOff::record_id(&sheet.household),
        fields: put_off.fields(&sheet.household),
        told: if stays { Told::PutOffStays } else { Told::PutOff(true) },
    };
    let click = ui.does_and_keeps(action, |kept| kept.here.visiting = None);
    el("section", "stack near")
        .child(el("h3", "label").text(today::PUT_OFF.text(lang)))
        .child(reasons.attr("role", "group").attr("aria-label", today::WHY.text(lang)))
        .maybe(sheet.reason.is_none().then(|| el("p", "hint").text(today::WHY_FIRST.text(lang))))
        .child(until.attr("role", "group").attr("aria-label", today::UNTIL.text(lang)))
        .child(
            button(Tone::Plain, Some(Icon::Clock), today::PUT_OFF_NOW.text(lang), click)
                .flag("disabled", sheet.reason.is_none()),
        )
}

fn option(on: bool, word: String, click: yew::Callback<web_sys::MouseEvent>) -> El {
    el("button", "chip").attr("type", "button").either("aria-pressed", on).text(word).click(click)
}

fn until_day(today: NaiveDate, place: usize) -> NaiveDate {
    let days = match place {
        0 => 1,
        1 => 2,
        _ => 7 - today.weekday().num_days_from_monday(),
    };
    today.checked_add_days(Days::new(u64::from(days))).unwrap_or(today)
}

/// Takes the putting off of a household back.
pub fn back(household: &str) -> Action {
    Action::Change {
        kind: PutOff::kind(),
        record: PutOff::record_id(household),
        fields: PutOff::taken_back(),
        told: Told::PutOff(false),
    }
}

/// The text of a picker as a time on the wall.
pub fn wall(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T').unwrap_or((text, "00:00"));
    let (hour, minute) = time.get(..5)?.split_once(':')?;
    Some(NaiveDateTime::new(day.parse().ok()?, NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?))
}

//! Changing a household by hand, or adding one. Every field saves itself.

mod member;
mod same;

use yew::Callback;

use crate::app::{Action, Route, Told};
use crate::journal::{Journal, Kind, RecordId};
use crate::register::{Category, Household as Home};
use crate::text::words::{Word, household};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::form::located;
use crate::ui::icon::Icon;
use crate::ui::memory::Sheet;
use crate::ui::page::{Page, Ui};
use crate::ui::pages::region;
use crate::ui::parts::{Choice, Field, Keyboard, Tone, button, choice, field};
use crate::web::host::Host;

/// A change to the household, and what is said of it where one tap made it and one tap can take it back.
type Change = (Box<dyn FnOnce(&mut Home)>, Option<Told>);

/// The form of a household's own facts. One that is not there yet is made by its first field.
#[inline(never)]
pub fn page(ui: &Ui<'_>, id: &RecordId) -> Page {
    let lang = ui.lang;
    let stored = read(&ui.app.journal, id);
    let there = stored.is_some();
    let home = stored.unwrap_or_default();
    let change = {
        let (host, id) = (ui.host.clone(), id.clone());
        Callback::from(move |change: Change| save(&host, &id, change))
    };
    let back = if there { Route::Household(id.clone()) } else { Route::Households };
    let (likely, mut dialog) = same::told(ui, id, &back);
    if ui.memory.with(|kept| kept.here.sheet == Some(Sheet::Village)) {
        dialog = region::ask(ui, &back);
    }
    let done = button(Tone::Main, Some(Icon::Check), household::DONE.text(lang), same::leave(ui, id, back.clone()));
    let body = el("div", "stack")
        .child(own(&home, &KNOWN_BY, &change, lang))
        .child(el("div", "").attr("aria-live", "polite").maybe(likely))
        .child(own(&home, &OWN, &change, lang))
        .child(position(&home, &change, lang))
        .child(categories(&home, &change, lang))
        .child(member::members(ui, &home, &change))
        .maybe(there.then(|| moved(&change, home.gone, lang)));
    let title = if home.head.is_empty() { household::NEW.text(lang).to_owned() } else { home.head };
    Page { foot: Some(done), dialog, ..Page::new(title, body).back(back) }
}

/// The household of this identity as it is stored.
fn read(journal: &Journal, id: &RecordId) -> Option<Home> {
    journal.record(&Kind::Household, id).filter(|record| !record.is_deleted()).map(|record| Home::of(&record))
}

/// Saves what a change really changes, on what is stored at that moment.
fn save(app: &Host, id: &RecordId, (change, told): Change) {
    let fields = app.read(|app| {
        let stored = read(&app.journal, id);
        let before = stored.clone().unwrap_or_default();
        let mut after = before.clone();
        if stored.is_none() {
            after.village = app.journal.records(&Kind::Region).map(|record| record.id().clone()).next();
        }
        change(&mut after);
        after.changes(&before)
    });
    if !fields.is_empty() {
        let (kind, record) = (Kind::Household, id.clone());
        app.act(match told {
            Some(told) => Action::Change { kind, record, fields, told },
            None => Action::Save { kind, record, fields },
        });
    }
}

/// A field of the household: its id, label, hint and keyboard, and how it is read and set.
struct Fact {
    id: &'static str,
    label: Word,
    hint: Option<Word>,
    keyboard: Keyboard,
    get: fn(&Home) -> String,
    set: fn(&mut Home, String),
}

/// A field that is text.
macro_rules! text {
    ($field:ident, $label:ident, $hint:expr, $keyboard:ident) => {
        Fact {
            id: stringify!($field),
            label: household::$label,
            hint: $hint,
            keyboard: Keyboard::$keyboard,
            get: |home| home.$field.clone(),
            set: |home, text| home.$field = text,
        }
    };
}

/// What tells a household from the others; right below stands which it is likely the same as.
static KNOWN_BY: [Fact; 3] = [
    text!(head, HEAD, None, Text),
    text!(group, GROUP, Some(household::GROUP_HINT), Text),
    text!(phone, PHONE, None, Phone),
];

static OWN: [Fact; 5] = [
    Fact {
        id: "size",
        label: household::SIZE,
        hint: None,
        keyboard: Keyboard::Digits,
        get: |home| home.size.map(|size| size.to_string()).unwrap_or_default(),
        set: |home, text| home.size = text.trim().parse().ok(),
    },
    text!(address, ADDRESS, None, Text),
    text!(residence, RESIDENCE, Some(household::RESIDENCE_HINT), Text),
    text!(account, ACCOUNT, Some(household::ACCOUNT_HINT), Digits),
    text!(note, NOTE, None, Text),
];

fn own(home: &Home, facts: &'static [Fact], change: &Callback<Change>, lang: Lang) -> El {
    el("div", "stack").list(facts.iter().map(|Fact { id, label, hint, keyboard, get, set }| {
        let change = change.clone();
        let onsave = Callback::from(move |text: String| change.emit((Box::new(move |home| set(home, text)), None)));
        let shown = Field {
            id: (*id).into(),
            label: label.text(lang).into(),
            hint: hint.map_or("", |hint| hint.text(lang)).into(),
            value: get(home).into(),
            problem: None,
            keyboard: *keyboard,
        };
        (*id, field(shown, onsave))
    }))
}

/// Where the house is: taken with one tap at the door, or typed.
fn position(home: &Home, change: &Callback<Change>, lang: Lang) -> El {
    let change = change.clone();
    let answer = Callback::from(move |text: String| change.emit((Box::new(move |home| home.position = text), None)));
    el("div", "field")
        .child(el("span", "label").text(household::POSITION.text(lang)))
        .child(el("span", "hint").text(household::POSITION_HINT.text(lang)))
        .html(located("position", home.position.clone(), answer, lang))
}

fn categories(home: &Home, change: &Callback<Change>, lang: Lang) -> El {
    let choices = Category::ALL.into_iter().map(|category| {
        let code = category.code();
        let on = home.categories.iter().any(|known| known == code);
        let change = change.clone();
        let onpick =
            Callback::from(move |()| change.emit((Box::new(move |home| toggle(&mut home.categories, code)), None)));
        let label = category.say(lang).into();
        let shown = Choice {
            many: true,
            name: "categories".into(),
            value: code.into(),
            label,
            state: on.into(),
            readonly: false,
        };
        (code, choice(shown, onpick))
    });
    el("fieldset", "field")
        .child(el("legend", "").text(household::CATEGORIES.text(lang)))
        .child(el("div", "choices").list(choices))
}

fn toggle(categories: &mut Vec<String>, code: &str) {
    let before = categories.len();
    categories.retain(|known| known != code);
    if categories.len() == before {
        categories.push(code.to_owned());
    }
}

/// Takes a household that moved away out of every count.
fn moved(change: &Callback<Change>, gone: bool, lang: Lang) -> El {
    let change = change.clone();
    let onpick =
        Callback::from(move |()| change.emit((Box::new(move |home| home.gone = !gone), Some(Told::Moved(!gone)))));
    let label = household::MOVED.text(lang).into();
    let shown =
        Choice { many: true, name: "gone".into(), value: "gone".into(), label, state: gone.into(), readonly: false };
    el("div", "choices tall").child(choice(shown, onpick))
}

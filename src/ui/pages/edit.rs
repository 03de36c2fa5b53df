//! Changing a household by hand, or adding one. Every field saves itself.

use yew::{AttrValue, Callback};

use crate::app::{Action, Route, Told};
use crate::journal::{Journal, Kind, RecordId};
use crate::register::{Category, Household as Home, Person, ResidentId};
use crate::text::words::{Word, household};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::form::located;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Field, Keyboard, Tone, button, choice, field, link, notice};
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
    let same = ui.memory.with(|kept| {
        let alike = kept.search(ui.app).1.alike(id, &home);
        alike.first().map(|same| (RecordId::from(same.item.record()), same.item.head().to_owned(), same.why))
    });
    let same = same.map(|(record, head, why)| {
        let see = link(Tone::Plain, None, household::SEE.text(lang), Route::Household(record).hash());
        notice("card warn line-up", Icon::Triangle, household::SAME.text(lang, [&head, &why.say(lang)]), Some(see))
    });
    let back = if there { Route::Household(id.clone()) } else { Route::Households };
    let done = link(Tone::Main, Some(Icon::Check), household::DONE.text(lang), back.hash());
    let body = el("div", "stack")
        .child(own(&home, &change, lang))
        .child(el("div", "").attr("aria-live", "polite").maybe(same))
        .child(position(&home, &change, lang))
        .child(categories(&home, &change, lang))
        .child(members(ui, &home, &change))
        .maybe(there.then(|| moved(&change, home.gone, lang)));
    let title = if home.head.is_empty() { household::NEW.text(lang).to_owned() } else { home.head };
    Page { foot: Some(done), ..Page::new(title, body).back(back) }
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
            after.village = app.journal.ids(&Kind::Region).next().cloned();
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

const OWN: [Fact; 8] = [
    text!(head, HEAD, None, Text),
    text!(group, GROUP, Some(household::GROUP_HINT), Text),
    text!(phone, PHONE, None, Phone),
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

fn own(home: &Home, change: &Callback<Change>, lang: Lang) -> El {
    el("div", "stack").list(OWN.into_iter().map(|Fact { id, label, hint, keyboard, get, set }| {
        let change = change.clone();
        let onsave = Callback::from(move |text: String| change.emit((Box::new(move |home| set(home, text)), None)));
        let shown = Field {
            id: id.into(),
            label: label.text(lang).into(),
            hint: hint.map_or("", |hint| hint.text(lang)).into(),
            value: get(home).into(),
            problem: None,
            keyboard,
        };
        (id, field(shown, onsave))
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

/// The members, and one more that is there from its first key on.
fn members(ui: &Ui<'_>, home: &Home, change: &Callback<Change>) -> El {
    let lang = ui.lang;
    let new = ui.memory.with(|kept| kept.here.new.clone()).filter(|id| !home.members.contains_key(id));
    let nobody = Person::default();
    let all = home
        .members
        .iter()
        .map(|(id, person)| (id.as_str(), person))
        .chain(new.iter().map(|id| (id.as_str(), &nobody)));
    let add = || {
        let click = ui.keeps(|kept| kept.here.new = Some(crate::web::entropy::record().0));
        button(Tone::Plain, Some(Icon::Plus), household::ADD_MEMBER.text(lang), click)
    };
    el("section", "stack")
        .child(el("h2", "").text(household::MEMBERS.text(lang)))
        .list(all.map(|(id, person)| (id, member(ui, id, person, change))))
        .maybe(new.is_none().then(add))
}

/// What is known of a member: the id of the field, its label and keyboard, and how it is read and set.
type Part = (&'static str, Word, Keyboard, fn(&Person) -> &str, fn(&mut Person, String));

const PARTS: [Part; 4] = [
    ("name", household::NAME, Keyboard::Text, |person| &person.name, |person, text| person.name = text),
    (
        "id",
        household::ID_NUMBER,
        Keyboard::Text,
        |person| &person.id_number,
        |person, text| person.id_number = normal(text),
    ),
    ("relation", household::RELATION, Keyboard::Text, |person| &person.relation, |person, text| person.relation = text),
    ("phone", household::PHONE, Keyboard::Phone, |person| &person.phone, |person, text| person.phone = text),
];

fn member(ui: &Ui<'_>, id: &str, person: &Person, change: &Callback<Change>) -> El {
    let lang = ui.lang;
    let fields = PARTS.into_iter().map(|(part, label, keyboard, get, set)| {
        let (member, change) = (id.to_owned(), change.clone());
        let onsave = Callback::from(move |text: String| {
            let member = member.clone();
            change.emit((Box::new(move |home| set(home.members.entry(member).or_default(), text)), None));
        });
        let shown = Field {
            id: format!("{part}-{id}").into(),
            label: label.text(lang).into(),
            hint: AttrValue::default(),
            value: get(person).to_owned().into(),
            problem: (part == "id").then(|| id_problem(&person.id_number, lang)).flatten(),
            keyboard,
        };
        (part, field(shown, onsave))
    });
    let remove = {
        let (id, name, change, memory) = (id.to_owned(), person.name.clone(), change.clone(), ui.memory.clone());
        Callback::from(move |_| {
            let id = id.clone();
            memory.change(|kept| kept.here.new = None);
            let told = Told::MemberRemoved(name.clone());
            change.emit((Box::new(move |home| drop(home.members.remove(&id))), Some(told)));
        })
    };
    let remove = button(Tone::Quiet, Some(Icon::Bin), household::REMOVE_MEMBER.text(lang, [&person.name]), remove);
    el("div", "card stack").list(fields).child(remove)
}

/// A valid ID number in its normal form; anything else as it was typed.
fn normal(text: String) -> String {
    ResidentId::read(&text).map_or(text, |read| read.id.as_str().to_owned())
}

/// What is wrong with an ID number. It warns and never blocks.
fn id_problem(text: &str, lang: Lang) -> Option<AttrValue> {
    if text.is_empty() { None } else { ResidentId::read(text).err().map(|problem| problem.say(lang).into()) }
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

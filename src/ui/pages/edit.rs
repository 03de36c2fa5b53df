//! Changing a household by hand, or adding one. Every field saves itself.

use yew::prelude::*;

use crate::app::{Action, Route};
use crate::journal::{Journal, Kind, RecordId};
use crate::register::{Category, Household as Home, Person, ResidentId};
use crate::text::words::{Word, household};
use crate::text::{Lang, Say};
use crate::ui::icon::Icon;
use crate::ui::memory::use_village;
use crate::ui::page::Page;
use crate::ui::parts::{Keyboard, TextField, Tone, button, choice, link, notice};
use crate::ui::root::use_lang;
use crate::web::host::{Host, use_app, use_part};

/// What an [`Edit`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// Which household; one that is not there yet is made by its first field.
    pub id: RecordId,
}

/// A change to the household.
type Change = Box<dyn FnOnce(&mut Home)>;

/// The form of a household's own facts.
#[component]
pub fn Edit(props: &EditProps) -> Html {
    let lang = use_lang();
    let app = use_app();
    let village = use_village();
    let version = use_part(|app| app.journal_version);
    let stored = use_memo((props.id.clone(), version), |(id, _)| app.read(|app| read(&app.journal, id)));
    let home = (*stored).clone().unwrap_or_default();
    let change = {
        let (app, id) = (app.clone(), props.id.clone());
        Callback::from(move |change: Change| save(&app, &id, change))
    };
    let same =
        village.entries.iter().find(|other| other.id != props.id.0 && !home.head.is_empty() && other.is_like(&home));
    let new = use_state(|| None::<String>);
    let title = if home.head.is_empty() { household::NEW.text(lang).to_owned() } else { home.head.clone() };
    let back = if stored.is_some() { Route::Household(props.id.clone()) } else { Route::Households };
    let foot = link(Tone::Main, Some(Icon::Check), household::DONE.text(lang), back.hash());
    html! {
        <Page {title} {back} {foot}>
            <div class="stack">
                { own(&home, &change, lang) }
                if let Some(same) = same {
                    { notice("warn", Icon::Triangle, household::SAME.text(lang, [&same.head]), link(Tone::Plain, None, household::EDIT.text(lang), Route::Household(same.into()).hash())) }
                }
                { categories(&home, &change, lang) }
                { members(&home, &new, &change, lang) }
                if stored.is_some() { { moved(&change, home.gone, lang) } }
            </div>
        </Page>
    }
}

/// The household of this identity as it is stored.
fn read(journal: &Journal, id: &RecordId) -> Option<Home> {
    journal.record(&Kind::Household, id).filter(|record| !record.is_deleted()).map(|record| Home::of(&record))
}

/// Saves what a change really changes, on what is stored at that moment.
fn save(app: &Host, id: &RecordId, change: Change) {
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
        app.act(Action::Save { kind: Kind::Household, record: id.clone(), fields });
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

const OWN: [Fact; 7] = [
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
    text!(note, NOTE, None, Text),
];

fn own(home: &Home, change: &Callback<Change>, lang: Lang) -> Html {
    html! {
        for Fact { id, label, hint, keyboard, get, set } in OWN {
            <TextField key={id} {id} label={label.text(lang)} hint={hint.map(|hint| AttrValue::from(hint.text(lang)))} value={get(home)} {keyboard}
                onsave={
                    let change = change.clone();
                    Callback::from(move |text: String| change.emit(Box::new(move |home| set(home, text))))
                } />
        }
    }
}

fn categories(home: &Home, change: &Callback<Change>, lang: Lang) -> Html {
    html! {
        <fieldset class="field">
            <legend>{ household::CATEGORIES.text(lang) }</legend>
            <div class="choices">
                { for Category::ALL.iter().map(|category| {
                    let code = category.code();
                    let on = home.categories.iter().any(|known| known == code);
                    let change = change.clone();
                    let onpick = Callback::from(move |()| change.emit(Box::new(move |home| {
                        if on { home.categories.retain(|known| known != code); } else { home.categories.push(code.to_owned()); }
                    })));
                    choice(true, "categories", code, category.say(lang), on, &onpick)
                }) }
            </div>
        </fieldset>
    }
}

/// The members, and one more that is there from the first key on.
fn members(home: &Home, new: &UseStateHandle<Option<String>>, change: &Callback<Change>, lang: Lang) -> Html {
    let waiting = (**new).clone().filter(|id| !home.members.contains_key(id));
    let add = {
        let new = new.clone();
        Callback::from(move |_: MouseEvent| new.set(Some(crate::web::entropy::record().0)))
    };
    let drop = {
        let new = new.clone();
        Callback::from(move |()| new.set(None))
    };
    html! {
        <section class="stack">
            <h2>{ household::MEMBERS.text(lang) }</h2>
            { for home.members.iter().map(|(id, person)| member(id, person, change, &drop, lang)) }
            { for waiting.iter().map(|id| member(id, &Person::default(), change, &drop, lang)) }
            if waiting.is_none() { { button(Tone::Plain, Some(Icon::Plus), household::ADD_MEMBER.text(lang), add) } }
        </section>
    }
}

fn member(id: &str, person: &Person, change: &Callback<Change>, drop: &Callback<()>, lang: Lang) -> Html {
    type Set = fn(&mut Person, String);
    let fields: [(&str, Word, &str, Keyboard, Set); 4] = [
        ("name", household::NAME, &person.name, Keyboard::Text, |person, text| person.name = text),
        ("id", household::ID_NUMBER, &person.id_number, Keyboard::Text, |person, text| person.id_number = normal(text)),
        ("relation", household::RELATION, &person.relation, Keyboard::Text, |person, text| person.relation = text),
        ("phone", household::PHONE, &person.phone, Keyboard::Phone, |person, text| person.phone = text),
    ];
    let remove = {
        let (id, change, drop) = (id.to_owned(), change.clone(), drop.clone());
        Callback::from(move |_: MouseEvent| {
            let id = id.clone();
            drop.emit(());
            change.emit(Box::new(move |home| drop_member(home, &id)));
        })
    };
    html! {
        <div key={id.to_owned()} class="card stack">
            { for fields.into_iter().map(|(part, label, value, keyboard, set)| {
                let (member, change) = (id.to_owned(), change.clone());
                let onsave = Callback::from(move |text: String| {
                    let member = member.clone();
                    change.emit(Box::new(move |home| set(home.members.entry(member).or_default(), text)));
                });
                let problem = (part == "id").then(|| id_problem(value, lang)).flatten();
                html! { <TextField key={part} id={format!("{part}-{id}")} label={label.text(lang)} value={value.to_owned()} {problem} {keyboard} {onsave} /> }
            }) }
            { button(Tone::Quiet, Some(Icon::Bin), household::REMOVE_MEMBER.text(lang, [&person.name]), remove) }
        </div>
    }
}

fn drop_member(home: &mut Home, id: &str) {
    home.members.remove(id);
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
fn moved(change: &Callback<Change>, gone: bool, lang: Lang) -> Html {
    let change = change.clone();
    let onpick = Callback::from(move |()| change.emit(Box::new(move |home| home.gone = !gone)));
    html! { <div class="choices tall">{ choice(true, "gone", "gone", household::MOVED.text(lang), gone, &onpick) }</div> }
}

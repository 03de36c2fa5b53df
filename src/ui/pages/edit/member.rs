//! The members of a household.

use yew::{AttrValue, Callback};

use super::Change;
use crate::app::Told;
use crate::register::{Household as Home, Person, ResidentId, Sex, person, relation};
use crate::text::words::{Word, household};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Choice, Field, Keyboard, Tone, button, chip, choice, field, suggested};

/// The members, and one more that is there from its first key on.
pub fn members(ui: &Ui<'_>, home: &Home, change: &Callback<Change>) -> El {
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
        .child(
            el("datalist", "")
                .attr("id", RELATIONS)
                .list(relation::suggestions().map(|word| (word, el("option", "").attr("value", word)))),
        )
        .maybe(new.is_none().then(add))
}

/// The list of relations that all members' fields offer.
const RELATIONS: &str = "relations";

/// The relations that most members have, one tap each; the words that are kept, and their names in English.
const USUAL: [Word; 9] = [
    household::AS_HEAD,
    household::SPOUSE,
    household::SON,
    household::DAUGHTER,
    household::FATHER,
    household::MOTHER,
    household::IN_LAW,
    household::GRANDSON,
    household::GRANDDAUGHTER,
];

fn usual(person: &Person, onsave: &Callback<String>, lang: Lang) -> El {
    let chips = USUAL.into_iter().map(|word| {
        let onsave = onsave.clone();
        let click = Callback::from(move |_| onsave.emit(word.zh_hans.to_owned()));
        (word.en, chip(person.relation == word.zh_hans, word.text(lang), "", click))
    });
    el("div", "chips").list(chips)
}

/// Sex and birth as the household tells them, while no valid ID number does.
fn told(id: &str, person: &Person, change: &Callback<Change>, lang: Lang) -> El {
    let save = |set: fn(&mut Person, String)| {
        let (member, change) = (id.to_owned(), change.clone());
        Callback::from(move |text: String| {
            let member = member.clone();
            change.emit((Box::new(move |home| set(home.members.entry(member).or_default(), text)), None));
        })
    };
    let sexes = [Sex::Male, Sex::Female].into_iter().map(|sex| {
        let onsave = save(|person, text| person.told_sex = text);
        let onpick = Callback::from(move |()| onsave.emit(sex.code().to_owned()));
        let shown = Choice {
            many: false,
            name: format!("sex-{id}").into(),
            value: sex.code().into(),
            label: sex.say(lang).into(),
            state: (person.told_sex == sex.code()).into(),
            readonly: false,
        };
        (sex.code(), choice(shown, onpick))
    });
    let sex = el("fieldset", "field")
        .child(el("legend", "").text(household::SEX.text(lang)))
        .child(el("div", "choices many").list(sexes));
    let typed = &person.told_birth;
    let unread = !typed.is_empty() && person::read_birth(typed).is_none();
    let born = Field {
        id: format!("born-{id}").into(),
        label: household::BORN.text(lang).into(),
        hint: household::BORN_HINT.text(lang).into(),
        value: typed.clone().into(),
        problem: unread.then(|| household::BORN_UNREAD.text(lang).into()),
        keyboard: Keyboard::Digits,
    };
    let onborn = save(|person, text| {
        person.told_birth = person::read_birth(&text).map_or(text, |day| day.to_string());
    });
    el("div", "stack").child(sex).child(field(born, onborn))
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
        let line = match part {
            "relation" => suggested(shown, RELATIONS, onsave.clone()).child(usual(person, &onsave, lang)),
            _ => field(shown, onsave),
        };
        (part, line)
    });
    let told = person.id().is_none().then(|| told(id, person, change, lang));
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
    el("div", "card stack").list(fields).maybe(told).child(remove)
}

/// A valid ID number in its normal form; anything else as it was typed.
fn normal(text: String) -> String {
    ResidentId::read(&text).map_or(text, |read| read.id.as_str().to_owned())
}

/// What is wrong with an ID number. It warns and never blocks.
fn id_problem(text: &str, lang: Lang) -> Option<AttrValue> {
    if text.is_empty() { None } else { ResidentId::read(text).err().map(|problem| problem.say(lang).into()) }
}

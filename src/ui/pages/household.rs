//! One household: what matters on top, one big button, the rest below.

use chrono::NaiveDate;
use yew::AttrValue;

use super::visit;
use crate::app::{Route, local};
use crate::journal::{Kind, RecordId};
use crate::register::{Category, Household as Home, Person, Sex};
use crate::text::words::{Word, household};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, empty, link};

/// The page of a household.
#[inline(never)]
pub fn page(ui: &Ui<'_>, id: &RecordId) -> Page {
    let (app, lang) = (ui.app, ui.lang);
    let record = app.journal.record(&Kind::Household, id).filter(|record| !record.is_deleted());
    let Some(home) = record.map(|record| Home::of(&record)) else {
        let gone = empty(Icon::House, household::GONE.text(lang), "", None);
        return Page::new(household::HEAD.text(lang), gone).back(Route::Households);
    };
    let today = local(app.now, app.zone).date();
    let edit = Route::Edit(id.clone()).hash();
    let end = link(Tone::Quiet, Some(Icon::Pen), household::EDIT.text(lang), edit.clone());
    Page {
        below: below(&home, lang),
        end: Some(end),
        foot: Some(visit::start(ui, id)),
        ..Page::new(home.head.clone(), body(&home, today, &edit, lang)).back(Route::Households)
    }
}

fn body(home: &Home, today: NaiveDate, edit: &str, lang: Lang) -> El {
    let categories: Vec<Category> = home.known_categories().collect();
    let tags = || {
        el("p", "line-up")
            .list(categories.iter().map(|category| (category.code(), el("span", "tag").text(category.say(lang)))))
    };
    el("div", "stack")
        .maybe((!categories.is_empty()).then(tags))
        .child(call(home, lang))
        .child(members(home, today, edit, lang))
        .maybe(details(home, lang))
}

/// Group and size in one line.
fn below(home: &Home, lang: Lang) -> AttrValue {
    let people = household::PEOPLE.text(lang, [&home.people().to_string()]);
    if home.group.is_empty() { people.into() } else { format!("{} · {people}", home.group).into() }
}

/// A button a phone number; a call leaves the application and comes back to this page.
fn call(home: &Home, lang: Lang) -> El {
    let phones = crate::register::Phones::read(&home.phone);
    if phones.numbers.is_empty() {
        return el("p", "muted").text(household::NO_PHONE.text(lang));
    }
    let button = |number: &str| {
        let word = household::CALL.text(lang, [number]);
        el("span", "grow").child(link(Tone::Plain, Some(Icon::Phone), word, format!("tel:{number}")))
    };
    el("p", "line-up").list(phones.numbers.iter().map(|phone| (phone.as_str(), button(phone.as_str()))))
}

fn members(home: &Home, today: NaiveDate, edit: &str, lang: Lang) -> El {
    let section = el("section", "stack near").child(el("h2", "").text(household::MEMBERS.text(lang)));
    if home.members.is_empty() {
        return section.child(el("p", "muted").text(household::NO_MEMBERS.text(lang))).child(link(
            Tone::Plain,
            Some(Icon::Plus),
            household::ADD_MEMBER.text(lang),
            edit.to_owned(),
        ));
    }
    section.child(el("ul", "rows").list(home.members.iter().map(|(id, person)| (id, member(person, today, lang)))))
}

fn member(person: &Person, today: NaiveDate, lang: Lang) -> El {
    let sex = person.sex().map_or("", |sex| match sex {
        Sex::Male => household::MALE.text(lang),
        Sex::Female => household::FEMALE.text(lang),
    });
    let age = person.age(today).map(|age| household::AGE.text(lang, [&age.to_string()])).unwrap_or_default();
    el("li", "row")
        .icon(Icon::Person)
        .child(
            el("span", "grow")
                .text(person.name.clone())
                .child(el("span", "small muted block").text(person.relation.clone())),
        )
        .child(el("span", "small muted num").text(format!("{sex} {age}")))
}

fn details(home: &Home, lang: Lang) -> Option<El> {
    let all =
        [(household::ADDRESS, &home.address), (household::RESIDENCE, &home.residence), (household::NOTE, &home.note)];
    let known: Vec<_> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let fact = |word: Word, text: &str| {
        el("div", "").child(el("dt", "small muted").text(word.text(lang))).child(el("dd", "").text(text.to_owned()))
    };
    let facts = || el("dl", "card stack near").list(known.iter().map(|(word, text)| (word.en, fact(*word, text))));
    (!known.is_empty())
        .then(|| el("section", "stack near").child(el("h2", "").text(household::DETAILS.text(lang))).child(facts()))
}

//! One household: what matters on top, one big button, the rest below.

use chrono::NaiveDate;
use yew::prelude::*;

use crate::app::{Route, local};
use crate::journal::{Kind, RecordId};
use crate::register::{Household as Home, Person, Sex};
use crate::text::words::household;
use crate::text::{Lang, Say};
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::parts::{Tone, empty, link, tag};
use crate::ui::root::use_lang;
use crate::web::host::{use_app, use_part};

/// What a [`Household`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct HouseholdProps {
    /// Which.
    pub id: RecordId,
}

/// The page of a household.
#[component]
pub fn Household(props: &HouseholdProps) -> Html {
    let lang = use_lang();
    let app = use_app();
    let version = use_part(|app| app.journal_version);
    let home = use_memo((props.id.clone(), version), |(id, _)| {
        app.read(|app| {
            app.journal
                .record(&Kind::Household, id)
                .filter(|record| !record.is_deleted())
                .map(|record| Home::of(&record))
        })
    });
    let today = app.read(|app| local(app.now, app.zone).date());
    let Some(home) = &*home else {
        return html! { <Page title={household::HEAD.text(lang)} back={Route::Households}>{ empty(Icon::House, household::GONE.text(lang), "", Html::default()) }</Page> };
    };
    let below = below(home, lang);
    let edit = Route::Edit(props.id.clone()).hash();
    let end = html! { <a class="btn quiet" href={edit.clone()}>{ Icon::Pen.draw() }{ household::EDIT.text(lang) }</a> };
    html! {
        <Page title={home.head.clone()} {below} back={Route::Households} {end}>
            <div class="stack">
                if home.known_categories().next().is_some() {
                    <p class="line-up">{ for home.known_categories().map(|category| html! { <span key={category.code()}>{ tag(category.say(lang)) }</span> }) }</p>
                }
                { call(home, lang) }
                { members(home, today, &edit, lang) }
                { details(home, lang) }
            </div>
        </Page>
    }
}

/// Group and size in one line.
fn below(home: &Home, lang: Lang) -> AttrValue {
    let people = household::PEOPLE.text(lang, [&home.people().to_string()]);
    if home.group.is_empty() { people.into() } else { format!("{} · {people}", home.group).into() }
}

/// A button a phone number; a call leaves the application and comes back to this page.
fn call(home: &Home, lang: Lang) -> Html {
    let phones = crate::register::Phones::read(&home.phone);
    html! {
        if phones.numbers.is_empty() {
            <p class="muted">{ household::NO_PHONE.text(lang) }</p>
        } else {
            <p class="line-up">
                { for phones.numbers.iter().map(|phone| html! {
                    <span key={phone.as_str().to_owned()} class="grow">
                        { link(Tone::Plain, Some(Icon::Phone), household::CALL.text(lang, [phone.as_str()]), format!("tel:{}", phone.as_str())) }
                    </span>
                }) }
            </p>
        }
    }
}

fn members(home: &Home, today: NaiveDate, edit: &str, lang: Lang) -> Html {
    html! {
        <section class="stack near">
            <h2>{ household::MEMBERS.text(lang) }</h2>
            if home.members.is_empty() {
                <p class="muted">{ household::NO_MEMBERS.text(lang) }</p>
                { link(Tone::Plain, Some(Icon::Plus), household::ADD_MEMBER.text(lang), edit.to_owned()) }
            } else {
                <ul class="rows">
                    { for home.members.iter().map(|(id, person)| html! { <li key={id.clone()} class="row">{ member(person, today, lang) }</li> }) }
                </ul>
            }
        </section>
    }
}

fn member(person: &Person, today: NaiveDate, lang: Lang) -> Html {
    let sex = person.sex().map(|sex| match sex {
        Sex::Male => household::MALE.text(lang),
        Sex::Female => household::FEMALE.text(lang),
    });
    let age = person.age(today).map(|age| household::AGE.text(lang, [&age.to_string()]));
    html! {
        <>
            { Icon::Person.draw() }
            <span class="grow">{ person.name.clone() }<span class="small muted block">{ person.relation.clone() }</span></span>
            <span class="small muted num">{ for sex }{ " " }{ for age }</span>
        </>
    }
}

fn details(home: &Home, lang: Lang) -> Html {
    let all =
        [(household::ADDRESS, &home.address), (household::RESIDENCE, &home.residence), (household::NOTE, &home.note)];
    html! {
        if all.iter().any(|(_, text)| !text.is_empty()) {
            <section class="stack near">
                <h2>{ household::DETAILS.text(lang) }</h2>
                <dl class="card stack near">
                    { for all.iter().filter(|(_, text)| !text.is_empty()).map(|(word, text)| html! {
                        <div key={word.en}><dt class="small muted">{ word.text(lang) }</dt><dd>{ (*text).clone() }</dd></div>
                    }) }
                </dl>
            </section>
        }
    }
}

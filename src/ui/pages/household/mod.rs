//! One household: what matters on top, one big button, the rest below. What was done for it stands in `past`.

mod past;

use chrono::NaiveDate;
use yew::{AttrValue, Html};

use super::{doubts, helpers, visit};
use crate::app::{Action, Route, local};
use crate::journal::{Kind, RecordId};
use crate::ledger::mask;
use crate::register::{Category, Helper, Household as Home, Person, Region, way};
use crate::text::words::{Word, household, log, rollup};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::memory::Sheet;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, button, empty, link, row_link};
use crate::ui::raise;
use crate::ui::view::village::Entry;
use crate::web::{entropy, position};

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
    let village = ui.memory.with(|kept| kept.village(app));
    let entry = village.entry(&id.0).cloned().unwrap_or_default();
    let disputed = ui.memory.with(|kept| kept.disputes(app).of_household(id));
    let body = el("div", "stack far")
        .child(top(ui, &home, id))
        .maybe(doubts::told(ui, disputed))
        .child(past::issues(ui, &entry))
        .maybe(past::last_visit(ui, &entry))
        .child(answering(ui, id, &entry))
        .maybe(past::contacts(ui, &entry))
        .child(members(&home, today, &edit, lang))
        .maybe(details(&home, lang))
        .child(history(ui, id));
    let dialog = match ui.memory.with(|kept| kept.here.sheet.clone()) {
        Some(Sheet::Correct) => past::why(ui, id),
        Some(Sheet::Answering(_)) => helpers::pick(ui, id),
        Some(Sheet::Raise(_)) => raise::sheet(ui, id),
        _ => Html::default(),
    };
    let page = Page::new(home.head.clone(), body).back(Route::Households);
    Page { below: below(&home, lang), end: Some(end), foot: Some(visit::start(ui, id)), dialog, ..page }
}

/// The way to a gift, and to what became of it.
fn history(ui: &Ui<'_>, id: &RecordId) -> El {
    let route = Route::History(id.clone()).hash();
    let history = link(Tone::Quiet, Some(Icon::Clock), rollup::HISTORY.text(ui.lang), route);
    el("p", "line-up").child(gift(ui, id)).child(history)
}

/// The button that notes a gift to this household.
fn gift(ui: &Ui<'_>, id: &RecordId) -> El {
    let (host, memory, id) = (ui.host.clone(), ui.memory.clone(), id.clone());
    let click = yew::Callback::from(move |_| {
        let gift = entropy::record();
        memory.with(|kept| kept.giving = Some((gift.clone(), id.clone())));
        host.act(Action::Go(Route::Log("gift".to_owned(), Some(gift))));
    });
    button(Tone::Quiet, Some(Icon::Heart), log::ADD_GIFT.text(ui.lang), click)
}

/// What it is to the people that help it, and the ways to call.
fn top(ui: &Ui<'_>, home: &Home, id: &RecordId) -> El {
    let lang = ui.lang;
    let categories: Vec<Category> = home.known_categories().collect();
    let tags = || {
        el("p", "line-up")
            .list(categories.iter().map(|category| (category.code(), el("span", "tag").text(category.say(lang)))))
    };
    el("div", "stack near").maybe((!categories.is_empty()).then(tags)).child(call(ui, home, id)).maybe(way_to(ui, home))
}

/// The way there, on the phone's own map.
pub fn way_to(ui: &Ui<'_>, home: &Home) -> Option<El> {
    let records = home.village.as_ref().and_then(|village| ui.app.journal.record(&Kind::Region, village));
    let region = records.map(|record| Region::of(&record));
    let way = way::way(home, region.as_ref(), position::maps())?;
    let place = [&home.residence, &home.address].into_iter().find(|text| !text.trim().is_empty());
    Some(
        el("p", "line-up")
            .child(link(Tone::Plain, Some(Icon::Pin), household::GO_THERE.text(ui.lang), way))
            .maybe(place.map(|place| el("span", "small muted").text(place.clone()))),
    )
}

/// Who answers for it.
fn answering(ui: &Ui<'_>, id: &RecordId, entry: &Entry) -> El {
    let lang = ui.lang;
    let records = entry.helpers.iter().filter_map(|helper| {
        let id = RecordId(helper.clone());
        let helper = Helper::of(&ui.app.journal.record(&Kind::Helper, &id)?);
        let below = Some(AttrValue::from(helper.duty)).filter(|duty| !duty.is_empty());
        Some((id.0.clone(), row_link(Icon::Person, helper.name, below, Route::Helper(id).hash())))
    });
    let rows: Vec<(String, El)> = records.collect();
    let sheet = Sheet::Answering(id.clone());
    let open = ui.keeps(move |kept| kept.here.sheet = Some(sheet.clone()));
    let word = if rows.is_empty() { household::ASSIGN } else { household::CHANGE };
    let head = el("p", "line-up").child(el("h2", "grow").text(household::ANSWERING.text(lang))).child(button(
        Tone::Quiet,
        None,
        word.text(lang),
        open,
    ));
    let none = rows.is_empty().then(|| el("p", "muted").text(household::NOBODY.text(lang)));
    let some = (!rows.is_empty()).then(|| el("div", "rows").list(rows.into_iter()));
    el("section", "").child(head).maybe(none).maybe(some)
}

/// Group and size in one line, as far as they are known.
fn below(home: &Home, lang: Lang) -> AttrValue {
    let people = Some(home.people()).filter(|people| *people > 0);
    let people = people.map(|people| household::PEOPLE.text(lang, [&people.to_string()]));
    let group = Some(home.group.clone()).filter(|group| !group.is_empty());
    group.into_iter().chain(people).collect::<Vec<_>>().join(" · ").into()
}

/// A button a phone number; a call leaves the application and comes back to this page, where one tap notes what came of it.
fn call(ui: &Ui<'_>, home: &Home, id: &RecordId) -> El {
    let lang = ui.lang;
    let phones = crate::register::Phones::read(&home.phone);
    if phones.numbers.is_empty() {
        return el("p", "muted").text(household::NO_PHONE.text(lang));
    }
    let number = |number: &str| {
        let word = household::CALL.text(lang, [number]);
        el("span", "grow").child(link(Tone::Plain, Some(Icon::Phone), word, format!("tel:{number}")))
    };
    let note = |word: Word, reached: bool| {
        let (household, by) = (id.clone(), ui.app.settings.author.clone());
        let click = ui.acts(move |_| past::called(&household, &by, reached));
        button(Tone::Quiet, Some(if reached { Icon::Check } else { Icon::Close }), word.text(lang), click)
    };
    let noted = el("p", "line-up called")
        .child(el("span", "small muted").text(household::CALLED.text(lang)))
        .child(note(household::REACHED, true))
        .child(note(household::MISSED, false));
    el("div", "")
        .child(el("p", "line-up").list(phones.numbers.iter().map(|phone| (phone.as_str(), number(phone.as_str())))))
        .child(noted)
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
    let sex = person.sex().map(|sex| sex.say(lang)).unwrap_or_default();
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
    // On a screen that others may look at the last digits are enough to tell which account it is.
    let account = mask::account(&home.account);
    let all = [
        (household::ADDRESS, &home.address),
        (household::RESIDENCE, &home.residence),
        (household::ACCOUNT, &account),
        (household::NOTE, &home.note),
    ];
    let known: Vec<_> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let fact = |word: Word, text: &str| {
        el("div", "").child(el("dt", "small muted").text(word.text(lang))).child(el("dd", "").text(text.to_owned()))
    };
    let facts = || el("dl", "card stack near").list(known.iter().map(|(word, text)| (word.en, fact(*word, text))));
    (!known.is_empty())
        .then(|| el("section", "stack near").child(el("h2", "").text(household::DETAILS.text(lang))).child(facts()))
}

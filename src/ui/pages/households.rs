//! 住户: search first, then chips, then every household under its group.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, html};

use crate::app::{Action, Route};
use crate::text::words::{Word, household, places, start};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::memory::Found;
use crate::ui::page::{Hold, Page, Ui};
use crate::ui::parts::{GroupRows, LongList, Shape, Tone, button, chip, dialog, empty, level_count, link, search};
use crate::ui::view::village::{Entry, Filter, Village, Visited};

const FILTERS: [(Filter, Word); 5] = [
    (Filter::All, household::ALL),
    (Filter::Unvisited, household::UNVISITED),
    (Filter::Key, household::KEY),
    (Filter::Open, household::OPEN),
    (Filter::Alone, household::ALONE),
];

/// The list of households.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let title = places::HOUSEHOLDS.text(lang);
    let Some(village) = ui.memory.with(|kept| kept.roll.listed(ui.app)) else {
        return Page::new(title, el("p", "").attr("role", "status").text(start::OPENING.text(lang)));
    };
    if village.entries.is_empty() {
        let import = link(Tone::Main, Some(Icon::In), places::IMPORT.text(lang), Route::Import.hash());
        let both = el("div", "line-up centre").child(import).child(add(ui, Tone::Plain));
        let (name, text) = (household::NONE_TITLE.text(lang), household::NONE_TEXT.text(lang));
        return Page::new(title, empty(Icon::House, name, text, Some(both)));
    }
    let found = find(ui, &village);
    let body = el("div", "homes-page").child(tools(ui, &village, &found)).html(list(ui, &village, &found));
    let mut page = Page::new(title, body);
    page.below = household::COUNT.text(lang, [&format::count(village.entries.len())]).into();
    page.end = Some(add(ui, Tone::Quiet));
    page.hold = Hold::Own;
    if ui.memory.with(|kept| kept.here.open) {
        page.dialog =
            dialog(lang, household::GROUP_PICK.text(lang), Shape::Sheet, ui.closes(), groups(ui, &found), None);
    }
    page
}

/// Draws an identity for a new household and opens it to be filled in.
fn add(ui: &Ui<'_>, tone: Tone) -> El {
    let click = ui.acts(|_| Action::Go(Route::Edit(crate::web::entropy::record())));
    button(tone, Some(Icon::Plus), household::ADD.text(ui.lang), click)
}

/// What the search and the chip let through; computed again only when one of them, or the village, has changed.
fn find(ui: &Ui<'_>, village: &Village) -> Found {
    let lang = ui.lang;
    ui.memory.with(|kept| {
        let homes = &mut kept.homes;
        let of = (std::ptr::from_ref(village).addr(), ui.app.journal_version, homes.filter, homes.query.clone(), lang);
        if let Some(found) = homes.found.clone().filter(|found| found.of == of) {
            return found;
        }
        let (filter, query) = (homes.filter, homes.query.clone());
        if !query.trim().is_empty() {
            let hits = village.search(kept.roll.finds_listed(ui.app), filter, &query);
            let (places, by): (Vec<usize>, Vec<String>) = hits.into_iter().unzip();
            let name = household::FOUND.text(lang, [&format::count(places.len())]).into();
            let groups = vec![GroupRows { name, note: AttrValue::default(), rows: places.len() }];
            let found = Found { of, places: Rc::new(places), by: Rc::new(by), groups: Rc::new(groups) };
            kept.homes.found = Some(found.clone());
            return found;
        }
        let places = village.filter(filter);
        let groups = village.groups(&places);
        let single = groups.len() < 2 && groups.first().is_none_or(|(name, _)| name.is_empty());
        let row = |(name, rows): (String, usize)| GroupRows {
            name: match name.as_str() {
                _ if single => AttrValue::default(),
                "" => household::NO_GROUP.text(lang).into(),
                _ => name.into(),
            },
            note: household::COUNT.text(lang, [&format::count(rows)]).into(),
            rows,
        };
        let groups = Rc::new(groups.into_iter().map(row).collect());
        let found = Found { of, places: Rc::new(places), by: Rc::default(), groups };
        kept.homes.found = Some(found.clone());
        found
    })
}

fn tools(ui: &Ui<'_>, village: &Village, found: &Found) -> El {
    let lang = ui.lang;
    let query = ui.memory.with(|kept| kept.homes.query.clone());
    let counts = ui.memory.with(|kept| {
        let of = (found.of.0, found.of.1);
        let known = kept.homes.counts.take().filter(|(known, _)| *known == of);
        kept.homes.counts.insert(known.unwrap_or_else(|| (of, village.counts()))).1
    });
    let onquery = {
        let memory = ui.memory.clone();
        Callback::from(move |text: String| memory.change(|kept| kept.homes.query = text))
    };
    let chips = FILTERS.into_iter().map(|(filter, word)| {
        let count = match filter {
            Filter::All => counts.all,
            Filter::Unvisited => counts.all - counts.done,
            Filter::Key => counts.key,
            Filter::Open => counts.open,
            Filter::Alone => counts.alone,
        };
        let click = ui.keeps(move |kept| kept.homes.filter = filter);
        (word.en, chip(found.of.2 == filter, word.text(lang), format::count(count), click))
    });
    let searching = !query.trim().is_empty();
    let by_group = || {
        let click = ui.keeps(|kept| kept.here.open = true);
        let chip = el("button", "chip").attr("type", "button").attr("aria-haspopup", "dialog");
        chip.text(household::GROUPS.text(lang)).icon(Icon::Down).click(click)
    };
    el("div", "tools")
        .child(search(household::SEARCH.text(lang), household::CLEAR.text(lang), &query, &onquery))
        .child(el("div", "chips").list(chips).maybe((!searching && found.groups.len() > 1).then(by_group)))
}

fn list(ui: &Ui<'_>, village: &Rc<Village>, found: &Found) -> Html {
    let lang = ui.lang;
    if found.places.is_empty() {
        let all = ui.keeps(|kept| {
            kept.homes.query.clear();
            kept.homes.filter = Filter::All;
        });
        let all = button(Tone::Plain, None, household::SHOW_ALL.text(lang), all);
        return empty(Icon::Search, household::NONE_FOUND.text(lang), household::NONE_FOUND_TEXT.text(lang), Some(all))
            .done();
    }
    let entry = {
        let (village, places) = (Rc::clone(village), Rc::clone(&found.places));
        move |at: usize| places.get(at).and_then(|&at| village.entries.get(at)).cloned().unwrap_or_default()
    };
    let draw = {
        let (entry, by) = (entry.clone(), Rc::clone(&found.by));
        Callback::from(move |at| row(&entry(at), by.get(at).map_or("", String::as_str), lang).done())
    };
    let name = Callback::from(move |at| AttrValue::from(entry(at).id.clone()));
    let (top, show) = ui.memory.with(|kept| (kept.homes.top, kept.here.jump));
    let ontop = {
        let memory = ui.memory.clone();
        Callback::from(move |top| memory.with(|kept| kept.homes.top = top))
    };
    let of = format!("{:?} {}", found.of.2, found.of.3);
    let label = household::LIST.text(lang);
    html! { <LongList class="long homes" row={4.4} groups={Rc::clone(&found.groups)} {draw} {name} {of} {label} {top} {show} {ontop} /> }
}

/// The groups, to go to one.
fn groups(ui: &Ui<'_>, found: &Found) -> El {
    let mut first = 0;
    el("div", "rows").list(found.groups.iter().map(|group| {
        let item = first;
        first += group.rows;
        let click = ui.keeps(move |kept| {
            kept.here.open = false;
            kept.here.jump = Some(item);
        });
        let row = el("button", "row")
            .attr("type", "button")
            .child(el("span", "grow").text(group.name.clone()))
            .child(el("span", "muted num").text(group.note.clone()));
        (group.name.to_string(), row.click(click))
    }))
}

/// One household: who, what they are, in what state; and the member that it was found by.
fn row(entry: &Entry, by: &str, lang: Lang) -> El {
    let state = match &entry.visit {
        Visited::Done(_) => el("span", "saved").icon(Icon::Check).text(household::VISITED.text(lang)),
        Visited::Begun => el("span", "tag ember").text(household::BEGUN.text(lang)),
        Visited::Never => el("span", "small muted").text(household::NOT_VISITED.text(lang)),
    };
    let tags = entry.categories.iter().map(|category| (category.code(), el("span", "tag").text(category.say(lang))));
    let facts = el("span", "facts-line small muted")
        .maybe((!by.is_empty()).then(|| el("span", "tag pine").text(by.to_owned()).key("by")))
        .maybe((entry.people > 0).then(|| {
            let people = household::PEOPLE.text(lang, [&entry.people.to_string()]);
            el("span", "").text(people).key("people")
        }))
        .list(tags);
    let who = el("span", "grow").child(el("span", "block oneline strong").text(entry.head.clone())).child(facts);
    let level = level_count(entry.open.red, entry.open.yellow, entry.open.need, lang);
    el("a", "row")
        .set("href", Route::Household(entry.into()).hash().into())
        .child(who)
        .child(el("span", "end").maybe(level).child(state))
}

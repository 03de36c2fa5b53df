//! 住户: search first, then chips, then every household under its group.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Route};
use crate::text::words::{Phrase, Word, common, household, places};
use crate::text::{Lang, Say};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::memory::{use_memory, use_village};
use crate::ui::page::Page;
use crate::ui::parts::{Dialog, GroupRows, LongList, Tone, button, chip, empty, level_count, search};
use crate::ui::root::use_lang;
use crate::ui::view::village::{Counts, Entry, Filter, Visited};
use crate::web::host::{Host, use_app};

/// The list of households.
#[component]
pub fn Households() -> Html {
    let app = use_app();
    let lang = use_lang();
    let village = use_village();
    let memory = use_memory();
    let query = use_state(|| memory.borrow().query.clone());
    let filter = use_state(|| memory.borrow().filter);
    let picking = use_state(|| false);
    let jump = use_state(|| None::<usize>);

    let found =
        use_memo((village.clone(), *filter, (*query).clone()), |(village, filter, query)| village.find(*filter, query));
    let groups = use_memo((village.clone(), found.clone()), |(village, found)| village.groups(found));
    let rows = use_memo((groups.clone(), lang), |(groups, lang)| {
        let single = groups.len() < 2 && groups.first().is_none_or(|(name, _)| name.is_empty());
        let row = |(name, count): &(String, usize)| GroupRows {
            name: if single { AttrValue::default() } else { group_name(name, *lang) },
            note: household::COUNT.text(*lang, [&format::count(*count)]).into(),
            rows: *count,
        };
        groups.iter().map(row).collect::<Vec<_>>()
    });

    if village.entries.is_empty() {
        return html! {
            <Page title={places::HOUSEHOLDS.text(lang)}>
                { empty(Icon::House, household::NONE_TITLE.text(lang), household::NONE_TEXT.text(lang), html! {
                    { button(Tone::Main, Some(Icon::Plus), household::ADD.text(lang), add(&app)) }
                }) }
            </Page>
        };
    }

    let counts = village.counts();
    let onquery = {
        let (query, memory) = (query.clone(), memory.clone());
        Callback::from(move |text: String| {
            memory.borrow_mut().query.clone_from(&text);
            query.set(text);
        })
    };
    let onfilter = {
        let (filter, memory) = (filter.clone(), memory.clone());
        Callback::from(move |chosen: Filter| {
            memory.borrow_mut().filter = chosen;
            filter.set(chosen);
        })
    };
    let draw = {
        let (village, found) = (village.clone(), found.clone());
        Callback::from(move |at: usize| {
            found.get(at).and_then(|&at| village.entries.get(at)).map(|entry| row(entry, lang)).unwrap_or_default()
        })
    };
    let name = {
        let (village, found) = (village.clone(), found.clone());
        Callback::from(move |at: usize| {
            found
                .get(at)
                .and_then(|&at| village.entries.get(at))
                .map(|entry| entry.id.clone().into())
                .unwrap_or_default()
        })
    };
    let ontop = {
        let memory = memory.clone();
        Callback::from(move |top: f64| memory.borrow_mut().top = top)
    };
    let show_all = {
        let (onquery, onfilter) = (onquery.clone(), onfilter.clone());
        Callback::from(move |_: MouseEvent| {
            onquery.emit(String::new());
            onfilter.emit(Filter::All);
        })
    };
    let onpick = {
        let picking = picking.clone();
        Callback::from(move |_: MouseEvent| picking.set(true))
    };
    let onclose = {
        let picking = picking.clone();
        Callback::from(move |()| picking.set(false))
    };
    let below = household::COUNT.text(lang, [&format::count(village.entries.len())]);
    let add = button(Tone::Quiet, Some(Icon::Plus), household::ADD.text(lang), add(&app));
    html! {
        <Page title={places::HOUSEHOLDS.text(lang)} below={below} end={add} own_scroll=true>
            <div class="tools">
                { search(household::SEARCH.text(lang), household::CLEAR.text(lang), &query, &onquery) }
                <div class="chips">
                    { filters(*filter, counts, &onfilter, lang) }
                    if groups.len() > 1 {
                        <button type="button" class="chip" onclick={onpick} aria-haspopup="dialog">{ household::GROUPS.text(lang) }{ Icon::Down.draw() }</button>
                    }
                </div>
            </div>
            if found.is_empty() {
                { empty(Icon::Search, household::NONE_FOUND.text(lang), household::NONE_FOUND_TEXT.text(lang), button(Tone::Plain, None, household::SHOW_ALL.text(lang), show_all)) }
            } else {
                <LongList class="homes" row={4.4} groups={rows.clone()} {draw} {name} of={format!("{:?} {}", *filter, *query)}
                    label={household::LIST.text(lang)} top={memory.borrow().top} {ontop} show={*jump} />
            }
            if *picking {
                <Dialog title={household::GROUP_PICK.text(lang)} close={common::CLOSE.text(lang)} onclose={onclose.clone()}>
                    { group_list(&rows, &Callback::from({
                        let jump = jump.clone();
                        move |item: usize| { jump.set(Some(item)); onclose.emit(()); }
                    })) }
                </Dialog>
            }
        </Page>
    }
}

/// Draws an identity for a new household and opens it to be filled in.
fn add(app: &Host) -> Callback<MouseEvent> {
    let app = app.clone();
    Callback::from(move |_| app.act(Action::Go(Route::Edit(crate::web::entropy::record()))))
}

fn group_name(name: &str, lang: Lang) -> AttrValue {
    if name.is_empty() { household::NO_GROUP.text(lang).into() } else { name.to_owned().into() }
}

fn filters(chosen: Filter, counts: Counts, onfilter: &Callback<Filter>, lang: Lang) -> Html {
    let all: [(Filter, Word, usize); 4] = [
        (Filter::All, household::ALL, counts.all),
        (Filter::Unvisited, household::UNVISITED, counts.all - counts.done),
        (Filter::Key, household::KEY, counts.key),
        (Filter::Open, household::OPEN, counts.open),
    ];
    html! {
        for (filter, word, count) in all {
            <span key={word.en} class="chip-slot">
                { chip(chosen == filter, word.text(lang), Some(format::count(count).into()), { let onfilter = onfilter.clone(); Callback::from(move |_| onfilter.emit(filter)) }) }
            </span>
        }
    }
}

fn group_list(groups: &Rc<Vec<GroupRows>>, onpick: &Callback<usize>) -> Html {
    let mut first = 0;
    html! {
        <div class="rows">
            { for groups.iter().map(|group| {
                let item = first;
                first += group.rows;
                let onclick = { let onpick = onpick.clone(); Callback::from(move |_: MouseEvent| onpick.emit(item)) };
                html! {
                    <button key={group.name.to_string()} type="button" class="row" {onclick}>
                        <span class="grow">{ &group.name }</span><span class="muted num">{ &group.note }</span>
                    </button>
                }
            }) }
        </div>
    }
}

/// One household: who, what they are, in what state.
fn row(entry: &Entry, lang: Lang) -> Html {
    const PEOPLE: Phrase<1> = household::PEOPLE;
    let state = match &entry.visit {
        Visited::Done(_) => {
            html! { <span class="saved">{ Icon::Check.draw() }{ household::VISITED.text(lang) }</span> }
        }
        Visited::Begun => html! { <span class="tag ember">{ household::BEGUN.text(lang) }</span> },
        Visited::Never => html! { <span class="small muted">{ household::NOT_VISITED.text(lang) }</span> },
    };
    html! {
        <a class="row" href={Route::Household(entry.into()).hash()}>
            <span class="grow">
                <span class="block oneline strong">{ entry.head.clone() }</span>
                <span class="facts-line small muted">
                    { PEOPLE.text(lang, [&entry.people.to_string()]) }
                    { for entry.categories.iter().map(|category| html! { <span key={category.code()} class="tag">{ category.say(lang) }</span> }) }
                </span>
            </span>
            <span class="end">
                { level_count(entry.open.red, entry.open.yellow, entry.open.need, lang) }
                { state }
            </span>
        </a>
    }
}

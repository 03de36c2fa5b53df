//! A long list of choices: a button that opens it in a sheet with a search.

use std::rc::Rc;

use yew::prelude::*;

use super::select::{holds, toggled};
use super::{Choice, Shown};
use crate::text::words::{common, form};
use crate::ui::icon::Icon;
use crate::ui::parts::{Dialog, GroupRows, LongList, Tone, button, search};
use crate::ui::root::use_lang;

/// What a [`Sheet`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct SheetProps {
    /// The question.
    pub shown: Shown,
    /// Several may be chosen.
    pub many: bool,
    /// Takes an answer.
    pub answer: Callback<String>,
}

/// The button, and the sheet while it is open.
#[component]
pub fn Sheet(props: &SheetProps) -> Html {
    let lang = use_lang();
    let open = use_state(|| false);
    let query = use_state(String::new);
    let Shown { id, label, value, choices, readonly, .. } = props.shown.clone();
    let found = use_memo((choices.clone(), (*query).clone(), *open), |(choices, query, open)| {
        let query = query.trim().to_lowercase();
        let all = 0..if *open { choices.len } else { 0 };
        if query.is_empty() {
            all.collect()
        } else {
            all.filter(|at| (choices.get)(*at).label.to_lowercase().contains(&query)).collect::<Vec<_>>()
        }
    });
    let groups = use_memo(found.len(), |rows| {
        vec![GroupRows { name: AttrValue::default(), note: AttrValue::default(), rows: *rows }]
    });
    let chosen = chosen(&props.shown);
    let onopen = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(true))
    };
    let close = {
        let (open, query) = (open.clone(), query.clone());
        Callback::from(move |()| {
            open.set(false);
            query.set(String::new());
        })
    };
    let draw = {
        let (choices, found, value, many, answer, close) =
            (choices.clone(), found.clone(), value.clone(), props.many, props.answer.clone(), close.clone());
        Callback::from(move |at: usize| {
            let choice = found.get(at).map(|at| (choices.get)(*at)).unwrap_or_default();
            row(&choice, holds(&value, &choice.value), &{
                let (choices, value, answer, close, code) =
                    (choices.clone(), value.clone(), answer.clone(), close.clone(), choice.value.clone());
                Callback::from(move |_: MouseEvent| {
                    // Of 100,000 only those that are chosen are looked up.
                    let codes: Vec<AttrValue> =
                        if many { choices.iter().map(|choice| choice.value).collect() } else { Vec::new() };
                    answer.emit(toggled(&value, &code, many, codes.into_iter()));
                    if !many {
                        close.emit(());
                    }
                })
            })
        })
    };
    let name = {
        let (choices, found) = (choices.clone(), found.clone());
        Callback::from(move |at: usize| found.get(at).map(|at| (choices.get)(*at).value).unwrap_or_default())
    };
    let foot = if props.many {
        let close = close.clone();
        button(Tone::Main, Some(Icon::Check), form::DONE.text(lang), Callback::from(move |_| close.emit(())))
    } else {
        Html::default()
    };
    let onquery = {
        let query = query.clone();
        Callback::from(move |text: String| query.set(text))
    };
    html! {
        <>
            <button type="button" class="choice opens" id={format!("{id}-open")} aria-haspopup="dialog" disabled={readonly} onclick={onopen}>
                <span class="grow">{ chosen.unwrap_or_else(|| form::CHOOSE.text(lang).into()) }</span>
                { Icon::Down.draw() }
            </button>
            if *open {
                <Dialog title={label} close={common::CLOSE.text(lang)} onclose={close.clone()} {foot} tall=true>
                    { search(form::SEARCH.text(lang), form::CLEAR.text(lang), &query, &onquery) }
                    if found.is_empty() {
                        <p class="muted">{ form::NOTHING.text(lang) }</p>
                    } else {
                        <LongList class="lines" row={3.2} groups={Rc::clone(&groups)} {draw} {name} of={(*query).clone()} label={form::CHOICES.text(lang)}
                            top=0.0 ontop={Callback::noop()} />
                    }
                </Dialog>
            }
        </>
    }
}

/// The labels of what is chosen; none where nothing is.
fn chosen(shown: &Shown) -> Option<AttrValue> {
    let wanted = shown.value.split_whitespace().count();
    let labels = shown.choices.iter().filter(|choice| holds(&shown.value, &choice.value)).take(wanted);
    let labels: Vec<String> = labels.map(|choice| choice.label.to_string()).collect();
    (!labels.is_empty()).then(|| labels.join("、").into())
}

fn row(choice: &Choice, on: bool, onclick: &Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class={classes!("row", on.then_some("on"))} aria-pressed={if on { "true" } else { "false" }} onclick={onclick.clone()}>
            <span class="grow oneline">{ &choice.label }</span>
            if on { { Icon::Check.draw() } }
        </button>
    }
}

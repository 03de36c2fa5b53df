//! A long list of choices: a button that opens it in a sheet with a search.

use std::rc::Rc;

use yew::prelude::*;

use super::select::{holds, toggled};
use super::{Choice, Shown};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::parts::{GroupRows, LongList, Shape, Tone, button, dialog, search};

/// What a [`Sheet`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct SheetProps {
    /// The language.
    pub lang: Lang,
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
    // What is searched for; none while the sheet is closed.
    let query = use_state(|| None::<String>);
    let lang = props.lang;
    let onopen = {
        let query = query.clone();
        Callback::from(move |_| query.set(Some(String::new())))
    };
    let words = match &props.shown.words {
        words if words.is_empty() => form::CHOOSE.text(lang).into(),
        words => words.clone(),
    };
    let opener = el("button", "choice opens")
        .attr("type", "button")
        .set("id", format!("{}-open", props.shown.id).into())
        .attr("aria-haspopup", "dialog")
        .flag("disabled", props.shown.readonly)
        .child(el("span", "grow").text(words))
        .icon(Icon::Down)
        .click(onopen);
    let open = match &*query {
        Some(text) => sheet(props, text, query.setter()),
        None => Html::default(),
    };
    el("div", "").child(opener).html(open).done()
}

fn sheet(props: &SheetProps, query: &str, set: UseStateSetter<Option<String>>) -> Html {
    let SheetProps { lang, shown, many, answer } = props.clone();
    let found = Rc::new(find(&shown, query));
    let groups = Rc::new(vec![GroupRows { name: AttrValue::default(), note: AttrValue::default(), rows: found.len() }]);
    let close = {
        let set = set.clone();
        Callback::from(move |()| set.set(None))
    };
    let at = {
        let (found, choices) = (Rc::clone(&found), shown.choices.clone());
        move |row: usize| found.get(row).map(|at| (choices.get)(*at)).unwrap_or_default()
    };
    let name = {
        let at = at.clone();
        Callback::from(move |row| at(row).value)
    };
    let draw = {
        let (shown, close) = (shown.clone(), close.clone());
        Callback::from(move |line| {
            let choice = at(line);
            let (shown, answer, close, code) = (shown.clone(), answer.clone(), close.clone(), choice.value.clone());
            let on = holds(&shown.value, &code);
            let click = Callback::from(move |_| {
                // Of 100,000 only what is chosen is looked up, unless several are.
                let all = if many { shown.choices.len } else { 0 };
                let codes = (0..all).map(|at| (shown.choices.get)(at).value);
                answer.emit(toggled(&shown.value, &code, many, codes));
                if !many {
                    close.emit(());
                }
            });
            row(&choice, on, many).click(click).done()
        })
    };
    let onquery = Callback::from(move |text| set.set(Some(text)));
    let list = if found.is_empty() {
        let word = if query.trim().is_empty() { form::NO_CHOICES } else { form::NOTHING };
        el("p", "muted apart").text(word.text(lang)).done()
    } else {
        let (of, label, ontop) = (query.to_owned(), form::CHOICES.text(lang), Callback::noop());
        html! { <LongList class="long lines" row={3.2} {groups} {draw} {name} {of} {label} top=0.0 {ontop} /> }
    };
    let body = el("div", "sheet-body")
        .child(search(form::SEARCH.text(lang), form::CLEAR.text(lang), query, &onquery))
        .html(list);
    let foot = many.then(|| {
        let close = close.clone();
        button(Tone::Main, Some(Icon::Check), form::DONE.text(lang), Callback::from(move |_| close.emit(())))
    });
    dialog(lang, shown.label, Shape::Tall, close, body, foot)
}

/// The places of the choices that hold the text.
fn find(shown: &Shown, query: &str) -> Vec<usize> {
    match query.trim() {
        "" => (0..shown.choices.len).collect(),
        query => (shown.choices.find)(query),
    }
}

/// A choice; one of several that may be chosen together has a box.
fn row(choice: &Choice, on: bool, many: bool) -> El {
    let mark = many.then(|| el("span", "mark box").icon(Icon::Check).key("box"));
    el("button", if on { "row pick on" } else { "row pick" })
        .attr("type", "button")
        .either("aria-pressed", on)
        .maybe(mark)
        .child(el("span", "grow oneline").text(choice.label.clone()))
        .maybe((on && !many).then(|| el("span", "").icon(Icon::Check).key("chosen")))
}

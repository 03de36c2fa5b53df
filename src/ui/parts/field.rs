//! What is typed into.

use gloo::timers::callback::Timeout;
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

use crate::ui::el::{El, el, held};
use crate::ui::icon::Icon;

/// Which keyboard the phone shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// Letters.
    #[default]
    Text,
    /// Digits.
    Digits,
    /// Digits and a point.
    Decimal,
    /// A telephone's.
    Phone,
}

impl Keyboard {
    const fn mode(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Digits => "numeric",
            Self::Decimal => "decimal",
            Self::Phone => "tel",
        }
    }
}

/// What a [`Typed`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct TypedProps {
    /// Its id on the page, by which its label names it; what is said of it stands in `<id>-says`.
    pub id: AttrValue,
    /// What is stored.
    pub value: AttrValue,
    /// Something is wrong with it.
    pub invalid: bool,
    /// Which keyboard.
    pub keyboard: Keyboard,
    /// The lines to show; one is a line that Enter leaves.
    pub rows: u32,
    /// Cannot be changed.
    pub readonly: bool,
    /// The list of words on the page that it offers, by its id; empty for none.
    #[prop_or_default]
    pub list: &'static str,
    /// Called with what was typed, shortly after each pause and at once when the field is left.
    pub onsave: Callback<String>,
}

/// A line or an area of text that saves itself as it is typed.
#[component]
pub fn Typed(props: &TypedProps) -> Html {
    /// Long enough for a word to be one write, short enough that closing the page loses no more than the last keys.
    const PAUSE_MILLIS: u32 = 250;
    // What is typed and not yet handed on.
    let draft = use_state(|| None::<AttrValue>);
    let timer = use_mut_ref(|| None::<Timeout>);
    // What the timer and the leaving of the page see: the newest text and callback.
    let waiting = use_mut_ref(|| None::<String>);
    let onsave = use_mut_ref(|| props.onsave.clone());
    *onsave.borrow_mut() = props.onsave.clone();
    let flush = {
        let (waiting, timer) = (waiting.clone(), timer.clone());
        Callback::from(move |()| {
            timer.take();
            let text = waiting.take();
            if let Some(text) = text {
                let onsave = onsave.borrow().clone();
                onsave.emit(text);
            }
        })
    };
    // What was stored takes over once it has arrived.
    use_effect_with(props.value.clone(), {
        let (draft, waiting) = (draft.clone(), waiting.clone());
        move |_| {
            if waiting.borrow().is_none() {
                draft.set(None);
            }
        }
    });
    use_effect_with((), {
        let flush = flush.clone();
        move |()| move || flush.emit(())
    });
    let oninput = {
        let (draft, flush) = (draft.clone(), flush.clone());
        move |event: Event| {
            let text = held(&event);
            draft.set(Some(text.clone().into()));
            *waiting.borrow_mut() = Some(text);
            let flush = flush.clone();
            *timer.borrow_mut() = Some(Timeout::new(PAUSE_MILLIS, move || flush.emit(())));
        }
    };
    let control = if props.rows > 1 {
        el("textarea", "input").set("rows", props.rows.to_string().into())
    } else {
        el("input", "input").attr("type", "text").attr("inputmode", props.keyboard.mode()).attr("autocomplete", "off")
    };
    let control = if props.list.is_empty() { control } else { control.attr("list", props.list) };
    control
        .set("id", props.id.clone())
        .set("aria-describedby", format!("{}-says", props.id).into())
        .either("aria-invalid", props.invalid)
        .flag("readonly", props.readonly)
        .value(draft.as_ref().unwrap_or(&props.value).clone())
        .on(ListenerKind::oninput, oninput)
        .on(ListenerKind::onchange, move |_| flush.emit(()))
        .done()
}

/// A field with its label, its hint or what is wrong with it, and its line of text.
pub struct Field {
    /// Its id on the page.
    pub id: AttrValue,
    /// What it is called.
    pub label: AttrValue,
    /// A line below; may be empty.
    pub hint: AttrValue,
    /// What is stored.
    pub value: AttrValue,
    /// What is wrong with it.
    pub problem: Option<AttrValue>,
    /// Which keyboard.
    pub keyboard: Keyboard,
}

/// Draws a field.
pub fn field(field: Field, onsave: Callback<String>) -> El {
    suggested(field, "", onsave)
}

/// Draws a field that offers the words of a list on the page, by its id.
pub fn suggested(field: Field, list: &'static str, onsave: Callback<String>) -> El {
    let Field { id, label, hint, value, problem, keyboard } = field;
    let says = says(&id, &hint, problem.as_ref());
    let invalid = problem.is_some();
    el("div", "field")
        .child(el("label", "").set("for", id.clone()).text(label))
        .html(html! { <Typed {id} {value} {invalid} {keyboard} rows=1 readonly=false {list} {onsave} /> })
        .child(says)
}

/// What stands below a control: what is wrong, spoken when it comes up, else the hint.
pub fn says(id: &str, hint: &AttrValue, problem: Option<&AttrValue>) -> El {
    let says = el("div", "says").set("id", format!("{id}-says").into()).attr("aria-live", "polite");
    match problem {
        Some(problem) => says
            .child(el("p", "wrong-text").key("wrong").icon(Icon::Triangle).child(el("span", "").text(problem.clone()))),
        None if hint.is_empty() => says,
        None => says.child(el("p", "hint").key("hint").text(hint.clone())),
    }
}

/// The line that is searched in, with the button that empties it.
pub fn search(label: &'static str, clear: &'static str, query: &str, onquery: &Callback<String>) -> El {
    let (typed, cleared) = (onquery.clone(), onquery.clone());
    let input = el("input", "input")
        .attr("type", "text")
        .attr("inputmode", "search")
        .attr("enterkeyhint", "search")
        .attr("autocomplete", "off")
        .attr("placeholder", label)
        .attr("aria-label", label)
        .value(query.to_owned().into())
        .on(ListenerKind::oninput, move |event| typed.emit(held(&event)));
    let empty = || {
        let click = Callback::from(move |_| cleared.emit(String::new()));
        el("button", "btn quiet plain").attr("type", "button").attr("aria-label", clear).icon(Icon::Close).click(click)
    };
    el("div", "search").attr("role", "search").icon(Icon::Search).child(input).maybe((!query.is_empty()).then(empty))
}

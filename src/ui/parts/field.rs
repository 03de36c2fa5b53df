//! What is typed into.

use gloo::timers::callback::Timeout;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

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
    /// For searching.
    Search,
}

impl Keyboard {
    const fn mode(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Digits => "numeric",
            Self::Decimal => "decimal",
            Self::Phone => "tel",
            Self::Search => "search",
        }
    }
}

/// What a [`TextField`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct TextFieldProps {
    /// Its id on the page; its label names it by this.
    pub id: AttrValue,
    /// What it is called; nothing where the label stands elsewhere.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// A line below the label.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is stored.
    pub value: AttrValue,
    /// What is wrong with it.
    #[prop_or_default]
    pub problem: Option<AttrValue>,
    /// Something is wrong with it that is said elsewhere.
    #[prop_or_default]
    pub invalid: bool,
    /// Which keyboard.
    #[prop_or_default]
    pub keyboard: Keyboard,
    /// The lines to show; one is a line that Enter leaves.
    #[prop_or(1)]
    pub rows: u32,
    /// What the browser may fill in.
    #[prop_or("off".into())]
    pub autocomplete: AttrValue,
    /// Cannot be changed.
    #[prop_or_default]
    pub readonly: bool,
    /// Called with what was typed, shortly after each pause and at once when the field is left.
    pub onsave: Callback<String>,
}

/// A line or an area of text that saves itself as it is typed.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
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
        let (draft, waiting, timer, flush) = (draft.clone(), waiting, timer, flush.clone());
        typed(&Callback::from(move |text: String| {
            draft.set(Some(text.clone().into()));
            *waiting.borrow_mut() = Some(text);
            let flush = flush.clone();
            *timer.borrow_mut() = Some(Timeout::new(PAUSE_MILLIS, move || flush.emit(())));
        }))
    };
    let onchange = Callback::from(move |_: Event| flush.emit(()));
    let value = draft.as_ref().unwrap_or(&props.value).clone();
    let described = format!("{}-says", props.id);
    let invalid = (props.invalid || props.problem.is_some()).then_some("true");
    let (id, readonly, mode, autocomplete) =
        (props.id.clone(), props.readonly, props.keyboard.mode(), props.autocomplete.clone());
    html! {
        <div class="field">
            { for props.label.clone().map(|label| html! { <label for={id.clone()}>{ label }</label> }) }
            if props.rows > 1 {
                <textarea class="input" {id} rows={props.rows.to_string()} {value} {readonly} {oninput} {onchange}
                    aria-invalid={invalid} aria-describedby={described.clone()} />
            } else {
                <input class="input" {id} type="text" inputmode={mode} {value} {readonly} {autocomplete} {oninput} {onchange}
                    aria-invalid={invalid} aria-describedby={described.clone()} />
            }
            if props.label.is_some() { { says(&described, props.hint.as_ref(), props.problem.as_ref()) } }
        </div>
    }
}

/// What stands below a control: what is wrong, spoken when it comes up, else the hint.
pub fn says(id: &str, hint: Option<&AttrValue>, problem: Option<&AttrValue>) -> Html {
    html! {
        <div id={id.to_owned()} class="says" aria-live="polite">
            if let Some(problem) = problem {
                <p class="wrong-text">{ Icon::Triangle.draw() }<span>{ problem }</span></p>
            } else if let Some(hint) = hint {
                <p class="hint">{ hint }</p>
            }
        </div>
    }
}

/// What a line holds after each key.
#[must_use]
pub fn typed(oninput: &Callback<String>) -> Callback<InputEvent> {
    let oninput = oninput.clone();
    Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            oninput.emit(input.value());
        } else if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
            oninput.emit(area.value());
        }
    })
}

/// The line that is searched in, with the button that empties it.
pub fn search(label: &'static str, clear: &'static str, query: &str, onquery: &Callback<String>) -> Html {
    let onclear = {
        let onquery = onquery.clone();
        Callback::from(move |_: MouseEvent| onquery.emit(String::new()))
    };
    html! {
        <div class="search" role="search">
            { Icon::Search.draw() }
            <input class="input" type="text" inputmode="search" enterkeyhint="search" autocomplete="off" placeholder={label} aria-label={label}
                value={query.to_owned()} oninput={typed(onquery)} />
            if !query.is_empty() {
                <button type="button" class="btn quiet plain" aria-label={clear} onclick={onclear}>{ Icon::Close.draw() }</button>
            }
        </div>
    }
}

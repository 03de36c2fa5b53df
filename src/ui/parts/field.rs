//! What is typed into.

use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// A line of text. Its label names it by `id`; `autocomplete` is the browser's word for what belongs in it, or "off".
pub fn input(id: impl Into<AttrValue>, value: &str, autocomplete: &'static str, oninput: &Callback<String>) -> Html {
    html! {
        <input class="input" id={id.into()} type="text" value={value.to_owned()} {autocomplete} oninput={typed(oninput)} />
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

//! Codes: scanned from a photo where the browser reads codes, typed everywhere.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::media::chooser;
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::el;
use crate::ui::icon::Icon;
use crate::ui::parts::{Keyboard, Typed, notice};
use crate::web::scan;

/// What a [`Coded`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct CodedProps {
    /// The language.
    pub lang: Lang,
    /// Its id on the page.
    pub id: AttrValue,
    /// The answer.
    pub value: AttrValue,
    /// Cannot be changed.
    pub readonly: bool,
    /// Something is wrong with it.
    pub invalid: bool,
    /// Takes an answer.
    pub answer: Callback<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Still,
    Looking,
    Unseen,
}

/// A field with a button that scans.
#[component]
pub fn Coded(props: &CodedProps) -> Html {
    let lang = props.lang;
    let state = use_state_eq(|| State::Still);
    let (id, value, invalid, readonly) = (props.id.clone(), props.value.clone(), props.invalid, props.readonly);
    let onsave = props.answer.clone();
    let keyboard = Keyboard::Text;
    let field = html! { <Typed {id} {value} {invalid} {keyboard} rows=1 {readonly} {onsave} /> };
    let scan = (!readonly && scan::is_offered()).then(|| {
        let (state, answer) = (state.setter(), props.answer.clone());
        let onfile = Callback::from(move |photo: web_sys::File| {
            let (state, answer) = (state.clone(), answer.clone());
            state.set(State::Looking);
            spawn_local(async move {
                match scan::read(&photo).await {
                    Some(text) => {
                        answer.emit(text);
                        state.set(State::Still);
                    }
                    None => state.set(State::Unseen),
                }
            });
        });
        let id = format!("{}-scan", props.id);
        chooser("btn pick-file", id, (form::SCAN, Icon::Code), "image/*", Some("environment"), onfile, lang)
    });
    let said = match *state {
        State::Still => None,
        State::Looking => Some(notice("saved", Icon::Clock, form::KEEPING.text(lang), None).attr("role", "status")),
        State::Unseen => {
            let says = el("span", "").text(form::NO_CODE.text(lang));
            Some(el("p", "wrong-text").attr("role", "alert").icon(Icon::Triangle).child(says))
        }
    };
    let row = el("div", "beside-button").child(el("div", "grow").html(field)).maybe(scan);
    el("div", "stack near").child(row).maybe(said).done()
}

//! Text that is typed.

use yew::virtual_dom::ListenerKind;
use yew::{Html, html};

use super::widget::Widget;
use super::{Asks, Shown};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el, held};
use crate::ui::parts::{Keyboard, Typed};

/// A line, an area, digits, an address, or what nobody else shall read.
pub fn control(widget: &Widget, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let (keyboard, rows) = match widget {
        Widget::Masked => return masked(shown, asks).done(),
        Widget::Area(rows) => (Keyboard::Text, *rows),
        Widget::Digits => (Keyboard::Digits, 1),
        _ => (Keyboard::Text, 1),
    };
    let (id, value, readonly) = (shown.id.clone(), shown.value.clone(), shown.readonly);
    let typed = html! { <Typed {id} {value} invalid={shown.problem.is_some()} {keyboard} {rows} {readonly} onsave={asks.answer.clone()} /> };
    let is_address = shown.value.starts_with("https://") || shown.value.starts_with("http://");
    if *widget != Widget::Address || !is_address {
        return typed;
    }
    let open = el("a", "btn quiet")
        .set("href", shown.value.clone())
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .text(form::OPEN_LINK.text(lang));
    el("div", "stack near").html(typed).child(el("div", "line-up").child(open)).done()
}

/// Dots in the place of letters. Handed on when the field is left.
fn masked(shown: &Shown, asks: &Asks) -> El {
    let answer = asks.answer.clone();
    el("input", "input")
        .attr("type", "password")
        .attr("autocomplete", "off")
        .set("id", shown.id.clone())
        .set("aria-describedby", format!("{}-says", shown.id).into())
        .either("aria-invalid", shown.problem.is_some())
        .flag("readonly", shown.readonly)
        .value(shown.value.clone())
        .on(ListenerKind::onchange, move |event| answer.emit(held(&event)))
}

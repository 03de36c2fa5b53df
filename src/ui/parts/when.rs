//! A day or a moment, by the phone's own picker.

use yew::virtual_dom::ListenerKind;
use yew::{AttrValue, Callback};

use crate::ui::el::{El, el, held};

/// What is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A day, `2026-12-16`.
    Day,
    /// A day and a time, `2026-12-16T08:30`.
    DayTime,
}

/// A field with its label and the picker; `onpick` is given the text of what was picked, empty where that was cleared.
pub fn when(
    id: &'static str,
    label: impl Into<AttrValue>,
    clock: Clock,
    value: impl Into<AttrValue>,
    onpick: Callback<String>,
) -> El {
    let kind = match clock {
        Clock::Day => "date",
        Clock::DayTime => "datetime-local",
    };
    let input = el("input", "input day")
        .attr("type", kind)
        .attr("id", id)
        .value(value.into())
        .on(ListenerKind::onchange, move |event| onpick.emit(held(&event)));
    el("div", "field").child(el("label", "").attr("for", id).text(label.into())).child(input)
}

//! Answers as buttons: radio buttons and check boxes as wide as a thumb.

use yew::{AttrValue, Callback, Html};

use crate::ui::el::{El, el};
use crate::ui::icon::Icon;

/// What a choice is drawn from.
pub struct Choice {
    /// One of several that may be chosen together.
    pub many: bool,
    /// The name of the group.
    pub name: AttrValue,
    /// Its value.
    pub value: AttrValue,
    /// Its words.
    pub label: Html,
    /// Chosen.
    pub on: bool,
    /// Cannot be changed.
    pub readonly: bool,
}

/// One answer. A tap on the one chosen takes it back, so `onpick` toggles.
pub fn choice(choice: Choice, onpick: Callback<()>) -> El {
    let Choice { many, name, value, label, on, readonly } = choice;
    let input = el("input", "")
        .attr("type", if many { "checkbox" } else { "radio" })
        .set("name", name)
        .set("value", value)
        .flag("disabled", readonly)
        .checked(on)
        .click(Callback::from(move |_| onpick.emit(())));
    el("label", if on { "choice on" } else { "choice" })
        .child(input)
        .child(el("span", if many { "mark box" } else { "mark" }).icon(Icon::Check))
        .child(el("span", "grow").html(label))
}

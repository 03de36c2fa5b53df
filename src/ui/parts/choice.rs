//! Answers as buttons: radio buttons and check boxes as wide as a thumb; and the phone's own list, where there are too many for that.

use yew::virtual_dom::ListenerKind;
use yew::{AttrValue, Callback, Html};

use crate::ui::el::{El, el, held};
use crate::ui::icon::Icon;

/// Whether a choice is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// No.
    No,
    /// Not yet: "this block is fine" would choose it.
    Would,
    /// Yes.
    Yes,
}

impl From<bool> for Chosen {
    fn from(on: bool) -> Self {
        if on { Self::Yes } else { Self::No }
    }
}

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
    /// Whether it is chosen.
    pub state: Chosen,
    /// Cannot be changed.
    pub readonly: bool,
}

/// One answer. A tap on the one chosen takes it back, so `onpick` toggles.
pub fn choice(choice: Choice, onpick: Callback<()>) -> El {
    let Choice { many, name, value, label, state, readonly } = choice;
    let input = el("input", "")
        .attr("type", if many { "checkbox" } else { "radio" })
        .set("name", name)
        .set("value", value)
        .flag("disabled", readonly)
        .checked(state == Chosen::Yes)
        .click(Callback::from(move |_| onpick.emit(())));
    let class = match state {
        Chosen::Yes => "choice on",
        Chosen::Would => "choice fine",
        Chosen::No => "choice",
    };
    el("label", class)
        .child(input)
        .child(el("span", if many { "mark box" } else { "mark" }).icon(Icon::Check))
        .child(el("span", "grow").html(label))
}

/// One of many, as the phone's own list: codes and their names.
pub fn select(options: Vec<(String, String)>, chosen: &str, onpick: Callback<String>) -> El {
    let options = options.into_iter().map(|(code, name)| {
        let option = el("option", "").set("value", code.clone().into()).flag("selected", code == chosen);
        (code, option.text(name))
    });
    el("select", "input").on(ListenerKind::onchange, move |event| onpick.emit(held(&event))).list(options)
}

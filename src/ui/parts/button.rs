//! What is pressed.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback};

use crate::ui::el::{El, el};
use crate::ui::icon::Icon;

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The one thing to do on this screen.
    Main,
    /// One of several things.
    Plain,
    /// Beside the point, without a frame.
    Quiet,
    /// Throws something away.
    Danger,
}

impl Tone {
    /// The class that draws it.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Main => "btn main",
            Self::Plain => "btn",
            Self::Quiet => "btn quiet",
            Self::Danger => "btn danger",
        }
    }
}

/// A button with its word and, where given, its icon.
pub fn button(tone: Tone, icon: Option<Icon>, word: impl Into<AttrValue>, click: Callback<MouseEvent>) -> El {
    worded(el("button", tone.class()).attr("type", "button").click(click), icon, word.into())
}

/// A button that is an icon alone, where there is no room for its name; the name is spoken and shown on hover.
pub fn icon_button(icon: Icon, name: impl Into<AttrValue>, click: Callback<MouseEvent>) -> El {
    let name: AttrValue = name.into();
    el("button", "btn quiet plain")
        .attr("type", "button")
        .set("aria-label", name.clone())
        .set("title", name)
        .icon(icon)
        .click(click)
}

/// A link that looks like a button.
pub fn link(tone: Tone, icon: Option<Icon>, word: impl Into<AttrValue>, href: impl Into<AttrValue>) -> El {
    worded(el("a", tone.class()).set("href", href.into()), icon, word.into())
}

fn worded(element: El, icon: Option<Icon>, word: AttrValue) -> El {
    match icon {
        Some(icon) => element.icon(icon).text(word),
        None => element.text(word),
    }
}

/// A row that leads to another screen: icon, name, and a line below it.
pub fn row_link(icon: Icon, name: impl Into<AttrValue>, below: Option<AttrValue>, href: impl Into<AttrValue>) -> El {
    let name =
        el("span", "grow").text(name.into()).maybe(below.map(|below| el("span", "small muted block").text(below)));
    el("a", "row").set("href", href.into()).child(el("span", "lead").icon(icon)).child(name).icon(Icon::Next)
}

/// A filter that is on or off.
pub fn chip(on: bool, word: impl Into<AttrValue>, count: impl Into<AttrValue>, click: Callback<MouseEvent>) -> El {
    el("button", "chip")
        .attr("type", "button")
        .either("aria-pressed", on)
        .text(word.into())
        .child(el("span", "num").text(count.into()))
        .click(click)
}

/// One of a few, side by side: a group of radio buttons, each a key and its word.
pub fn pick(
    name: &'static str,
    label: impl Into<AttrValue>,
    options: impl Iterator<Item = (&'static str, AttrValue)>,
    chosen: &str,
    onpick: &Callback<&'static str>,
) -> El {
    el("div", "segmented").attr("role", "radiogroup").set("aria-label", label.into()).list(options.map(
        |(key, word)| {
            let on = key == chosen;
            let onpick = onpick.clone();
            let click = Callback::from(move |_| onpick.emit(key));
            let input =
                el("input", "").attr("type", "radio").attr("name", name).attr("value", key).checked(on).click(click);
            (key, el("label", if on { "on" } else { "" }).child(input).text(word))
        },
    ))
}

//! What is pressed.

use yew::prelude::*;

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
pub fn button(tone: Tone, icon: Option<Icon>, word: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class={tone.class()} {onclick}>
            { for icon.map(Icon::draw) }
            { word.into() }
        </button>
    }
}

/// A button that is an icon alone, in a bar where there is no room for its name; the name is spoken and shown on hover.
pub fn icon_button(icon: Icon, name: impl Into<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    let name: AttrValue = name.into();
    html! {
        <button type="button" class="btn quiet plain" aria-label={name.clone()} title={name} {onclick}>{ icon.draw() }</button>
    }
}

/// A link that looks like a button.
pub fn link(tone: Tone, icon: Option<Icon>, word: impl Into<AttrValue>, href: impl Into<AttrValue>) -> Html {
    html! { <a class={tone.class()} href={href.into()}>{ for icon.map(Icon::draw) }{ word.into() }</a> }
}

/// A row that leads to another screen: icon, name, and a line below it.
pub fn row_link(icon: Icon, name: impl Into<AttrValue>, below: Option<AttrValue>, href: impl Into<AttrValue>) -> Html {
    html! {
        <a class="row" href={href.into()}>
            <span class="lead">{ icon.draw() }</span>
            <span class="grow">
                { name.into() }
                { for below.map(|below| html! { <span class="small muted block">{ below }</span> }) }
            </span>
            { Icon::Next.draw() }
        </a>
    }
}

/// A filter that is on or off.
pub fn chip(on: bool, word: impl Into<AttrValue>, count: Option<AttrValue>, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="chip" aria-pressed={if on { "true" } else { "false" }} {onclick}>
            { word.into() }
            { for count.map(|count| html! { <span class="num">{ count }</span> }) }
        </button>
    }
}

/// One of a few, side by side: a group of radio buttons named `name`, each a key and its word.
pub fn pick(
    name: &'static str,
    label: impl Into<AttrValue>,
    options: &[(&'static str, AttrValue)],
    chosen: &str,
    onpick: &Callback<&'static str>,
) -> Html {
    html! {
        <div class="segmented" role="radiogroup" aria-label={label.into()}>
            { for options.iter().map(|(key, word)| {
                let on = *key == chosen;
                let onchange = { let (onpick, key) = (onpick.clone(), *key); Callback::from(move |_: Event| onpick.emit(key)) };
                html! {
                    <label key={*key} class={on.then_some("on")}>
                        <input type="radio" {name} value={*key} checked={on} {onchange} />
                        { word.clone() }
                    </label>
                }
            }) }
        </div>
    }
}

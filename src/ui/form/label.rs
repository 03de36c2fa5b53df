//! What a question says.

use yew::prelude::*;

use super::Shown;
use super::markup::{Inline, LineKind, parse};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::icon::Icon;

/// A label with its marks, line by line.
pub fn words(text: &str) -> Html {
    let lines = parse(text);
    let last = lines.len().saturating_sub(1);
    html! {
        for (at, line) in lines.iter().enumerate() {
            <span key={at} class={match line.kind { LineKind::Plain => "", LineKind::Heading => "strong", LineKind::Bullet => "bullet" }}>
                { pieces(&line.inline) }
                if at < last { <br /> }
            </span>
        }
    }
}

fn pieces(inline: &[Inline]) -> Html {
    html! {
        for (at, piece) in inline.iter().enumerate() {
            <span key={at}>
                { match piece {
                    Inline::Text(text) => html! { { text.clone() } },
                    Inline::Strong(inner) => html! { <b>{ pieces(inner) }</b> },
                    Inline::Emphasis(inner) => html! { <em>{ pieces(inner) }</em> },
                    Inline::Above(inner) => html! { <sup>{ pieces(inner) }</sup> },
                    Inline::Below(inner) => html! { <sub>{ pieces(inner) }</sub> },
                    Inline::Link(inner, address) => html! { <a href={address.clone()} target="_blank" rel="noopener noreferrer">{ pieces(inner) }</a> },
                } }
            </span>
        }
    }
}

/// What stands behind a label: that it was confirmed with its block, and what the last visit found.
pub fn marks(shown: &Shown, lang: Lang) -> Html {
    html! {
        <>
            if shown.confirmed { <span class="tag pine">{ Icon::Check.draw() }{ form::CONFIRMED.text(lang) }</span> }
            { for shown.before.as_ref().map(|before| html! { <span class="before">{ form::BEFORE.text(lang, [before]) }</span> }) }
        </>
    }
}

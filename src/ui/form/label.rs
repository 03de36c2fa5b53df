//! What a question says.

use yew::Html;

use super::Shown;
use super::markup::{Inline, LineKind, parse};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el};

/// A label with its marks, line by line. One that has none is its text.
pub fn words(text: &str) -> Html {
    let lines = parse(text);
    if let [line] = lines.as_slice()
        && line.kind == LineKind::Plain
        && let [Inline::Text(text)] = line.inline.as_slice()
    {
        return text.clone().into();
    }
    let last = lines.len().saturating_sub(1);
    let lines = lines.iter().enumerate().map(|(at, line)| {
        let class = match line.kind {
            LineKind::Plain => "",
            LineKind::Heading => "strong",
            LineKind::Bullet => "bullet",
        };
        (at.to_string(), pieces(el("span", class), &line.inline).maybe((at < last).then(|| el("br", ""))))
    });
    el("span", "").list(lines).done()
}

fn pieces(into: El, inline: &[Inline]) -> El {
    into.list(inline.iter().enumerate().map(|(at, piece)| {
        let piece = match piece {
            Inline::Text(text) => el("span", "").text(text.clone()),
            Inline::Strong(inner) => pieces(el("b", ""), inner),
            Inline::Emphasis(inner) => pieces(el("em", ""), inner),
            Inline::Above(inner) => pieces(el("sup", ""), inner),
            Inline::Below(inner) => pieces(el("sub", ""), inner),
            Inline::Link(inner, address) => {
                let link = el("a", "").set("href", address.clone().into()).attr("target", "_blank");
                pieces(link.attr("rel", "noopener noreferrer"), inner)
            }
        };
        (at.to_string(), piece)
    }))
}

/// What is to be known of it, in a word or two.
pub fn mark(shown: &Shown) -> Option<El> {
    (!shown.mark.is_empty()).then(|| el("span", "tag pine").text(shown.mark.clone()))
}

/// That it must be answered: a star for the eye, a word for the ear.
pub fn must(shown: &Shown, lang: Lang) -> Option<El> {
    shown.required.then(|| {
        let star = el("span", "must").attr("aria-hidden", "true").text("*");
        el("span", "").child(star).child(el("span", "aside-only").text(form::MUST.text(lang)))
    })
}

/// How to answer, unfolded on demand.
pub fn guidance(shown: &Shown, lang: Lang) -> Option<El> {
    (!shown.guidance.is_empty()).then(|| {
        el("details", "fold guidance")
            .child(el("summary", "small").text(form::GUIDANCE.text(lang)))
            .child(el("div", "hint").html(words(&shown.guidance)))
    })
}

/// What the last visit found.
pub fn before(shown: &Shown, lang: Lang) -> Option<El> {
    shown.before.as_ref().map(|before| el("span", "before").text(form::BEFORE.text(lang, [before])))
}

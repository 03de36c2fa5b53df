//! 关于与隐私: one screen that a cadre can show to whoever asks.

use crate::app::Route;
use crate::text::Lang;
use crate::text::words::{Word, about, places};
use crate::ui::el::el;
use crate::ui::icon::Icon;
use crate::ui::page::Page;

/// What is kept where, what never leaves, and what is not done.
const SAID: [(Icon, Word, Word); 5] = [
    (Icon::Phone, about::WHERE, about::WHERE_TEXT),
    (Icon::Out, about::LEAVES, about::LEAVES_TEXT),
    (Icon::Close, about::NOT, about::NOT_TEXT),
    (Icon::Print, about::NOTICE, about::NOTICE_TEXT),
    (Icon::Safe, about::LOST, about::LOST_TEXT),
];

/// The screen.
#[inline(never)]
pub fn page(lang: Lang) -> Page {
    let said = SAID.into_iter().map(|(icon, name, text)| {
        let words = el("div", "").child(el("h2", "").text(name.text(lang))).child(el("p", "").text(text.text(lang)));
        (name.en, el("section", "card said").icon(icon).child(words))
    });
    let version = about::VERSION.text(lang, [env!("CARGO_PKG_VERSION")]);
    let foot = el("p", "small muted").text(format!("{version} · {}", about::LICENCE.text(lang)));
    Page::new(places::ABOUT.text(lang), el("div", "stack").list(said).child(foot)).back(Route::More)
}

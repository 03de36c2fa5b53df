//! 关于与隐私: one screen that a cadre can show to whoever asks.

use yew::prelude::*;

use crate::app::Route;
use crate::text::words::{Word, about, places};
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::root::use_lang;

/// What is kept where, what never leaves, and what is not done.
#[component]
pub fn About() -> Html {
    const SAID: [(Icon, Word, Word); 5] = [
        (Icon::Phone, about::WHERE, about::WHERE_TEXT),
        (Icon::Out, about::LEAVES, about::LEAVES_TEXT),
        (Icon::Close, about::NOT, about::NOT_TEXT),
        (Icon::Print, about::NOTICE, about::NOTICE_TEXT),
        (Icon::Safe, about::LOST, about::LOST_TEXT),
    ];
    let lang = use_lang();
    html! {
        <Page title={places::ABOUT.text(lang)} back={Route::More}>
            <div class="stack">
                { for SAID.iter().map(|(icon, name, text)| html! {
                    <section key={name.en} class="card said">
                        { icon.draw() }
                        <div><h2>{ name.text(lang) }</h2><p>{ text.text(lang) }</p></div>
                    </section>
                }) }
                <p class="small muted">{ about::VERSION.text(lang, [env!("CARGO_PKG_VERSION")]) }{ " · " }{ about::LICENCE.text(lang) }</p>
            </div>
        </Page>
    }
}

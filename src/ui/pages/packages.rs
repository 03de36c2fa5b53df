//! 数据包: taking in what villages sent.

use yew::prelude::*;

use crate::app::{Job, Route};
use crate::text::words::{desk, places};
use crate::ui::page::Page;
use crate::ui::parts::{Tone, choose_files};
use crate::ui::root::use_lang;
use crate::web::host::use_app;

/// Receiving packages.
#[component]
pub fn Packages() -> Html {
    let app = use_app();
    let lang = use_lang();
    let receive = Callback::from(move |files: Vec<web_sys::File>| {
        for file in files {
            app.choose(file, Job::Receive);
        }
    });
    html! {
        <Page title={places::PACKAGES.text(lang)} back={Route::More}>
            <section class="stack near">
                <h2>{ desk::RECEIVE.text(lang) }</h2>
                <p>{ desk::RECEIVE_TEXT.text(lang) }</p>
                <p class="line-up">{ choose_files(Tone::Main, "receive", desk::CHOOSE_PACKAGES.text(lang), true, &receive) }</p>
            </section>
        </Page>
    }
}

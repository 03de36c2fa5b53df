//! 数据包: sending a village's, taking in what others sent.

use yew::Callback;

use super::{seal, sending};
use crate::app::{Job, Role, Route};
use crate::text::words::{desk, places};
use crate::ui::el::el;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Tone, choose_files};

/// Sending and receiving packages.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let host = ui.host.clone();
    let receive = Callback::from(move |files: Vec<web_sys::File>| {
        for file in files {
            host.choose(file, Job::Receive);
        }
    });
    let choose = choose_files(Tone::Main, "receive", desk::CHOOSE_PACKAGES.text(lang), true, receive);
    let village = ui.app.settings.role != Some(Role::Township);
    let receive = el("section", "stack near no-print")
        .child(el("h2", "").text(desk::RECEIVE.text(lang)))
        .child(el("p", "").text(desk::RECEIVE_TEXT.text(lang)))
        .child(el("p", "line-up").child(choose));
    let sealing = if village { seal::village(ui) } else { seal::township(ui) };
    let hand_on = if village { None } else { sending::hand_on(ui) };
    let body =
        el("div", "stack far").maybe(village.then(|| sending::send(ui))).child(receive).maybe(hand_on).child(sealing);
    Page::new(places::PACKAGES.text(lang), body).back(Route::More)
}

//! 备份: one file that holds everything, taking it back in, and clearing the device.

use yew::prelude::*;

use crate::app::{Action, Job, Route, local};
use crate::text::words::{common, desk, places};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::parts::{Dialog, Tone, button, choose_files};
use crate::ui::root::use_lang;
use crate::web::host::{use_app, use_part};

/// Making, restoring, clearing.
#[component]
pub fn Backup() -> Html {
    let app = use_app();
    let lang = use_lang();
    let (last, now, zone) = use_part(|app| (app.settings.last_backup, app.now / 60_000 * 60_000, app.zone));
    let clearing = use_state(|| false);
    let last = match last {
        Some(last) => desk::LAST.text(lang, [&format::moment(local(last, zone), local(now, zone), lang)]),
        None => desk::NEVER.text(lang).to_owned(),
    };
    let make = {
        let app = app.clone();
        Callback::from(move |_| app.act(Action::Backup))
    };
    let restore = {
        let app = app.clone();
        Callback::from(move |files: Vec<web_sys::File>| {
            for file in files {
                app.choose(file, Job::Restore);
            }
        })
    };
    let ask = {
        let clearing = clearing.clone();
        Callback::from(move |_| clearing.set(true))
    };
    let keep = {
        let clearing = clearing.clone();
        Callback::from(move |()| clearing.set(false))
    };
    let clear = {
        let (app, keep) = (app.clone(), keep.clone());
        Callback::from(move |_| {
            keep.emit(());
            app.act(Action::ClearAll);
        })
    };
    html! {
        <Page title={places::BACKUP.text(lang)} back={Route::More}>
            <div class="stack far">
                <section class="stack">
                    <p>{ desk::BACKUP_TEXT.text(lang) }</p>
                    <p class="small muted">{ desk::BACKUP_WARNING.text(lang) }</p>
                    <div class="line-up">{ button(Tone::Main, Some(Icon::Safe), desk::BACKUP.text(lang), make) }<span class="muted">{ last }</span></div>
                </section>
                <section class="stack near">
                    <h2>{ desk::RESTORE.text(lang) }</h2>
                    <p>{ desk::RESTORE_TEXT.text(lang) }</p>
                    <p class="line-up">{ choose_files(Tone::Plain, "restore", desk::CHOOSE_BACKUP.text(lang), false, &restore) }</p>
                </section>
                <section class="stack near">
                    <h2>{ desk::CLEAR.text(lang) }</h2>
                    <p class="line-up">{ button(Tone::Danger, Some(Icon::Bin), desk::CLEAR.text(lang), ask) }</p>
                </section>
            </div>
            if *clearing {
                <Dialog title={desk::CLEAR.text(lang)} close={common::CLOSE.text(lang)} onclose={keep.clone()} foot={html! { <>
                    { button(Tone::Plain, None, desk::KEEP.text(lang), Callback::from(move |_| keep.emit(()))) }
                    { button(Tone::Danger, Some(Icon::Bin), desk::CLEAR_NOW.text(lang), clear) }
                </> }}>
                    <p>{ desk::CLEAR_TEXT.text(lang) }</p>
                </Dialog>
            }
        </Page>
    }
}

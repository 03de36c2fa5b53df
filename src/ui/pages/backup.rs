//! 备份: one file that holds everything, taking it back in, and clearing the device.

use yew::{Callback, Html};

use crate::app::{Action, Job, KeyJob, Route, local};
use crate::text::words::{desk, places, seal};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Shape, Tone, button, choose_files, dialog, notice};

/// Making, restoring, clearing.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let body = el("div", "stack far").child(make(ui)).child(restore(ui)).child(clear(ui));
    let mut page = Page::new(places::BACKUP.text(ui.lang), body).back(Route::More);
    if ui.memory.with(|kept| kept.here.open) {
        page.dialog = ask(ui);
    }
    page
}

fn make(ui: &Ui<'_>) -> El {
    let (app, lang) = (ui.app, ui.lang);
    let last = match app.settings.last_backup {
        Some(last) => desk::LAST.text(lang, [&format::moment(local(last, app.zone), local(app.now, app.zone), lang)]),
        None => desk::NEVER.text(lang).to_owned(),
    };
    let make = button(Tone::Main, Some(Icon::Safe), desk::BACKUP.text(lang), ui.does(Action::Backup));
    el("section", "stack")
        .child(el("p", "").text(desk::BACKUP_TEXT.text(lang)))
        .child(el("p", "small muted").text(desk::BACKUP_WARNING.text(lang)))
        .maybe(key_apart(ui))
        .child(el("div", "line-up").child(make).child(el("span", "muted").text(last)))
}

/// The township's secret key is in no backup: it has to be kept by itself.
fn key_apart(ui: &Ui<'_>) -> Option<El> {
    let lang = ui.lang;
    (!ui.app.settings.township_key.is_empty()).then(|| {
        let keep = Action::Key(KeyJob::Save);
        let keep = button(Tone::Plain, Some(Icon::Shield), seal::KEEP.text(lang), ui.does(keep));
        notice("card warn line-up", Icon::Triangle, seal::APART.text(lang), Some(keep))
    })
}

fn restore(ui: &Ui<'_>) -> El {
    let (host, lang) = (ui.host.clone(), ui.lang);
    let restore = Callback::from(move |files: Vec<web_sys::File>| {
        for file in files {
            host.choose(file, Job::Restore);
        }
    });
    let choose = choose_files(Tone::Plain, "restore", desk::CHOOSE_BACKUP.text(lang), false, restore);
    el("section", "stack near")
        .child(el("h2", "").text(desk::RESTORE.text(lang)))
        .child(el("p", "").text(desk::RESTORE_TEXT.text(lang)))
        .child(el("p", "line-up").child(choose))
}

fn clear(ui: &Ui<'_>) -> El {
    let word = desk::CLEAR.text(ui.lang);
    let clear = button(Tone::Danger, Some(Icon::Bin), word, ui.keeps(|kept| kept.here.open = true));
    el("section", "stack near").child(el("h2", "").text(word)).child(el("p", "line-up").child(clear))
}

/// It cannot be undone, so it is asked.
fn ask(ui: &Ui<'_>) -> Html {
    let lang = ui.lang;
    let keep = button(Tone::Plain, None, desk::KEEP.text(lang), ui.keeps(|kept| kept.here.open = false));
    let clear = button(Tone::Danger, Some(Icon::Bin), desk::CLEAR_NOW.text(lang), {
        let (host, memory) = (ui.host.clone(), ui.memory.clone());
        Callback::from(move |_| {
            memory.with(|kept| kept.here.open = false);
            host.act(Action::ClearAll);
        })
    });
    let body = el("p", "").text(desk::CLEAR_TEXT.text(lang));
    let foot = el("div", "foot-buttons").child(keep).child(clear);
    dialog(lang, desk::CLEAR.text(lang), Shape::Sheet, ui.closes(), body, Some(foot))
}

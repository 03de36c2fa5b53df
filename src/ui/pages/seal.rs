//! 加密: the township's key, shown for villages to take; the village's copy of its public half; a passphrase that is asked for.

use yew::Callback;

use crate::app::{Action, FileRef, Job, KeyJob};
use crate::text::words::{common, seal};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Field, Keyboard, Tone, button, choose_files, field};

/// A village's part: to whom its packages are sealed.
pub fn village(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let public = &ui.app.settings.seal_to;
    let section = el("section", "stack near").child(el("h2", "").text(seal::SEAL.text(lang)));
    if !public.is_empty() {
        let stop = button(Tone::Plain, Some(Icon::Close), seal::STOP.text(lang), ui.does(Action::SealToNobody));
        return section
            .child(el("p", "").icon(Icon::Shield).text(seal::SEALED.text(lang)))
            .child(el("p", "small muted key").text(public.clone()))
            .child(el("p", "line-up").child(stop));
    }
    let typed = ui.memory.with(|kept| kept.here.draft.clone());
    let memory = ui.memory.clone();
    let ontyped = Callback::from(move |text: String| memory.change(|kept| kept.here.draft = text));
    let line = Field {
        id: "seal-to".into(),
        label: seal::PUBLIC.text(lang).into(),
        hint: seal::PUBLIC_HINT.text(lang).into(),
        value: typed.clone().into(),
        problem: None,
        keyboard: Keyboard::Text,
    };
    let take =
        button(Tone::Plain, Some(Icon::Check), common::SAVE.text(lang), ui.does(Action::Key(KeyJob::Read(typed))));
    section
        .child(el("p", "").text(seal::SEAL_TEXT.text(lang)))
        .child(field(line, ontyped))
        .child(el("p", "line-up").child(take).child(from_file(ui)))
}

/// A township's part: its key.
pub fn township(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let secret = &ui.app.settings.township_key;
    let section = el("section", "stack near")
        .child(el("h2", "").text(seal::KEY.text(lang)))
        .child(el("p", "").text(seal::KEY_TEXT.text(lang)));
    if secret.is_empty() {
        let make = button(Tone::Plain, Some(Icon::Shield), seal::MAKE.text(lang), ui.does(Action::Key(KeyJob::Make)));
        return section.child(el("p", "line-up").child(make).child(from_file(ui)));
    }
    let save = button(Tone::Plain, Some(Icon::Out), seal::KEEP.text(lang), ui.does(Action::Key(KeyJob::Save)));
    let Some(view) = ui.app.desk.key.as_ref().filter(|view| !view.secret.is_empty()) else {
        let show = Action::Key(KeyJob::Read(secret.clone()));
        let show = button(Tone::Plain, Some(Icon::Shield), seal::SHOW.text(lang), ui.does(show));
        return section.child(el("p", "line-up").child(show).child(save));
    };
    // Four light modules stand around a code, or cameras do not find it.
    let side = view.side + 8;
    let code = el("svg", "qr")
        .set("viewBox", format!("-4 -4 {side} {side}").into())
        .attr("role", "img")
        .set("aria-label", seal::QR.text(lang).into())
        .child(el("path", "").set("d", view.path.clone().into()));
    section
        .child(code)
        .child(el("p", "key").text(view.public.clone()))
        .child(el("p", "small muted").text(seal::KEEP_TEXT.text(lang)))
        .child(el("p", "line-up").child(save))
}

/// The passphrase of a file that waits for it.
pub fn locked(ui: &Ui<'_>) -> Option<El> {
    let (lang, file) = (ui.lang, ui.app.desk.locked.as_ref()?);
    let typed = ui.memory.with(|kept| kept.here.draft.clone());
    let memory = ui.memory.clone();
    let ontyped = Callback::from(move |text: String| memory.change(|kept| kept.here.draft = text));
    let line = Field {
        id: "passphrase".into(),
        label: seal::PASSPHRASE.text(lang).into(),
        hint: seal::PASSPHRASE_HINT.text(lang).into(),
        value: typed.clone().into(),
        problem: None,
        keyboard: Keyboard::Text,
    };
    let open = button(Tone::Main, Some(Icon::Check), seal::OPEN.text(lang), ui.does(Action::Unlock(typed)));
    let leave = button(Tone::Plain, None, seal::LEAVE.text(lang), ui.does(Action::Unlock(String::new())));
    Some(
        el("section", "card stack near")
            .child(el("h2", "").text(seal::LOCKED.text(lang)))
            .child(el("p", "").text(file.name.clone()))
            .child(field(line, ontyped))
            .child(el("p", "line-up").child(open).child(leave)),
    )
}

fn from_file(ui: &Ui<'_>) -> El {
    let host = ui.host.clone();
    let chosen = Callback::from(move |files: Vec<web_sys::File>| {
        for file in files {
            host.choose(file, |file: FileRef| Job::Key(KeyJob::File(file)));
        }
    });
    choose_files(Tone::Plain, "key-file", seal::CHOOSE.text(ui.lang), false, chosen)
}

//! 加密: the township's key, whose public half villages take by code, file or line; and the village's copy of that.

use yew::Callback;

use crate::app::{Action, FileRef, Job, KeyJob};
use crate::text::Say;
use crate::text::words::{common, seal};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Field, Keyboard, Tone, button, choose_files, field};
use crate::web::files;

/// Under which name what is typed as the township's public key is kept.
const PUBLIC: &str = "seal-to";

/// A village's part: to whom its packages are sealed.
pub fn village(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let public = &ui.app.settings.seal_to;
    let section = el("section", "stack near").child(el("h2", "").text(seal::SEAL.text(lang)));
    if !public.is_empty() {
        let stop = button(Tone::Plain, Some(Icon::Close), seal::STOP.text(lang), ui.does(Action::SealToNobody));
        return section
            .child(el("div", "said").icon(Icon::Shield).child(el("p", "grow").text(seal::SEALED.text(lang))))
            .child(el("p", "small muted key").text(public.clone()))
            .child(el("p", "line-up").child(stop));
    }
    let typed = ui.memory.with(|kept| kept.here.typed(PUBLIC).unwrap_or_default().to_owned());
    let memory = ui.memory.clone();
    let ontyped = Callback::from(move |text: String| memory.change(|kept| kept.here.write(PUBLIC, text)));
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
        .maybe(refused(ui))
        .child(el("p", "line-up").child(take).child(from_file(ui)))
}

/// A township's part: its key.
pub fn township(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let secret = &ui.app.settings.township_key;
    let section = el("section", "stack near")
        .child(el("h2", "no-print").text(seal::KEY.text(lang)))
        .child(el("p", "no-print").text(seal::KEY_TEXT.text(lang)));
    if secret.is_empty() {
        let make = button(Tone::Plain, Some(Icon::Shield), seal::MAKE.text(lang), ui.does(Action::Key(KeyJob::Make)));
        return section.maybe(refused(ui)).child(el("p", "line-up").child(make).child(from_file(ui)));
    }
    let renew = renew(ui);
    // What is sent and what must not be stand apart.
    let keep = button(Tone::Quiet, Some(Icon::Shield), seal::KEEP.text(lang), ui.does(Action::Key(KeyJob::Save)));
    let give = button(Tone::Main, Some(Icon::Out), seal::GIVE.text(lang), ui.does(Action::Key(KeyJob::SavePublic)));
    let Some(view) = ui.app.desk.key.as_ref().filter(|view| !view.secret.is_empty()) else {
        let show = Action::Key(KeyJob::Read(secret.clone()));
        let show = button(Tone::Plain, Some(Icon::Shield), seal::SHOW.text(lang), ui.does(show));
        return section
            .child(el("p", "line-up").child(give).child(show))
            .child(el("p", "small muted").text(seal::KEEP_TEXT.text(lang)))
            .child(el("p", "line-up").child(keep))
            .child(renew);
    };
    // Four light modules stand around a code, or cameras do not find it.
    let side = view.side + 8;
    let code = || {
        el("svg", "qr")
            .set("viewBox", format!("-4 -4 {side} {side}").into())
            .attr("role", "img")
            .set("aria-label", seal::QR.text(lang).into())
            .child(el("path", "").set("d", view.path.clone().into()))
    };
    let copy = button(Tone::Plain, None, seal::COPY.text(lang), ui.copies(view.public.clone()));
    let print = button(Tone::Plain, Some(Icon::Print), seal::PRINT.text(lang), Callback::from(|_| files::print()));
    let on_paper = el("section", "paper")
        .attr("aria-hidden", "true")
        .child(el("h2", "").text(format!("{} {}", ui.app.township(), seal::PUBLIC.text(lang))))
        .child(code())
        .child(el("p", "key").text(view.public.clone()))
        .child(el("p", "").text(seal::PUBLIC_HINT.text(lang)));
    let screen = el("div", "stack near no-print")
        .child(code())
        .child(el("p", "key").text(view.public.clone()))
        .child(el("p", "line-up").child(give).child(copy).child(print).maybe(ui.copied()))
        .child(el("p", "small muted").text(seal::KEEP_TEXT.text(lang)))
        .child(el("p", "line-up").child(keep))
        .child(renew);
    section.child(screen).child(on_paper)
}

/// The way to another key, for one that was lost or sent to somebody; asked twice, since every village has to take it.
fn renew(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    if !ui.memory.with(|kept| kept.here.pressed) {
        let ask = ui.keeps(|kept| kept.here.pressed = true);
        return el("p", "line-up no-print").child(button(Tone::Quiet, None, seal::RENEW.text(lang), ask));
    }
    let make = ui.does_and_keeps(Action::Key(KeyJob::Make), |kept| kept.here.pressed = false);
    let leave = ui.keeps(|kept| kept.here.pressed = false);
    el("div", "card warn stack near no-print").child(el("p", "").text(seal::RENEW_TEXT.text(lang))).child(
        el("p", "line-up").child(button(Tone::Main, Some(Icon::Shield), seal::RENEW.text(lang), make)).child(button(
            Tone::Plain,
            None,
            common::CANCEL.text(lang),
            leave,
        )),
    )
}

/// Why the key that was given last was not taken.
fn refused(ui: &Ui<'_>) -> Option<El> {
    let said = ui.app.desk.key_refused.as_ref()?;
    let words = el("p", "grow").text(said.say(ui.lang));
    Some(el("div", "card bad said").attr("role", "alert").icon(Icon::Octagon).child(words))
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

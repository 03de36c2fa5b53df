//! A sealed file that waits for its passphrase, asked for wherever the file was given.

use yew::virtual_dom::ListenerKind;
use yew::{Callback, Html};

use crate::app::{Action, Locked};
use crate::text::words::seal;
use crate::ui::el::el;
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Field, Keyboard, Shape, Tone, button, dialog, field};

/// Under which name what is typed is kept.
const TYPED: &str = "passphrase";

/// The question. An empty answer opens nothing; what is left is left by its own button.
pub(super) fn locked(ui: &Ui<'_>, locked: &Locked) -> Html {
    let lang = ui.lang;
    let typed = ui.memory.with(|kept| kept.here.typed(TYPED).unwrap_or_default().to_owned());
    let memory = ui.memory.clone();
    let ontyped = Callback::from(move |text: String| memory.change(|kept| kept.here.write(TYPED, text)));
    let line = Field {
        id: TYPED.into(),
        label: seal::PASSPHRASE.text(lang).into(),
        hint: seal::PASSPHRASE_HINT.text(lang).into(),
        value: typed.into(),
        problem: locked.again.then(|| seal::WRONG.text(lang).into()),
        keyboard: Keyboard::Text,
    };
    let act = |opens: bool| {
        let (host, memory) = (ui.host.clone(), ui.memory.clone());
        move || {
            let typed = memory.with(|kept| kept.here.typed(TYPED).unwrap_or_default().to_owned());
            if opens && typed.trim().is_empty() {
                return;
            }
            // The next file has another.
            memory.with(|kept| kept.here.write(TYPED, String::new()));
            host.act(Action::Unlock(if opens { typed } else { String::new() }));
        }
    };
    let (open, entered, leave, close) = (act(true), act(true), act(false), act(false));
    let later = ui.app.desk.locked.len().saturating_sub(1);
    let later = (later > 0).then(|| el("p", "small muted").text(seal::LATER.text(lang, [&later.to_string()])));
    let body = el("form", "stack near")
        .child(el("p", "strong").text(locked.file.name.clone()))
        .child(field(line, ontyped).attr("data-first", ""))
        .maybe(later)
        .on(ListenerKind::onsubmit, move |event| {
            event.prevent_default();
            entered();
        });
    let leaves = if locked.adds { seal::LEAVE_OUT } else { seal::LEAVE };
    let open = button(Tone::Main, Some(Icon::Check), seal::OPEN.text(lang), Callback::from(move |_| open()));
    let foot = el("div", "foot-buttons")
        .child(button(Tone::Plain, None, leaves.text(lang), Callback::from(move |_| leave())))
        .child(open);
    dialog(lang, seal::LOCKED.text(lang), Shape::Sheet, Callback::from(move |()| close()), body, Some(foot))
}

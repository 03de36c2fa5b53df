//! 应报村名单: which villages a township waits for.

use yew::virtual_dom::ListenerKind;
use yew::{Callback, Html};

use crate::app::{Action, Job};
use crate::text::words::{common, rollup};
use crate::ui::el::{el, held};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{self, Shape, Tone, button, choose_files};

/// The list, to be typed, pasted or chosen as a file.
pub(super) fn dialog(ui: &Ui<'_>) -> Html {
    let lang = ui.lang;
    let known = || ui.app.settings.expected_villages.join("\n");
    let typed = ui.memory.with(|kept| kept.here.names.get_or_insert_with(known).clone());
    let memory = ui.memory.clone();
    let area = el("textarea", "input")
        .attr("id", "expected")
        .attr("rows", "10")
        .set("aria-label", rollup::EXPECT.text(lang).into())
        .value(typed.clone().into())
        .on(ListenerKind::oninput, move |event| memory.change(|kept| kept.here.names = Some(held(&event))));
    let sent: Vec<String> = ui
        .app
        .desk
        .rollup
        .iter()
        .flat_map(|made| &made.rollup.villages)
        .filter(|name| !typed.lines().any(|line| line.trim() == *name))
        .cloned()
        .collect();
    let take_over = (!sent.is_empty()).then(|| {
        let word = rollup::EXPECT_FROM.text(lang, [&format::count(sent.len())]);
        let click = ui.keeps(move |kept| {
            let names = kept.here.names.get_or_insert_default();
            for name in &sent {
                if !names.is_empty() && !names.ends_with('\n') {
                    names.push('\n');
                }
                names.push_str(name);
            }
        });
        button(Tone::Plain, Some(Icon::Plus), word, click)
    });
    let file = {
        let (host, memory) = (ui.host.clone(), ui.memory.clone());
        let chosen = Callback::from(move |files: Vec<web_sys::File>| {
            memory.with(|kept| kept.here.open = false);
            for file in files {
                host.choose(file, Job::ReadVillages);
            }
        });
        choose_files(Tone::Plain, "expected-file", rollup::EXPECT_FILE.text(lang), false, chosen)
    };
    let save = {
        let (host, memory) = (ui.host.clone(), ui.memory.clone());
        Callback::from(move |_| {
            memory.with(|kept| {
                kept.here.open = false;
                kept.here.names = None;
            });
            host.act(Action::Expect(names(&typed)));
        })
    };
    let body = el("div", "stack near")
        .child(el("p", "").text(rollup::EXPECT_TEXT.text(lang)))
        .child(area)
        .child(el("p", "line-up").child(file).maybe(take_over));
    let foot = button(Tone::Main, Some(Icon::Check), common::SAVE.text(lang), save);
    parts::dialog(lang, rollup::EXPECT.text(lang), Shape::Sheet, ui.closes(), body, Some(foot))
}

/// One village a line, each once.
fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if names.iter().all(|name| name != line) {
            names.push(line.to_owned());
        }
    }
    names
}

//! The first minute: who are you.

use yew::Callback;

use crate::app::{Action, Role};
use crate::text::Lang;
use crate::text::words::{Word, sending, settings, start};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Tone, button};

/// Asks which role this device has.
#[inline(never)]
pub fn start(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let other = match lang {
        Lang::ZhHans => Lang::En,
        Lang::En => Lang::ZhHans,
    };
    let switch = el("button", "btn quiet switch-lang")
        .attr("type", "button")
        .attr("lang", other.tag())
        .text(other.pick(settings::CHINESE.zh_hans, settings::ENGLISH.en))
        .click(ui.does(Action::SetLang(other)));
    let hero = el("header", "hero")
        .child(el("span", "mark").icon(Icon::Mark))
        .child(el("h1", "").attr("id", "title").attr("tabindex", "-1").text(start::NAME.text(lang)))
        .child(el("p", "lead").text(start::PURPOSE.text(lang)))
        .child(el("p", "muted").text(start::PRIVATE.text(lang)));
    let roles = el("div", "stack near")
        .attr("role", "group")
        .attr("aria-labelledby", "who")
        .child(el("h2", "").attr("id", "who").text(start::WHO.text(lang)))
        .child(role(ui, Role::Village, Icon::House, start::VILLAGE, start::VILLAGE_BELOW))
        .child(role(ui, Role::Township, Icon::Hall, start::TOWNSHIP, start::TOWNSHIP_BELOW))
        .child(el("p", "small muted").text(start::CHANGE_LATER.text(lang)));
    let demo = |word: Word, role: Role| button(Tone::Quiet, None, word.text(lang), ui.does(Action::Demo(role)));
    let demos = el("p", "line-up centre")
        .attr("role", "group")
        .attr("aria-label", start::DEMO.text(lang))
        .child(el("span", "muted").text(start::DEMO.text(lang)))
        .child(demo(sending::DEMO_VILLAGE, Role::Village))
        .child(demo(sending::DEMO_TOWNSHIP, Role::Township));
    el("div", "page")
        .child(el("main", "first").child(switch).child(el("div", "stack far").child(hero).child(roles).child(demos)))
}

fn role(ui: &Ui<'_>, role: Role, icon: Icon, word: Word, below: Word) -> El {
    let words =
        el("span", "grow").child(el("b", "").text(word.text(ui.lang))).child(el("small", "").text(below.text(ui.lang)));
    let click: Callback<_> = ui.does(Action::ChooseRole(role));
    el("button", "role").attr("type", "button").icon(icon).child(words).icon(Icon::Next).click(click)
}

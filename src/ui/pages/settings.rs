//! 设置: language, size of text, colours, name, role, and how the data is kept.

use crate::app::{Action, Role, Route, Space, TextSize, Theme, local};
use crate::store::Place;
use crate::text::Lang;
use crate::text::words::{Word, places, settings};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Field, Keyboard, field, pick};

/// One of the values of a setting: its key, its word, and what choosing it does.
type Value = (&'static str, Word, Action);

/// Everything that can be set.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let (set, lang) = (&ui.app.settings, ui.lang);
    let languages: [Value; 2] = [
        ("zh-Hans", settings::CHINESE, Action::SetLang(Lang::ZhHans)),
        ("en", settings::ENGLISH, Action::SetLang(Lang::En)),
    ];
    let sizes: [Value; 3] = [
        ("normal", settings::NORMAL, Action::SetTextSize(TextSize::Normal)),
        ("large", settings::LARGE, Action::SetTextSize(TextSize::Large)),
        ("largest", settings::LARGEST, Action::SetTextSize(TextSize::Largest)),
    ];
    let themes: [Value; 4] = [
        ("system", settings::SYSTEM, Action::SetTheme(Theme::System)),
        ("light", settings::LIGHT, Action::SetTheme(Theme::Light)),
        ("dark", settings::DARK, Action::SetTheme(Theme::Dark)),
        ("contrast", settings::STRONG, Action::SetTheme(Theme::Contrast)),
    ];
    let roles: [Value; 2] = [
        ("village", settings::VILLAGE, Action::ChooseRole(Role::Village)),
        ("township", settings::TOWNSHIP, Action::ChooseRole(Role::Township)),
    ];
    let role = set.role.unwrap_or(Role::Village);
    let author = Field {
        id: "author".into(),
        label: settings::AUTHOR.text(lang).into(),
        hint: settings::AUTHOR_HINT.text(lang).into(),
        value: set.author.clone().into(),
        problem: None,
        keyboard: Keyboard::Text,
    };
    let body = el("div", "stack far")
        .child(choice(ui, "language", settings::LANGUAGE, &languages, &Action::SetLang(set.lang)))
        .child(
            choice(ui, "text-size", settings::TEXT_SIZE, &sizes, &Action::SetTextSize(set.text_size))
                .child(el("p", "muted").text(settings::SAMPLE.text(lang))),
        )
        .child(choice(ui, "colours", settings::COLOURS, &themes, &Action::SetTheme(set.theme)))
        .child(field(author, ui.acts(Action::SetAuthor)))
        .child(choice(ui, "role", settings::ROLE, &roles, &Action::ChooseRole(role)))
        .maybe(super::region::own(ui))
        .child(storage(ui));
    Page::new(places::SETTINGS.text(lang), body).back(Route::More)
}

/// A row of values that act at once.
fn choice(ui: &Ui<'_>, name: &'static str, label: Word, values: &[Value], present: &Action) -> El {
    let lang = ui.lang;
    let chosen = values.iter().find(|(_, _, action)| action == present).map_or("", |(key, ..)| key);
    let actions: Vec<(&'static str, Action)> = values.iter().map(|(key, _, action)| (*key, action.clone())).collect();
    let host = ui.host.clone();
    let onpick = yew::Callback::from(move |key: &'static str| {
        if let Some((_, action)) = actions.iter().find(|(other, _)| *other == key) {
            host.act(action.clone());
        }
    });
    let words = values.iter().map(|(key, word, _)| (*key, word.text(lang).into()));
    el("section", "field").child(el("h2", "label").text(label.text(lang))).child(pick(
        name,
        label.text(lang),
        words,
        chosen,
        &onpick,
    ))
}

/// How old the last backup is.
pub fn backed_up(ui: &Ui<'_>) -> String {
    let (app, lang) = (ui.app, ui.lang);
    let days = |last| (local(app.now, app.zone).date() - local(last, app.zone).date()).num_days();
    match app.settings.last_backup.map(days) {
        None => settings::NOT_BACKED_UP.text(lang).to_owned(),
        Some(..=0) => settings::BACKED_UP_TODAY.text(lang).to_owned(),
        Some(days) => settings::BACKED_UP_DAYS.text(lang, [&days.to_string()]),
    }
}

fn storage(ui: &Ui<'_>) -> El {
    let (app, lang) = (ui.app, ui.lang);
    let (icon, text) = match (&app.place, app.space) {
        (Some(Place::Memory(_)), _) => (Icon::Triangle, settings::IN_MEMORY),
        (_, Some(Space { persisted: true, .. })) => (Icon::Done, settings::KEPT),
        _ => (Icon::Info, settings::NOT_KEPT),
    };
    let used = app.space.map(|space| {
        el("p", "small muted")
            .text(settings::USED.text(lang, [&format::bytes(space.used), &format::bytes(space.quota)]))
    });
    let backup = el("p", "small muted").text(backed_up(ui));
    let said = el("div", "").child(el("p", "").text(text.text(lang))).maybe(used).child(backup);
    el("section", "field")
        .child(el("h2", "label").text(settings::STORAGE.text(lang)))
        .child(el("div", "card said").icon(icon).child(said))
}

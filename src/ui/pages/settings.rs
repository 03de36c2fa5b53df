//! 设置: language, size of text, colours, name, role, and how the data is kept.

use yew::prelude::*;

use crate::app::{Action, Role, Route, Settings as Chosen, Space, TextSize, Theme};
use crate::store::Place;
use crate::text::Lang;
use crate::text::words::{Word, places, settings};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::Page;
use crate::ui::parts::{TextField, pick};
use crate::ui::root::use_lang;
use crate::web::host::{Host, use_app, use_part};

/// Everything that can be set.
#[component]
pub fn Settings() -> Html {
    let app = use_app();
    let lang = use_lang();
    let (chosen, space, in_memory) =
        use_part(|app| (app.settings.clone(), app.space, matches!(app.place, Some(Place::Memory(_)))));
    html! {
        <Page title={places::SETTINGS.text(lang)} back={Route::More}>
            <div class="stack far">
                { language(&app, &chosen) }
                { text_size(&app, &chosen) }
                { colours(&app, &chosen) }
                { author(&app, &chosen) }
                { role(&app, &chosen) }
                { storage(space, in_memory, lang) }
            </div>
        </Page>
    }
}

/// A row of choices that acts at once.
fn choice<T: Copy + PartialEq + 'static>(
    app: &Host,
    name: &'static str,
    label: Word,
    chosen: T,
    options: &'static [(T, &'static str, Word)],
    lang: Lang,
    action: fn(T) -> Action,
) -> Html {
    let words: Vec<(&'static str, AttrValue)> =
        options.iter().map(|(_, key, word)| (*key, word.text(lang).into())).collect();
    let present = options.iter().find(|(value, ..)| *value == chosen).map_or("", |(_, key, _)| key);
    let app = app.clone();
    let onpick = Callback::from(move |key: &'static str| {
        if let Some((value, ..)) = options.iter().find(|(_, other, _)| *other == key) {
            app.act(action(*value));
        }
    });
    html! { <section class="field"><h2 class="label">{ label.text(lang) }</h2>{ pick(name, label.text(lang), &words, present, &onpick) }</section> }
}

fn language(app: &Host, chosen: &Chosen) -> Html {
    const OPTIONS: &[(Lang, &str, Word)] =
        &[(Lang::ZhHans, "zh-Hans", settings::CHINESE), (Lang::En, "en", settings::ENGLISH)];
    choice(app, "language", settings::LANGUAGE, chosen.lang, OPTIONS, chosen.lang, Action::SetLang)
}

fn text_size(app: &Host, chosen: &Chosen) -> Html {
    const OPTIONS: &[(TextSize, &str, Word)] = &[
        (TextSize::Normal, "normal", settings::NORMAL),
        (TextSize::Large, "large", settings::LARGE),
        (TextSize::Largest, "largest", settings::LARGEST),
    ];
    let lang = chosen.lang;
    html! {
        <div class="stack near">
            { choice(app, "text-size", settings::TEXT_SIZE, chosen.text_size, OPTIONS, lang, Action::SetTextSize) }
            <p class="muted">{ settings::SAMPLE.text(lang) }</p>
        </div>
    }
}

fn colours(app: &Host, chosen: &Chosen) -> Html {
    const OPTIONS: &[(Theme, &str, Word)] = &[
        (Theme::System, "system", settings::SYSTEM),
        (Theme::Light, "light", settings::LIGHT),
        (Theme::Dark, "dark", settings::DARK),
        (Theme::Contrast, "contrast", settings::STRONG),
    ];
    choice(app, "colours", settings::COLOURS, chosen.theme, OPTIONS, chosen.lang, Action::SetTheme)
}

fn role(app: &Host, chosen: &Chosen) -> Html {
    const OPTIONS: &[(Option<Role>, &str, Word)] =
        &[(Some(Role::Village), "village", settings::VILLAGE), (Some(Role::Township), "township", settings::TOWNSHIP)];
    choice(app, "role", settings::ROLE, chosen.role, OPTIONS, chosen.lang, |role| {
        Action::ChooseRole(role.unwrap_or(Role::Village))
    })
}

fn author(app: &Host, chosen: &Chosen) -> Html {
    let lang = chosen.lang;
    let app = app.clone();
    let onsave = Callback::from(move |text: String| app.act(Action::SetAuthor(text)));
    html! {
        <TextField id="author" label={settings::AUTHOR.text(lang)} hint={settings::AUTHOR_HINT.text(lang)} value={chosen.author.clone()}
            autocomplete="name" {onsave} />
    }
}

fn storage(space: Option<Space>, in_memory: bool, lang: Lang) -> Html {
    let (icon, text) = match (in_memory, space) {
        (true, _) => (Icon::Triangle, settings::IN_MEMORY),
        (false, Some(Space { persisted: true, .. })) => (Icon::Done, settings::KEPT),
        (false, _) => (Icon::Info, settings::NOT_KEPT),
    };
    html! {
        <section class="field">
            <h2 class="label">{ settings::STORAGE.text(lang) }</h2>
            <div class="card said">
                { icon.draw() }
                <div>
                    <p>{ text.text(lang) }</p>
                    { for space.map(|space| html! { <p class="small muted">{ settings::USED.text(lang, [&format::bytes(space.used)]) }</p> }) }
                </div>
            </div>
        </section>
    }
}

//! The first minute: who are you.

use yew::prelude::*;

use crate::app::{Action, Role};
use crate::text::Lang;
use crate::text::words::{Word, settings, start};
use crate::ui::document;
use crate::ui::icon::Icon;
use crate::ui::root::use_lang;
use crate::web::host::{Host, use_app};

/// Asks which role this device has.
#[component]
pub fn Start() -> Html {
    let app = use_app();
    let lang = use_lang();
    use_effect_with(lang, |lang| document::title(start::NAME.text(*lang)));
    let other = lang.pick(Lang::En, Lang::ZhHans);
    let switch = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| app.act(Action::SetLang(other)))
    };
    html! {
        <div class="page">
            <main class="first">
                <button type="button" class="btn quiet switch-lang" lang={other.tag()} onclick={switch}>
                    { other.pick(settings::CHINESE.zh_hans, settings::ENGLISH.en) }
                </button>
                <div class="stack far">
                    <header class="hero">
                        <span class="mark">{ Icon::Mark.draw() }</span>
                        <h1 id="title">{ start::NAME.text(lang) }</h1>
                        <p class="lead">{ start::PURPOSE.text(lang) }</p>
                        <p class="muted">{ start::PRIVATE.text(lang) }</p>
                    </header>
                    <div class="stack near" role="group" aria-labelledby="who">
                        <h2 id="who">{ start::WHO.text(lang) }</h2>
                        { role(&app, Role::Village, Icon::House, start::VILLAGE, start::VILLAGE_BELOW, lang) }
                        { role(&app, Role::Township, Icon::Hall, start::TOWNSHIP, start::TOWNSHIP_BELOW, lang) }
                        <p class="small muted">{ start::CHANGE_LATER.text(lang) }</p>
                    </div>
                </div>
            </main>
        </div>
    }
}

fn role(app: &Host, role: Role, icon: Icon, word: Word, below: Word, lang: Lang) -> Html {
    let onclick = {
        let app = app.clone();
        Callback::from(move |_: MouseEvent| app.act(Action::ChooseRole(role)))
    };
    html! {
        <button type="button" class="role" {onclick}>
            { icon.draw() }
            <span class="grow"><b>{ word.text(lang) }</b><small>{ below.text(lang) }</small></span>
            { Icon::Next.draw() }
        </button>
    }
}

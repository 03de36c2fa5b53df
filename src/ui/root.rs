//! The application on screen: dresses the document and shows the page of the present route.

use yew::prelude::*;

use super::desk::Desk;
use super::icon::Icon;
use super::memory::{Kept, Memory};
use super::pages;
use super::parts::{Tone, button, notice};
use super::{document, places};
use crate::app::{Action, Phase, Role, Route, TextSize, Theme};
use crate::store::Place;
use crate::text::words::start;
use crate::text::{Lang, Say};
use crate::web::host::{Host, HostProvider, use_app, use_part};

/// What [`Root`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct RootProps {
    /// The running application.
    pub host: Host,
}

/// The whole application.
#[component]
pub fn Root(props: &RootProps) -> Html {
    html! { <HostProvider host={props.host.clone()}><Frame /></HostProvider> }
}

/// The language of the interface.
#[hook]
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// What the frame depends on.
#[derive(Clone, PartialEq)]
struct Look {
    phase: Phase,
    lang: Lang,
    theme: Theme,
    size: TextSize,
    role: Option<Role>,
    route: Route,
    in_memory: bool,
    update_waiting: bool,
}

#[component]
fn Frame() -> Html {
    let app = use_app();
    let look = use_part(|app| Look {
        phase: app.phase.clone(),
        lang: app.settings.lang,
        theme: app.settings.theme,
        size: app.settings.text_size,
        role: app.settings.role,
        route: app.route.clone(),
        in_memory: matches!(app.place, Some(Place::Memory(_))),
        update_waiting: app.update_waiting,
    });
    use_effect_with((look.lang, look.theme, look.size), |&(lang, theme, size)| document::dress(lang, theme, size));
    let lang = look.lang;
    let body = match (&look.phase, look.role) {
        (Phase::Opening, _) => {
            html! { <div class="opening" role="status">{ Icon::Mark.draw() }<p>{ start::OPENING.text(lang) }</p></div> }
        }
        (Phase::Failed(error), _) => html! {
            <div class="page"><main><div class="card bad stack near" role="alert"><h1>{ start::FAILED.text(lang) }</h1><p>{ error.say(lang) }</p></div></main></div>
        },
        (Phase::Ready, None) => html! { <pages::Start /> },
        (Phase::Ready, Some(role)) => {
            let update = look.update_waiting && !matches!(look.route, Route::Visit(..));
            html! {
                <>
                    <div class="strips">
                        if look.in_memory { { notice("warn strip", Icon::Triangle, start::IN_MEMORY.text(lang), Html::default()) } }
                        if update {
                            { notice("pine strip", Icon::Info, start::UPDATE.text(lang), button(Tone::Plain, None, start::UPDATE_NOW.text(lang), {
                                let app = app.clone();
                                Callback::from(move |_| app.act(Action::SwitchVersion))
                            })) }
                        }
                        <Desk />
                    </div>
                    { page(&look.route) }
                    { places::places(role, &look.route, lang) }
                </>
            }
        }
    };
    let memory = use_mut_ref(Kept::default);
    // While something is being done, the phone shows no way to leave it but "back".
    let class = match (&look.role, &look.route) {
        (None, _) => Some("bare"),
        (_, Route::Visit(..) | Route::Edit(_)) => Some("task"),
        _ => None,
    };
    html! {
        <ContextProvider<Lang> context={lang}>
        <ContextProvider<Memory> context={memory}>
            <div class={classes!("shell", class)}>{ body }</div>
        </ContextProvider<Memory>>
        </ContextProvider<Lang>>
    }
}

/// The page of a route. The key makes a new page of each route, so that nothing of one is left in the next.
fn page(route: &Route) -> Html {
    let key = route.hash();
    match route {
        Route::Households => html! { <pages::Households {key} /> },
        Route::Household(id) => html! { <pages::Household {key} id={id.clone()} /> },
        Route::Edit(id) => html! { <pages::Edit {key} id={id.clone()} /> },
        Route::Packages => html! { <pages::Packages {key} /> },
        Route::Backup => html! { <pages::Backup {key} /> },
        Route::Settings => html! { <pages::Settings {key} /> },
        Route::About => html! { <pages::About {key} /> },
        _ => html! { <pages::More {key} /> },
    }
}

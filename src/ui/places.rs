//! The main places: a bar below on the phone, at the side from 1024 px on.

use yew::Html;

use super::el::el;
use super::icon::Icon;
use crate::app::{Role, Route};
use crate::text::Lang;
use crate::text::words::{Word, places, start, villages};

/// One of the main places.
struct Place {
    name: Word,
    icon: Icon,
    route: Route,
}

const VILLAGE: &[Place] = &[
    Place { name: places::TODAY, icon: Icon::Today, route: Route::Today },
    Place { name: places::HOUSEHOLDS, icon: Icon::House, route: Route::Households },
    Place { name: places::FINDINGS, icon: Icon::Flag, route: Route::Findings },
    Place { name: places::LEDGERS, icon: Icon::Table, route: Route::Ledgers },
    Place { name: places::MORE, icon: Icon::More, route: Route::More },
];

const TOWNSHIP: &[Place] = &[
    Place { name: places::ROLLUP, icon: Icon::Bars, route: Route::Rollup(None) },
    Place { name: villages::TITLE, icon: Icon::Hall, route: Route::Villages },
    Place { name: places::HOUSEHOLDS, icon: Icon::House, route: Route::Households },
    Place { name: places::MORE, icon: Icon::More, route: Route::More },
];

/// The main places of a role, in order.
const fn of(role: Role) -> &'static [Place] {
    match role {
        Role::Village => VILLAGE,
        Role::Township => TOWNSHIP,
    }
}

/// The main place under which a route stands: itself, or 更多 for what is reached from there.
const fn home(route: &Route) -> Route {
    match route {
        Route::Today
        | Route::Missing(..)
        | Route::Plan(_)
        | Route::Weather
        | Route::Deadlines
        | Route::Watch
        | Route::Incident(_) => Route::Today,
        Route::Villages => Route::Villages,
        Route::Households
        | Route::Household(_)
        | Route::History(_)
        | Route::Edit(_)
        | Route::Visit(..)
        | Route::Import => Route::Households,
        Route::Findings | Route::Finding(_) => Route::Findings,
        Route::Ledgers | Route::Ledger(_) | Route::ReadBack | Route::Blank | Route::Report | Route::Log(..) => {
            Route::Ledgers
        }
        Route::Rollup(_) => Route::Rollup(None),
        Route::More
        | Route::Helpers
        | Route::Helper(_)
        | Route::Doubts
        | Route::Packages
        | Route::Backup
        | Route::Campaign
        | Route::Settings
        | Route::Try(_)
        | Route::About => Route::More,
    }
}

/// The navigation, with the present place marked.
pub fn places(role: Role, route: &Route, lang: Lang) -> Html {
    let all = of(role);
    let home = home(route);
    // A role's 更多 leads to every place that it has no button for.
    let present = all.iter().position(|place| place.route == home).unwrap_or(all.len().saturating_sub(1));
    let who = el("span", "who").attr("aria-hidden", "true").icon(Icon::Mark).text(start::NAME.text(lang));
    el("nav", "places")
        .key("places")
        .attr("aria-label", places::PLACES.text(lang))
        .child(who)
        .list(all.iter().enumerate().map(|(at, place)| {
            let link = el("a", "").set("href", place.route.hash().into()).icon(place.icon).text(place.name.text(lang));
            (place.name.en, if at == present { link.attr("aria-current", "page") } else { link })
        }))
        .done()
}

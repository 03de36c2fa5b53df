//! The page's address: routes live in its hash, so that any web host serves them and "back" works.

use gloo::events::EventListener;

use super::window;
use crate::app::Route;

/// The route that the address shows now.
#[must_use]
pub fn current() -> Route {
    Route::from_hash(&window().and_then(|window| window.location().hash().ok()).unwrap_or_default())
}

/// Goes to a route; the browser remembers the one before.
pub fn go(route: &Route) {
    if let Some(window) = window() {
        // The only failure is a hash that is no string.
        let _set = window.location().set_hash(&route.hash());
    }
}

/// Goes to a route in the place of the present one.
pub fn replace(route: &Route) {
    if let Some(window) = window() {
        let _replaced = window.location().replace(&route.hash());
    }
}

/// Goes back.
pub fn back() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _gone = history.back();
    }
}

/// Calls `arrived` whenever the address changes, until the listener is dropped.
pub fn listen(arrived: impl Fn(Route) + 'static) -> Option<EventListener> {
    Some(EventListener::new(window()?.as_ref(), "hashchange", move |_| arrived(current())))
}

//! The page's address: routes live in its hash, so that any web host serves them and "back" works.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{Event, Window};

use super::{layers, window};
use crate::app::Route;

/// What the browser says when the hash has changed.
const CHANGED: &str = "hashchange";

/// The route that the address shows now.
#[must_use]
pub fn current() -> Route {
    Route::from_hash(&window().and_then(|window| window.location().hash().ok()).unwrap_or_default())
}

/// Goes to a route; the browser remembers the one before.
pub fn go(route: &Route) {
    follow(&route.hash());
}

/// Goes where a link leads. What stood open above the page is left behind: "back" leads to the page.
pub fn follow(hash: &str) {
    let Some(window) = window() else { return };
    if layers::is_travelling() {
        let hash = hash.to_owned();
        layers::at_the_page(move || follow(&hash));
    } else if layers::depth() > 0 {
        stand_at(&window, hash);
    } else {
        // The only failure is a hash that is no string.
        let _set = window.location().set_hash(hash);
    }
}

/// Goes to a route in the place of the present one.
pub fn replace(route: &Route) {
    let hash = route.hash();
    layers::at_the_page(move || {
        if let Some(window) = window() {
            stand_at(&window, &hash);
        }
    });
}

/// Puts an address in the place of the present one, at once. Some browsers carry `location.replace` out a moment later; who asks meanwhile
/// what the present entry is (see [`layers`]) is told of the one that is about to go.
fn stand_at(window: &Window, hash: &str) {
    let replaced = window.history().and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(hash)));
    // Of this no browser tells by itself.
    if let (Ok(()), Ok(event)) = (replaced, Event::new(CHANGED)) {
        let _heard = window.dispatch_event(&event);
    }
}

/// Goes back to the page before.
pub fn back() {
    layers::at_the_page(|| {
        if let Some(history) = window().and_then(|window| window.history().ok()) {
            let _gone = history.back();
        }
    });
}

/// Calls `arrived` whenever the address changes, until the listener is dropped.
pub fn listen(arrived: impl Fn(Route) + 'static) -> Option<EventListener> {
    Some(EventListener::new(window()?.as_ref(), CHANGED, move |_| arrived(current())))
}

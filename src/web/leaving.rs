//! Closing the page while something is not on disk.

use gloo::events::{EventListener, EventListenerOptions};

use super::window;

/// Lets the browser ask before the page closes, whenever `open` says that something would be lost.
pub fn warn_if(open: impl Fn() -> bool + 'static) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(window()?.as_ref(), "beforeunload", options, move |event| {
        if open() {
            event.prevent_default();
        }
    }))
}

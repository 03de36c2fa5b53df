//! What the whole document is told: its language, its colours, the size of its text, its title.

use gloo::events::{EventListener, EventListenerOptions};
use web_sys::{Document, HtmlElement};

use crate::app::{TextSize, Theme};
use crate::text::Lang;

/// Sets the language, the colours and the size of text on the root element; the style sheets do the rest.
pub fn dress(lang: Lang, theme: Theme, size: TextSize) {
    let theme = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
        Theme::Contrast => Some("strong"),
    };
    let size = match size {
        TextSize::Normal => None,
        TextSize::Large => Some("large"),
        TextSize::Largest => Some("largest"),
    };
    for (name, value) in [("lang", Some(lang.tag())), ("data-theme", theme), ("data-text", size)] {
        let Some(root) = document().and_then(|document| document.document_element()) else { return };
        // Neither fails for a name that is valid, as these are.
        let _set = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Names the page in the browser's title and in its history.
pub fn title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to the element of this id, so that a screen reader starts at what is new.
pub fn focus(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        // It can fail only for an element that is none of HTML.
        let _focused = wasm_bindgen::JsCast::dyn_into::<HtmlElement>(element).map(|element| element.focus());
    }
}

/// How high the page's view is, in CSS pixels.
pub fn height() -> f64 {
    let height = || crate::web::window()?.inner_height().ok()?.as_f64();
    height().unwrap_or(900.0)
}

/// Tells, as long as what comes back is held, whenever anything on the page is scrolled.
pub fn on_scroll(tell: impl Fn() + 'static) -> Option<EventListener> {
    // A list that scrolls tells nobody around it, but those who listen on the way in.
    let way_in = EventListenerOptions::run_in_capture_phase();
    Some(EventListener::new_with_options(&document()?.into(), "scroll", way_in, move |_| tell()))
}

fn document() -> Option<Document> {
    crate::web::window()?.document()
}

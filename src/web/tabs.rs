//! Other tabs of this site: a tab that has saved or cleared tells them, so that they show the same.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel's name.
const CHANNEL: &str = "nuandong";

thread_local! {
    /// One channel for speaking and listening: a channel does not hear itself. None where the browser has no such thing;
    /// there the tabs meet at the next append, which is safe all the same.
    static TABS: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

/// What tabs tell each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Something was saved.
    Saved,
    /// The settings, the packages received or the campaigns that are kept are others.
    Noted,
    /// Everything was forgotten.
    Gone,
}

/// The words; any other is [`Told::Saved`].
const NOTED: &str = "noted";
/// See [`NOTED`].
const GONE: &str = "gone";

/// Tells the other tabs.
pub fn tell(what: Told) {
    let word = match what {
        Told::Saved => "saved",
        Told::Noted => NOTED,
        Told::Gone => GONE,
    };
    TABS.with(|tabs| {
        if let Some(tabs) = tabs {
            let _told = tabs.post_message(&word.into());
        }
    });
}

/// Calls `told` when another tab tells something, until the listener is dropped.
pub fn listen(told: impl Fn(Told) + 'static) -> Option<EventListener> {
    let hear = move |event: &web_sys::Event| {
        let word = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        told(match word.as_deref() {
            Some(GONE) => Told::Gone,
            Some(NOTED) => Told::Noted,
            _ => Told::Saved,
        });
    };
    TABS.with(|tabs| tabs.as_ref().map(|tabs| EventListener::new(tabs, "message", hear)))
}

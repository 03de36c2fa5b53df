//! Other tabs of this site: a tab that has saved tells them, so that they show the same.

use gloo::events::EventListener;
use web_sys::BroadcastChannel;

/// The channel's name.
const CHANNEL: &str = "nuandong";

thread_local! {
    /// One channel for speaking and listening: a channel does not hear itself. None where the browser has no such thing;
    /// there the tabs meet at the next append, which is safe all the same.
    static TABS: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

/// Tells the other tabs that something was saved.
pub fn tell() {
    TABS.with(|tabs| {
        if let Some(tabs) = tabs {
            let _told = tabs.post_message(&"saved".into());
        }
    });
}

/// Calls `told` when another tab has saved something, until the listener is dropped.
pub fn listen(told: impl Fn() + 'static) -> Option<EventListener> {
    TABS.with(|tabs| tabs.as_ref().map(|tabs| EventListener::new(tabs, "message", move |_| told())))
}

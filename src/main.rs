//! The phone application.

use nuandong::ui::{Root, RootProps};
use nuandong::web::{crash, host::Host, rescue, window};

fn main() {
    crash::install();
    if crash::rescuing() {
        return rescue::start();
    }
    let host = Host::start();
    wasm_bindgen_futures::spawn_local(async move {
        host.prepare().await;
        // Anywhere else than in the body, which holds the styles.
        if let Some(place) = window().and_then(|window| window.document()?.get_element_by_id("app")) {
            yew::Renderer::<Root>::with_root_and_props(place, RootProps { host }).render();
        }
    });
}

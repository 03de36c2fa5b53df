//! The phone application.

use nuandong::ui::{Root, RootProps};
use nuandong::web::{crash, host::Host};

fn main() {
    crash::install();
    yew::Renderer::<Root>::with_props(RootProps { host: Host::start() }).render();
}

//! The phone application.

use nuandong::ui::{Root, RootProps};
use nuandong::web::{crash, host::Host, rescue};

fn main() {
    crash::install();
    if crash::rescuing() {
        return rescue::start();
    }
    yew::Renderer::<Root>::with_props(RootProps { host: Host::start() }).render();
}

//! The least that Yew can show: what every Yew application costs before it does anything.

use yew::prelude::*;

#[component]
fn Empty() -> Html {
    html! { <p>{ "ready" }</p> }
}

fn main() {
    yew::Renderer::<Empty>::new().render();
}

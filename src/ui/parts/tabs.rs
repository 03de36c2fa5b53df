//! A strip of tabs that scrolls sideways on a phone.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::ui::el::{El, el};

/// What [`Tabs`] are given.
#[derive(Clone, PartialEq, Properties)]
pub struct TabsProps {
    /// What they are of.
    pub label: AttrValue,
    /// The present one, by what it is known by among them.
    pub present: AttrValue,
    /// The tabs; the present one says so.
    pub children: Html,
}

/// A strip of tabs of which the present one is in view, also for whoever came from elsewhere.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.present.clone(), move |_| {
            let strip = node.cast::<HtmlElement>();
            let tab = strip.as_ref().and_then(|strip| strip.query_selector("[aria-current]").ok().flatten());
            if let (Some(strip), Some(tab)) = (strip, tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok())) {
                let from = tab.offset_left() - strip.offset_left();
                strip.set_scroll_left(from - (strip.client_width() - tab.offset_width()) / 2);
            }
        });
    }
    el("nav", "chips no-print").node(node).set("aria-label", props.label.clone()).html(props.children.clone()).done()
}

/// Tabs, each with what it is known by; one of them is the present one.
pub fn tabs<'t>(label: &'static str, present: &str, tabs: impl Iterator<Item = (&'t str, El)>) -> Html {
    let tabs = tabs.map(|(name, tab)| {
        let tab = if name == present { tab.attr("aria-current", "page") } else { tab };
        tab.key(name).done()
    });
    let tabs = crate::ui::el::keyed(tabs.collect());
    html! { <Tabs {label} present={AttrValue::from(present.to_owned())}>{ tabs }</Tabs> }
}

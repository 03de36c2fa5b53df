//! A dialog: a sheet from below on the phone, in the middle at the desk. The browser's own `dialog` keeps the focus inside, closes on
//! Escape and makes what is behind it unreachable; "back" closes it as well ([`layers`]).

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, MouseEvent};
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

use crate::text::Lang;
use crate::text::words::common;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::web::{address, layers};

/// The shape of a dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// As high as what it shows.
    #[default]
    Sheet,
    /// As high as the screen allows, for a list that scrolls by itself.
    Tall,
    /// At the side at the desk, at full height.
    Drawer,
}

/// What a [`Dialog`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct DialogProps {
    /// The language.
    pub lang: Lang,
    /// Its heading.
    pub title: AttrValue,
    /// Its shape.
    pub shape: Shape,
    /// Called when it is closed by its button, by "back", by Escape or by a tap beside it.
    pub onclose: Callback<()>,
    /// The buttons below.
    pub foot: Html,
    /// What it shows.
    pub children: Html,
}

/// A modal dialog, open for as long as it is drawn. Focus returns to where it was.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    let onclose = use_mut_ref(Callback::noop);
    onclose.replace(props.onclose.clone());
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // It can only fail when it is open already, which is what is wanted.
                let _open = dialog.show_modal();
                // The browser begins at the button that closes it; where something is to be typed, that comes first.
                let first = dialog.query_selector("[data-first] input").ok().flatten();
                if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                    let _focused = first.focus();
                }
            }
            let layer = layers::open(move || {
                let onclose = onclose.borrow().clone();
                onclose.emit(());
            });
            move || {
                drop(layer);
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    let (close, cancel, shut, veil) =
        (props.onclose.clone(), props.onclose.clone(), props.onclose.clone(), props.onclose.clone());
    let name = props.lang.pick(common::CLOSE.zh_hans, common::CLOSE.en);
    let button = el("button", "btn quiet plain").attr("type", "button").attr("aria-label", name).icon(Icon::Close);
    let head = el("header", "")
        .child(el("h2", "").attr("id", "dialog-title").text(props.title.clone()))
        .child(button.click(Callback::from(move |_| close.emit(()))));
    let class = match props.shape {
        Shape::Sheet => "",
        Shape::Tall => "tall",
        Shape::Drawer => "drawer",
    };
    let foot = (props.foot != Html::default()).then(|| el("div", "foot").html(props.foot.clone()));
    el("dialog", class)
        .node(node)
        .attr("aria-labelledby", "dialog-title")
        // Escape: the state decides, not the browser.
        .on(ListenerKind::oncancel, move |event| {
            event.prevent_default();
            cancel.emit(());
        })
        // Some browsers close it at the second Escape without asking.
        .on(ListenerKind::onclose, move |event| {
            if let Some(dialog) = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok()) {
                let _open = dialog.show_modal();
                shut.emit(());
            }
        })
        .on(ListenerKind::onclick, move |event| {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            // A tap on the veil lands on the dialog itself, never on what is inside.
            if target.has_type::<HtmlDialogElement>() {
                veil.emit(());
            } else if let Some(hash) = leads_to(&event, &target) {
                event.prevent_default();
                address::follow(&hash);
            }
        })
        .child(head)
        .child(el("div", "body").html(props.children.clone()))
        .maybe(foot)
        .done()
}

/// The page of this application that a tap inside leads to, in this window.
fn leads_to(event: &Event, target: &Element) -> Option<String> {
    let tap = event.dyn_ref::<MouseEvent>()?;
    let hash = target.closest("a[href^='#']").ok()??.get_attribute("href")?;
    (!tap.ctrl_key() && !tap.meta_key() && !tap.shift_key()).then_some(hash)
}

/// A dialog with what it shows and the buttons below.
pub fn dialog(
    lang: Lang,
    title: impl Into<AttrValue>,
    shape: Shape,
    onclose: Callback<()>,
    body: El,
    foot: Option<El>,
) -> Html {
    let foot = foot.map(El::done).unwrap_or_default();
    html! { <Dialog {lang} title={title.into()} {shape} {onclose} {foot}>{ body.done() }</Dialog> }
}

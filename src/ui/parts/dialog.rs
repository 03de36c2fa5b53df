//! A dialog: a sheet from below on the phone, in the middle at the desk. The browser's own `dialog` keeps the focus inside, closes on
//! Escape and makes what is behind it unreachable.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::ui::icon::Icon;

/// What a [`Dialog`] is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DialogProps {
    /// Its heading.
    pub title: AttrValue,
    /// The name of the button that closes it.
    pub close: AttrValue,
    /// Called when it is closed by its button, by Escape or by a tap beside it.
    pub onclose: Callback<()>,
    /// Stands at the side at the desk, at full height.
    #[prop_or_default]
    pub drawer: bool,
    /// As high as the screen allows, for a list that scrolls by itself.
    #[prop_or_default]
    pub tall: bool,
    /// The buttons below.
    #[prop_or_default]
    pub foot: Html,
    /// What it shows.
    pub children: Html,
}

/// A modal dialog, open for as long as it is drawn. Focus returns to where it was.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // It can only fail when it is open already, which is what is wanted.
                let _open = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    let onclose = {
        let onclose = props.onclose.clone();
        Callback::from(move |_: MouseEvent| onclose.emit(()))
    };
    // Escape: the state decides, not the browser.
    let oncancel = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            onclose.emit(());
        })
    };
    // A tap on the veil lands on the dialog itself, never on what is inside.
    let onveil = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: MouseEvent| {
            if event.target().is_some_and(|target| target.dyn_into::<HtmlDialogElement>().is_ok()) {
                onclose.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} class={classes!(props.drawer.then_some("drawer"), props.tall.then_some("tall"))} aria-labelledby="dialog-title" {oncancel} onclick={onveil}>
            <header>
                <h2 id="dialog-title">{ &props.title }</h2>
                <button type="button" class="btn quiet plain" aria-label={&props.close} onclick={onclose}>{ Icon::Close.draw() }</button>
            </header>
            <div class="body">{ props.children.clone() }</div>
            if props.foot != Html::default() {
                <div class="foot">{ props.foot.clone() }</div>
            }
        </dialog>
    }
}

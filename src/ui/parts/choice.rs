//! Answers as buttons: radio buttons and check boxes as wide as a thumb.

use yew::prelude::*;

use crate::ui::icon::Icon;

/// One answer: of several (`many`), or one only. A tap on the one chosen takes it back, so `onpick` toggles.
pub fn choice(
    many: bool,
    name: impl Into<AttrValue>,
    value: impl Into<AttrValue>,
    label: impl Into<AttrValue>,
    on: bool,
    onpick: &Callback<()>,
) -> Html {
    let value: AttrValue = value.into();
    let onclick = {
        let onpick = onpick.clone();
        Callback::from(move |_: MouseEvent| onpick.emit(()))
    };
    html! {
        <label key={value.to_string()} class={classes!("choice", on.then_some("on"))}>
            <input type={if many { "checkbox" } else { "radio" }} name={name.into()} {value} checked={on} {onclick} />
            <span class={classes!("mark", many.then_some("box"))}>{ Icon::Check.draw() }</span>
            <span class="grow">{ label.into() }</span>
        </label>
    }
}

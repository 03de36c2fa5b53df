//! Text that is typed.

use yew::prelude::*;

use super::widget::Widget;
use super::{Asks, Shown};
use crate::ui::parts::{Keyboard, TextField};

/// A line, an area, digits, or a code.
pub fn control(widget: &Widget, shown: &Shown, asks: &Asks) -> Html {
    let (keyboard, rows) = match widget {
        Widget::Area(rows) => (Keyboard::Text, *rows),
        Widget::Digits => (Keyboard::Digits, 1),
        _ => (Keyboard::Text, 1),
    };
    html! {
        <TextField id={shown.id.clone()} value={shown.value.clone()} invalid={shown.problem.is_some()} {keyboard} {rows} readonly={shown.readonly}
            onsave={asks.answer.clone()} />
    }
}

//! Text that is typed.

use yew::{Html, html};

use super::widget::Widget;
use super::{Asks, Shown};
use crate::ui::parts::{Keyboard, Typed};

/// A line, an area, digits, or a code.
pub fn control(widget: &Widget, shown: &Shown, asks: &Asks) -> Html {
    let (keyboard, rows) = match widget {
        Widget::Area(rows) => (Keyboard::Text, *rows),
        Widget::Digits => (Keyboard::Digits, 1),
        _ => (Keyboard::Text, 1),
    };
    let (id, value, readonly) = (shown.id.clone(), shown.value.clone(), shown.readonly);
    html! { <Typed {id} {value} invalid={shown.problem.is_some()} {keyboard} {rows} {readonly} onsave={asks.answer.clone()} /> }
}

//! A sweep of the thumb over the screen, to the left or to the right.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, TouchEvent};

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swipe {
    /// From right to left: on.
    Left,
    /// From left to right: back.
    Right,
}

/// Which way a finger went, if it went far enough and level enough to mean it. In CSS pixels.
#[must_use]
pub fn way(across: i32, down: i32) -> Option<Swipe> {
    const FAR: i32 = 70;
    let level = down.abs() * 2 < across.abs();
    match across {
        FAR.. if level => Some(Swipe::Right),
        ..=-70 if level => Some(Swipe::Left),
        _ => None,
    }
}

/// What listens to the touch's beginning and its end.
pub fn swipe(act: impl Fn(Swipe) + 'static) -> (impl Fn(Event) + 'static, impl Fn(Event) + 'static) {
    let from = Rc::new(Cell::new(None));
    let begun = Rc::clone(&from);
    let down = move |event: Event| begun.set(finger(&event));
    let up = move |event: Event| {
        if let (Some((x, y)), Some((to_x, to_y))) = (from.take(), finger(&event))
            && let Some(way) = way(to_x - x, to_y - y)
        {
            act(way);
        }
    };
    (down, up)
}

/// Where the one finger is; none for two, and none on a control that is itself slid.
fn finger(event: &Event) -> Option<(i32, i32)> {
    let event: &TouchEvent = event.dyn_ref()?;
    let slid = event.target()?.dyn_ref::<web_sys::Element>()?.closest("input[type=range], canvas").ok()?;
    if slid.is_some() || event.touches().length() > 1 {
        return None;
    }
    let touch = event.changed_touches().get(0)?;
    Some((touch.client_x(), touch.client_y()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_and_level_sweep_counts() {
        assert_eq!(way(120, 10), Some(Swipe::Right));
        assert_eq!(way(-120, -40), Some(Swipe::Left));
        assert_eq!(way(120, 80), None, "a scroll that drifts");
        assert_eq!(way(-40, 0), None, "a tap that slips");
    }
}

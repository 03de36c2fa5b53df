//! Regular expressions for `regex()`.
//!
//! An engine costs 175 KB of the phone's first load, and every browser has one, so there the browser's own decides; native
//! builds use the `regex` crate. Both find a pattern anywhere in a text.

/// Whether the pattern is found in the text; nothing if it is no pattern.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn is_match(pattern: &str, text: &str) -> Option<bool> {
    use std::cell::RefCell;
    use std::collections::HashMap;

    use regex::Regex;

    thread_local! {
        // Making an automaton takes longer than running it, and a form asks with few patterns many times.
        static KNOWN: RefCell<HashMap<String, Option<Regex>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if known.len() > 256 {
            known.clear();
        }
        let regex = known.entry(pattern.to_owned()).or_insert_with(|| Regex::new(pattern).ok());
        regex.as_ref().map(|regex| regex.is_match(text))
    })
}

/// Whether the pattern is found in the text; nothing if it is no pattern.
#[cfg(all(target_arch = "wasm32", feature = "browser"))]
#[must_use]
pub fn is_match(pattern: &str, text: &str) -> Option<bool> {
    use js_sys::{Array, Function, Reflect, RegExp};
    use wasm_bindgen::{JsCast, JsValue};

    // `RegExp::new` of js-sys would throw on a bad pattern; `construct` gives an error.
    let constructor: Function = Reflect::get(&js_sys::global(), &JsValue::from_str("RegExp")).ok()?.dyn_into().ok()?;
    let arguments = Array::of2(&JsValue::from_str(pattern), &JsValue::from_str("u"));
    let made = Reflect::construct(&constructor, &arguments);
    // Patterns written for other clients may hold escapes that only the lenient mode knows.
    let made = made.or_else(|_| Reflect::construct(&constructor, &Array::of1(&JsValue::from_str(pattern))));
    let regex: RegExp = made.ok()?.dyn_into().ok()?;
    Some(regex.test(text))
}

/// A wasm module without a browser has no engine.
#[cfg(all(target_arch = "wasm32", not(feature = "browser")))]
#[must_use]
pub fn is_match(_pattern: &str, _text: &str) -> Option<bool> {
    None
}

//! The browser as ports: clock, entropy, address, files, shell; and the [`host`] that runs the application on them.
//!
//! Invariant: no decision is taken here. What is decided is decided in [`crate::app`]; this module does it.

pub mod address;
#[cfg(feature = "web")]
mod campaign;
#[cfg(feature = "web")]
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod entropy;
pub mod files;
#[cfg(feature = "web")]
pub mod host;
#[cfg(feature = "web")]
mod known;
pub mod layers;
pub mod leaving;
pub mod office;
#[cfg(feature = "web")]
pub mod picture;
#[cfg(feature = "web")]
pub mod position;
#[cfg(feature = "web")]
pub mod published;
#[cfg(feature = "web")]
pub mod rescue;
#[cfg(feature = "web")]
pub mod scan;
pub mod shell;
pub mod space;
pub mod tabs;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

/// The window; none in a worker.
#[must_use]
pub fn window() -> Option<web_sys::Window> {
    js_sys::global().dyn_into().ok()
}

/// A property of a browser object, where it has it.
fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// What an exception says, for a message.
fn words(exception: &JsValue) -> String {
    property(exception, "message")
        .and_then(|message| message.as_string())
        .or_else(|| exception.as_string())
        .unwrap_or_else(|| "?".to_owned())
}

//! Copying words, so that they can be pasted into a message.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{property, window};

/// Copies a text. Call it straight from a tap. Whether it was copied: some in-app browsers refuse.
pub async fn copy(text: String) -> bool {
    let Some(clipboard) = window().and_then(|window| property(&window.navigator().into(), "clipboard")) else {
        return false;
    };
    let write = property(&clipboard, "writeText").and_then(|write| write.dyn_into::<Function>().ok());
    let Some(Ok(promise)) = write.map(|write| write.call1(&clipboard, &JsValue::from(text))) else { return false };
    match promise.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

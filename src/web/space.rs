//! How much space the browser grants, and its promise to keep the data.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{property, window};
use crate::app::Space;

/// Asks the browser to keep the data. No prompt appears in Chromium and Safari; Firefox asks the user, so this is called
/// when a person has chosen a role, not on opening.
pub async fn ask_to_persist() -> Option<Space> {
    call("persist").await;
    measure().await
}

/// The space in use and granted; none where the browser does not tell.
pub async fn measure() -> Option<Space> {
    let estimate = call("estimate").await?;
    let bytes = |name: &str| property(&estimate, name).and_then(|value| value.as_f64());
    let persisted = call("persisted").await.and_then(|value| value.as_bool()).unwrap_or(false);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes in bytes, whole and positive")]
    Some(Space { used: bytes("usage")? as u64, quota: bytes("quota")? as u64, persisted })
}

/// Calls a method of `navigator.storage`, which old browsers and insecure pages lack.
async fn call(method: &str) -> Option<JsValue> {
    let storage = property(window()?.navigator().as_ref(), "storage")?;
    let method: Function = property(&storage, method)?.dyn_into().ok()?;
    let promise: Promise = Reflect::apply(&method, &storage, &js_sys::Array::new()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

//! Codes on a photo, read by the browser's own `BarcodeDetector` where it has one (Chromium on phones); typed elsewhere.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{picture, property};

/// Whether this browser reads codes.
#[must_use]
pub fn is_offered() -> bool {
    detector().is_some()
}

/// The text of the first code on a photo; none where none is seen.
pub async fn read(photo: &Blob) -> Option<String> {
    let image = picture::open(photo).await.ok()?;
    let detector = Reflect::construct(&detector()?, &Array::new()).ok()?;
    let detect: Function = property(&detector, "detect")?.dyn_into().ok()?;
    let found: Promise = detect.call1(&detector, &image).ok()?.dyn_into().ok()?;
    let found = Array::from(&JsFuture::from(found).await.ok()?);
    property(&found.get(0), "rawValue")?.as_string().filter(|text| !text.is_empty())
}

fn detector() -> Option<Function> {
    property(&JsValue::from(js_sys::global()), "BarcodeDetector")?.dyn_into().ok()
}

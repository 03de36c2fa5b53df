//! The compiled campaign that ships with the program: a file of its own, which the page names for the browser to fetch while the
//! program is still on its way.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::window;

/// The page's element that names the file.
const LINK: &str = "campaign";

/// The file's bytes; none where the page names none or it cannot be fetched.
pub async fn fetch() -> Option<Vec<u8>> {
    let window = window()?;
    let address = window.document()?.get_element_by_id(LINK)?.get_attribute("href")?;
    let response: Response = JsFuture::from(window.fetch_with_str(&address)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer: ArrayBuffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

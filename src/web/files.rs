//! Files in and out.
//!
//! A home-screen application on iOS cannot download: a link with `download` strands the user on a page without a way back.
//! There a file leaves through the share sheet, which opens only from a fresh tap. So a file is first made ready, and then
//! a tap sends it ([`share`]) or saves it ([`save`]); [`means`] tells which of the two to offer.

use gloo::file::ObjectUrl;
use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag, HtmlAnchorElement};

use super::{property, window, words};
use crate::app::Means;

/// What became of a file that was shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// It was handed to another application.
    Done,
    /// The user closed the share sheet.
    Cancelled,
    /// The browser would not, in its words.
    Refused(String),
}

/// The bytes of a file, outside this module's memory, ready to be transferred to a worker.
pub async fn read(file: &File) -> Result<ArrayBuffer, String> {
    JsFuture::from(file.array_buffer()).await.map(JsCast::unchecked_into).map_err(|cause| words(&cause))
}

/// The bytes of a file of this site, by its address relative to the page; none where there is no such file.
#[cfg(feature = "web")]
pub async fn of_site(address: &str) -> Option<Vec<u8>> {
    let response = JsFuture::from(window()?.fetch_with_str(address)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    // A host that answers every address with its first page has no such file either.
    let page = response.headers().get("content-type").ok().flatten().is_some_and(|kind| kind.starts_with("text/html"));
    if !response.ok() || page {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// A file of these bytes.
pub fn file(name: &str, mime: &str, bytes: &Uint8Array) -> Result<File, String> {
    let parts = Array::of1(bytes);
    let options = FilePropertyBag::new();
    options.set_type(mime);
    File::new_with_u8_array_sequence_and_options(&parts, name, &options).map_err(|cause| words(&cause))
}

/// How this file can leave.
#[must_use]
pub fn means(file: &File) -> Means {
    let Some(window) = window() else { return Means::default() };
    let navigator: JsValue = window.navigator().into();
    let share = property(&navigator, "canShare")
        .and_then(|can| can.dyn_into::<Function>().ok())
        .and_then(|can| can.call1(&navigator, &data(file)).ok())
        .is_some_and(|can| can.is_truthy());
    // `standalone` exists on iOS only, and is true on the home screen.
    let stranded = property(&navigator, "standalone").is_some_and(|standalone| standalone.is_truthy());
    Means { share, save: !(stranded && share) }
}

/// Opens the share sheet with the file. Call it straight from a tap.
pub async fn share(file: &File) -> Shared {
    let Some(window) = window() else { return Shared::Refused(String::new()) };
    let navigator: JsValue = window.navigator().into();
    let promise = property(&navigator, "share")
        .and_then(|share| share.dyn_into::<Function>().ok())
        .map(|share| share.call1(&navigator, &data(file)));
    let promise: Promise = match promise {
        Some(Ok(promise)) => promise.unchecked_into(),
        Some(Err(cause)) => return Shared::Refused(words(&cause)),
        None => return Shared::Refused(String::new()),
    };
    match JsFuture::from(promise).await {
        Ok(_) => Shared::Done,
        Err(cause) if property(&cause, "name").is_some_and(|name| name == "AbortError") => Shared::Cancelled,
        Err(cause) => Shared::Refused(words(&cause)),
    }
}

/// Saves the file as a download.
pub fn save(file: &File) -> Result<(), String> {
    /// Long enough for a slow phone to begin writing.
    const KEEP_MILLIS: u32 = 60_000;
    let document = window().and_then(|window| window.document()).ok_or_else(String::new)?;
    let link: HtmlAnchorElement =
        document.create_element("a").map_err(|cause| words(&cause))?.dyn_into().map_err(|_| String::new())?;
    let url = ObjectUrl::from(gloo::file::File::from(file.clone()));
    link.set_href(&url);
    link.set_download(&file.name());
    let body = document.body().ok_or_else(String::new)?;
    body.append_child(&link).map_err(|cause| words(&cause))?;
    link.click();
    link.remove();
    Timeout::new(KEEP_MILLIS, move || drop(url)).forget();
    Ok(())
}

/// Hands a small file out at once: saves it, or opens the share sheet where saving would strand the user. Call it straight from a
/// tap. Should the browser refuse, nothing has changed and a second tap tries again.
pub async fn give(name: &str, mime: &str, text: &str) {
    let Ok(file) = file(name, mime, &Uint8Array::from(text.as_bytes())) else { return };
    if means(&file).save {
        let _saved = save(&file);
    } else {
        share(&file).await;
    }
}

/// Opens the print dialog for what is on screen.
pub fn print() {
    if let Some(window) = window() {
        // Refused in some in-app browsers; nothing can be done there.
        let _printed = window.print();
    }
}

/// `{ files: [file] }`.
fn data(file: &File) -> JsValue {
    let data = Object::new();
    let _set = Reflect::set(&data, &"files".into(), &Array::of1(file));
    data.into()
}

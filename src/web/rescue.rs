//! Handing out the raw data when the application itself cannot start: every batch of the store as one file of lines, which
//! 备份 restores. Neither the journal nor the screens take part, so whatever is wrong with them does not matter here.

use gloo::events::EventListener;
use js_sys::Uint8Array;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element};

use super::crash::append;
use super::host::DATABASE;
use super::{files, window};
use crate::store::{Head, Store};
use crate::text::{Lang, Say};

/// Shows the page.
pub fn start() {
    if let Some(document) = window().and_then(|window| window.document()) {
        // A document without a body shows nothing, whatever is done.
        let _shown = page(&document);
    }
}

fn page(document: &Document) -> Option<()> {
    let body = document.body()?;
    body.set_inner_html("");
    let main = document.create_element("main").ok()?;
    main.set_class_name("crash");
    append(document, &main, "h1", "导出本机数据 · Export this device’s data")?;
    append(document, &main, "p", "存成一个文件，以后在“备份”里恢复。 · Saves one file, to be restored under Backup.")?;
    let button = append(document, &main, "button", "存成文件 · Save the file")?;
    let status = append(document, &main, "p", "")?;
    status.set_attribute("role", "status").ok()?;
    let link = append(document, &main, "a", "返回 · Back")?;
    link.set_attribute("href", "./").ok()?;
    body.append_child(&main).ok()?;
    EventListener::new(&button, "click", move |_| {
        let status = status.clone();
        spawn_local(async move { save(&status).await });
    })
    .forget();
    Some(())
}

async fn save(status: &Element) {
    let said = match lines().await {
        Ok(lines) => match files::file("抢救_nuandong.ndjson", "application/x-ndjson", &lines) {
            Ok(file) => files::save(&file).err(),
            Err(cause) => Some(cause),
        },
        Err(said) => Some(said),
    };
    status.set_text_content(Some(said.as_deref().unwrap_or("已存 · Saved")));
}

/// The lines of all batches that can be read.
async fn lines() -> Result<Uint8Array, String> {
    let both = |error: &dyn Say| format!("{} · {}", error.say(Lang::ZhHans), error.say(Lang::En));
    let store = Store::open(DATABASE, |_| ()).await.map_err(|error| both(&error))?;
    let reading = store.read_after(Head(0)).await.map_err(|error| both(&error))?;
    let batches: Vec<&[u8]> = reading.batches.iter().map(|batch| batch.bytes.trim_ascii_end()).collect();
    Ok(Uint8Array::from(batches.join(&b'\n').as_slice()))
}

//! When the program itself fails: the message is kept, and a screen that needs no program says what to do.
//!
//! After a panic the wasm memory cannot be trusted, so nothing more runs. What was shown as saved is in the store.

use std::panic::PanicHookInfo;

use web_sys::{Document, Element, Storage};

use super::window;

/// Where the last panic's message is kept, until the tab closes.
const KEY: &str = "nuandong-crash";

/// The query under which the page starts without the application and only hands out the raw data.
pub const RESCUE: &str = "?rescue";

/// Makes every panic keep its message and show the screen.
pub fn install() {
    std::panic::set_hook(Box::new(show));
}

/// The message of the last panic in this tab, once.
#[must_use]
pub fn take_last() -> Option<String> {
    let storage = session()?;
    let message = storage.get_item(KEY).ok().flatten()?;
    let _removed = storage.remove_item(KEY);
    Some(message)
}

/// Whether the page was opened to hand out the raw data only; see [`rescue`](super::rescue).
#[must_use]
pub fn rescuing() -> bool {
    window().and_then(|window| window.location().search().ok()).is_some_and(|search| search == RESCUE)
}

fn session() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

fn show(info: &PanicHookInfo<'_>) {
    let message = info.to_string();
    if let Some(storage) = session() {
        let _kept = storage.set_item(KEY, &message);
    }
    if let Some(document) = window().and_then(|window| window.document()) {
        // A second failure while saying so cannot be said either.
        let _shown = screen(&document, &message);
    }
}

/// Both languages, for the hook does not know which one is set.
fn screen(document: &Document, message: &str) -> Option<()> {
    let body = document.body()?;
    let main = document.create_element("main").ok()?;
    main.set_class_name("crash");
    main.set_attribute("role", "alert").ok()?;
    append(document, &main, "h1", "程序出错了 · Something went wrong")?;
    append(
        document,
        &main,
        "p",
        "显示“已保存”的内容都在本机，没有丢。请重新打开；如果还出错，请先导出数据，再把下面的文字发给技术人员。",
    )?;
    append(
        document,
        &main,
        "p",
        "Everything shown as saved is on this device. Open again; if it fails again, export the data and send the text below to support.",
    )?;
    for (href, words) in [("./", "重新打开 · Open again"), (RESCUE, "只导出数据 · Export the data only")] {
        let link = append(document, &main, "a", words)?;
        link.set_attribute("href", href).ok()?;
    }
    append(document, &main, "pre", message)?;
    body.set_inner_html("");
    body.append_child(&main).ok()?;
    Some(())
}

pub(super) fn append(document: &Document, parent: &Element, tag: &str, text: &str) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}

//! Choosing files.

use wasm_bindgen::JsCast;
use web_sys::{File, FileList, HtmlInputElement};
use yew::virtual_dom::ListenerKind;
use yew::{AttrValue, Callback};

use super::Tone;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;

/// A button that lets files be chosen. Any file: phones hide from a narrower choice what they do not know.
pub fn choose_files(
    tone: Tone,
    id: &'static str,
    word: impl Into<AttrValue>,
    multiple: bool,
    onchoose: Callback<Vec<File>>,
) -> El {
    let class = if tone == Tone::Main { "btn main pick-file" } else { "btn pick-file" };
    let input = el("input", "").attr("type", "file").attr("id", id).flag("multiple", multiple).on(
        ListenerKind::onchange,
        move |event| {
            let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            let files = input.files().map(|files| listed(&files)).unwrap_or_default();
            // So that the same file can be chosen again.
            input.set_value("");
            if !files.is_empty() {
                onchoose.emit(files);
            }
        },
    );
    el("label", class).child(input).icon(Icon::In).text(word.into())
}

/// The files of a browser's list.
#[must_use]
pub fn listed(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

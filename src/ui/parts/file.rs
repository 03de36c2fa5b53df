//! Choosing files.

use web_sys::{File, FileList, HtmlInputElement};
use yew::prelude::*;

use super::Tone;
use crate::ui::icon::Icon;

/// A button that lets files be chosen. Any file: phones hide from a narrower choice what they do not know.
pub fn choose_files(
    tone: Tone,
    id: &'static str,
    word: impl Into<AttrValue>,
    multiple: bool,
    onchoose: &Callback<Vec<File>>,
) -> Html {
    let onchoose = onchoose.clone();
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        let files = input.files().map(|files| listed(&files)).unwrap_or_default();
        // So that the same file can be chosen again.
        input.set_value("");
        if !files.is_empty() {
            onchoose.emit(files);
        }
    });
    html! {
        <label class={classes!(tone.class(), "pick-file")}>
            <input type="file" {id} {multiple} {onchange} />
            { Icon::In.draw() }
            { word.into() }
        </label>
    }
}

/// The files of a browser's list.
#[must_use]
pub fn listed(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

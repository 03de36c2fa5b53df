//! Forms that an office publishes beside the application, and the form of the campaign that ships with it, by their names.

use super::{campaign, files};
use crate::campaign::BUILTIN;

/// The folder beside the application in which an office publishes forms.
pub const FOLDER: &str = "forms/";

/// How a compiled form's file ends.
pub const ENDING: &str = ".form";

/// The bytes of the form of this name; none where there is no such form. The page's first script knows these addresses too, and
/// asks for a form that the page's address names while the program is still on its way.
pub async fn fetch(name: &str) -> Option<Vec<u8>> {
    if name == BUILTIN {
        return files::of_site(&campaign::form()?).await;
    }
    if name.starts_with('.') || name.contains(['/', '\\', '?', '#', '%']) {
        return None;
    }
    files::of_site(&[FOLDER, name, ENDING].concat()).await
}

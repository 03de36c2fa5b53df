//! Whether somebody has used this device before, told at once.
//!
//! Opening the database takes a slow phone a good part of a second. Somebody who has never been here need not wait for it: the
//! first question can stand meanwhile. The mark says nothing else, and where it is lost the store has the last word.

use web_sys::Storage;

use super::window;

/// Where the mark is kept.
const KEY: &str = "nuandong-known";

/// Whether somebody has.
#[must_use]
pub fn is_known() -> bool {
    local().is_some_and(|storage| storage.get_item(KEY).is_ok_and(|mark| mark.is_some()))
}

/// From now on somebody has.
pub fn remember() {
    if let Some(storage) = local() {
        // A browser that keeps nothing opens with the first question the next time too.
        let _kept = storage.set_item(KEY, "1");
    }
}

/// Nobody has, after all: everything was forgotten.
pub fn forget() {
    if let Some(storage) = local() {
        let _removed = storage.remove_item(KEY);
    }
}

fn local() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

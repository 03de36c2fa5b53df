//! Files that the user chose and files that were made: the application knows them by number, the bytes stay outside.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use web_sys::File;

use crate::app::FileRef;

#[derive(Default)]
pub(super) struct Held {
    files: RefCell<BTreeMap<u32, File>>,
    next: Cell<u32>,
}

impl Held {
    /// Keeps a file until it is forgotten.
    pub(super) fn hold(&self, file: File) -> FileRef {
        let id = self.next.get();
        self.next.set(id.wrapping_add(1));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size in bytes, whole and positive"
        )]
        let size = file.size() as u64;
        let name = file.name();
        self.files.borrow_mut().insert(id, file);
        FileRef { id, name, size }
    }

    pub(super) fn get(&self, id: u32) -> Option<File> {
        self.files.borrow().get(&id).cloned()
    }

    pub(super) fn forget(&self, id: u32) {
        self.files.borrow_mut().remove(&id);
    }
}

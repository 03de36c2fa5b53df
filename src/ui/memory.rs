//! What a screen remembers while another is shown: the search, the filter, how far the list was scrolled.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::view::village::{Filter, Village};

/// What is remembered until the page is closed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// 住户: the search.
    pub query: String,
    /// 住户: the chip.
    pub filter: Filter,
    /// 住户: how far it was scrolled, in CSS pixels.
    pub top: f64,
    /// The households, with the version of the journal that they were read from.
    village: Option<(u64, Rc<Village>)>,
}

/// A handle to it.
pub type Memory = Rc<RefCell<Kept>>;

/// The memory of this page.
#[hook]
pub fn use_memory() -> Memory {
    let given = use_context::<Memory>();
    let own = use_mut_ref(Kept::default);
    given.unwrap_or(own)
}

/// The households, read anew only when the journal has grown.
#[hook]
pub fn use_village() -> Rc<Village> {
    let app = crate::web::host::use_app();
    let version = crate::web::host::use_part(|app| app.journal_version);
    let memory = use_memory();
    let mut memory = memory.borrow_mut();
    match &memory.village {
        Some((known, village)) if *known == version => Rc::clone(village),
        _ => {
            let village = Rc::new(app.read(|app| Village::of(&app.journal)));
            memory.village = Some((version, Rc::clone(&village)));
            village
        }
    }
}

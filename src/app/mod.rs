//! The state of the application: events in, effects out.
//!
//! [`App`] is all that the screens show. It changes only in [`App::on`], which is handed an [`Event`] and the world at
//! that moment ([`Env`]), and returns [`Effect`]s: what the host shall do (append to the store, open a page, ask the
//! worker). The host reports each outcome as a further event. So every flow is tested without a browser, and every
//! result can be replayed.
//!
//! Invariant: nothing is folded into the journal, and nothing shown as saved, before the store has said so.

mod env;
mod flow;
mod route;
mod settings;

pub use env::{Env, clock, local};
pub use flow::{Action, Effect, Event};
pub use route::Route;
pub use settings::{Role, Settings, TextSize, Theme};

use crate::journal::write::DeviceId;
use crate::store::{Head, Place, StoreError};

/// All that the screens show.
#[derive(Clone, Debug, Default)]
pub struct App {
    /// How far it has come since the page was opened.
    pub phase: Phase,
    /// What this installation is set to.
    pub settings: Settings,
    /// Where the user is.
    pub route: Route,
    /// Where the data is kept; none while opening.
    pub place: Option<Place>,
    /// This installation's identity; none while opening.
    pub device: Option<DeviceId>,
    /// Whether what was typed is on disk.
    pub saving: Saving,
    /// The browser's word on this site's space; none until asked.
    pub space: Option<Space>,
    /// A new version of the program waits to be switched to.
    pub update_waiting: bool,
    /// Minutes east of UTC, as of the last event.
    pub zone: i32,
    /// The last batch that has been folded.
    head: Head,
}

/// How far the application has come since the page was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// The store is being opened and read.
    #[default]
    Opening,
    /// Everything is there.
    Ready,
    /// The store is there but cannot be used.
    Failed(StoreError),
}

/// Whether what was typed is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was typed since the page was opened.
    #[default]
    Nothing,
    /// So many changes are on their way.
    Pending(usize),
    /// Everything is on disk since this moment, in milliseconds since 1970.
    Saved(i64),
    /// So many changes could not be saved; they are kept and tried again.
    Failed(usize, StoreError),
}

/// The space that the browser grants to this site, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// In use.
    pub used: u64,
    /// In all.
    pub quota: u64,
    /// Whether the browser promised not to delete the data by itself.
    pub persisted: bool,
}

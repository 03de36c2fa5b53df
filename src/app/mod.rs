//! The state of the application: events in, effects out.
//!
//! [`App`] is all that the screens show. It changes only in [`App::on`], which is handed an [`Event`] and the world at
//! that moment ([`Env`]), and returns [`Effect`]s: what the host shall do (append to the store, open a page, ask the
//! worker). The host reports each outcome as a further event. So every flow is tested without a browser, and every
//! result can be replayed.
//!
//! Invariant: nothing is folded into the journal, and nothing shown as saved, before the store has said so.
//!
//! Start with [`Event`] and [`Effect`]; how a change gets to disk is told in `saving`.

mod action;
mod changes;
mod env;
mod flow;
mod found;
mod glance;
mod job;
mod ledgers;
mod load;
mod moving;
mod notice;
mod papers;
mod repeats;
mod route;
mod saving;
mod season;
mod settings;
mod storing;
mod undo;
mod visit;

#[cfg(test)]
mod tests;
#[cfg(test)]
#[cfg(feature = "office")]
mod tests_campaigns;
#[cfg(test)]
#[cfg(feature = "office")]
mod tests_jobs;
#[cfg(test)]
#[cfg(feature = "office")]
mod tests_joining;
#[cfg(test)]
#[cfg(feature = "office")]
mod tests_papers;
#[cfg(test)]
#[cfg(feature = "office")]
mod tests_sealing;
#[cfg(test)]
mod tests_undo;
#[cfg(test)]
mod tests_visit;

pub use action::Action;
pub use changes::Changes;
pub use env::{Env, clock, local, moment};
pub use flow::{Effect, Event, Repair};
pub use found::{Glanced, Notes, Opened};
pub use glance::Glance;
pub use job::{
    Again, Answered, Coming, DOUBTS, Desk, FileRef, Job, KeyJob, Kind as TakenKind, Lacking, Locked, Means, Order,
    Outgoing, Part, Receipt, Received, RosterReview, Running, Tables, Taken,
};
pub use load::{Compaction, Loading};
pub use moving::Moved;
pub use notice::Notice;
pub use papers::{BackReview, BlankReview, PaperAct, PaperJob, Papers, Piece, ReportOrder, Reported, Wrapping};
pub use repeats::{Turn, turn};
pub use route::Route;
pub use saving::{Append, Change, Saving};
pub use season::{CampaignReview, Campaigns, Season};
pub use settings::{Role, Settings, TextSize, Theme};
pub use undo::{Told, Undo};
pub use visit::{Assertion, Ongoing};

use std::cell::RefCell;
use std::rc::Rc;

use crate::journal::{DeviceId, Journal};
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
    /// Everything on disk.
    pub journal: Journal,
    /// The list of households as it was last shown, while it is the journal's still.
    pub glance: Option<Rc<Glance>>,
    /// Grows whenever the journal does: compare it instead of the journal.
    pub journal_version: u64,
    /// Which records changed in which version.
    pub changes: Changes,
    /// Whether what was typed is on disk.
    pub saving: Saving,
    /// Work for the office worker, and the files that come and go with it.
    pub desk: Desk,
    /// The packages that were taken in, oldest first.
    pub received: Vec<Received>,
    /// What the user should know, oldest first, until dismissed.
    pub notices: Vec<Notice>,
    /// The last change that can be taken back with one tap, for a while.
    pub undo: Option<Undo>,
    /// The browser's word on this site's space; none until asked.
    pub space: Option<Space>,
    /// A new version of the program waits to be switched to.
    pub update_waiting: bool,
    /// The time of the last event, in milliseconds since 1970-01-01T00:00Z.
    pub now: i64,
    /// Minutes east of UTC, as of the last event.
    pub zone: i32,
    /// The visit on the screen. Read it with [`Self::ongoing`].
    visit: Option<Rc<RefCell<Ongoing>>>,
    /// Whether another tab has saved something since the visit on the screen was read.
    visit_outdated: bool,
    /// Grows whenever the visit on the screen changes: compare it instead of the visit.
    pub visit_version: u64,
    /// The campaigns that this device has, and the one under review.
    pub campaigns: Campaigns,
    /// The campaign under way, once it has come.
    season: Option<Season>,
    /// What was asked for before the store was open.
    early: Vec<Action>,
    /// What is on its way to disk.
    queue: saving::Queue,
    /// The last batch that has been folded.
    head: Head,
    /// Whether another tab's batches are being read.
    catching: Catching,
}

impl App {
    /// The application of a page that was just opened, on a device that somebody has used before or not.
    #[must_use]
    pub fn of_new_page(known: bool) -> Self {
        Self { phase: if known { Phase::Opening } else { Phase::Welcoming }, ..Self::default() }
    }

    /// The moment of the last event, as records write it.
    #[must_use]
    pub fn moment(&self) -> String {
        moment(self.now, self.zone)
    }
}

/// Whether another tab's batches are being read; appends wait for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Catching {
    /// They are not.
    #[default]
    Up,
    /// They are.
    Reading,
    /// They are, and another tab has saved since that began.
    Behind,
}

/// How far the application has come since the page was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// The store is being opened and read.
    #[default]
    Opening,
    /// It is too, and nothing says that anybody has used this device before: the first question stands meanwhile.
    Welcoming,
    /// The list of households can be looked at; the journal is being read behind it.
    Glance,
    /// Everything is there.
    Ready,
    /// The store is there but cannot be used.
    Failed(StoreError),
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

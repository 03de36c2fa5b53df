//! Events and what follows from them.

use std::rc::Rc;

use super::job::{FileRef, Job, Means, Part};
use super::saving::Append;
use super::{Action, App, Compaction, Env, Glanced, Notes, Notice, Opened, Phase, Route, Settings, Space};
use crate::journal::DeviceId;
use crate::office::{Progress, Reply, Request, Said};
use crate::register::namesake;
use crate::store::{Head, Reading, StoreError};

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A person did something.
    Do(Action),
    /// The address changed: by a tap, by "back", or by hand.
    Arrived(Route),
    /// The store stands, and holds the list of households as it was last shown.
    Glanced(Glanced),
    /// The store stands and was read, or cannot be used.
    Opened(Result<Opened, StoreError>),
    /// The compiled campaign that ships with the program has come; none where it could not be fetched.
    CampaignCame(Option<Vec<u8>>),
    /// What could not be understood was set aside, under a new identity.
    Repaired(Result<(DeviceId, Head), StoreError>),
    /// The append that was asked for is on disk, or is not.
    Appended(Result<Head, StoreError>),
    /// The pause after a failure is over.
    RetryDue,
    /// Another tab has saved something.
    OtherTabSaved,
    /// Another tab has put notes; this is what the store holds now.
    Noted(Notes),
    /// What other tabs saved was read.
    CaughtUp(Result<Reading, StoreError>),
    /// The user chose a file, and what it is for.
    Chosen(Job),
    /// The worker is so far.
    JobMoved(Progress),
    /// The worker made a file, and it can leave.
    JobMade {
        /// The file.
        file: FileRef,
        /// How.
        means: Means,
        /// What a package's export held in all; empty for other files.
        known: Vec<u8>,
        /// How many pieces of the same export come after it.
        more: u32,
    },
    /// The worker answered with anything else, or not at all.
    JobAnswered(Result<(Reply, Vec<Vec<u8>>), Said>),
    /// The file that was ready was taken over by another application.
    Shared,
    /// Everything was forgotten, or could not be.
    Cleared(Result<(), StoreError>),
    /// The settings could not be put.
    SettingsNotSaved(StoreError),
    /// Something the user should know.
    Noticed(Notice),
    /// The browser said how much space there is.
    Measured(Space),
    /// A new version of the program waits.
    UpdateWaiting,
}

/// How to repair a store in which something could not be understood; see [`Store::repair`](crate::store::Store::repair).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The identity until now.
    pub old: DeviceId,
    /// The identity from now on.
    pub new: DeviceId,
    /// The store's head.
    pub head: Head,
    /// The sound lines of the batches; may be none.
    pub salvaged: Vec<u8>,
    /// The batches.
    pub aside: Vec<Head>,
}

/// What the host shall do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open the store, when the screen has been drawn anew; answer with [`Event::Opened`].
    Open,
    /// Append to the store; answer with [`Event::Appended`].
    Append(Append),
    /// Read what came after this head; answer with [`Event::CaughtUp`].
    CatchUp(Head),
    /// Answer with [`Event::RetryDue`] after so many milliseconds.
    RetryAfter(u32),
    /// Repair the store; answer with [`Event::Repaired`].
    Repair(Repair),
    /// Replace small batches by one. Failing does no harm.
    Compact(Compaction),
    /// Tell the other tabs that something was saved.
    TellOtherTabs,
    /// Put the settings.
    PutSettings(Vec<u8>),
    /// Put the packages that were received.
    PutReceived(Vec<u8>),
    /// Put the campaigns that are kept.
    PutCampaigns(Vec<u8>),
    /// Keep the list of households for the next start, if the store is still the one it was made from. Failing does no harm.
    KeepGlance {
        /// The last batch.
        head: Head,
        /// The identity.
        device: DeviceId,
        /// The list.
        bytes: Vec<u8>,
    },
    /// Keep attachments that a package brought, by name.
    KeepFiles(Vec<(String, Vec<u8>)>),
    /// Ask the worker; answer with [`Event::JobMoved`], then [`Event::JobMade`] or [`Event::JobAnswered`].
    Ask {
        /// What.
        request: Request,
        /// With which parts.
        parts: Vec<Part>,
        /// The compiled campaign in use; none for the one that ships with the program.
        campaign: Option<Rc<Vec<u8>>>,
    },
    /// Stop the worker; what was asked is answered as cancelled.
    CancelWork,
    /// Open the share sheet with this file, at once; answer with [`Event::Shared`] if it was taken.
    Share(u32),
    /// Save this file.
    SaveFile(u32),
    /// Let go of this file.
    Forget(u32),
    /// Measure the space.
    Measure,
    /// Forget everything in the store; answer with [`Event::Cleared`].
    Clear,
    /// Tell the other tabs that everything was forgotten.
    TellOthersItIsGone,
    /// Load the page anew, from its first screen.
    StartOver,
    /// Change the address to this route.
    Go(Route),
    /// Change the address in place.
    Replace(Route),
    /// Go back in the browser's history.
    Back,
    /// Ask the browser to keep the data, and measure the space.
    AskToPersist,
    /// Let the waiting version take over, then load the page again.
    SwitchVersion,
}

impl App {
    /// What follows from an event.
    pub fn on(&mut self, event: Event, env: &mut Env) -> Vec<Effect> {
        self.now = env.now;
        self.zone = env.zone;
        self.forget_undo();
        let mut effects = self.follow(event, env);
        effects.extend(self.keep_rollup());
        effects
    }

    /// Gets ready what the screen of the present route needs.
    pub(super) fn look_around(&mut self) -> Vec<Effect> {
        if let Some(there) = self.route_there() {
            return vec![Effect::Replace(there)];
        }
        self.open_visit();
        let mut effects = self.look_at_ledgers();
        effects.extend(self.look_back());
        effects
    }

    /// The same screen of the household that the one on the screen was joined to.
    fn route_there(&self) -> Option<Route> {
        let (Route::Household(id) | Route::Edit(id) | Route::Visit(id, _) | Route::History(id)) = &self.route else {
            return None;
        };
        let there = namesake::joined_to(&self.journal, id)?;
        Some(match &self.route {
            Route::Edit(_) => Route::Edit(there),
            Route::Visit(_, block) => Route::Visit(there, block.clone()),
            Route::History(_) => Route::History(there),
            _ => Route::Household(there),
        })
    }

    fn follow(&mut self, event: Event, env: &mut Env) -> Vec<Effect> {
        match event {
            Event::Do(action) if self.must_wait(&action) => {
                self.early.push(action);
                self.phase = Phase::Opening;
                vec![Effect::Open]
            }
            Event::Do(action) => self.act(action, env),
            Event::Arrived(route) => {
                if route != self.route {
                    self.leave_receipts();
                }
                self.route = route;
                self.look_around()
            }
            Event::Glanced(glanced) => self.glanced(glanced),
            Event::Opened(Ok(opened)) => {
                let mut effects = self.opened(opened, env);
                effects.extend(self.look_around());
                effects.extend(self.do_early(env));
                effects
            }
            Event::Opened(Err(error)) => {
                self.phase = Phase::Failed(error);
                Vec::new()
            }
            Event::CampaignCame(bytes) => self.campaign_came(bytes),
            Event::Repaired(result) => {
                let mut effects = self.repaired(result);
                effects.extend(self.look_around());
                effects.extend(self.do_early(env));
                effects
            }
            Event::Appended(result) => self.appended(result),
            Event::RetryDue => self.push_on(),
            Event::OtherTabSaved => self.catch_up(),
            Event::Noted(notes) => self.noted(&notes),
            Event::CaughtUp(result) => self.caught_up(result),
            Event::Chosen(job) => self.enqueue(job),
            Event::JobMoved(progress) => self.job_moved(progress),
            Event::JobMade { file, means, known, more } => self.job_made((file, means), known, more),
            Event::JobAnswered(answer) => self.job_answered(answer),
            Event::Shared => self.left(),
            Event::Cleared(Ok(())) => {
                *self = Self::default();
                vec![Effect::TellOthersItIsGone, Effect::StartOver]
            }
            Event::Cleared(Err(error)) => {
                self.notice(Notice::NotCleared(error));
                Vec::new()
            }
            Event::SettingsNotSaved(error) => {
                self.notice(Notice::SettingsNotSaved(error));
                Vec::new()
            }
            Event::Noticed(notice) => {
                self.notice(notice);
                Vec::new()
            }
            Event::Measured(space) => {
                self.space = Some(space);
                Vec::new()
            }
            Event::UpdateWaiting => {
                self.update_waiting = true;
                Vec::new()
            }
        }
    }

    /// Whether an action stands back until the store is open, which would otherwise overrule it. Walking about needs no store.
    fn must_wait(&self, action: &Action) -> bool {
        matches!(self.phase, Phase::Welcoming | Phase::Opening)
            && !matches!(action, Action::Go(_) | Action::Replace(_) | Action::Back)
    }

    /// Does what stood back.
    fn do_early(&mut self, env: &mut Env) -> Vec<Effect> {
        if self.phase != Phase::Ready {
            return Vec::new();
        }
        std::mem::take(&mut self.early).into_iter().flat_map(|action| self.act(action, env)).collect()
    }

    /// Changes the settings at once, on the screen first: losing a colour is no loss.
    pub(super) fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        change(&mut self.settings);
        serde_json::to_vec(&self.settings).map(|bytes| vec![Effect::PutSettings(bytes)]).unwrap_or_default()
    }

    /// Shows a notice, once.
    pub(super) fn notice(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

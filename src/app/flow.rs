//! Events and what follows from them.

use super::saving::{Append, Change};
use super::{App, Compaction, Env, Notice, Phase, Role, Route, Settings, Space, TextSize, Theme};
use crate::journal::{DeviceId, Fields, Kind, RecordId};
use crate::store::{Head, Place, Reading, StoreError};
use crate::text::Lang;

/// What a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Answers the first question: who am I.
    ChooseRole(Role),
    /// Switches the language.
    SetLang(Lang),
    /// Switches the colours.
    SetTheme(Theme),
    /// Switches the size of text.
    SetTextSize(TextSize),
    /// Gives the name under which writes are made.
    SetAuthor(String),
    /// Sets fields of a record.
    Save {
        /// What the record is.
        kind: Kind,
        /// Which it is.
        record: RecordId,
        /// What is set.
        fields: Fields,
    },
    /// Tries again at once what could not be saved.
    Retry,
    /// Goes to a screen.
    Go(Route),
    /// Goes to a screen in the place of this one, so that "back" does not lead here.
    Replace(Route),
    /// Goes back.
    Back,
    /// Has read a notice.
    Dismiss(Notice),
    /// Switches to the new version of the program that waits.
    SwitchVersion,
}

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A person did something.
    Do(Action),
    /// The address changed: by a tap, by "back", or by hand.
    Arrived(Route),
    /// The store stands and was read, or cannot be used.
    Opened(Result<Opened, StoreError>),
    /// What could not be understood was set aside, under a new identity.
    Repaired(Result<(DeviceId, Head), StoreError>),
    /// The append that was asked for is on disk, or is not.
    Appended(Result<Head, StoreError>),
    /// The pause after a failure is over.
    RetryDue,
    /// Another tab has saved something.
    OtherTabSaved,
    /// What other tabs saved was read.
    CaughtUp(Result<Reading, StoreError>),
    /// Lines of writes came from elsewhere, already read and checked: a package, a backup, a roster.
    Received(Vec<u8>),
    /// The settings could not be put.
    SettingsNotSaved(StoreError),
    /// Something the user should know.
    Noticed(Notice),
    /// The browser said how much space there is.
    Measured(Space),
    /// A new version of the program waits.
    UpdateWaiting,
}

/// The store as it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Where it stands.
    pub place: Place,
    /// The identity it holds.
    pub device: DeviceId,
    /// The settings, as they were last put.
    pub settings: Option<Vec<u8>>,
    /// Everything in it.
    pub reading: Reading,
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
        match event {
            Event::Do(action) => self.act(action),
            Event::Arrived(route) => {
                self.route = route;
                Vec::new()
            }
            Event::Opened(Ok(opened)) => self.opened(opened, env),
            Event::Opened(Err(error)) => {
                self.phase = Phase::Failed(error);
                Vec::new()
            }
            Event::Repaired(result) => self.repaired(result),
            Event::Appended(result) => self.appended(result),
            Event::RetryDue => self.push_on(),
            Event::OtherTabSaved => self.catch_up(),
            Event::CaughtUp(result) => self.caught_up(result),
            Event::Received(lines) => {
                self.queue.push_lines(lines);
                self.push_on()
            }
            Event::SettingsNotSaved(error) => {
                self.saving = super::Saving::Failed(1, error);
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

    fn act(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::ChooseRole(role) => {
                let first = match role {
                    Role::Village => Route::Today,
                    Role::Township => Route::Rollup(None),
                };
                let mut effects = self.set(|settings| settings.role = Some(role));
                effects.extend([Effect::AskToPersist, Effect::Replace(first)]);
                effects
            }
            Action::SetLang(lang) => self.set(|settings| settings.lang = lang),
            Action::SetTheme(theme) => self.set(|settings| settings.theme = theme),
            Action::SetTextSize(size) => self.set(|settings| settings.text_size = size),
            Action::SetAuthor(author) => self.set(|settings| settings.author = author),
            Action::Save { kind, record, fields } => {
                let author = self.settings.author.clone();
                self.save([Change { kind, record, fields, at: self.now, author }])
            }
            Action::Retry => self.push_on(),
            Action::Go(route) => vec![Effect::Go(route)],
            Action::Replace(route) => vec![Effect::Replace(route)],
            Action::Back => vec![Effect::Back],
            Action::Dismiss(notice) => {
                self.notices.retain(|other| *other != notice);
                Vec::new()
            }
            Action::SwitchVersion => vec![Effect::SwitchVersion],
        }
    }

    /// Changes the settings at once, on the screen first: losing a colour is no loss.
    fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
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

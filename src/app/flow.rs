//! Events and what follows from them.

use super::{App, Env, Phase, Role, Route, Settings, Space, TextSize, Theme};
use crate::journal::write::DeviceId;
use crate::store::{Place, Reading, StoreError};
use crate::text::Lang;

/// What a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Goes to a screen.
    Go(Route),
    /// Goes to a screen in the place of this one, so that "back" does not lead here.
    Replace(Route),
    /// Goes back.
    Back,
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
    /// The store stands and was read.
    Opened {
        /// Where it stands.
        place: Place,
        /// The identity it holds.
        device: DeviceId,
        /// The settings, as they were last put.
        settings: Option<Vec<u8>>,
        /// Everything in it.
        reading: Reading,
    },
    /// The store is there but cannot be used.
    NotOpened(StoreError),
    /// The settings could not be put.
    SettingsNotSaved(StoreError),
    /// The browser said how much space there is.
    Measured(Space),
    /// A new version of the program waits.
    UpdateWaiting,
}

/// What the host shall do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
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
        self.zone = env.zone;
        match event {
            Event::Do(action) => self.act(action),
            Event::Arrived(route) => {
                self.route = route;
                Vec::new()
            }
            Event::Opened { place, device, settings, reading } => {
                if let Some(settings) = settings.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
                    self.settings = settings;
                }
                self.place = Some(place);
                self.device = Some(device);
                self.head = reading.head;
                self.phase = Phase::Ready;
                Vec::new()
            }
            Event::NotOpened(error) => {
                self.phase = Phase::Failed(error);
                Vec::new()
            }
            Event::SettingsNotSaved(error) => {
                self.saving = super::Saving::Failed(1, error);
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
            Action::Go(route) => vec![Effect::Go(route)],
            Action::Replace(route) => vec![Effect::Replace(route)],
            Action::Back => vec![Effect::Back],
            Action::SwitchVersion => vec![Effect::SwitchVersion],
        }
    }

    /// Changes the settings at once, on the screen first: losing a colour is no loss.
    fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
        change(&mut self.settings);
        serde_json::to_vec(&self.settings).map(|bytes| vec![Effect::PutSettings(bytes)]).unwrap_or_default()
    }
}

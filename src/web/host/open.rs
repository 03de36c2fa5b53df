//! Opening the store when the page starts.

use wasm_bindgen_futures::spawn_local;

use super::Host;
use crate::app::{Env, Event, Notes, Notice, Opened};
use crate::journal::DeviceId;
use crate::store::{Head, Place, Store, StoreError, Upset};
use crate::web::{campaign, clock, entropy, known};

/// The name of the database.
pub(in crate::web) const DATABASE: &str = "nuandong";

impl Host {
    /// Opens the store, unless that has begun, and tells the application what is in it; meanwhile the campaign comes.
    pub(super) async fn open(&self) {
        if self.0.opening.replace(true) {
            return;
        }
        let coming = self.clone();
        spawn_local(async move { coming.send(Event::CampaignCame(campaign::fetch().await)) });
        let opened = self.opened().await;
        self.send(Event::Opened(opened));
    }

    /// Opens the store and reads it, standing in memory where the browser refuses the disk.
    async fn opened(&self) -> Result<Opened, StoreError> {
        let upset = self.clone();
        let upset = move |what| match what {
            Upset::Closed => upset.send(Event::OtherTabSaved),
            Upset::Superseded => upset.send(Event::Noticed(Notice::Superseded)),
            Upset::Blocked => upset.send(Event::Noticed(Notice::Blocked)),
        };
        let (store, place) = match Store::open(DATABASE, upset).await {
            Ok(store) => (store, Place::Disk),
            Err(error @ (StoreError::Refused | StoreError::Failed(_))) => (Store::memory(), Place::Memory(error)),
            Err(error) => return Err(error),
        };
        self.0.store.replace(store.clone());
        let candidate = DeviceId(Env::new(clock::now(), clock::zone(), entropy::seed()).draw());
        let (device, notes) = store.beginning(&candidate, Notes::KINDS).await?;
        let notes = Notes::from(notes);
        if notes.settings.is_some() {
            known::remember();
        }
        let reading = store.read_after(Head(0)).await?;
        Ok(Opened { place, device, notes, reading })
    }

    /// Reads again what another tab has put.
    pub(super) async fn look_at_notes(&self) {
        let store = self.store();
        // A store that cannot be read says so when something is saved.
        if let Ok(notes) = store.notes(Notes::KINDS).await {
            self.send(Event::Noted(notes.into()));
        }
    }
}

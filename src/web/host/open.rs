//! Opening the store when the page starts.

use super::Host;
use crate::app::{Env, Event, Notes, Notice, Opened};
use crate::journal::DeviceId;
use crate::store::{Head, Note, Place, Store, StoreError, Upset};
use crate::web::{clock, entropy};

/// The name of the database.
pub(in crate::web) const DATABASE: &str = "nuandong";

impl Host {
    /// Opens the store and reads it, standing in memory where the browser refuses the disk.
    pub(super) async fn open(&self) -> Result<Opened, StoreError> {
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
        let device = store.device(&candidate).await?;
        let notes = notes(&store).await?;
        let reading = store.read_after(Head(0)).await?;
        Ok(Opened { place, device, notes, reading })
    }

    /// Reads again what another tab has put.
    pub(super) async fn look_at_notes(&self) {
        let store = self.store();
        // A store that cannot be read says so when something is saved.
        if let Ok(notes) = notes(&store).await {
            self.send(Event::Noted(notes));
        }
    }
}

/// What the store holds beside the writes.
async fn notes(store: &Store) -> Result<Notes, StoreError> {
    Ok(Notes {
        settings: store.note(Note::Settings).await?,
        received: store.note(Note::Received).await?,
        campaigns: store.note(Note::Campaigns).await?,
    })
}

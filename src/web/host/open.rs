//! Opening the store when the page starts.

use super::Host;
use crate::app::{Env, Event, Notice, Opened};
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
        let settings = store.note(Note::Settings).await?;
        let received = store.note(Note::Received).await?;
        let campaigns = store.note(Note::Campaigns).await?;
        let reading = store.read_after(Head(0)).await?;
        Ok(Opened { place, device, settings, received, campaigns, reading })
    }
}

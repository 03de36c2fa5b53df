//! Opening the store when the page starts.

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::Host;
use crate::app::{Env, Event, Glanced, Loading, Notes, Notice, Opened, Phase};
use crate::journal::DeviceId;
use crate::store::{Head, Place, Start, Store, StoreError, Upset};
use crate::web::{campaign, clock, entropy, known};

/// The name of the database.
pub(in crate::web) const DATABASE: &str = "nuandong";

/// A store that is open and not read yet.
struct Begun {
    store: Store,
    place: Place,
    device: DeviceId,
    notes: Notes,
}

impl Host {
    /// Opens the store, unless that has begun, and tells the application what is in it; meanwhile the campaign comes. Returns when there is
    /// something to show: where the list of households was kept, the journal is read behind it.
    pub(super) async fn open(&self) {
        if self.0.opening.replace(true) {
            return;
        }
        let coming = self.clone();
        spawn_local(async move { coming.send(Event::CampaignCame(campaign::fetch().await)) });
        match self.begun().await {
            Ok(begun) if self.read(|app| app.phase == Phase::Glance) => {
                let behind = self.clone();
                spawn_local(async move {
                    let opened = begun.read_behind().await;
                    behind.send(Event::Opened(opened));
                });
            }
            Ok(begun) => self.send(Event::Opened(begun.read().await)),
            Err(error) => self.send(Event::Opened(Err(error))),
        }
    }

    /// Opens the store, standing in memory where the browser refuses the disk, and shows the list that it kept.
    async fn begun(&self) -> Result<Begun, StoreError> {
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
        let Start { device, head, settings, received, campaigns, glance } = store.start(&candidate).await?;
        let notes = Notes { settings, received, campaigns };
        if notes.settings.is_some() {
            known::remember();
        }
        if let Some(glance) = glance {
            let (place, device, notes) = (place.clone(), device.clone(), notes.clone());
            self.send(Event::Glanced(Glanced { place, device, head, notes, glance }));
        }
        Ok(Begun { store, place, device, notes })
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

impl Begun {
    /// Reads the store.
    async fn read(self) -> Result<Opened, StoreError> {
        let loading = Box::new(Loading::of(self.store.read_after(Head(0)).await?));
        Ok(Opened { place: self.place, device: self.device, notes: self.notes, loading })
    }

    /// Reads the store while something is looked at, and folds it a little at a time.
    async fn read_behind(self) -> Result<Opened, StoreError> {
        /// A frame and what is drawn in it: the list comes first.
        const PAINTED_MILLIS: u32 = 50;
        /// Long enough for a tap or a scrolled frame to come between.
        const PAUSE_MILLIS: u32 = 2;
        TimeoutFuture::new(PAINTED_MILLIS).await;
        let mut opened = self.read().await?;
        while fold_a_little(&mut opened.loading) {
            TimeoutFuture::new(PAUSE_MILLIS).await;
        }
        Ok(opened)
    }
}

/// Folds for as long as the page may not answer, at most. Whether more is left.
fn fold_a_little(loading: &mut Loading) -> bool {
    const BUSY_MILLIS: i64 = 12;
    const BYTES: usize = 4 << 10;
    let begun = clock::now();
    let mut more = true;
    while more && clock::now() - begun < BUSY_MILLIS {
        more = loading.step(BYTES);
    }
    more
}

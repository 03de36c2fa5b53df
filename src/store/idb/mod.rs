//! The store on `IndexedDB`.
//!
//! Tables: `batches` (number → bytes), `files` (name → bytes), `meta` (the device identity and the notes), `aside` (batches that could not be
//! understood, by a number of their own). See [`open`] for the schema's versions and [`tx`] for how a transaction lives.
//!
//! The browser may close a database at any time (storage pressure, a cleared site, a crash of its storage process). So the
//! connection is opened again at the next use, and a transaction that could not even begin is tried once more.

mod open;
mod tx;

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::IdbDatabase;

use super::StoreError;
use super::step::{Got, Step};

/// Something that befell the open database from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upset {
    /// The browser closed it. It is opened again at the next use.
    Closed,
    /// A newer version of the program wants to change the schema, so this tab gave way.
    Superseded,
    /// An older version of the program holds the database open in another tab, and opening waits for it.
    Blocked,
}

pub(super) struct Idb {
    name: String,
    live: Rc<RefCell<Option<Live>>>,
    upset: Rc<dyn Fn(Upset)>,
}

impl fmt::Debug for Idb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Idb").field("name", &self.name).finish_non_exhaustive()
    }
}

/// An open connection and what listens to it.
struct Live {
    database: IdbDatabase,
    _listeners: [EventListener; 2],
}

impl Drop for Live {
    fn drop(&mut self) {
        self.database.close();
    }
}

impl Idb {
    pub(super) async fn open(name: &str, upset: Rc<dyn Fn(Upset)>) -> Result<Self, StoreError> {
        let idb = Self { name: name.to_owned(), live: Rc::default(), upset };
        idb.database().await?;
        Ok(idb)
    }

    /// The open connection, opening it where there is none.
    async fn database(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(live) = self.live.borrow().as_ref() {
            return Ok(live.database.clone());
        }
        let database = open::open(&self.name, &self.upset).await?;
        let listen = |event: &'static str, upset: Upset| {
            let (live, report) = (Rc::downgrade(&self.live), Rc::clone(&self.upset));
            EventListener::new(&database, event, move |_| {
                if let Some(live) = live.upgrade() {
                    // Dropped later: this very listener is part of it.
                    let gone = live.borrow_mut().take();
                    wasm_bindgen_futures::spawn_local(async move { drop(gone) });
                }
                report(upset);
            })
        };
        let listeners = [listen("close", Upset::Closed), listen("versionchange", Upset::Superseded)];
        *self.live.borrow_mut() = Some(Live { database: database.clone(), _listeners: listeners });
        Ok(database)
    }

    /// Takes the steps in one transaction, once more on a fresh connection when the old one turned out to be closed.
    pub(super) async fn take(&self, steps: &[Step<'_>]) -> Result<Vec<Got>, StoreError> {
        let mut again = true;
        loop {
            match tx::transact(&self.database().await?, steps).await {
                Err(StoreError::Closed) if again => drop(self.live.borrow_mut().take()),
                result => return result,
            }
            again = false;
        }
    }
}

//! The store on `IndexedDB`.
//!
//! Tables: `batches` (number → bytes), `meta` (the device identity and the notes), `aside` (batches that could not be
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
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbTransactionMode};

use self::tx::{Table, Tx, range_after, range_within, transact};
use super::{Batch, Head, Note, Reading, StoreError};
use crate::journal::DeviceId;

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

/// The key of the device identity in `meta`.
const DEVICE: &str = "device";

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

    /// Runs one transaction, once more on a fresh connection when the old one turned out to be closed.
    async fn run<T>(
        &self,
        tables: &[Table],
        mode: IdbTransactionMode,
        body: impl AsyncFn(&Tx) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match transact(&self.database().await?, tables, mode, &body).await {
            Err(StoreError::Closed) => {
                drop(self.live.borrow_mut().take());
                transact(&self.database().await?, tables, mode, &body).await
            }
            result => result,
        }
    }

    pub(super) async fn device(&self, candidate: &DeviceId) -> Result<DeviceId, StoreError> {
        self.run(&[Table::Meta], IdbTransactionMode::Readwrite, async |tx| {
            if let Some(held) = held_device(tx).await? {
                return Ok(held);
            }
            tx.put(Table::Meta, &DEVICE.into(), &candidate.0.as_str().into()).await?;
            Ok(candidate.clone())
        })
        .await
    }

    pub(super) async fn replace_device(&self, old: &DeviceId, new: &DeviceId) -> Result<(), StoreError> {
        self.run(&[Table::Meta], IdbTransactionMode::Readwrite, async |tx| {
            demand_device(tx, old).await?;
            tx.put(Table::Meta, &DEVICE.into(), &new.0.as_str().into()).await
        })
        .await
    }

    pub(super) async fn read_after(&self, head: Head) -> Result<Reading, StoreError> {
        let at_once = self
            .run(&[Table::Batches], IdbTransactionMode::Readonly, async |tx| {
                // Both in one transaction, so that they speak of the same moment.
                let keys = tx.keys(Table::Batches, &range_after(head)?).await?;
                let values = tx.all(Table::Batches, &range_after(head)?).await?;
                Ok((keys, values))
            })
            .await;
        match at_once {
            Ok((keys, values)) => {
                let mut reading = Reading { head, ..Reading::default() };
                for (key, value) in keys.into_iter().zip(values.iter()) {
                    reading.head = key;
                    match bytes_of(&value) {
                        Some(bytes) => reading.batches.push(Batch { head: key, bytes }),
                        None => reading.unreadable.push(key),
                    }
                }
                Ok(reading)
            }
            Err(StoreError::Failed(_)) => self.read_one_by_one(head).await,
            Err(error) => Err(error),
        }
    }

    /// Reads batch by batch, because one that the browser cannot give back fails the reading of all of them.
    async fn read_one_by_one(&self, after: Head) -> Result<Reading, StoreError> {
        let keys = self
            .run(&[Table::Batches], IdbTransactionMode::Readonly, async |tx| {
                tx.keys(Table::Batches, &range_after(after)?).await
            })
            .await?;
        let mut reading = Reading { head: after, ..Reading::default() };
        for key in keys {
            reading.head = key;
            let value = self
                .run(&[Table::Batches], IdbTransactionMode::Readonly, async |tx| {
                    tx.get(Table::Batches, &key.into()).await
                })
                .await;
            match value.ok().as_ref().and_then(bytes_of) {
                Some(bytes) => reading.batches.push(Batch { head: key, bytes }),
                None => reading.unreadable.push(key),
            }
        }
        Ok(reading)
    }

    pub(super) async fn append(&self, expected: Head, device: &DeviceId, bytes: &[u8]) -> Result<Head, StoreError> {
        let value: JsValue = Uint8Array::from(bytes).into();
        self.run(&[Table::Batches, Table::Meta], IdbTransactionMode::Readwrite, async |tx| {
            demand_device(tx, device).await?;
            if tx.last(Table::Batches).await? != expected {
                return Err(StoreError::Stale);
            }
            tx.add(Table::Batches, &expected.next().into(), &value).await?;
            Ok(expected.next())
        })
        .await
    }

    pub(super) async fn compact(&self, after: Head, upto: Head, bytes: &[u8]) -> Result<(), StoreError> {
        let value: JsValue = Uint8Array::from(bytes).into();
        self.run(&[Table::Batches], IdbTransactionMode::Readwrite, async |tx| {
            if tx.get(Table::Batches, &upto.into()).await?.is_undefined() {
                return Err(StoreError::Stale);
            }
            tx.delete(Table::Batches, &range_within(after, upto)?).await?;
            tx.add(Table::Batches, &upto.into(), &value).await
        })
        .await
    }

    pub(super) async fn set_aside(&self, heads: &[Head]) -> Result<(), StoreError> {
        self.run(&[Table::Batches, Table::Aside], IdbTransactionMode::Readwrite, async |tx| {
            for head in heads {
                // A value that the browser cannot give back cannot be moved either; the number stays taken all the same.
                let value = tx.get(Table::Batches, &(*head).into()).await?;
                tx.append(Table::Aside, &value).await?;
                tx.put(Table::Batches, &(*head).into(), &Uint8Array::new_with_length(0).into()).await?;
            }
            Ok(())
        })
        .await
    }

    pub(super) async fn aside(&self) -> Result<u32, StoreError> {
        self.run(&[Table::Aside], IdbTransactionMode::Readonly, async |tx| tx.count(Table::Aside).await).await
    }

    pub(super) async fn note(&self, note: Note) -> Result<Option<Vec<u8>>, StoreError> {
        self.run(&[Table::Meta], IdbTransactionMode::Readonly, async |tx| {
            Ok(bytes_of(&tx.get(Table::Meta, &note.key().into()).await?))
        })
        .await
    }

    pub(super) async fn put_note(&self, note: Note, bytes: &[u8]) -> Result<(), StoreError> {
        let value: JsValue = Uint8Array::from(bytes).into();
        self.run(&[Table::Meta], IdbTransactionMode::Readwrite, async |tx| {
            tx.put(Table::Meta, &note.key().into(), &value).await
        })
        .await
    }

    pub(super) async fn clear(&self) -> Result<(), StoreError> {
        self.run(&Table::ALL, IdbTransactionMode::Readwrite, async |tx| {
            for table in Table::ALL {
                tx.clear(table).await?;
            }
            Ok(())
        })
        .await
    }
}

impl From<Head> for JsValue {
    fn from(head: Head) -> Self {
        Self::from_f64(f64::from(head.0))
    }
}

async fn held_device(tx: &Tx) -> Result<Option<DeviceId>, StoreError> {
    Ok(tx.get(Table::Meta, &DEVICE.into()).await?.as_string().map(DeviceId))
}

async fn demand_device(tx: &Tx, device: &DeviceId) -> Result<(), StoreError> {
    match held_device(tx).await? {
        Some(held) if held == *device => Ok(()),
        _ => Err(StoreError::Replaced),
    }
}

fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

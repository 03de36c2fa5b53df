//! Where the writes are kept: bytes in, bytes out.
//!
//! A *batch* is what one append brought: a roster of 20,000 households is one batch, an answer is a small one. Batches are
//! numbered from 1 without gaps by their own order, and the number of the last one is the store's [`Head`]. The store knows
//! nothing of what the bytes mean; they are serialised before any transaction opens, so that encryption at rest can be
//! switched on around this module in one place.
//!
//! Beside the batches lie *files*: photos and the like, which writes name by their content.
//!
//! Invariants:
//! - [`Store::append`] returns `Ok` only when the batch is on disk (strict durability where the browser has it).
//! - `append` is compare-and-set: it succeeds only for the tab that has seen every batch, and only under the device
//!   identity that the store holds. Otherwise it changes nothing and says [`StoreError::Stale`] or
//!   [`StoreError::Replaced`]; the caller catches up and tries again. Two tabs are therefore safe without a lock.
//! - A transaction that fails has changed nothing.
//!
//! Start with [`Store`]: each of its promises is a list of `step`s, which the two places it can stand on, `memory` and in a
//! browser `idb`, take in one transaction.

#[cfg(feature = "browser")]
mod idb;
mod memory;
mod say;
mod step;

use std::rc::Rc;

#[cfg(feature = "browser")]
pub use idb::Upset;

use self::step::{Got, Step};
use crate::journal::DeviceId;

/// The number of the last batch that somebody has seen; zero before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Head(pub u32);

impl Head {
    /// The head after one more batch.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// What one append brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its number.
    pub head: Head,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What reading found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Batches that could be read, in order.
    pub batches: Vec<Batch>,
    /// Numbers of batches that the browser itself could not give back.
    pub unreadable: Vec<Head>,
    /// The number of the last batch, readable or not.
    pub head: Head,
}

/// Small values beside the batches, each replaced as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// The settings of this installation.
    Settings,
    /// What is known of the packages that were received.
    Received,
    /// The compiled campaigns that are kept.
    Campaigns,
    /// The list of households as it was last shown, for the next start.
    Glance,
}

impl Note {
    /// Its key in the store.
    #[cfg(feature = "browser")]
    const fn key(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Received => "received",
            Self::Campaigns => "campaigns",
            Self::Glance => "glance",
        }
    }
}

/// What a start needs before the batches are read, all of one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The device identity that the store holds.
    pub device: DeviceId,
    /// The number of the last batch.
    pub head: Head,
    /// The settings.
    pub settings: Option<Vec<u8>>,
    /// What is known of the packages that were received.
    pub received: Option<Vec<u8>>,
    /// The compiled campaigns that are kept.
    pub campaigns: Option<Vec<u8>>,
    /// The list of households as it was last shown.
    pub glance: Option<Vec<u8>>,
}

/// Why the store could not do what was asked. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// Another tab has appended since; catch up and try again.
    Stale,
    /// The store holds another device identity than the caller's: it was cleared or restored meanwhile. Load it afresh.
    Replaced,
    /// The phone's space, or the browser's share of it, is used up.
    Full,
    /// The browser closed the database; the next use opens it again.
    Closed,
    /// Another tab holds an older version of the database open.
    Blocked,
    /// The database was written by a newer version of this program.
    Newer,
    /// The browser offers no storage here, or the user forbids it.
    Refused,
    /// Anything else, in the browser's words.
    Failed(String),
}

/// Where a store stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On disk.
    Disk,
    /// In memory only, because the disk could not be had: what is typed is lost with the tab unless it is exported.
    Memory(StoreError),
}

/// The store. Cheap to clone: all clones are the same store.
#[derive(Clone, Debug)]
pub struct Store(Inner);

#[derive(Clone, Debug)]
enum Inner {
    Memory(Rc<memory::Memory>),
    #[cfg(feature = "browser")]
    Idb(Rc<idb::Idb>),
}

impl Store {
    /// A store that forgets with the tab.
    #[must_use]
    pub fn memory() -> Self {
        Self(Inner::Memory(Rc::default()))
    }

    /// Opens the database of this name, bringing it to today's schema.
    ///
    /// `upset` is called whenever something befalls the open database from outside.
    #[cfg(feature = "browser")]
    pub async fn open(name: &str, upset: impl Fn(Upset) + 'static) -> Result<Self, StoreError> {
        Ok(Self(Inner::Idb(Rc::new(idb::Idb::open(name, Rc::new(upset)).await?))))
    }

    /// Takes the steps in one transaction. Gives what the last one gave.
    async fn take(&self, steps: &[Step<'_>]) -> Result<Got, StoreError> {
        Ok(self.take_each(steps).await?.pop().unwrap_or_default())
    }

    /// Takes the steps in one transaction. Gives what each gave.
    #[cfg_attr(not(feature = "browser"), expect(clippy::unused_async, reason = "memory has nothing to wait for"))]
    async fn take_each(&self, steps: &[Step<'_>]) -> Result<Vec<Got>, StoreError> {
        match &self.0 {
            Inner::Memory(memory) => memory.take(steps),
            #[cfg(feature = "browser")]
            Inner::Idb(idb) => idb.take(steps).await,
        }
    }

    /// The device identity that the store holds; it takes `candidate` when it holds none yet.
    pub async fn device(&self, candidate: &DeviceId) -> Result<DeviceId, StoreError> {
        match self.take(&[Step::Device(candidate)]).await? {
            Got::Device(device) => Ok(device),
            _ => Ok(candidate.clone()),
        }
    }

    /// What a start needs first. The store takes `candidate` for its identity when it holds none yet.
    pub async fn start(&self, candidate: &DeviceId) -> Result<Start, StoreError> {
        let notes = [Note::Settings, Note::Received, Note::Campaigns, Note::Glance].map(Step::Note);
        let steps: Vec<Step<'_>> = [Step::Device(candidate), Step::Last].into_iter().chain(notes).collect();
        let mut got = self.take_each(&steps).await?.into_iter();
        let device = match got.next() {
            Some(Got::Device(device)) => device,
            _ => candidate.clone(),
        };
        let head = match got.next() {
            Some(Got::Reading(reading)) => reading.head,
            _ => Head::default(),
        };
        let mut note = || got.next().and_then(Got::bytes);
        Ok(Start { device, head, settings: note(), received: note(), campaigns: note(), glance: note() })
    }

    /// Keeps the list of households for the next start, provided that it is still that of the store: the list of an emptied store comes to
    /// nobody's disk.
    pub async fn keep_glance(&self, expected: Head, device: &DeviceId, bytes: &[u8]) -> Result<(), StoreError> {
        let steps = [Step::DemandDevice(device), Step::DemandHead(expected), Step::PutNote(Note::Glance, bytes)];
        self.take(&steps).await.map(drop)
    }

    /// Puts `new` in the place of the device identity `old`, so that no sequence number is ever given twice: after a
    /// restored backup, and after batches were lost.
    pub async fn replace_device(&self, old: &DeviceId, new: &DeviceId) -> Result<(), StoreError> {
        self.take(&[Step::DemandDevice(old), Step::SetDevice(new)]).await.map(drop)
    }

    /// Every batch after `head`.
    pub async fn read_after(&self, head: Head) -> Result<Reading, StoreError> {
        match self.take(&[Step::Read(head)]).await {
            Ok(Got::Reading(reading)) => Ok(reading),
            Ok(_) => Ok(Reading { head, ..Reading::default() }),
            // One batch that the browser cannot give back fails the reading of all of them.
            Err(StoreError::Failed(_)) => self.read_one_by_one(head).await,
            Err(error) => Err(error),
        }
    }

    async fn read_one_by_one(&self, after: Head) -> Result<Reading, StoreError> {
        let mut reading = Reading { head: after, ..Reading::default() };
        let Got::Reading(Reading { unreadable: heads, .. }) = self.take(&[Step::Heads(after)]).await? else {
            return Ok(reading);
        };
        for head in heads {
            reading.head = head;
            match self.take(&[Step::ReadOne(head)]).await {
                Ok(Got::Bytes(bytes)) => reading.batches.push(Batch { head, bytes }),
                _ => reading.unreadable.push(head),
            }
        }
        Ok(reading)
    }

    /// Appends one batch, provided that the store's head is still `expected` and its device still `device`.
    pub async fn append(&self, expected: Head, device: &DeviceId, bytes: &[u8]) -> Result<Head, StoreError> {
        let head = expected.next();
        let steps = [Step::DemandDevice(device), Step::DemandHead(expected), Step::PutBatch(head, bytes)];
        self.take(&steps).await.map(|_| head)
    }

    /// The same, with a note that holds if the batch does, and only then.
    pub async fn append_with(
        &self,
        expected: Head,
        device: &DeviceId,
        bytes: &[u8],
        (note, noted): (Note, &[u8]),
    ) -> Result<Head, StoreError> {
        let head = expected.next();
        let steps = [
            Step::DemandDevice(device),
            Step::DemandHead(expected),
            Step::PutBatch(head, bytes),
            Step::PutNote(note, noted),
        ];
        self.take(&steps).await.map(|_| head)
    }

    /// Replaces the batches after `after` up to `upto` by one with these bytes, under the number `upto`.
    pub async fn compact(&self, after: Head, upto: Head, bytes: &[u8]) -> Result<(), StoreError> {
        self.take(&[Step::DemandBatch(upto), Step::Delete(after, upto), Step::PutBatch(upto, bytes)]).await.map(drop)
    }

    /// Moves batches that cannot be understood out of the way, kept for whoever may still read them.
    pub async fn set_aside(&self, heads: &[Head]) -> Result<(), StoreError> {
        let steps: Vec<Step<'_>> = heads.iter().copied().map(Step::SetAside).collect();
        self.take(&steps).await.map(drop)
    }

    /// Repairs a store in which something could not be understood, in an order in which stopping midway loses nothing:
    /// takes the new identity (numbers of the old one may be lost, and none may be given twice), appends what was
    /// salvaged, sets the batches aside. Returns the new head.
    pub async fn repair(
        &self,
        old: &DeviceId,
        new: &DeviceId,
        head: Head,
        salvaged: &[u8],
        aside: &[Head],
    ) -> Result<Head, StoreError> {
        self.replace_device(old, new).await?;
        let head = if salvaged.is_empty() { head } else { self.append(head, new, salvaged).await? };
        self.set_aside(aside).await?;
        Ok(head)
    }

    /// How many batches were set aside.
    pub async fn aside(&self) -> Result<u32, StoreError> {
        match self.take(&[Step::CountAside]).await? {
            Got::Count(count) => Ok(count),
            _ => Ok(0),
        }
    }

    /// These notes, where there are such, as of one moment.
    pub async fn notes<const N: usize>(&self, notes: [Note; N]) -> Result<[Option<Vec<u8>>; N], StoreError> {
        let mut got = self.take_each(&notes.map(Step::Note)).await?.into_iter();
        Ok(std::array::from_fn(|_| got.next().and_then(Got::bytes)))
    }

    /// Replaces a note.
    pub async fn put_note(&self, note: Note, bytes: &[u8]) -> Result<(), StoreError> {
        self.take(&[Step::PutNote(note, bytes)]).await.map(drop)
    }

    /// Keeps a file under the name that says its content (see [`attachment`](crate::attachment)). Keep it before a write names it.
    pub async fn put_file(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.take(&[Step::PutFile(name, bytes)]).await.map(drop)
    }

    /// The bytes of a file, where it is here.
    pub async fn file(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self.take(&[Step::File(name)]).await? {
            Got::Bytes(bytes) => Ok(Some(bytes)),
            _ => Ok(None),
        }
    }

    /// The names of all files, in order.
    pub async fn file_names(&self) -> Result<Vec<String>, StoreError> {
        match self.take(&[Step::FileNames]).await? {
            Got::Names(names) => Ok(names),
            _ => Ok(Vec::new()),
        }
    }

    /// Forgets files that nothing names any more.
    pub async fn drop_files(&self, names: &[String]) -> Result<(), StoreError> {
        let steps: Vec<Step<'_>> = names.iter().map(|name| Step::DropFile(name)).collect();
        self.take(&steps).await.map(drop)
    }

    /// Forgets everything, the device identity too.
    pub async fn clear(&self) -> Result<(), StoreError> {
        self.take(&[Step::Clear]).await.map(drop)
    }
}

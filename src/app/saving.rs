//! How what was typed gets to disk: in order, one append at a time, tried again until it is there.
//!
//! A change waits as what somebody meant (which record, which fields), not as a write. It becomes a write only when its
//! append begins, with the number and the `seen` of that moment; so when another tab was faster, the same change is simply
//! drafted anew on what that tab stored. Changes that wait together go in one append.
//!
//! Invariant: a change leaves the queue only when the store has said that it is on disk.

use std::collections::VecDeque;
use std::rc::Rc;

use super::job::{Arrival, Kind as Brought, Received};
use crate::journal::{DeviceId, Fields, Journal, Kind, RecordId, Stamp, Write};
use crate::store::{Head, StoreError};

/// A change that somebody made to a record, not yet on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What the record is.
    pub kind: Kind,
    /// Which it is.
    pub record: RecordId,
    /// What is set.
    pub fields: Fields,
    /// When, in milliseconds since 1970-01-01T00:00Z.
    pub at: i64,
    /// The name the author goes by.
    pub author: String,
}

/// Whether what was typed is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was typed since the page was opened.
    #[default]
    Nothing,
    /// So many changes are on their way.
    Pending(usize),
    /// Everything is on disk since this moment, in milliseconds since 1970-01-01T00:00Z.
    Saved(i64),
    /// So many changes could not be saved; they are kept here and tried again.
    Failed(usize, StoreError),
}

impl Saving {
    /// Whether closing the page now would lose something.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Pending(_) | Self::Failed(..))
    }
}

/// One append to ask of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Append {
    /// The head that the store must still have.
    pub expected: Head,
    /// The device identity that it must still hold.
    pub device: DeviceId,
    /// The lines.
    pub bytes: Rc<Vec<u8>>,
    /// The packages received, with the one whose lines these are.
    pub received: Option<Vec<u8>>,
}

/// What has come to disk and is now to be folded.
#[derive(Clone, Debug)]
pub(super) enum Landed {
    /// Our own writes.
    Writes(Vec<Write>),
    /// Lines that came from elsewhere.
    Arrival(Arrival),
}

/// The changes on their way.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    waiting: Vec<Change>,
    arrivals: VecDeque<Arrival>,
    flight: Option<Flight>,
    /// Failures in a row, for the pause before the next try.
    failures: u32,
}

#[derive(Clone, Debug)]
enum Flight {
    Changes(Vec<Change>, Vec<Write>),
    Arrival(Arrival),
}

impl Queue {
    /// How many changes are not on disk; lines from elsewhere count as one.
    pub(super) fn len(&self) -> usize {
        self.changes().count() + self.arrivals.len() + usize::from(matches!(self.flight, Some(Flight::Arrival(_))))
    }

    /// Whether an append is being waited for.
    pub(super) fn is_flying(&self) -> bool {
        self.flight.is_some()
    }

    /// The changes that are not on disk, oldest first.
    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> {
        let flying = match &self.flight {
            Some(Flight::Changes(changes, _)) => changes.as_slice(),
            _ => &[],
        };
        flying.iter().chain(&self.waiting)
    }

    /// Lets a change wait. One to a record that waits already joins it: a second write in the same append could not have
    /// seen the first, and would stand beside it as a conflict.
    pub(super) fn push(&mut self, change: Change) {
        let same = |other: &&mut Change| other.record == change.record && other.kind == change.kind;
        match self.waiting.iter_mut().find(same) {
            Some(waiting) => {
                waiting.fields.extend(change.fields);
                waiting.at = change.at;
                waiting.author = change.author;
            }
            None => self.waiting.push(change),
        }
    }

    /// Lets lines wait that are writes already. Our own go first, since their numbers follow on what is on disk.
    pub(super) fn push_arrival(&mut self, arrival: Arrival) {
        if arrival.seq.is_some() { self.arrivals.push_front(arrival) } else { self.arrivals.push_back(arrival) }
    }

    /// Takes out writes of ours whose numbers another tab has given meanwhile.
    pub(super) fn take_outdated(&mut self, next_seq: u64) -> Option<Arrival> {
        self.arrivals.pop_front_if(|arrival| arrival.seq.is_some_and(|seq| seq != next_seq))
    }

    /// Begins an append of what waits, changes before lines from elsewhere, unless one is under way or nothing waits.
    pub(super) fn start(&mut self, journal: &Journal, device: &DeviceId, expected: Head) -> Option<Append> {
        if self.flight.is_some() {
            return None;
        }
        let numbered = self.arrivals.front().is_some_and(|arrival| arrival.seq.is_some());
        let bytes = if self.waiting.is_empty() || numbered {
            let arrival = self.arrivals.pop_front()?;
            let lines = Rc::clone(&arrival.lines);
            self.flight = Some(Flight::Arrival(arrival));
            lines
        } else {
            let changes = std::mem::take(&mut self.waiting);
            let (writes, bytes) = draft(&changes, journal, device);
            self.flight = Some(Flight::Changes(changes, writes));
            Rc::new(bytes)
        };
        Some(Append { expected, device: device.clone(), bytes, received: None })
    }

    /// The package whose lines are being appended, if they are one's.
    pub(super) fn package(&self) -> Option<&Received> {
        match &self.flight {
            Some(Flight::Arrival(Arrival { kind: Brought::Package(package), .. })) => Some(package),
            _ => None,
        }
    }

    /// The append is on disk: this is to be folded.
    pub(super) fn landed(&mut self) -> Option<Landed> {
        self.failures = 0;
        self.flight.take().map(|flight| match flight {
            Flight::Changes(_, writes) => Landed::Writes(writes),
            Flight::Arrival(arrival) => Landed::Arrival(arrival),
        })
    }

    /// The append failed: what it held waits again. Returns the pause before the next try, in milliseconds.
    pub(super) fn failed(&mut self) -> u32 {
        self.unload();
        self.failures += 1;
        // 1, 2, 4, 8, 16 seconds.
        1000 << self.failures.min(5).saturating_sub(1)
    }

    /// The append came too late: what it held waits again, before what came later, to be drafted on what another tab stored.
    pub(super) fn unload(&mut self) {
        match self.flight.take() {
            Some(Flight::Changes(changes, _)) => {
                let later = std::mem::replace(&mut self.waiting, changes);
                for change in later {
                    self.push(change);
                }
            }
            Some(Flight::Arrival(arrival)) => self.arrivals.push_front(arrival),
            None => {}
        }
    }
}

/// The changes as this device's next writes, and their lines.
fn draft(changes: &[Change], journal: &Journal, device: &DeviceId) -> (Vec<Write>, Vec<u8>) {
    let mut bytes = Vec::new();
    let mut writes = Vec::with_capacity(changes.len());
    for (seq, change) in (journal.next_seq(device)..).zip(changes) {
        let stamp = Stamp { device: device.clone(), seq, at: change.at, author: change.author.clone() };
        let write = journal.draft(stamp, change.kind.clone(), change.record.clone(), change.fields.clone());
        bytes.extend_from_slice(write.to_line().as_bytes());
        bytes.push(b'\n');
        writes.push(write);
    }
    (writes, bytes)
}

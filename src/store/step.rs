//! What a transaction is made of. Every place takes the same steps, so that what the store promises is written once.

use super::{Head, Note, Reading};
use crate::journal::DeviceId;

/// One step. Demands stand before changes, so that a transaction which fails has changed nothing.
#[derive(Clone, Debug)]
pub(super) enum Step<'a> {
    /// Fails unless the store holds this identity.
    DemandDevice(&'a DeviceId),
    /// Fails unless this is the last batch.
    DemandHead(Head),
    /// Fails unless there is this batch.
    DemandBatch(Head),
    /// Gives the identity, taking this one where there is none.
    Device(&'a DeviceId),
    /// Replaces the identity.
    SetDevice(&'a DeviceId),
    /// Gives the number of the last batch.
    Last,
    /// Gives the batches after this one.
    Read(Head),
    /// Gives the numbers of the batches after this one.
    Heads(Head),
    /// Gives one batch.
    ReadOne(Head),
    /// Puts a batch.
    PutBatch(Head, &'a [u8]),
    /// Deletes the batches after the first up to the second.
    Delete(Head, Head),
    /// Moves a batch out of the way and leaves an empty one in its place.
    SetAside(Head),
    /// Gives how many are out of the way.
    CountAside,
    /// Gives a note.
    Note(Note),
    /// Puts a note.
    PutNote(Note, &'a [u8]),
    /// Gives the bytes of a file.
    File(&'a str),
    /// Puts a file.
    PutFile(&'a str, &'a [u8]),
    /// Deletes a file.
    DropFile(&'a str),
    /// Gives the names of all files.
    FileNames,
    /// Deletes everything.
    Clear,
}

/// What a step gave.
#[derive(Clone, Debug, Default)]
pub(super) enum Got {
    /// Nothing, or nothing is there.
    #[default]
    Nothing,
    /// The identity.
    Device(DeviceId),
    /// Batches, or their numbers alone in `unreadable`.
    Reading(Reading),
    /// A value.
    Bytes(Vec<u8>),
    /// Names.
    Names(Vec<String>),
    /// A count.
    Count(u32),
}

impl Got {
    /// The value, where one was given.
    pub(super) fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}

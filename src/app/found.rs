//! What a start finds in the store.

use super::load::Loading;
use crate::journal::DeviceId;
use crate::store::{Head, Note, Place};

/// The store as it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// Where it stands.
    pub place: Place,
    /// The identity it holds.
    pub device: DeviceId,
    /// What it holds beside the writes.
    pub notes: Notes,
    /// Everything in it, folded already or not.
    pub loading: Box<Loading>,
}

/// The store before its batches are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glanced {
    /// Where it stands.
    pub place: Place,
    /// The identity it holds.
    pub device: DeviceId,
    /// Its last batch.
    pub head: Head,
    /// What it holds beside the writes.
    pub notes: Notes,
    /// The list as it was kept, with the seal that says of which journal it is.
    pub glance: Vec<u8>,
}

/// The store's [notes](crate::store::Note), as they were last put.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The settings.
    pub settings: Option<Vec<u8>>,
    /// The packages that were received.
    pub received: Option<Vec<u8>>,
    /// The campaigns that are kept.
    pub campaigns: Option<Vec<u8>>,
}

impl Notes {
    /// What it is made from.
    pub const KINDS: [Note; 3] = [Note::Settings, Note::Received, Note::Campaigns];
}

impl From<[Option<Vec<u8>>; 3]> for Notes {
    fn from([settings, received, campaigns]: [Option<Vec<u8>>; 3]) -> Self {
        Self { settings, received, campaigns }
    }
}

//! Of which journal a kept list of households is.
//!
//! The list is shown before the journal is read, so it must be the journal's: it names the identity under which the store wrote and the last
//! batch that was in it, and is shown only where the store still says the same of itself. Each append, a restored backup, a repair and an
//! emptied store change one of the two.

use crate::journal::DeviceId;
use crate::store::Head;

/// A list that is the store's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    bytes: Vec<u8>,
    /// Where the list begins.
    from: usize,
    head: Head,
}

impl Glance {
    /// A list with its seal.
    pub(super) fn seal(device: &DeviceId, head: Head, list: &[u8]) -> Vec<u8> {
        let mut bytes = stamp(device, head);
        bytes.extend_from_slice(list);
        bytes
    }

    /// The list of these bytes, if it is that of a store with this identity and this head.
    pub(super) fn open(bytes: Vec<u8>, device: &DeviceId, head: Head) -> Option<Self> {
        let seal = stamp(device, head);
        bytes.starts_with(&seal).then_some(Self { from: seal.len(), bytes, head })
    }

    /// The list itself.
    #[must_use]
    pub fn list(&self) -> &[u8] {
        self.bytes.get(self.from..).unwrap_or_default()
    }

    /// The last batch of its journal.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }
}

fn stamp(device: &DeviceId, head: Head) -> Vec<u8> {
    // Another program may show other rows of the same journal.
    format!("{} {} {}\n", env!("CARGO_PKG_VERSION"), device.0, head.0).into_bytes()
}

//! A store that forgets with the tab: for browsers that refuse storage, and for tests of everything above it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Batch, Head, Note, Reading, StoreError};
use crate::journal::DeviceId;

#[derive(Debug, Default)]
pub(super) struct Memory(RefCell<Content>);

#[derive(Debug, Default)]
struct Content {
    device: Option<DeviceId>,
    batches: BTreeMap<Head, Vec<u8>>,
    aside: Vec<Vec<u8>>,
    notes: BTreeMap<Note, Vec<u8>>,
}

impl Content {
    fn head(&self) -> Head {
        self.batches.last_key_value().map_or(Head(0), |(head, _)| *head)
    }
}

impl Memory {
    pub(super) fn device(&self, candidate: &DeviceId) -> DeviceId {
        self.0.borrow_mut().device.get_or_insert_with(|| candidate.clone()).clone()
    }

    pub(super) fn replace_device(&self, old: &DeviceId, new: &DeviceId) -> Result<(), StoreError> {
        let mut content = self.0.borrow_mut();
        if content.device.as_ref() != Some(old) {
            return Err(StoreError::Replaced);
        }
        content.device = Some(new.clone());
        Ok(())
    }

    pub(super) fn read_after(&self, head: Head) -> Reading {
        let content = self.0.borrow();
        let batches = content
            .batches
            .range(head.next()..)
            .map(|(head, bytes)| Batch { head: *head, bytes: bytes.clone() })
            .collect();
        Reading { batches, unreadable: Vec::new(), head: content.head() }
    }

    pub(super) fn append(&self, expected: Head, device: &DeviceId, bytes: &[u8]) -> Result<Head, StoreError> {
        let mut content = self.0.borrow_mut();
        if content.device.as_ref() != Some(device) {
            return Err(StoreError::Replaced);
        }
        if content.head() != expected {
            return Err(StoreError::Stale);
        }
        let head = expected.next();
        content.batches.insert(head, bytes.to_vec());
        Ok(head)
    }

    pub(super) fn compact(&self, after: Head, upto: Head, bytes: &[u8]) -> Result<(), StoreError> {
        let mut content = self.0.borrow_mut();
        if !content.batches.contains_key(&upto) {
            return Err(StoreError::Stale);
        }
        content.batches.retain(|head, _| *head <= after || *head > upto);
        content.batches.insert(upto, bytes.to_vec());
        Ok(())
    }

    pub(super) fn set_aside(&self, heads: &[Head]) {
        let mut content = self.0.borrow_mut();
        for head in heads {
            // The number stays taken: a head never goes back.
            if let Some(bytes) = content.batches.insert(*head, Vec::new()) {
                content.aside.push(bytes);
            }
        }
    }

    pub(super) fn aside(&self) -> u32 {
        u32::try_from(self.0.borrow().aside.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn note(&self, note: Note) -> Option<Vec<u8>> {
        self.0.borrow().notes.get(&note).cloned()
    }

    pub(super) fn put_note(&self, note: Note, bytes: &[u8]) {
        self.0.borrow_mut().notes.insert(note, bytes.to_vec());
    }

    pub(super) fn clear(&self) {
        *self.0.borrow_mut() = Content::default();
    }
}

//! A store that forgets with the tab: for browsers that refuse storage, and for tests of everything above it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::step::{Got, Step};
use super::{Batch, Head, Note, Reading, StoreError};
use crate::journal::DeviceId;

#[derive(Debug, Default)]
pub(super) struct Memory(RefCell<Content>);

#[derive(Debug, Default)]
struct Content {
    device: Option<DeviceId>,
    /// In the order of their numbers.
    batches: Vec<Batch>,
    aside: Vec<Vec<u8>>,
    notes: Vec<(Note, Vec<u8>)>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    pub(super) fn take(&self, steps: &[Step<'_>]) -> Result<Vec<Got>, StoreError> {
        let mut content = self.0.borrow_mut();
        steps.iter().map(|step| content.take(step)).collect()
    }
}

impl Content {
    fn take(&mut self, step: &Step<'_>) -> Result<Got, StoreError> {
        match step {
            Step::DemandDevice(device) if self.device.as_ref() != Some(device) => return Err(StoreError::Replaced),
            Step::DemandHead(head) if self.last() != *head => return Err(StoreError::Stale),
            Step::DemandBatch(head) if self.batch(*head).is_none() => return Err(StoreError::Stale),
            Step::DemandDevice(_) | Step::DemandHead(_) | Step::DemandBatch(_) => {}
            Step::Device(candidate) => {
                return Ok(Got::Device(self.device.get_or_insert_with(|| DeviceId::clone(candidate)).clone()));
            }
            Step::SetDevice(device) => self.device = Some(DeviceId::clone(device)),
            Step::Last => return Ok(Got::Reading(Reading { head: self.last(), ..Reading::default() })),
            Step::Read(after) => {
                let batches: Vec<Batch> = self.after(*after).cloned().collect();
                let head = batches.last().map_or(*after, |batch| batch.head);
                return Ok(Got::Reading(Reading { batches, unreadable: Vec::new(), head }));
            }
            Step::Heads(after) => {
                let unreadable = self.after(*after).map(|batch| batch.head).collect();
                return Ok(Got::Reading(Reading { batches: Vec::new(), unreadable, head: *after }));
            }
            Step::ReadOne(head) => return Ok(bytes(self.batch(*head))),
            Step::PutBatch(head, bytes) => self.put(*head, bytes.to_vec()),
            Step::Delete(after, upto) => self.batches.retain(|batch| batch.head <= *after || batch.head > *upto),
            Step::SetAside(head) => {
                let bytes = self.batch(*head).cloned().unwrap_or_default();
                self.aside.push(bytes);
                self.put(*head, Vec::new());
            }
            Step::CountAside => return Ok(Got::Count(u32::try_from(self.aside.len()).unwrap_or(u32::MAX))),
            Step::Note(note) => {
                return Ok(bytes(self.notes.iter().find(|(other, _)| other == note).map(|(_, bytes)| bytes)));
            }
            Step::PutNote(note, bytes) => {
                self.notes.retain(|(other, _)| other != note);
                self.notes.push((*note, bytes.to_vec()));
            }
            Step::File(name) => return Ok(bytes(self.files.get(*name))),
            Step::PutFile(name, bytes) => {
                self.files.insert((*name).to_owned(), bytes.to_vec());
            }
            Step::DropFile(name) => {
                self.files.remove(*name);
            }
            Step::FileNames => return Ok(Got::Names(self.files.keys().cloned().collect())),
            Step::Clear => *self = Self::default(),
        }
        Ok(Got::Nothing)
    }

    fn last(&self) -> Head {
        self.batches.last().map_or(Head(0), |batch| batch.head)
    }

    fn after(&self, head: Head) -> impl Iterator<Item = &Batch> {
        self.batches.iter().filter(move |batch| batch.head > head)
    }

    fn batch(&self, head: Head) -> Option<&Vec<u8>> {
        self.batches.iter().find(|batch| batch.head == head).map(|batch| &batch.bytes)
    }

    fn put(&mut self, head: Head, bytes: Vec<u8>) {
        let place = self.batches.partition_point(|batch| batch.head < head);
        match self.batches.get_mut(place) {
            Some(batch) if batch.head == head => batch.bytes = bytes,
            _ => self.batches.insert(place, Batch { head, bytes }),
        }
    }
}

fn bytes(bytes: Option<&Vec<u8>>) -> Got {
    bytes.map_or(Got::Nothing, |bytes| Got::Bytes(bytes.clone()))
}

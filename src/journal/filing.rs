//! Where a write is put: by kind and record, those of a record in the order of device, number and bytes, so that the order in which
//! writes come shows nowhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::line::{self, Header};
use super::set::{Device, Filed, Inserted, Journal, Span, Stored};
use super::write::{DeviceId, Kind, RecordId, WriteId};

impl Journal {
    /// Whether a write of this id is there.
    pub(super) fn has(&self, header: &Header<'_>) -> bool {
        let device = self.numbers.get(&*header.device).and_then(|number| self.devices.get(*number));
        device.is_some_and(|device| device.seqs.contains(&header.seq))
    }

    fn device_number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let id = DeviceId::from(name);
        let number = self.devices.len();
        self.devices.push(Device { id: id.clone(), seqs: BTreeSet::new() });
        self.numbers.insert(id, number);
        number
    }

    fn entry(&mut self, kind: &Kind, record: &RecordId) -> usize {
        let records = self.index.entry(kind.clone()).or_default();
        let entries = &mut self.entries;
        *records.entry(record.clone()).or_insert_with(|| {
            entries.push(Vec::new());
            entries.len() - 1
        })
    }

    /// The numbers of a header's entry and device.
    fn place(&mut self, header: &Header<'_>) -> (usize, usize) {
        if let Some(last) = &self.last
            && last.record.0 == *header.record
            && last.kind.word() == &*header.kind
        {
            let same = self.devices.get(last.device).is_some_and(|device| device.id.0 == *header.device);
            let (entry, device) = (last.entry, last.device);
            return (entry, if same { device } else { self.device_number(&header.device) });
        }
        let (kind, record) = (Kind::from(&*header.kind), line::record_id(header));
        let (entry, device) = (self.entry(&kind, &record), self.device_number(&header.device));
        self.last = Some(Filed { kind, record, entry, device });
        (entry, device)
    }

    /// Files a line that stands in no text yet.
    pub(super) fn file_alone(&mut self, header: &Header<'_>, line: &str) -> Inserted {
        self.file(header, line, |texts| {
            texts.push(Arc::new(line.to_owned()));
            Span { text: texts.len() - 1, start: 0, end: line.len() }
        })
    }

    /// Files a line; where it is kept, `place` says where it stands.
    pub(super) fn file(
        &mut self,
        header: &Header<'_>,
        line: &str,
        place: impl FnOnce(&mut Vec<Arc<String>>) -> Span,
    ) -> Inserted {
        let (entry, device) = self.place(header);
        let first = self.devices.get_mut(device).is_some_and(|device| device.seqs.insert(header.seq));
        let writes = self.entries.get(entry).map(Vec::as_slice).unwrap_or_default();
        if !first {
            let is_twin = |stored: &&Stored| stored.device == device && stored.seq == header.seq;
            for (at, twin) in writes.iter().enumerate().filter(|(_, stored)| is_twin(stored)) {
                let known = self.line(twin.line);
                if *known == *line {
                    return Inserted::Known;
                }
                if line::same_meaning(known, line) {
                    // Of two spellings the smaller stays, so that the order of arrival shows nowhere.
                    if *line < *known {
                        let line = place(&mut self.texts);
                        if let Some(twin) = self.entries.get_mut(entry).and_then(|writes| writes.get_mut(at)) {
                            twin.line = line;
                        }
                    }
                    return Inserted::Known;
                }
            }
        }
        let order = |stored: &Stored| (self.device_name(stored.device), stored.seq, self.line(stored.line));
        let at = writes.partition_point(|stored| order(stored) < (&*header.device, header.seq, line));
        let stored = Stored { device, seq: header.seq, line: place(&mut self.texts) };
        let Some(writes) = self.entries.get_mut(entry) else { return Inserted::Known };
        writes.insert(at, stored);
        self.writes += 1;
        if first {
            Inserted::New
        } else {
            self.forks.insert(WriteId { device: (*header.device).into(), seq: header.seq });
            Inserted::Fork
        }
    }
}

//! What a journal answers: records as they stand now, their history, and every line in the one order.

use std::collections::BTreeMap;

use super::record::Record;
use super::set::{Journal, Span, Stored};
use super::write::{DELETED, Kind, RecordId, Write, WriteId};

impl Journal {
    /// Ids that more than one write bears, for a person to look into.
    pub fn forks(&self) -> impl Iterator<Item = &WriteId> {
        self.forks.iter()
    }

    /// The record as it stands now, deleted or not; none where no write names it.
    #[must_use]
    pub fn record(&self, kind: &Kind, id: &RecordId) -> Option<Record<'_>> {
        let (kind, records) = self.index.get_key_value(kind)?;
        let (id, entry) = records.get_key_value(id)?;
        Some(self.fold(kind, id, *entry))
    }

    /// The records of a kind, by identity, deleted ones left out.
    pub fn records<'j>(&'j self, kind: &Kind) -> impl Iterator<Item = Record<'j>> + use<'j> {
        self.all_records(kind).filter(|record| !record.is_deleted())
    }

    /// The records of a kind, by identity, with the deleted ones.
    pub fn all_records<'j>(&'j self, kind: &Kind) -> impl Iterator<Item = Record<'j>> + use<'j> {
        let records = self.index.get_key_value(kind).into_iter();
        records.flat_map(move |(kind, records)| records.iter().map(move |(id, entry)| self.fold(kind, id, *entry)))
    }

    /// The records of a kind that two people may have filled in without knowing of each other: those that more than one device wrote to,
    /// or all of them where two installations share an identity. Deleted ones are left out. Every conflict stands in one of them, once all
    /// writes have come.
    pub fn shared_records<'j>(&'j self, kind: &Kind) -> impl Iterator<Item = Record<'j>> + use<'j> {
        let records = self.index.get_key_value(kind).into_iter();
        let records = records.flat_map(|(kind, records)| records.iter().map(move |(id, entry)| (kind, id, *entry)));
        let shared = records.filter(|(.., entry)| {
            let writes = self.entries.get(*entry).map(Vec::as_slice).unwrap_or_default();
            !self.forks.is_empty() || writes.windows(2).any(|pair| matches!(pair, [a, b] if a.device != b.device))
        });
        shared.map(|(kind, id, entry)| self.fold(kind, id, entry)).filter(|record| !record.is_deleted())
    }

    /// The records of a kind as [`Self::records`] gives them, but for fields whose path is not `wanted`: whoever asks does not look at
    /// them, and may meet them all the same.
    pub fn records_with<'j, W: Fn(&str) -> bool>(
        &'j self,
        kind: &Kind,
        wanted: W,
    ) -> impl Iterator<Item = Record<'j>> + use<'j, W> {
        let records = self.index.get_key_value(kind).into_iter();
        let records = records.flat_map(|(kind, records)| records.iter().map(move |(id, entry)| (kind, id, *entry)));
        let folded = records.map(move |(kind, id, entry)| {
            let record = Record::fold(kind, id, self.lines_at(entry), |path: &str| path == DELETED || wanted(path));
            // Whether a deletion stands depends on every field.
            if record.field(DELETED).is_some() { self.fold(kind, id, entry) } else { record }
        });
        folded.filter(|record| !record.is_deleted())
    }

    /// The identities of a kind's records, deleted ones with them.
    pub fn ids<'j>(&'j self, kind: &Kind) -> impl Iterator<Item = &'j RecordId> + use<'j> {
        self.index.get(kind).into_iter().flat_map(BTreeMap::keys)
    }

    /// The kinds that occur, those of newer versions with them.
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.index.keys()
    }

    /// Every write of a record, oldest first by the clocks of those who wrote them.
    #[must_use]
    pub fn history(&self, kind: &Kind, id: &RecordId) -> Vec<Write> {
        let mut writes: Vec<Write> = self.lines_of(kind, id).filter_map(|line| Write::from_line(line).ok()).collect();
        writes.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        writes
    }

    /// The lines of one record's writes, in the order of device and number.
    pub fn lines_of<'j>(&'j self, kind: &Kind, id: &RecordId) -> impl Iterator<Item = &'j str> + use<'j> {
        let entry = self.index.get(kind).and_then(|records| records.get(id)).and_then(|entry| self.entries.get(*entry));
        entry.into_iter().flatten().map(|stored| self.line(stored.line))
    }

    /// Every write's line, by kind, record, device and number.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.stored().map(|(_, _, stored)| self.line(stored.line))
    }

    /// All writes as ndjson. Equal journals give equal bytes.
    #[must_use]
    pub fn to_ndjson(&self) -> String {
        let mut text = String::with_capacity(self.lines().map(|line| line.len() + 1).sum());
        for line in self.lines() {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    pub(super) fn stored(&self) -> impl Iterator<Item = (&Kind, &RecordId, &Stored)> {
        self.index.iter().flat_map(move |(kind, records)| {
            records.iter().flat_map(move |(id, entry)| {
                let writes = self.entries.get(*entry).into_iter().flatten();
                writes.map(move |stored| (kind, id, stored))
            })
        })
    }

    pub(super) fn fold<'j>(&'j self, kind: &'j Kind, id: &'j RecordId, entry: usize) -> Record<'j> {
        Record::fold(kind, id, self.lines_at(entry), |_| true)
    }

    fn lines_at(&self, entry: usize) -> impl Iterator<Item = &str> {
        self.entries.get(entry).into_iter().flatten().map(|stored| self.line(stored.line))
    }

    /// The line at a place.
    pub(super) fn line(&self, Span { text, start, end }: Span) -> &str {
        self.texts.get(text).and_then(|text| text.get(start..end)).unwrap_or_default()
    }

    pub(super) fn device_name(&self, number: usize) -> &str {
        self.devices.get(number).map_or("", |device| &device.id.0)
    }
}

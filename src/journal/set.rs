//! The set of writes, filed by record.
//!
//! Invariant: two journals that hold the same writes are equal and give the same bytes, however the writes came.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::known::Known;
use super::line::{self, Header, LineCause, LineError};
use super::record::Record;
use super::take::Taker;
use super::write::{DELETED, DeviceId, Fields, Kind, RecordId, Write, WriteId};

/// Writes, as the lines they came in.
///
/// A line is about a third of what the same write takes taken apart, and most are never looked at: a record is folded
/// when somebody asks for it, and its text is borrowed from here. Lines that came as one text stay in it, and journals that take
/// lines over from each other share it, so that merging and splitting copies no line.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    pub(super) texts: Vec<Arc<String>>,
    devices: Vec<Device>,
    numbers: BTreeMap<DeviceId, usize>,
    entries: Vec<Vec<Stored>>,
    index: BTreeMap<Kind, BTreeMap<RecordId, usize>>,
    forks: BTreeSet<WriteId>,
    writes: usize,
    /// Where the last write was filed: files hold a record's writes together.
    last: Option<Filed>,
}

/// Where a write was filed.
#[derive(Clone, Debug)]
struct Filed {
    kind: Kind,
    record: RecordId,
    entry: usize,
    device: usize,
}

#[derive(Clone, Debug)]
struct Device {
    id: DeviceId,
    seqs: BTreeSet<u64>,
}

/// One write. Those of a record stand in the order of device, number and bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    pub device: usize,
    pub seq: u64,
    pub line: Span,
}

/// Where a line stands: in which text, from which byte, to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub text: usize,
    pub start: usize,
    pub end: usize,
}

/// What became of a write that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inserted {
    /// It was not there before.
    New,
    /// It was there already.
    Known,
    /// Another write bears the same id: two installations share an identity, such as after a copied profile. Both are kept.
    Fork,
}

/// What a merge brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Writes that were not there before.
    pub new: usize,
    /// Writes that were there already.
    pub known: usize,
    /// Writes of ids that other writes bear.
    pub forks: usize,
}

/// Who writes, when, and the number of the write: all that is handed in from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// This installation.
    pub device: DeviceId,
    /// The write's number, from [`Journal::next_seq`].
    pub seq: u64,
    /// Now, in milliseconds since 1970-01-01T00:00Z.
    pub at: i64,
    /// The name the author goes by.
    pub author: String,
}

impl Journal {
    /// How many writes it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.writes
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes == 0
    }

    /// The number that this device's next write bears.
    #[must_use]
    pub fn next_seq(&self, device: &DeviceId) -> u64 {
        let seqs = self.numbers.get(device).and_then(|number| self.devices.get(*number)).map(|device| &device.seqs);
        seqs.and_then(BTreeSet::last).map_or(1, |last| last.saturating_add(1))
    }

    /// Makes a write with [`seen`](Write::seen) filled in. It is in no journal until it is stored and [inserted](Self::insert).
    ///
    /// A write that sets [`DELETED`] answers for the whole record: it has seen every field, and an edit that it had not
    /// seen keeps the record in sight ([`Record::is_deleted`]).
    #[must_use]
    pub fn draft(&self, stamp: Stamp, kind: Kind, record: RecordId, fields: Fields) -> Write {
        let mut seen = BTreeSet::new();
        if let Some(current) = self.record(&kind, &record) {
            let whole = fields.contains_key(DELETED);
            for field in current.fields().iter().filter(|field| whole || fields.contains_key(field.path())) {
                seen.extend(current.sides(field).map(|side| side.id));
            }
        }
        Write {
            id: WriteId { device: stamp.device, seq: stamp.seq },
            record,
            kind,
            seen: seen.into_iter().collect(),
            author: stamp.author,
            at: stamp.at,
            fields,
            rest: BTreeMap::new(),
        }
    }

    /// Adds a write.
    pub fn insert(&mut self, write: &Write) -> Inserted {
        let line = write.to_line();
        let header = Header {
            device: (&*write.id.device.0).into(),
            seq: write.id.seq,
            record: (&*write.record.0).into(),
            kind: write.kind.word().into(),
        };
        self.file_alone(&header, &line)
    }

    /// Adds the write of one line, as the store keeps it.
    pub fn insert_line(&mut self, line: &str) -> Result<Inserted, LineCause> {
        let header = line::header(line)?;
        Ok(self.file_alone(&header, line))
    }

    /// Adds the writes of an ndjson text, all or, where one line is none, nothing.
    pub fn merge_ndjson(&mut self, text: &[u8]) -> Result<Merged, LineError> {
        self.merge_text(text.to_vec())
    }

    /// Adds the writes of an ndjson text as [`Self::merge_ndjson`] does, and keeps the text itself.
    pub fn merge_text(&mut self, text: Vec<u8>) -> Result<Merged, LineError> {
        let text = match String::from_utf8(text) {
            Ok(text) => Arc::new(text),
            Err(damaged) => return Err(line::damage(damaged.as_bytes())),
        };
        if self.is_empty() {
            return self.fill(&text);
        }
        let mut batch = Vec::new();
        let mut fresh = 0;
        for (number, line) in line::numbered(&text) {
            let line = line.trim_ascii();
            let header = line::header(line).map_err(|cause| LineError { line: number, cause })?;
            fresh += if self.has(&header) { 0 } else { line.len() };
            batch.push((header, line));
        }
        let mut merged = Merged::default();
        // A file that comes again with little new is not kept for the little.
        if fresh * 2 <= text.len() {
            for (header, line) in batch {
                merged.count(self.file_alone(&header, line));
            }
            return Ok(merged);
        }
        let (number, begin) = (self.texts.len(), text.as_ptr().addr());
        self.texts.push(Arc::clone(&text));
        for (header, line) in batch {
            let start = line.as_ptr().addr() - begin;
            let span = Span { text: number, start, end: start + line.len() };
            merged.count(self.file(&header, line, |_| span));
        }
        Ok(merged)
    }

    /// Adds the writes of a text to a journal that has none.
    fn fill(&mut self, text: &Arc<String>) -> Result<Merged, LineError> {
        let (mut merged, begin, place) = (Merged::default(), text.as_ptr().addr(), self.texts.len());
        self.texts.push(Arc::clone(text));
        for (number, line) in line::numbered(text) {
            let line = line.trim_ascii();
            let header = match line::header(line) {
                Ok(header) => header,
                Err(cause) => {
                    *self = Self::default();
                    return Err(LineError { line: number, cause });
                }
            };
            let start = line.as_ptr().addr() - begin;
            let span = Span { text: place, start, end: start + line.len() };
            merged.count(self.file(&header, line, |_| span));
        }
        Ok(merged)
    }

    /// Adds every write of another journal.
    pub fn merge(&mut self, other: &Self) -> Merged {
        let mut merged = Merged::default();
        let mut taker = Taker::of(other);
        for (kind, record, stored) in other.stored() {
            merged.count(taker.take(kind, record, stored, self));
        }
        merged
    }

    /// The writes of those records that `belongs` says yes to, deleted ones among them.
    #[must_use]
    pub fn part(&self, belongs: impl Fn(&Record<'_>) -> bool) -> Self {
        let (mut part, mut taker) = (Self::default(), Taker::of(self));
        for (kind, records) in &self.index {
            for (id, entry) in records.iter().filter(|(id, entry)| belongs(&self.fold(kind, id, **entry))) {
                for stored in self.entries.get(*entry).into_iter().flatten() {
                    taker.take(kind, id, stored, &mut part);
                }
            }
        }
        part
    }

    /// Which writes it holds.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        for device in &self.devices {
            known.add(&device.id.0, device.seqs.iter().copied());
        }
        known
    }

    /// The writes that are not known yet, and every twin of a [fork](Self::forks), since one number tells nothing of two.
    #[must_use]
    pub fn beyond(&self, known: &Known) -> Self {
        let (mut rest, mut taker) = (Self::default(), Taker::of(self));
        for (kind, record, stored) in self.stored() {
            let id = WriteId { device: self.device_name(stored.device).into(), seq: stored.seq };
            if !known.has(&id) || self.forks.contains(&id) {
                taker.take(kind, record, stored, &mut rest);
            }
        }
        rest
    }

    /// Takes it apart by what `of` says of each record: those of one key together, and those that have none.
    #[must_use]
    pub fn split<K: Ord + Clone>(self, of: impl Fn(&Record<'_>) -> Option<K>) -> (Self, BTreeMap<K, Self>) {
        let mut rest = (Self::default(), Taker::of(&self));
        let mut parts = BTreeMap::<K, (Self, Taker<'_>)>::new();
        for (kind, records) in &self.index {
            for (id, entry) in records {
                let (part, taker) = match of(&self.fold(kind, id, *entry)) {
                    Some(key) => parts.entry(key).or_insert_with(|| (Self::default(), Taker::of(&self))),
                    None => &mut rest,
                };
                for stored in self.entries.get(*entry).into_iter().flatten() {
                    taker.take(kind, id, stored, part);
                }
            }
        }
        (rest.0, parts.into_iter().map(|(key, (part, _))| (key, part)).collect())
    }

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

    fn stored(&self) -> impl Iterator<Item = (&Kind, &RecordId, &Stored)> {
        self.index.iter().flat_map(move |(kind, records)| {
            records.iter().flat_map(move |(id, entry)| {
                let writes = self.entries.get(*entry).into_iter().flatten();
                writes.map(move |stored| (kind, id, stored))
            })
        })
    }

    fn fold<'j>(&'j self, kind: &'j Kind, id: &'j RecordId, entry: usize) -> Record<'j> {
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

    /// Whether a write of this id is there.
    fn has(&self, header: &Header<'_>) -> bool {
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
    fn file_alone(&mut self, header: &Header<'_>, line: &str) -> Inserted {
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

impl PartialEq for Journal {
    fn eq(&self, other: &Self) -> bool {
        self.writes == other.writes && self.lines().eq(other.lines())
    }
}

impl Eq for Journal {}

impl Merged {
    fn count(&mut self, inserted: Inserted) {
        match inserted {
            Inserted::New => self.new += 1,
            Inserted::Known => self.known += 1,
            Inserted::Fork => self.forks += 1,
        }
    }
}

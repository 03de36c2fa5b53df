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
    pub(super) devices: Vec<Device>,
    pub(super) numbers: BTreeMap<DeviceId, usize>,
    pub(super) entries: Vec<Vec<Stored>>,
    pub(super) index: BTreeMap<Kind, BTreeMap<RecordId, usize>>,
    pub(super) forks: BTreeSet<WriteId>,
    pub(super) writes: usize,
    /// Where the last write was filed: files hold a record's writes together.
    pub(super) last: Option<Filed>,
}

/// Where a write was filed.
#[derive(Clone, Debug)]
pub(super) struct Filed {
    pub(super) kind: Kind,
    pub(super) record: RecordId,
    pub(super) entry: usize,
    pub(super) device: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Device {
    pub(super) id: DeviceId,
    pub(super) seqs: BTreeSet<u64>,
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

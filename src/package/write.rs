//! Writing a package.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use sha2::{Digest, Sha256};
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::manifest::{Counts, Format, Label, Manifest, Part};
use super::{FILES, MANIFEST, WRITES};
use crate::journal::Journal;

/// A photo or other file that writes refer to: its [name](crate::attachment) and its bytes.
pub type Attached<'a> = (&'a str, &'a [u8]);

/// The package of all that a journal holds (see [`select`](super::select) for one village's part of it). Equal arguments
/// give equal bytes, on every machine.
#[must_use]
pub fn write(label: Label, journal: &Journal) -> Vec<u8> {
    write_with(label, journal, &[])
}

/// The package of all that a journal holds, with attachments. Their order and one that comes twice change nothing.
#[must_use]
pub fn write_with(label: Label, journal: &Journal, files: &[Attached<'_>]) -> Vec<u8> {
    let writes = journal.to_ndjson();
    let files: BTreeMap<String, &[u8]> = files.iter().map(|(name, bytes)| (format!("{FILES}{name}"), *bytes)).collect();
    let mut parts = vec![part(WRITES, writes.as_bytes())];
    parts.extend(files.iter().map(|(name, bytes)| part(name, bytes)));
    let manifest = Manifest { format: Format::CURRENT, label, counts: counts(journal), parts, rest: BTreeMap::new() };
    // Serialising these plain structures to memory cannot fail.
    let manifest = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    let mut parts = vec![(MANIFEST, manifest.as_bytes()), (WRITES, writes.as_bytes())];
    parts.extend(files.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
    zip(&parts).unwrap_or_default()
}

/// What a journal comes to.
pub(super) fn counts(journal: &Journal) -> Counts {
    let records = journal.kinds().map(|kind| (kind.word().to_owned(), journal.ids(kind).count() as u64)).collect();
    Counts { writes: journal.len() as u64, records }
}

fn part(name: &str, bytes: &[u8]) -> Part {
    Part { name: name.to_owned(), size: bytes.len() as u64, sha256: sha256(bytes) }
}

/// SHA-256 in small hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A zip whose bytes follow from its parts alone. Photos are compressed already and stored as they are.
///
/// Writing to memory fails only where it runs out, which ends the program anyway.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> ZipResult<Vec<u8>> {
    let mut zip = Zipper::new(6);
    for (name, bytes) in parts {
        zip.begin(name)?;
        zip.put(bytes)?;
    }
    zip.finish()
}

/// A zip that is written part by part: the oldest time a zip can bear, one level of compression, one system.
pub(crate) struct Zipper {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
}

impl Zipper {
    /// An empty one; `level` is from 1, quick, to 9, small.
    pub(crate) fn new(level: i64) -> Self {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(level))
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644)
            .system(System::Unix);
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())), options }
    }

    /// Begins a part.
    pub(crate) fn begin(&mut self, name: &str) -> ZipResult<()> {
        let stored = || self.options.compression_method(CompressionMethod::Stored).compression_level(None);
        self.zip.start_file(name, if name.starts_with(FILES) { stored() } else { self.options })
    }

    /// Adds to the part.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> ZipResult<()> {
        Ok(self.zip.write_all(bytes)?)
    }

    /// The zip.
    pub(crate) fn finish(self) -> ZipResult<Vec<u8>> {
        Ok(self.zip.finish()?.into_inner())
    }
}

//! Reading a package: every check before any use.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::backup::BACKUP;
use super::manifest::{Format, Manifest, Part};
use super::refuse::{Looks, PackageError};
use super::write::{counts, sha256};
use super::{FILES, LARGEST, MANIFEST, WRITES};
use crate::attachment;
use crate::journal::{Journal, Merged};

/// A package that passed every check.
#[derive(Clone, Debug)]
pub struct Package {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Its writes.
    pub journal: Journal,
    /// Its attachments, each what its name promises.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Adds its writes to a journal.
    pub fn merge_into(&self, journal: &mut Journal) -> Merged {
        journal.merge(&self.journal)
    }
}

/// How much is read. A zip of 4 MB can swell to 4 GB: what counts is what comes out.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The largest file, in bytes.
    pub file: u64,
    /// The largest part, and all parts together, once unpacked, in bytes.
    pub part: u64,
}

const MB: u64 = 1 << 20;

impl Default for Limits {
    /// 256 MB, 1 GB unpacked: some 60 villages of 1,000 households in one file.
    fn default() -> Self {
        Self { file: LARGEST, part: 1024 * MB }
    }
}

impl Limits {
    /// Refuses a file by its size alone, so that nobody has to load it first.
    pub fn check_file(&self, bytes: u64) -> Result<(), PackageError> {
        if bytes == 0 {
            Err(PackageError::Empty)
        } else if bytes > self.file {
            Err(PackageError::TooLarge { limit: self.file / MB })
        } else {
            Ok(())
        }
    }
}

/// The manifest is a few hundred bytes; photos would make it some hundred thousand.
const MANIFEST_LIMIT: u64 = 8 * MB;

/// More parts than any package has.
const PARTS_LIMIT: usize = 50_000;

/// Reads only the manifest, to show what a file is. Its parts are not checked yet.
pub fn read_manifest(bytes: &[u8], limits: &Limits) -> Result<Manifest, PackageError> {
    open(bytes, limits).map(|(manifest, _)| manifest)
}

/// Reads and checks a package.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Package, PackageError> {
    let (manifest, mut archive) = open(bytes, limits)?;
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).unwrap_or_default().into_owned();
        let listed = |part: &Part| part.name == name;
        if name != MANIFEST && !manifest.parts.iter().any(listed) {
            return Err(PackageError::PartDiffers { part: name });
        }
    }
    let mut journal = Journal::default();
    let mut files = Vec::new();
    // Ten thousand parts of one gigabyte are as hard to hold as one of ten thousand.
    let mut left = limits.part;
    for part in &manifest.parts {
        let content = checked(&mut archive, part, limits, left)?;
        left = left.saturating_sub(content.len() as u64);
        if part.name == WRITES {
            journal.merge_text(content).map_err(PackageError::BadWrite)?;
        } else if let Some(name) = part.name.strip_prefix(FILES) {
            if !attachment::is_whole(name, &content) {
                return Err(PackageError::PartDiffers { part: part.name.clone() });
            }
            files.push((name.to_owned(), content));
        }
    }
    if counts(&journal) != manifest.counts {
        return Err(PackageError::PartDiffers { part: WRITES.to_owned() });
    }
    Ok(Package { manifest, journal, files })
}

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The zip, after every check that needs no part of it.
pub(super) fn archive<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Archive<'a>, PackageError> {
    limits.check_file(bytes.len() as u64)?;
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(PackageError::NotAPackage(Looks::at(bytes)));
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::Damaged)?;
    if archive.len() > PARTS_LIMIT || archive.has_duplicate_names() {
        return Err(PackageError::Damaged);
    }
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).ok_or(PackageError::UnsafeName)?;
        if !is_plain(&name) {
            // An archive that somebody else packed may well have folders with Chinese names; it is no attack.
            let ours = archive.index_for_name(MANIFEST).is_some();
            return Err(if ours { PackageError::UnsafeName } else { PackageError::NotAPackage(looks(&archive)) });
        }
    }
    Ok(archive)
}

fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<(Manifest, Archive<'a>), PackageError> {
    let mut archive = archive(bytes, limits)?;
    let Some(index) = archive.index_for_name(MANIFEST) else {
        return Err(PackageError::NotAPackage(looks(&archive)));
    };
    let mut text = Vec::new();
    inflate(archive.by_index(index).map_err(|_| PackageError::Damaged)?, MANIFEST_LIMIT, &mut text)?;
    let manifest = manifest(&text)?;
    Ok((manifest, archive))
}

fn looks(archive: &Archive<'_>) -> Looks {
    let holds = |name| archive.index_for_name(name).is_some();
    if holds("xl/workbook.xml") {
        Looks::Workbook
    } else if holds(BACKUP) {
        Looks::Backup
    } else {
        Looks::Archive
    }
}

/// Small letters, digits and `._-`, in folders, with no way up: all that a writer of packages uses.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.split('/').all(|step| {
            !step.is_empty()
                && !step.starts_with('.')
                && step.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'))
        })
}

fn manifest(text: &[u8]) -> Result<Manifest, PackageError> {
    #[derive(serde::Deserialize)]
    struct Version {
        format: Format,
    }
    let bad = |error: serde_json::Error| PackageError::BadManifest { line: error.line() };
    // The version first: what a newer one looks like is not known.
    let Version { format } = serde_json::from_slice(text).map_err(bad)?;
    if format > Format::CURRENT {
        return Err(PackageError::TooNew { format: format.0 });
    }
    serde_json::from_slice(text).map_err(bad)
}

fn checked(archive: &mut Archive<'_>, part: &Part, limits: &Limits, left: u64) -> Result<Vec<u8>, PackageError> {
    let differs = || PackageError::PartDiffers { part: part.name.clone() };
    let index = archive.index_for_name(&part.name).ok_or_else(differs)?;
    let file = archive.by_index(index).map_err(|_| PackageError::Damaged)?;
    if part.size > left {
        return Err(PackageError::TooLarge { limit: limits.part / MB });
    }
    // The manifest's size is only believed as far as bytes really come; text shrinks to a tenth, rarely to a twentieth.
    let room = part.size.min(file.compressed_size().saturating_mul(20));
    let mut content = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    inflate(file, left, &mut content).map_err(|error| match error {
        PackageError::TooLarge { .. } => PackageError::TooLarge { limit: limits.part / MB },
        other => other,
    })?;
    if content.len() as u64 == part.size && sha256(&content) == part.sha256 { Ok(content) } else { Err(differs()) }
}

pub(super) fn inflate(file: ZipFile<'_, Cursor<&[u8]>>, limit: u64, into: &mut Vec<u8>) -> Result<(), PackageError> {
    file.take(limit + 1).read_to_end(into).map_err(|_| PackageError::Damaged)?;
    if into.len() as u64 > limit {
        return Err(PackageError::TooLarge { limit: limit / MB });
    }
    Ok(())
}

//! 备份: everything one installation holds, in one file, to restore on this device or another.
//!
//! A zip of `backup.json`, `writes.ndjson`, the photos and other [attachments](crate::attachment) in `files/` and, where an office has
//! edited a campaign here, `campaigns.bin`. It is no package on purpose: a package leaves out what is private, a backup leaves out
//! nothing, so a township's import refuses it by its missing manifest.
//!
//! The device's identity is not in it. Restoring adds the writes that are not there yet, under the identity that the restoring
//! installation has, so a number is never given twice and restoring never loses what was typed since.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[cfg(feature = "office")]
use super::read::{Archive, archive, inflate};
#[cfg(feature = "office")]
use super::write::{Attached, sha256, zip};
#[cfg(feature = "office")]
use super::{FILES, Limits, PackageError, WRITES};
#[cfg(feature = "office")]
use crate::attachment;
#[cfg(feature = "office")]
use crate::journal::Journal;
use crate::journal::LineError;
use crate::text::{Lang, Say};

/// The name of the part that says what the other is.
#[cfg(feature = "office")]
pub(super) const BACKUP: &str = "backup.json";

/// The version of the backup format.
///
/// - 1: settings, received packages, writes. Later within it: campaigns and attachments, which earlier readers pass over.
#[cfg(feature = "office")]
const FORMAT: u32 = 1;

/// The name of the part that holds the campaigns that this installation keeps.
#[cfg(feature = "office")]
const CAMPAIGNS: &str = "campaigns.bin";

/// What an installation holds beside its journal. Kept as it came: only the application reads it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Installation {
    /// The settings.
    pub settings: Value,
    /// What is known of the packages that were received.
    pub received: Value,
    /// The campaigns that it keeps, as [`Shelf`](crate::campaign::Shelf) writes them; empty where it keeps none. A part of its own.
    #[serde(skip)]
    pub campaigns: Vec<u8>,
}

/// `backup.json`.
#[cfg(feature = "office")]
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: u32,
    made: String,
    /// SHA-256 of `writes.ndjson`.
    writes: String,
    /// SHA-256 of `campaigns.bin`; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    campaigns: String,
    installation: Installation,
}

/// A backup that passed every check.
#[cfg(feature = "office")]
#[derive(Clone, Debug)]
pub struct Backup {
    /// What the installation held beside its journal; none where the file is bare lines.
    pub installation: Option<Installation>,
    /// Its writes.
    pub journal: Journal,
    /// Its attachments, each what its name promises.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Why a file is not restored. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackupError {
    /// It has no bytes.
    Empty,
    /// It is larger than is read; the limit in MB.
    TooLarge(u64),
    /// It is a package.
    Package,
    /// It is something else.
    NotABackup,
    /// It is a backup, but cut short or changed on its way.
    Damaged,
    /// It is of a newer version of the format.
    TooNew,
    /// One of its writes cannot be understood.
    BadWrite(LineError),
}

/// The backup of an installation. `made` is a local date-time with offset.
#[cfg(feature = "office")]
#[must_use]
pub fn write(made: &str, installation: Installation, journal: &Journal, files: &[Attached<'_>]) -> Vec<u8> {
    let writes = journal.to_ndjson();
    let kept = installation.campaigns.clone();
    let header = Header {
        format: FORMAT,
        made: made.to_owned(),
        writes: sha256(writes.as_bytes()),
        campaigns: if kept.is_empty() { String::new() } else { sha256(&kept) },
        installation,
    };
    // Serialising to memory cannot fail, nor can zipping there.
    let header = serde_json::to_vec_pretty(&header).unwrap_or_default();
    let mut parts: Vec<(&str, &[u8])> = vec![(BACKUP, &header), (WRITES, writes.as_bytes())];
    if !kept.is_empty() {
        parts.push((CAMPAIGNS, &kept));
    }
    let files: Vec<(String, &[u8])> = files.iter().map(|(name, bytes)| (format!("{FILES}{name}"), *bytes)).collect();
    parts.extend(files.iter().map(|(name, bytes)| (name.as_str(), *bytes)));
    zip(&parts).unwrap_or_default()
}

/// A name for the file: 备份, day and time, so that one does not overwrite another.
#[must_use]
pub fn file_name(made: &str) -> String {
    let digits: String = made.chars().filter(char::is_ascii_digit).take(12).collect();
    let (day, time) = digits.split_at_checked(8).unwrap_or((&digits, ""));
    let words: Vec<&str> = ["备份", day, time].into_iter().filter(|word| !word.is_empty()).collect();
    format!("{}.zip", words.join("_"))
}

/// Reads and checks a backup. Bare lines of writes, as the crash screen saves them, are one too.
#[cfg(feature = "office")]
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Backup, BackupError> {
    if bytes.trim_ascii_start().starts_with(b"{") {
        let journal = lines(bytes)?;
        return Ok(Backup { installation: None, journal, files: Vec::new() });
    }
    let mut archive = archive(bytes, limits)?;
    if archive.index_for_name(BACKUP).is_none() {
        let package = archive.index_for_name(super::MANIFEST).is_some();
        return Err(if package { BackupError::Package } else { BackupError::NotABackup });
    }
    let header = part(&mut archive, BACKUP, limits)?;
    // The version first: what a newer one looks like is not known.
    let version: Value = serde_json::from_slice(&header).map_err(|_| BackupError::Damaged)?;
    if version.get("format").and_then(Value::as_u64).is_none_or(|format| format > u64::from(FORMAT)) {
        return Err(BackupError::TooNew);
    }
    let header: Header = serde_json::from_value(version).map_err(|_| BackupError::Damaged)?;
    let writes = part(&mut archive, WRITES, limits)?;
    if sha256(&writes) != header.writes {
        return Err(BackupError::Damaged);
    }
    let mut installation = header.installation;
    if !header.campaigns.is_empty() {
        installation.campaigns = part(&mut archive, CAMPAIGNS, limits)?;
        if sha256(&installation.campaigns) != header.campaigns {
            return Err(BackupError::Damaged);
        }
    }
    let files = files(&mut archive, limits)?;
    Ok(Backup { installation: Some(installation), journal: lines(&writes)?, files })
}

/// The attachments, all together no larger than a part may be.
#[cfg(feature = "office")]
fn files(archive: &mut Archive<'_>, limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, BackupError> {
    let names: Vec<String> =
        archive.file_names().filter_map(|name| Some(name.ok()?.strip_prefix(FILES)?.to_owned())).collect();
    let mut left = limits.part;
    let mut files = Vec::with_capacity(names.len());
    for name in names {
        let content = part(archive, &format!("{FILES}{name}"), &Limits { part: left, ..*limits })?;
        if !attachment::is_whole(&name, &content) {
            return Err(BackupError::Damaged);
        }
        left = left.saturating_sub(content.len() as u64);
        files.push((name, content));
    }
    Ok(files)
}

#[cfg(feature = "office")]
fn lines(bytes: &[u8]) -> Result<Journal, BackupError> {
    let mut journal = Journal::default();
    journal.merge_ndjson(bytes).map_err(BackupError::BadWrite)?;
    Ok(journal)
}

#[cfg(feature = "office")]
fn part(archive: &mut Archive<'_>, name: &str, limits: &Limits) -> Result<Vec<u8>, BackupError> {
    let mut content = Vec::new();
    let file = archive.by_name(name).map_err(|_| BackupError::Damaged)?;
    inflate(file, limits.part, &mut content)?;
    Ok(content)
}

#[cfg(feature = "office")]
impl From<PackageError> for BackupError {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::Empty => Self::Empty,
            PackageError::TooLarge { limit } => Self::TooLarge(limit),
            PackageError::NotAPackage(_) => Self::NotABackup,
            _ => Self::Damaged,
        }
    }
}

impl Say for BackupError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Empty => {
                lang.pick("文件是空的，请换一个备份文件。", "The file is empty; choose another backup.").to_owned()
            }
            Self::TooLarge(limit) => match lang {
                Lang::ZhHans => format!("文件太大（上限 {limit} MB），这不像是备份。"),
                Lang::En => format!("The file is too large (limit {limit} MB); this does not look like a backup."),
            },
            Self::Package => lang
                .pick(
                    "这是数据包，不是备份；请到“数据包”里接收。",
                    "This is a package, not a backup; receive it under Packages.",
                )
                .to_owned(),
            Self::NotABackup => lang
                .pick(
                    "这不是备份；请选名字以“备份”开头的 zip 文件。",
                    "This is not a backup; choose a zip file whose name begins with 备份.",
                )
                .to_owned(),
            Self::Damaged => lang
                .pick(
                    "备份不完整，可能没有传完，请换一个。",
                    "The backup is incomplete, perhaps cut short; choose another.",
                )
                .to_owned(),
            Self::TooNew => lang
                .pick(
                    "备份是新版本做的，请先更新本程序再恢复。",
                    "The backup was made by a newer version; update this program first.",
                )
                .to_owned(),
            Self::BadWrite(error) => match lang {
                Lang::ZhHans => format!("备份里的数据{}，请换一个备份文件。", error.say(lang)),
                Lang::En => format!("In the backup's data, {}; choose another backup.", error.say(lang)),
            },
        }
    }
}

#[cfg(test)]
#[cfg(feature = "office")]
mod tests {
    use super::*;
    use crate::package::Looks;

    const LINE: &str = r#"{"id":"a.1","record":"h1","kind":"household","at":1,"fields":{"head":"测试甲"}}"#;

    const PHOTO: &[u8] = b"a photo";

    fn backup() -> Vec<u8> {
        let installation = Installation {
            settings: serde_json::json!({"author": "测试甲"}),
            received: Value::Null,
            campaigns: b"an edited campaign".to_vec(),
        };
        let photo = attachment::name(PHOTO, "jpg");
        write("2026-12-20T18:05:09+08:00", installation, &lines(LINE.as_bytes()).unwrap(), &[(&photo, PHOTO)])
    }

    #[test]
    fn what_was_backed_up_is_restored() {
        let restored = read(&backup(), &Limits::default()).unwrap();
        assert_eq!(restored.journal.to_ndjson(), format!("{LINE}\n"));
        assert_eq!(restored.files, [(attachment::name(PHOTO, "jpg"), PHOTO.to_vec())]);
        let installation = restored.installation.unwrap();
        assert_eq!(installation.settings["author"], "测试甲");
        assert_eq!(installation.campaigns, b"an edited campaign");
        assert_eq!(file_name("2026-12-20T18:05:09+08:00"), "备份_20261220_1805.zip");
    }

    #[test]
    fn the_bare_lines_of_the_crash_screen_are_restored_too() {
        let restored = read(LINE.as_bytes(), &Limits::default()).unwrap();
        assert_eq!((restored.installation, restored.journal.len()), (None, 1));
    }

    #[test]
    fn a_backup_cut_short_or_changed_anywhere_is_refused() {
        let whole = backup();
        for length in 0..whole.len() {
            assert!(read(&whole[..length], &Limits::default()).is_err(), "cut at {length}");
        }
        for place in 0..whole.len() {
            let mut changed = whole.clone();
            changed[place] ^= 0x55;
            // A changed name or time of the zip itself may pass; the writes never change.
            if let Ok(backup) = read(&changed, &Limits::default()) {
                assert_eq!(backup.journal.to_ndjson(), format!("{LINE}\n"), "changed at {place}");
                let campaigns = backup.installation.map(|installation| installation.campaigns).unwrap_or_default();
                assert!(campaigns.is_empty() || campaigns == b"an edited campaign", "changed at {place}");
                assert!(backup.files.iter().all(|(_, bytes)| bytes == PHOTO), "changed at {place}");
            }
        }
    }

    #[test]
    fn a_package_and_a_backup_are_never_taken_for_each_other() {
        let package = super::super::write(crate::package::Label::default(), &lines(LINE.as_bytes()).unwrap());
        assert_eq!(read(&package, &Limits::default()).map(drop), Err(BackupError::Package));
        let refused = super::super::read(&backup(), &Limits::default()).map(drop);
        assert_eq!(refused, Err(PackageError::NotAPackage(Looks::Backup)));
    }
}

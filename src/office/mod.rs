//! The office worker: what only an office needs (xlsx, zip, roll-up) is a second wasm module in a Web Worker, fetched when
//! it is first asked, so that the first screen stays small and heavy work never blocks it.
//!
//! Page and worker speak in [`Request`]s and [`Answer`]s. Bytes (files, lines of writes) travel beside them as *parts*,
//! transferred rather than copied; each request and reply says what its parts are. [`handle`] does the work and knows no
//! browser, so every request is tested natively.
//!
//! An error is no panic: it is [`Answer::Refused`] with the sentence in every language, since the page has no need of the
//! types of formats that it never reads itself.

#[cfg(feature = "office")]
mod answers;
pub mod campaigns;
pub mod compare;
#[cfg(feature = "office")]
mod conflicts;
#[cfg(feature = "office")]
mod export;
#[cfg(feature = "office")]
mod filed;
#[cfg(feature = "office")]
mod forms;
#[cfg(feature = "office")]
mod intake;
pub mod json;
#[cfg(feature = "office")]
mod make;
pub mod package;
pub mod papers;
#[cfg(feature = "office")]
mod paperwork;
pub mod roster;
#[cfg(feature = "office")]
mod spot;
#[cfg(feature = "office")]
mod story;
pub mod tables;
#[cfg(feature = "office")]
#[cfg(test)]
mod tests;
pub mod township;
#[cfg(feature = "office")]
mod villages;
#[cfg(feature = "office")]
mod words;
#[cfg(feature = "office")]
mod work;

use serde::{Deserialize, Serialize};

#[cfg(feature = "office")]
pub use work::{Desk, handle};

use self::campaigns::CampaignWish;
use self::compare::CompareWish;
use self::package::PackageWish;
use self::papers::{BackWish, BlankWish, DocumentWish, ReportWish};
use self::roster::RosterWish;
use self::tables::FiledWish;
use self::tables::TableWish;
use self::township::TownshipWish;
use crate::journal::{DeviceId, RecordId};
use crate::text::{Lang, Say};

/// What the page asks for. Where the page uses a campaign that an office edited, it comes compiled beside the request
/// ([`Desk::campaign`]); else the one that ships with the program is meant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Make a package of a village's records. Part 0: the lines. Then one part an attachment.
    WritePackage(Box<PackageWish>),
    /// Read a package, sealed or not. Part 0: the file.
    ReadPackage {
        /// The campaign whose packages are taken in.
        campaign: String,
        /// Secret keys that this installation has.
        keys: String,
        /// The passphrase that a person typed; empty where none.
        passphrase: String,
    },
    /// Make a township's key.
    MakeKey,
    /// Find the key in a text or file that somebody chose. Part 0: its bytes.
    ReadKey,
    /// Make a file of a key: the one that keeps the secret half, or the one that villages seal with. Part 0: any text with the key.
    WriteKey {
        /// Whose it is; may be empty.
        whose: String,
        /// Only the public half.
        public: bool,
        /// When, as a local date-time with offset.
        made: String,
    },
    /// Make a backup. Part 0: everything's ndjson. Parts 1 and 2: settings and received packages as JSON. Part 3: the campaigns that
    /// the page keeps; may be empty. Then one part an attachment, empty where the store has it no more.
    WriteBackup {
        /// The attachments' names, in the order of their parts.
        files: Vec<String>,
        /// When, as a local date-time with offset.
        made: String,
    },
    /// Read a backup, or the bare lines that the crash screen saves. Part 0: the file.
    ReadBackup,
    /// Read a roster and hold it against the register. Part 0: the file. Part 1: the lines of households, regions and helpers.
    ReadRoster(Box<RosterWish>),
    /// Make ledgers or a roll-up. Part 0: the lines; for a roll-up nothing where the worker holds the villages of that version. Part
    /// 1: the packages received, as JSON. Part 2: the names of the villages that are expected, as JSON.
    Tables(Box<TableWish>),
    /// What a village's package would change that was received before. Part 0: the lines of everything. Part 1: the package's lines.
    Compare(Box<CompareWish>),
    /// Hold an edited ledger against the records. Part 0: the file. Part 1: the lines.
    ReadLedger(Box<BackWish>),
    /// Read the heading of somebody else's blank. Part 0: the file. Part 1: the lines of what is known of blanks.
    ReadBlank(Box<BlankWish>),
    /// Fill a blank. Part 0: the file. Part 1: the lines.
    FillBlank(Box<(BlankWish, TableWish)>),
    /// Make what inspectors are shown. Part 0: the lines.
    Inspection(Box<TableWish>),
    /// Write a report. Parts 0 and 1: as in [`Request::Tables`] for a roll-up.
    Report(Box<ReportWish>),
    /// Make a document of an edited report.
    WriteDocument(Box<DocumentWish>),
    /// Make a roll-up of the villages of files that are handed over unread ([`Handed`]). Part 0: the names of the villages that are
    /// expected, as JSON.
    AddUp(Box<FiledWish>),
    /// A question about the villages. Parts 0 and 1: as in [`Request::Tables`] for a roll-up.
    Township(Box<TownshipWish>),
    /// Make villages up, for a first look.
    Demo {
        /// The campaign's identity.
        campaign: String,
        /// How many villages.
        villages: u32,
        /// How many households in each.
        households: u32,
        /// Now, as records write it: the made-up cadre has been at it for the last days.
        now: String,
    },
    /// Compile a form to try it. Part 0: the workbook. From part 1 on: its csv files.
    CompileForm {
        /// The workbook's file name.
        name: String,
        /// The csv files' names, in the order of their parts.
        attached: Vec<String>,
        /// The language of what is said of it.
        lang: Lang,
    },
    /// Make a workbook of the answers of a form that was tried. Part 0: a JSON with `title`, `heading` and `rows`.
    WriteAnswers {
        /// The file's name.
        name: String,
        /// The language of the sheet.
        lang: Lang,
    },
    /// Read a list of villages that are expected. Part 0: the file.
    ReadVillages,
    /// Compile a campaign's workbook. Part 0: the file.
    ReadCampaign(Box<CampaignWish>),
    /// Make a file of a campaign's workbook. Part 0: the workbook as it came; without it, the one of the campaign that ships
    /// with the program.
    WriteCampaign {
        /// The file's name without its end.
        name: String,
    },
    /// The writes that take over the roster that was read last.
    TakeRoster {
        /// The reading's ticket.
        ticket: u32,
        /// Households that it does not have and that a person ticked as gone.
        gone: Vec<RecordId>,
        /// Who writes.
        device: DeviceId,
        /// The number of the first write.
        seq: u64,
        /// When, in milliseconds since 1970-01-01T00:00Z.
        at: i64,
        /// By whom.
        author: String,
    },
}

/// Files that the page hands over unread, each to be read when its turn comes.
pub trait Handed: std::fmt::Debug {
    /// How many there are.
    fn count(&self) -> usize;
    /// The size of one, in bytes.
    fn size(&self, file: usize) -> u64;
    /// The bytes of one; none where it cannot be read.
    fn read(&self, file: usize) -> Option<Vec<u8>>;
}

impl Handed for Vec<Vec<u8>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn size(&self, file: usize) -> u64 {
        self.get(file).map_or(0, |bytes| bytes.len() as u64)
    }

    fn read(&self, file: usize) -> Option<Vec<u8>> {
        self.get(file).cloned()
    }
}

/// What the worker gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// A file for the user. Part 0: its bytes. Part 1, of a package: what the export holds in all, for the next one to begin after.
    File {
        /// Its name.
        name: String,
        /// Its media type.
        mime: String,
        /// How many pieces of the same export there are after this one.
        more: u32,
    },
    /// A package that passed every check. Part 0: its manifest as JSON. Part 1: its lines. Then one part an attachment.
    Package {
        /// The attachments' names, in the order of their parts.
        files: Vec<String>,
    },
    /// The file is sealed with a passphrase, which a person has to type, or to type again. Nothing was read.
    Locked,
    /// A key. Part 0: a [`KeyView`](package::KeyView) as JSON.
    Key,
    /// A backup that passed every check. Parts 0 and 1: settings and received packages as JSON, `null` where the file has none.
    /// Part 2: its lines. Part 3: its campaigns; empty where it has none. Then one part an attachment.
    Backup {
        /// The attachments' names, in the order of their parts.
        files: Vec<String>,
    },
    /// What was understood of a roster. Part 0: a [`RosterView`](roster::RosterView) as JSON.
    Roster,
    /// A form. Part 0: the compiled form, empty where it has problems. Part 1: a JSON with `problems` and `remarks`, sentences in the
    /// language that was asked for.
    Form,
    /// Writes. Part 0: their lines.
    Lines,
    /// Tables for the screen. Part 0: a [`RollupView`](tables::RollupView) as JSON, empty for ledgers. Part 1: of files that were added
    /// up, those that were refused, as a list of `place`, `zh_hans` and `en` in JSON. Part 2: the tables' names as JSON. Then one part a
    /// table, a [`TableView`](tables::TableView) as JSON, so that each is read when it is looked at.
    Tables,
    /// The answer to a question about the villages or about a paper. Part 0: what [`Ask`](township::Ask) or [`papers`] says, as JSON.
    Told,
    /// What a package would change. Part 0: a [`Compared`](compare::Compared) as JSON.
    Compared,
    /// Made-up data. Part 0: what their packages say, as the page remembers packages, as JSON. Part 1: the lines.
    Demo,
    /// Names of villages. Part 0: a list of texts as JSON.
    Villages,
    /// What was understood of a campaign's workbook. Part 0: a [`CampaignView`](campaigns::CampaignView) as JSON. Part 1: the
    /// compiled campaign; empty where the workbook has problems. Part 2: the workbook as it came.
    Campaign,
}

impl Reply {
    /// After how many parts the attachments that it brings come, and their names; none where it brings none.
    #[must_use]
    pub fn attachments(&self) -> Option<(usize, &[String])> {
        match self {
            Self::Package { files } => Some((2, files)),
            Self::Backup { files } => Some((4, files)),
            _ => None,
        }
    }
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Steps done.
    pub done: u32,
    /// Steps in all.
    pub total: u32,
}

/// One message of the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is at work.
    Progress(Progress),
    /// It is done.
    Done(Reply),
    /// It could not, and changed nothing.
    Refused(Said),
}

/// A sentence in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// In Simplified Chinese.
    pub zh_hans: String,
    /// In English.
    pub en: String,
}

impl Said {
    /// What this says.
    #[must_use]
    pub fn of(what: &impl Say) -> Self {
        Self { zh_hans: what.say(Lang::ZhHans), en: what.say(Lang::En) }
    }
}

impl Say for Said {
    fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::ZhHans => self.zh_hans.clone(),
            Lang::En => self.en.clone(),
        }
    }
}

/// Why the worker gave no answer at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It could not be started: its files are not there, or the browser has no workers.
    NotStarted,
    /// It failed midway.
    Crashed,
    /// The user cancelled.
    Cancelled,
    /// The file could not be read from the device.
    Unreadable,
    /// The file is larger than anything that is read here, which is so many megabytes.
    TooLarge(u64),
    /// It was started afresh and no longer knows what it had read.
    Forgotten,
    /// It spoke another version's language.
    Garbled,
}

impl Say for Silence {
    fn say(&self, lang: Lang) -> String {
        if let Self::TooLarge(most) = self {
            return match lang {
                Lang::ZhHans => format!("文件太大，超过 {most} MB 的不能收。请核对是不是选错了文件。"),
                Lang::En => format!(
                    "The file is too large; at most {most} MB can be taken in. See whether it is the right one."
                ),
            };
        }
        match self {
            Self::TooLarge(_) => "",
            Self::NotStarted => lang.pick(
                "处理表格的部分没有启动，请联网打开一次再试。",
                "The part that handles files did not start. Open once with a network and try again.",
            ),
            Self::Crashed => lang.pick(
                "处理文件时出错，没有改动任何数据。文件可能太大，请关掉其他页面再试。",
                "Handling the file failed; nothing was changed. It may be too large: close other tabs and try again.",
            ),
            Self::Cancelled => lang.pick("已取消，没有改动任何数据。", "Cancelled; nothing was changed."),
            Self::Unreadable => lang.pick(
                "这个文件读不出来，可能已被移动或删除，请重新选择。",
                "The file cannot be read; it may have been moved or deleted. Choose it again.",
            ),
            Self::Forgotten => {
                lang.pick("读过的内容已经丢失，请重新选择文件。", "What was read is gone; choose the file again.")
            }
            Self::Garbled => {
                lang.pick("程序版本不一致，请刷新页面再试。", "The program's versions differ. Reload and try again.")
            }
        }
        .to_owned()
    }
}

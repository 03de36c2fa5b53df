//! Work for the office worker: one job after another, each with a file coming in or going out.
//!
//! A file that goes out is first made ready and shown ([`Outgoing`]); it leaves with the next tap, because a share sheet opens
//! only from a fresh one. A file that comes in is read and checked as a whole before anything changes, and what became of it
//! is shown ([`Receipt`]) when its content is on disk. A roster is looked at in between ([`RosterReview`]), and so is
//! a second package of a village ([`Again`]).
//!
//! Start with [`Job`] and [`Desk`]; `queue` begins jobs and hears their answers, `coming` takes files in, `filed` adds files up that stay
//! outside, `leaving` sends them.

mod coming;
mod filed;
mod lacking;
mod leaving;
mod queue;
mod sealing;
mod township;

pub use lacking::Lacking;
pub use sealing::{KeyJob, Locked};

use std::collections::VecDeque;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

pub use self::township::{Again, Coming, DOUBTS};

use super::papers::{PaperJob, Papers};
use crate::journal::{Merged, RecordId};
use crate::ledger::Edition;
use crate::office::package::KeyView;
use crate::office::roster::RosterView;
use crate::office::tables::{Form, Leaf, RollupView, Sort};
use crate::office::township::{Ask, Told};
use crate::office::{Progress, Said};
use crate::package::{Counts, Label};
use crate::register::Region;
use crate::register::namesake::OneVillage;
use crate::text::Lang;

/// A file that the host holds, since its bytes need not pass through this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRef {
    /// The host's number for it.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
}

/// What a request takes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Bytes of ours.
    Bytes(Rc<Vec<u8>>),
    /// A file that the host holds, by its number.
    File(u32),
    /// The same, handed over unread: the worker reads it when its turn comes.
    Handed(u32),
    /// An attachment of the store, by its name; nothing where it is not there.
    Stored(String),
}

/// A job for the worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Job {
    /// Make a backup of everything.
    Backup,
    /// Take a backup in.
    Restore(FileRef),
    /// Take a package in.
    Receive(FileRef),
    /// See what a package would change of a village that was received before.
    Compare(Coming),
    /// Read a roster of this village and hold it against the register.
    ReadRoster(FileRef, Region),
    /// Take over the roster under review, with the households that were ticked as gone.
    TakeRoster(Vec<RecordId>),
    /// Open a sealed package with a passphrase and take it in.
    Unlock(FileRef, String),
    /// Make, find or keep a key.
    Key(KeyJob),
    /// Make the package of a village.
    Package(RecordId),
    /// Make a package of what is new in a village since its last one left.
    PackageNew(RecordId),
    /// Make ledgers or a roll-up, for the screen or as a file.
    Tables(Order),
    /// Add the villages of files up without taking the files in.
    AddUp(Rc<Vec<FileRef>>, Form),
    /// Something with papers.
    Paper(PaperJob),
    /// Ask something about the villages.
    Ask(Ask),
    /// Read a list of the villages that are expected to send.
    ReadVillages(FileRef),
    /// Make so many villages up, with so many households each.
    Demo(u32, u32),
    /// Compile a campaign's workbook that an office edited.
    ReadCampaign(FileRef),
    /// Make a file of the workbook of the campaign in use.
    WriteCampaign,
}

/// Tables that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Ledgers or a roll-up.
    pub sort: Sort,
    /// By number (`L4`, `T1`); all of them where none is named.
    pub names: Vec<String>,
    /// For whom, by the word of a [`crate::ledger::Edition`]: `public`, `check` or `report`. A roll-up has none.
    pub edition: String,
    /// Only this village's records.
    pub village: Option<RecordId>,
    /// As what.
    pub form: Form,
}

/// Tables that were made for the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// What was asked for.
    pub order: Order,
    /// The tables.
    pub tables: Rc<Vec<Leaf>>,
    /// The villages of a roll-up; none of them for ledgers.
    pub rollup: Rc<RollupView>,
    /// The journal's version that they were made from.
    pub version: u64,
    /// The language that they are in.
    pub lang: Lang,
}

impl Job {
    /// The file that it takes in and is done with afterwards. A roster's is kept while it is under review.
    const fn spent(&self) -> Option<&FileRef> {
        match self {
            Self::Restore(file)
            | Self::Receive(file)
            | Self::Unlock(file, _)
            | Self::ReadVillages(file)
            | Self::ReadCampaign(file)
            | Self::Key(KeyJob::File(file)) => Some(file),
            Self::Paper(job) => job.spent(),
            Self::Backup
            | Self::ReadRoster(..)
            | Self::TakeRoster(_)
            | Self::Compare(_)
            | Self::Key(_)
            | Self::Package(_)
            | Self::PackageNew(_)
            | Self::Tables(_)
            | Self::AddUp(..)
            | Self::WriteCampaign
            | Self::Ask(_)
            | Self::Demo(..) => None,
        }
    }
}

impl Job {
    /// The words under which the settings remember when its file last left; none where nobody asks.
    #[must_use]
    pub fn sort(&self) -> Option<String> {
        match self {
            Self::Package(_) | Self::PackageNew(_) | Self::Paper(PaperJob::Piece(_)) => {
                self.village().map(|village| format!("package {}", village.0))
            }
            Self::Tables(order) if order.sort == Sort::Ledger => Some(format!("ledger {}", order.names.join(" "))),
            _ => None,
        }
    }
}

impl Job {
    /// The village whose package it makes.
    pub(super) const fn village(&self) -> Option<&RecordId> {
        match self {
            Self::Package(village) | Self::PackageNew(village) => Some(village),
            Self::Paper(PaperJob::Piece(piece)) => Some(&piece.village),
            _ => None,
        }
    }
}

/// The job that is being done.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// Which.
    pub job: Job,
    /// The journal's version when it was begun.
    pub version: u64,
    /// How far it is; none before the worker has said.
    pub progress: Option<Progress>,
}

/// How a file can leave this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Means {
    /// Through the system's share sheet.
    pub share: bool,
    /// As a download.
    pub save: bool,
}

/// A file that is ready to leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// The file.
    pub file: FileRef,
    /// How it can leave.
    pub means: Means,
    /// The job that made it, whose leaving is remembered.
    pub job: Job,
    /// Whether it has left.
    pub left: bool,
    /// How many pieces of the same export come after it.
    pub more: u32,
    /// What a package's export held in all, for the next to begin after; empty for other files.
    pub known: Vec<u8>,
}

/// A roster that was read and is looked at before it is taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct RosterReview {
    /// The file.
    pub file: FileRef,
    /// The village it is taken for.
    pub region: Region,
    /// What was understood.
    pub view: Rc<RosterView>,
}

/// What became of a file that came in.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The file's name.
    pub name: String,
    /// What it was and what it brought, or why it was refused.
    pub outcome: Result<Taken, Said>,
}

/// What a file brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// What it was.
    pub kind: Kind,
    /// How many of its writes were new, and how many were there already.
    pub merged: Merged,
}

impl Taken {
    /// What the package says of itself, if it was one.
    #[must_use]
    pub fn package(&self) -> Option<&Received> {
        match &self.kind {
            Kind::Package(package) => Some(package),
            Kind::Backup | Kind::Roster { .. } | Kind::Demo | Kind::Joined(_) => None,
        }
    }
}

/// What a file was.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A package, and what it says of itself.
    Package(Box<Received>),
    /// A backup.
    Backup,
    /// Made-up data.
    Demo,
    /// No file: these villages turned out to be two records of one each, and are one now.
    Joined(Vec<OneVillage>),
    /// A roster.
    Roster {
        /// Households that were added.
        added: usize,
        /// Households that were filled or corrected.
        changed: usize,
    },
}

impl Kind {
    /// The village that it is of; none where it may be of any.
    pub(super) fn village(&self) -> Option<&RecordId> {
        match self {
            Self::Package(package) => Some(&package.label.region.id),
            Self::Backup | Self::Demo | Self::Joined(_) | Self::Roster { .. } => None,
        }
    }
}

/// A package that was taken in, remembered for its denominators and its time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Received {
    /// What it says of itself.
    pub label: Label,
    /// What it holds.
    pub counts: Counts,
    /// When it was taken in, in milliseconds since 1970-01-01T00:00Z.
    pub at: i64,
}

/// Lines on their way to disk, already read and checked, and where they come from.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    /// The lines; they are written as they are.
    pub lines: Rc<Vec<u8>>,
    /// The file's name.
    pub name: String,
    /// What it was.
    pub kind: Kind,
    /// The number of its first write, where the writes are our own: another tab may have given it meanwhile.
    pub seq: Option<u64>,
}

/// The jobs.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The job that is being done.
    pub running: Option<Running>,
    /// Those that wait for it.
    pub waiting: VecDeque<Job>,
    /// Papers: an edited ledger, a blank, a report.
    pub papers: Papers,
    /// The roster under review.
    pub roster: Option<RosterReview>,
    /// For whom the ledgers on the screen are made, where a person has said so.
    pub(super) edition: Option<Edition>,
    /// The ledgers that were made for the screen last.
    pub ledger: Option<Tables>,
    /// The roll-up that was made for the screen last.
    pub rollup: Option<Tables>,
    /// The files that it is of, where it is of files that were not taken in.
    pub filed: Option<Rc<Vec<FileRef>>>,
    /// Files that are added up as soon as those of them that are locked have their passphrases.
    pub(super) adding: Option<Rc<Vec<FileRef>>>,
    /// The passphrases of files that are added up, by the host's numbers. They are kept as long as the files are, and nowhere else.
    pub(super) passphrases: Vec<(u32, String)>,
    /// The answers to the last questions about the villages, one of each sort, with what was asked and of which version.
    pub told: Vec<Answered>,
    /// The version of the journal whose villages the worker holds.
    held: Option<u64>,
    /// What that one was asked for with.
    asked: Option<township::Asked>,
    /// What doubts were last asked for with.
    doubted: Option<township::Asked>,
    /// Packages of villages that were received before, until a person has looked at what they change.
    pub again: VecDeque<Again>,
    /// The file that is ready to leave.
    pub outgoing: Option<Outgoing>,
    /// What became of the files that came in, oldest first, until dismissed.
    pub receipts: Vec<Receipt>,
    /// The key that was made or found last, for the screen.
    pub key: Option<KeyView>,
    /// Why the key that was given last was not taken, until another is given.
    pub key_refused: Option<Said>,
    /// Sealed packages that wait for their passphrases, asked for one after another.
    pub locked: VecDeque<Locked>,
    /// Why the last file could not be made, until dismissed.
    pub refused: Option<Said>,
}

/// A question about the villages and its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// What was asked.
    pub ask: Ask,
    /// The journal's version that it was asked of.
    pub version: u64,
    /// In which language.
    pub lang: Lang,
    /// The answer.
    pub told: Rc<Told>,
}

impl Desk {
    /// For whom the ledgers on the screen are made. What shows everything is only made for who asks for it.
    #[must_use]
    pub fn edition(&self) -> Edition {
        self.edition.unwrap_or(Edition::Check)
    }

    /// The answer to a question of this sort that was asked last.
    #[must_use]
    pub fn answered(&self, sort: impl Fn(&Ask) -> bool) -> Option<&Answered> {
        self.told.iter().find(|answered| sort(&answered.ask))
    }

    /// Whether the worker numbers writes of ours right now, so that none may be given meanwhile.
    pub(super) fn is_numbering(&self) -> bool {
        self.running.as_ref().is_some_and(|running| matches!(running.job, Job::TakeRoster(_)))
    }
}

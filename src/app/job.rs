//! Work for the office worker: one job after another, each with a file coming in or going out.
//!
//! A file that goes out is first made ready and shown ([`Outgoing`]); it leaves with the next tap, because a share sheet opens
//! only from a fresh one. A file that comes in is read and checked as a whole before anything changes, and what became of it
//! is shown ([`Receipt`]) when its content is on disk.

use std::collections::VecDeque;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::flow::Effect;
use super::saving::Arrival;
use super::{App, Settings};
use crate::journal::Merged;
use crate::office::{Progress, Reply, Request, Said};
use crate::package::backup::Installation;
use crate::package::{Counts, Label, Manifest};

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
}

/// The job that is being done.
#[derive(Clone, Debug, PartialEq)]
pub struct Running {
    /// Which.
    pub job: Job,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The file.
    pub file: FileRef,
    /// How it can leave.
    pub means: Means,
    /// Whether it is a backup, whose leaving is remembered.
    pub backup: bool,
    /// Whether it has left.
    pub left: bool,
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
    /// What the package says of itself; none for a backup.
    pub package: Option<Box<Received>>,
    /// How many of its writes were new, and how many were there already.
    pub merged: Merged,
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

/// The jobs.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The job that is being done.
    pub running: Option<Running>,
    /// Those that wait for it.
    pub waiting: VecDeque<Job>,
    /// The file that is ready to leave.
    pub outgoing: Option<Outgoing>,
    /// What became of the files that came in, oldest first, until dismissed.
    pub receipts: Vec<Receipt>,
    /// Why the last file could not be made, until dismissed.
    pub refused: Option<Said>,
}

impl App {
    /// Queues a job and begins it if the worker is free.
    pub(super) fn enqueue(&mut self, job: Job) -> Vec<Effect> {
        self.desk.refused = None;
        self.desk.waiting.push_back(job);
        self.next_job()
    }

    /// Begins the next job, unless one is being done.
    fn next_job(&mut self) -> Vec<Effect> {
        if self.desk.running.is_some() {
            return Vec::new();
        }
        let Some(job) = self.desk.waiting.pop_front() else { return Vec::new() };
        let (request, parts) = match &job {
            Job::Backup => {
                let installation = Installation {
                    settings: serde_json::to_value(&self.settings).unwrap_or(Value::Null),
                    received: serde_json::to_value(&self.received).unwrap_or(Value::Null),
                };
                let installation = serde_json::to_vec(&installation).unwrap_or_default();
                (Request::WriteBackup { made: self.moment() }, vec![self.everything(), bytes(installation)])
            }
            Job::Restore(file) => (Request::ReadBackup, vec![Part::File(file.id)]),
            Job::Receive(file) => (Request::ReadPackage, vec![Part::File(file.id)]),
        };
        self.desk.running = Some(Running { job, progress: None });
        vec![Effect::Ask { request, parts }]
    }

    /// All lines of the journal.
    fn everything(&self) -> Part {
        bytes(self.journal.to_ndjson().into_bytes())
    }

    pub(super) fn job_moved(&mut self, progress: Progress) -> Vec<Effect> {
        if let Some(running) = &mut self.desk.running {
            running.progress = Some(progress);
        }
        Vec::new()
    }

    /// A file was made and is held by the host.
    pub(super) fn job_made(&mut self, file: FileRef, means: Means) -> Vec<Effect> {
        let backup = self.desk.running.take().is_some_and(|running| running.job == Job::Backup);
        let mut effects = self.close_outgoing();
        self.desk.outgoing = Some(Outgoing { file, means, backup, left: false });
        effects.extend(self.next_job());
        effects
    }

    /// The worker has answered, or could not.
    pub(super) fn job_answered(&mut self, answer: Result<(Reply, Vec<Vec<u8>>), Said>) -> Vec<Effect> {
        let Some(Running { job, .. }) = self.desk.running.take() else { return Vec::new() };
        let file = match job {
            Job::Backup => None,
            Job::Restore(file) | Job::Receive(file) => Some(file),
        };
        let mut effects: Vec<Effect> = file.iter().map(|file| Effect::Forget(file.id)).collect();
        match (answer, file) {
            (Err(said), Some(file)) => self.desk.receipts.push(Receipt { name: file.name, outcome: Err(said) }),
            (Err(said), None) => self.desk.refused = Some(said),
            (Ok((reply, parts)), Some(file)) => effects.extend(self.take_in(file.name, &reply, parts)),
            (Ok(_), None) => {}
        }
        effects.extend(self.next_job());
        effects
    }

    /// Queues what a file brought for the disk. Its receipt is written when it is there.
    fn take_in(&mut self, name: String, reply: &Reply, parts: Vec<Vec<u8>>) -> Vec<Effect> {
        let mut parts = parts.into_iter();
        let about = parts.next().unwrap_or_default();
        let lines = parts.next().unwrap_or_default();
        let mut effects = Vec::new();
        let package = match reply {
            Reply::Package => serde_json::from_slice::<Manifest>(&about)
                .ok()
                .map(|manifest| Box::new(Received { label: manifest.label, counts: manifest.counts, at: self.now })),
            Reply::Backup => {
                effects = self.restore_installation(&about);
                None
            }
            Reply::File { .. } => None,
        };
        self.queue.push_lines(Arrival { lines: Rc::new(lines), name, package });
        effects.extend(self.push_on());
        effects
    }

    /// Takes over a backup's settings and received packages. What this installation was set to itself stays.
    fn restore_installation(&mut self, about: &[u8]) -> Vec<Effect> {
        let installation: Installation = serde_json::from_slice(about).unwrap_or_default();
        let settings: Option<Settings> = serde_json::from_value(installation.settings).ok();
        let received: Vec<Received> = serde_json::from_value(installation.received).unwrap_or_default();
        for one in received {
            self.remember(one);
        }
        let mut effects = self.put_received();
        if let Some(theirs) = settings {
            effects.extend(self.set(|ours| ours.fill_from(theirs)));
        }
        effects
    }

    /// What a file brought is on disk.
    pub(super) fn arrived(&mut self, name: String, package: Option<Box<Received>>, merged: Merged) -> Vec<Effect> {
        let mut effects = vec![Effect::Measure];
        if let Some(package) = &package {
            self.remember(Received::clone(package));
            effects.extend(self.put_received());
        }
        self.desk.receipts.push(Receipt { name, outcome: Ok(Taken { package, merged }) });
        effects
    }

    /// Remembers a package; the same one again is not two.
    fn remember(&mut self, package: Received) {
        let same = |other: &Received| {
            other.label.device == package.label.device
                && other.label.made == package.label.made
                && other.label.region.id == package.label.region.id
        };
        if !self.received.iter().any(same) {
            self.received.push(package);
        }
    }

    fn put_received(&self) -> Vec<Effect> {
        serde_json::to_vec(&self.received).map(|bytes| vec![Effect::PutReceived(bytes)]).unwrap_or_default()
    }

    /// Opens the share sheet with the file that is ready.
    pub(super) fn share(&self) -> Vec<Effect> {
        self.desk.outgoing.iter().map(|outgoing| Effect::Share(outgoing.file.id)).collect()
    }

    /// Saves the file that is ready.
    pub(super) fn save_file(&mut self) -> Vec<Effect> {
        let mut effects: Vec<Effect> =
            self.desk.outgoing.iter().map(|outgoing| Effect::SaveFile(outgoing.file.id)).collect();
        effects.extend(self.left());
        effects
    }

    /// The file has left this device, as far as anybody can tell.
    pub(super) fn left(&mut self) -> Vec<Effect> {
        let now = self.now;
        match &mut self.desk.outgoing {
            Some(outgoing) => {
                outgoing.left = true;
                if outgoing.backup { self.set(|settings| settings.last_backup = Some(now)) } else { Vec::new() }
            }
            None => Vec::new(),
        }
    }

    /// Lets go of the file that was ready.
    pub(super) fn close_outgoing(&mut self) -> Vec<Effect> {
        self.desk.outgoing.take().map(|outgoing| Effect::Forget(outgoing.file.id)).into_iter().collect()
    }

    /// Cancels the job and those that wait.
    pub(super) fn cancel_jobs(&mut self) -> Vec<Effect> {
        let files = self.desk.waiting.drain(..).filter_map(|job| match job {
            Job::Backup => None,
            Job::Restore(file) | Job::Receive(file) => Some(Effect::Forget(file.id)),
        });
        let mut effects: Vec<Effect> = files.collect();
        if self.desk.running.is_some() {
            effects.push(Effect::CancelWork);
        }
        effects
    }
}

fn bytes(bytes: Vec<u8>) -> Part {
    Part::Bytes(Rc::new(bytes))
}

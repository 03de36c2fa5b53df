//! Keys, sealed packages, and the photos that travel with packages.

use super::queue::bytes;
use super::{FileRef, Job, Part};
use crate::app::flow::Effect;
use crate::app::{App, Notice, Role};
use crate::attachment;
use crate::journal::{Kind, RecordId};
use crate::office::package::{KeyView, Lock, PackageWish};
use crate::office::{Request, Said, json};
use crate::register::Region;
use crate::text::{Lang, Say};

/// What is to be done with a key.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyJob {
    /// Make a township's key.
    Make,
    /// Find the key in a text.
    Read(String),
    /// Find the key in a file.
    File(FileRef),
    /// Make the file that keeps the township's key.
    Save,
    /// Make the file of its public half, which villages get.
    SavePublic,
}

/// A sealed package that waits for its passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The file.
    pub file: FileRef,
    /// Whether one was typed that was not it.
    pub again: bool,
    /// Whether it is to be added up and not taken in.
    pub adds: bool,
}

/// Why a key was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NotTaken {
    /// A village was given the secret half, with which anybody opens what every village sends.
    Secret,
    /// A township was given a public half alone, which opens nothing.
    Public,
}

impl Say for NotTaken {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Secret => lang.pick(
                "这是乡镇自己的密钥，不是公钥：谁拿到它都能打开各村的数据包。这台手机没有留下它。请把这个文件删掉，告诉乡镇另做一个密钥，改发公钥文件。",
                "This is the township's secret key, not its public one: whoever has it opens what every village sends. This phone kept none of it. Delete the file, and tell the township to make a new key and to send the public one.",
            ),
            Self::Public => lang.pick(
                "这是公钥，只能用来加密，打不开文件。请选存下来的密钥文件（密钥…不要外传.txt）。",
                "This is a public key, which seals and opens nothing. Choose the key file that was kept.",
            ),
        }
        .to_owned()
    }
}

impl App {
    /// What the worker is asked for a key; none where there is none to keep.
    pub(super) fn key_request(&self, job: &KeyJob) -> Option<(Request, Vec<Part>)> {
        Some(match job {
            KeyJob::Make => (Request::MakeKey, Vec::new()),
            KeyJob::Read(text) => (Request::ReadKey, vec![bytes(text.clone().into_bytes())]),
            KeyJob::File(file) => (Request::ReadKey, vec![Part::File(file.id)]),
            KeyJob::Save | KeyJob::SavePublic => {
                let key = Some(&self.settings.township_key).filter(|key| !key.is_empty())?;
                let (public, made) = (*job == KeyJob::SavePublic, self.moment());
                (Request::WriteKey { whose: self.township(), public, made }, vec![bytes(key.clone().into_bytes())])
            }
        })
    }

    /// The township that the villages here are of; empty where none is known.
    #[must_use]
    pub fn township(&self) -> String {
        let regions = self.journal.records(&Kind::Region).map(|record| Region::of(&record).township);
        let received = self.received.iter().map(|package| package.label.region.township.clone());
        regions.chain(received).find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// Takes over a key that the worker made or found: a whole one is this township's, a public one is the township's to which
    /// packages are sealed. A township's older keys stay behind the newest, for what was sealed to them. A village keeps no secret.
    pub(super) fn take_key(&mut self, job: &KeyJob, view: &[u8]) -> Vec<Effect> {
        let view = KeyView::from_json(&json::read(view));
        let (secret, public) = (view.secret.clone(), view.public.clone());
        let found = matches!(job, KeyJob::Read(_) | KeyJob::File(_));
        let not_taken = match self.settings.role {
            Some(Role::Village) if found && !secret.is_empty() => Some(NotTaken::Secret),
            Some(Role::Township) if found && secret.is_empty() => Some(NotTaken::Public),
            _ => None,
        };
        if let Some(why) = not_taken {
            self.desk.key_refused = Some(Said::of(&why));
            return Vec::new();
        }
        self.desk.key = Some(view);
        self.set(|settings| {
            if secret.is_empty() {
                settings.seal_to = public;
            } else if !settings.township_key.contains(&secret) {
                let older = std::mem::take(&mut settings.township_key);
                settings.township_key = if older.is_empty() { secret } else { format!("{secret}\n{older}") };
            }
        })
    }

    /// What the worker is asked for a package: everything, or only what is new since the last export; and which piece of it.
    pub(in crate::app) fn package_request(
        &self,
        village: &RecordId,
        (new, piece): (bool, u32),
    ) -> Option<(Request, Vec<Part>)> {
        let lines = self.journal.to_ndjson();
        let wrapping = &self.desk.papers.wrapping;
        let named = || attachment::names_in(&lines).into_iter().collect();
        let files: Vec<String> = if wrapping.without_files { Vec::new() } else { named() };
        let exported = |what: &str| self.settings.exports.get(&format!("{what} {}", village.0)).cloned();
        let before = exported("made").zip(exported("known")).filter(|_| new);
        let (since, known) = before.unwrap_or_default();
        let seal_to = &self.settings.seal_to;
        let mut parts = vec![bytes(lines.into_bytes())];
        parts.extend(files.iter().cloned().map(Part::Stored));
        let wish = PackageWish {
            campaign: super::queue::CAMPAIGN.to_owned(),
            village: village.clone(),
            device: self.device.clone()?,
            author: self.settings.author.clone(),
            made: self.moment(),
            since,
            known,
            files,
            limit: wrapping.limit,
            piece,
            lock: match (seal_to.as_str(), wrapping.passphrase.as_str()) {
                ("", "") => Lock::Open,
                ("", passphrase) => Lock::Passphrase(passphrase.to_owned()),
                (key, _) => Lock::Key(key.to_owned()),
            },
        };
        Some((Request::WritePackage(Box::new(wish)), parts))
    }

    /// What the worker is asked for a package that comes in.
    pub(super) fn read_request(&self, file: &FileRef, passphrase: &str) -> (Request, Vec<Part>) {
        let (keys, passphrase) = (self.settings.township_key.clone(), passphrase.to_owned());
        let campaign = super::queue::CAMPAIGN.to_owned();
        (Request::ReadPackage { campaign, keys, passphrase }, vec![Part::File(file.id)])
    }

    /// A package has a passphrase, or another one than was typed: it is asked for, one package after another.
    pub(super) fn wait_for_passphrase(&mut self, file: FileRef, again: bool) {
        let locked = Locked { file, again, adds: false };
        if again {
            self.desk.locked.push_front(locked);
        } else {
            self.desk.locked.push_back(locked);
        }
    }

    /// A package has left: the next one may begin after it.
    pub(super) fn exported(&mut self, village: &RecordId, known: Vec<u8>) -> Vec<Effect> {
        let Ok(known) = String::from_utf8(known) else { return Vec::new() };
        let made = self.moment();
        self.set(|settings| {
            settings.exports.insert(format!("made {}", village.0), made);
            settings.exports.insert(format!("known {}", village.0), known);
        })
    }

    /// Opens the package that waits for its passphrase, or gives it up where none is given.
    pub(in crate::app) fn unlock(&mut self, passphrase: String) -> Vec<Effect> {
        let Some(Locked { file, adds, .. }) = self.desk.locked.pop_front() else { return Vec::new() };
        if adds {
            return self.unlock_to_add(&file, passphrase);
        }
        if passphrase.trim().is_empty() {
            self.notice(Notice::NotTaken(file.name));
            return vec![Effect::Forget(file.id)];
        }
        self.enqueue(Job::Unlock(file, passphrase))
    }
}

//! Keys, sealed packages, and the photos that travel with packages.

use super::queue::bytes;
use super::{FileRef, Job, Part};
use crate::app::App;
use crate::app::flow::Effect;
use crate::attachment;
use crate::journal::RecordId;
use crate::office::package::{KeyView, Lock, PackageWish};
use crate::office::{Request, json};

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
}

impl App {
    /// What the worker is asked for a key; none where there is none to keep.
    pub(super) fn key_request(&self, job: &KeyJob) -> Option<(Request, Vec<Part>)> {
        Some(match job {
            KeyJob::Make => (Request::MakeKey, Vec::new()),
            KeyJob::Read(text) => (Request::ReadKey, vec![bytes(text.clone().into_bytes())]),
            KeyJob::File(file) => (Request::ReadKey, vec![Part::File(file.id)]),
            KeyJob::Save => {
                let key = Some(&self.settings.township_key).filter(|key| !key.is_empty())?;
                let whose = self.settings.author.clone();
                (Request::WriteKey { whose, made: self.moment() }, vec![bytes(key.clone().into_bytes())])
            }
        })
    }

    /// Takes over a key that the worker made or found: a whole one is this township's, a public one is the township's to which
    /// packages are sealed. A township's older keys stay behind the newest, for what was sealed to them.
    pub(super) fn take_key(&mut self, view: &[u8]) -> Vec<Effect> {
        let view = KeyView::from_json(&json::read(view));
        let (secret, public) = (view.secret.clone(), view.public.clone());
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
        let files: Vec<String> = attachment::names_in(&lines).into_iter().collect();
        let exported = |what: &str| self.settings.exports.get(&format!("{what} {}", village.0)).cloned();
        let before = exported("made").zip(exported("known")).filter(|_| new);
        let (since, known) = before.unwrap_or_default();
        let (seal_to, wrapping) = (&self.settings.seal_to, &self.desk.papers.wrapping);
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
        (Request::ReadPackage { keys, passphrase }, vec![Part::File(file.id)])
    }

    /// A package has a passphrase. One at a time: what waited before is given up.
    pub(super) fn wait_for_passphrase(&mut self, file: FileRef) -> Vec<Effect> {
        self.desk.locked.replace(file).map(|before| Effect::Forget(before.id)).into_iter().collect()
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
        let Some(file) = self.desk.locked.take() else { return Vec::new() };
        if passphrase.trim().is_empty() {
            return vec![Effect::Forget(file.id)];
        }
        self.enqueue(Job::Unlock(file, passphrase))
    }
}

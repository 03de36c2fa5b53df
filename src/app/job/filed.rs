//! Files that are added up without being taken in: a county's hundred thousand households are more than a page should keep. What is behind
//! a number cannot be asked then, since nobody holds the records.

use std::rc::Rc;

use serde_json::Value;

use super::{FileRef, Job, Locked, Order, Receipt, Tables};
use crate::app::App;
use crate::app::flow::Effect;
use crate::office::tables::{Form, Leaf, RollupView};
use crate::office::{Said, json};

impl App {
    /// Files were added up: they stand on the screen in the place of what was taken in.
    pub(super) fn added_up(
        &mut self,
        files: Rc<Vec<FileRef>>,
        (tables, rollup, refused): (Vec<Leaf>, RollupView, &Value),
        version: u64,
    ) -> Vec<Effect> {
        let refused = || refused.as_array().into_iter().flatten();
        let locked: Vec<Locked> = refused().filter_map(|one| locked(one, &files)).collect();
        if !locked.is_empty() {
            return self.wait_to_add(files, locked);
        }
        for one in refused() {
            let file = files.get(json::count(one, "place"));
            let said = Said { zh_hans: json::text(one, "zh_hans"), en: json::text(one, "en") };
            let name = file.map(|file| file.name.clone()).unwrap_or_default();
            self.desk.receipts.push(Receipt { name, outcome: Err(said) });
        }
        if rollup.villages.is_empty() {
            // What stands on the screen is what it says it is.
            return self.forget_files(&files);
        }
        self.desk.passphrases.retain(|(id, _)| files.iter().any(|file| file.id == *id));
        let before = self.desk.filed.take().filter(|before| *before != files);
        let (tables, rollup) = (Rc::new(tables), Rc::new(rollup));
        self.desk.rollup =
            Some(Tables { order: Order::rollup(false), tables, rollup, version, lang: self.settings.lang });
        self.desk.filed = Some(files);
        self.desk.asked = Some(self.asked());
        before.map(|before| self.forget_files(&before)).unwrap_or_default()
    }

    /// Some of the files have passphrases, which are asked for one after another. What stands on the screen stays until then.
    fn wait_to_add(&mut self, files: Rc<Vec<FileRef>>, locked: Vec<Locked>) -> Vec<Effect> {
        self.desk.locked.retain(|one| !one.adds);
        self.desk.locked.extend(locked);
        let before = self.desk.adding.replace(files).filter(|before| self.desk.adding.as_ref() != Some(before));
        before.map(|before| self.forget_files(&before)).unwrap_or_default()
    }

    /// A file that is to be added up has got its passphrase; without one it is left out. After the last of them all are added up.
    pub(super) fn unlock_to_add(&mut self, file: &FileRef, passphrase: String) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.desk.passphrases.retain(|(id, _)| *id != file.id);
        if passphrase.trim().is_empty() {
            let left = self.desk.adding.iter().flat_map(|files| files.iter()).filter(|other| *other != file);
            self.desk.adding = Some(Rc::new(left.cloned().collect()));
            effects.push(Effect::Forget(file.id));
        } else {
            self.desk.passphrases.push((file.id, passphrase));
        }
        if self.desk.locked.iter().any(|one| one.adds) {
            return effects;
        }
        if let Some(files) = self.desk.adding.take().filter(|files| !files.is_empty()) {
            effects.extend(self.enqueue(Job::AddUp(files, Form::Screen)));
        }
        effects
    }

    /// The passphrase that was given for a file; empty where none was.
    pub(super) fn passphrase_of(&self, file: &FileRef) -> String {
        let known = self.desk.passphrases.iter().find(|(id, _)| *id == file.id);
        known.map(|(_, passphrase)| passphrase.clone()).unwrap_or_default()
    }

    /// Lets go of files that were chosen, unless they stand on the screen.
    pub(super) fn forget_files(&self, files: &Rc<Vec<FileRef>>) -> Vec<Effect> {
        let shown = self.desk.filed.as_ref() == Some(files);
        files.iter().filter(|_| !shown).map(|file| Effect::Forget(file.id)).collect()
    }

    /// Lets go of the files that stand on the screen, and shows what was taken in again.
    pub(in crate::app) fn close_filed(&mut self) -> Vec<Effect> {
        let files = self.desk.filed.take();
        self.desk.rollup = None;
        let mut effects = files.map(|files| self.forget_files(&files)).unwrap_or_default();
        effects.extend(self.remake_rollup());
        effects
    }

    /// Makes a file of the roll-up on the screen.
    pub(in crate::app) fn export_rollup(&mut self) -> Vec<Effect> {
        let job = match &self.desk.filed {
            Some(files) => Job::AddUp(Rc::clone(files), Form::Workbook),
            None => Job::Tables(Order::rollup(true)),
        };
        self.enqueue(job)
    }
}

/// The file that a line of what was refused names, where it only waits for its passphrase.
fn locked(line: &Value, files: &[FileRef]) -> Option<Locked> {
    let is = |name: &str| line.get(name).and_then(Value::as_bool) == Some(true);
    let file = files.get(json::count(line, "place")).filter(|_| is("locked"))?;
    Some(Locked { file: file.clone(), again: is("again"), adds: true })
}

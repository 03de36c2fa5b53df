//! Files that are added up without being taken in: a county's hundred thousand households are more than a page should keep. What is behind
//! a number cannot be asked then, since nobody holds the records.

use std::rc::Rc;

use serde_json::Value;

use super::{FileRef, Job, Order, Receipt, Tables};
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
        for one in refused.as_array().into_iter().flatten() {
            let file = files.get(json::count(one, "place"));
            let said = Said { zh_hans: json::text(one, "zh_hans"), en: json::text(one, "en") };
            let name = file.map(|file| file.name.clone()).unwrap_or_default();
            self.desk.receipts.push(Receipt { name, outcome: Err(said) });
        }
        if rollup.villages.is_empty() {
            // What stands on the screen is what it says it is.
            return self.forget_files(&files);
        }
        let before = self.desk.filed.take().filter(|before| *before != files);
        let (tables, rollup) = (Rc::new(tables), Rc::new(rollup));
        self.desk.rollup = Some(Tables { order: Order::rollup(false), tables, rollup, version });
        self.desk.filed = Some(files);
        self.desk.asked = Some(self.asked());
        before.map(|before| self.forget_files(&before)).unwrap_or_default()
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

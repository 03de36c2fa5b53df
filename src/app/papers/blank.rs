//! 填上级发的空表: the blank under review, and what a person says of its heading and of the rows that it holds.

use std::rc::Rc;

use serde_json::Value as Json;

use super::{PaperJob, Papers};
use crate::app::App;
use crate::app::flow::Effect;
use crate::app::job::{FileRef, Job};
use crate::app::saving::Change;
use crate::campaign::BUILTIN;
use crate::journal::{Fields, Kind, RecordId};
use crate::office::papers::{BlankView, BlankWish};
use crate::text::Say;

/// The kind of record that remembers how blanks are filled.
pub(super) const LAYOUT: &str = "layout";

/// A blank that is looked at before it is filled.
#[derive(Clone, Debug, PartialEq)]
pub struct BlankReview {
    /// The file, which is kept for filling.
    pub file: FileRef,
    /// What was understood.
    pub view: Rc<BlankView>,
}

impl Papers {
    /// Forgets what was said of a blank: another one comes.
    pub(super) fn forget_said(&mut self) {
        (self.said, self.existing) = Default::default();
    }

    /// Whether the blank under review can be filled: what becomes of its rows is said.
    #[must_use]
    pub fn is_blank_ready(&self) -> bool {
        self.blank.as_ref().is_some_and(|review| review.view.taken == 0 || self.existing.is_some())
    }
}

impl App {
    /// Remembers what a person said of the blank under review, and reads it anew.
    pub(super) fn remember_blank(&mut self, path: String, value: String) -> Vec<Effect> {
        let Some(review) = &self.desk.papers.blank else { return Vec::new() };
        let (record, file) = (RecordId(review.view.fingerprint.clone()), review.file.clone());
        let mut fields = Fields::from([(path, Json::from(value))]);
        // The columns are those of a ledger, so which one goes with them.
        fields.entry("ledger".to_owned()).or_insert_with(|| Json::from(review.view.ledger.as_str()));
        let kind = Kind::Other(LAYOUT.to_owned());
        let mut effects =
            self.save([Change { kind, record, fields, at: self.now, author: self.settings.author.clone() }]);
        effects.extend(self.enqueue(Job::Paper(PaperJob::ReadBlank(file))));
        effects
    }

    pub(super) fn drop_blank(&mut self) -> Vec<Effect> {
        self.desk.papers.forget_said();
        self.desk.papers.blank.take().map(|review| Effect::Forget(review.file.id)).into_iter().collect()
    }

    pub(super) fn blank_wish(&self, file: &FileRef) -> BlankWish {
        let (ledger, columns) = self.desk.papers.said.clone();
        let name = file.name.strip_suffix(".xlsx").unwrap_or(&file.name);
        let edition = self.desk.edition().say(self.settings.lang);
        BlankWish {
            campaign: BUILTIN.to_owned(),
            ledger,
            columns,
            existing: self.desk.papers.existing,
            name: format!("{name}_{}_{edition}.xlsx", self.settings.lang.pick("已填", "filled")),
            lang: self.settings.lang,
        }
    }
}

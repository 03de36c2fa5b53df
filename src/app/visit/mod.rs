//! 入户: the visit that is going on, from the first answer to 完成.
//!
//! **Flow.** An answer goes into the form's session; what then counts is compared with what the visit's record says, and the
//! difference is saved; then the campaign's rules are asked which findings the answers raise, and those are saved with it.
//! The screen reads [`Ongoing`], which is ahead of the disk by what is still being saved.
//!
//! **Invariants.** Nothing is answered that nobody tapped, but what "this block is fine" lists before it is tapped (law 8).
//! Opening a visit writes nothing; the first answer begins it. A finished visit changes only with a reason.
//!
//! Start with [`Ongoing`]. `open` takes a visit up, `answer` changes it and saves what came of that, `fine` says what "this block is
//! fine" asserts, `close` finishes or drops it.

mod answer;
mod close;
mod fine;
mod open;

use std::cell::Ref;

use serde_json::Value as Json;

use super::{App, Moved, Season};
use crate::campaign::Campaign;
use crate::finding::Finding;
use crate::form::session::Session;
use crate::journal::{DeviceId, Fields, Journal, Kind, RecordId, Stamp};
use crate::moment::Moment;
use crate::register::{Helpers, Household, Region};
use crate::visit::{Known, Visit};

/// A visit as the screen shows it.
#[derive(Debug)]
pub struct Ongoing {
    /// The household.
    pub household: RecordId,
    /// The visit's record.
    pub id: RecordId,
    /// The answers as they count now.
    pub visit: Visit,
    /// The form's session.
    pub session: Session,
    /// Findings whose answers are good now although something was done about them: a person says how they were put right.
    pub better: Vec<RecordId>,
    /// The last finished visit before this one, to show beside.
    pub before: Option<Visit>,
    /// Why a finished visit is being changed.
    pub reason: Option<String>,
    /// What became of the answers when the visit was taken to another version; none where it was not.
    pub moved: Option<Moved>,
    pub(super) season: Season,
    entry: Household,
    region: Option<Region>,
    helpers: Helpers,
    visits: usize,
    /// The household's findings, ahead of the disk.
    ahead: Journal,
    pub(super) begun: bool,
}

/// What "this block is fine" says of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The question, by its path in the session.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Its label in the session's language.
    pub label: String,
    /// The answer, as people read it.
    pub words: String,
    /// The answer, as the form writes it.
    pub value: String,
}

impl Ongoing {
    /// The campaign it belongs to.
    #[must_use]
    pub fn campaign(&self) -> &Campaign {
        &self.season.campaign
    }

    /// Whether anything of it was written.
    #[must_use]
    pub const fn begun(&self) -> bool {
        self.begun
    }

    /// The household's findings, the open ones and those done with, as they stand ahead of the disk.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        self.ahead.records(&Kind::Finding).map(|record| Finding::of(&record)).collect()
    }

    /// The open findings that this question's answer raised, by the rules that look at it.
    #[must_use]
    pub fn findings_of(&self, question: &str) -> Vec<Finding> {
        let rules = self.season.campaign.rules.iter();
        let looking: Vec<&str> = rules
            .filter(|rule| rule.when.names().iter().any(|name| name == question))
            .map(|rule| rule.name.as_str())
            .collect();
        let findings = self.findings().into_iter();
        findings.filter(|finding| finding.state.is_open() && looking.contains(&finding.rule.as_str())).collect()
    }

    fn known(&self) -> Known<'_> {
        Known {
            id: &self.household.0,
            household: &self.entry,
            region: self.region.as_ref(),
            helpers: Some(&self.helpers),
            visit: Some(&self.visit),
            visits: self.visits,
            today: self.visit.started.unwrap_or_else(|| Moment::new(0, 480)).day(),
        }
    }
}

/// Writes fields of a finding into a journal that is only looked at.
fn note(ahead: &mut Journal, record: &RecordId, fields: Fields) {
    let device = DeviceId("ahead".to_owned());
    let stamp = Stamp { seq: ahead.next_seq(&device), device, at: 0, author: String::new() };
    let write = ahead.draft(stamp, Kind::Finding, record.clone(), fields);
    ahead.insert(&write);
}

impl App {
    /// The visit on the screen.
    #[must_use]
    pub fn ongoing(&self) -> Option<Ref<'_, Ongoing>> {
        self.visit.as_ref().map(|visit| visit.borrow())
    }

    /// Tells the visit on the screen what is about to be written to a finding of its household.
    pub(super) fn note_ahead(&mut self, id: &RecordId, fields: &Fields) {
        if let Some(visit) = &self.visit {
            let mut visit = visit.borrow_mut();
            let stored = self.journal.record(&Kind::Finding, id);
            // A new one says itself whose it is.
            let household = match &stored {
                Some(stored) => Some(stored.text("household")),
                None => fields.get("household").and_then(Json::as_str),
            };
            let known = visit.ahead.record(&Kind::Finding, id).is_some();
            if known || household == Some(visit.household.0.as_str()) {
                note(&mut visit.ahead, id, fields.clone());
            }
        }
        self.visit_version += 1;
    }
}

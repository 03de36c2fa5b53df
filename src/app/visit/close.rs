//! Done with a visit: finished, or dropped; and the steps that are taken with what it found.

use serde_json::Value as Json;

use crate::app::flow::Effect;
use crate::app::{App, Route, Told};
use crate::finding::{self, Finding, Refused, State, Step};
use crate::journal::{DELETED, Fields, Kind, RecordId};
use crate::moment::Moment;
use crate::plan::Contact;
use crate::visit;

impl App {
    /// Finishes the visit on the screen.
    pub(in crate::app) fn finish_visit(&mut self, next: Route) -> Vec<Effect> {
        let Some(shared) = self.visit.take() else { return Vec::new() };
        self.visit_version += 1;
        let ongoing = shared.borrow();
        let now = Moment::new(self.now, self.zone);
        let mut fields = visit::finish(now);
        if !ongoing.begun {
            fields.extend(visit::begin(&ongoing.season.campaign, &ongoing.household, now, &self.settings.author));
        }
        if ongoing.reason.is_some() && ongoing.visit.finished.is_some() {
            fields = Fields::new();
        }
        let mut effects = vec![Effect::Replace(next)];
        if !fields.is_empty() {
            let began = ongoing.visit.started.unwrap_or(now);
            let author = &self.settings.author;
            let (contact, met) = Contact::of_visit(&ongoing.id, &ongoing.household.0, began, now, author);
            let visit = self.change(Kind::Visit, ongoing.id.clone(), fields);
            let contact = self.change(Kind::Contact, contact, met);
            effects.extend(self.save([visit, contact]));
        }
        effects
    }

    /// Drops the visit on the screen: it is deleted with what is private of it, and what it raised and nobody did anything about is
    /// withdrawn. All of it can be taken back. A visit that was finished is put right instead.
    pub(in crate::app) fn drop_visit(&mut self) -> Vec<Effect> {
        let fresh = self.visit.take_if(|visit| visit.borrow().visit.finished.is_none());
        let Some(shared) = fresh else { return Vec::new() };
        self.visit_version += 1;
        let ongoing = shared.borrow();
        let home = Effect::Replace(Route::Household(ongoing.household.clone()));
        if !ongoing.begun {
            return vec![home];
        }
        let private = Kind::Other(visit::PRIVATE.to_owned());
        let deleted = || Fields::from([(DELETED.to_owned(), Json::Bool(true))]);
        let mut changes = vec![(Kind::Visit, ongoing.id.clone(), deleted())];
        if self.journal.record(&private, &ongoing.id).is_some() {
            changes.push((private, ongoing.id.clone(), deleted()));
        }
        let raised = ongoing.findings().into_iter().filter(|finding| finding.visit == ongoing.id.0);
        for finding in raised.filter(Finding::is_untouched) {
            let withdrawn = Fields::from([("state".to_owned(), Json::from(State::Withdrawn.word()))]);
            changes.push((Kind::Finding, finding.id, withdrawn));
        }
        std::iter::once(home).chain(self.save_with_undo(changes, Told::Dropped)).collect()
    }

    /// Takes a step with a finding, on the visit's screen or on the board.
    pub fn step(&mut self, id: &RecordId, step: &Step) -> Result<Vec<Effect>, Refused> {
        let now = Moment::new(self.now, self.zone);
        let ahead = self
            .visit
            .as_ref()
            .and_then(|visit| visit.borrow().ahead.record(&Kind::Finding, id).map(|record| Finding::of(&record)));
        let stored = || self.journal.record(&Kind::Finding, id).map(|record| Finding::of(&record));
        let Some(finding) = ahead.or_else(stored) else { return Ok(Vec::new()) };
        let fields = finding::take(&finding, step, now)?;
        let state = fields.get("state").and_then(Json::as_str).map(State::named);
        let told = state.map_or(Told::Noted, Told::Finding);
        Ok(self.save_with_undo(vec![(Kind::Finding, id.clone(), fields)], told))
    }
}

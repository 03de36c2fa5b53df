//! Opening a visit: going on with the one that is open, beginning one, taking up a finished one to put something right.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Ongoing, note};
use crate::app::flow::Effect;
use crate::app::{App, Route, Season, env, repeats};
use crate::form::session::Session;
use crate::journal::{Fields, Journal, Kind, Record, RecordId};
use crate::moment::Moment;
use crate::register::{Helpers, Household, Region};
use crate::visit::{self, Visit};

fn fields_of(record: &Record<'_>) -> Fields {
    record.fields().iter().map(|field| (field.path().to_owned(), field.value().to_json())).collect()
}

impl App {
    /// Opens the visit that the route asks for, going on with the one that is open.
    pub(in crate::app) fn open_visit(&mut self) {
        let Route::Visit(household, _) = &self.route else {
            // A correction that was left is done with: every answer of it is saved, and the next visit is a new one.
            self.visit.take_if(|visit| visit.borrow().reason.is_some());
            return;
        };
        if self.device.is_none() || self.ongoing().is_some_and(|visit| visit.household == *household) {
            return;
        }
        let household = household.clone();
        self.visit = self.begin_visit(household, None).map(|visit| Rc::new(RefCell::new(visit)));
        self.visit_version += 1;
    }

    /// Reads the visit on the screen anew once another tab has saved something, so that two tabs at one household go on with the
    /// same visit. What is not on disk yet is waited for; a correction is of this tab alone.
    pub(in crate::app) fn look_at_visit_again(&mut self) {
        if !self.visit_outdated || self.queue.len() > 0 {
            return;
        }
        self.visit_outdated = false;
        let household = self.ongoing().filter(|visit| visit.reason.is_none()).map(|visit| visit.household.clone());
        if let Some(household) = household {
            self.visit = self.begin_visit(household, None).map(|visit| Rc::new(RefCell::new(visit)));
            self.visit_version += 1;
        }
    }

    /// Takes up the last finished visit of a household to put something in it right.
    pub(in crate::app) fn correct_visit(&mut self, household: RecordId, reason: String) -> Vec<Effect> {
        if let Some(visit) = self.begin_visit(household.clone(), Some(reason)) {
            self.visit = Some(Rc::new(RefCell::new(visit)));
            self.visit_version += 1;
        }
        vec![Effect::Go(Route::Visit(household, None))]
    }

    /// The identity of a household's next visit after so many. It follows from what it is, so that two tabs of one device that begin it in the
    /// same moment begin the same one; another device begins its own.
    fn next_visit(&self, household: &RecordId, season: &Season, after: usize) -> RecordId {
        let device = self.device.as_ref().map_or("", |device| &device.0);
        let name = |number: usize| env::name(&[device, &household.0, &season.campaign.id, &number.to_string()]);
        // One that was deleted keeps its identity.
        let free = |id: &RecordId| self.journal.record(&Kind::Visit, id).is_none();
        let mut number = after;
        loop {
            let id = RecordId(name(number));
            if free(&id) {
                return id;
            }
            number += 1;
        }
    }

    fn begin_visit(&self, household: RecordId, reason: Option<String>) -> Option<Ongoing> {
        let season = self.season()?;
        let entry = Household::of(&self.journal.record(&Kind::Household, &household)?);
        let region = entry.village.as_ref().and_then(|village| self.journal.record(&Kind::Region, village));
        let region = region.map(|record| Region::of(&record));
        let visits = visit::visits(&self.journal, &household, &season.campaign.id);
        let chosen = match reason {
            Some(_) => visit::last_finished(&visits),
            None => visit::open(&visits),
        };
        let now = Moment::new(self.now, self.zone);
        let (id, mut visit, begun) = match chosen {
            Some((id, visit)) => (id.clone(), visit.clone(), true),
            None => (
                self.next_visit(&household, &season, visits.len()),
                Visit { started: Some(now), ..Visit::default() },
                false,
            ),
        };
        if let Some(private) = self.journal.record(&Kind::Other(visit::PRIVATE.to_owned()), &id) {
            visit.add_private(&private);
        }
        let before = visits.iter().rev().find(|(other, visit)| *other != id && visit.finished.is_some());
        let mut ahead = Journal::default();
        for record in self.journal.records(&Kind::Finding).filter(|record| record.text("household") == household.0) {
            note(&mut ahead, record.id(), fields_of(&record));
        }
        // A visit goes on under the version that it was begun with, as long as this device has it.
        let season = Some(&visit.version).filter(|_| begun).and_then(|own| self.season_of(own)).unwrap_or(season);
        let saved = repeats::restored(&season.program.form, &visit.answers);
        let (program, attached) = (Rc::clone(&season.program), Rc::default());
        let mut session = if begun {
            Session::resume(program, attached, self.surroundings(), &saved)
        } else {
            Session::new(program, attached, self.surroundings())
        };
        session.set_language(season.campaign.language(self.settings.lang));
        Some(Ongoing {
            household,
            id,
            session,
            better: Vec::new(),
            before: before.map(|(_, visit)| visit.clone()),
            reason,
            entry,
            region,
            helpers: Helpers::of(&self.journal),
            visits: visits.iter().filter(|(_, visit)| visit.finished.is_some()).count(),
            visit,
            ahead,
            begun,
            moved: None,
            season,
        })
    }
}

//! The application's side of the store: opening, saving, catching up with other tabs, repairing.

use std::rc::Rc;

use super::flow::{Effect, Repair};
use super::found::{Glanced, Notes, Opened};
use super::job::{Arrival, Job, Received};
use super::load::{self, Damage, Loaded};
use super::saving::{Append, Change, Landed, Saving};
use super::{App, Catching, Env, Glance, Notice, Phase, Role, Route};
use crate::journal::{DeviceId, Kind};
use crate::store::{Head, Place, Reading, StoreError};

impl App {
    /// Shows the list as it was kept, if it is the store's.
    pub(super) fn glanced(&mut self, glanced: Glanced) -> Vec<Effect> {
        if let Some(glance) = Glance::open(glanced.glance, &glanced.device, glanced.head) {
            let mut effects = self.take_notes(&glanced.notes);
            self.place = Some(glanced.place);
            self.glance = Some(Rc::new(glance));
            self.phase = Phase::Glance;
            effects.extend(self.home());
            return effects;
        }
        Vec::new()
    }

    /// An address that names no screen is that of 今天, which is not where a township begins.
    fn home(&self) -> Vec<Effect> {
        let home =
            self.settings.role.map(Role::home).filter(|home| self.route == Route::Today && *home != Route::Today);
        home.map(Effect::Replace).into_iter().collect()
    }

    /// Keeps the list of households for the next start.
    pub(super) fn keep_glance(&mut self, version: u64, list: &[u8]) -> Vec<Effect> {
        let current =
            version == self.journal_version && self.catching == Catching::Up && self.place == Some(Place::Disk);
        let device = self.device.clone().filter(|_| current);
        let seal = |device: DeviceId| {
            let bytes = Glance::seal(&device, self.head, list);
            Effect::KeepGlance { head: self.head, device, bytes }
        };
        device.map(seal).into_iter().collect()
    }

    pub(super) fn opened(&mut self, opened: Opened, env: &mut Env) -> Vec<Effect> {
        let mut effects = Vec::new();
        // What was set while the list was looked at stands.
        if self.phase != Phase::Glance {
            effects.extend(self.take_notes(&opened.notes));
            effects.extend(self.home());
        }
        self.place = Some(opened.place);
        let Loaded { journal, damage, head, compaction } = opened.loading.finish();
        self.head = head;
        self.journal = journal;
        let glance = self.glance.take().filter(|glance| glance.head() == head && damage == Damage::default());
        self.all_changed();
        self.glance = glance;
        if damage == Damage::default() {
            self.device = Some(opened.device);
            self.phase = Phase::Ready;
            effects.extend(compaction.map(Effect::Compact));
            return effects;
        }
        self.notice(Notice::SetAside(damage.lost));
        effects.push(Effect::Repair(Repair {
            old: opened.device,
            new: DeviceId(env.draw()),
            head,
            salvaged: damage.salvaged,
            aside: damage.heads,
        }));
        effects
    }

    /// What another tab has put beside the writes holds here too: the settings, the packages received, the campaign in use. Else the
    /// next note of this tab would undo it.
    pub(super) fn noted(&mut self, notes: &Notes) -> Vec<Effect> {
        if self.device.is_none() && self.phase != Phase::Glance {
            return Vec::new();
        }
        let effects = self.take_notes(notes);
        self.open_visit();
        effects
    }

    /// Notes of a newer version that cannot be read change nothing. Two tabs that received packages at once have each put a list
    /// without the other's: what is missing there is put again.
    fn take_notes(&mut self, notes: &Notes) -> Vec<Effect> {
        if let Some(settings) = notes.settings.as_ref().and_then(|bytes| serde_json::from_slice(bytes).ok()) {
            self.settings = settings;
        }
        let received = notes.received.as_ref().and_then(|bytes| serde_json::from_slice::<Vec<Received>>(bytes).ok());
        let mut effects = Vec::new();
        if let Some(received) = received {
            let put = received.len();
            let own = std::mem::replace(&mut self.received, received);
            for package in own {
                self.remember(package);
            }
            if self.received.len() > put {
                effects.extend(self.put_received());
            }
        }
        self.put_shelf(notes.campaigns.as_deref());
        effects
    }

    pub(super) fn repaired(&mut self, result: Result<(DeviceId, Head), StoreError>) -> Vec<Effect> {
        match result {
            Ok((device, head)) => {
                self.device = Some(device);
                self.head = head;
                self.phase = Phase::Ready;
            }
            Err(error) => self.phase = Phase::Failed(error),
        }
        Vec::new()
    }

    /// Queues changes and begins to save them.
    pub(super) fn save(&mut self, changes: impl IntoIterator<Item = Change>) -> Vec<Effect> {
        for change in changes {
            self.queue.push(change);
        }
        self.push_on()
    }

    /// Begins the next append, if one waits and nothing is in its way.
    pub(super) fn push_on(&mut self) -> Vec<Effect> {
        let waiting = self.queue.len();
        if waiting > 0 {
            self.saving = Saving::Pending(waiting);
        }
        let Some(device) = &self.device else { return Vec::new() };
        if self.catching != Catching::Up || self.desk.is_numbering() {
            return Vec::new();
        }
        if self.queue.take_outdated(self.journal.next_seq(device)).is_some() {
            return self.look_at_the_roster_again();
        }
        let append = self.queue.start(&self.journal, device, self.head);
        let received = self.queue.package().and_then(|package| self.received_with(package));
        append.map(|append| Effect::Append(Append { received, ..append })).into_iter().collect()
    }

    /// Another tab has changed the register while a roster was taken over: what a person has agreed to no longer holds.
    fn look_at_the_roster_again(&mut self) -> Vec<Effect> {
        let mut effects = self.push_on();
        if let Some(review) = &self.desk.roster {
            let job = Job::ReadRoster(review.file.clone(), review.region.clone());
            self.notice(Notice::RosterAgain);
            effects.extend(self.enqueue(job));
        }
        effects
    }

    pub(super) fn appended(&mut self, result: Result<Head, StoreError>) -> Vec<Effect> {
        match result {
            Ok(head) => {
                self.head = head;
                let mut effects = vec![Effect::TellOtherTabs];
                match self.queue.landed() {
                    Some(Landed::Writes(writes)) => {
                        for write in &writes {
                            self.journal.insert(write);
                        }
                        if writes.iter().any(|write| write.kind == Kind::Region) {
                            effects.extend(self.settle_villages(None));
                        }
                        self.changes.note(writes.into_iter().map(|write| (write.kind, write.record)));
                        self.journal_version = self.changes.version();
                        self.glance = None;
                    }
                    Some(Landed::Arrival(Arrival { lines, name, kind, .. })) => {
                        // They were read once before they were queued, so none of them is refused here.
                        let merged = self.journal.merge_ndjson(&lines).unwrap_or_default();
                        self.all_changed();
                        let village = kind.village().cloned();
                        effects.extend(self.arrived(name, kind, merged));
                        effects.extend(self.settle_villages(village.as_ref()));
                    }
                    None => {}
                }
                self.saving = Saving::Saved(self.now);
                effects.extend(self.push_on());
                self.look_at_visit_again();
                effects.extend(self.next_job());
                effects
            }
            Err(StoreError::Stale) => {
                self.queue.unload();
                self.catch_up()
            }
            Err(error) => {
                let pause = self.queue.failed();
                self.saving = Saving::Failed(self.queue.len(), error);
                vec![Effect::RetryAfter(pause)]
            }
        }
    }

    /// Reads what other tabs have stored since.
    pub(super) fn catch_up(&mut self) -> Vec<Effect> {
        if self.catching != Catching::Up {
            self.catching = Catching::Behind;
            return Vec::new();
        }
        if self.device.is_none() {
            return Vec::new();
        }
        self.catching = Catching::Reading;
        vec![Effect::CatchUp(self.head)]
    }

    pub(super) fn caught_up(&mut self, result: Result<Reading, StoreError>) -> Vec<Effect> {
        let behind = std::mem::take(&mut self.catching) == Catching::Behind;
        match result {
            Ok(reading) => {
                // An append of our own may have landed meanwhile; the head never goes back.
                self.head = self.head.max(reading.head);
                load::fold(&mut self.journal, &reading);
                self.all_changed();
                self.visit_outdated |= !reading.batches.is_empty();
                self.look_at_visit_again();
                // A batch that came while the last ones were read may not have been among them.
                if behind { self.catch_up() } else { self.push_on() }
            }
            // What is under way will say itself how it went.
            Err(_) if self.queue.is_flying() => Vec::new(),
            Err(error) if self.queue.len() > 0 => {
                let pause = self.queue.failed();
                self.saving = Saving::Failed(self.queue.len(), error);
                vec![Effect::RetryAfter(pause)]
            }
            // Nothing of ours waits: the next change will catch up.
            Err(_) => Vec::new(),
        }
    }

    fn all_changed(&mut self) {
        self.glance = None;
        self.changes.note_all();
        self.journal_version = self.changes.version();
    }
}

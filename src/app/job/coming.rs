//! Files that come in.

use std::rc::Rc;

use serde_json::Value;

use super::{Arrival, Job, Kind, Receipt, Received, RosterReview, Tables, Taken};
use crate::app::flow::Effect;
use crate::app::saving::Change;
use crate::app::{App, CampaignReview, Settings};
use crate::journal::{Merged, RecordId};
use crate::office::campaigns::CampaignView;
use crate::office::compare::Compared;
use crate::office::json;
use crate::office::tables::{Leaf, RollupView, Sort};
use crate::package::Manifest;
use crate::register::left_out;
use crate::register::namesake::{self, Joined};

impl App {
    /// Takes over what the worker gave for a job that brings something in.
    pub(super) fn take_in(&mut self, job: Job, version: u64, parts: Vec<Vec<u8>>) -> Vec<Effect> {
        let mut parts = parts.into_iter();
        let mut part = || parts.next().unwrap_or_default();
        match job {
            Job::Backup | Job::WriteCampaign | Job::Package(_) | Job::PackageNew(_) => Vec::new(),
            Job::Key(job) => self.take_key(&job, &part()),
            Job::Paper(job) => self.take_paper(job, version, &part()),
            Job::Tables(order) => {
                // A roll-up of what was taken in refuses nothing.
                let (rollup, _, names) = (part(), part(), part());
                let rollup = Rc::new(RollupView::from_json(&json::read(&rollup)));
                let tables = Rc::new(Leaf::all(&json::read(&names), parts));
                let place = match order.sort {
                    Sort::Ledger => &mut self.desk.ledger,
                    Sort::Rollup => &mut self.desk.rollup,
                };
                *place = Some(Tables { order, tables, rollup, version, lang: self.settings.lang });
                Vec::new()
            }
            Job::AddUp(files, _) => {
                let (rollup, refused, names) = (part(), part(), part());
                let tables = Leaf::all(&json::read(&names), parts);
                let rollup = RollupView::from_json(&json::read(&rollup));
                self.added_up(files, (tables, rollup, &json::read(&refused)), version)
            }
            Job::Ask(ask) => {
                self.answered(ask, version, &json::read(&part()));
                Vec::new()
            }
            Job::ReadVillages(_) => {
                let villages = json::read(&part());
                let villages = villages.as_array().into_iter().flatten().filter_map(Value::as_str);
                let villages: Vec<String> = villages.map(str::to_owned).collect();
                self.set(|settings| settings.expected_villages = villages)
            }
            Job::Demo(..) => {
                let (received, lines) = (part(), part());
                let received: Vec<Received> = serde_json::from_slice(&received).unwrap_or_default();
                for one in received {
                    self.remember(Received { at: self.now, ..one });
                }
                self.queue_arrival(lines, String::new(), Kind::Demo, None);
                self.put_received()
            }
            Job::Receive(file) | Job::Unlock(file, _) => {
                let (manifest, lines) = (part(), part());
                // The worker has read this manifest; the page is of the same version.
                if let Ok(Manifest { label, counts, .. }) = serde_json::from_slice(&manifest) {
                    return self.received(file.name, Received { label, counts, at: self.now }, lines);
                }
                Vec::new()
            }
            Job::Compare(coming) => {
                self.compared(coming, Compared::from_json(&json::read(&part())));
                Vec::new()
            }
            Job::ReadCampaign(file) => {
                let (view, compiled, workbook) = (part(), part(), part());
                let view = CampaignView::from_json(&json::read(&view));
                self.campaigns.review = Some(CampaignReview { name: file.name, view, compiled, workbook });
                Vec::new()
            }
            Job::Restore(file) => {
                let (settings, received, lines, campaigns) = (part(), part(), part(), part());
                self.queue_arrival(lines, file.name, Kind::Backup, None);
                let mut effects = self.restore_installation(&settings, &received);
                effects.extend(self.restore_campaigns(&campaigns));
                effects
            }
            Job::ReadRoster(file, region) => {
                let before = self.desk.roster.take().filter(|review| review.file.id != file.id);
                if let Ok(view) = serde_json::from_slice(&part()) {
                    self.desk.roster = Some(RosterReview { file, region, view: Rc::new(view) });
                }
                before.map(|review| Effect::Forget(review.file.id)).into_iter().collect()
            }
            Job::TakeRoster(_) => {
                let lines = part();
                if let (Some(review), Some(device)) = (&self.desk.roster, &self.device) {
                    let (added, changed) = (review.view.added.count, review.view.changed.count);
                    let (name, seq) = (review.file.name.clone(), self.journal.next_seq(device));
                    self.queue_arrival(lines, name, Kind::Roster { added, changed }, Some(seq));
                }
                Vec::new()
            }
        }
    }

    fn queue_arrival(&mut self, lines: Vec<u8>, name: String, kind: Kind, seq: Option<u64>) {
        self.queue.push_arrival(Arrival { lines: Rc::new(lines), name, kind, seq });
    }

    /// Takes over a backup's settings and received packages. What this installation was set to itself stays.
    fn restore_installation(&mut self, settings: &[u8], received: &[u8]) -> Vec<Effect> {
        let received: Vec<Received> = serde_json::from_slice(received).unwrap_or_default();
        for one in received {
            self.remember(one);
        }
        let mut effects = self.put_received();
        if let Ok(theirs) = serde_json::from_slice::<Settings>(settings) {
            effects.extend(self.set(|ours| ours.fill_from(theirs)));
        }
        effects
    }

    /// What a file brought is on disk.
    pub(in crate::app) fn arrived(&mut self, name: String, kind: Kind, merged: Merged) -> Vec<Effect> {
        let mut effects = vec![Effect::Measure];
        match &kind {
            // That it was received is on disk with what it brought.
            Kind::Package(package) => self.remember(Received::clone(package)),
            Kind::Roster { .. } => effects.extend(self.drop_roster()),
            // A look around begins with the first screen, not with a receipt.
            Kind::Demo => return effects,
            Kind::Joined(villages) => {
                // A visit that is open may be of a household that is another now.
                self.visit.take_if(|visit| namesake::joined_to(&self.journal, &visit.borrow().household).is_some());
                effects.extend(self.look_around());
                // What came later for a village that is joined already needs no words.
                if villages.is_empty() {
                    return effects;
                }
            }
            Kind::Backup => {}
        }
        self.desk.receipts.push(Receipt { name, outcome: Ok(Taken { kind, merged }) });
        effects
    }

    /// Makes one village of two that are one, and keeps those out that were left out. Whoever joins the same records makes the same
    /// writes: another tab that does is no trouble.
    ///
    /// What came of a village that neither concerns is passed over, since it takes a look at every record.
    pub(in crate::app) fn settle_villages(&mut self, of: Option<&RecordId>) -> Vec<Effect> {
        if of.is_some_and(|village| !namesake::is_concerned(&self.journal, village) && !self.is_left_out(village)) {
            return Vec::new();
        }
        let Joined { writes, villages } = namesake::join(&self.journal);
        if !writes.is_empty() {
            let lines: String = writes.iter().map(|write| write.to_line() + "\n").collect();
            let names: Vec<&str> = villages.iter().map(|village| &*village.village).collect();
            self.queue_arrival(lines.into_bytes(), names.join("、"), Kind::Joined(villages), None);
        }
        let again = left_out::again(&self.journal).into_iter();
        let again: Vec<Change> = again.map(|(kind, record, fields)| self.change(kind, record, fields)).collect();
        self.save(again)
    }

    fn is_left_out(&self, village: &RecordId) -> bool {
        left_out::left_out(&self.journal).any(|(out, _)| out == village)
    }

    /// Remembers a package; the same one again is not two.
    pub(in crate::app) fn remember(&mut self, package: Received) {
        if !self.is_received(&package) {
            self.received.push(package);
        }
    }

    /// The list of packages received as it is with a further one.
    pub(in crate::app) fn received_with(&self, package: &Received) -> Option<Vec<u8>> {
        let further = (!self.is_received(package)).then_some(package);
        serde_json::to_vec(&self.received.iter().chain(further).collect::<Vec<_>>()).ok()
    }

    pub(in crate::app) fn put_received(&self) -> Vec<Effect> {
        serde_json::to_vec(&self.received).map(|bytes| vec![Effect::PutReceived(bytes)]).unwrap_or_default()
    }

    /// Reads the roster under review anew, as a person has put it right.
    pub(in crate::app) fn read_again(&mut self, change: impl FnOnce(&mut RosterReview, &mut Settings)) -> Vec<Effect> {
        let Some(review) = &mut self.desk.roster else { return Vec::new() };
        let mut settings = self.settings.clone();
        change(review, &mut settings);
        let job = Job::ReadRoster(review.file.clone(), review.region.clone());
        let mut effects = self.set(|ours| *ours = settings);
        effects.extend(self.enqueue(job));
        effects
    }

    /// Gives up the roster under review.
    pub(in crate::app) fn drop_roster(&mut self) -> Vec<Effect> {
        self.desk.roster.take().map(|review| Effect::Forget(review.file.id)).into_iter().collect()
    }
}

//! Beginning jobs, one after another, and hearing how they went.

use std::rc::Rc;

use super::{FileRef, Job, KeyJob, Order, Part, Receipt, Running};
use crate::app::App;
use crate::app::flow::Effect;
use crate::attachment;
use crate::campaign;
use crate::journal::{Kind, RecordId};
use crate::office::roster::RosterWish;
use crate::office::tables::{FiledWish, Form, Sort, TableWish};
use crate::office::township::TownshipWish;
use crate::office::{Progress, Reply, Request, Said, Silence};
use crate::package::{LARGEST, RegionLabel};
use crate::register::Region;
use crate::rollup;

/// The campaign that is under way: the one that ships with the program.
pub(super) const CAMPAIGN: &str = campaign::BUILTIN;

impl App {
    /// Queues a job and begins it if the worker is free.
    pub(in crate::app) fn enqueue(&mut self, job: Job) -> Vec<Effect> {
        self.desk.refused = None;
        // By its size alone, so that nobody loads it first.
        if let Some(FileRef { id, name, .. }) = job.spent().filter(|file| file.size > LARGEST) {
            let (id, said) = (*id, Said::of(&Silence::TooLarge(LARGEST >> 20)));
            self.desk.receipts.push(Receipt { name: name.clone(), outcome: Err(said) });
            return vec![Effect::Forget(id)];
        }
        if matches!(job, Job::Key(_)) {
            self.desk.key_refused = None;
        }
        self.desk.waiting.push_back(job);
        self.next_job()
    }

    /// Lets go of what became of the last files. While others are being read nobody has seen it yet, and it stays.
    pub(in crate::app) fn leave_receipts(&mut self) {
        if self.desk.running.is_none() && self.desk.waiting.is_empty() {
            self.desk.receipts.clear();
            self.desk.refused = None;
        }
    }

    /// Begins the next job, unless one is being done or it has to wait for the disk.
    pub(in crate::app) fn next_job(&mut self) -> Vec<Effect> {
        // What the worker numbers follows on what was typed before.
        let must_wait = matches!(self.desk.waiting.front(), Some(Job::TakeRoster(_))) && self.queue.len() > 0;
        if self.desk.running.is_some() || must_wait {
            return Vec::new();
        }
        let Some(job) = self.desk.waiting.pop_front() else { return Vec::new() };
        let Some((request, parts)) = self.request(&job) else { return self.next_job() };
        self.desk.running = Some(Running { job, version: self.journal_version, progress: None });
        vec![Effect::Ask { request, parts, campaign: self.campaigns.compiled() }]
    }

    /// What the worker is asked for a job; none where there is nothing left to do.
    fn request(&self, job: &Job) -> Option<(Request, Vec<Part>)> {
        Some(match job {
            Job::Package(village) => self.package_request(village, (false, 1))?,
            Job::PackageNew(village) => self.package_request(village, (true, 1))?,
            Job::Key(job) => self.key_request(job)?,
            Job::Paper(job) => self.paper_request(job)?,
            Job::Ask(ask) => (
                Request::Township(Box::new(TownshipWish {
                    campaign: CAMPAIGN.to_owned(),
                    now: self.moment(),
                    version: self.journal_version,
                    lang: self.settings.lang,
                    ask: ask.clone(),
                })),
                vec![self.villages(), bytes(serde_json::to_vec(&self.received).unwrap_or_default())],
            ),
            Job::Tables(order) => (
                Request::Tables(Box::new(self.wish(order))),
                vec![
                    if order.sort == Sort::Rollup { self.villages() } else { self.everything() },
                    bytes(serde_json::to_vec(&self.received).unwrap_or_default()),
                    bytes(serde_json::to_vec(&self.settings.expected_villages).unwrap_or_default()),
                ],
            ),
            Job::AddUp(files, form) => {
                let wish = FiledWish {
                    tables: self.wish(&Order::rollup(*form == Form::Workbook)),
                    ticket: files.first().map_or(0, |file| file.id),
                    keys: self.settings.township_key.clone(),
                    passphrases: files.iter().map(|file| self.passphrase_of(file)).collect(),
                };
                let expected = bytes(serde_json::to_vec(&self.settings.expected_villages).unwrap_or_default());
                let files = files.iter().map(|file| Part::Handed(file.id));
                (Request::AddUp(Box::new(wish)), std::iter::once(expected).chain(files).collect())
            }
            Job::Compare(coming) => (
                Request::Compare(Box::new(self.compare_wish(coming))),
                vec![self.everything(), Part::Bytes(Rc::clone(&coming.lines))],
            ),
            Job::ReadVillages(file) => (Request::ReadVillages, vec![Part::File(file.id)]),
            Job::Demo(villages, households) => {
                let (villages, households) = (*villages, *households);
                (Request::Demo { campaign: CAMPAIGN.to_owned(), villages, households, now: self.moment() }, Vec::new())
            }
            Job::ReadCampaign(file) => {
                (Request::ReadCampaign(Box::new(self.campaign_wish())), vec![Part::File(file.id)])
            }
            Job::WriteCampaign => {
                let workbook = self.campaigns.shelf.used().map(|kept| bytes(kept.workbook.clone()));
                (Request::WriteCampaign { name: self.campaign_name() }, workbook.into_iter().collect())
            }
            Job::Backup => self.backup_request(),
            Job::Restore(file) => (Request::ReadBackup, vec![Part::File(file.id)]),
            Job::Receive(file) => self.read_request(file, ""),
            Job::Unlock(file, passphrase) => self.read_request(file, passphrase),
            Job::ReadRoster(file, region) => {
                let wish = RosterWish {
                    region: region.clone(),
                    columns: self.settings.roster_columns.clone(),
                    header_rows: self.settings.roster_header_rows.clone(),
                    lang: self.settings.lang,
                };
                (Request::ReadRoster(Box::new(wish)), vec![Part::File(file.id), self.register_lines()])
            }
            Job::TakeRoster(gone) => {
                let device = self.device.clone()?;
                let request = Request::TakeRoster {
                    ticket: self.desk.roster.as_ref()?.view.ticket,
                    gone: gone.clone(),
                    seq: self.journal.next_seq(&device),
                    device,
                    at: self.now,
                    author: self.settings.author.clone(),
                };
                (request, Vec::new())
            }
        })
    }

    /// What the worker is asked for a backup.
    fn backup_request(&self) -> (Request, Vec<Part>) {
        let lines = self.journal.to_ndjson();
        let files: Vec<String> = attachment::names_in(&lines).into_iter().collect();
        let json = |json: Result<Vec<u8>, _>| bytes(json.unwrap_or_default());
        let mut parts = vec![
            bytes(lines.into_bytes()),
            json(serde_json::to_vec(&self.settings.for_backup())),
            json(serde_json::to_vec(&self.received)),
            bytes(self.kept_campaigns()),
        ];
        parts.extend(files.iter().cloned().map(Part::Stored));
        (Request::WriteBackup { made: self.moment(), files }, parts)
    }

    /// All lines of the journal.
    pub(in crate::app) fn everything(&self) -> Part {
        bytes(self.journal.to_ndjson().into_bytes())
    }

    /// All lines of the journal, or nothing where the worker holds the villages that they come to.
    pub(in crate::app) fn villages(&self) -> Part {
        match self.desk.held == Some(self.journal_version) {
            true => bytes(Vec::new()),
            // Nothing would mean that the worker holds them.
            false if self.journal.is_empty() => bytes(b"\n".to_vec()),
            false => self.everything(),
        }
    }

    /// An order with all that the worker cannot know.
    pub(in crate::app) fn wish(&self, order: &Order) -> TableWish {
        let region = |id: &RecordId| self.journal.record(&Kind::Region, id).map(|record| Region::of(&record));
        let unit = match &order.village {
            Some(village) => region(village).map(|region| region.village),
            None => Some(self.unit_of_villages()),
        };
        TableWish {
            sort: order.sort,
            names: order.names.clone(),
            campaign: CAMPAIGN.to_owned(),
            edition: order.edition.clone(),
            unit: unit.unwrap_or_default(),
            author: self.settings.author.clone(),
            now: self.moment(),
            village: order.village.as_ref().map(|village| village.0.clone()).unwrap_or_default(),
            lang: self.settings.lang,
            form: order.form,
            version: self.journal_version,
        }
    }

    /// What the villages that are here are of.
    fn unit_of_villages(&self) -> String {
        let regions =
            self.journal.records(&Kind::Region).map(|record| RegionLabel::of(record.id(), Region::of(&record)));
        let regions: Vec<RegionLabel> = regions.collect();
        rollup::unit(&regions.iter().collect::<Vec<_>>())
    }

    /// The lines that a roster is held against.
    fn register_lines(&self) -> Part {
        let mut lines = Vec::new();
        for kind in [Kind::Household, Kind::Region, Kind::Helper] {
            for line in self.journal.ids(&kind).flat_map(|id| self.journal.lines_of(&kind, id)) {
                lines.extend_from_slice(line.as_bytes());
                lines.push(b'\n');
            }
        }
        bytes(lines)
    }

    pub(in crate::app) fn job_moved(&mut self, progress: Progress) -> Vec<Effect> {
        if let Some(running) = &mut self.desk.running {
            running.progress = Some(progress);
        }
        Vec::new()
    }

    /// The worker has answered, or could not.
    pub(in crate::app) fn job_answered(&mut self, answer: Result<(Reply, Vec<Vec<u8>>), Said>) -> Vec<Effect> {
        let Some(Running { job, version, .. }) = self.desk.running.take() else { return Vec::new() };
        self.note_held(&job, answer.is_ok().then_some(version));
        let mut effects: Vec<Effect> = job.spent().map(|file| Effect::Forget(file.id)).into_iter().collect();
        if let (Job::AddUp(files, _), Err(_)) = (&job, &answer) {
            effects.extend(self.forget_files(files));
        }
        match answer {
            Ok((Reply::Locked, _)) => {
                effects.clear();
                match job {
                    Job::Receive(file) => self.wait_for_passphrase(file, false),
                    Job::Unlock(file, _) => self.wait_for_passphrase(file, true),
                    _ => {}
                }
            }
            Ok((reply, mut parts)) => {
                if let Some((own, names)) = reply.attachments() {
                    // They are on disk before the writes that name them.
                    let contents = parts.split_off(parts.len().min(own));
                    effects.push(Effect::KeepFiles(names.iter().cloned().zip(contents).collect()));
                }
                effects.extend(self.take_in(job, version, parts));
            }
            Err(said) => match job {
                Job::Restore(file)
                | Job::Receive(file)
                | Job::Unlock(file, _)
                | Job::ReadVillages(file)
                | Job::ReadCampaign(file) => {
                    self.desk.receipts.push(Receipt { name: file.name, outcome: Err(said) });
                }
                Job::ReadRoster(file, _) => {
                    // A reading under review stays, unless it is of this very file, of which nothing is known any more.
                    if self.desk.roster.as_ref().is_none_or(|review| review.file.id == file.id) {
                        effects.extend(self.drop_roster());
                        effects.push(Effect::Forget(file.id));
                    }
                    self.desk.receipts.push(Receipt { name: file.name, outcome: Err(said) });
                }
                Job::Paper(job) => match job.refused() {
                    Some(file) => {
                        let name = file.name.clone();
                        self.desk.receipts.push(Receipt { name, outcome: Err(said) });
                    }
                    None => self.desk.refused = Some(said),
                },
                Job::Key(KeyJob::Read(_) | KeyJob::File(_)) => self.desk.key_refused = Some(said),
                Job::Compare(coming) => self.desk.receipts.push(Receipt { name: coming.name, outcome: Err(said) }),
                Job::Backup
                | Job::WriteCampaign
                | Job::TakeRoster(_)
                | Job::Key(KeyJob::Make | KeyJob::Save | KeyJob::SavePublic)
                | Job::Package(_)
                | Job::PackageNew(_)
                | Job::Tables(_)
                | Job::AddUp(..)
                | Job::Ask(_)
                | Job::Demo(..) => {
                    self.desk.refused = Some(said);
                }
            },
        }
        // What was typed while the worker numbered goes on now.
        effects.extend(self.push_on());
        effects.extend(self.next_job());
        effects
    }

    /// Cancels the job and those that wait.
    pub(in crate::app) fn cancel_jobs(&mut self) -> Vec<Effect> {
        let waiting = std::mem::take(&mut self.desk.waiting);
        let mut effects: Vec<Effect> =
            waiting.iter().filter_map(Job::spent).map(|file| Effect::Forget(file.id)).collect();
        if self.desk.running.is_some() {
            effects.push(Effect::CancelWork);
        }
        effects
    }
}

pub(super) fn bytes(bytes: Vec<u8>) -> Part {
    Part::Bytes(Rc::new(bytes))
}

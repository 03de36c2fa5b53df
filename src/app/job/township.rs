//! A village that sends again: its old and new totals are looked at before the new ones count. And the roll-up on screen, which is
//! made anew whenever what it counts has changed, and questions about what stands behind it.

use std::rc::Rc;

use serde_json::Value;

use super::lacking::is_of_one_export;
use super::{Answered, Arrival, Job, Kind, Order, Received};
use crate::app::flow::Effect;
use crate::app::{App, Notice, Phase, Role, Route};
use crate::office::compare::{CompareWish, Compared};
use crate::office::tables::{Form, Sort};
use crate::office::township::{Ask, Told};
use crate::register::namesake::Whereabouts;
use crate::rollup::are_namesakes;
use crate::text::Lang;

/// The tab of the roll-up that shows what has to be looked into.
pub const DOUBTS: &str = "doubts";

/// A package of a village that was received before.
#[derive(Clone, Debug, PartialEq)]
pub struct Coming {
    /// The file's name.
    pub name: String,
    /// What it says of itself.
    pub package: Box<Received>,
    /// When the data that count already were made.
    pub before: String,
    /// Its lines, already read and checked.
    pub lines: Rc<Vec<u8>>,
}

/// A package that waits for a person to look at what it would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    /// The package.
    pub coming: Coming,
    /// What it would change.
    pub compared: Compared,
}

/// What a roll-up was last asked for with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    version: u64,
    lang: Lang,
    expected: Vec<String>,
}

impl Asked {
    /// Whether the same data would be told in the same words.
    fn says_alike(&self, other: &Self) -> bool {
        (self.lang, &self.expected) == (other.lang, &other.expected)
    }
}

impl App {
    /// A package was read: it is taken in at once, unless it is another one of a village that counts already.
    pub(super) fn received(&mut self, name: String, package: Received, lines: Vec<u8>) -> Vec<Effect> {
        let coming = &package.label.region;
        let whereabouts = Whereabouts::of(&self.journal);
        let village = whereabouts.village(&coming.id);
        let of_village = |other: &&Received| {
            let known = &other.label.region;
            whereabouts.village(&known.id) == village || are_namesakes(known, coming)
        };
        let known = self.received.iter().filter(of_village).map(|other| &other.label.made).max();
        let (package, lines) = (Box::new(package), Rc::new(lines));
        // The pieces of one export are put together; whether it counts was said with the first.
        let in_pieces = package.label.extent.as_ref().is_some_and(|extent| extent.pieces > 1);
        let is_piece = in_pieces && self.received.iter().any(|other| is_of_one_export(other, &package));
        match known.cloned() {
            Some(before) if !is_piece && !self.is_received(&package) => {
                self.desk.waiting.push_front(Job::Compare(Coming { name, package, before, lines }));
            }
            _ => self.queue.push_arrival(Arrival { lines, name, kind: Kind::Package(package), seq: None }),
        }
        Vec::new()
    }

    /// What the worker is asked about a package that came again.
    pub(super) fn compare_wish(&self, coming: &Coming) -> CompareWish {
        CompareWish {
            campaign: super::queue::CAMPAIGN.to_owned(),
            village: coming.package.label.region.id.0.clone(),
            before: coming.before.clone(),
            made: coming.package.label.made.clone(),
            lang: self.settings.lang,
        }
    }

    /// The worker has compared: what brings nothing new needs no looking at, and neither does a village that only bears the name of one.
    pub(super) fn compared(&mut self, coming: Coming, compared: Compared) {
        if compared.new == 0 || compared.totals.is_empty() {
            self.take_package(coming);
        } else {
            self.desk.again.push_back(Again { coming, compared });
        }
    }

    /// Lets the package that was looked at count, or leaves it.
    pub(in crate::app) fn settle_again(&mut self, counts: bool) -> Vec<Effect> {
        match self.desk.again.pop_front() {
            Some(again) if counts => {
                self.take_package(again.coming);
                self.push_on()
            }
            Some(again) => {
                self.notice(Notice::NotTaken(again.coming.name));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn take_package(&mut self, coming: Coming) {
        let Coming { name, package, lines, .. } = coming;
        self.queue.push_arrival(Arrival { lines, name, kind: Kind::Package(package), seq: None });
    }

    /// Whether this very package was received before.
    pub(super) fn is_received(&self, package: &Received) -> bool {
        self.received.iter().any(|other| {
            other.label.device == package.label.device
                && other.label.made == package.label.made
                && other.label.region.id == package.label.region.id
                // Two that were made within one second, and pieces that hold as much as each other.
                && other.counts == package.counts
                && other.label.extent == package.label.extent
        })
    }

    /// Has the roll-up made where it is looked at and no longer says what is so. One that failed or was stopped is not tried again
    /// by itself.
    pub(in crate::app) fn keep_rollup(&mut self) -> Vec<Effect> {
        let looked_at = matches!(self.route, Route::Rollup(_)) && self.phase == Phase::Ready;
        let busy = self.desk.running.is_some() || !self.desk.waiting.is_empty() || self.queue.len() > 0;
        if !looked_at || busy || self.settings.role.is_none() || !self.desk.again.is_empty() {
            return Vec::new();
        }
        let asked = self.asked();
        if self.desk.asked.as_ref() == Some(&asked) {
            return self.look_closer(&asked);
        }
        let before = self.desk.asked.replace(asked);
        if let Some(files) = self.desk.filed.clone() {
            // What is here meanwhile changes nothing about files.
            let same = |asked: &Asked| before.as_ref().is_some_and(|before| before.says_alike(asked));
            let stands = self.desk.asked.as_ref().is_some_and(same);
            return if stands { Vec::new() } else { self.enqueue(Job::AddUp(files, Form::Screen)) };
        }
        if self.received.is_empty() && self.settings.role == Some(Role::Township) {
            return Vec::new();
        }
        self.enqueue(Job::Tables(Order::rollup(false)))
    }

    pub(super) fn asked(&self) -> Asked {
        Asked {
            version: self.journal_version,
            lang: self.settings.lang,
            expected: self.settings.expected_villages.clone(),
        }
    }

    /// Asks something about the villages, unless the answer is there or on its way.
    pub(in crate::app) fn ask(&mut self, ask: &Ask) -> Vec<Effect> {
        let (version, lang) = (self.journal_version, self.settings.lang);
        let there = |one: &Answered| one.ask == *ask && one.version == version && one.lang == lang;
        let job = Job::Ask(ask.clone());
        let running = self.desk.running.as_ref().map(|running| &running.job);
        if self.desk.told.iter().any(there) || running.into_iter().chain(&self.desk.waiting).any(|other| *other == job)
        {
            return Vec::new();
        }
        self.enqueue(job)
    }

    /// The worker has answered.
    pub(super) fn answered(&mut self, ask: Ask, version: u64, value: &Value) {
        let told = Rc::new(Told::from_json(&ask, value));
        let sort = std::mem::discriminant(&ask);
        self.desk.told.retain(|other| std::mem::discriminant(&other.ask) != sort);
        self.desk.told.push(Answered { ask, version, lang: self.settings.lang, told });
    }

    /// After a question about the villages of a version the worker holds them; after a failure nobody knows.
    pub(super) fn note_held(&mut self, job: &Job, done: Option<u64>) {
        let about_villages = match job {
            Job::Ask(_) => true,
            Job::Paper(job) => job.is_about_villages(),
            Job::Tables(order) => order.sort == Sort::Rollup,
            _ => false,
        };
        if about_villages || done.is_none() {
            self.desk.held = done;
        }
    }

    /// Asks what the present tab of the roll-up shows besides its tables.
    fn look_closer(&mut self, asked: &Asked) -> Vec<Effect> {
        let wanted = matches!(&self.route, Route::Rollup(Some(place)) if place == DOUBTS);
        if !wanted || self.desk.doubted.as_ref() == Some(asked) {
            return Vec::new();
        }
        self.desk.doubted = Some(asked.clone());
        self.ask(&Ask::Doubts)
    }

    /// Asks what became of the household on the screen, or where two people filled something in differently.
    pub(in crate::app) fn look_back(&mut self) -> Vec<Effect> {
        let ask = match &self.route {
            Route::History(id) => Ask::History { household: id.0.clone() },
            Route::Doubts => Ask::Doubts,
            _ => return Vec::new(),
        };
        if self.phase == Phase::Ready { self.ask(&ask) } else { Vec::new() }
    }

    /// Has the roll-up made anew.
    pub(in crate::app) fn remake_rollup(&mut self) -> Vec<Effect> {
        (self.desk.asked, self.desk.doubted) = (None, None);
        self.keep_rollup()
    }
}

impl Order {
    /// Every table of the roll-up, for the screen or as a file.
    #[must_use]
    pub const fn rollup(file: bool) -> Self {
        let form = if file { Form::Workbook } else { Form::Screen };
        Self { sort: Sort::Rollup, names: Vec::new(), edition: String::new(), village: None, form }
    }
}

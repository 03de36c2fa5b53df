//! A village that sends again: its old and new totals are looked at before the new ones count. And the roll-up on screen, which is
//! made anew whenever what it counts has changed.

use std::rc::Rc;

use super::{Arrival, Job, Kind, Order, Received};
use crate::app::flow::Effect;
use crate::app::{App, Phase, Role, Route};
use crate::office::compare::{CompareWish, Compared};
use crate::office::tables::Sort;
use crate::text::Lang;

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

impl App {
    /// A package was read: it is taken in at once, unless it is another one of a village that counts already.
    pub(super) fn received(&mut self, name: String, package: Received, lines: Vec<u8>) -> Vec<Effect> {
        let of_village = |other: &&Received| other.label.region.id == package.label.region.id;
        let known = self.received.iter().filter(of_village).map(|other| &other.label.made).max();
        let (package, lines) = (Box::new(package), Rc::new(lines));
        match known.cloned() {
            Some(before) if !self.is_received(&package) => {
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

    /// The worker has compared: what brings nothing new needs no looking at.
    pub(super) fn compared(&mut self, coming: Coming, compared: Compared) {
        if compared.new == 0 {
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
            _ => Vec::new(),
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
                // Two that were made within one second.
                && other.counts == package.counts
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
        let asked = Asked {
            version: self.journal_version,
            lang: self.settings.lang,
            expected: self.settings.expected_villages.clone(),
        };
        if self.desk.asked.as_ref() == Some(&asked) {
            return Vec::new();
        }
        self.desk.asked = Some(asked);
        if self.received.is_empty() && self.settings.role == Some(Role::Township) {
            return Vec::new();
        }
        self.enqueue(Job::Tables(Order::rollup(false)))
    }

    /// Has the roll-up made anew.
    pub(in crate::app) fn remake_rollup(&mut self) -> Vec<Effect> {
        self.desk.asked = None;
        self.keep_rollup()
    }
}

impl Order {
    /// Every table of the roll-up, for the screen or as a file.
    #[must_use]
    pub const fn rollup(file: bool) -> Self {
        Self { sort: Sort::Rollup, names: Vec::new(), edition: String::new(), village: None, file }
    }
}

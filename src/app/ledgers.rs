//! 台账 on the screen: made by the worker when somebody looks, and again when what it is made from has changed.

use super::flow::Effect;
use super::{App, Job, Order, Phase, Route};
use crate::journal::Kind;
use crate::office::tables::{Form, Sort};

impl App {
    /// The ledgers for the screen or as a file, all of them where none is named, for whom the screen shows them.
    #[must_use]
    pub fn ledgers(&self, names: Vec<String>, form: Form) -> Order {
        let mut villages = self.journal.records(&Kind::Region).map(|record| record.id());
        // A village's own ledgers bear its name; of several villages they are the township's.
        let village = villages.next().filter(|_| villages.next().is_none()).cloned();
        Order { sort: Sort::Ledger, names, edition: self.desk.edition().word().to_owned(), village, form }
    }

    /// Has the worker make what the screens of ledgers show, unless it is there or on its way.
    pub(super) fn look_at_ledgers(&mut self) -> Vec<Effect> {
        if self.route == Route::Report {
            return self.look_at_report();
        }
        if self.phase != Phase::Ready || !matches!(self.route, Route::Ledgers | Route::Ledger(_)) {
            return Vec::new();
        }
        let order = self.ledgers(Vec::new(), Form::Screen);
        let wanted = (&order, self.journal_version, self.settings.lang);
        let there = self.desk.ledger.as_ref().is_some_and(|made| (&made.order, made.version, made.lang) == wanted);
        let job = Job::Tables(order);
        let running = self.desk.running.as_ref().map(|running| &running.job);
        if there || running.into_iter().chain(&self.desk.waiting).any(|coming| *coming == job) {
            return Vec::new();
        }
        self.enqueue(job)
    }
}

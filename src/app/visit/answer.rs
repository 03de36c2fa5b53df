//! Answers: what of them counts, what of it is written, and which findings they raise.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Ongoing, note};
use crate::app::flow::Effect;
use crate::app::{App, repeats};
use crate::finding::{self, Setting};
use crate::form::Kind as Question;
use crate::form::session::{Answer, Session};
use crate::journal::{Fields, Kind, RecordId};
use crate::moment::Moment;
use crate::visit;

impl Ongoing {
    /// The answers that count now, by question.
    fn counting(&self) -> BTreeMap<String, String> {
        let mut answers = BTreeMap::new();
        for (path, value) in self.session.result() {
            let name = path.rsplit('/').next().unwrap_or_default();
            if self.season.campaign.questions.contains_key(name) && !is_meta(&self.session, &path) {
                answers.insert(repeats::key_of(&path).to_owned(), value);
            }
        }
        answers.extend(repeats::counts(&self.session));
        answers
    }

    /// Brings the visit in line with the session: the fields of its record that change, and of its private one.
    fn settle(&mut self, confirmed: &[String]) -> (Fields, Fields) {
        let (mut open, mut private) = (Fields::new(), Fields::new());
        let wanted = self.counting();
        let known = self.visit.answers.names().map(str::to_owned);
        let names: Vec<String> = known.chain(wanted.keys().cloned()).collect();
        for name in names {
            let value = wanted.get(&name).map_or("", String::as_str);
            if self.visit.answer(&name) == value {
                continue;
            }
            let fields = if confirmed.contains(&name) {
                visit::confirm(&self.season.campaign.form, &[(name.clone(), value.to_owned())])
            } else {
                visit::answer(&self.season.campaign.form, &name, value, &self.visit)
            };
            let kind = visit::kind_of(&self.season.campaign, &name);
            if kind == Kind::Visit {
                open.extend(fields);
            } else {
                private.extend(fields);
            }
            self.visit.confirmed.remove(&name);
            if confirmed.contains(&name) {
                self.visit.confirmed.insert(name.clone());
            }
        }
        self.visit.answers = wanted.iter().collect();
        (open, private)
    }

    /// Asks the rules; the findings that are to be written.
    fn assess(&mut self, now: Moment, finder: &str) -> Vec<(RecordId, Fields)> {
        let campaign = Rc::clone(&self.season.campaign);
        let (env, findings) = (now.env(), self.findings());
        let (mut writes, mut better) = (Vec::new(), Vec::new());
        {
            let known = self.known();
            let facts = |name: &str| known.fact(name);
            let scope = campaign.scope(&facts, &env);
            let setting = Setting { household: &self.household.0, visit: &self.id.0, now, finder };
            for change in finding::assess(&campaign, &scope, &findings, setting) {
                if let finding::Change::Better { record, .. } = &change {
                    better.push(record.clone());
                }
                writes.extend(change.write().map(|(record, fields)| (record.clone(), fields.clone())));
            }
        }
        self.better = better;
        for (record, fields) in &writes {
            note(&mut self.ahead, record, fields.clone());
        }
        writes
    }
}

/// Whether the item at a path is filled in by the device.
fn is_meta(session: &Session, path: &str) -> bool {
    let node = session.find(path).and_then(|item| session.node(item));
    node.is_none_or(|node| matches!(node.kind, Question::Meta(_)))
}

impl App {
    /// Answers a question of the visit on the screen.
    pub(in crate::app) fn answer(&mut self, path: &str, answer: &Answer) -> Vec<Effect> {
        self.answer_all(&[(path.to_owned(), answer.clone())], &[])
    }

    pub(super) fn answer_all(&mut self, answers: &[(String, Answer)], confirmed: &[String]) -> Vec<Effect> {
        self.change_visit(confirmed, |visit| {
            for (path, answer) in answers {
                if let Some(item) = visit.session.find(path) {
                    visit.session.answer(item, answer);
                }
            }
        })
    }

    /// Changes the answers of the visit on the screen and saves what came of it; `confirmed` are the questions that were answered by
    /// "this block is fine".
    pub(in crate::app) fn change_visit(
        &mut self,
        confirmed: &[String],
        change: impl FnOnce(&mut Ongoing),
    ) -> Vec<Effect> {
        self.change_visit_with(confirmed, Fields::new(), change)
    }

    /// The same, with more fields of the visit's record.
    pub(in crate::app) fn change_visit_with(
        &mut self,
        confirmed: &[String],
        more: Fields,
        change: impl FnOnce(&mut Ongoing),
    ) -> Vec<Effect> {
        let Some(shared) = self.visit.clone() else { return Vec::new() };
        let mut ongoing = shared.borrow_mut();
        let now = Moment::new(self.now, self.zone);
        change(&mut ongoing);
        let (mut open, private) = ongoing.settle(confirmed);
        open.extend(more);
        if open.is_empty() && private.is_empty() {
            return Vec::new();
        }
        let begins = !ongoing.begun;
        if begins {
            let campaign = Rc::clone(&ongoing.season.campaign);
            let begun = visit::begin(&campaign, &ongoing.household, now, &self.settings.author);
            ongoing.visit.started = Some(now);
            ongoing.begun = true;
            open.extend(begun);
        } else if let Some(reason) = &ongoing.reason {
            open.extend(visit::correct(now, reason));
        }
        let mut changes = Vec::new();
        if !open.is_empty() {
            changes.push(self.change(Kind::Visit, ongoing.id.clone(), open));
        }
        if !private.is_empty() {
            changes.push(self.change(Kind::Other(visit::PRIVATE.to_owned()), ongoing.id.clone(), private));
        }
        let findings = ongoing.assess(now, &self.settings.author);
        changes.extend(findings.into_iter().map(|(id, fields)| self.change(Kind::Finding, id, fields)));
        drop(ongoing);
        self.visit_version += 1;
        let mut effects = self.save(changes);
        if begins {
            effects.extend(self.keep_builtin());
        }
        effects
    }
}

//! 入户: the visit that is going on, from the first answer to 完成.
//!
//! **Flow.** An answer goes into the form's session; what then counts is compared with what the visit's record says, and the
//! difference is saved; then the campaign's rules are asked which findings the answers raise, and those are saved with it.
//! The screen reads [`Ongoing`], which is ahead of the disk by what is still being saved.
//!
//! **Invariants.** Nothing is answered that nobody tapped, but what "this block is fine" lists before it is tapped (law 8).
//! Opening a visit writes nothing; the first answer begins it. A finished visit changes only with a reason.

use std::cell::{Ref, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value as Json;

use super::flow::Effect;
use super::{App, Moved, Route, Season, Told, env, repeats};
use crate::campaign::{Campaign, Good};
use crate::expr::{self, Value};
use crate::finding::{self, Finding, Refused, Setting, State, Step};
use crate::form::Kind as Question;
use crate::form::session::{Answer, Block, ItemId, Session};
use crate::journal::{DELETED, DeviceId, Fields, Journal, Kind, Record, RecordId, Stamp};
use crate::moment::Moment;
use crate::plan::Contact;
use crate::register::{Helpers, Household, Region};
use crate::text::Lang;
use crate::visit::{self, Known, Visit};

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

    /// What "this block is fine" would say: the unanswered questions of the block whose good answer is known, those that come
    /// up on the way among them. Questions that people must answer are left out.
    #[must_use]
    pub fn assertions(&self, block: &Block, lang: Lang) -> Vec<Assertion> {
        let Some(head) = block.head.map(|head| self.session.path(head)) else { return Vec::new() };
        let mut trial = self.resumed();
        trial.set_language(self.session.language());
        let mut said = Vec::new();
        // Each answer may bring up further questions, so the block is read again until nothing new comes.
        loop {
            let Some(head) = trial.find(&head) else { return said };
            let Some((item, value)) = self.next_good(&trial, head) else { return said };
            let changed = trial.answer(item, &Answer::Text(value.clone()));
            if changed.items.is_empty() || trial.value(item) != value {
                return said;
            }
            let Some(view) = trial.view(item) else { return said };
            let words: Vec<String> = match &view.node.kind {
                Question::Select(_) => value.split_whitespace().map(|code| trial.label_of(item, code)).collect(),
                _ => vec![value.clone()],
            };
            said.push(Assertion {
                path: trial.path(item),
                name: view.node.name.clone(),
                label: view.label.unwrap_or_default(),
                words: words.join(lang.pick("、", ", ")),
                value,
            });
        }
    }

    fn next_good(&self, trial: &Session, head: ItemId) -> Option<(ItemId, String)> {
        leaves(trial, head).into_iter().find_map(|item| {
            let view = trial.view(item)?;
            let blank = view.relevant && !view.readonly && view.value.is_empty();
            let question = self.season.campaign.questions.get(&view.node.name).filter(|_| blank)?;
            let value = match &question.ok {
                Good::Ask => None,
                Good::Values(values) => values.first().cloned(),
                Good::Register(fact) => self.known().fact(fact).map(Self::text),
            };
            value.filter(|value| !value.is_empty()).map(|value| (item, value))
        })
    }

    /// A second session with the same answers, to try things on.
    fn resumed(&self) -> Session {
        let env = Self::env(self.visit.started.unwrap_or_else(|| Moment::new(0, 480)), 0);
        Session::resume(Rc::clone(&self.season.program), Rc::default(), env, &self.session.save())
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

    fn text(value: Value) -> String {
        crate::campaign::text_of(value, &Moment::new(0, 480).env())
    }

    fn env(now: Moment, seed: u64) -> expr::Env {
        expr::Env { random: expr::Random::new(seed), ..now.env() }
    }

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

/// The questions inside an item, in order.
fn leaves(session: &Session, item: ItemId) -> Vec<ItemId> {
    let children = session.children(item);
    if children.is_empty() {
        vec![item]
    } else {
        children.into_iter().flat_map(|child| leaves(session, child)).collect()
    }
}

/// Writes fields of a finding into a journal that is only looked at.
fn note(ahead: &mut Journal, record: &RecordId, fields: Fields) {
    let device = DeviceId("ahead".to_owned());
    let stamp = Stamp { seq: ahead.next_seq(&device), device, at: 0, author: String::new() };
    let write = ahead.draft(stamp, Kind::Finding, record.clone(), fields);
    ahead.insert(&write);
}

fn fields_of(record: &Record<'_>) -> Fields {
    record.fields().iter().map(|field| (field.path().to_owned(), field.value().to_json())).collect()
}

impl App {
    /// The visit on the screen.
    #[must_use]
    pub fn ongoing(&self) -> Option<Ref<'_, Ongoing>> {
        self.visit.as_ref().map(|visit| visit.borrow())
    }

    /// Opens the visit that the route asks for, going on with the one that is open.
    pub(super) fn open_visit(&mut self) {
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
    pub(super) fn look_at_visit_again(&mut self) {
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
    pub(super) fn correct_visit(&mut self, household: RecordId, reason: String) -> Vec<Effect> {
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

    /// Answers a question of the visit on the screen.
    pub(super) fn answer(&mut self, path: &str, answer: &Answer) -> Vec<Effect> {
        self.answer_all(&[(path.to_owned(), answer.clone())], &[])
    }

    /// "This block is fine": stores what the block's assertions say, question by question.
    pub(super) fn confirm_block(&mut self, assertions: &[Assertion]) -> Vec<Effect> {
        let answers = assertions.iter().map(|said| (said.path.clone(), Answer::Text(said.value.clone())));
        let names: Vec<String> = assertions.iter().map(|said| said.name.clone()).collect();
        self.answer_all(&answers.collect::<Vec<_>>(), &names)
    }

    fn answer_all(&mut self, answers: &[(String, Answer)], confirmed: &[String]) -> Vec<Effect> {
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
    pub(super) fn change_visit(&mut self, confirmed: &[String], change: impl FnOnce(&mut Ongoing)) -> Vec<Effect> {
        self.change_visit_with(confirmed, Fields::new(), change)
    }

    /// The same, with more fields of the visit's record.
    pub(super) fn change_visit_with(
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

    /// Finishes the visit on the screen.
    pub(super) fn finish_visit(&mut self, next: Route) -> Vec<Effect> {
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
    pub(super) fn drop_visit(&mut self) -> Vec<Effect> {
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

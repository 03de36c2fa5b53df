//! What an expression of a ledger's column or an indicator can ask: a household, a finding of it or a contact with it.
//!
//! The names are those of [`crate::campaign`]'s sheets: a plain name is an answer of the visit that counts (the last finished
//! one, else the open one), a name with a point is a fact.
//!
//! | name | |
//! |---|---|
//! | `household.x`, `visit.x` | see [`Known`]; besides `household.problems`, the open findings' texts, `household.open` and `household.open_red`, how many |
//! | `tag.x`, `known.x`, `param.x`, `campaign.x`, `stage.x.start` | see [`crate::campaign::Scope`] |
//! | `need.x` | 1 where an open finding has this need |
//! | `duty.x.owed`, `.done`, `.missed`, `.met` | what the duty comes to for the household, see [`crate::plan::reported`] |
//! | `finding.x` | the row's finding, see [`Finding::fact`] |
//! | `contact.x` | the row's contact: its fields, and `date` and `time` of it; of a visit `problem`, `handled` and `reported` are what its findings say; `counts`, 1 for the visit whose answers the tables tell; `signal`, the gravest in force |
//! | `record.x` | the row's record, see [`Log::fact`] |
//!
//! A question that its form marks private has no value here: no table carries it.

use std::borrow::Cow;

use super::log::Log;
use super::view::{Contact, Home, View};
use crate::campaign::{Duty, Of};
use crate::expr::{Env, Value};
use crate::finding::{self, Finding, State};
use crate::plan::{self, Made, Tally};
use crate::text::Lang;
use crate::visit::Known;

/// One row's worth of records.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'v> {
    /// The view it is of.
    pub view: &'v View<'v>,
    /// The household.
    pub home: &'v Home,
    /// The finding, in tables of findings.
    pub finding: Option<&'v Finding>,
    /// The contact, in tables of contacts.
    pub contact: Option<&'v Contact>,
    /// The record, in tables of records.
    pub record: Option<&'v Log>,
    /// The language in which it tells what rules have written.
    pub lang: Lang,
}

impl View<'_> {
    /// Every entry of a table of such things.
    pub fn entries(&self, of: Of) -> impl Iterator<Item = Entry<'_>> {
        let entry = |home| self.entry(home);
        let homes = self.homes.iter().flat_map(move |home| {
            let (households, findings, contacts) = match of {
                Of::Household => (1, 0, 0),
                Of::Finding => (0, home.findings.len(), 0),
                Of::Contact => (0, 0, home.contacts.len()),
                Of::Record => (0, 0, 0),
            };
            let one = std::iter::repeat_n(entry(home), households);
            let findings =
                home.findings.iter().take(findings).map(move |finding| Entry { finding: Some(finding), ..entry(home) });
            let contacts =
                home.contacts.iter().take(contacts).map(move |contact| Entry { contact: Some(contact), ..entry(home) });
            one.chain(findings).chain(contacts)
        });
        let records = (of == Of::Record).then(|| self.logs.iter().map(|log| self.record(log)));
        homes.chain(records.into_iter().flatten())
    }

    /// A household as an entry.
    #[must_use]
    pub const fn entry<'v>(&'v self, home: &'v Home) -> Entry<'v> {
        Entry { view: self, home, finding: None, contact: None, record: None, lang: Lang::ZhHans }
    }

    fn record<'v>(&'v self, log: &'v Log) -> Entry<'v> {
        Entry { record: Some(log), ..self.entry(&log.home) }
    }
}

impl<'v> Entry<'v> {
    /// The same, told in a language. Records speak Chinese, and so does an entry that nobody has asked to speak another language.
    #[must_use]
    pub const fn told_in(self, lang: Lang) -> Self {
        Self { lang, ..self }
    }

    /// The value of a name; none where nothing is known. Names that the campaign itself makes are added by its scope.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<Value> {
        match name.split_once('.') {
            None if self.view.campaign.questions.get(name).is_some_and(|question| question.private) => None,
            Some(("finding", name)) => {
                let finding = self.finding?;
                self.told(finding, name).map(|told| Value::from(&*told)).or_else(|| finding.fact(name, self.view.now))
            }
            Some(("contact", name)) => self.contact(self.contact?, name),
            Some(("record", name)) => self.record?.fact(name),
            Some(("duty", name)) => self.duty(name),
            Some(("household", "problems")) => {
                let open = self.home.findings.iter().filter(|finding| finding.state.is_open());
                Some(Value::from(self.told_together(open, "text")))
            }
            _ => finding::fact(&self.home.findings, name).or_else(|| self.known().fact(name)),
        }
    }

    /// What a finding says, in the entry's language; none where no rule wrote it.
    fn told(&self, finding: &'v Finding, name: &str) -> Option<Cow<'v, str>> {
        finding.told(name, self.view.campaign, self.lang)
    }

    /// Computes something in the campaign's scope of this entry.
    pub fn within<T>(&self, env: &Env, ask: impl FnOnce(&crate::campaign::Scope<'_>) -> T) -> T {
        ask(&self.view.campaign.scope(&|name| self.fact(name), env))
    }

    fn known(&self) -> Known<'_> {
        Known {
            id: &self.home.id.0,
            household: &self.home.household,
            region: self.view.region(self.home),
            helpers: Some(&self.view.helpers),
            visit: self.home.visit.as_ref(),
            visits: self.home.visits,
            today: self.view.now.day(),
        }
    }

    fn duty(&self, name: &str) -> Option<Value> {
        let (name, what) = name.rsplit_once('.')?;
        let duty = self.view.campaign.duty(name)?;
        let concerned = self.within(&self.view.now.env(), |scope| scope.holds(&duty.who));
        plan::fact(self.tally(duty, concerned), what)
    }

    /// What several findings say, one after the other.
    fn told_together(&self, findings: impl Iterator<Item = &'v Finding>, name: &str) -> String {
        let told = findings.filter_map(|finding| self.told(finding, name)).filter(|told| !told.is_empty());
        told.collect::<Vec<_>>().join(self.lang.pick("；", "; "))
    }

    /// A fact of a contact. Of a visit nobody types again what it found: where the contact itself says nothing, its findings do.
    fn contact(&self, contact: &Contact, name: &str) -> Option<Value> {
        let found = |wanted: fn(&Finding) -> bool, what: &str| {
            let visit = contact.visit.as_ref().filter(|_| contact.text(name).is_empty())?;
            let findings = self.home.findings.iter();
            let findings = findings.filter(|one| one.visit == visit.0 && one.state != State::Withdrawn && wanted(one));
            Some(self.told_together(findings, what))
        };
        let told = match name {
            "at" => return contact.when.map(|when| Value::from(when.to_string())),
            "date" => return contact.when.map(|when| Value::from(when.day().to_string())),
            "time" => return contact.when.map(|when| Value::from(when.wall().format("%H:%M").to_string())),
            "problem" => found(|_| true, "text"),
            "handled" => found(|one| one.how == "on_site", "action"),
            "reported" => found(|one| one.how == "reported", "text"),
            "counts" => return Some(Value::Number(f64::from(u8::from(self.is_counted(contact))))),
            "signal" => return self.signal(contact),
            _ => None,
        };
        Some(told.map_or_else(|| Value::from(contact.text(name)), Value::from))
    }

    /// Whether it is the visit whose answers the tables tell.
    fn is_counted(&self, contact: &Contact) -> bool {
        let started = self.home.visit.as_ref().and_then(|visit| visit.started);
        contact.visit.is_some() && contact.when.is_some() && contact.when == started
    }

    /// The gravest weather signal that stood at a contact.
    fn signal(&self, contact: &Contact) -> Option<Value> {
        let when = contact.when?;
        let standing = self.view.signals.iter().filter(|signal| signal.stands(when));
        let gravest = standing.max_by_key(|signal| self.view.campaign.gravity(&signal.signal))?;
        Some(Value::from(gravest.signal.as_str()))
    }

    /// What a duty comes to; it owes nothing to a household that it does not concern.
    #[must_use]
    pub fn tally(&self, duty: &Duty, concerned: bool) -> Tally {
        if !concerned {
            return Tally::default();
        }
        let view = self.view;
        let contacts = self.home.contacts.iter();
        let made = contacts.filter_map(|one| Made::new(one.when?, one.text("how"), one.text("outcome")));
        let made: Vec<Made> = made.collect();
        plan::tally(view.campaign, duty, &made, &view.signals, plan::reported(&duty.per, view.now), view.now)
    }
}

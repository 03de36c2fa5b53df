//! A journal seen as households with all that belongs to each, read once for every table that is made from it.

use std::collections::BTreeMap;

use super::log::{Log, logs};
use crate::campaign::{Asked, Campaign};
use crate::finding::Finding;
use crate::journal::{Journal, Kind, Record, RecordId, Texts};
use crate::moment::Moment;
use crate::plan::{self, SIGNAL, SignalGiven};
use crate::register::{Helpers, Household, Region};
use crate::visit::{ANSWER, CONFIRMED, Visit};

/// The households of a journal.
#[derive(Clone, Debug)]
pub struct View<'c> {
    /// The campaign whose visits and findings count.
    pub campaign: &'c Campaign,
    /// The moment by which ages and deadlines are counted.
    pub now: Moment,
    /// The villages, by identity.
    pub regions: BTreeMap<RecordId, Region>,
    /// The helpers, by how many of these households they answer for.
    pub helpers: Helpers,
    /// The weather signals that were given.
    pub signals: Vec<SignalGiven>,
    /// The households that are not gone, in the register's order.
    pub homes: Vec<Home>,
    /// The records that the campaign's ledgers list as they are, oldest first.
    pub logs: Vec<Log>,
}

/// A household with what belongs to it.
#[derive(Clone, Debug)]
pub struct Home {
    /// Its identity.
    pub id: RecordId,
    /// Its entry in the register.
    pub household: Household,
    /// The visit whose answers count: the last finished one, else the one that is open.
    pub visit: Option<Visit>,
    /// How many finished visits there are.
    pub visits: usize,
    /// Its findings, oldest first; withdrawn ones with them.
    pub findings: Vec<Finding>,
    /// Its contacts, oldest first.
    pub contacts: Vec<Contact>,
}

/// A contact.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Its identity.
    pub id: RecordId,
    /// When it was.
    pub when: Option<Moment>,
    /// The visit that it is, where it is one.
    pub visit: Option<RecordId>,
    /// Its fields that hold text, by path.
    pub texts: Texts,
}

impl Contact {
    fn of(record: &Record<'_>) -> Self {
        let texts = record.fields().iter().filter_map(|field| Some((field.path(), field.value().as_text()?)));
        let (id, when) = (record.id().clone(), Moment::parse(record.text("when")));
        Self { id, when, visit: None, texts: texts.collect() }
    }

    /// A field's text; empty where there is none.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        self.texts.get(path).unwrap_or_default()
    }
}

impl<'c> View<'c> {
    /// Reads a journal, or one village's households of it.
    #[must_use]
    pub fn new(journal: &Journal, campaign: &'c Campaign, now: Moment, village: Option<&RecordId>) -> Self {
        Self::of(journal, campaign, now, village, None)
    }

    /// Reads a journal as [`Self::new`] does, but of its records only what is `asked` for, for whoever asks for nothing else
    /// ([`Campaign::asked`]): most of a township's data are answers that no indicator counts.
    #[must_use]
    pub fn counting(
        journal: &Journal,
        campaign: &'c Campaign,
        now: Moment,
        village: Option<&RecordId>,
        asked: &Asked,
    ) -> Self {
        Self::of(journal, campaign, now, village, Some(asked))
    }

    fn of(
        journal: &Journal,
        campaign: &'c Campaign,
        now: Moment,
        village: Option<&RecordId>,
        asked: Option<&Asked>,
    ) -> Self {
        let regions = journal.records(&Kind::Region).map(|record| (record.id().clone(), Region::of(&record))).collect();
        let mut homes: BTreeMap<&str, Home> = journal
            .records_with(&Kind::Household, |path| asked.is_none_or(|asked| asked.household(path)))
            .map(|record| (record.id().0.as_str(), Home::of(&record)))
            .filter(|(_, home)| {
                !home.household.gone && village.is_none_or(|id| home.household.village.as_ref() == Some(id))
            })
            .collect();
        // How an answer was given no table asks.
        let is_told = |path: &str| match path.strip_prefix(ANSWER) {
            Some(question) => asked.is_none_or(|asked| asked.answer(question)),
            None => !path.starts_with(CONFIRMED),
        };
        let mut visits: BTreeMap<RecordId, RecordId> = BTreeMap::new();
        for record in journal.records_with(&Kind::Visit, is_told) {
            if let Some(home) = homes.get_mut(record.text("household"))
                && record.text("campaign") == campaign.id
            {
                home.take(Visit::told(&record));
                // Whoever counts asks no contact what its visit found.
                if asked.is_none() {
                    visits.insert(plan::Contact::id_of_visit(record.id()), record.id().clone());
                }
            }
        }
        let of_finding = |path: &str| asked.is_none_or(|asked| asked.finding(path));
        for record in journal.records_with(&Kind::Finding, of_finding) {
            if let Some(home) = homes.get_mut(record.text("household"))
                && ["", &*campaign.id].contains(&record.text("campaign"))
            {
                home.findings.push(Finding::of(&record));
            }
        }
        let of_contact = |path: &str| asked.is_none_or(|asked| asked.contact(path));
        for record in journal.records_with(&Kind::Contact, of_contact) {
            if let Some(home) = homes.get_mut(record.text("household")) {
                home.contacts.push(Contact { visit: visits.get(record.id()).cloned(), ..Contact::of(&record) });
            }
        }
        let mut homes: Vec<Home> = homes.into_values().collect();
        for home in &mut homes {
            home.findings.sort_by(|a, b| (a.found, &a.id).cmp(&(b.found, &b.id)));
            home.contacts.sort_by(|a, b| (a.when, &a.id).cmp(&(b.when, &b.id)));
        }
        homes.sort_by(|a, b| a.place().cmp(&b.place()));
        let mut kinds: Vec<&str> =
            campaign.ledgers.iter().flat_map(|ledger| &ledger.kinds).map(String::as_str).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let logs = logs(journal, &kinds, &homes, village);
        let mut helpers = Helpers::of(journal);
        for home in &homes {
            helpers.count(&home.household.helpers);
        }
        let signals = journal.records(&Kind::Other(SIGNAL.to_owned())).filter_map(|record| SignalGiven::of(&record));
        Self { campaign, now, regions, helpers, signals: signals.collect(), homes, logs }
    }

    /// The village of a household.
    #[must_use]
    pub fn region(&self, home: &Home) -> Option<&Region> {
        home.household.village.as_ref().and_then(|id| self.regions.get(id))
    }
}

impl Home {
    fn of(record: &Record<'_>) -> Self {
        Self {
            id: record.id().clone(),
            household: Household::of(record),
            visit: None,
            visits: 0,
            findings: Vec::new(),
            contacts: Vec::new(),
        }
    }

    /// What stands for a household where a record names none: nothing but its village.
    pub(super) fn nowhere(village: Option<RecordId>) -> Self {
        let household = Household { village, ..Household::default() };
        Self { id: "".into(), household, visit: None, visits: 0, findings: Vec::new(), contacts: Vec::new() }
    }

    /// Takes a visit in: finished before open, later before earlier.
    fn take(&mut self, visit: Visit) {
        self.visits += usize::from(visit.finished.is_some());
        let rank = |visit: &Visit| (visit.finished.is_some(), visit.started);
        if self.visit.as_ref().is_none_or(|known| rank(known) < rank(&visit)) {
            self.visit = Some(visit);
        }
    }

    fn place(&self) -> (&Option<RecordId>, u32, &RecordId) {
        (&self.household.village, self.household.order.unwrap_or(u32::MAX), &self.id)
    }
}

//! The households of a journal as the planner sees them, kept in step with it: a record that changes costs its household, no other.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::alike::Alike;
use super::subject::{Home, Subject};
use super::{Contact, Made, PUT_OFF, PutOff, SIGNAL, SignalGiven, Today};
use crate::campaign::{Campaign, Formula};
use crate::finding::{self, Finding};
use crate::journal::{Journal, Kind, Record, RecordId};
use crate::moment::Moment;
use crate::register::{Helpers, Household, Phones, Region};
use crate::visit::{Known, Visit};

/// The households of a journal.
#[derive(Clone, Debug)]
pub struct Board {
    /// Whom to see today, and how far everything has come.
    pub today: Today,
    /// The helpers, with how many households each answers for.
    pub helpers: Helpers,
    /// The villages, by identity.
    pub regions: BTreeMap<RecordId, Region>,
    /// The records of each household, by its identity, apart from its own.
    belongings: HashMap<String, Vec<(Sort, RecordId)>>,
    /// Whether the names of villages have a say in whom a duty concerns or what is done.
    places_matter: bool,
    /// What of a helper has one.
    heeded: Vec<&'static str>,
    /// What was concluded of households, while many are computed.
    alike: Alike,
}

/// Which kinds of record belong to a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Visit,
    Finding,
    Contact,
    PutOff,
}

impl Sort {
    const ALL: [Self; 4] = [Self::Visit, Self::Finding, Self::Contact, Self::PutOff];

    fn kind(self) -> Kind {
        match self {
            Self::Visit => Kind::Visit,
            Self::Finding => Kind::Finding,
            Self::Contact => Kind::Contact,
            Self::PutOff => PutOff::kind(),
        }
    }

    fn of(kind: &Kind) -> Option<Self> {
        Some(match kind {
            Kind::Visit => Self::Visit,
            Kind::Finding => Self::Finding,
            Kind::Contact => Self::Contact,
            Kind::Other(word) if word == PUT_OFF => Self::PutOff,
            _ => return None,
        })
    }
}

/// What belongs to one household, as its records are read.
#[derive(Default)]
struct Pile {
    visit: Option<Visit>,
    visits: usize,
    last: Option<(Moment, Moment)>,
    findings: Vec<Finding>,
    made: Vec<Made>,
    put_off: Option<PutOff>,
}

impl Pile {
    fn take(&mut self, campaign: &Campaign, sort: Sort, record: &Record<'_>) {
        match sort {
            Sort::Visit if record.text("campaign") == campaign.id => self.visited(Visit::told(record)),
            Sort::Visit => {}
            Sort::Finding => {
                if ["", &*campaign.id].contains(&record.text("campaign")) {
                    self.findings.push(Finding::of(record));
                }
            }
            Sort::Contact => {
                let contact = Contact::of(record);
                self.made.extend(contact.when.zip(contact.how).filter(|_| contact.counts()).map(Made::from));
            }
            Sort::PutOff => self.put_off = PutOff::of(record),
        }
    }

    /// The visit whose answers count is the last finished one, else the open one.
    fn visited(&mut self, visit: Visit) {
        self.visits += usize::from(visit.finished.is_some());
        self.last = self.last.max(visit.started.zip(visit.finished));
        let rank = |visit: &Visit| (visit.finished.is_some(), visit.started);
        if self.visit.as_ref().is_none_or(|known| rank(known) < rank(&visit)) {
            self.visit = Some(visit);
        }
    }
}

impl Board {
    /// Reads a journal.
    #[must_use]
    pub fn read(campaign: &Campaign, journal: &Journal, now: Moment) -> Self {
        let mut board = Self {
            today: Today::new(campaign, now),
            helpers: Helpers::of(journal),
            regions: regions(journal),
            belongings: HashMap::new(),
            places_matter: !asked_for(campaign, &PLACES).is_empty(),
            heeded: asked_for(campaign, &HELPERS),
            alike: Alike::default(),
        };
        let mut piles: HashMap<String, Pile> = HashMap::new();
        for sort in Sort::ALL {
            for record in journal.records(&sort.kind()) {
                let household = record.text("household");
                piles.entry(household.to_owned()).or_default().take(campaign, sort, &record);
                board.note(household, sort, record.id());
            }
        }
        let households: Vec<(RecordId, Household)> = journal
            .records(&Kind::Household)
            .map(|record| (record.id().clone(), Household::of(&record)))
            .filter(|(_, household)| !household.gone)
            .collect();
        for (_, household) in &households {
            board.helpers.count(&household.helpers);
        }
        let subjects = households
            .into_iter()
            .map(|(id, household)| {
                let pile = piles.remove(&id.0).unwrap_or_default();
                board.subject(campaign, &id, &household, pile, now)
            })
            .collect();
        board.alike.forget();
        board.today = Today::of(campaign, subjects, signals(journal), now);
        board
    }

    /// Follows a journal in which these records changed, up to `now`; none where anything may have. A new day reads it anew, since
    /// ages and dates in expressions follow the day.
    pub fn follow(
        &mut self,
        campaign: &Campaign,
        journal: &Journal,
        changes: Option<Vec<(&Kind, &RecordId)>>,
        now: Moment,
    ) {
        let same_day = self.today.now().day() == now.day();
        let Some(changes) = changes.filter(|_| same_day) else {
            *self = Self::read(campaign, journal, now);
            return;
        };
        self.today.advance(campaign, now);
        let mut touched: HashSet<String> = HashSet::new();
        let mut signal = false;
        for (kind, id) in changes {
            if let Some(sort) = Sort::of(kind) {
                let record = journal.record(kind, id);
                if let Some(household) = record.as_ref().map(|record| record.text("household")) {
                    // One that was written before may have belonged to another.
                    if self.note(household, sort, id) && journal.lines_of(kind, id).nth(1).is_some() {
                        let had = |records: &[(Sort, RecordId)]| records.iter().any(|(_, known)| known == id);
                        let others = self.belongings.iter().filter(|(_, records)| had(records));
                        touched.extend(others.map(|(household, _)| household.clone()));
                    }
                    touched.insert(household.to_owned());
                }
                continue;
            }
            match kind {
                Kind::Household => {
                    touched.insert(id.0.clone());
                }
                Kind::Helper => {
                    let before = std::mem::replace(&mut self.helpers, Helpers::of(journal));
                    self.helpers.keep_counts(&before);
                    if self.same_helper(&before, id) {
                        continue;
                    }
                    let theirs = |subject: &&Subject| subject.home.helpers.contains(&id.0);
                    let theirs = self.today.subjects().filter(theirs).map(|subject| subject.home.id.clone());
                    let theirs: Vec<String> = theirs.collect();
                    self.helpers.set_count(&id.0, theirs.len());
                    touched.extend(theirs);
                }
                Kind::Region => {
                    self.regions = regions(journal);
                    if !self.places_matter {
                        continue;
                    }
                    let there = |subject: &&Subject| subject.home.village == id.0;
                    touched.extend(self.today.subjects().filter(there).map(|subject| subject.home.id.clone()));
                }
                Kind::Other(word) if word == SIGNAL => signal = true,
                _ => {}
            }
        }
        let again: Vec<(RecordId, Household)> = touched.into_iter().map(|id| known(journal, id)).collect();
        for (id, household) in &again {
            if let Some(subject) = self.today.subject(&id.0) {
                self.helpers.discount(&subject.home.helpers);
            }
            if !household.gone {
                self.helpers.count(&household.helpers);
            }
        }
        for (id, household) in again {
            let mut pile = Pile::default();
            if let Some(records) = self.belongings.get_mut(&id.0) {
                records.retain(|(sort, record)| {
                    let record = journal.record(&sort.kind(), record);
                    // A record may have gone to another household since it was noted.
                    let record = record.filter(|record| record.text("household") == id.0);
                    if let Some(record) = record.as_ref().filter(|record| !record.is_deleted()) {
                        pile.take(campaign, *sort, record);
                    }
                    record.is_some()
                });
            }
            let subject = self.subject(campaign, &id, &household, pile, now);
            self.today.put(campaign, subject);
        }
        if signal {
            self.today.set_signals(campaign, signals(journal));
        }
    }

    /// Whether a helper whose record changed is, as far as any household's facts go, who they were.
    fn same_helper(&self, before: &Helpers, id: &RecordId) -> bool {
        let (Some(was), Some(is)) = (before.get(&id.0), self.helpers.get(&id.0)) else { return false };
        self.heeded.iter().all(|fact| match *fact {
            "household.helper" => was.helper.name == is.helper.name,
            "household.helper_role" => was.helper.duty == is.helper.duty,
            "household.helper_phone" => was.helper.phone == is.helper.phone,
            // How many households they answer for, which stands with the households.
            _ => true,
        })
    }

    /// Notes that a record belongs to a household; whether that is new.
    fn note(&mut self, household: &str, sort: Sort, record: &RecordId) -> bool {
        let known = self.belongings.entry(household.to_owned()).or_default();
        let new = !known.iter().any(|(_, id)| id == record);
        if new {
            known.push((sort, record.clone()));
        }
        new
    }

    /// The contacts of a household, the latest first, with their records' identities.
    #[must_use]
    pub fn contacts(&self, journal: &Journal, household: &str) -> Vec<(RecordId, Contact)> {
        let ids = self.belongings.get(household).into_iter().flatten().filter(|(sort, _)| *sort == Sort::Contact);
        let mut contacts: Vec<(RecordId, Contact)> = ids
            .filter_map(|(_, id)| journal.record(&Kind::Contact, id).filter(|record| !record.is_deleted()))
            .map(|record| (record.id().clone(), Contact::of(&record)))
            .collect();
        contacts.sort_by_key(|(_, contact)| std::cmp::Reverse(contact.when));
        contacts
    }

    fn subject(&self, campaign: &Campaign, id: &RecordId, household: &Household, pile: Pile, now: Moment) -> Subject {
        let home = Home {
            id: id.0.clone(),
            head: household.head.clone(),
            village: household.village.as_ref().map(|village| village.0.clone()).unwrap_or_default(),
            group: household.group.clone(),
            order: household.order.unwrap_or(u32::MAX),
            phone: Phones::read(&household.phone)
                .numbers
                .first()
                .map(|one| one.as_str().to_owned())
                .unwrap_or_default(),
            helpers: household.helpers.clone(),
            made: pile.made,
            visit: pile.last,
            put_off: pile.put_off,
            gone: household.gone,
        };
        let known = Known {
            id: &id.0,
            household,
            region: household.village.as_ref().and_then(|village| self.regions.get(village)),
            helpers: Some(&self.helpers),
            visit: pile.visit.as_ref(),
            visits: pile.visits,
            today: now.day(),
        };
        let facts = |name: &str| finding::fact(&pile.findings, name).or_else(|| known.fact(name));
        Subject::new(campaign, home, &pile.findings, &facts, &self.alike, &now.env())
    }
}

/// A household of the journal; one that was deleted, or that nobody has entered yet, is gone.
fn known(journal: &Journal, id: String) -> (RecordId, Household) {
    let id = RecordId(id);
    let record = journal.record(&Kind::Household, &id);
    let mut household = record.as_ref().map(Household::of).unwrap_or_default();
    household.gone |= record.is_none_or(|record| record.is_deleted());
    (id, household)
}

/// The facts in which a region has a say.
const PLACES: [&str; 4] = ["household.village", "household.district", "household.township", "household.county"];

/// The facts in which a helper has a say, besides that there is one.
const HELPERS: [&str; 4] = ["household.helper", "household.helper_role", "household.helper_phone", "household.pairing"];

/// Those of these facts that an expression names which the planner computes, or which leads to one.
fn asked_for(campaign: &Campaign, facts: &[&'static str]) -> Vec<&'static str> {
    let tags = campaign.tags.iter().filter_map(|tag| tag.when.as_ref());
    let duties = campaign.duties.iter().map(|duty| &duty.who);
    let stages = campaign.stages.iter().flat_map(|stage| stage.who.iter().chain(&stage.done));
    let calculated = campaign.questions.values().filter_map(|question| question.calculation.as_ref());
    let names: HashSet<&String> = tags.chain(duties).chain(stages).chain(calculated).flat_map(Formula::names).collect();
    facts.iter().copied().filter(|fact| names.iter().any(|name| *name == fact)).collect()
}

fn regions(journal: &Journal) -> BTreeMap<RecordId, Region> {
    journal.records(&Kind::Region).map(|record| (record.id().clone(), Region::of(&record))).collect()
}

fn signals(journal: &Journal) -> Vec<SignalGiven> {
    journal.records(&SignalGiven::kind()).filter_map(|record| SignalGiven::of(&record)).collect()
}

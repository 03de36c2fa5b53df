//! 今天: whom to see today and why.
//!
//! Each household gets an urgency, the sum of what speaks for seeing it now. Every weight is the campaign's: those of tags and
//! duties stand in their sheets, those of findings and stages are parameters.
//!
//! | what | weight |
//! |---|---|
//! | a red finding is open | `weight_red` (50) |
//! | an urgent clock runs | `weight_urgent` (80), and as much again when it has run out |
//! | a finding is past due | `weight_overdue` (30) |
//! | a signal's visit is open | the duty's weight, twice in the last quarter of its hours |
//! | a duty of the week or day is open | the duty's weight × what is open ÷ days left, today included |
//! | not yet surveyed | `weight_survey` (20) ÷ days left to the stage's end, today included |
//! | a tag | the tag's weight, once something else speaks for a visit |
//!
//! Rows stand by 组, so that walking is short: groups by their most urgent household, households by urgency.
//!
//! A change of one household costs one computation of its [`Subject`] and one search in the order; a new moment or a signal
//! scores all again without computing an expression.

use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};

use super::reason::{Reason, Scorer};
use super::subject::Subject;
use super::{SignalGiven, Span, running};
use crate::campaign::Campaign;
use crate::moment::Moment;

/// The list, kept in order.
#[derive(Clone, Debug)]
pub struct Today {
    subjects: Vec<Subject>,
    places: HashMap<String, usize>,
    scores: Vec<Score>,
    order: Vec<u32>,
    signals: Vec<SignalGiven>,
    now: Moment,
}

/// How urgent a household is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// The sum of the weights.
    pub urgency: f64,
    /// Whether it must be today: a clock runs out, a duty's last chance, a red finding.
    pub must: bool,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'t> {
    /// The household.
    pub subject: &'t Subject,
    /// How urgent it is.
    pub score: Score,
    /// Why, most urgent first.
    pub reasons: Vec<Reason>,
}

/// The weights that are parameters.
pub(super) struct Weights {
    pub(super) red: f64,
    pub(super) urgent: f64,
    pub(super) overdue: f64,
    pub(super) survey: f64,
}

impl Weights {
    pub(super) fn of(campaign: &Campaign) -> Self {
        let weight = |name: &str, usual: f64| {
            campaign
                .params
                .get(name)
                .and_then(|text| text.parse().ok())
                .filter(|weight: &f64| weight.is_finite())
                .unwrap_or(usual)
        };
        Self {
            red: weight("weight_red", 50.0),
            urgent: weight("weight_urgent", 80.0),
            overdue: weight("weight_overdue", 30.0),
            survey: weight("weight_survey", 20.0),
        }
    }
}

impl Today {
    /// An empty list.
    #[must_use]
    pub fn new(now: Moment) -> Self {
        Self {
            subjects: Vec::new(),
            places: HashMap::new(),
            scores: Vec::new(),
            order: Vec::new(),
            signals: Vec::new(),
            now,
        }
    }

    /// The list of these households.
    #[must_use]
    pub fn of(campaign: &Campaign, subjects: Vec<Subject>, signals: Vec<SignalGiven>, now: Moment) -> Self {
        let mut today = Self { signals, ..Self::new(now) };
        for subject in subjects {
            let next = today.subjects.len();
            let place = *today.places.entry(subject.id.clone()).or_insert(next);
            match today.subjects.get_mut(place) {
                Some(slot) => *slot = subject,
                None => today.subjects.push(subject),
            }
        }
        today.rescore(campaign);
        today
    }

    /// How many households it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.subjects.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }

    /// The signals it knows.
    #[must_use]
    pub fn signals(&self) -> &[SignalGiven] {
        &self.signals
    }

    /// The moment it is of.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Puts a household in the place of the one of its identity, or adds it.
    pub fn put(&mut self, campaign: &Campaign, subject: Subject) {
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        let score = scorer.score(&subject);
        let next = self.subjects.len();
        let place = *self.places.entry(subject.id.clone()).or_insert(next);
        let number = index(place);
        self.order.retain(|other| *other != number);
        if let (Some(slot), Some(old)) = (self.subjects.get_mut(place), self.scores.get_mut(place)) {
            (*slot, *old) = (subject, score);
        } else {
            self.subjects.push(subject);
            self.scores.push(score);
        }
        let at = self.order.partition_point(|other| self.compare(*other, number) == Ordering::Less);
        self.order.insert(at, number);
    }

    /// Sets the moment and the signals; the whole list follows.
    pub fn set(&mut self, campaign: &Campaign, signals: Vec<SignalGiven>, now: Moment) {
        (self.signals, self.now) = (signals, now);
        self.rescore(campaign);
    }

    fn rescore(&mut self, campaign: &Campaign) {
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        self.scores = self.subjects.iter().map(|subject| scorer.score(subject)).collect();
        let mut order: Vec<u32> = (0..index(self.subjects.len())).collect();
        order.sort_unstable_by(|a, b| self.compare(*a, *b));
        self.order = order;
    }

    /// By urgency, then by the roster.
    fn compare(&self, a: u32, b: u32) -> Ordering {
        let score = |place: u32| self.scores.get(place as usize).copied().unwrap_or_default();
        let subject = |place: u32| self.subjects.get(place as usize).map(|subject| (subject.order, &subject.id));
        let key = |score: Score| (score.must, score.urgency);
        let ((must_a, urgency_a), (must_b, urgency_b)) = (key(score(a)), key(score(b)));
        (must_b.cmp(&must_a)).then(urgency_b.total_cmp(&urgency_a)).then_with(|| subject(a).cmp(&subject(b)))
    }

    /// The households to see today, in order of urgency; of one helper or of all. Those put off are left out unless they must
    /// be seen.
    pub fn urgent<'t>(&'t self, helper: Option<&'t str>) -> impl Iterator<Item = &'t Subject> {
        let day = self.now.day();
        let speaks = move |place: &&u32| self.scores.get(**place as usize).is_some_and(|score| score.urgency > 0.0);
        let waits = move |subject: &&Subject| {
            let must = self.score(&subject.id).is_some_and(|score| score.must);
            must || subject.put_off.as_ref().is_none_or(|(until, _)| *until <= day)
        };
        self.order
            .iter()
            .take_while(speaks)
            .filter_map(|place| self.subjects.get(*place as usize))
            .filter(move |subject| helper.is_none_or(|helper| subject.helper == helper))
            .filter(waits)
    }

    /// The list by groups: at most `most` households, the most urgent; groups by their most urgent household.
    #[must_use]
    pub fn groups<'t>(
        &'t self,
        campaign: &Campaign,
        helper: Option<&'t str>,
        most: usize,
    ) -> Vec<(&'t str, Vec<Row<'t>>)> {
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        let mut groups: Vec<(&str, Vec<Row<'_>>)> = Vec::new();
        for subject in self.urgent(helper).take(most) {
            let score = self.score(&subject.id).unwrap_or_default();
            let row = Row { subject, score, reasons: scorer.reasons(subject) };
            match groups.iter_mut().find(|(group, _)| *group == subject.group) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((&subject.group, vec![row])),
            }
        }
        groups
    }

    /// How urgent a household is.
    #[must_use]
    pub fn score(&self, household: &str) -> Option<Score> {
        self.scores.get(*self.places.get(household)?).copied()
    }

    /// Why a household is to be seen.
    #[must_use]
    pub fn reasons(&self, campaign: &Campaign, household: &str) -> Vec<Reason> {
        let subject = self.places.get(household).and_then(|place| self.subjects.get(*place));
        subject.map(|subject| Scorer::new(campaign, &self.signals, self.now).reasons(subject)).unwrap_or_default()
    }

    /// 还差哪几户: the households that a stage concerns and that are not done with it, in the roster's order, and how many it
    /// concerns in all.
    #[must_use]
    pub fn missing(&self, campaign: &Campaign, stage: &str) -> (Vec<&Subject>, usize) {
        let Some(stage) = campaign.stages.iter().position(|known| known.name == stage) else { return (Vec::new(), 0) };
        let mut concerned = 0;
        let mut missing: Vec<&Subject> = Vec::new();
        for subject in &self.subjects {
            if let Some(done) = subject.is_done(campaign, stage, &self.signals, self.now) {
                concerned += 1;
                if !done {
                    missing.push(subject);
                }
            }
        }
        missing.sort_by_key(|subject| (subject.order, &subject.id));
        (missing, concerned)
    }

    /// 还差哪几户 of a duty in the running week, day or signal: those with something open, and how many it concerns in all.
    #[must_use]
    pub fn owing(&self, campaign: &Campaign, duty: &str) -> (Vec<&Subject>, usize) {
        let Some(place) = campaign.duties.iter().position(|known| known.name == duty) else { return (Vec::new(), 0) };
        let span = campaign.duties.get(place).map_or(Span::week(self.now.day()), |duty| running(&duty.per, self.now));
        let concerned: Vec<&Subject> = self.subjects.iter().filter(|subject| subject.duties.contains(&place)).collect();
        let count = concerned.len();
        let open = |subject: &&Subject| subject.tally(campaign, place, &self.signals, span, self.now).open() > 0;
        let mut owing: Vec<&Subject> = concerned.into_iter().filter(open).collect();
        owing.sort_by_key(|subject| (subject.order, &subject.id));
        (owing, count)
    }

    /// Households that nobody answers for although a duty concerns them.
    #[must_use]
    pub fn unassigned(&self) -> Vec<&Subject> {
        let mut alone: Vec<&Subject> =
            self.subjects.iter().filter(|subject| subject.helper.is_empty() && !subject.duties.is_empty()).collect();
        alone.sort_by_key(|subject| (subject.order, &subject.id));
        alone
    }

    /// The helpers, with how many of today's households are theirs, the busiest first.
    #[must_use]
    pub fn helpers(&self) -> Vec<(&str, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let names: HashSet<&str> = self.subjects.iter().map(|subject| subject.helper.as_str()).collect();
        for name in names.into_iter().filter(|name| !name.is_empty()) {
            counts.insert(name, 0);
        }
        for subject in self.urgent(None) {
            if let Some(count) = counts.get_mut(subject.helper.as_str()) {
                *count += 1;
            }
        }
        let mut helpers: Vec<(&str, usize)> = counts.into_iter().collect();
        helpers.sort_by_key(|(name, count)| (Reverse(*count), *name));
        helpers
    }
}

fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

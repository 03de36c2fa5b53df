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
//! Rows stand by 组, so that walking is short: groups by their most urgent household, households by urgency. A household that was
//! seen today and that no duty asks more of today is settled: it stands apart.
//!
//! A change of one household costs one computation of its [`Subject`] and one search in the order. A signal scores those whom its
//! duties concern; a new moment scores nobody until one comes at which a score changes by time alone, as midnight and the end of
//! a clock are.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use super::reason::{Reason, Scorer};
use super::subject::Subject;
use super::{Made, SignalGiven, Standing, running, tally};
use crate::campaign::{Campaign, Per};
use crate::moment::Moment;

/// The list, kept in order.
#[derive(Clone, Debug)]
pub struct Today {
    subjects: Vec<Subject>,
    places: HashMap<String, usize>,
    seen: Vec<Seen>,
    order: Vec<u32>,
    stages: Vec<Progress>,
    duties: Vec<Progress>,
    signals: Vec<SignalGiven>,
    now: Moment,
    /// Until when no score changes by time alone.
    turn: Moment,
}

/// How urgent a household is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// The sum of the weights.
    pub urgency: f64,
    /// Whether it must be today: a clock runs out, a duty's last chance, a red finding.
    pub must: bool,
    /// Whether it was seen today and no duty asks for more today.
    pub settled: bool,
}

/// How far something has come over the households it concerns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many it concerns.
    pub concerned: usize,
    /// How many of them are done with it.
    pub done: usize,
}

impl Progress {
    /// How many are not done with it.
    #[must_use]
    pub const fn left(self) -> usize {
        self.concerned - self.done
    }

    const fn add(&mut self, done: bool) {
        self.concerned += 1;
        self.done += done as usize;
    }

    const fn take(&mut self, done: bool) {
        self.concerned -= 1;
        self.done -= done as usize;
    }
}

/// What was computed of a household at the list's moment.
#[derive(Clone, Debug, Default, PartialEq)]
struct Seen {
    score: Score,
    /// Of each stage that concerns it, by place: whether it is done.
    stages: Vec<(usize, bool)>,
    /// Of each duty by which something is owed to it now, by place: whether all of it was made.
    duties: Vec<(usize, bool)>,
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

/// What a village has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VillageState {
    /// Its households.
    pub households: usize,
    /// How far each stage has come, by the stage's place in the campaign.
    pub stages: Vec<Progress>,
    /// How far each duty has come, by the duty's place in the campaign.
    pub duties: Vec<Progress>,
    /// Red findings that are open.
    pub red: usize,
    /// Findings past due.
    pub overdue: usize,
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
    pub fn new(campaign: &Campaign, now: Moment) -> Self {
        Self {
            subjects: Vec::new(),
            places: HashMap::new(),
            seen: Vec::new(),
            order: Vec::new(),
            stages: vec![Progress::default(); campaign.stages.len()],
            duties: vec![Progress::default(); campaign.duties.len()],
            signals: Vec::new(),
            now,
            turn: now,
        }
    }

    /// The list of these households.
    #[must_use]
    pub fn of(campaign: &Campaign, subjects: Vec<Subject>, signals: Vec<SignalGiven>, now: Moment) -> Self {
        let mut today = Self { signals, ..Self::new(campaign, now) };
        for subject in subjects {
            let next = today.subjects.len();
            let place = *today.places.entry(subject.home.id.clone()).or_insert(next);
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
        self.subjects.iter().filter(|subject| !subject.home.gone).count()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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

    /// Everyone it knows, in no order.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter().filter(|subject| !subject.home.gone)
    }

    /// The household of this identity.
    #[must_use]
    pub fn subject(&self, household: &str) -> Option<&Subject> {
        self.subjects.get(*self.places.get(household)?).filter(|subject| !subject.home.gone)
    }

    /// How far each stage has come, by its place in the campaign.
    #[must_use]
    pub fn stages(&self) -> &[Progress] {
        &self.stages
    }

    /// How far each duty has come in its [`running`] week, day or signal, by its place in the campaign. Households to which nothing is
    /// owed are not concerned.
    #[must_use]
    pub fn duties(&self) -> &[Progress] {
        &self.duties
    }

    /// Puts a household in the place of the one of its identity, or adds it.
    pub fn put(&mut self, campaign: &Campaign, subject: Subject) {
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        let seen = self.look(campaign, &scorer, &subject);
        self.turn = self.turn.min(scorer.turn(std::slice::from_ref(&subject)));
        let next = self.subjects.len();
        let place = *self.places.entry(subject.home.id.clone()).or_insert(next);
        let number = index(place);
        self.order.retain(|other| *other != number);
        self.count(&seen, Progress::add);
        if let (Some(slot), Some(old)) = (self.subjects.get_mut(place), self.seen.get_mut(place)) {
            *slot = subject;
            let old = std::mem::replace(old, seen);
            self.count(&old, Progress::take);
        } else {
            self.subjects.push(subject);
            self.seen.push(seen);
        }
        let at = self.order.partition_point(|other| self.compare(*other, number) == Ordering::Less);
        self.order.insert(at, number);
    }

    /// Lets time pass. Nothing is computed until a moment comes at which a score changes by time alone; time that goes back, as a
    /// clock that is put right, is such a moment.
    pub fn advance(&mut self, campaign: &Campaign, now: Moment) {
        let same = self.now <= now && now < self.turn;
        self.now = now;
        if !same {
            self.rescore(campaign);
        }
    }

    /// Sets the signals; those whom their duties concern are scored anew.
    pub fn set_signals(&mut self, campaign: &Campaign, signals: Vec<SignalGiven>) {
        self.signals = signals;
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        self.turn = self.turn.min(scorer.turn(&[]));
        let by_signal: Vec<usize> = places_of(campaign, |per| matches!(per, Per::Signal { .. }));
        let concerned = |subject: &Subject| subject.duties.iter().any(|duty| by_signal.contains(duty));
        let changed: Vec<(usize, Seen)> = self
            .subjects
            .iter()
            .enumerate()
            .filter(|(_, subject)| concerned(subject))
            .map(|(place, subject)| (place, self.look(campaign, &scorer, subject)))
            .collect();
        for (place, seen) in changed {
            self.count(&seen, Progress::add);
            if let Some(old) = self.seen.get_mut(place) {
                let old = std::mem::replace(old, seen);
                self.count(&old, Progress::take);
            }
        }
        self.sort();
    }

    fn rescore(&mut self, campaign: &Campaign) {
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        self.turn = scorer.turn(&self.subjects);
        let seen: Vec<Seen> = self.subjects.iter().map(|subject| self.look(campaign, &scorer, subject)).collect();
        self.stages.fill(Progress::default());
        self.duties.fill(Progress::default());
        for one in &seen {
            self.count(one, Progress::add);
        }
        self.seen = seen;
        self.sort();
    }

    /// Computes a household at the list's moment.
    fn look(&self, campaign: &Campaign, scorer: &Scorer<'_>, subject: &Subject) -> Seen {
        let stages = subject.stages.iter().enumerate().filter(|(_, standing)| **standing != Standing::Not);
        let stages = stages
            .filter_map(|(place, _)| Some((place, subject.is_done(campaign, place, &self.signals, self.now)?)))
            .collect();
        let duties = subject.duties.iter().filter_map(|place| {
            let duty = campaign.duties.get(*place)?;
            let span = running(&duty.per, self.now);
            let tally = tally(campaign, duty, &subject.home.made, &self.signals, span, self.now);
            (tally.owed > 0).then_some((*place, tally.is_met()))
        });
        Seen { score: scorer.score(subject), stages, duties: duties.collect() }
    }

    /// Counts a household in or out.
    fn count(&mut self, seen: &Seen, change: fn(&mut Progress, bool)) {
        for (counts, states) in [(&mut self.stages, &seen.stages), (&mut self.duties, &seen.duties)] {
            for (place, done) in states {
                if let Some(progress) = counts.get_mut(*place) {
                    change(progress, *done);
                }
            }
        }
    }

    fn sort(&mut self) {
        let mut order: Vec<u32> = (0..index(self.subjects.len())).collect();
        order.sort_unstable_by(|a, b| self.compare(*a, *b));
        self.order = order;
    }

    /// By urgency, then by the roster.
    fn compare(&self, a: u32, b: u32) -> Ordering {
        let score = |place: u32| self.seen.get(place as usize).map(|seen| seen.score).unwrap_or_default();
        let home = |place: u32| self.subjects.get(place as usize).map(|Subject { home, .. }| (home.order, &home.id));
        let (one, other) = (score(a), score(b));
        (other.must.cmp(&one.must)).then(other.urgency.total_cmp(&one.urgency)).then_with(|| home(a).cmp(&home(b)))
    }

    /// The households for which something speaks, in order of urgency, with their scores.
    fn speaking(&self) -> impl Iterator<Item = (&Subject, Score)> {
        let scored = self
            .order
            .iter()
            .filter_map(|place| Some((self.subjects.get(*place as usize)?, self.seen.get(*place as usize)?.score)));
        scored.take_while(|(_, score)| score.urgency > 0.0)
    }

    /// The households to see today, in order of urgency; of one helper or of all. Those put off are left out unless they must
    /// be seen, and so are those that are settled.
    pub fn urgent<'t>(&'t self, helper: Option<&'t str>) -> impl Iterator<Item = &'t Subject> {
        let day = self.now.day();
        self.speaking()
            .filter(|(_, score)| !score.settled)
            .filter(move |(subject, score)| {
                score.must || subject.home.put_off.as_ref().is_none_or(|put_off| put_off.until <= day)
            })
            .map(|(subject, _)| subject)
            .filter(move |subject| is_of(subject, helper))
    }

    /// The households that would be on the list had they not been put off, the most urgent first.
    pub fn put_off<'t>(&'t self, helper: Option<&'t str>) -> impl Iterator<Item = &'t Subject> {
        let day = self.now.day();
        self.speaking()
            .filter(move |(subject, score)| {
                let put_off = subject.home.put_off.as_ref().is_some_and(|put_off| put_off.until > day);
                put_off && !score.must && !score.settled
            })
            .map(|(subject, _)| subject)
            .filter(move |subject| is_of(subject, helper))
    }

    /// The households that somebody was in touch with today, the latest first.
    #[must_use]
    pub fn seen<'t>(&'t self, helper: Option<&'t str>) -> Vec<(&'t Subject, Made)> {
        let here = self.subjects().filter(|subject| is_of(subject, helper));
        let mut seen: Vec<_> = here.filter_map(|subject| Some((subject, subject.seen_on(self.now)?))).collect();
        seen.sort_unstable_by(|(one, a), (other, b)| b.when.cmp(&a.when).then_with(|| one.home.id.cmp(&other.home.id)));
        seen
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
            let score = self.score(&subject.home.id).unwrap_or_default();
            let row = Row { subject, score, reasons: scorer.reasons(subject) };
            match groups.iter_mut().find(|(group, _)| *group == subject.home.group) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((&subject.home.group, vec![row])),
            }
        }
        groups
    }

    /// How urgent a household is.
    #[must_use]
    pub fn score(&self, household: &str) -> Option<Score> {
        self.seen.get(*self.places.get(household)?).map(|seen| seen.score)
    }

    /// Why a household is to be seen.
    #[must_use]
    pub fn reasons(&self, campaign: &Campaign, household: &str) -> Vec<Reason> {
        let subject = self.subject(household);
        subject.map(|subject| Scorer::new(campaign, &self.signals, self.now).reasons(subject)).unwrap_or_default()
    }

    /// 还差哪几户: the households that a stage concerns and that are not done with it, in the roster's order.
    #[must_use]
    pub fn missing(&self, stage: usize) -> Vec<&Subject> {
        self.left(|seen| &seen.stages, stage)
    }

    /// 还差哪几户 of a duty in its [`running`] week, day or signal: those to which more is owed than was made, in the roster's order.
    #[must_use]
    pub fn owing(&self, duty: usize) -> Vec<&Subject> {
        self.left(|seen| &seen.duties, duty)
    }

    fn left(&self, of: fn(&Seen) -> &Vec<(usize, bool)>, place: usize) -> Vec<&Subject> {
        let left = self.subjects.iter().zip(&self.seen).filter(|(_, seen)| of(seen).contains(&(place, false)));
        in_order(left.map(|(subject, _)| subject).collect())
    }

    /// Households that nobody answers for although a duty concerns them.
    #[must_use]
    pub fn unassigned(&self) -> Vec<&Subject> {
        let alone = |subject: &&Subject| subject.home.helpers.is_empty() && !subject.duties.is_empty();
        in_order(self.subjects.iter().filter(alone).collect())
    }

    /// The helpers who answer for anybody, with how many of today's households are theirs, the busiest first.
    #[must_use]
    pub fn helpers(&self) -> Vec<(&str, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for id in self.subjects().flat_map(|subject| &subject.home.helpers) {
            counts.entry(id.as_str()).or_default();
        }
        for id in self.urgent(None).flat_map(|subject| &subject.home.helpers) {
            if let Some(count) = counts.get_mut(id.as_str()) {
                *count += 1;
            }
        }
        let mut helpers: Vec<(&str, usize)> = counts.into_iter().collect();
        helpers.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
        helpers
    }

    /// What each village has come to, by the identity of its `region` record.
    #[must_use]
    pub fn villages(&self) -> HashMap<&str, VillageState> {
        let mut villages: HashMap<&str, VillageState> = HashMap::new();
        for (subject, seen) in self.subjects.iter().zip(&self.seen).filter(|(subject, _)| !subject.home.gone) {
            let village = villages.entry(&subject.home.village).or_insert_with(|| VillageState {
                stages: vec![Progress::default(); self.stages.len()],
                duties: vec![Progress::default(); self.duties.len()],
                ..VillageState::default()
            });
            village.households += 1;
            for (counts, states) in [(&mut village.stages, &seen.stages), (&mut village.duties, &seen.duties)] {
                for (place, done) in states {
                    if let Some(progress) = counts.get_mut(*place) {
                        progress.add(*done);
                    }
                }
            }
            let (red, overdue) = subject.findings(self.now);
            village.red += red;
            village.overdue += overdue;
        }
        villages
    }
}

fn is_of(subject: &Subject, helper: Option<&str>) -> bool {
    helper.is_none_or(|helper| subject.home.helpers.iter().any(|id| id == helper))
}

/// In the roster's order.
fn in_order(mut subjects: Vec<&Subject>) -> Vec<&Subject> {
    subjects.sort_unstable_by(|a, b| (a.home.order, &a.home.id).cmp(&(b.home.order, &b.home.id)));
    subjects
}

/// The places of the duties that come round like this.
fn places_of(campaign: &Campaign, wanted: impl Fn(&Per) -> bool) -> Vec<usize> {
    (0..).zip(&campaign.duties).filter(|(_, duty)| wanted(&duty.per)).map(|(place, _)| place).collect()
}

fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

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
//!
//! Here the list is kept. What is asked of it stands in `ask`, what it says in numbers in `figures`.

mod ask;
mod figures;

pub use figures::{Group, Progress, Row, Score, VillageState};

pub(super) use figures::Weights;

use std::cmp::Ordering;
use std::collections::HashMap;

use super::reason::Scorer;
use super::subject::Subject;
use super::{SignalGiven, Standing, running, tally};
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
    totals: Totals,
    now: Moment,
    /// Until when no score changes by time alone.
    turn: Moment,
}

/// What was computed of a household at the list's moment.
#[derive(Clone, Debug, Default, PartialEq)]
struct Seen {
    score: Score,
    /// Of each stage that concerns it, by place: whether it is done.
    stages: Vec<(usize, bool)>,
    /// Of each duty by which something is owed to it now, by place: whether all of it was made.
    duties: Vec<(usize, bool)>,
    place: Place,
    /// Whether somebody was in touch with it today.
    met: bool,
    /// Whether a duty concerns it and nobody answers for it.
    alone: bool,
}

/// Where a household stands today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// Nothing speaks for seeing it, or it is settled.
    #[default]
    Off,
    /// On the list.
    Listed,
    /// It would be on the list, had it not been put off.
    Waiting,
}

/// How many households there are of each sort, so that a screen need not count twenty thousand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Totals {
    listed: usize,
    waiting: usize,
    met: usize,
    alone: usize,
}

impl Totals {
    fn each(&mut self, seen: &Seen) -> [(&mut usize, bool); 4] {
        [
            (&mut self.listed, seen.place == Place::Listed),
            (&mut self.waiting, seen.place == Place::Waiting),
            (&mut self.met, seen.met),
            (&mut self.alone, seen.alone),
        ]
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
            totals: Totals::default(),
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
        self.subjects().count()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subjects().next().is_none()
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
        self.count(&seen, true);
        if let (Some(slot), Some(old)) = (self.subjects.get_mut(place), self.seen.get_mut(place)) {
            *slot = subject;
            let old = std::mem::replace(old, seen);
            self.count(&old, false);
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
        let mut moved: Vec<u32> = Vec::with_capacity(changed.len());
        for (place, seen) in changed {
            self.count(&seen, true);
            if let Some(old) = self.seen.get_mut(place) {
                let old = std::mem::replace(old, seen);
                self.count(&old, false);
                moved.push(index(place));
            }
        }
        self.reorder(moved);
    }

    fn rescore(&mut self, campaign: &Campaign) {
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        self.turn = scorer.turn(&self.subjects);
        let seen: Vec<Seen> = self.subjects.iter().map(|subject| self.look(campaign, &scorer, subject)).collect();
        self.stages.fill(Progress::default());
        self.duties.fill(Progress::default());
        self.totals = Totals::default();
        for one in &seen {
            self.count(one, true);
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
        let score = scorer.score(subject);
        let put_off = subject.home.put_off.as_ref().is_some_and(|put_off| put_off.until > self.now.day());
        Seen {
            score,
            stages,
            duties: duties.collect(),
            place: match score {
                _ if !score.speaks() || score.settled => Place::Off,
                Score { must: false, .. } if put_off => Place::Waiting,
                _ => Place::Listed,
            },
            met: !subject.home.gone && subject.seen_on(self.now).is_some(),
            alone: subject.home.helpers.is_empty() && !subject.duties.is_empty(),
        }
    }

    /// Counts a household in or out.
    fn count(&mut self, seen: &Seen, into: bool) {
        for (count, is) in self.totals.each(seen) {
            *count = if into { *count + usize::from(is) } else { *count - usize::from(is) };
        }
        let change = if into { Progress::add } else { Progress::take };
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

    /// Puts these households in their places among the others, which have not moved.
    fn reorder(&mut self, mut moved: Vec<u32>) {
        let mut stays = vec![true; self.subjects.len()];
        for place in &moved {
            if let Some(stays) = stays.get_mut(*place as usize) {
                *stays = false;
            }
        }
        moved.sort_unstable_by(|a, b| self.compare(*a, *b));
        let mut order = Vec::with_capacity(self.order.len());
        let mut moved = moved.into_iter().peekable();
        for place in self.order.iter().copied().filter(|place| stays.get(*place as usize) == Some(&true)) {
            while let Some(next) = moved.next_if(|next| self.compare(*next, place) == Ordering::Less) {
                order.push(next);
            }
            order.push(place);
        }
        order.extend(moved);
        self.order = order;
    }

    /// By urgency, then by the roster.
    fn compare(&self, a: u32, b: u32) -> Ordering {
        let score = |place: u32| self.seen.get(place as usize).map(|seen| seen.score).unwrap_or_default();
        let home = |place: u32| self.subjects.get(place as usize).map(|Subject { home, .. }| (home.order, &home.id));
        let (one, other) = (score(a), score(b));
        (other.must.cmp(&one.must)).then(other.urgency.total_cmp(&one.urgency)).then_with(|| home(a).cmp(&home(b)))
    }
}

/// The places of the duties that come round like this.
fn places_of(campaign: &Campaign, wanted: impl Fn(&Per) -> bool) -> Vec<usize> {
    (0..).zip(&campaign.duties).filter(|(_, duty)| wanted(&duty.per)).map(|(place, _)| place).collect()
}

fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

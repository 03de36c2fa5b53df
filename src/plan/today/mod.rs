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
//! seen today and that no duty asks more of today is settled: it stands apart. Where a red hazard is open or an urgent clock runs, a call
//! settles nothing: it stays on the list until somebody was there.
//!
//! A change of one household costs one computation of its [`Subject`] and one search in the order. A signal scores those whom its
//! duties concern, and only what these add to them; a new moment scores nobody until one comes at which a score changes by time
//! alone, as midnight and the end of a clock are. Reasons are put into words for the rows that are shown, when they are shown.
//!
//! Here the list is kept, with its order in `order` and how everything stands for each household in `marks`. What is asked of it
//! stands in `ask`, what it says in numbers in `figures`.

mod ask;
mod figures;
mod marks;
mod order;

pub use figures::{Group, Progress, Row, Score, VillageState};

pub(super) use figures::Weights;

use std::collections::HashMap;

use chrono::TimeDelta;

use super::reason::{Rest, Scorer};
use super::subject::Subject;
use super::{SignalGiven, Standing};
use crate::campaign::{Campaign, Per};
use crate::moment::Moment;
use marks::{Mark, Marks};
use order::{Order, key};

/// The list, kept in order.
#[derive(Clone, Debug)]
pub struct Today {
    subjects: Vec<Subject>,
    places: HashMap<String, usize>,
    seen: Vec<Seen>,
    marks: Marks,
    order: Order,
    stages: Vec<Progress>,
    duties: Vec<Progress>,
    signals: Vec<SignalGiven>,
    totals: Totals,
    now: Moment,
    /// Until when no score changes by time alone.
    turn: Moment,
    /// The latest moment at which somebody was in touch or visited, by what was entered.
    latest: Option<Moment>,
}

/// What was computed of a household at the list's moment.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "none of them follows from the others")]
struct Seen {
    score: Score,
    /// The part of its urgency in which no signal has a say.
    rest: Rest,
    /// Whether a signal has one.
    hears: bool,
    /// Its urgency as the order has it.
    key: u32,
    place: Place,
    /// Whether it is put off, unless it must be seen.
    put_off: bool,
    /// Whether somebody was in touch with it today.
    met: bool,
    /// Whether a duty concerns it and nobody answers for it.
    alone: bool,
}

impl Seen {
    /// With this score.
    fn scored(self, score: Score) -> Self {
        let place = match score {
            _ if !score.speaks() || score.settled => Place::Off,
            Score { must: false, .. } if self.put_off => Place::Waiting,
            _ => Place::Listed,
        };
        Self { score, place, key: key(score), ..self }
    }
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
    /// Counts a household in or out.
    fn count(&mut self, seen: &Seen, into: bool) {
        let each = [
            (&mut self.listed, seen.place == Place::Listed),
            (&mut self.waiting, seen.place == Place::Waiting),
            (&mut self.met, seen.met),
            (&mut self.alone, seen.alone),
        ];
        for (count, is) in each {
            *count = if into { *count + usize::from(is) } else { *count - usize::from(is) };
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
            marks: Marks::new(campaign),
            order: Order::default(),
            stages: vec![Progress::default(); campaign.stages.len()],
            duties: vec![Progress::default(); campaign.duties.len()],
            signals: Vec::new(),
            totals: Totals::default(),
            now,
            turn: now,
            latest: None,
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
        today.order = Order::of(&today.subjects);
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

    /// The latest moment that was entered, where it is more than a day ahead: the clock of this device, or of the one that wrote it,
    /// is wrong.
    #[must_use]
    pub fn ahead(&self) -> Option<Moment> {
        self.latest.filter(|latest| latest.since(self.now) > TimeDelta::days(1))
    }

    /// Everyone it knows, in no order.
    pub fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter().filter(|subject| !subject.home.gone)
    }

    /// Those whom a signal's duty concerns, in no order.
    pub fn hearing(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter().zip(&self.seen).filter(|(_, seen)| seen.hears).map(|(subject, _)| subject)
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
        let mut row = Vec::new();
        let seen = self.look(campaign, &scorer, &subject, &mut row);
        self.turn = self.turn.min(scorer.turn(std::slice::from_ref(&subject)));
        self.latest = self.latest.max(subject.latest());
        let next = self.subjects.len();
        let place = *self.places.entry(subject.home.id.clone()).or_insert(next);
        self.order.take(place, &self.subjects, &self.seen);
        if let Some(old) = self.seen.get(place).copied() {
            self.totals.count(&old, false);
            self.count(place, false);
        }
        if let (Some(slot), Some(old)) = (self.subjects.get_mut(place), self.seen.get_mut(place)) {
            (*slot, *old) = (subject, seen);
        } else {
            self.subjects.push(subject);
            self.seen.push(seen);
        }
        self.marks.set(place, &row);
        self.totals.count(&seen, true);
        self.count(place, true);
        self.order.put(place, &self.subjects, &self.seen);
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
        let stages = stages_that_ask(campaign, &by_signal);
        let (mut stage_changes, mut duty_changes) = (Vec::new(), Vec::new());
        let hearing = self.subjects.iter().zip(&mut self.seen).enumerate().filter(|(_, (_, seen))| seen.hears);
        for (place, (subject, seen)) in hearing {
            self.totals.count(seen, false);
            *seen = seen.scored(scorer.score(subject, &seen.rest, seen.met));
            self.totals.count(seen, true);
            for duty in &by_signal {
                let mark = duty_mark(&scorer, subject, *duty);
                duty_changes.extend(self.marks.change_duty(place, *duty, mark).map(|old| (*duty, old, mark)));
            }
            for stage in &stages {
                let mark = Mark::of(subject.is_done(campaign, *stage, &self.signals, self.now));
                stage_changes.extend(self.marks.change_stage(place, *stage, mark).map(|old| (*stage, old, mark)));
            }
        }
        for (counts, changes) in [(&mut self.stages, stage_changes), (&mut self.duties, duty_changes)] {
            for (place, old, new) in changes {
                if let Some(progress) = counts.get_mut(place) {
                    old.count(progress, false);
                    new.count(progress, true);
                }
            }
        }
        self.order.sort(&self.seen);
    }

    fn rescore(&mut self, campaign: &Campaign) {
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        self.turn = scorer.turn(&self.subjects);
        self.latest = self.subjects.iter().filter_map(Subject::latest).max();
        let mut rows = Vec::with_capacity(self.subjects.len() * self.marks.width());
        let seen = self.subjects.iter().map(|subject| self.look(campaign, &scorer, subject, &mut rows)).collect();
        self.seen = seen;
        self.marks.set_all(rows);
        self.stages.fill(Progress::default());
        self.duties.fill(Progress::default());
        self.totals = Totals::default();
        for (place, seen) in self.seen.iter().enumerate() {
            self.totals.count(seen, true);
            count(&self.marks, place, [&mut self.stages, &mut self.duties], true);
        }
        self.order.sort(&self.seen);
    }

    /// Computes a household at the list's moment; how stages and duties stand is added to `row`.
    fn look(&self, campaign: &Campaign, scorer: &Scorer<'_>, subject: &Subject, row: &mut Vec<Mark>) -> Seen {
        row.extend((0..campaign.stages.len()).map(|stage| match subject.stages.get(stage) {
            None | Some(Standing::Not) => Mark::Not,
            Some(Standing::Done(done)) => Mark::of(Some(*done)),
            Some(Standing::Later(..)) => Mark::of(subject.is_done(campaign, stage, &self.signals, self.now)),
        }));
        row.extend((0..campaign.duties.len()).map(|duty| duty_mark(scorer, subject, duty)));
        let met = !subject.home.gone && subject.seen_on(self.now).is_some();
        let rest = scorer.rest(subject);
        let seen = Seen {
            rest,
            put_off: subject.home.put_off.as_ref().is_some_and(|put_off| put_off.until > self.now.day()),
            met,
            hears: scorer.hears(subject),
            alone: subject.home.helpers.is_empty() && !subject.duties.is_empty(),
            ..Seen::default()
        };
        seen.scored(scorer.score(subject, &rest, met))
    }

    /// Counts in or out how stages and duties stand for a household.
    fn count(&mut self, place: usize, into: bool) {
        count(&self.marks, place, [&mut self.stages, &mut self.duties], into);
    }
}

fn count(marks: &Marks, place: usize, counts: [&mut Vec<Progress>; 2], into: bool) {
    for (counts, row) in counts.into_iter().zip(marks.row(place)) {
        for (progress, mark) in counts.iter_mut().zip(row) {
            mark.count(progress, into);
        }
    }
}

/// How a duty stands for a household now; not at all where nothing is owed to it.
fn duty_mark(scorer: &Scorer<'_>, subject: &Subject, duty: usize) -> Mark {
    let asked = scorer.asked(duty).filter(|_| subject.duties.contains(&duty));
    let tally = asked.map(|asked| asked.tally(&subject.home.made)).filter(|tally| tally.owed > 0);
    Mark::of(tally.map(super::Tally::is_met))
}

/// The stages that are done or not by what these duties come to.
fn stages_that_ask(campaign: &Campaign, duties: &[usize]) -> Vec<usize> {
    let asks = |name: &String| {
        let duty = name.strip_prefix("duty.").and_then(|name| name.rsplit_once('.'));
        let is =
            |place: &usize| campaign.duties.get(*place).map(|known| known.name.as_str()) == duty.map(|duty| duty.0);
        duty.is_some() && duties.iter().any(is)
    };
    let stages = (0..).zip(&campaign.stages);
    let asking = stages.filter(|(_, stage)| stage.done.as_ref().is_some_and(|done| done.names().iter().any(asks)));
    asking.map(|(place, _)| place).collect()
}

/// The places of the duties that come round like this.
fn places_of(campaign: &Campaign, wanted: impl Fn(&Per) -> bool) -> Vec<usize> {
    (0..).zip(&campaign.duties).filter(|(_, duty)| wanted(&duty.per)).map(|(place, _)| place).collect()
}

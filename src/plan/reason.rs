//! Why a household is to be seen: one computation for the number and for the words, so that they cannot disagree.

use chrono::TimeDelta;

use super::SignalGiven;
use super::asked::Asked;
use super::due::days_left;
use super::subject::{Standing, Subject};
use super::today::{Score, Weights};
use crate::campaign::{Campaign, Per, Text};
use crate::finding::DueBy;
use crate::moment::Moment;
use crate::text::{Lang, Say};

/// A reason to see a household, in the words of its campaign.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// 急难: the clock runs.
    Urgent {
        /// Hours left, rounded down; negative where it has run out.
        hours: i64,
    },
    /// 红色隐患未解决.
    Red {
        /// How many.
        count: usize,
    },
    /// 超期.
    Overdue {
        /// How many findings.
        count: usize,
    },
    /// A signal's visit is open.
    Signal {
        /// The duty.
        duty: Text,
        /// Hours left, rounded down.
        hours: i64,
    },
    /// 本周 1/3.
    Week {
        /// How many were made.
        done: u32,
        /// How many are owed.
        owed: u32,
        /// Days left in the week, today included.
        days: u32,
    },
    /// 今天还没联系.
    Day {
        /// How many were made.
        done: u32,
        /// How many are owed.
        owed: u32,
    },
    /// A duty of the season.
    Once {
        /// The duty.
        duty: Text,
    },
    /// Something of a stage is not done, such as 未排查.
    Stage {
        /// The stage.
        stage: Text,
        /// Days left, today included; 0 where the stage is over.
        days: u32,
    },
    /// What the household is: 独居, 没有取暖.
    Tag {
        /// The tag.
        tag: Text,
    },
}

/// A reason by places in the campaign, which costs nothing to make.
#[derive(Clone, Copy)]
enum Cause {
    Urgent(i64),
    Red(usize),
    Overdue(usize),
    Signal(usize, i64),
    Week { done: u32, owed: u32, days: u32 },
    Day { done: u32, owed: u32 },
    Once(usize),
    Stage(usize, u32),
    Tag(usize),
}

impl Cause {
    /// Whether it is a duty that a contact of today would serve.
    const fn asks_for_a_contact(self) -> bool {
        matches!(self, Self::Signal(..) | Self::Week { .. } | Self::Day { .. } | Self::Once(_))
    }
}

/// Scores households at one moment.
pub(super) struct Scorer<'c> {
    campaign: &'c Campaign,
    weights: Weights,
    duties: Vec<Asked<'c>>,
    /// Of each stage that presses: how many days are left.
    pressing: Vec<Option<u32>>,
    signals: &'c [SignalGiven],
    now: Moment,
}

/// The part of a household's urgency in which no signal has a say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rest {
    urgency: f64,
    must: bool,
    /// Whether it speaks for a visit.
    speaks: bool,
    /// Whether a duty of it asks for a contact.
    asked: bool,
    /// What its tags add once something speaks for a visit.
    tags: f64,
}

impl<'c> Scorer<'c> {
    pub(super) fn new(campaign: &'c Campaign, signals: &'c [SignalGiven], now: Moment) -> Self {
        let duties = campaign.duties.iter().map(|duty| Asked::new(campaign, duty, signals, now));
        let pressing = campaign.stages.iter().map(|stage| {
            let begun = stage.start.is_none_or(|start| start <= now.day());
            stage.end.or(stage.start).filter(|_| begun).map(|_| stage.end.map_or(1, |end| left(now, end)))
        });
        Self {
            campaign,
            weights: Weights::of(campaign),
            duties: duties.collect(),
            pressing: pressing.collect(),
            signals,
            now,
        }
    }

    /// What a duty asks now.
    pub(super) fn asked(&self, duty: usize) -> Option<&Asked<'c>> {
        self.duties.get(duty)
    }

    /// What speaks for a household besides the signals.
    pub(super) fn rest(&self, subject: &Subject) -> Rest {
        let mut rest = Rest::default();
        let mut see = |weight: f64, must: bool, cause: Cause| {
            rest.urgency += weight;
            rest.must |= must;
            rest.asked |= cause.asks_for_a_contact();
        };
        let mut speaks = self.findings(subject, &mut see) | self.stages(subject, &mut see);
        for place in subject.duties.iter().filter(|place| !self.is_of_signals(**place)) {
            speaks |= self.duty(subject, *place, &mut see);
        }
        self.tags(subject, &mut |weight, _, _| rest.tags += weight);
        Rest { speaks, ..rest }
    }

    /// How urgent a household is, given the rest, and whether somebody `met` it today.
    pub(super) fn score(&self, subject: &Subject, rest: &Rest, met: bool) -> Score {
        let mut score = Score { urgency: rest.urgency, must: rest.must, settled: false };
        let mut called = false;
        for place in subject.duties.iter().filter(|place| self.is_of_signals(**place)) {
            called |= self.duty(subject, *place, &mut |weight, must, _| {
                score.urgency += weight;
                score.must |= must;
            });
        }
        if called || rest.speaks {
            score.urgency += rest.tags;
        }
        score.settled = met && !called && !rest.asked && !subject.is_only_called(self.now);
        score
    }

    /// Whether a signal has a say in a household's urgency.
    pub(super) fn hears(&self, subject: &Subject) -> bool {
        subject.duties.iter().any(|place| self.is_of_signals(*place))
    }

    fn is_of_signals(&self, duty: usize) -> bool {
        self.duties.get(duty).is_some_and(|asked| matches!(asked.duty.per, Per::Signal { .. }))
    }

    /// When the score of some household changes by time alone, at the earliest; within the day, whose end changes everything.
    pub(super) fn turn(&self, subjects: &[Subject]) -> Moment {
        let end = self.now.day().succ_opt().and_then(|next| self.now.on(next.and_hms_opt(0, 0, 0)?));
        let mut turn = end.unwrap_or_else(|| self.now.plus_hours(24));
        let mut see = |at: Moment| {
            if at > self.now {
                turn = turn.min(at);
            }
        };
        for duty in &self.campaign.duties {
            let Per::Signal { hours, .. } = &duty.per else { continue };
            for given in self.signals {
                see(given.from);
                see(given.from.plus_minutes(hours.saturating_mul(45)));
                // The last minute is still in time.
                see(given.from.plus_hours(*hours).plus_minutes(1));
            }
        }
        for open in subjects.iter().flat_map(|subject| &subject.open) {
            if let Some(DueBy::Moment(due)) = open.due {
                see(due);
            }
        }
        // What a clock that ran ahead has entered counts once its moment has come.
        subjects.iter().flat_map(|subject| &subject.home.made).for_each(|made| see(made.when));
        turn
    }

    /// Why, heaviest first; tags stand last, as they explain the others.
    pub(super) fn reasons(&self, subject: &Subject) -> Vec<Reason> {
        let mut causes: Vec<(f64, Cause)> = Vec::new();
        self.each(subject, &mut |weight, _, cause| causes.push((weight, cause)));
        let is_tag = |cause: &Cause| matches!(cause, Cause::Tag(_));
        causes.sort_by(|(a, one), (b, other)| is_tag(one).cmp(&is_tag(other)).then(b.total_cmp(a)));
        causes.into_iter().map(|(_, cause)| self.words(cause)).collect()
    }

    fn each(&self, subject: &Subject, see: &mut impl FnMut(f64, bool, Cause)) {
        if self.findings(subject, see) | self.duties(subject, see) | self.stages(subject, see) {
            self.tags(subject, see);
        }
    }

    fn duties(&self, subject: &Subject, see: &mut impl FnMut(f64, bool, Cause)) -> bool {
        let mut any = false;
        for place in &subject.duties {
            any |= self.duty(subject, *place, see);
        }
        any
    }

    fn stages(&self, subject: &Subject, see: &mut impl FnMut(f64, bool, Cause)) -> bool {
        let mut any = false;
        for (place, (standing, pressing)) in subject.stages.iter().zip(&self.pressing).enumerate() {
            // A stage that is done when a duty is met says nothing that the duty does not.
            if let (Standing::Done(false), Some(days)) = (standing, pressing) {
                any = true;
                see(self.weights.survey / f64::from((*days).max(1)), false, Cause::Stage(place, *days));
            }
        }
        any
    }

    fn tags(&self, subject: &Subject, see: &mut impl FnMut(f64, bool, Cause)) {
        for place in &subject.tags {
            let weight = self.campaign.tags.get(*place).map_or(0.0, |tag| tag.weight);
            see(weight, false, Cause::Tag(*place));
        }
    }

    fn findings(&self, subject: &Subject, see: &mut impl FnMut(f64, bool, Cause)) -> bool {
        let (red, overdue) = subject.findings(self.now);
        let clocks = subject.open.iter().filter(|open| open.urgent && !open.to_verify);
        let clock = clocks.filter_map(|open| open.due).map(|due| due.left(self.now)).min();
        if let Some(left) = clock {
            let weight = if left <= TimeDelta::zero() { 2.0 } else { 1.0 } * self.weights.urgent;
            see(weight, true, Cause::Urgent(left.num_hours()));
        }
        if red > 0 {
            see(self.weights.red, true, Cause::Red(red));
        }
        if overdue > 0 {
            see(self.weights.overdue, false, Cause::Overdue(overdue));
        }
        clock.is_some() || red > 0 || overdue > 0
    }

    fn duty(&self, subject: &Subject, place: usize, see: &mut impl FnMut(f64, bool, Cause)) -> bool {
        let Some(asked) = self.duties.get(place) else { return false };
        let (duty, made) = (asked.duty, &subject.home.made);
        if let Per::Signal { hours, .. } = &duty.per {
            let Some(until) = asked.due(made) else { return false };
            let left = until.since(self.now);
            let last_quarter = left <= TimeDelta::minutes(i64::from(*hours) * 15);
            let weight = if last_quarter { 2.0 } else { 1.0 } * duty.weight;
            see(weight, true, Cause::Signal(place, left.num_hours()));
            return true;
        }
        let tally = asked.tally(made);
        if tally.open() == 0 || asked.served(made) {
            return false;
        }
        let (days, cause) = match &duty.per {
            Per::Week => {
                let end = super::range(self.campaign, duty).to.min(super::Span::week(self.now.day()).to);
                let days = left(self.now, end);
                (days, Cause::Week { done: tally.done, owed: tally.owed, days })
            }
            Per::Day => (1, Cause::Day { done: tally.done, owed: tally.owed }),
            Per::Once | Per::Signal { .. } => {
                (left(self.now, super::range(self.campaign, duty).to), Cause::Once(place))
            }
        };
        let weight = duty.weight * f64::from(tally.open()) / f64::from(days.max(1));
        see(weight, tally.open() >= days, cause);
        true
    }

    fn words(&self, cause: Cause) -> Reason {
        let duty = |place: usize| self.campaign.duties.get(place).map(|duty| duty.label.clone()).unwrap_or_default();
        match cause {
            Cause::Urgent(hours) => Reason::Urgent { hours },
            Cause::Red(count) => Reason::Red { count },
            Cause::Overdue(count) => Reason::Overdue { count },
            Cause::Signal(place, hours) => Reason::Signal { duty: duty(place), hours },
            Cause::Week { done, owed, days } => Reason::Week { done, owed, days },
            Cause::Day { done, owed } => Reason::Day { done, owed },
            Cause::Once(place) => Reason::Once { duty: duty(place) },
            Cause::Stage(place, days) => Reason::Stage {
                stage: self.campaign.stages.get(place).map(|stage| stage.label.clone()).unwrap_or_default(),
                days,
            },
            Cause::Tag(place) => {
                Reason::Tag { tag: self.campaign.tags.get(place).map(|tag| tag.label.clone()).unwrap_or_default() }
            }
        }
    }
}

/// How many days are left until `end`, today included; 0 where it is over.
fn left(now: Moment, end: chrono::NaiveDate) -> u32 {
    u32::try_from(days_left(now.day(), end)).unwrap_or(0)
}

impl Say for Reason {
    fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::ZhHans => self.zh_hans(),
            Lang::En => self.en(),
        }
    }
}

impl Reason {
    fn zh_hans(&self) -> String {
        match self {
            Self::Urgent { hours } if *hours >= 0 => format!("急难，还剩 {hours} 小时"),
            Self::Urgent { hours } => format!("急难，已超 {} 小时", hours.unsigned_abs()),
            Self::Red { count: 1 } => "红色隐患未解决".to_owned(),
            Self::Red { count } => format!("{count} 个红色隐患未解决"),
            Self::Overdue { count: 1 } => "整改超期".to_owned(),
            Self::Overdue { count } => format!("{count} 个问题整改超期"),
            Self::Signal { duty, hours } => format!("{}，还剩 {hours} 小时", duty.get(Lang::ZhHans)),
            Self::Week { done, owed, .. } => format!("本周 {done}/{owed}"),
            Self::Day { done: 0, .. } => "今天还没联系".to_owned(),
            Self::Day { done, owed } => format!("今天 {done}/{owed}"),
            Self::Once { duty } => format!("{}未完成", duty.get(Lang::ZhHans)),
            Self::Stage { stage, days: 0 } => format!("{}未完成，已过期", stage.get(Lang::ZhHans)),
            Self::Stage { stage, days } => format!("{}未完成，还剩 {days} 天", stage.get(Lang::ZhHans)),
            Self::Tag { tag } => tag.get(Lang::ZhHans).to_owned(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Urgent { hours } if *hours >= 0 => format!("Urgent: {hours} h left"),
            Self::Urgent { hours } => format!("Urgent: {} h over", hours.unsigned_abs()),
            Self::Red { count: 1 } => "A red hazard is open".to_owned(),
            Self::Red { count } => format!("{count} red hazards are open"),
            Self::Overdue { count: 1 } => "A finding is overdue".to_owned(),
            Self::Overdue { count } => format!("{count} findings are overdue"),
            Self::Signal { duty, hours } => format!("{}: {hours} h left", duty.get(Lang::En)),
            Self::Week { done, owed, .. } => format!("This week {done}/{owed}"),
            Self::Day { done: 0, .. } => "Not contacted today".to_owned(),
            Self::Day { done, owed } => format!("Today {done}/{owed}"),
            Self::Once { duty } => format!("{}: not done", duty.get(Lang::En)),
            Self::Stage { stage, days: 0 } => format!("{}: not done, past its end", stage.get(Lang::En)),
            Self::Stage { stage, days: 1 } => format!("{}: not done, last day", stage.get(Lang::En)),
            Self::Stage { stage, days } => format!("{}: not done, {days} days left", stage.get(Lang::En)),
            Self::Tag { tag } => tag.get(Lang::En).to_owned(),
        }
    }
}

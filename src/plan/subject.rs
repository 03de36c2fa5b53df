//! What the planner keeps of a household: everything that costs an expression, computed once when the household changes.

use chrono::TimeDelta;

use super::alike::{Alike, Concluded};
use super::put_off::PutOff;
use super::{Made, SignalGiven, Tally, reported, tally};
use crate::campaign::{Campaign, Facts, Level, Method};
use crate::expr::{Env, Value};
use crate::finding::{DueBy, Finding, State};
use crate::moment::Moment;

/// What is handed in about a household.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// Its identity.
    pub id: String,
    /// The head's name.
    pub head: String,
    /// Identity of its `region` record; empty where it has none.
    pub village: String,
    /// 组.
    pub group: String,
    /// Its place in the roster.
    pub order: u32,
    /// The first number that can be called; empty where there is none.
    pub phone: String,
    /// Identities of the `helper` records that answer for it.
    pub helpers: Vec<String>,
    /// Its contacts that count.
    pub made: Vec<Made>,
    /// When its last finished visit began and was finished.
    pub visit: Option<(Moment, Moment)>,
    /// Put off until some day.
    pub put_off: Option<PutOff>,
    /// Moved away or not existing: it is kept for its place, and nothing concerns it.
    pub gone: bool,
}

/// A household as the planner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// What was handed in.
    pub home: Home,
    /// Its tags, by their place in the campaign.
    pub tags: Vec<usize>,
    /// The duties that concern it, by their place in the campaign.
    pub duties: Vec<usize>,
    /// How each stage stands for it, by the stage's place in the campaign.
    pub stages: Vec<Standing>,
    /// Its open findings.
    pub open: Vec<Open>,
}

/// How a stage stands for a household.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It does not concern it.
    Not,
    /// It does, and is done or not.
    Done(bool),
    /// Whether it is done looks at duties and so changes with the day; with the other facts it looks at.
    Later(Vec<(String, Value)>),
}

/// An open finding, as far as urgency goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Open {
    /// How bad.
    pub level: Level,
    /// Whether the clock runs from discovery.
    pub urgent: bool,
    /// When it is due.
    pub due: Option<DueBy>,
    /// Whether it only waits to be looked at.
    pub to_verify: bool,
}

impl Subject {
    /// Computes tags, duties and stages from what is known, unless the same was known of another household before. Nothing concerns a
    /// household that is gone.
    #[must_use]
    pub fn new(
        campaign: &Campaign,
        home: Home,
        findings: &[Finding],
        facts: &Facts<'_>,
        alike: &Alike,
        env: &Env,
    ) -> Self {
        if home.gone {
            return Self { home, tags: Vec::new(), duties: Vec::new(), stages: Vec::new(), open: Vec::new() };
        }
        let Concluded { tags, duties, stages } = alike.conclude(campaign, facts, env);
        let open = findings.iter().filter(|finding| finding.state.is_open()).map(|finding| Open {
            level: finding.level,
            urgent: finding.urgent,
            due: finding.due,
            to_verify: finding.state == State::ToVerify,
        });
        Self { tags, duties, stages, open: open.collect(), home }
    }

    /// Whether a stage concerns this household and is done; none where it does not concern it.
    #[must_use]
    pub fn is_done(&self, campaign: &Campaign, stage: usize, signals: &[SignalGiven], now: Moment) -> Option<bool> {
        match self.stages.get(stage)? {
            Standing::Not => None,
            Standing::Done(done) => Some(*done),
            Standing::Later(values) => {
                let done = campaign.stages.get(stage)?.done.as_ref()?;
                let facts = |name: &str| match name.strip_prefix("duty.").and_then(|name| name.rsplit_once('.')) {
                    Some((duty, what)) => {
                        let place = campaign.duties.iter().position(|known| known.name == duty)?;
                        fact(self.tally(campaign, place, signals, now), what)
                    }
                    None => values.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()),
                };
                Some(done.holds(&facts, &now.env()))
            }
        }
    }

    /// What a duty comes to over the span in which it is [`reported`]; nothing where it does not concern this household.
    #[must_use]
    pub fn tally(&self, campaign: &Campaign, duty: usize, signals: &[SignalGiven], now: Moment) -> Tally {
        if !self.duties.contains(&duty) {
            return Tally::default();
        }
        let known = campaign.duties.get(duty);
        let span = |per| reported(per, now);
        known.map(|duty| tally(campaign, duty, &self.home.made, signals, span(&duty.per), now)).unwrap_or_default()
    }

    /// How many red findings are open, and how many findings are past due. Those that only wait to be looked at are neither.
    #[must_use]
    pub fn findings(&self, now: Moment) -> (usize, usize) {
        let waiting = || self.open.iter().filter(|open| !open.to_verify);
        let over = |open: &&Open| open.due.is_some_and(|due| due.left(now) <= TimeDelta::zero());
        (waiting().filter(|open| open.level == Level::Red).count(), waiting().filter(over).count())
    }

    /// Of the findings past due how many are problems, and how many are needs.
    #[must_use]
    pub fn overdue(&self, now: Moment) -> (usize, usize) {
        let over = |open: &&Open| !open.to_verify && open.due.is_some_and(|due| due.left(now) <= TimeDelta::zero());
        let needs = self.open.iter().filter(over).filter(|open| open.level == Level::Need).count();
        (self.open.iter().filter(over).count() - needs, needs)
    }

    /// Whether a red hazard is open or an urgent clock runs, and nobody was there today: a call puts neither right.
    #[must_use]
    pub(super) fn is_only_called(&self, now: Moment) -> bool {
        let presses = |open: &Open| !open.to_verify && (open.level == Level::Red || open.urgent);
        let there = |made: &Made| made.how != Method::Phone && made.day == now.day() && made.when <= now;
        self.open.iter().any(presses) && !self.home.made.iter().any(there)
    }

    /// When somebody was last in touch or finished a visit, by what was entered.
    pub(super) fn latest(&self) -> Option<Moment> {
        let made = self.home.made.iter().map(|made| made.when);
        made.chain(self.home.visit.map(|(_, finished)| finished)).max()
    }

    /// The last contact of this day, if there was one by `now`.
    #[must_use]
    pub fn seen_on(&self, now: Moment) -> Option<Made> {
        let today = self.home.made.iter().filter(|made| made.day == now.day() && made.when <= now);
        today.max_by_key(|made| made.when).copied()
    }
}

/// `duty.x.owed`, `.done`, `.missed`, `.met` of a tally.
#[must_use]
pub fn fact(tally: Tally, what: &str) -> Option<Value> {
    let number = match what {
        "owed" => tally.owed,
        "done" => tally.done,
        "missed" => tally.missed,
        "met" => u32::from(tally.is_met()),
        _ => return None,
    };
    Some(Value::Number(f64::from(number)))
}

//! What the planner keeps of a household: everything that costs an expression, computed once when the household changes.

use chrono::NaiveDate;

use super::{Made, SignalGiven, Span, Tally, tally};
use crate::campaign::{Campaign, Facts, Formula, Level};
use crate::expr::{Env, Value};
use crate::finding::{DueBy, Finding, State};
use crate::moment::Moment;

/// A household as the planner sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Its identity.
    pub id: String,
    /// The head's name.
    pub head: String,
    /// 组.
    pub group: String,
    /// Its place in the roster.
    pub order: u32,
    /// Who answers for it; empty where nobody does.
    pub helper: String,
    /// Its tags, by their place in the campaign.
    pub tags: Vec<usize>,
    /// The duties that concern it, by their place in the campaign.
    pub duties: Vec<usize>,
    /// How each stage stands for it, by the stage's place in the campaign.
    pub stages: Vec<Standing>,
    /// Its contacts that count.
    pub made: Vec<Made>,
    /// Its open findings.
    pub open: Vec<Open>,
    /// Put off until this day, with a reason.
    pub put_off: Option<(NaiveDate, String)>,
}

/// How a stage stands for a household.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It does not concern it.
    Not,
    /// It does, and is done or not.
    Done(bool),
    /// It is done when this is true, which looks at duties and so changes with the day; with the other facts it looks at.
    Later(Formula, Vec<(String, Value)>),
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

/// What is handed in about a household.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// Its identity.
    pub id: String,
    /// The head's name.
    pub head: String,
    /// 组.
    pub group: String,
    /// Its place in the roster.
    pub order: u32,
    /// Who answers for it; empty where nobody does.
    pub helper: String,
    /// Its contacts that count.
    pub made: Vec<Made>,
    /// Put off until this day, with a reason.
    pub put_off: Option<(NaiveDate, String)>,
}

impl Subject {
    /// Computes tags, duties and stages from what is known.
    #[must_use]
    pub fn new(campaign: &Campaign, given: Given, findings: &[Finding], facts: &Facts<'_>, env: &Env) -> Self {
        let scope = campaign.scope(facts, env);
        let places = |count: usize, wanted: &dyn Fn(usize) -> bool| (0..count).filter(|place| wanted(*place)).collect();
        let tags = places(campaign.tags.len(), &|place| campaign.tags.get(place).is_some_and(|tag| scope.has(tag)));
        let duties = places(campaign.duties.len(), &|place| {
            campaign.duties.get(place).is_some_and(|duty| scope.holds(&duty.who))
        });
        let stages = campaign.stages.iter().map(|stage| match (&stage.who, &stage.done) {
            (None, _) | (_, None) => Standing::Not,
            (Some(who), _) if !scope.holds(who) => Standing::Not,
            (_, Some(done)) if done.names().iter().any(|name| name.starts_with("duty.")) => {
                let others = done.names().iter().filter(|name| !name.starts_with("duty."));
                let values = others.filter_map(|name| Some((name.clone(), scope.fact(name)?)));
                Standing::Later(done.clone(), values.collect())
            }
            (_, Some(done)) => Standing::Done(scope.holds(done)),
        });
        let open = findings.iter().filter(|finding| finding.state.is_open()).map(|finding| Open {
            level: finding.level,
            urgent: finding.urgent,
            due: finding.due,
            to_verify: finding.state == State::ToVerify,
        });
        Self {
            tags,
            duties,
            stages: stages.collect(),
            open: open.collect(),
            id: given.id,
            head: given.head,
            group: given.group,
            order: given.order,
            helper: given.helper,
            made: given.made,
            put_off: given.put_off,
        }
    }

    /// Whether a stage concerns this household and is not done; none where it does not concern it.
    #[must_use]
    pub fn is_done(&self, campaign: &Campaign, stage: usize, signals: &[SignalGiven], now: Moment) -> Option<bool> {
        match self.stages.get(stage)? {
            Standing::Not => None,
            Standing::Done(done) => Some(*done),
            Standing::Later(done, values) => {
                let facts = |name: &str| match name.strip_prefix("duty.").and_then(|name| name.rsplit_once('.')) {
                    Some((duty, what)) => {
                        let place = campaign.duties.iter().position(|known| known.name == duty)?;
                        fact(self.tally(campaign, place, signals, Span::week(now.day()), now), what)
                    }
                    None => values.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()),
                };
                Some(done.holds(&facts, &now.env()))
            }
        }
    }

    /// What a duty comes to over a span; nothing where it does not concern this household.
    #[must_use]
    pub fn tally(&self, campaign: &Campaign, duty: usize, signals: &[SignalGiven], span: Span, now: Moment) -> Tally {
        if !self.duties.contains(&duty) {
            return Tally::default();
        }
        let known = campaign.duties.get(duty);
        known.map(|duty| tally(campaign, duty, &self.made, signals, span, now)).unwrap_or_default()
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

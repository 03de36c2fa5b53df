//! What the list says in numbers: how urgent a household is, how far something has come, what a village has come to.

use crate::campaign::Campaign;
use crate::plan::reason::Reason;
use crate::plan::subject::Subject;

/// How urgent a household is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// The sum of the weights.
    pub urgency: f64,
    /// Whether it must be today: a clock runs out, a duty's last chance, a red finding.
    pub must: bool,
    /// Whether it was seen today, no duty asks for more today, and nothing is open that a call cannot put right.
    pub settled: bool,
}

impl Score {
    /// Whether anything speaks for seeing it.
    #[must_use]
    pub fn speaks(self) -> bool {
        self.must || self.urgency > 0.0
    }
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

    pub(super) const fn add(&mut self, done: bool) {
        self.concerned += 1;
        self.done += done as usize;
    }

    pub(super) const fn take(&mut self, done: bool) {
        self.concerned -= 1;
        self.done -= done as usize;
    }
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

/// The rows of one 组: groups of the same name in two villages are two.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'t> {
    /// Identity of the village's `region` record; empty where there is none.
    pub village: &'t str,
    /// 组; empty where there is none.
    pub name: &'t str,
    /// The households, the most urgent first.
    pub rows: Vec<Row<'t>>,
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
    /// Problems past due, as the roll-up's table of problems (T4) counts them: needs left out, as of the village's data.
    pub overdue: usize,
    /// Needs past due, as of the same moment.
    pub needs_overdue: usize,
}

/// The weights that are parameters.
pub(in crate::plan) struct Weights {
    pub(in crate::plan) red: f64,
    pub(in crate::plan) urgent: f64,
    pub(in crate::plan) overdue: f64,
    pub(in crate::plan) survey: f64,
}

impl Weights {
    pub(in crate::plan) fn of(campaign: &Campaign) -> Self {
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

//! 阶段计划: who sees whom on which day, so that everybody is reached before the deadline, the neediest first.
//!
//! **Model.** Each helper has so many minutes a day. Seeing a household takes its minutes; each further 组 in one helper's day
//! costs `walk` minutes once. A household seen on day *d* (from 0) that can be seen from day *r* on is *d* − *r* days late, one
//! that is not reached [`UNREACHED`] times the days of the plan. What is minimised is Σ urgency × lateness.
//!
//! **Method.** The households are taken by urgency per minute (Smith's rule, which is optimal for one helper without walking)
//! and each put into the earliest day that has room, at a helper who is in its 组 already, else where it leaves the least
//! room. Then single households move up, two change places, and windows of a few are placed anew by branch and bound, as long as
//! this lowers the sum, gives up nobody once everybody is reached, and the budget of tries lasts. The result depends on nothing but the input. A test compares it with
//! exhaustive search on small cases: within 5 %.
//!
//! When a day goes wrong, plan again with those who are left.

mod improve;
mod learn;
mod search;

#[cfg(test)]
mod tests;

pub use learn::minutes_per_visit;
use search::Search;

/// A household to reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its identity.
    pub id: String,
    /// Its 组, by any number that tells groups apart.
    pub group: u32,
    /// How urgent it is; more than 0.
    pub urgency: f64,
    /// How long seeing it takes, in minutes.
    pub minutes: u32,
    /// The only helper who can see it, where that is so, by place.
    pub helper: Option<usize>,
    /// The first day on which it can be seen, by place: later than the first where it was put off.
    pub from: usize,
}

/// What is to be planned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    /// Whom to reach.
    pub calls: Vec<Call>,
    /// The minutes of each helper on each day left, all helpers with the same number of days.
    pub minutes: Vec<Vec<u32>>,
    /// What each further 组 costs in one helper's day, in minutes.
    pub walk: u32,
}

/// A plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// For each helper and each day, the calls by place, in the order to make them: 组 by 组, the neediest 组 first.
    pub days: Vec<Vec<Vec<usize>>>,
    /// Those who are not reached, the most urgent first.
    pub unreached: Vec<usize>,
    /// Σ urgency × lateness.
    pub lateness: f64,
}

/// What would let everybody be reached; each alone would do. None where even plenty would not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Remedies {
    /// So many more helpers, as busy as the busiest.
    pub helpers: Option<u32>,
    /// So many more minutes a day for each helper.
    pub minutes: Option<u32>,
    /// So many more days.
    pub days: Option<u32>,
}

/// How many times the days of the plan a household that is not reached is late: so many that reaching more of the urgency
/// comes before reaching it sooner.
pub const UNREACHED: f64 = 100.0;

/// Tries of the improvement, about 10 ns each.
const BUDGET: usize = 3_000_000;

/// Makes a plan.
#[must_use]
pub fn plan(task: &Task) -> Plan {
    let mut search = Search::new(task);
    search.fill();
    search.improve(BUDGET);
    search.plan()
}

/// Whether the first filling already reaches everybody: an answer quick enough to try many tasks. What comes after it gives
/// nobody up then.
fn reaches_all(task: &Task) -> bool {
    let mut search = Search::new(task);
    search.fill();
    search.settle();
    search.unreached() == 0
}

/// What would let everybody be reached. Only to be asked where [`Plan::unreached`] is not empty.
#[must_use]
pub fn remedies(task: &Task) -> Remedies {
    let most = |helper: &Vec<u32>| helper.iter().copied().max().unwrap_or(0);
    let busiest = task.minutes.iter().max_by_key(|helper| helper.iter().copied().map(u64::from).sum::<u64>()).cloned();
    let with = |change: &dyn Fn(&mut Task)| {
        let mut changed = task.clone();
        change(&mut changed);
        reaches_all(&changed)
    };
    Remedies {
        helpers: busiest.and_then(|busiest| {
            least(32, |more| with(&|task| task.minutes.extend(std::iter::repeat_n(busiest.clone(), more as usize))))
        }),
        minutes: least(48, |more| {
            with(&|task| {
                let days = task.minutes.iter_mut().flatten().filter(|minutes| **minutes > 0);
                days.for_each(|minutes| *minutes += more * 15);
            })
        })
        .map(|quarters| quarters * 15),
        days: least(64, |more| {
            with(&|task| {
                for helper in &mut task.minutes {
                    let day = most(helper);
                    helper.extend(std::iter::repeat_n(day, more as usize));
                }
            })
        }),
    }
}

/// The least number from 1 to `most` that is enough, where more is never less.
fn least(most: u32, enough: impl Fn(u32) -> bool) -> Option<u32> {
    let mut high = 1;
    while !enough(high) {
        if high >= most {
            return None;
        }
        high = (high * 2).min(most);
    }
    let mut low = high / 2;
    while high - low > 1 {
        let middle = low.midpoint(high);
        if enough(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

//! The plan of a stage: who is left, who goes and when, put together for [`super::schedule`].
//!
//! What a person says about it is one record, so that it travels and comes back: how long a household takes where that is not
//! to be learned, hours a day, who stays at home, which days are lost. The plan itself is never stored. It is made of whoever is left, so
//! a household that is done, a day that goes wrong or a helper who falls ill makes another one.

use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike};
use serde_json::Value as Json;

use super::board::Board;
use super::own::kind;
use super::schedule::{self, Call, Plan, Remedies, Task, minutes_per_visit};
use super::subject::Subject;
use crate::campaign::Campaign;
use crate::journal::{Fields, Journal, Kind, Record, RecordId};
use crate::moment::Moment;
use crate::register::identity;

/// The kind of record that holds what somebody says about a stage's plan.
pub const STAGE_PLAN: &str = "stage-plan";

/// What somebody says about a stage's plan. What is not said follows from the campaign's parameters and from the visits made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Minutes a household.
    pub minutes: Option<u32>,
    /// Minutes of each helper a day.
    pub a_day: Option<u32>,
    /// Minutes to another 组.
    pub walk: Option<u32>,
    /// Whether everyone sees only their own households.
    pub own_only: bool,
    /// Helpers who do not go.
    pub staying: Vec<String>,
    /// Days on which nobody can go.
    pub lost: Vec<NaiveDate>,
}

impl Wish {
    /// Reads a `stage-plan` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 1 and 1440")]
        let count =
            |path: &str| record.number(path).filter(|count| (1.0..=1440.0).contains(count)).map(|count| count as u32);
        let marked = |prefix: &'static str| {
            let under: Vec<String> = record
                .under(prefix)
                .filter(|(_, field)| *field.value() == crate::journal::FieldValue::Bool(true))
                .map(|(rest, _)| rest.to_owned())
                .collect();
            under
        };
        Self {
            minutes: count("minutes"),
            a_day: count("a_day"),
            walk: count("walk"),
            own_only: record.flag("own_only"),
            staying: marked("staying/"),
            lost: marked("lost/").iter().filter_map(|day| day.parse().ok()).collect(),
        }
    }

    /// What is stored about a stage's plan.
    #[must_use]
    pub fn stored(journal: &Journal, record: &RecordId) -> Self {
        journal
            .record(&Self::kind(), record)
            .filter(|record| !record.is_deleted())
            .map(|record| Self::of(&record))
            .unwrap_or_default()
    }

    /// The fields that change one number; none takes it back.
    #[must_use]
    pub fn number(village: Option<&RecordId>, path: &str, count: Option<u32>) -> Fields {
        with_village(village, path.to_owned(), count.map_or(Json::Null, Json::from))
    }

    /// The fields that set a mark: `own_only`, `staying/<helper>`, `lost/<day>`.
    #[must_use]
    pub fn mark(village: Option<&RecordId>, path: String, on: bool) -> Fields {
        with_village(village, path, if on { Json::Bool(true) } else { Json::Null })
    }

    /// The kind of its record.
    #[must_use]
    pub fn kind() -> Kind {
        kind(STAGE_PLAN)
    }

    /// The identity of its record.
    #[must_use]
    pub fn record_id(campaign: &Campaign, village: Option<&RecordId>, stage: &str) -> RecordId {
        identity::derive("s", &[STAGE_PLAN, &campaign.id, village.map_or("", |id| &id.0), stage])
    }
}

fn with_village(village: Option<&RecordId>, path: String, value: Json) -> Fields {
    let village = village.map(|id| ("village".to_owned(), Json::from(id.0.as_str())));
    std::iter::once((path, value)).chain(village).collect()
}

/// A stage's plan, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct StagePlan {
    /// Identities of those who go; one that is empty where no helper is known.
    pub people: Vec<String>,
    /// The days, of which some may be lost.
    pub days: Vec<NaiveDate>,
    /// What was planned.
    pub task: Task,
    /// The plan.
    pub plan: Plan,
    /// What would let everybody be reached, where not everybody is.
    pub remedies: Option<Remedies>,
    /// Whether the stage is past its end, so that days after it are planned.
    pub over: bool,
    /// Minutes a household.
    pub minutes: u32,
    /// From how many visits that was learned.
    pub learned: usize,
    /// Minutes a day.
    pub a_day: u32,
    /// Minutes to another 组.
    pub walk: u32,
    /// Minutes that are left of today.
    pub today: u32,
    /// Those who were put off until after the last day, the first to come back first.
    pub later: Vec<String>,
}

/// A parameter of the campaign that is a number of minutes.
fn param(campaign: &Campaign, name: &str, usual: u32) -> u32 {
    campaign.params.get(name).and_then(|text| text.trim().parse().ok()).filter(|count| *count > 0).unwrap_or(usual)
}

/// Plans a stage, by its place in the campaign, for whoever is left; none where nobody is. Who was put off is not seen before the day
/// that was said, unless they must be seen.
#[must_use]
pub fn stage_plan(campaign: &Campaign, board: &Board, stage: usize, wish: &Wish) -> Option<StagePlan> {
    let known = campaign.stages.get(stage)?;
    let (today, now) = (&board.today, board.today.now());
    let left: Vec<&Subject> = today.missing(stage);
    if left.is_empty() {
        return None;
    }
    let helpers = board.helpers.all().iter().map(|one| one.id.0.clone());
    let mut people: Vec<String> = helpers.filter(|id| !wish.staying.contains(id)).collect();
    if board.helpers.all().is_empty() {
        people.push(String::new());
    }
    let over = known.end.is_some_and(|end| end < now.day());
    let first = known.start.unwrap_or(now.day()).max(now.day());
    let last = known.end.filter(|_| !over).or_else(|| first.checked_add_signed(TimeDelta::days(6))).unwrap_or(first);
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).take(120).collect();
    let hours = known.hours.map(|hours| (minute(hours.from), minute(hours.to)));
    // Nobody can go for longer than the stage's hours last.
    let longest = hours.map(|(from, to)| to.saturating_sub(from)).filter(|minutes| *minutes > 0);
    let a_day = wish.a_day.unwrap_or_else(|| param(campaign, "plan_day", 360)).min(longest.unwrap_or(u32::MAX));
    let left_today = minutes_left(hours, now);
    let minutes_of = |day: &NaiveDate| match day {
        day if wish.lost.contains(day) => 0,
        day if *day == now.day() => a_day.min(left_today),
        _ => a_day,
    };
    let made: Vec<(Moment, Moment)> = today.subjects().filter_map(|subject| subject.home.visit).collect();
    let usual = param(campaign, "plan_visit", 15);
    let learned = if wish.minutes.is_some() { 0 } else { made.len() };
    let minutes = wish.minutes.unwrap_or_else(|| minutes_per_visit(made, usual));
    let walk = wish.walk.unwrap_or_else(|| param(campaign, "plan_walk", 10));
    let mut groups: Vec<(&str, &str)> =
        left.iter().map(|one| (one.home.village.as_str(), one.home.group.as_str())).collect();
    groups.sort_unstable();
    groups.dedup();
    let waits = |subject: &Subject| {
        let put_off = subject.home.put_off.as_ref().map(|put_off| put_off.until);
        put_off.filter(|_| !today.score(&subject.home.id).is_some_and(|score| score.must))
    };
    let after = |subject: &Subject| waits(subject).filter(|until| last < *until);
    let mut later: Vec<(NaiveDate, &Subject)> =
        left.iter().filter_map(|subject| Some((after(subject)?, *subject))).collect();
    later.sort_by_key(|(until, _)| *until);
    let calls = left.iter().filter(|subject| after(subject).is_none()).map(|subject| {
        let home = &subject.home;
        let group = groups.binary_search(&(home.village.as_str(), home.group.as_str())).unwrap_or(0);
        let own = || people.iter().position(|id| home.helpers.contains(id));
        Call {
            id: home.id.clone(),
            group: u32::try_from(group).unwrap_or(u32::MAX),
            urgency: today.score(&home.id).map_or(1.0, |score| score.urgency).max(1.0),
            minutes,
            helper: if wish.own_only { own() } else { None },
            from: waits(subject).map_or(0, |until| days.iter().take_while(|day| **day < until).count()),
        }
    });
    let calls: Vec<Call> = calls.collect();
    let a_helper: Vec<u32> = days.iter().map(minutes_of).collect();
    let task = Task { calls, minutes: vec![a_helper; people.len()], walk };
    let plan = schedule::plan(&task);
    let remedies = (!plan.unreached.is_empty()).then(|| schedule::remedies(&task));
    let later = later.into_iter().map(|(_, subject)| subject.home.id.clone()).collect();
    Some(StagePlan {
        people,
        days,
        task,
        plan,
        remedies,
        over,
        minutes,
        learned,
        a_day,
        walk,
        today: left_today,
        later,
    })
}

/// How many minutes of today are left within these hours of the day, in minutes from midnight.
fn minutes_left(hours: Option<(u32, u32)>, now: Moment) -> u32 {
    let (from, to) = hours.unwrap_or((0, 24 * 60));
    to.saturating_sub(minute(now.wall().time()).max(from))
}

/// Minutes from midnight.
fn minute(time: NaiveTime) -> u32 {
    time.hour() * 60 + time.minute()
}

//! What a duty owes, what was done and what was missed.
//!
//! Weeks run Monday to Sunday. A week of which only *d* days lie within the duty's range owes ⌈times × d ÷ 7⌉. Where a duty
//! says so, several contacts of one day count as one. What is done beyond what is owed does not make up for another week.

use chrono::{Datelike, Days, NaiveDate};

use super::{MISSED, SignalGiven};
use crate::campaign::{Campaign, Duty, Method, Per};
use crate::moment::Moment;

/// A contact as duties see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// When.
    pub when: Moment,
    /// How.
    pub how: Method,
    /// The day and the instant of it: a township's contacts are compared with days and moments by the hundred thousand.
    pub(super) day: NaiveDate,
    pub(super) instant: i64,
}

impl Made {
    /// A contact as its record says it, if it counts: a call that nobody took does not.
    #[must_use]
    pub fn new(when: Moment, how: &str, outcome: &str) -> Option<Self> {
        Method::named(how).filter(|_| outcome != MISSED).map(|how| (when, how).into())
    }
}

impl From<(Moment, Method)> for Made {
    fn from((when, how): (Moment, Method)) -> Self {
        Self { when, how, day: when.day(), instant: when.millis() }
    }
}

/// What a duty comes to over a span of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many contacts are owed.
    pub owed: u32,
    /// How many of those were made.
    pub done: u32,
    /// How many of those can no longer be made.
    pub missed: u32,
}

impl Tally {
    /// Whether all that is owed was made. A duty that owes nothing is met.
    #[must_use]
    pub const fn is_met(self) -> bool {
        self.done >= self.owed
    }

    /// How many are still to be made.
    #[must_use]
    pub const fn open(self) -> u32 {
        self.owed.saturating_sub(self.done).saturating_sub(self.missed)
    }

    pub(super) fn add(&mut self, other: Self) {
        self.owed += other.owed;
        self.done += other.done;
        self.missed += other.missed;
    }
}

/// A span of days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Span {
    /// The week, Monday to Sunday, that holds a day.
    #[must_use]
    pub fn week(day: NaiveDate) -> Self {
        let from = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day);
        Self { from, to: from.checked_add_days(Days::new(6)).unwrap_or(day) }
    }

    /// The days of both; none where there is none.
    #[must_use]
    pub fn and(self, other: Self) -> Option<Self> {
        let both = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from <= both.to).then_some(both)
    }

    /// Whether it holds a day.
    #[must_use]
    pub fn has(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> u32 {
        u32::try_from((self.to - self.from).num_days() + 1).unwrap_or(0)
    }
}

/// The days on which a duty runs: its own range, else the campaign's.
#[must_use]
pub fn range(campaign: &Campaign, duty: &Duty) -> Span {
    Span { from: duty.start.unwrap_or(campaign.start), to: duty.end.or(campaign.end).unwrap_or(NaiveDate::MAX) }
}

/// ⌈times × days ÷ 7⌉: what a part of a week owes.
#[must_use]
pub const fn part_of_week(times: u32, days: u32) -> u32 {
    times.saturating_mul(days).div_ceil(7)
}

/// What a duty comes to for one household over `span`, as seen at `now`. `made` need not be sorted.
#[must_use]
pub fn tally(
    campaign: &Campaign,
    duty: &Duty,
    made: &[Made],
    signals: &[SignalGiven],
    span: Span,
    now: Moment,
) -> Tally {
    let Some(span) = range(campaign, duty).and(span) else { return Tally::default() };
    match &duty.per {
        Per::Week => weekly(duty, made, span, now),
        Per::Day => daily(duty, made, span, now),
        Per::Once => part(duty, made, span, duty.times, now),
        Per::Signal { from, hours } => {
            let least = campaign.gravity(from).unwrap_or(usize::MAX);
            let heard = |given: &&SignalGiven| campaign.gravity(&given.signal).is_some_and(|gravity| gravity >= least);
            let mut sum = Tally::default();
            for given in signals.iter().filter(heard).filter(|given| span.has(given.from.day())) {
                sum.add(after_signal(duty, made, given, *hours, now));
            }
            sum
        }
    }
}

/// Whether a contact counts against a duty.
fn fits(duty: &Duty, made: Made) -> bool {
    duty.methods.contains(&made.how)
}

/// How many contacts of `span` count, up to now.
pub(super) fn count(duty: &Duty, made: &[Made], span: Span, now: Moment) -> u32 {
    let now = now.millis();
    let counts = |made: &Made| fits(duty, *made) && made.instant <= now && span.has(made.day);
    let first_of_day = |at: usize, one: &Made| {
        // A household has few contacts, so the days are compared one with another.
        !made.iter().take(at).any(|other| other.day == one.day && counts(other))
    };
    let counted =
        made.iter().enumerate().filter(|(at, one)| counts(one) && (!duty.once_a_day || first_of_day(*at, one)));
    u32::try_from(counted.count()).unwrap_or(u32::MAX)
}

/// One span that owes so many.
fn part(duty: &Duty, made: &[Made], span: Span, owed: u32, now: Moment) -> Tally {
    let done = count(duty, made, span, now).min(owed);
    let left = if span.to < now.day() { owed - done } else { 0 };
    Tally { owed, done, missed: left }
}

fn weekly(duty: &Duty, made: &[Made], span: Span, now: Moment) -> Tally {
    let mut sum = Tally::default();
    let mut day = span.from;
    // A span that has not begun owes nothing yet; the running week owes all of its days.
    while day <= span.to.min(Span::week(now.day()).to) {
        let week = Span::week(day);
        if let Some(days) = week.and(span) {
            sum.add(part(duty, made, days, part_of_week(duty.times, days.days()), now));
        }
        match week.to.succ_opt() {
            Some(next) => day = next,
            None => break,
        }
    }
    sum
}

fn daily(duty: &Duty, made: &[Made], span: Span, now: Moment) -> Tally {
    let mut sum = Tally::default();
    let last = span.to.min(now.day());
    if span.from > last {
        return sum;
    }
    for day in span.from.iter_days().take_while(|day| *day <= last) {
        let counted = made.iter().filter(|made| fits(duty, **made) && made.when <= now && made.day == day);
        let done = u32::try_from(counted.count()).unwrap_or(u32::MAX).min(duty.times);
        let missed = if day < now.day() { duty.times - done } else { 0 };
        sum.add(Tally { owed: duty.times, done, missed });
    }
    sum
}

fn after_signal(duty: &Duty, made: &[Made], given: &SignalGiven, hours: u32, now: Moment) -> Tally {
    if given.from > now {
        return Tally::default();
    }
    let until = given.from.plus_hours(hours);
    let counted =
        made.iter().filter(|made| fits(duty, **made) && given.from <= made.when && made.when <= until.min(now));
    let done = u32::try_from(counted.count()).unwrap_or(u32::MAX).min(duty.times);
    let missed = if now > until { duty.times - done } else { 0 };
    Tally { owed: duty.times, done, missed }
}

/// How long a signal's duty still runs for a household that has not been seen; the soonest, none where none is open.
#[must_use]
pub fn signal_due(
    campaign: &Campaign,
    duty: &Duty,
    made: &[Made],
    signals: &[SignalGiven],
    now: Moment,
) -> Option<Moment> {
    let Per::Signal { from, hours } = &duty.per else { return None };
    let least = campaign.gravity(from)?;
    let open = signals.iter().filter(|given| {
        campaign.gravity(&given.signal).is_some_and(|gravity| gravity >= least)
            && range(campaign, duty).has(given.from.day())
            && given.from <= now
            && now <= given.from.plus_hours(*hours)
            && after_signal(duty, made, given, *hours, now).open() > 0
    });
    open.map(|given| given.from.plus_hours(*hours)).min()
}

/// The span in which a duty is counted at `now`: the day for a daily one, the week for a weekly one; for one after a signal
/// the last days, as its own hours decide.
#[must_use]
pub fn running(per: &Per, now: Moment) -> Span {
    match per {
        Per::Day => Span { from: now.day(), to: now.day() },
        // Its hours may have begun on an earlier day.
        Per::Signal { .. } => {
            let from = now.day().checked_sub_days(Days::new(7)).unwrap_or(now.day());
            Span { from, to: now.day() }
        }
        Per::Week => Span::week(now.day()),
        Per::Once => Span { from: NaiveDate::MIN, to: NaiveDate::MAX },
    }
}

/// The span over which `duty.x.…` is counted in ledgers, indicators and stages: the running week of a duty of weeks or days, for
/// one after a signal the last days, for one of the season all of it.
#[must_use]
pub fn reported(per: &Per, now: Moment) -> Span {
    match per {
        Per::Week | Per::Day => Span::week(now.day()),
        Per::Signal { .. } | Per::Once => running(per, now),
    }
}

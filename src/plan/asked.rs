//! What the duties ask at one moment: all that is the same for every household is computed once, so that a township's households
//! cost a glance each.
//!
//! Invariant: it says what [`tally`](super::tally()) over the [`running`] span and [`signal_due`](super::signal_due()) say; a
//! property test holds them beside each other.

use chrono::NaiveDate;

use super::tally::{count, part_of_week, range};
use super::{Made, SignalGiven, Span, Tally, running};
use crate::campaign::{Campaign, Duty, Per};
use crate::moment::Moment;

/// One duty, at one moment.
pub(super) struct Asked<'c> {
    pub(super) duty: &'c Duty,
    what: What,
    now: Moment,
    today: NaiveDate,
    instant: i64,
}

enum What {
    /// It does not run.
    Nothing,
    /// So many contacts within a span of days.
    Within { days: Span, owed: u32 },
    /// Visits after signals that were given.
    Windows(Vec<Window>),
}

/// The hours after a signal that has been given.
struct Window {
    from: Moment,
    until: Moment,
    /// Whether its signal is of the running span.
    counted: bool,
}

impl<'c> Asked<'c> {
    pub(super) fn new(campaign: &Campaign, duty: &'c Duty, signals: &[SignalGiven], now: Moment) -> Self {
        let range = range(campaign, duty);
        let span = range.and(running(&duty.per, now));
        let within = |owed: fn(&Duty, Span) -> u32| {
            span.map_or(What::Nothing, |days| What::Within { days, owed: owed(duty, days) })
        };
        let what = match &duty.per {
            Per::Week => within(|duty, days| part_of_week(duty.times, days.days())),
            Per::Day | Per::Once => within(|duty, _| duty.times),
            Per::Signal { from, hours } => {
                let least = campaign.gravity(from).unwrap_or(usize::MAX);
                let heard = |given: &&SignalGiven| {
                    campaign.gravity(&given.signal).is_some_and(|gravity| gravity >= least)
                        && given.from <= now
                        && range.has(given.from.day())
                };
                let window = |given: &SignalGiven| Window {
                    from: given.from,
                    until: given.from.plus_hours(*hours),
                    counted: span.is_some_and(|span| span.has(given.from.day())),
                };
                What::Windows(signals.iter().filter(heard).map(window).collect())
            }
        };
        Self { duty, what, now, today: now.day(), instant: now.millis() }
    }

    /// What it comes to for a household in the running week, day or signal.
    pub(super) fn tally(&self, made: &[Made]) -> Tally {
        match &self.what {
            What::Nothing => Tally::default(),
            What::Within { days, owed } => {
                let done = match made {
                    [] => 0,
                    made if self.duty.per == Per::Day => self.times(made, |made| days.has(made.day)),
                    made => count(self.duty, made, *days, self.now),
                };
                let done = done.min(*owed);
                Tally { owed: *owed, done, missed: if days.to < self.today { owed - done } else { 0 } }
            }
            What::Windows(windows) => {
                let mut sum = Tally::default();
                for window in windows.iter().filter(|window| window.counted) {
                    sum.add(self.after(window, made));
                }
                sum
            }
        }
    }

    /// Until when a household must be seen because of a signal; the soonest, none where it must not.
    pub(super) fn due(&self, made: &[Made]) -> Option<Moment> {
        let What::Windows(windows) = &self.what else { return None };
        let running = windows.iter().filter(|window| self.now <= window.until);
        running.filter(|window| self.after(window, made).open() > 0).map(|window| window.until).min()
    }

    fn after(&self, window: &Window, made: &[Made]) -> Tally {
        let (from, until) = (window.from.millis(), window.until.millis());
        let done = self.times(made, |made| from <= made.instant && made.instant <= until).min(self.duty.times);
        let missed = if self.now > window.until { self.duty.times - done } else { 0 };
        Tally { owed: self.duty.times, done, missed }
    }

    /// Whether one of these contacts of today counts, so that another today would not where a day counts once.
    pub(super) fn served(&self, made: &[Made]) -> bool {
        self.duty.once_a_day && self.times(made, |made| made.day == self.today) > 0
    }

    /// How many contacts count, several of a day each for itself.
    fn times(&self, made: &[Made], within: impl Fn(&Made) -> bool) -> u32 {
        let counts =
            |made: &&Made| self.duty.methods.contains(&made.how) && made.instant <= self.instant && within(made);
        u32::try_from(made.iter().filter(counts).count()).unwrap_or(u32::MAX)
    }
}

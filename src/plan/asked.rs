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
    Windows(Windows),
}

/// The hours after signals.
struct Windows {
    all: Vec<Window>,
    /// How many visits each asks for.
    times: u32,
    /// When the first of them opened.
    first: i64,
    /// What it comes to where nobody has been in touch since then, and until when such a household must be seen: on the day of a
    /// signal that is nearly everyone.
    untouched: (Tally, Option<Moment>),
}

/// The hours after a signal that has been given.
struct Window {
    from: i64,
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
                    from: given.from.millis(),
                    until: given.from.plus_hours(*hours),
                    counted: span.is_some_and(|span| span.has(given.from.day())),
                };
                What::Windows(Windows::new(signals.iter().filter(heard).map(window).collect(), duty.times, now))
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
            What::Windows(windows) if windows.touched(made) => {
                windows.come_to(self.now, |window| self.seen(window, made)).0
            }
            What::Windows(windows) => windows.untouched.0,
        }
    }

    /// Until when a household must be seen because of a signal; the soonest, none where it must not.
    pub(super) fn due(&self, made: &[Made]) -> Option<Moment> {
        match &self.what {
            What::Windows(windows) if windows.touched(made) => {
                windows.come_to(self.now, |window| self.seen(window, made)).1
            }
            What::Windows(windows) => windows.untouched.1,
            What::Nothing | What::Within { .. } => None,
        }
    }

    /// How many contacts count in the hours after a signal.
    fn seen(&self, window: &Window, made: &[Made]) -> u32 {
        let (from, until) = (window.from, window.until.millis());
        self.times(made, |made| from <= made.instant && made.instant <= until)
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

impl Windows {
    fn new(all: Vec<Window>, times: u32, now: Moment) -> Self {
        let first = all.iter().map(|window| window.from).min().unwrap_or(i64::MAX);
        let mut windows = Self { all, times, first, untouched: Default::default() };
        windows.untouched = windows.come_to(now, |_| 0);
        windows
    }

    /// Whether somebody was in touch since the first of them opened.
    fn touched(&self, made: &[Made]) -> bool {
        made.iter().any(|made| made.instant >= self.first)
    }

    /// What those that count come to, and until when the first ends in which more is owed.
    fn come_to(&self, now: Moment, seen: impl Fn(&Window) -> u32) -> (Tally, Option<Moment>) {
        let (mut sum, mut soonest) = (Tally::default(), None);
        for window in &self.all {
            let (done, over) = (seen(window).min(self.times), now > window.until);
            let tally = Tally { owed: self.times, done, missed: if over { self.times - done } else { 0 } };
            if window.counted {
                sum.add(tally);
            }
            if !over && tally.open() > 0 {
                soonest = Some(soonest.map_or(window.until, |known: Moment| known.min(window.until)));
            }
        }
        (sum, soonest)
    }
}

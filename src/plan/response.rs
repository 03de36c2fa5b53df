//! 预警响应: what a weather signal asks for, and how fast it was done (S002-6 「恶劣天气时要及时入户走访」, T3).

use super::{SignalGiven, Today, range};
use crate::campaign::{Campaign, Duty, Per};
use crate::moment::Moment;

/// How a duty answered one signal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// The duty, by its place in the campaign.
    pub duty: usize,
    /// Until when it was to be done.
    pub until: Moment,
    /// How many households it concerns.
    pub concerned: usize,
    /// How many were seen in time.
    pub in_time: usize,
    /// How many were seen later.
    pub late: usize,
    /// Within how many hours half of those seen were seen; none where nobody was.
    pub median: Option<f64>,
}

impl Response {
    /// How many have not been seen.
    #[must_use]
    pub const fn open(&self) -> usize {
        self.concerned - self.in_time - self.late
    }
}

/// Whether some duty that hears a signal can still be done in time; a glance, where [`responses`] looks at every household.
#[must_use]
pub fn runs(campaign: &Campaign, given: &SignalGiven, now: Moment) -> bool {
    hearing(campaign, given).any(|(_, _, hours)| now <= given.from.plus_hours(hours))
}

/// The duties that hear a signal, by place, each with its hours.
fn hearing<'c>(campaign: &'c Campaign, given: &SignalGiven) -> impl Iterator<Item = (usize, &'c Duty, u32)> {
    let (gravity, day) = (campaign.gravity(&given.signal), given.from.day());
    campaign.duties.iter().enumerate().filter_map(move |(place, duty)| {
        let Per::Signal { from, hours } = &duty.per else { return None };
        let heard = campaign.gravity(from).zip(gravity).is_some_and(|(least, gravity)| gravity >= least);
        (heard && range(campaign, duty).has(day)).then_some((place, duty, *hours))
    })
}

/// How the duties that hear a signal answered it, in the campaign's order; none where it is milder than all of them ask.
#[must_use]
pub fn responses(campaign: &Campaign, today: &Today, given: &SignalGiven) -> Vec<Response> {
    let (from, now) = (given.from.millis(), today.now().millis());
    let mut responses = Vec::new();
    for (place, duty, hours) in hearing(campaign, given) {
        let until = given.from.plus_hours(hours);
        let mut response = Response { duty: place, until, concerned: 0, in_time: 0, late: 0, median: None };
        let mut minutes: Vec<i64> = Vec::new();
        for subject in today.hearing().filter(|subject| subject.duties.contains(&place)) {
            response.concerned += 1;
            let after =
                |made: &&super::Made| from <= made.instant && made.instant <= now && duty.methods.contains(&made.how);
            if let Some(first) = subject.home.made.iter().filter(after).map(|made| made.when).min() {
                minutes.push(first.since(given.from).num_minutes());
                response.in_time += usize::from(first <= until);
                response.late += usize::from(first > until);
            }
        }
        minutes.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "minutes of a winter")]
        let median = minutes.get(minutes.len() / 2).map(|minutes| *minutes as f64 / 60.0);
        response.median = median;
        responses.push(response);
    }
    responses
}

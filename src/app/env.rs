//! What the application is handed at each event: the time and fresh entropy.

use sha2::{Digest, Sha256};

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, SecondsFormat, TimeDelta, Utc};

/// The world at the moment of an event.
#[derive(Clone, Debug)]
pub struct Env {
    /// Wall-clock time in milliseconds since 1970-01-01T00:00Z, as the device has it.
    pub now: i64,
    /// The device's zone: minutes east of UTC (480 in China).
    pub zone: i32,
    /// Fresh random bytes, from which [`Self::draw`] makes identities.
    seed: [u8; 32],
    drawn: u32,
}

impl Env {
    /// The world at `now`, with 32 fresh random bytes.
    #[must_use]
    pub const fn new(now: i64, zone: i32, seed: [u8; 32]) -> Self {
        Self { now, zone, seed, drawn: 0 }
    }

    /// A new random identity: 26 characters of the digits and the small letters, 130 bits.
    pub fn draw(&mut self) -> String {
        let digest = Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_le_bytes());
        self.drawn = self.drawn.wrapping_add(1);
        spelled(digest)
    }

    /// The civil date and time on the device's wall.
    #[must_use]
    pub fn local(&self) -> NaiveDateTime {
        local(self.now, self.zone)
    }
}

/// The identity of what these parts say, the same whoever asks: as long as one that is drawn.
pub(super) fn name(parts: &[&str]) -> String {
    let digest = parts.iter().fold(Sha256::new(), |digest, part| digest.chain_update(part).chain_update([0]));
    spelled(digest)
}

/// A digest in letters.
fn spelled(digest: Sha256) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    digest.finalize().iter().take(26).map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// The civil date and time at `at` milliseconds in a zone `zone` minutes east of UTC. A time beyond the calendar is its
/// first moment.
#[must_use]
pub fn local(at: i64, zone: i32) -> NaiveDateTime {
    let utc = DateTime::from_timestamp_millis(at).unwrap_or_default().naive_utc();
    utc.checked_add_signed(TimeDelta::minutes(i64::from(zone))).unwrap_or(utc)
}

/// `2026-12-16T09:30:00+08:00`, as records write the times of people's doings.
#[must_use]
pub fn moment(at: i64, zone: i32) -> String {
    let offset = FixedOffset::east_opt(zone.saturating_mul(60)).unwrap_or_else(|| Utc.fix());
    DateTime::from_timestamp_millis(at)
        .unwrap_or_default()
        .with_timezone(&offset)
        .to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// `14:32`, as statuses show a time of day.
#[must_use]
pub fn clock(at: NaiveDateTime) -> String {
    use chrono::Timelike;
    format!("{:02}:{:02}", at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_identities_and_never_one_twice() {
        let mut a = Env::new(0, 480, [7; 32]);
        let mut b = a.clone();
        let (first, second) = (a.draw(), a.draw());
        assert_eq!([&first, &second], [&b.draw(), &b.draw()]);
        assert_ne!(first, second);
        assert_eq!(first.len(), 26);
    }

    #[test]
    fn a_moment_bears_its_offset() {
        assert_eq!(moment(0, 480), "1970-01-01T08:00:00+08:00");
        assert_eq!(moment(0, i32::MAX), "1970-01-01T00:00:00+00:00", "a zone beyond the globe is none");
    }

    #[test]
    fn local_time_is_that_of_the_wall() {
        assert_eq!(clock(local(0, 480)), "08:00");
        assert_eq!(clock(local(i64::MAX, 480)), "08:00", "a clock beyond the calendar does not panic");
    }
}

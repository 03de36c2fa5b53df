//! A reproducible source of chance.

/// Numbers that look drawn and are always the same for one seed (`SplitMix64`). It makes up people, never secrets.
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// The source of one thing (a village, a household) of a seed, so that the others do not depend on how many it drew.
    #[must_use]
    pub fn new(seed: u64, thing: u64) -> Self {
        let mut draw = Self(seed ^ thing.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        draw.bits();
        Self(draw.bits())
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` up to, but not, `high`; `low` where there is none.
    #[expect(clippy::cast_possible_truncation, reason = "the remainder of a division by a u32 fits")]
    pub fn within(&mut self, low: u32, high: u32) -> u32 {
        let span = u64::from(high.saturating_sub(low).max(1));
        low + (self.bits() % span) as u32
    }

    /// True so many times in a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.within(0, 100) < percent
    }

    /// One of a list, the first where the list has one entry only; `None` of an empty list.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let count = u32::try_from(of.len()).unwrap_or(u32::MAX);
        of.get(self.within(0, count) as usize)
    }

    /// One of a list by weights, given as (weight, value).
    pub fn weighted<T: Copy>(&mut self, of: &[(u32, T)]) -> Option<T> {
        let mut left = self.within(0, of.iter().map(|(weight, _)| weight).sum());
        of.iter().find_map(|(weight, value)| {
            let hit = left < *weight;
            left = left.saturating_sub(*weight);
            hit.then_some(*value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_draws_one_thing_and_another_seed_another() {
        let drawn = |seed, thing| Draw::new(seed, thing).bits();
        assert_eq!(drawn(1, 2), drawn(1, 2));
        assert_ne!(drawn(1, 2), drawn(1, 3));
        assert_ne!(drawn(1, 2), drawn(2, 2));
    }

    #[test]
    fn weights_are_kept() {
        let mut draw = Draw::new(7, 0);
        let hits = (0..1000).filter(|_| draw.weighted(&[(9, false), (1, true)]) == Some(true)).count();
        assert!((60..140).contains(&hits), "{hits}");
        assert!(Draw::new(7, 0).one::<u8>(&[]).is_none());
    }
}

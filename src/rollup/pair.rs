//! A numerator and a denominator, in integers.

use serde::{Deserialize, Serialize};

/// What something adds to an indicator. Adding pairs is commutative and associative, which adding rates is not.
///
/// Quantities that need not be whole (kilograms) are counted in [thousandths](MILLI).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pair {
    /// The numerator.
    pub part: i64,
    /// The denominator; 0 throughout where the indicator is a plain number.
    pub whole: i64,
}

/// How many units of a [`Pair`] make one of a quantity that need not be whole.
pub const MILLI: i64 = 1000;

impl Pair {
    /// The sum. It stops at the largest integer, which no number of people reaches.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { part: self.part.saturating_add(other.part), whole: self.whole.saturating_add(other.whole) }
    }

    /// The numerator of a quantity that need not be whole.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "thousandths of quantities")]
    pub fn quantity(self) -> f64 {
        self.part as f64 / MILLI as f64
    }

    /// Numerator over denominator; none where there is nothing to count (law 3).
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of people")]
    pub fn rate(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_count_gives_no_rate() {
        assert_eq!(Pair { part: 0, whole: 0 }.rate(), None);
        assert_eq!(Pair { part: 1, whole: 4 }.rate(), Some(0.25));
    }
}

//! Decimal numbers as written, for the rules that a tick falls on a step: in binary, 0.3 is no multiple of 0.1.

/// The most digits after the point, and the most in all, that a scale is written with.
const PLACES: u32 = 12;
const DIGITS: usize = 24;

/// A decimal number, in units of 10⁻¹².
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Exact(i128);

impl Exact {
    /// Reads `-1`, `0.5`, `1e3`. None for what is no number, or has more digits than a scale can sensibly have.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (sign, digits) = match mantissa.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
        if whole.len() + fraction.len() == 0
            || whole.len() + fraction.len() > DIGITS
            || !plain(whole)
            || !plain(fraction)
        {
            return None;
        }
        let units: i128 = format!("{whole}{fraction}").parse().ok()?;
        let places = i32::try_from(PLACES).ok()? + exponent - i32::try_from(fraction.len()).ok()?;
        let power = 10_i128.checked_pow(places.unsigned_abs())?;
        let units =
            if places >= 0 { units.checked_mul(power)? } else { (units % power == 0).then_some(units / power)? };
        Some(Self(sign * units))
    }

    /// Whether it is zero.
    pub(super) const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether it is whole.
    pub(super) const fn is_whole(self) -> bool {
        self.0 % 10_i128.pow(PLACES) == 0
    }

    /// Whether it is a multiple of `step`, which is not zero.
    pub(super) fn is_multiple_of(self, step: Self) -> bool {
        self.0.checked_rem(step.0) == Some(0)
    }

    /// How far it is from `other`.
    pub(super) const fn distance(self, other: Self) -> Self {
        Self(self.0.abs_diff(other.0).cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact() {
        let exact = |text| Exact::parse(text).unwrap();
        assert!(exact("0.3").is_multiple_of(exact("0.1")));
        assert!(!exact("0.35").is_multiple_of(exact("0.1")));
        assert_eq!(exact("1e1"), exact("10.0"));
        assert_eq!(exact("-2").distance(exact("3")), exact("5"));
        assert!(exact("-2.0").is_whole() && !exact("2.5").is_whole());
        for bad in ["", ".", "a", "1.2.3", "inf", "nan", "1e", "--1", "1e99"] {
            assert_eq!(Exact::parse(bad), None, "{bad}");
        }
    }
}

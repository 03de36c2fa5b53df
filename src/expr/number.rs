//! Numbers as text, both ways.
//!
//! A number is written without an exponent, as XPath 1.0 has it, and read with or without one, so that a text that another
//! ODK client calculated and stored (`7.9e-12`) keeps its value.

/// The number that a text holds, or NaN: spaces around it do not count, and nothing but a number may be left.
///
/// ```
/// assert_eq!(nuandong::expr::number::parse(" 1.5\n"), 1.5);
/// assert!(nuandong::expr::number::parse("1.5kg").is_nan());
/// assert!(nuandong::expr::number::parse("").is_nan());
/// ```
#[must_use]
pub fn parse(text: &str) -> f64 {
    let text = text.trim();
    match text {
        "Infinity" => return f64::INFINITY,
        "-Infinity" => return f64::NEG_INFINITY,
        _ => {}
    }
    if let Some(whole) = whole_number(text) {
        return whole;
    }
    // Rust would also read `inf`, `nan` and their kin, which are words here.
    if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E')) {
        text.parse().unwrap_or(f64::NAN)
    } else {
        f64::NAN
    }
}

/// The number of at most 15 digits, which every number of this kind holds exactly. Nearly all are such; the others need tables of
/// 10 KB, which a phone then loads after the first question.
fn whole_number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !(1..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (high, low) = digits.split_at(digits.len().saturating_sub(9));
    let high: u32 = if high.is_empty() { 0 } else { high.parse().ok()? };
    let number = f64::from(high) * 1e9 + f64::from(low.parse::<u32>().ok()?);
    Some(if digits.len() == text.len() { number } else { -number })
}

/// The text of a whole number of at most 15 digits.
fn whole_text(number: f64) -> Option<String> {
    let size = number.abs();
    if number.fract() != 0.0 || size >= 1e15 {
        return None;
    }
    let high = (size / 1e9).trunc();
    let sign = if number < 0.0 { "-" } else { "" };
    // Both parts are whole and below 2³².
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are whole and small")]
    let (high, low) = (high as u32, (size - high * 1e9) as u32);
    Some(if high == 0 { format!("{sign}{low}") } else { format!("{sign}{high}{low:09}") })
}

/// A number as text: `NaN`, `Infinity`, `0` for both zeros, else its shortest exact decimal form.
///
/// ```
/// assert_eq!(nuandong::expr::number::format(-0.0), "0");
/// assert_eq!(nuandong::expr::number::format(0.1 + 0.2), "0.30000000000000004");
/// assert_eq!(nuandong::expr::number::format(3.0), "3");
/// ```
#[must_use]
pub fn format(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned()
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        whole_text(number).unwrap_or_else(|| number.to_string())
    }
}

/// The whole number towards zero, 0 for what is none, and never −0.
#[must_use]
pub fn whole(number: f64) -> f64 {
    if number.is_nan() { 0.0 } else { number.trunc() + 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{format, parse};

    proptest! {
        #[test]
        fn whole_numbers_are_read_and_written_as_all_others_are(number in -9_999_999_999_999_999_i64..=9_999_999_999_999_999) {
            let text = number.to_string();
            prop_assert_eq!(parse(&text).to_bits(), text.parse::<f64>().unwrap().to_bits());
            prop_assert_eq!(format(parse(&text)), parse(&text).to_string());
        }
    }

    #[test]
    fn zeros_and_signs_are_read_as_all_others_are() {
        for text in ["0", "-0", "000", "-7", "999999999999999", "1000000000", "4294967296000"] {
            assert_eq!(parse(text).to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        }
        assert!(parse("-").is_nan() && parse("").is_nan() && parse("--1").is_nan());
        assert_eq!(
            (format(1e9), format(-1e9 - 5.0), format(1e15)),
            ("1000000000".into(), "-1000000005".into(), "1000000000000000".into())
        );
    }
}

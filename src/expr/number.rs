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
    // Rust would also read `inf`, `nan` and their kin, which are words here.
    if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E')) {
        text.parse().unwrap_or(f64::NAN)
    } else {
        f64::NAN
    }
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
        number.to_string()
    }
}

/// The whole number towards zero, 0 for what is none, and never −0.
#[must_use]
pub fn whole(number: f64) -> f64 {
    if number.is_nan() { 0.0 } else { number.trunc() + 0.0 }
}

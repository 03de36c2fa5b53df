//! What the column `parameters` may say of each family of question types, and what of it is wrong.

mod exact;
mod media;
mod meta;
mod number;
mod place;

pub(super) use media::{photo, recording};
pub(super) use meta::audit;
pub(super) use number::RangeRow;

use crate::form::problem::Cause;

/// The values of a parameter that is said or not.
pub(super) const BOOLEANS: [&str; 2] = ["true", "false"];

/// The value of a parameter.
pub(super) fn parameter<'a>(parameters: &'a [(String, String)], name: &str) -> Option<&'a str> {
    parameters.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
}

/// The value of a parameter as a number.
fn number_of(parameters: &[(String, String)], name: &str) -> Option<f64> {
    parameter(parameters, name)?.parse().ok()
}

/// The value of a parameter that must be a whole number.
pub(super) fn integer(parameters: &[(String, String)], name: &'static str) -> Result<Option<i64>, Cause> {
    let parse = |value: &str| value.parse().map_err(|_| Cause::ParameterNotInteger { name });
    parameter(parameters, name).map(parse).transpose()
}

/// The problem of a parameter that is none of its values.
pub(super) fn one_of(
    parameters: &[(String, String)],
    name: &'static str,
    values: &'static [&'static str],
) -> Option<Cause> {
    let value = parameter(parameters, name)?;
    (!values.contains(&value)).then_some(Cause::ParameterNotOneOf { name, values })
}

/// The problem of parameters that are not accepted.
pub(super) fn unknown_parameters(parameters: &[(String, String)], accepted: &'static [&'static str]) -> Vec<Cause> {
    let mut rejected: Vec<String> = parameters.iter().map(|(name, _)| name.clone()).collect();
    rejected.retain(|name| !accepted.contains(&name.as_str()));
    rejected.sort();
    if rejected.is_empty() { Vec::new() } else { vec![Cause::UnknownParameters { accepted, rejected }] }
}

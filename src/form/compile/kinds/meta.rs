//! What a device records beside the form.

use super::{integer, one_of, parameter, unknown_parameters};
use crate::form::problem::Cause;

/// The parameters of an audit; the last three come together.
const AUDIT: [&str; 6] = [
    "identify-user",
    "location-max-age",
    "location-min-interval",
    "location-priority",
    "track-changes",
    "track-changes-reasons",
];
const LOCATION: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];

/// What is wrong with the parameters of an audit.
pub(in crate::form::compile) fn audit(parameters: &[(String, String)]) -> Vec<Cause> {
    let mut causes = unknown_parameters(parameters, &AUDIT);
    causes.extend(one_of(parameters, "track-changes", &super::BOOLEANS));
    causes.extend(one_of(parameters, "track-changes-reasons", &["on-form-edit"]));
    causes.extend(one_of(parameters, "identify-user", &super::BOOLEANS));
    let given = LOCATION.iter().filter(|name| parameter(parameters, name).is_some()).count();
    if given > 0 && given < LOCATION.len() {
        causes.push(Cause::AuditLocation);
    }
    if given == LOCATION.len() {
        causes.extend(one_of(parameters, "location-priority", &["no-power", "low-power", "balanced", "high-accuracy"]));
        let mut seconds = |name| match integer(parameters, name) {
            Ok(Some(seconds)) if seconds < 0 => {
                causes.push(Cause::ParameterNegative { name });
                None
            }
            Ok(seconds) => seconds,
            Err(cause) => {
                causes.push(cause);
                None
            }
        };
        if let (Some(interval), Some(age)) = (seconds("location-min-interval"), seconds("location-max-age"))
            && age < interval
        {
            causes.push(Cause::AuditAge);
        }
    }
    causes
}

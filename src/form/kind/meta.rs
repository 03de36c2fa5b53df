//! What the device fills in, or records beside the form.

use super::{integer, one_of, parameter, unknown_parameters};
use crate::form::problem::Cause;

/// A value that the device fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meta {
    /// `start`: when the form was opened first.
    Start,
    /// `end`: when it was saved last.
    End,
    /// `today`: the day it was opened first.
    Today,
    /// `deviceid`.
    DeviceId,
    /// `username`.
    Username,
    /// `email`.
    Email,
    /// `phonenumber`.
    PhoneNumber,
    /// `subscriberid`, `simserial`: what devices no longer tell. Stays empty.
    Withheld,
    /// The generated `instanceID`.
    InstanceId,
    /// The generated `instanceName`, calculated by setting `instance_name`.
    InstanceName,
}

/// What a device records beside the form. This app records none of it: a position only when a question asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// `start-geopoint`.
    StartPosition,
    /// `background-geopoint`: the position when its trigger changes.
    Position,
    /// `background-audio`.
    Audio,
    /// `audit`: a log of the steps.
    Audit,
}

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
pub(in crate::form) fn audit(parameters: &[(String, String)]) -> Vec<Cause> {
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

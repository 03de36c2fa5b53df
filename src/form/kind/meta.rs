//! What the device fills in, or records beside the form.

use crate::packed::packed;

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

packed!(enum Meta {
    0 => Start, 1 => End, 2 => Today, 3 => DeviceId, 4 => Username, 5 => Email, 6 => PhoneNumber, 7 => Withheld,
    8 => InstanceId, 9 => InstanceName
} else Self::Withheld);

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

packed!(enum Background { 0 => StartPosition, 1 => Position, 2 => Audio, 3 => Audit } else Self::Audit);

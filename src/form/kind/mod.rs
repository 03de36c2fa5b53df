//! What a node of a form is: one enum, one file per family of question types.

mod exact;
mod media;
mod meta;
mod number;
mod place;
mod repeat;
mod select;
mod time;

pub(super) use media::recording;
pub use media::{Capture, Media};
pub(super) use meta::audit;
pub use meta::{Background, Meta};
pub(super) use number::RangeRow;
pub use number::{Number, Range};
pub use place::{Place, PlaceShape};
pub use repeat::Repeat;
pub use select::{Pick, Random, Select, Source};
pub use time::Date;

use super::problem::Cause;

/// What a node is. The data type of its value is [`super::Bind::data_type`].
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// The form itself, the root of the tree.
    Form,
    /// `begin group`, and the generated `meta` group.
    Group,
    /// `begin repeat`.
    Repeat(Repeat),
    /// `text` and its like.
    Text {
        /// `rows` of the `parameters` column: the lines to show.
        rows: Option<u32>,
    },
    /// `integer`, `decimal`, `range`.
    Number(Number),
    /// `note`: a text to read.
    Note,
    /// `select_one`, `select_multiple`, `rank`, and theirs from files and repeats.
    Select(Box<Select>),
    /// `date`, `time`, `dateTime`.
    Date(Date),
    /// `geopoint`, `geotrace`, `geoshape`.
    Place(Place),
    /// `image`, `audio`, `video`, `file`, `osm`.
    Media(Media),
    /// `barcode`.
    Barcode,
    /// `acknowledge`, `trigger`: one box to tick, whose value is `OK`.
    Acknowledge,
    /// `calculate`.
    Calculate,
    /// `hidden`.
    Hidden,
    /// `start`, `today`, `deviceid` and their like: filled by the device, never shown.
    Meta(Meta),
    /// `start-geopoint`, `background-audio`, `background-geopoint`, `audit`: what a device records beside the form.
    Background(Background),
    /// The element `entity` that an `entities` sheet generates.
    Entity,
    /// An attribute of an entity element, whose name starts with `@`.
    Attribute {
        /// Its value to start with.
        value: String,
    },
    /// The label of an entity element.
    EntityLabel,
}

impl Kind {
    /// Whether the node holds other nodes instead of a value.
    #[must_use]
    pub const fn is_container(&self) -> bool {
        matches!(self, Self::Form | Self::Group | Self::Repeat(_) | Self::Entity)
    }
}

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

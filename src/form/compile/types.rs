//! The names in the `type` column, all their spellings, and what each asks of a form.

use crate::form::{Background, Capture, DataType, Date, Meta, PlaceShape};

/// A type of question, by its name in the survey sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::form) enum Type {
    /// Text of any length.
    Text,
    /// A whole number, perhaps with bounds and a hint of its own.
    Integer(Option<Bounded>),
    /// A number.
    Decimal,
    /// Digits only.
    PhoneNumber,
    /// A number on a scale.
    Range,
    /// A text to read.
    Note,
    /// A day, an hour, or both.
    Date(Date),
    /// A position, line or area.
    Place(PlaceShape),
    /// A photo, sound or file.
    Media(Capture),
    /// A bar code.
    Barcode,
    /// One box to tick.
    Acknowledge,
    /// One box to tick that binds nothing.
    Trigger,
    /// A computed value.
    Calculate,
    /// A value that is never shown.
    Hidden,
    /// A value that the device fills in.
    Meta(Meta),
    /// What the device records beside the form.
    Background(Background),
    /// Choosing one.
    SelectOne,
    /// Choosing any number.
    SelectMany,
    /// Choosing one of `external_choices`.
    SelectExternal,
    /// Putting in order.
    Rank,
    /// No question but an attached csv or xml file.
    External,
}

/// The old integer types that bring a bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::form) enum Bounded {
    /// `percentage`.
    Percentage,
    /// `number of days in last month`, `… six months`, `… year`: at most so many.
    Days(u16),
}

/// Whether a row's control stands in the form's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::form) enum Control {
    /// It does, and needs a label or hint.
    Shown,
    /// It never does.
    None,
}

impl Type {
    /// The type that has this name.
    pub(in crate::form) fn named(name: &str) -> Option<Self> {
        use Type as T;
        Some(match name {
            "text" | "string" | "q string" | "add text prompt" => T::Text,
            "integer" | "int" | "q int" | "add integer prompt" => T::Integer(None),
            "percentage" => T::Integer(Some(Bounded::Percentage)),
            "number of days in last month" => T::Integer(Some(Bounded::Days(31))),
            "number of days in last six months" => T::Integer(Some(Bounded::Days(183))),
            "number of days in last year" => T::Integer(Some(Bounded::Days(365))),
            "decimal" | "q decimal" | "add decimal prompt" => T::Decimal,
            "phone number" => T::PhoneNumber,
            "range" => T::Range,
            "note" | "q note" | "add note prompt" => T::Note,
            "date" | "q date" | "add date prompt" => T::Date(Date::Day),
            "time" => T::Date(Date::Time),
            "dateTime"
            | "datetime"
            | "date time"
            | "q date time"
            | "q dateTime"
            | "add date time prompt"
            | "add dateTime prompt" => T::Date(Date::DayTime),
            "geopoint" | "q geopoint" | "gps" | "location" | "q location" | "add location prompt" => {
                T::Place(PlaceShape::Point)
            }
            "geotrace" | "q geotrace" => T::Place(PlaceShape::Trace),
            "geoshape" | "q geoshape" => T::Place(PlaceShape::Shape),
            "photo" | "image" | "q picture" | "q image" | "add image prompt" | "add photo prompt" => {
                T::Media(Capture::Image)
            }
            "audio" | "q audio" | "add audio prompt" => T::Media(Capture::Audio),
            "video" | "q video" | "add video prompt" => T::Media(Capture::Video),
            "file" | "add file prompt" => T::Media(Capture::File),
            "osm" => T::Media(Capture::Osm),
            "barcode" | "q barcode" | "add barcode prompt" => T::Barcode,
            "acknowledge" | "q acknowledge" | "add acknowledge prompt" => T::Acknowledge,
            "trigger" => T::Trigger,
            "calculate" | "q calculate" | "add calculate prompt" => T::Calculate,
            "hidden" => T::Hidden,
            "audit" => T::Background(Background::Audit),
            "start-geopoint" => T::Background(Background::StartPosition),
            "background-geopoint" => T::Background(Background::Position),
            "background-audio" => T::Background(Background::Audio),
            "csv-external" | "xml-external" => T::External,
            "select one" | "select one using" | "add select one prompt using" | "q select1" => T::SelectOne,
            "select all that apply"
            | "select all that apply from"
            | "select multiple from"
            | "select multiple using"
            | "add select multiple prompt using"
            | "q select" => T::SelectMany,
            "select one external" => T::SelectExternal,
            "rank" => T::Rank,
            _ => T::Meta(meta(name)?),
        })
    }

    /// The type of the value; none for what binds nothing by itself.
    pub(in crate::form) fn data_type(self) -> Option<DataType> {
        Some(match self {
            Self::Trigger | Self::External => return None,
            Self::Integer(_) | Self::Range => DataType::Int,
            Self::Decimal => DataType::Decimal,
            Self::Date(Date::Day) | Self::Meta(Meta::Today) => DataType::Date,
            Self::Date(Date::Time) => DataType::Time,
            Self::Date(Date::DayTime) | Self::Meta(Meta::Start | Meta::End) => DataType::DateTime,
            Self::Place(PlaceShape::Point) | Self::Background(Background::StartPosition | Background::Position) => {
                DataType::Geopoint
            }
            Self::Place(PlaceShape::Trace) => DataType::Geotrace,
            Self::Place(PlaceShape::Shape) => DataType::Geoshape,
            Self::Media(_) | Self::Background(Background::Audio | Background::Audit) => DataType::Binary,
            Self::Barcode => DataType::Barcode,
            Self::Rank => DataType::Rank,
            Self::Text
            | Self::PhoneNumber
            | Self::Note
            | Self::Acknowledge
            | Self::Calculate
            | Self::Hidden
            | Self::Meta(_)
            | Self::SelectOne
            | Self::SelectMany
            | Self::SelectExternal => DataType::Text,
        })
    }

    /// Whether a row of this type is shown.
    pub(in crate::form) const fn control(self) -> Control {
        match self {
            Self::Calculate
            | Self::Hidden
            | Self::Meta(_)
            | Self::Background(Background::StartPosition | Background::Audio | Background::Audit)
            | Self::External => Control::None,
            _ => Control::Shown,
        }
    }

    /// Whether the type's values hold hyphens, so that one in a default is no minus.
    pub(in crate::form) fn is_hyphenated(name: &str) -> bool {
        matches!(name, "date" | "dateTime" | "geopoint" | "geotrace" | "geoshape")
    }
}

fn meta(name: &str) -> Option<Meta> {
    Some(match name {
        "start" | "start time" | "get start time" => Meta::Start,
        "end" | "end time" | "get end time" => Meta::End,
        "today" | "get today" => Meta::Today,
        "deviceid" | "imei" | "device id" | "get device id" | "uri:deviceid" => Meta::DeviceId,
        "username" | "uri:username" => Meta::Username,
        "email" | "uri:email" => Meta::Email,
        "phonenumber" | "get phone number" | "uri:phonenumber" => Meta::PhoneNumber,
        "subscriberid" | "subscriber id" | "get subscriber id" | "uri:subscriberid" | "simserial" | "sim id"
        | "get sim id" | "uri:simserial" => Meta::Withheld,
        _ => return None,
    })
}

/// The names of types in use today, to offer for a mistyped one.
pub(in crate::form) const NAMES: [&str; 42] = [
    "text",
    "integer",
    "decimal",
    "note",
    "calculate",
    "select_one",
    "select_multiple",
    "select_one_from_file",
    "select_multiple_from_file",
    "select_one_external",
    "rank",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
    "date",
    "time",
    "dateTime",
    "geopoint",
    "geotrace",
    "geoshape",
    "range",
    "image",
    "audio",
    "background-audio",
    "video",
    "file",
    "barcode",
    "acknowledge",
    "hidden",
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "phonenumber",
    "email",
    "audit",
    "start-geopoint",
    "background-geopoint",
    "csv-external",
    "xml-external",
];

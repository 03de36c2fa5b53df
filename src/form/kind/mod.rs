//! What a node of a form is: one enum, one file per family of question types.

mod media;
mod meta;
mod number;
mod place;
mod repeat;
mod select;
mod time;

pub use media::{Capture, Media};
pub use meta::{Background, Meta};
pub use number::{Number, Range};
pub use place::{Place, PlaceShape};
pub use repeat::Repeat;
pub use select::{Pick, Random, Select, Source};
pub use time::Date;

use crate::packed::packed;

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

packed!(enum Kind {
    0 => Form, 1 => Group, 2 => Repeat(repeat), 3 => Text { rows }, 4 => Number(number), 5 => Note, 6 => Select(select),
    7 => Date(date), 8 => Place(place), 9 => Media(media), 10 => Barcode, 11 => Acknowledge, 12 => Calculate, 13 => Hidden,
    14 => Meta(meta), 15 => Background(background), 16 => Entity, 17 => Attribute { value }, 18 => EntityLabel
} else Self::Note);

impl Kind {
    /// Whether the node holds other nodes instead of a value.
    #[must_use]
    pub const fn is_container(&self) -> bool {
        matches!(self, Self::Form | Self::Group | Self::Repeat(_) | Self::Entity)
    }
}

//! Which control a question gets, by its type and its appearance. Pure: drawing is the business of the other files.

use crate::form::{Capture, Date, Kind, Node, Number, Pick, PlaceShape};

/// A control.
#[derive(Clone, Debug, PartialEq)]
pub enum Widget {
    /// A text to read.
    Note,
    /// One line of letters.
    Line,
    /// One line of digits, kept as text.
    Digits,
    /// Several lines.
    Area(u32),
    /// A whole number with its steps.
    Counter,
    /// A number with a decimal point.
    Decimal,
    /// A handle on a scale.
    Slider,
    /// Stars, as many as the scale ends at.
    Stars(u8),
    /// Buttons, one or several chosen.
    Buttons {
        /// Several may be chosen.
        many: bool,
        /// How they are laid out.
        columns: Columns,
        /// Choosing goes on to the next screen.
        quick: bool,
    },
    /// A button that opens a list with a search.
    Sheet {
        /// Several may be chosen.
        many: bool,
    },
    /// A scale from one end to the other.
    Likert,
    /// Choices to be put in order.
    Rank,
    /// A day.
    Day,
    /// A month of a year.
    Month,
    /// A year.
    Year,
    /// A time of day.
    Time,
    /// A day and a time.
    DayTime,
    /// A position.
    Point,
    /// A line of positions.
    Trace,
    /// An area.
    Shape,
    /// A photo.
    Photo {
        /// From the camera only, never from the album.
        new: bool,
    },
    /// A drawing on white.
    Draw,
    /// A signature on white.
    Signature,
    /// A drawing on a photo.
    Annotate,
    /// A recording.
    Sound,
    /// A film.
    Film,
    /// Any file.
    File,
    /// A code, scanned or typed.
    Code,
    /// One box to tick.
    Tick,
    /// Nothing: what the device fills in, and containers.
    None,
}

/// How buttons are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// By the length of the labels.
    Auto,
    /// So many side by side, as far as the screen has room.
    Count(u8),
    /// As many as fit.
    Pack,
}

/// Choices from which on a list opens by itself in a sheet with a search.
const MANY: usize = 24;

impl Widget {
    /// The control of a node with so many choices.
    #[must_use]
    pub fn of(node: &Node, choices: usize) -> Self {
        let is = |word: &str| node.appears(word);
        match &node.kind {
            Kind::Note => Self::Note,
            Kind::Text { rows } => match rows {
                Some(rows) => Self::Area((*rows).clamp(1, 30)),
                None if is("multiline") => Self::Area(4),
                None if is("numbers") => Self::Digits,
                None => Self::Line,
            },
            Kind::Number(Number::Integer) => Self::Counter,
            Kind::Number(Number::Decimal) => Self::Decimal,
            Kind::Number(Number::Range(range)) => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 10")]
                let stars = (is("rating") && (1.0..=10.0).contains(&range.end)).then_some(range.end as u8);
                stars.map_or(if is("picker") { Self::Counter } else { Self::Slider }, Self::Stars)
            }
            Kind::Select(select) => match select.pick {
                Pick::Rank => Self::Rank,
                pick => {
                    let many = pick == Pick::Many;
                    if is("minimal") || is("autocomplete") || is("search") || choices > MANY {
                        Self::Sheet { many }
                    } else if is("likert") && !many {
                        Self::Likert
                    } else {
                        Self::Buttons { many, columns: columns(&node.appearance), quick: is("quick") && !many }
                    }
                }
            },
            Kind::Date(Date::Day) if is("month-year") => Self::Month,
            Kind::Date(Date::Day) if is("year") => Self::Year,
            Kind::Date(Date::Day) => Self::Day,
            Kind::Date(Date::Time) => Self::Time,
            Kind::Date(Date::DayTime) => Self::DayTime,
            Kind::Place(place) => match place.shape {
                PlaceShape::Point => Self::Point,
                PlaceShape::Trace => Self::Trace,
                PlaceShape::Shape => Self::Shape,
            },
            Kind::Media(media) => match media.capture {
                Capture::Image if is("signature") => Self::Signature,
                Capture::Image if is("draw") => Self::Draw,
                Capture::Image if is("annotate") => Self::Annotate,
                Capture::Image => Self::Photo { new: is("new") || is("new-front") },
                Capture::Audio => Self::Sound,
                Capture::Video => Self::Film,
                Capture::File | Capture::Osm => Self::File,
            },
            Kind::Barcode => Self::Code,
            Kind::Acknowledge => Self::Tick,
            _ => Self::None,
        }
    }

    /// Whether the control is one field that a label can name; otherwise it is a group under a heading.
    #[must_use]
    pub const fn is_single(&self) -> bool {
        matches!(
            self,
            Self::Line
                | Self::Digits
                | Self::Area(_)
                | Self::Counter
                | Self::Decimal
                | Self::Slider
                | Self::Day
                | Self::Month
                | Self::Year
                | Self::Time
                | Self::DayTime
                | Self::Code
        )
    }
}

/// What the appearance says of columns: `columns`, `columns-3`, `columns-pack`, and the older `horizontal`, `compact-3`.
fn columns(appearance: &str) -> Columns {
    for word in appearance.split_whitespace() {
        match word {
            "columns-pack" | "compact" | "horizontal-compact" | "list-nolabel" | "label" => return Columns::Pack,
            "columns" | "horizontal" => return Columns::Count(3),
            _ => {}
        }
        let count =
            word.strip_prefix("columns-").or_else(|| word.strip_prefix("compact-")).and_then(|n| n.parse().ok());
        if let Some(count @ 1..=10) = count {
            return Columns::Count(count);
        }
    }
    Columns::Auto
}

/// The class that lays buttons out: labels that are long stand below one another, short ones side by side.
#[must_use]
pub fn layout<'a>(columns: Columns, labels: impl Iterator<Item = &'a str>) -> &'static str {
    let widest = labels.map(width).max().unwrap_or_default();
    match columns {
        Columns::Pack => "choices many",
        Columns::Count(1) => "choices tall",
        Columns::Count(2) => "choices",
        Columns::Count(_) if widest <= 8 => "choices many",
        _ if widest > 20 => "choices tall",
        _ => "choices",
    }
}

/// How wide a label is, in Latin letters.
fn width(label: &str) -> usize {
    label.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

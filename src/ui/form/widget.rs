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
    /// One line that nobody looking over the shoulder reads.
    Masked,
    /// The address of a page, with a way to open it.
    Address,
    /// Several lines.
    Area(u32),
    /// A whole number with its steps.
    Counter,
    /// A number with a decimal point.
    Decimal,
    /// A handle on a scale.
    Slider {
        /// From below upward.
        vertical: bool,
        /// With marks at its steps.
        ticks: bool,
    },
    /// The steps of a scale in a list.
    Steps,
    /// Stars, as many as the scale ends at.
    Stars(u8),
    /// Buttons, one or several chosen.
    Buttons {
        /// Several may be chosen.
        many: bool,
        /// How they are laid out.
        columns: Columns,
        /// Choosing goes on to the next question.
        quick: bool,
        /// A row of a table of questions with the same choices.
        row: Row,
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
        /// With the camera on the side of the screen.
        selfie: bool,
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

/// What a question is in a table of questions with the same choices (appearances `label` and `list-nolabel`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// It stands by itself.
    None,
    /// The head of the table: the choices' labels, and nothing to answer.
    Head,
    /// A row below the head: marks without labels.
    Bare,
}

/// The most columns that can be asked for; more than stand on a desk's screen.
const MOST_COLUMNS: u8 = 10;

/// The most steps that a list of them holds.
const MOST_STEPS: f64 = 200.0;

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
                None if is("masked") => Self::Masked,
                None if is("url") => Self::Address,
                None => Self::Line,
            },
            Kind::Number(Number::Integer) => Self::Counter,
            Kind::Number(Number::Decimal) => Self::Decimal,
            Kind::Number(Number::Range(range)) => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 10")]
                let stars = (is("rating") && (1.0..=10.0).contains(&range.end)).then_some(range.end as u8);
                let steps = (range.end - range.start).abs() / range.step.abs();
                let scale = || match (is("picker"), steps <= MOST_STEPS) {
                    (true, true) => Self::Steps,
                    (true, false) => Self::Counter,
                    _ => Self::Slider { vertical: is("vertical"), ticks: !is("no-ticks") && steps <= 20.0 },
                };
                stars.map_or_else(scale, Self::Stars)
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
                        let row = if is("label") {
                            Row::Head
                        } else if is("list-nolabel") || is("list") {
                            Row::Bare
                        } else {
                            Row::None
                        };
                        let quick = (is("quick") || is("quickcompact")) && !many;
                        Self::Buttons { many, columns: columns(&node.appearance), quick, row }
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
                Capture::Image => {
                    let selfie = is("new-front") || is("selfie");
                    Self::Photo { new: is("new") || selfie, selfie }
                }
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
                | Self::Masked
                | Self::Address
                | Self::Area(_)
                | Self::Counter
                | Self::Decimal
                | Self::Slider { .. }
                | Self::Steps
                | Self::Day
                | Self::Month
                | Self::Year
                | Self::Time
                | Self::DayTime
                | Self::Code
        )
    }
}

/// The word of an appearance that asks for something this application does not draw, where there is one: the plain control stands in
/// its place, and says so.
#[must_use]
pub fn undrawn(node: &Node) -> Option<&str> {
    const WORDS: [&str; 17] = [
        "map",
        "image-map",
        "bearing",
        "placement-map",
        "maps",
        "ethiopian",
        "coptic",
        "islamic",
        "bikram-sambat",
        "myanmar",
        "persian",
        "buddhist",
        "printer",
        "literacy",
        "distress",
        "signing",
        "search",
    ];
    if node.appearance.is_empty() || matches!(node.kind, Kind::Group | Kind::Repeat(_)) {
        return None;
    }
    node.appearance
        .split_whitespace()
        .find(|word| WORDS.contains(word) || word.starts_with("ex:") || word.starts_with("printer:"))
}

/// What the appearance says of columns: `columns`, `columns-3`, `columns-pack`, and the older `horizontal`, `compact-3`.
fn columns(appearance: &str) -> Columns {
    for word in appearance.split_whitespace() {
        match word {
            "columns-pack" | "compact" | "quickcompact" | "horizontal-compact" => return Columns::Pack,
            "columns" | "horizontal" => return Columns::Count(MOST_COLUMNS),
            _ => {}
        }
        let count =
            word.strip_prefix("columns-").or_else(|| word.strip_prefix("compact-")).and_then(|n| n.parse().ok());
        if let Some(count @ 1..=MOST_COLUMNS) = count {
            return Columns::Count(count);
        }
    }
    Columns::Auto
}

/// The class that lays buttons out: labels that are long stand below one another, short ones side by side. Packed ones are as wide as
/// their labels, so that no word is broken to fit one more beside them. Columns that are counted are never more than that.
#[must_use]
pub fn layout<'a>(columns: Columns, labels: impl Iterator<Item = &'a str>) -> &'static str {
    let widest = labels.map(width).max().unwrap_or_default();
    match columns {
        Columns::Pack => "choices pack",
        Columns::Count(1) => "choices tall",
        Columns::Count(2) => "choices of two",
        Columns::Count(3) => "choices of three",
        Columns::Count(4) => "choices of four",
        Columns::Count(_) if widest <= 4 => "choices many",
        Columns::Auto if widest > 20 => "choices tall",
        Columns::Count(_) | Columns::Auto => "choices",
    }
}

/// How wide a label is, in Latin letters.
fn width(label: &str) -> usize {
    label.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_many_as_asked_for_and_words_stay_whole() {
        let of = |appearance: &str, labels: &[&str]| layout(columns(appearance), labels.iter().copied());
        assert_eq!(of("columns-2", &["煤炉", "电暖气"]), "choices of two");
        assert_eq!(of("columns-pack", &["煤炉", "电暖气"]), "choices pack");
        assert_eq!(of("quick columns-1", &["煤炉"]), "choices tall");
        // Two characters fit the narrowest columns, three do not.
        assert_eq!(of("columns", &["有", "没有"]), "choices many");
        assert_eq!(of("columns", &["煤炉", "电暖气"]), "choices");
        assert_eq!(of("", &["没有安装，也不打算安装报警器"]), "choices tall");
    }
}

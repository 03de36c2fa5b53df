//! The icons, drawn for this project: one set, 24 × 24, stroke 2, round ends, always beside a word.

use yew::prelude::*;

/// An icon by what it means on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A house that holds a flame: the mark of the application.
    Mark,
    /// 今天: a day with its sun.
    Today,
    /// 住户: a house.
    House,
    /// 问题: a flag planted where something is wrong.
    Flag,
    /// 台账: a ruled table.
    Table,
    /// 更多: three dots.
    More,
    /// 乡镇: a hall with columns.
    Hall,
    /// Search.
    Search,
    /// One step back.
    Back,
    /// One step on; also "this row leads somewhere".
    Next,
    /// Yes, chosen, complete.
    Check,
    /// Add, one more.
    Plus,
    /// One less.
    Minus,
    /// Close, clear.
    Close,
    /// Call.
    Phone,
    /// Bring a file in.
    In,
    /// Hand a file out.
    Out,
    /// Print.
    Print,
    /// Take a photo.
    Camera,
    /// Write, change.
    Pen,
    /// A time, a deadline.
    Clock,
    /// Privacy, safe keeping.
    Shield,
    /// Settings.
    Sliders,
    /// One person.
    Person,
    /// Several people.
    People,
    /// 数据包: a parcel.
    Parcel,
    /// A file.
    File,
    /// Throw away.
    Bin,
    /// Undo.
    Undo,
    /// Something to know.
    Info,
    /// Level red: an octagon, as a stop sign.
    Octagon,
    /// Level yellow: a triangle.
    Triangle,
    /// A need: a hand's heart.
    Heart,
    /// Settled.
    Done,
    /// A place.
    Pin,
    /// A code to scan.
    Code,
    /// Sound.
    Sound,
    /// Film.
    Film,
    /// Move up.
    Up,
    /// Move down, unfold.
    Down,
    /// Bars of a chart.
    Bars,
    /// The map of columns onto fields.
    Columns,
    /// A star to give.
    Star,
    /// A copy put aside for safety.
    Safe,
}

impl Icon {
    /// The drawing, as the `d` of one SVG path.
    const fn path(self) -> &'static str {
        match self {
            Self::Mark => {
                "M3 11.5 12 4l9 7.5V20H3zM12 10.5c2.6 2.3 3.2 3.7 3.2 5a3.2 3.2 0 0 1-6.4 0c0-1.1.6-1.9 1.3-2.6.3.8.8 1.2 1.3 1.3-.2-1.3 0-2.5.6-3.7z"
            }
            Self::Today => "M4 6h16v14H4zM4 10.5h16M8 3.5V7M16 3.5V7M9 15.2l2 2 4-4",
            Self::House => "M3.5 11.5 12 4.5l8.5 7M6 10v10h12V10M10 20v-5.5h4V20",
            Self::Flag => "M6 21V4M6 4.5h11l-2.5 4 2.5 4H6",
            Self::Table => "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
            Self::More => {
                "M6.5 12a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM13.5 12a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM20.5 12a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0z"
            }
            Self::Hall => "M3.5 9.5 12 4l8.5 5.5zM6 9.5V18M10 9.5V18M14 9.5V18M18 9.5V18M3.5 20h17",
            Self::Search => "M17 11a6 6 0 1 1-12 0 6 6 0 0 1 12 0zM15.5 15.5 20 20",
            Self::Back => "M14.5 5.5 8 12l6.5 6.5",
            Self::Next => "M9.5 5.5 16 12l-6.5 6.5",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Plus => "M12 5.5v13M5.5 12h13",
            Self::Minus => "M5.5 12h13",
            Self::Close => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Phone => {
                "M5 4.5h4l1.5 4.5-2.3 1.6a11 11 0 0 0 5.2 5.2L15 13.5l4.5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A14.5 14.5 0 0 1 3.5 6.1 1.5 1.5 0 0 1 5 4.5z"
            }
            Self::In => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15",
            Self::Out => "M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 20h15",
            Self::Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
            Self::Camera => "M4 7.5h3.5L9 5h6l1.5 2.5H20V19H4zM15.5 13a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0z",
            Self::Pen => "M5 19l1-4.5L16.5 4l3.5 3.5L9.5 18zM14 6.5l3.5 3.5",
            Self::Clock => "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM12 7.5V12l3 2.5",
            Self::Shield => "M12 3.5 19 6v6c0 4.2-3 7-7 8.5C8 19 5 16.2 5 12V6zM9 12l2.2 2.2L15.5 10",
            Self::Sliders => {
                "M4 7.5h9M17.5 7.5H20M4 16.5h3M11.5 16.5H20M17.5 7.5a2.25 2.25 0 1 1-4.5 0 2.25 2.25 0 0 1 4.5 0zM11.5 16.5a2.25 2.25 0 1 1-4.5 0 2.25 2.25 0 0 1 4.5 0z"
            }
            Self::Person => "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4.5 20.5c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
            Self::People => {
                "M12.5 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM2.5 20c.5-3.7 3-5.5 6.5-5.5s6 1.8 6.5 5.5M15.5 5.2a3.5 3.5 0 0 1 0 6.6M18 15c2 .8 3.2 2.5 3.5 5"
            }
            Self::Parcel => "M4 8l8-4 8 4v8.5l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5M8 6l8 4",
            Self::File => "M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5",
            Self::Bin => "M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7M10.5 11v5M13.5 11v5",
            Self::Undo => "M8.5 5 4.5 9l4 4M4.5 9H14a5 5 0 0 1 0 10H9",
            Self::Info => "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM12 11.5V16M12 8h.01",
            Self::Octagon => "M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7zM12 7.5v5.5M12 16.5h.01",
            Self::Triangle => "M12 4 21 19.5H3zM12 9.5V14M12 16.8h.01",
            Self::Heart => "M12 20C7 16.5 4 13.5 4 9.7A4.2 4.2 0 0 1 12 8a4.2 4.2 0 0 1 8 1.7c0 3.8-3 6.8-8 10.3z",
            Self::Done => "M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM8.5 12.3l2.5 2.5 4.5-5",
            Self::Pin => {
                "M12 21c-4-4.5-6-7.6-6-10.5a6 6 0 0 1 12 0c0 2.9-2 6-6 10.5zM14 10.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z"
            }
            Self::Code => "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M8 9v6M12 9v6M16 9v6",
            Self::Sound => "M9.5 5.5a2.5 2.5 0 0 1 5 0v6a2.5 2.5 0 0 1-5 0zM6 11a6 6 0 0 0 12 0M12 17v3.5",
            Self::Film => "M3.5 6.5h12v11h-12zM15.5 10.5l5-3v9l-5-3",
            Self::Up => "M6 14.5 12 8.5l6 6",
            Self::Down => "M6 9.5l6 6 6-6",
            Self::Bars => "M5 20V11M12 20V4.5M19 20v-6M3 20h18",
            Self::Columns => "M4 5h6v14H4zM14 5h6v14h-6zM10 12h4",
            Self::Star => "M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7L12 17l-5.1 2.7 1-5.7-4.1-4 5.7-.8z",
            Self::Safe => "M4 5h16v14H4zM15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM12 8.5V7M7 19v1.5M17 19v1.5",
        }
    }

    /// The icon as markup, hidden from screen readers: the word beside it speaks.
    pub fn draw(self) -> Html {
        html! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d={self.path()} /></svg> }
    }
}

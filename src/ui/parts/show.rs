//! What is only read: badges, progress, notices, empty places.

use yew::{AttrValue, Html, html};

use crate::text::Lang;
use crate::text::words::common;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;

/// How urgent something is, and how it ended. Said by a word and a shape, never by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 红: danger to life, act today.
    Red,
    /// 黄: to be mended in so many days.
    Yellow,
    /// 需: goods, money or a policy is needed.
    Need,
    /// 已销号.
    Done,
}

impl Level {
    /// The class of a badge.
    const fn class(self) -> &'static str {
        match self {
            Self::Red => "level red",
            Self::Yellow => "level yellow",
            Self::Need => "level need",
            Self::Done => "level done",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Red => Icon::Octagon,
            Self::Yellow => Icon::Triangle,
            Self::Need => Icon::Heart,
            Self::Done => Icon::Done,
        }
    }

    /// Its word.
    #[must_use]
    pub const fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Red => common::RED.text(lang),
            Self::Yellow => common::YELLOW.text(lang),
            Self::Need => common::NEED.text(lang),
            Self::Done => common::CLOSED.text(lang),
        }
    }
}

/// The badge of a level.
pub fn level(level: Level, lang: Lang) -> El {
    el("span", level.class()).icon(level.icon()).text(level.word(lang))
}

/// The badge of the worst level that something is open on, with how many; nothing where all is well.
#[must_use]
pub fn level_count(red: u16, yellow: u16, need: u16, lang: Lang) -> Option<El> {
    let worst =
        [(Level::Red, red), (Level::Yellow, yellow), (Level::Need, need)].into_iter().find(|(_, count)| *count > 0);
    worst.map(|(worst, count)| level(worst, lang).child(el("span", "num").text(count.to_string())))
}

/// How far one part of a whole has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is answered.
    Untouched,
    /// Something is answered.
    Begun,
    /// Everything is answered.
    Complete,
    /// Something is wrong.
    Wrong,
}

impl Stage {
    /// The class that draws it.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Untouched => "",
            Self::Begun => "begun",
            Self::Complete => "done",
            Self::Wrong => "wrong",
        }
    }
}

/// A thin bar: so many of so many.
pub fn meter(part: usize, whole: usize) -> Html {
    let width = crate::ui::format::percent(part, whole).unwrap_or_default();
    html! { <svg class="meter" aria-hidden="true"><rect width={format!("{width}%")} height="100%" /></svg> }
}

/// A card that tells one thing: an icon, a sentence, and what can be done about it.
pub fn notice(class: &'static str, icon: Icon, text: impl Into<AttrValue>, action: Option<El>) -> El {
    el("div", class).icon(icon).child(el("p", "grow").text(text.into())).maybe(action)
}

/// A place where nothing is yet: what will be here, and the one button that fills it.
pub fn empty(icon: Icon, title: impl Into<AttrValue>, text: impl Into<AttrValue>, action: Option<El>) -> El {
    el("div", "empty")
        .icon(icon)
        .child(el("h2", "").text(title.into()))
        .child(el("p", "").text(text.into()))
        .maybe(action)
}

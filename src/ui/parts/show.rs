//! What is only read: badges, progress, facts, notices, empty places.

use yew::prelude::*;

use crate::text::Lang;
use crate::text::words::common;
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
    /// The class that colours it.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Need => "need",
            Self::Done => "done",
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
pub fn level(level: Level, lang: Lang) -> Html {
    html! { <span class={classes!("level", level.class())}>{ level.icon().draw() }{ level.word(lang) }</span> }
}

/// The badge of the worst level that something is open on, with how many; nothing where all is well.
pub fn level_count(red: u16, yellow: u16, need: u16, lang: Lang) -> Html {
    let worst =
        [(Level::Red, red), (Level::Yellow, yellow), (Level::Need, need)].into_iter().find(|(_, count)| *count > 0);
    html! {
        if let Some((level, count)) = worst {
            <span class={classes!("level", level.class())}>{ level.icon().draw() }{ level.word(lang) }<span class="num">{ count }</span></span>
        }
    }
}

/// A short word in a box.
pub fn tag(word: impl Into<AttrValue>) -> Html {
    html! { <span class="tag">{ word.into() }</span> }
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
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Untouched => None,
            Self::Begun => Some("begun"),
            Self::Complete => Some("done"),
            Self::Wrong => Some("wrong"),
        }
    }
}

/// Progress in segments, the present one framed. The words beside it say the same.
pub fn segments(stages: &[Stage], present: Option<usize>) -> Html {
    html! {
        <div class="segments" aria-hidden="true">
            { for stages.iter().enumerate().map(|(at, stage)| html! {
                <i key={at} class={stage.class()} aria-current={(present == Some(at)).then_some("step")} />
            }) }
        </div>
    }
}

/// A thin bar: so many of so many.
pub fn meter(part: usize, whole: usize) -> Html {
    let width = crate::ui::format::percent(part, whole).unwrap_or_default();
    html! { <svg class="meter" aria-hidden="true"><rect width={format!("{width}%")} height="100%" /></svg> }
}

/// A name and its value, inside a `dl`.
pub fn fact(name: impl Into<AttrValue>, value: impl Into<AttrValue>) -> Html {
    html! { <div><dt>{ name.into() }</dt><dd>{ value.into() }</dd></div> }
}

/// A card that tells one thing: an icon, a sentence, and what can be done about it.
pub fn notice(class: &'static str, icon: Icon, text: impl Into<AttrValue>, action: Html) -> Html {
    html! {
        <div class={classes!("card", "line-up", class)}>{ icon.draw() }<p class="grow">{ text.into() }</p>{ action }</div>
    }
}

/// A place where nothing is yet: what will be here, and the one button that fills it.
pub fn empty(icon: Icon, title: impl Into<AttrValue>, text: impl Into<AttrValue>, action: Html) -> Html {
    html! { <div class="empty">{ icon.draw() }<h2>{ title.into() }</h2><p>{ text.into() }</p>{ action }</div> }
}

/// Whether what was typed is on disk, spoken once when it changes.
pub fn saved(ok: bool, text: impl Into<AttrValue>) -> Html {
    let (class, icon) = if ok { ("saved", Icon::Check) } else { ("saved not", Icon::Octagon) };
    html! { <span {class} role="status">{ icon.draw() }{ text.into() }</span> }
}

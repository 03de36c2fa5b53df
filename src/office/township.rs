//! What a township asks besides its tables, and the answers as the screen shows them.
//!
//! The worker keeps the villages of the last question, so that the next one need not bring everything again; see
//! [`Desk`](super::Desk).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{count, field, items, pair, text, texts};
use crate::expr::date::Zone;
use crate::moment::Moment;
use crate::text::Lang;

/// A question about the villages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TownshipWish {
    /// The campaign's identity.
    pub campaign: String,
    /// Now, as records write it.
    pub now: String,
    /// The version of what the villages hold.
    pub version: u64,
    /// In which language.
    pub lang: Lang,
    /// What is asked.
    pub ask: Ask,
}

impl TownshipWish {
    /// The reader's clock, by which times are told; China's where it says nothing.
    #[must_use]
    pub fn here(&self) -> Moment {
        Moment::parse(&self.now).unwrap_or_else(|| Moment::new(0, Zone::CHINA.0))
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Who stands behind a number. Answered by [`Behind`].
    Behind {
        /// The indicator's name.
        indicator: String,
        /// A village's record, a 管区's name, or nothing for all.
        place: String,
        /// A class, where the number is one of a table by class.
        class: Option<String>,
    },
    /// What a person has to look into. Answered by [`Doubts`].
    Doubts,
    /// A random draw of households. Answered by [`Drawn`].
    Draw {
        /// What makes it repeatable.
        seed: String,
        /// From each risk rather than from each village.
        by_risk: bool,
        /// How many from each.
        each: u32,
    },
    /// What became of a household and of everything that belongs to it. Answered by [`Story`].
    History {
        /// The household.
        household: String,
    },
}

/// The answer to the last question of its sort, as JSON, and what it answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// To [`Ask::Behind`].
    Behind(Behind),
    /// To [`Ask::Doubts`].
    Doubts(Doubts),
    /// To [`Ask::Draw`].
    Drawn(Drawn),
    /// To [`Ask::History`].
    Story(Story),
}

impl Told {
    /// Reads what the worker wrote in answer to a question.
    #[must_use]
    pub fn from_json(ask: &Ask, value: &Value) -> Self {
        match ask {
            Ask::Behind { .. } => Self::Behind(Behind::from_json(value)),
            Ask::Doubts => Self::Doubts(Doubts::from_json(value)),
            Ask::Draw { .. } => Self::Drawn(Drawn::from_json(value)),
            Ask::History { .. } => Self::Story(Story::from_json(value)),
        }
    }
}

/// A household, as a list names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HomeView {
    /// Its record.
    pub id: String,
    /// 户主.
    pub head: String,
    /// 组.
    pub group: String,
    /// 村.
    pub village: String,
    /// 电话.
    pub phone: String,
    /// What there is to say about it; may be empty.
    pub words: String,
}

impl HomeView {
    fn from_json(value: &Value) -> Self {
        Self {
            id: text(value, "id"),
            head: text(value, "head"),
            group: text(value, "group"),
            village: text(value, "village"),
            phone: text(value, "phone"),
            words: text(value, "words"),
        }
    }
}

/// Who stands behind a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Behind {
    /// What the number counts, and where.
    pub title: String,
    /// Whether it is a rate, of which some are still lacking.
    pub rate: bool,
    /// Those that a rate still lacks.
    pub lacking: Vec<HomeView>,
    /// How many these are in all.
    pub lacking_count: usize,
    /// Those that it counts.
    pub counted: Vec<HomeView>,
    /// How many these are in all.
    pub counted_count: usize,
}

impl Behind {
    fn from_json(value: &Value) -> Self {
        Self {
            title: text(value, "title"),
            rate: super::json::flag(value, "rate"),
            lacking: items(value, "lacking").map(HomeView::from_json).collect(),
            lacking_count: count(value, "lacking_count"),
            counted: items(value, "counted").map(HomeView::from_json).collect(),
            counted_count: count(value, "counted_count"),
        }
    }
}

/// What a person has to look into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Doubts {
    /// Households that share what only one can have.
    pub twins: Vec<TwinView>,
    /// Fields that people filled in differently.
    pub conflicts: Vec<ConflictView>,
}

impl Doubts {
    fn from_json(value: &Value) -> Self {
        Self {
            twins: items(value, "twins").map(TwinView::from_json).collect(),
            conflicts: items(value, "conflicts").map(ConflictView::from_json).collect(),
        }
    }
}

/// Households that share something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TwinView {
    /// What it is known by, the same on every day and device.
    pub key: String,
    /// What they share, in words.
    pub what: String,
    /// The number or name.
    pub value: String,
    /// The households; their words say whose number it is and of when the village's data are.
    pub sides: Vec<HomeView>,
}

impl TwinView {
    fn from_json(value: &Value) -> Self {
        Self {
            key: text(value, "key"),
            what: text(value, "what"),
            value: text(value, "value"),
            sides: items(value, "sides").map(HomeView::from_json).collect(),
        }
    }
}

/// What people filled in differently, at one time: one field or several of one record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ConflictView {
    /// What the record is.
    pub kind: String,
    /// Which it is.
    pub record: String,
    /// The fields.
    pub paths: Vec<String>,
    /// What it is about, in words: the finding, the field.
    pub label: String,
    /// Its household.
    pub home: HomeView,
    /// What each of them wrote, the one that shows first.
    pub sides: Vec<SideView>,
}

impl ConflictView {
    fn from_json(value: &Value) -> Self {
        Self {
            kind: text(value, "kind"),
            record: text(value, "record"),
            paths: texts(value, "paths"),
            label: text(value, "label"),
            home: HomeView::from_json(field(value, "home")),
            sides: items(value, "sides").map(SideView::from_json).collect(),
        }
    }
}

/// What somebody wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SideView {
    /// What, as people read it.
    pub words: String,
    /// What is written to settle on it, field by field.
    pub fields: Value,
    /// By whom; empty where they gave no name.
    pub author: String,
    /// When, by that device's clock: `2026-12-20 18:00`.
    pub at: String,
}

impl SideView {
    fn from_json(value: &Value) -> Self {
        Self {
            words: text(value, "words"),
            fields: field(value, "fields").clone(),
            author: text(value, "author"),
            at: text(value, "at"),
        }
    }
}

/// A draw.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// The households, stratum by stratum.
    pub homes: Vec<DrawnHome>,
}

/// A household that was drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DrawnHome {
    /// Who; the words say the risk.
    pub home: HomeView,
    /// Its village's record.
    pub village: String,
    /// What the village says of it: what is asked, and the answer.
    pub says: Vec<(String, String)>,
}

impl Drawn {
    fn from_json(value: &Value) -> Self {
        let home = |value: &Value| DrawnHome {
            home: HomeView::from_json(field(value, "home")),
            village: text(value, "village"),
            says: items(value, "says").map(pair).collect(),
        };
        Self { homes: items(value, "homes").map(home).collect() }
    }
}

/// What became of a household and of everything that belongs to it, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Story {
    /// Whose.
    pub home: HomeView,
    /// The writes.
    pub events: Vec<EventView>,
}

impl Story {
    fn from_json(value: &Value) -> Self {
        let change = |value: &Value| ChangeView {
            label: text(value, "label"),
            before: text(value, "before"),
            after: text(value, "after"),
            tag: text(value, "tag"),
        };
        let event = |value: &Value| EventView {
            what: text(value, "what"),
            author: text(value, "author"),
            at: text(value, "at"),
            changes: items(value, "changes").map(change).collect(),
        };
        Self { home: HomeView::from_json(field(value, "home")), events: items(value, "events").map(event).collect() }
    }
}

/// One write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// What was written to: 户, 入户, 问题…
    pub what: String,
    /// By whom.
    pub author: String,
    /// When, by that device's clock.
    pub at: String,
    /// What it set.
    pub changes: Vec<ChangeView>,
}

/// A field that a write set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// The field, in words.
    pub label: String,
    /// What stood there before.
    pub before: String,
    /// What it says now.
    pub after: String,
    /// How it came to that, in a word or two; mostly empty.
    pub tag: String,
}

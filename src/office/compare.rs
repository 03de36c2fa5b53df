//! A village that sends again: what its new file would change, looked at before it counts.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{count, flag, items, text};
use crate::text::Lang;

/// Of which village, and as of when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareWish {
    /// The campaign's identity.
    pub campaign: String,
    /// The village's record.
    pub village: String,
    /// When the newest data that count already were made.
    pub before: String,
    /// When the package was made.
    pub made: String,
    /// The language of the labels.
    pub lang: Lang,
}

/// What a package would change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// How many of its writes are not there yet.
    pub new: usize,
    /// The totals of the village, those that stay the same with them; none where the village is not here yet.
    pub totals: Vec<Change>,
    /// Whether it comes under other names than the village is here by, and becomes one with it.
    pub joins: bool,
}

/// A total of the village, before and after, as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What is counted.
    pub label: String,
    /// What counts now.
    pub before: String,
    /// What would count.
    pub after: String,
}

impl Compared {
    /// Reads what the worker wrote.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        let change = |value: &Value| Change {
            label: text(value, "label"),
            before: text(value, "before"),
            after: text(value, "after"),
        };
        Self {
            new: count(value, "new"),
            totals: items(value, "totals").map(change).collect(),
            joins: flag(value, "joins"),
        }
    }
}

//! What becomes of the rows that a blank already holds.

use serde::{Deserialize, Serialize};

use crate::text::{Lang, Say};

/// What becomes of the rows that a blank already holds. Nobody but a person can say: they may be a neighbour's, or an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Existing {
    /// 接在后面: they stay, ours follow, and the numbers of the rows go on.
    Append,
    /// 换成我们的: what they hold is cleared, formulas aside.
    Replace,
}

impl Existing {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Append, Self::Replace];

    /// The word on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Append => "append",
            Self::Replace => "replace",
        }
    }

    /// The one of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

impl Say for Existing {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Append => lang.pick("接在后面", "Put ours after them"),
            Self::Replace => lang.pick("换成我们的", "Put ours in their place"),
        }
        .into()
    }
}

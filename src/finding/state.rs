//! The states of a finding and the steps between them (domain table 4.4, S002-4 「逐项清零销号」).
//!
//! ```text
//! new ──fix on site──────────────────────────► to-verify ──close──► closed
//!  │                                              ▲   │
//!  └─report─► reported ─accept─► accepted ─start─► in-progress
//!                  │                 │          │      └─ check failed ─► returned ─► (fix, report)
//!                  └──send back──────┴──────────┴──► returned
//! new ──the answer was corrected before anything was done──► withdrawn
//! any that is open ──it never was so, says a person, and why──► withdrawn
//! ```
//! What cannot be put right keeps its state; an interim measure (转移、停用) is written beside it.

/// Where a finding stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 新建: found, nothing done.
    #[default]
    New,
    /// 已上报.
    Reported,
    /// 已受理.
    Accepted,
    /// 整改中.
    InProgress,
    /// 待复核: done, to be looked at.
    ToVerify,
    /// 已销号.
    Closed,
    /// 已退回: the department or the check sent it back.
    Returned,
    /// 已撤回: a wrong tap, or what a person says never was so.
    Withdrawn,
}

impl State {
    /// Every state with its word, in the order in which boards show them.
    pub const WORDS: [(&'static str, Self); 8] = [
        ("new", Self::New),
        ("returned", Self::Returned),
        ("reported", Self::Reported),
        ("accepted", Self::Accepted),
        ("in-progress", Self::InProgress),
        ("to-verify", Self::ToVerify),
        ("closed", Self::Closed),
        ("withdrawn", Self::Withdrawn),
    ];

    /// The word written in records.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, state)| *state == self).map_or("new", |(word, _)| word)
    }

    /// The state of this word. A word of a newer version is shown as new: it needs eyes.
    #[must_use]
    pub fn named(word: &str) -> Self {
        Self::WORDS.iter().find(|(name, _)| *name == word).map_or(Self::New, |(_, state)| *state)
    }

    /// Whether something is still to be done about it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::Withdrawn)
    }
}

/// What a person does with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// 现场解决: what was done.
    FixOnSite {
        /// 现场措施.
        action: String,
    },
    /// 上报 to the responsible department.
    Report {
        /// 责任部门, where it is not the one the rule names.
        department: Option<String>,
    },
    /// 受理 by the department.
    Accept {
        /// 责任人.
        officer: String,
    },
    /// 开始整改.
    Start,
    /// 整改完成.
    Finish {
        /// 整改结果.
        result: String,
    },
    /// 退回, by the department or by the check.
    SendBack {
        /// Why.
        reason: String,
    },
    /// 销号 after a look.
    Close {
        /// 复核人.
        verifier: String,
    },
    /// 临时措施 (转移、停用): it stays open.
    Interim {
        /// What was done.
        measure: String,
    },
    /// 回访: the household was told what came of it.
    CallBack,
    /// 撤回: it never was so.
    Withdraw {
        /// Why.
        reason: String,
    },
}

/// Why a step cannot be taken. Nothing changes then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Not from this state.
    Not {
        /// Where it stands.
        from: State,
    },
    /// A word is missing.
    Missing(Missing),
    /// 诉求 is closed only after 回访 (S002-7 「件件有回音」).
    CallBackFirst,
}

/// What a step needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// What was done on the spot.
    Action,
    /// What came of it.
    Result,
    /// Who looked.
    Verifier,
    /// Why it is sent back or withdrawn.
    Reason,
    /// The interim measure.
    Measure,
}

impl Step {
    /// The state that the step leads to from `from`.
    pub fn leads(&self, from: State) -> Result<State, Refused> {
        use State::{Accepted, Closed, InProgress, New, Reported, Returned, ToVerify};
        let to = match (self, from) {
            (Self::FixOnSite { .. }, New | Returned | Reported | Accepted | InProgress)
            | (Self::Finish { .. }, Reported | Accepted | InProgress) => ToVerify,
            (Self::Report { .. }, New | Returned) => Reported,
            (Self::Accept { .. }, Reported) => Accepted,
            (Self::Start, Reported | Accepted) => InProgress,
            (Self::SendBack { .. }, Reported | Accepted | InProgress | ToVerify) => Returned,
            (Self::Close { .. }, ToVerify) => Closed,
            (Self::Interim { .. }, state) if state.is_open() => state,
            (Self::CallBack, state) if state != State::Withdrawn => state,
            (Self::Withdraw { .. }, state) if state.is_open() => State::Withdrawn,
            _ => return Err(Refused::Not { from }),
        };
        match self.missing() {
            Some(missing) => Err(Refused::Missing(missing)),
            None => Ok(to),
        }
    }

    /// The word that it needs and does not have.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        let (text, missing) = match self {
            Self::FixOnSite { action } => (action, Missing::Action),
            Self::Finish { result } => (result, Missing::Result),
            Self::Close { verifier } => (verifier, Missing::Verifier),
            Self::SendBack { reason } | Self::Withdraw { reason } => (reason, Missing::Reason),
            Self::Interim { measure } => (measure, Missing::Measure),
            Self::Report { .. } | Self::Accept { .. } | Self::Start | Self::CallBack => return None,
        };
        text.trim().is_empty().then_some(missing)
    }
}

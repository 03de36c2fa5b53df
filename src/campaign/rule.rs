//! 问题判定规则: the sheet `findings`, and 标签: the sheet `tags`.

use super::formula::Formula;
use super::text::{Templates, Text};
use crate::packed::packed;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 需: goods, money or a policy is needed.
    Need,
    /// 黄: to be put right within days.
    Yellow,
    /// 红: a danger to life, to be acted on today.
    Red,
}

packed!(enum Level { 0 => Need, 1 => Yellow, 2 => Red } else Self::Need);

impl Level {
    /// Every level with its word.
    pub const WORDS: [(&'static str, Self); 3] = [("red", Self::Red), ("yellow", Self::Yellow), ("need", Self::Need)];

    /// The word written in records and sheets.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Need => "need",
        }
    }

    /// The level of this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(name, _)| *name == word).map(|(_, level)| *level)
    }
}

/// A row of `findings`: when the expression is true, the finding is raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its identity, which findings carry.
    pub name: String,
    /// How bad it is.
    pub level: Level,
    /// 类别, of the list `class`.
    pub class: String,
    /// 需求种类, of the list `need`; empty where none.
    pub need: String,
    /// 责任部门, of the list `department`, as an expression: a fixed one is a text.
    pub department: Department,
    /// How long it may take.
    pub due: Due,
    /// 急难: the clock runs from discovery.
    pub urgent: bool,
    /// When it holds.
    pub when: Formula,
    /// What is wrong, with blanks.
    pub text: Templates,
    /// What to say or do on the spot.
    pub advice: Text,
    /// 数量.
    pub quantity: Option<Formula>,
    /// 单位.
    pub unit: Text,
    /// Whether the household must be told what came of it before it is closed (回访).
    pub callback: bool,
    /// The row of the sheet.
    pub row: Option<u32>,
}

packed!(struct Rule {
    name, level, class, need, department, due, urgent, when, text, advice, quantity, unit, callback, row
});

/// Who is responsible.
#[derive(Clone, Debug, PartialEq)]
pub enum Department {
    /// Always the same.
    Fixed(String),
    /// By the answers.
    By(Formula),
}

packed!(enum Department { 0 => Fixed(code), 1 => By(formula) } else Self::Fixed(String::new()));

/// How long a finding may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    /// This many natural days after the day it was found, that day not counted (民法典 201).
    Days(u32),
    /// This many hours after it was found.
    Hours(u32),
}

packed!(enum Due { 0 => Days(days), 1 => Hours(hours) } else Self::Days(0));

/// A row of `tags`: what makes a household one of a kind, for duties, ledgers and today's list.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Its identity, `${tag.name}` in expressions.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// It holds for a household of any of these categories …
    pub categories: Vec<String>,
    /// … or where this is true.
    pub when: Option<Formula>,
    /// How much it adds to the urgency of seeing the household.
    pub weight: f64,
    /// The row of the sheet.
    pub row: Option<u32>,
}

packed!(struct Tag { name, label, categories, when, weight, row });

//! 问题判定规则: the sheet `findings`, and 标签: the sheet `tags`.

use super::calendar::Fixed;
use super::formula::Formula;
use super::sheet::{Problems, Row};
use super::text::{Templates, Text};

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

/// Who is responsible.
#[derive(Clone, Debug, PartialEq)]
pub enum Department {
    /// Always the same.
    Fixed(String),
    /// By the answers.
    By(Formula),
}

/// How long a finding may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    /// This many natural days after the day it was found, that day not counted (民法典 201).
    Days(u32),
    /// This many hours after it was found.
    Hours(u32),
}

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

impl Rule {
    /// Reads a row.
    pub(super) fn read(row: &Row<'_>, taken: &[Self], fixed: &Fixed<'_>, problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|rule| rule.name.as_str()), problems);
        let level = row.need("level", problems).and_then(|_| row.one_of("level", &Level::WORDS, problems));
        let class = row.need("class", problems);
        let department = row.need("department", problems);
        let when = row.need_formula("when", problems);
        let text = row.templates("text", problems);
        row.need_words("text", problems);
        let urgent = row.flag("urgent", problems);
        let hours = fixed.count(row, "hours", problems);
        let days = fixed.count(row, "days", problems);
        let department = match department {
            Some(text) if super::sheet::is_name(&text) => Some(Department::Fixed(text)),
            Some(_) => row.formula("department", problems).map(Department::By),
            None => None,
        };
        let due = match (hours, days) {
            (Some(hours), _) => Due::Hours(hours),
            (None, Some(days)) => Due::Days(days),
            (None, None) => {
                row.need("days", problems);
                return None;
            }
        };
        Some(Self {
            name: name?,
            level: level?,
            class: class?,
            need: row.text("need").into_owned(),
            department: department?,
            due,
            urgent,
            when: when?,
            text,
            advice: row.words("advice"),
            quantity: row.formula("quantity", problems),
            unit: row.words("unit"),
            callback: row.flag("callback", problems),
            row: row.number(),
        })
    }
}

impl Tag {
    /// Reads a row.
    pub(super) fn read(row: &Row<'_>, taken: &[Self], problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|tag| tag.name.as_str()), problems);
        Some(Self {
            label: row.need_words("label", problems),
            categories: row.text("categories").split_whitespace().map(str::to_owned).collect(),
            when: row.formula("when", problems),
            weight: row.number_in("weight", problems).unwrap_or_default(),
            row: row.number(),
            name: name?,
        })
    }
}

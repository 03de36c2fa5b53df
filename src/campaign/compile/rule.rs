//! Reading the sheets `findings` and `tags`.

use super::fixed::Fixed;
use super::sheet::{Problems, Row, is_name};
use crate::campaign::{Department, Due, Level, Rule, Tag};

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
            Some(text) if is_name(&text) => Some(Department::Fixed(text)),
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

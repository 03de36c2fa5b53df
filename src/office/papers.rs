//! Papers as the page asks for them: a ledger that comes back edited, a blank of somebody else's, a report, what inspectors are
//! shown.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{count, field, flag, items, pair, text, texts};
use crate::ledger::Existing;
use crate::text::Lang;

/// How an edited ledger is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackWish {
    /// The campaign's identity.
    pub campaign: String,
    /// Now, as records write it.
    pub now: String,
    /// In which language.
    pub lang: Lang,
}

/// What an edited ledger comes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BackView {
    /// The ledgers that were found, with how many of their rows are records.
    pub sheets: Vec<String>,
    /// What would change.
    pub changes: Vec<BackChange>,
    /// Rows and cells that could not be read, as they are said.
    pub lost: Vec<String>,
    /// What was left alone, as it is said.
    pub left: Vec<String>,
}

/// A cell that was changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BackChange {
    /// Whose.
    pub who: String,
    /// Where it stands.
    pub place: String,
    /// The column.
    pub column: String,
    /// What the record says; empty for nothing.
    pub old: String,
    /// What the file says.
    pub new: String,
    /// What is doubtful about that; empty for nothing.
    pub doubt: String,
    /// What the record is.
    pub kind: String,
    /// Which it is.
    pub record: String,
    /// What is set.
    pub fields: Value,
}

impl BackView {
    /// Reads what the worker wrote.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        let change = |value: &Value| BackChange {
            who: text(value, "who"),
            place: text(value, "place"),
            column: text(value, "column"),
            old: text(value, "old"),
            new: text(value, "new"),
            doubt: text(value, "doubt"),
            kind: text(value, "kind"),
            record: text(value, "record"),
            fields: field(value, "fields").clone(),
        };
        Self {
            sheets: texts(value, "sheets"),
            changes: items(value, "changes").map(change).collect(),
            lost: texts(value, "lost"),
            left: texts(value, "left"),
        }
    }
}

/// How a blank is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlankWish {
    /// The campaign's identity.
    pub campaign: String,
    /// The ledger whose rows it takes, where a person has just said so.
    pub ledger: String,
    /// Columns that a person has just named, by their place.
    pub columns: Vec<(usize, String)>,
    /// What becomes of the rows that it already holds; none while nobody has said.
    pub existing: Option<Existing>,
    /// The name of the file that is made of it.
    pub name: String,
    /// In which language.
    pub lang: Lang,
}

/// What was understood of a blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BlankView {
    /// By what its heading is known.
    pub fingerprint: String,
    /// Whether a blank with this heading was filled before.
    pub known: bool,
    /// The sheet's name.
    pub sheet: String,
    /// How many rows below the heading hold something already.
    pub taken: usize,
    /// How many rows below those are blank.
    pub room: usize,
    /// The other sheets with a heading, which stay as they are.
    pub others: Vec<String>,
    /// The ledger whose rows it takes.
    pub ledger: String,
    /// The ledgers there are, by name and title.
    pub ledgers: Vec<(String, String)>,
    /// Its columns: place, title, and what they hold.
    pub columns: Vec<BlankColumn>,
    /// What a column can hold, by code and name.
    pub sources: Vec<(String, String)>,
}

/// A column of a blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BlankColumn {
    /// Which, from 0.
    pub at: usize,
    /// The words above it.
    pub title: String,
    /// What it holds; empty for nothing.
    pub source: String,
}

impl BlankView {
    /// Reads what the worker wrote.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        let column = |value: &Value| BlankColumn {
            at: count(value, "at"),
            title: text(value, "title"),
            source: text(value, "source"),
        };
        Self {
            fingerprint: text(value, "fingerprint"),
            known: flag(value, "known"),
            sheet: text(value, "sheet"),
            taken: count(value, "taken"),
            room: count(value, "room"),
            others: texts(value, "others"),
            ledger: text(value, "ledger"),
            ledgers: items(value, "ledgers").map(pair).collect(),
            columns: items(value, "columns").map(column).collect(),
            sources: items(value, "sources").map(pair).collect(),
        }
    }
}

/// A report that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportWish {
    /// The campaign's identity.
    pub campaign: String,
    /// Which: `weekly`, `summary`, `brief`, or another of the campaign.
    pub kind: String,
    /// Whose.
    pub unit: String,
    /// The first day that it covers, as records write days.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Now, as records write it.
    pub now: String,
    /// The version of what the villages hold.
    pub version: u64,
    /// In which language.
    pub lang: Lang,
}

/// A report for the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportView {
    /// Its lines, the title first.
    pub lines: Vec<ReportLine>,
}

/// A line of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportLine {
    /// `title`, `heading` or `body`.
    pub style: String,
    /// Its text.
    pub text: String,
    /// The numbers in it, in their order.
    pub numbers: Vec<ReportNumber>,
}

/// A number of a report and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportNumber {
    /// Where it begins in the line, in characters.
    pub start: usize,
    /// As it is written.
    pub shown: String,
    /// The indicator.
    pub indicator: String,
    /// The indicator's name for people.
    pub label: String,
    /// The table of the roll-up that has it.
    pub table: String,
    /// The ledger that lists what it counts; empty where none does.
    pub ledger: String,
    /// What it counts, and of how many.
    pub pair: (usize, usize),
    /// Whether it is what the period brought.
    pub new: bool,
}

impl ReportView {
    /// Reads what the worker wrote.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        let number = |value: &Value| ReportNumber {
            start: count(value, "start"),
            shown: text(value, "shown"),
            indicator: text(value, "indicator"),
            label: text(value, "label"),
            table: text(value, "table"),
            ledger: text(value, "ledger"),
            pair: (count(value, "part"), count(value, "whole")),
            new: flag(value, "new"),
        };
        let line = |value: &Value| ReportLine {
            style: text(value, "style"),
            text: text(value, "text"),
            numbers: items(value, "numbers").map(number).collect(),
        };
        Self { lines: items(value, "lines").map(line).collect() }
    }

    /// The text, a paragraph a line.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        lines.join("\n")
    }

    /// An edited text's lines with their styles: a line that was there keeps its own, the first is the title, one that begins as headings
    /// do (一、) and is no sentence is a heading, and everything else is running text.
    #[must_use]
    pub fn styled(&self, edited: &str) -> Vec<(String, String)> {
        let lines = edited.lines().map(str::trim_end).filter(|line| !line.is_empty());
        let styled = lines.enumerate().map(|(at, text)| {
            let known = self.lines.iter().find(|line| line.text == text).map(|line| line.style.as_str());
            let other = || if is_heading(text) { "heading" } else { "body" };
            let style = known.unwrap_or_else(|| if at == 0 { "title" } else { other() });
            (style.to_owned(), text.to_owned())
        });
        styled.collect()
    }
}

/// Whether a line is a heading of the first level: 十一、下步打算.
fn is_heading(line: &str) -> bool {
    /// Longer ones are sentences that count something.
    const LONGEST: usize = 30;
    let (number, rest) = line.split_once('、').unwrap_or_default();
    let is_number = !number.is_empty() && number.chars().all(|digit| "一二三四五六七八九十".contains(digit));
    is_number && line.chars().count() <= LONGEST && !rest.ends_with(['。', '；', '，'])
}

/// A document that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentWish {
    /// The file's name.
    pub name: String,
    /// Its lines with their styles.
    pub lines: Vec<(String, String)>,
    /// Who signs.
    pub unit: String,
    /// The day under it, as records write days.
    pub day: String,
    /// In which language.
    pub lang: Lang,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_report_keeps_the_styles_of_what_was_left() {
        let line = |style: &str, text: &str| ReportLine { style: style.into(), text: text.into(), numbers: Vec::new() };
        let report = ReportView {
            lines: vec![line("title", "周报"), line("heading", "一、进展"), line("body", "共 3 户。")],
        };
        assert_eq!(report.text(), "周报\n一、进展\n共 3 户。");
        let edited = report.styled("第一周周报\n\n一、进展\n共 3 户，另有 1 户外出。\n十二、其他\n一、二组已经查完。");
        let styles: Vec<&str> = edited.iter().map(|(style, _)| style.as_str()).collect();
        assert_eq!(styles, ["title", "heading", "body", "heading", "body"]);
    }
}

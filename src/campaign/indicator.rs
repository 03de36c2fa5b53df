//! 指标: the sheet `indicators`, and 报告文本: the sheet `reports`.

use super::formula::Formula;
use super::ledger::Of;
use super::sheet::{Problems, Row};
use super::text::{Templates, Text};

/// A row of `indicators`: what each household, finding or contact adds to a numerator and a denominator.
///
/// The pairs are added, never the rates, so villages, 管区, townships and counties are one operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Its identity, `${name}` in reports.
    pub name: String,
    /// The table it stands in: `T1` … `T5`.
    pub table: String,
    /// Its header.
    pub label: Text,
    /// What is counted.
    pub of: Of,
    /// The fact by which it is broken down, such as `class`; empty where it is not.
    pub by: String,
    /// Which of them count; none for all. What does not count adds nothing to either side.
    pub filter: Option<Formula>,
    /// What one adds to the numerator.
    pub numerator: Formula,
    /// What one adds to the denominator; none where the indicator is a plain number.
    pub denominator: Option<Formula>,
    /// How it is shown.
    pub show: Show,
    /// 单位 of the numbers.
    pub unit: Text,
    /// What to know about it.
    pub note: Text,
    /// The row of the sheet.
    pub row: Option<u32>,
}

/// How an indicator is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// How many.
    Count,
    /// Numerator over denominator; with nothing to count it says so.
    Rate,
    /// A sum of quantities, which need not be whole.
    Sum,
}

/// A row of `reports`: a paragraph whose blanks are indicators.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// The report it belongs to: `weekly`, `summary`, `brief`.
    pub report: String,
    /// Its name.
    pub name: String,
    /// Whether it is the title.
    pub style: Style,
    /// The text.
    pub text: Templates,
    /// The row of the sheet.
    pub row: Option<u32>,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Running text.
    Body,
    /// The title.
    Title,
    /// A heading.
    Heading,
}

impl Indicator {
    /// Reads a row.
    pub(super) fn read(row: &Row<'_>, taken: &[Self], problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|indicator| indicator.name.as_str()), problems);
        row.need("of", problems);
        let numerator = row.need_formula("numerator", problems);
        Some(Self {
            table: row.text("table").into_owned(),
            label: row.need_words("label", problems),
            of: row.one_of("of", Of::COUNTED, problems)?,
            by: row.text("by").into_owned(),
            filter: row.formula("where", problems),
            numerator: numerator?,
            denominator: row.formula("denominator", problems),
            show: row.one_of("show", &[("count", Show::Count), ("rate", Show::Rate), ("sum", Show::Sum)], problems)?,
            unit: row.words("unit"),
            note: row.words("note"),
            row: row.number(),
            name: name?,
        })
    }
}

impl Paragraph {
    /// Reads a row.
    pub(super) fn read(row: &Row<'_>, problems: &mut Problems) -> Option<Self> {
        let words = [("body", Style::Body), ("title", Style::Title), ("heading", Style::Heading)];
        let report = row.need("report", problems);
        row.need_words("text", problems);
        Some(Self {
            report: report?,
            name: row.need("name", problems)?,
            style: row.one_of("style", &words, problems)?,
            text: row.templates("text", problems),
            row: row.number(),
        })
    }
}

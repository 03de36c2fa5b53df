//! 指标: the sheet `indicators`, and 报告文本: the sheet `reports`.

use super::formula::Formula;
use super::ledger::Of;
use super::text::{Templates, Text};
use crate::packed::packed;

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
    /// The fact that dates what is counted, by which a week's increment is told: `finding.found`, `finding.closed`.
    pub on: String,
    /// How it is shown.
    pub show: Show,
    /// 单位 of the numbers.
    pub unit: Text,
    /// What to know about it.
    pub note: Text,
    /// The row of the sheet.
    pub row: Option<u32>,
}

packed!(struct Indicator { name, table, label, of, by, filter, numerator, denominator, on, show, unit, note, row });

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

packed!(enum Show { 0 => Count, 1 => Rate, 2 => Sum } else Self::Count);

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

packed!(struct Paragraph { report, name, style, text, row });

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

packed!(enum Style { 0 => Body, 1 => Title, 2 => Heading } else Self::Body);

impl Style {
    /// The word in the sheet.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Title => "title",
            Self::Heading => "heading",
        }
    }
}

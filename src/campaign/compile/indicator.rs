//! Reading the sheets `indicators` and `reports`.

use super::sheet::{Problems, Row};
use crate::campaign::{Indicator, Of, Paragraph, Show, Style};

impl Indicator {
    /// Reads a row.
    pub(super) fn read(row: &Row<'_>, taken: &[Self], problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|indicator| indicator.name.as_str()), problems);
        row.need("of", problems);
        let of = row.one_of("of", &Of::WORDS, problems);
        let numerator = row.need_formula("numerator", problems);
        Some(Self {
            table: row.text("table").into_owned(),
            label: row.need_words("label", problems),
            of: of?,
            by: row.text("by").into_owned(),
            filter: row.formula("where", problems),
            numerator: numerator?,
            denominator: row.formula("denominator", problems),
            on: match &*row.text("on") {
                "" => dated(of?).to_owned(),
                named => named.to_owned(),
            },
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

/// What dates such things where an indicator does not say.
const fn dated(of: Of) -> &'static str {
    match of {
        Of::Household => "visit.date",
        Of::Finding => "finding.found",
        Of::Contact => "contact.date",
        Of::Record => "record.date",
    }
}

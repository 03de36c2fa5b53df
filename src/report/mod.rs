//! 报告文本: 周报、总结、简报, written from a campaign's rows with the roll-up's numbers in their blanks.
//!
//! **For** what a township hands upward beside its tables, in the sentence style that offices use (S004). A template's blank is an
//! indicator, so no number is ever typed twice: `${surveyed}` is everything so far, `${surveyed.new}` what the period brought,
//! `${leaflet.part}` and `${leaflet.whole}` the two sides of a rate.
//!
//! **Invariants**
//! - Every [`Number`] in a report says its indicator, the table that has it and the ledger that lists what it counts.
//! - With nothing to count a rate says so (law 3).
//! - A document is made of lines of text, so what a person has changed of a report becomes a document as the report itself does.
//!
//! Start with [`Period`], then [`Numbers`], then [`write`](fn@write); [`docx`](fn@docx) lays it out as GB/T 9704 says.

#[cfg(feature = "office")]
mod docx;
mod numbers;
mod period;
mod say;
#[cfg(test)]
mod tests;
mod write;

#[cfg(feature = "office")]
pub use docx::docx;
pub use numbers::Numbers;
pub use period::Period;
pub use say::ReportText;
pub use write::{Covered, Line, Number, Report, write};

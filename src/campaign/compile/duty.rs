//! Reading the sheet `contacts`.

use super::fixed::Fixed;
use super::sheet::{Problems, Row};
use crate::campaign::problem::Cause;
use crate::campaign::{Duty, Method, Per};

#[derive(Clone, Copy)]
enum Every {
    Week,
    Day,
    Signal,
    Once,
}

impl Duty {
    /// Reads a row.
    pub(super) fn read(row: &Row<'_>, taken: &[Self], fixed: &Fixed<'_>, problems: &mut Problems) -> Option<Self> {
        let name = row.name("name", taken.iter().map(|duty| duty.name.as_str()), problems);
        let who = row.need_formula("who", problems);
        let words = [("week", Every::Week), ("day", Every::Day), ("signal", Every::Signal), ("once", Every::Once)];
        let per = match row.one_of("per", &words, problems)? {
            Every::Week => Per::Week,
            Every::Day => Per::Day,
            Every::Once => Per::Once,
            Every::Signal => {
                row.need("signal", problems);
                row.need("hours", problems);
                let from = fixed.text(row, "signal", problems)?;
                Per::Signal { from, hours: fixed.count(row, "hours", problems)? }
            }
        };
        let start = fixed.date(row, "start", problems);
        let end = fixed.date(row, "end", problems);
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            row.problem("end", Cause::EndsBeforeItBegins, problems);
        }
        Some(Self {
            label: row.need_words("label", problems),
            per,
            times: fixed.count(row, "times", problems).unwrap_or(1),
            methods: methods(row, problems),
            once_a_day: row.flag("once_a_day", problems),
            start,
            end,
            weight: row.number_in("weight", problems).unwrap_or_default(),
            row: row.number(),
            who: who?,
            name: name?,
        })
    }
}

/// The methods that count; every one where the cell is empty.
fn methods(row: &Row<'_>, problems: &mut Problems) -> Vec<Method> {
    let text = row.text("methods");
    let mut methods = Vec::new();
    for word in text.split_whitespace() {
        if let Some(method) = Method::named(word) {
            methods.push(method);
        } else {
            let words = Method::WORDS.iter().map(|(word, _)| *word).collect();
            row.problem("methods", Cause::NotOneOf { found: word.to_owned(), words }, problems);
        }
    }
    if text.is_empty() { Method::WORDS.iter().map(|(_, method)| *method).collect() } else { methods }
}

//! The first page: what lies where, how many rows it has, and what is lacking.

use super::Inspected;
use super::responsibility::unassigned;
use super::say::{Part, Word};
use crate::campaign::{Of, Style};
use crate::text::{Lang, Say};

/// A section with its files, and of each file its tables with how many rows they have.
pub(super) struct Entry {
    pub section: Part,
    pub files: Vec<(String, Vec<(String, usize)>)>,
}

/// The lines of the page.
pub(super) fn lines(of: Inspected<'_>, entries: &[Entry], unit: &str, lang: Lang) -> Vec<(Style, String)> {
    let mut lines = vec![
        (Style::Title, Word::ContentsTitle(of.campaign.title.get(lang)).say(lang)),
        (Style::Body, Word::AsOf(unit, of.view.now).say(lang)),
    ];
    for (number, entry) in (1..).zip(entries) {
        lines.push((Style::Heading, Word::Numbered(number, &entry.section.say(lang)).say(lang)));
        for (file, tables) in &entry.files {
            let tables: Vec<String> = tables.iter().map(|(title, rows)| Word::Rows(title, *rows).say(lang)).collect();
            lines.push((Style::Body, format!("{file}{}{}", lang.pick("：", ": "), tables.join(lang.pick("；", "; ")))));
        }
    }
    lines.push((Style::Heading, Word::Numbered(entries.len() + 1, &Part::Lacking.say(lang)).say(lang)));
    lines.extend(lacking(of).into_iter().map(|word| (Style::Body, word.say(lang))));
    lines
}

/// What an inspector would ask about first, said beforehand.
fn lacking(of: Inspected<'_>) -> [Word<'static>; 4] {
    let env = of.view.now.env();
    let survey = of.campaign.stage("survey");
    let left = of.view.entries(Of::Household).filter(|entry| {
        entry.within(&env, |scope| {
            survey.is_some_and(|stage| {
                scope.passes(stage.who.as_ref()) && !stage.done.as_ref().is_some_and(|done| scope.holds(done))
            })
        })
    });
    let open = of.view.homes.iter().flat_map(|home| &home.findings);
    let (open, late) = open
        .filter(|finding| finding.state.is_open())
        .fold((0, 0), |(open, late), finding| (open + 1, late + u64::from(finding.is_overdue(of.view.now))));
    [
        Word::NotSurveyed(left.count() as u64),
        Word::WithoutHelper(unassigned(of).count() as u64),
        Word::StillOpen(open),
        Word::Overdue(late),
    ]
}

//! Filling a report's templates.

use std::cell::RefCell;
use std::ops::Range;

use serde_json::{Value, json};

use super::numbers::Numbers;
use super::period::Period;
use super::say::ReportText;
use crate::campaign::{Campaign, Formula, Indicator, Ledger, Of, Show, Style};
use crate::moment::Moment;
use crate::rollup::Pair;
use crate::text::{Lang, Say};

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Its lines, the title first.
    pub lines: Vec<Line>,
}

/// A paragraph of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub style: Style,
    /// Its text.
    pub text: String,
    /// The numbers in it, in their order.
    pub numbers: Vec<Number>,
}

/// A number in a report, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands in the line's text, in bytes.
    pub place: Range<usize>,
    /// The indicator.
    pub indicator: String,
    /// The indicator's name for people.
    pub label: String,
    /// The table of the roll-up that has it, such as `T4`.
    pub table: String,
    /// The ledger that lists what it counts, such as `L4`; empty where none does.
    pub ledger: String,
    /// Numerator and denominator.
    pub pair: Pair,
    /// Whether it is what the period brought, and not everything so far.
    pub new: bool,
}

/// What a report is of.
#[derive(Clone, Copy, Debug)]
pub struct Covered<'a> {
    /// Whose work: the village's name, or the township's or county's; empty where nobody knows.
    pub unit: &'a str,
    /// Which days.
    pub period: Period,
    /// When its numbers are of.
    pub now: Moment,
}

/// Writes a report of a campaign (`weekly`, `summary`, `brief`, or whatever its workbook has).
#[must_use]
pub fn write(campaign: &Campaign, report: &str, numbers: &Numbers, covered: Covered<'_>, lang: Lang) -> Report {
    let writer = Writer { campaign, numbers, covered, lang };
    let paragraphs = campaign.reports.iter().filter(|paragraph| paragraph.report == report);
    Report { lines: paragraphs.map(|paragraph| writer.line(paragraph.style, paragraph.text.get(lang))).collect() }
}

impl Report {
    /// The text, a paragraph a line.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        lines.join("\n") + "\n"
    }

    /// The report with where each number comes from.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let number = |line: &Line, number: &Number| {
            // Places count characters there, as other programs do.
            let start = line.text.get(..number.place.start).unwrap_or_default().chars().count();
            let shown = line.text.get(number.place.clone()).unwrap_or_default();
            json!({
                "start": start, "shown": shown, "indicator": number.indicator, "label": number.label,
                "table": number.table, "ledger": number.ledger, "part": number.pair.part, "whole": number.pair.whole,
                "new": number.new,
            })
        };
        let lines = self.lines.iter().map(|line| {
            let numbers: Vec<Value> = line.numbers.iter().map(|one| number(line, one)).collect();
            json!({ "style": line.style.word(), "text": line.text, "numbers": numbers })
        });
        json!({ "lines": lines.collect::<Vec<_>>() })
    }
}

struct Writer<'a> {
    campaign: &'a Campaign,
    numbers: &'a Numbers,
    covered: Covered<'a>,
    lang: Lang,
}

/// Marks around a number while its template is filled: characters that no text has, being for private use. The first of a
/// number is `FIRST` and its index.
const FIRST: u32 = 0xF_0000;
const END: char = '\u{10_FFFD}';

impl Writer<'_> {
    fn line(&self, style: Style, template: &crate::campaign::Template) -> Line {
        let found: RefCell<Vec<Number>> = RefCell::default();
        let filled = template.fill_where(|name, optional| {
            let Some((number, shown)) = self.number(name) else { return self.words(name) };
            // Of what there is nothing to count the sentence in brackets says nothing.
            if optional && shown.is_none() {
                return None;
            }
            let shown = shown.unwrap_or_else(|| self.nothing(&number.indicator));
            let mut found = found.borrow_mut();
            let mark = u32::try_from(found.len()).ok().and_then(|index| char::from_u32(FIRST + index));
            found.push(number);
            Some(mark.map_or_else(|| shown.clone(), |mark| format!("{mark}{shown}{END}")))
        });
        let found = found.into_inner();
        let (mut text, mut numbers, mut open) = (String::with_capacity(filled.len()), Vec::new(), None);
        for letter in filled.chars() {
            let index = u32::from(letter).checked_sub(FIRST).and_then(|index| usize::try_from(index).ok());
            if letter == END {
                if let Some((index, start)) = open.take()
                    && let Some(number) = found.get::<usize>(index)
                {
                    numbers.push(Number { place: start..text.len(), ..number.clone() });
                }
            } else if let Some(index) = index.filter(|index| *index < found.len()) {
                open = Some((index, text.len()));
            } else {
                text.push(letter);
            }
        }
        Line { style, text, numbers }
    }

    /// What is no number: whose report it is, the period, the campaign.
    fn words(&self, name: &str) -> Option<String> {
        let Covered { unit, period, now } = self.covered;
        match name {
            "unit" => Some(unit.to_owned()),
            "period.from" => Some(ReportText::Day(period.from).say(self.lang)),
            "period.as_of" => Some(ReportText::Day(now.day()).say(self.lang)),
            "period.to" => Some(ReportText::Day(period.to.min(now.day())).say(self.lang)),
            _ => self.campaign.scope(&|_| None, &now.env()).words(name, self.lang),
        }
    }

    /// A number and how it is written; the latter is none for a rate of nothing.
    fn number(&self, name: &str) -> Option<(Number, Option<String>)> {
        let (name, side) = name.split_once('.').unwrap_or((name, ""));
        let place = self.campaign.place(name);
        let indicator = self.campaign.indicators.get(place?)?;
        let new = side == "new";
        let sums = if new { &self.numbers.new } else { &self.numbers.all };
        let pair = sums.of(place);
        let shown = match side {
            "part" => Some(pair.part.to_string()),
            "whole" => Some(pair.whole.to_string()),
            _ => shown(indicator, pair),
        };
        let number = Number {
            place: 0..0,
            indicator: name.to_owned(),
            label: indicator.label.get(self.lang).to_owned(),
            table: indicator.table.clone(),
            ledger: ledger_of(indicator, &self.campaign.ledgers)
                .map_or_else(String::new, |ledger| ledger.number.clone()),
            pair,
            new,
        };
        Some((number, shown))
    }

    /// What stands for a rate of nothing where a number must stand.
    fn nothing(&self, indicator: &str) -> String {
        let of = self.campaign.place(indicator).and_then(|place| self.campaign.indicators.get(place)).map(|one| one.of);
        let hazards = of == Some(Of::Finding) && self.numbers.all.problems == 0;
        if hazards { ReportText::NoHazard } else { ReportText::NothingToCount }.say(self.lang)
    }
}

fn shown(indicator: &Indicator, pair: Pair) -> Option<String> {
    let trimmed = |text: String| text.trim_end_matches('0').trim_end_matches('.').to_owned();
    match indicator.show {
        Show::Count => Some(pair.part.to_string()),
        Show::Sum => Some(trimmed(format!("{:.2}", pair.quantity()))),
        Show::Rate => pair.rate().map(|rate| trimmed(format!("{:.1}", rate * 100.0)) + "%"),
    }
}

/// The ledger that lists what an indicator counts: of those whose rows are the same things, the one that asks for most of the
/// names that the indicator asks for. None where it asks for none of them.
fn ledger_of<'c>(indicator: &Indicator, ledgers: &'c [Ledger]) -> Option<&'c Ledger> {
    let mut wanted: Vec<&str> = indicator.numerator.names().iter().map(String::as_str).collect();
    wanted.extend(indicator.filter.iter().flat_map(Formula::names).map(String::as_str));
    let asks = |ledger: &Ledger, name: &str| {
        ledger.filter.as_ref().is_some_and(|filter| filter.names().iter().any(|known| known == name))
            || ledger.columns.iter().any(|column| column.value.names().any(|known| known == name))
    };
    let score = |ledger: &Ledger| wanted.iter().filter(|name| asks(ledger, name)).count();
    let candidates = ledgers.iter().filter(|ledger| ledger.of == indicator.of);
    let best =
        candidates.map(|ledger| (score(ledger), ledger)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    // Whatever is a contact stands in the ledger of contacts.
    best.filter(|(score, _)| *score > 0 || indicator.of == Of::Contact).map(|(_, ledger)| ledger)
}

//! Counting: what each entry of a view adds to each indicator.
//!
//! The indicators of a sheet share most of what they ask. Every expression is computed once for an entry, however many indicators
//! have it, and every fact is looked up once.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use super::pair::{MILLI, Pair};
use crate::campaign::{Campaign, Formula, Indicator, Of, Scope, Show, text_of};
use crate::expr::{Env, Value};
use crate::ledger::{Entry, View};
use crate::plan::{self, Tally};

/// A campaign's indicators of one sort of thing.
pub(super) struct Count<'c> {
    campaign: &'c Campaign,
    of: Of,
    counted: Vec<Counted<'c>>,
    /// Each condition once.
    filters: Vec<Ready<'c>>,
    /// Each number once.
    numbers: Vec<Ready<'c>>,
    /// Each fact that these ask for once, in the order of their names.
    names: Vec<String>,
}

/// An expression, with the places of the facts that it asks for.
struct Ready<'c> {
    formula: &'c Formula,
    /// Those of [`Formula::names`] in [`Count::names`].
    facts: Vec<usize>,
}

/// An indicator, by the places of its expressions.
struct Counted<'c> {
    /// Its place in the sheet.
    place: usize,
    indicator: &'c Indicator,
    filter: Option<usize>,
    part: usize,
    whole: Option<usize>,
    /// The fact by which its table is broken down; empty where it is not.
    by: String,
}

/// What is counted, by the indicators' places in the sheet.
pub(super) struct Counts {
    pub all: Vec<Pair>,
    pub by: Vec<BTreeMap<String, Pair>>,
}

impl Counts {
    pub fn new(campaign: &Campaign) -> Self {
        let count = campaign.indicators.len();
        Self { all: vec![Pair::default(); count], by: vec![BTreeMap::new(); count] }
    }
}

impl<'c> Count<'c> {
    pub fn new(campaign: &'c Campaign, of: Of) -> Self {
        let mut count =
            Self { campaign, of, counted: Vec::new(), filters: Vec::new(), numbers: Vec::new(), names: Vec::new() };
        for (place, indicator) in campaign.indicators.iter().enumerate().filter(|(_, indicator)| indicator.of == of) {
            let filter = indicator.filter.as_ref().map(|formula| once(&mut count.filters, formula));
            let part = once(&mut count.numbers, &indicator.numerator);
            let whole = indicator.denominator.as_ref().map(|formula| once(&mut count.numbers, formula));
            let by = breakdown(campaign, indicator);
            count.names.extend([by.clone(), indicator.on.clone()]);
            count.counted.push(Counted { place, indicator, filter, part, whole, by });
        }
        for ready in count.filters.iter().chain(&count.numbers) {
            count.names.extend_from_slice(ready.formula.names());
        }
        count.names.sort_unstable();
        count.names.dedup();
        let names = &count.names;
        for ready in count.filters.iter_mut().chain(&mut count.numbers) {
            let place = |name| names.binary_search(name).unwrap_or(usize::MAX);
            ready.facts = ready.formula.names().iter().map(place).collect();
        }
        count
    }

    /// Adds every entry of a view; only those whose day (the fact that an indicator is dated [`on`](Indicator::on)) is wanted.
    pub fn add(&self, view: &View<'_>, wanted: Option<&dyn Fn(&str) -> bool>, counts: &mut Counts) {
        let env = view.now.env();
        if !self.counted.is_empty() {
            for entry in view.entries(self.of) {
                entry.within(&env, |scope| self.add_entry(&Asked::new(self, &entry, scope, &env), wanted, counts));
            }
        }
    }

    fn add_entry(&self, asked: &Asked<'_>, wanted: Option<&dyn Fn(&str) -> bool>, counts: &mut Counts) {
        let filters: Vec<bool> = self.filters.iter().map(|ready| asked.holds(ready)).collect();
        let mut numbers: Vec<Option<f64>> = vec![None; self.numbers.len()];
        let mut is_known = vec![false; self.numbers.len()];
        let mut number = |place: usize| {
            let (ready, (number, is_known)) =
                self.numbers.get(place).zip(numbers.get_mut(place).zip(is_known.get_mut(place)))?;
            if !std::mem::replace(is_known, true) {
                *number = asked.number(ready);
            }
            *number
        };
        for Counted { place, indicator, filter, part, whole, by } in &self.counted {
            let passes = filter.is_none_or(|place| filters.get(place) == Some(&true));
            let of_day = || wanted.is_none_or(|wanted| asked.text(&indicator.on, |day| day.is_some_and(wanted)));
            if !passes || !of_day() {
                continue;
            }
            let pair = pair(indicator, number(*part), whole.and_then(&mut number));
            if let Some(sum) = counts.all.get_mut(*place) {
                *sum = sum.plus(pair);
            }
            if let Some(sums) = counts.by.get_mut(*place).filter(|_| !by.is_empty()) {
                asked.text(by, |value| add_to(sums, value.unwrap_or_default(), pair));
            }
        }
    }
}

fn add_to(sums: &mut BTreeMap<String, Pair>, value: &str, pair: Pair) {
    match sums.get_mut(value) {
        Some(sum) => *sum = sum.plus(pair),
        None => {
            sums.insert(value.to_owned(), pair);
        }
    }
}

/// The place of an expression among those that are computed; it is added where it is not there yet.
fn once<'c>(formulas: &mut Vec<Ready<'c>>, formula: &'c Formula) -> usize {
    formulas.iter().position(|known| known.formula == formula).unwrap_or_else(|| {
        formulas.push(Ready { formula, facts: Vec::new() });
        formulas.len() - 1
    })
}

/// An entry that is asked, and what it has answered already.
struct Asked<'a> {
    count: &'a Count<'a>,
    entry: &'a Entry<'a>,
    scope: &'a Scope<'a>,
    env: &'a Env,
    /// By the places of [`Count::names`].
    facts: Vec<OnceCell<Option<Value>>>,
    tallies: RefCell<Vec<(&'a str, Tally)>>,
}

impl<'a> Asked<'a> {
    fn new(count: &'a Count<'a>, entry: &'a Entry<'a>, scope: &'a Scope<'a>, env: &'a Env) -> Self {
        let facts = vec![OnceCell::new(); count.names.len()];
        Self { count, entry, scope, env, facts, tallies: RefCell::default() }
    }

    fn holds(&self, ready: &Ready<'_>) -> bool {
        ready.formula.holds(&|name| self.of(ready, name), self.env)
    }

    fn number(&self, ready: &Ready<'_>) -> Option<f64> {
        ready.formula.number(&|name| self.of(ready, name), self.env)
    }

    /// What an expression asks for: it has few names, so its own list is quicker to look through than that of all.
    fn of(&self, Ready { formula, facts }: &Ready<'_>, name: &str) -> Option<Value> {
        let place = formula.names().iter().position(|known| known == name)?;
        facts.get(place).and_then(|place| self.at(*place, name))
    }

    /// A fact's text; none where nothing is known.
    fn text<T>(&self, name: &str, read: impl FnOnce(Option<&str>) -> T) -> T {
        match self.fact(name) {
            Some(Value::Text(text)) => read(Some(&text)),
            Some(other) => read(Some(&text_of(other, self.env))),
            None => read(None),
        }
    }

    fn fact(&self, name: &str) -> Option<Value> {
        let place = self.count.names.binary_search_by(|known| known.as_str().cmp(name));
        place.map_or_else(|_| self.look_up(name), |place| self.at(place, name))
    }

    /// The fact at a place, which is looked up once.
    fn at(&self, place: usize, name: &str) -> Option<Value> {
        let Some(cell) = self.facts.get(place) else { return self.look_up(name) };
        if let Some(known) = cell.get() {
            return known.clone();
        }
        let found = self.look_up(name);
        // Nobody has looked it up meanwhile.
        let _set = cell.set(found.clone());
        found
    }

    fn look_up(&self, name: &str) -> Option<Value> {
        match name.strip_prefix("duty.").and_then(|rest| rest.rsplit_once('.')) {
            Some((duty, what)) => plan::fact(self.tally(duty)?, what),
            None => self.scope.fact(name),
        }
    }

    /// What a duty comes to, of which indicators ask several things.
    fn tally(&self, name: &str) -> Option<Tally> {
        if let Some((_, tally)) = self.tallies.borrow().iter().find(|(known, _)| *known == name) {
            return Some(*tally);
        }
        let duty = self.count.campaign.duty(name)?;
        let tally = self.entry.tally(duty, duty.who.holds(&|name| self.fact(name), self.env));
        self.tallies.borrow_mut().push((&duty.name, tally));
        Some(tally)
    }
}

/// The fact by which an indicator's table is broken down: one indicator of a table says it for all of the same things in it.
pub(super) fn breakdown(campaign: &Campaign, indicator: &Indicator) -> String {
    let mut fellows =
        campaign.indicators.iter().filter(|other| other.table == indicator.table && other.of == indicator.of);
    let by = fellows.find(|other| !other.by.is_empty()).map_or("", |other| other.by.as_str());
    match indicator.of {
        _ if by.is_empty() || by.contains('.') => by.to_owned(),
        Of::Household => format!("household.{by}"),
        Of::Finding => format!("finding.{by}"),
        Of::Contact => format!("contact.{by}"),
        Of::Record => format!("record.{by}"),
    }
}

/// What one entry adds; none where it does not count.
pub(super) fn contribution(indicator: &Indicator, scope: &Scope<'_>) -> Option<Pair> {
    let number = |formula: Option<&Formula>| formula.and_then(|formula| scope.number(formula));
    let pair = || pair(indicator, number(Some(&indicator.numerator)), number(indicator.denominator.as_ref()));
    scope.passes(indicator.filter.as_ref()).then(pair)
}

fn pair(indicator: &Indicator, part: Option<f64>, whole: Option<f64>) -> Pair {
    let units = if indicator.show == Show::Sum { MILLI } else { 1 };
    Pair { part: whole_units(part.unwrap_or_default(), units), whole: whole_units(whole.unwrap_or_default(), 1) }
}

/// The nearest integer of so many units.
fn whole_units(value: f64, units: i64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "`as` stops at the largest integer"
    )]
    let units = (value * units as f64).round() as i64;
    units
}

//! Counting: what each entry of a view adds to each indicator.
//!
//! The indicators of a sheet share most of what they ask. Every fact is looked up once for an entry, however many indicators ask it;
//! and since most facts have few values (a level, a state, yes or no), every expression is computed once for all entries of a village
//! that say the same to it.
//!
//! Start with [`Count`]. `sources` tells from a fact's name where it is found, `known` keeps what expressions came to, `asked` is one
//! entry with what it has answered, `adds` is what an entry adds to one indicator.

mod adds;
mod asked;
mod known;
mod sources;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use chrono::NaiveDate;

pub(super) use adds::{breakdown, contribution};

use self::adds::pair;
use self::asked::Asked;
use self::known::{Ready, Values, once};
use self::sources::{Derived, Source};
use super::pair::Pair;
use crate::campaign::{Campaign, Formula, Indicator, Of};
use crate::ledger::View;

/// A campaign's indicators of one sort of thing.
pub(super) struct Count<'c> {
    campaign: &'c Campaign,
    of: Of,
    counted: Vec<Counted<'c>>,
    /// Each condition once.
    filters: Vec<Ready<'c, bool>>,
    /// Each number once.
    numbers: Vec<Ready<'c, Option<f64>>>,
    /// Each fact that these ask for once, in the order of their names.
    names: Vec<String>,
    /// The values that each fact was seen to have.
    values: Vec<Values>,
    /// Where each fact is found.
    sources: Vec<Source<'c>>,
}

/// An indicator, by the places of its expressions.
struct Counted<'c> {
    /// Its place in the sheet.
    place: usize,
    indicator: &'c Indicator,
    filter: Option<usize>,
    part: usize,
    whole: Option<usize>,
    /// The fact by which its table is broken down; none where it is not.
    by: Option<usize>,
    /// The fact that dates it.
    on: Option<usize>,
    /// It is the one whose days are told.
    tells: bool,
}

/// The indicator that says of a household that it was surveyed. The trend and 周报 count by its days, so that a week's 入户 and 已排查户 are
/// one number.
pub const SURVEYED: &str = "surveyed";

/// What is counted, by the indicators' places in the sheet.
pub(super) struct Counts {
    pub all: Vec<Pair>,
    pub by: Vec<BTreeMap<String, Pair>>,
    /// The day of each household that was [`SURVEYED`]; none where the campaign does not say which were.
    pub surveyed: Option<Vec<NaiveDate>>,
}

impl Counts {
    pub fn new(campaign: &Campaign) -> Self {
        let count = campaign.indicators.len();
        let surveyed = campaign.place(SURVEYED).map(|_| Vec::new());
        Self { all: vec![Pair::default(); count], by: vec![BTreeMap::new(); count], surveyed }
    }
}

impl<'c> Count<'c> {
    pub fn new(campaign: &'c Campaign, of: Of) -> Self {
        let (filters, numbers, names) = (Vec::new(), Vec::new(), Vec::new());
        let (values, sources) = (Vec::new(), Vec::new());
        let mut count = Self { campaign, of, counted: Vec::new(), filters, numbers, names, values, sources };
        for (place, indicator) in campaign.indicators.iter().enumerate().filter(|(_, indicator)| indicator.of == of) {
            let filter = indicator.filter.as_ref().map(|formula| once(&mut count.filters, formula));
            let part = once(&mut count.numbers, &indicator.numerator);
            let whole = indicator.denominator.as_ref().map(|formula| once(&mut count.numbers, formula));
            let by = breakdown(campaign, indicator);
            let is_broken_down = !by.is_empty();
            count.names.extend([by, indicator.on.clone()].into_iter().filter(|name| !name.is_empty()));
            let by = is_broken_down.then_some(0);
            let tells = indicator.name == SURVEYED;
            count.counted.push(Counted { place, indicator, filter, part, whole, by, on: None, tells });
        }
        let filters = count.filters.iter().map(|ready| ready.formula);
        for formula in filters.chain(count.numbers.iter().map(|ready| ready.formula)) {
            count.names.extend_from_slice(formula.names());
        }
        count.add_names_behind();
        count.values = count.names.iter().map(|_| Values::default()).collect();
        let names = &count.names;
        let places = |formula: &Formula| -> Vec<usize> {
            formula.names().iter().map(|name| names.binary_search(name).unwrap_or(usize::MAX)).collect()
        };
        count.filters.iter_mut().for_each(|ready| ready.facts = places(ready.formula));
        count.numbers.iter_mut().for_each(|ready| ready.facts = places(ready.formula));
        let ready = |formula| Ready { formula, facts: places(formula), known: RefCell::default() };
        let source = |name: &String| match (count.behind(name), name.find('.')) {
            (Some((tag, formula)), _) if tag.is_some() || formula.is_some() => {
                Source::Derived(Derived { tag, ready: formula.map(ready) })
            }
            (_, Some(point)) if name.starts_with("finding.") => Source::Finding(point + 1),
            (_, None)
                if campaign.questions.get(name).is_some_and(|asked| !asked.private && asked.calculation.is_none()) =>
            {
                Source::Answer
            }
            _ => Source::Named,
        };
        let sources = names.iter().map(source).collect();
        let place = |name: &str| names.binary_search_by(|known| known.as_str().cmp(name)).ok();
        for counted in &mut count.counted {
            counted.on = place(&counted.indicator.on);
            counted.by = counted.by.and(place(&breakdown(campaign, counted.indicator)));
        }
        count.sources = sources;
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
        let filters: Vec<Cell<Option<bool>>> = vec![Cell::new(None); self.filters.len()];
        let numbers: Vec<Cell<Option<Option<f64>>>> = vec![Cell::new(None); self.numbers.len()];
        let holds = |place: usize| {
            let Some((ready, known)) = self.filters.get(place).zip(filters.get(place)) else { return false };
            known.get().unwrap_or_else(|| {
                let holds = asked.computed(ready, |formula, facts| formula.holds(facts, asked.env));
                known.set(Some(holds));
                holds
            })
        };
        let number = |place: usize| {
            let (ready, known) = self.numbers.get(place).zip(numbers.get(place))?;
            known.get().unwrap_or_else(|| {
                let number = asked.computed(ready, |formula, facts| formula.number(facts, asked.env));
                known.set(Some(number));
                number
            })
        };
        for Counted { place, indicator, filter, part, whole, by, on, tells } in &self.counted {
            let passes = filter.is_none_or(holds);
            let of_day = || wanted.is_none_or(|wanted| asked.text_at(*on, |day| day.is_some_and(wanted)));
            if !passes || !of_day() {
                continue;
            }
            let pair = pair(indicator, number(*part), whole.and_then(number));
            if let Some(sum) = counts.all.get_mut(*place) {
                *sum = sum.plus(pair);
            }
            if let Some(surveyed) = counts.surveyed.as_mut().filter(|_| *tells && pair.part > 0) {
                surveyed.extend(asked.text_at(*on, |day| day?.get(..10)?.parse::<NaiveDate>().ok()));
            }
            if let Some(sums) = counts.by.get_mut(*place).filter(|_| by.is_some()) {
                asked.text_at(*by, |value| add_to(sums, value.unwrap_or_default(), pair));
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

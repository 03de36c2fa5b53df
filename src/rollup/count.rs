//! Counting: what each entry of a view adds to each indicator.
//!
//! The indicators of a sheet share most of what they ask. Every fact is looked up once for an entry, however many indicators ask it;
//! and since most facts have few values (a level, a state, yes or no), every expression is computed once for all entries of a village
//! that say the same to it.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;

use super::pair::{MILLI, Pair};
use crate::campaign::{Campaign, Facts, Formula, Indicator, Of, Scope, Show, Tag, text_of};
use crate::expr::{Env, Value};
use crate::ledger::{Entry, View};
use crate::plan::{self, Tally};

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
    /// The values that each fact was seen to have, at most [`VALUES`] of them.
    values: Vec<RefCell<Vec<Option<Value>>>>,
    /// Where each fact is found.
    sources: Vec<Source<'c>>,
}

/// Where a fact is found: told once from its name, and not at every entry.
enum Source<'c> {
    /// In the entry's finding, by the name from this place on.
    Finding(usize),
    /// Among the answers of the visit.
    Answer,
    /// It is computed from others.
    Derived(Derived<'c>),
    /// Wherever its name says.
    Named,
}

/// A fact that is computed from others: a calculation of the form, or a tag.
struct Derived<'c> {
    tag: Option<&'c Tag>,
    ready: Option<Ready<'c, Option<Value>>>,
}

/// How many values of a fact are told apart, so that four bits hold which it is; a fact that has more is of no use for finding again
/// what was computed before.
const VALUES: usize = 15;

/// Which of its values a fact has where it is none of those that are told apart.
const OTHER: u8 = 15;

/// The fact that tags ask beside their conditions.
const CATEGORIES: &str = "known.categories";

/// How many facts an expression may ask for whose value is found again, and how many such values are kept.
const FACTS: usize = 8;
const KEPT: usize = 64;

/// An expression, with the places of the facts that it asks for.
struct Ready<'c, T> {
    formula: &'c Formula,
    /// Those of [`Formula::names`] in [`Count::names`].
    facts: Vec<usize>,
    /// What it came to, by what its facts were.
    known: RefCell<Vec<(u32, T)>>,
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
            count.counted.push(Counted { place, indicator, filter, part, whole, by, on: None });
        }
        let filters = count.filters.iter().map(|ready| ready.formula);
        for formula in filters.chain(count.numbers.iter().map(|ready| ready.formula)) {
            count.names.extend_from_slice(formula.names());
        }
        count.add_names_behind();
        count.values = count.names.iter().map(|_| RefCell::default()).collect();
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

    /// The tag of a name with its condition, or the calculation of one; none where it is computed from nothing, or from itself.
    fn behind(&self, name: &str) -> Option<(Option<&'c Tag>, Option<&'c Formula>)> {
        let (tag, formula) = match name.split_once('.') {
            Some(("tag", tag)) => self.campaign.tag(tag).map(|tag| (Some(tag), tag.when.as_ref()))?,
            Some(_) => return None,
            None => (None, self.campaign.questions.get(name)?.calculation.as_ref()),
        };
        let mut path = vec![name];
        let is_sound = formula.is_none_or(|formula| self.ends(formula, &mut path));
        is_sound.then_some((tag, formula))
    }

    /// Whether following what a formula is computed from comes to an end.
    fn ends<'n>(&self, formula: &'n Formula, path: &mut Vec<&'n str>) -> bool
    where
        'c: 'n,
    {
        formula.names().iter().all(|name| {
            let next: Option<&'n Formula> = match name.split_once('.') {
                Some(("tag", tag)) => self.campaign.tag(tag).and_then(|tag| tag.when.as_ref()),
                Some(_) => None,
                None => self.campaign.questions.get(name).and_then(|question| question.calculation.as_ref()),
            };
            let Some(next) = next else { return true };
            if path.contains(&name.as_str()) {
                return false;
            }
            path.push(name);
            let ends = self.ends(next, path);
            path.pop();
            ends
        })
    }

    /// Adds the names that tags and calculations ask for, and sorts all.
    fn add_names_behind(&mut self) {
        let mut next = 0;
        while let Some(name) = self.names.get(next) {
            let (tag, formula) = self.behind(name).unwrap_or_default();
            let categories = tag.filter(|tag| !tag.categories.is_empty()).map(|_| CATEGORIES.to_owned());
            let asked = formula.map(Formula::names).unwrap_or_default().iter().cloned().chain(categories);
            let new: Vec<String> = asked.filter(|name| !self.names.contains(name)).collect();
            self.names.extend(new);
            next += 1;
        }
        self.names.sort_unstable();
        self.names.dedup();
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
        for Counted { place, indicator, filter, part, whole, by, on } in &self.counted {
            let passes = filter.is_none_or(holds);
            let of_day = || wanted.is_none_or(|wanted| asked.text_at(*on, |day| day.is_some_and(wanted)));
            if !passes || !of_day() {
                continue;
            }
            let pair = pair(indicator, number(*part), whole.and_then(number));
            if let Some(sum) = counts.all.get_mut(*place) {
                *sum = sum.plus(pair);
            }
            if let Some(sums) = counts.by.get_mut(*place).filter(|_| by.is_some()) {
                asked.text_at(*by, |value| add_to(sums, value.unwrap_or_default(), pair));
            }
        }
    }
}

impl Count<'_> {
    /// Which of its fact's values this is.
    fn which(&self, place: usize, value: Option<&Value>) -> u8 {
        let Some(known) = self.values.get(place) else { return OTHER };
        let mut known = known.borrow_mut();
        let which = known.iter().position(|known| known.as_ref() == value).or_else(|| {
            (known.len() < VALUES).then(|| {
                known.push(value.cloned());
                known.len() - 1
            })
        });
        which.and_then(|which| u8::try_from(which).ok()).unwrap_or(OTHER)
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
fn once<'c, T>(formulas: &mut Vec<Ready<'c, T>>, formula: &'c Formula) -> usize {
    formulas.iter().position(|known| known.formula == formula).unwrap_or_else(|| {
        formulas.push(Ready { formula, facts: Vec::new(), known: RefCell::default() });
        formulas.len() - 1
    })
}

/// An entry that is asked, and what it has answered already.
struct Asked<'a> {
    count: &'a Count<'a>,
    entry: &'a Entry<'a>,
    scope: &'a Scope<'a>,
    env: &'a Env,
    /// By the places of [`Count::names`], each with which of its values it has.
    facts: Vec<OnceCell<(Option<Value>, u8)>>,
    tallies: RefCell<Vec<(&'a str, Tally)>>,
}

impl<'a> Asked<'a> {
    fn new(count: &'a Count<'a>, entry: &'a Entry<'a>, scope: &'a Scope<'a>, env: &'a Env) -> Self {
        let facts = vec![OnceCell::new(); count.names.len()];
        Self { count, entry, scope, env, facts, tallies: RefCell::default() }
    }

    /// What an expression comes to: what it came to before where its facts were the same.
    fn computed<T: Clone>(&self, ready: &Ready<'_, T>, compute: impl FnOnce(&Formula, &Facts<'_>) -> T) -> T {
        let Ready { formula, facts, known } = ready;
        let key = (facts.len() <= FACTS).then(|| self.key(facts)).flatten();
        if let Some(key) = key
            && let Some((_, value)) = known.borrow().iter().find(|(other, _)| *other == key)
        {
            return value.clone();
        }
        // It has few names, so its own list is quicker to look through than that of all.
        let fact = |name: &str| {
            let place = formula.names().iter().position(|known| known == name)?;
            facts.get(place).and_then(|place| self.at(*place)).and_then(|(value, _)| value.clone())
        };
        let value = compute(formula, &fact);
        let mut known = known.borrow_mut();
        if let Some(key) = key.filter(|_| known.len() < KEPT) {
            known.push((key, value.clone()));
        }
        value
    }

    /// What these facts are, in one number; none where one of them has too many values.
    fn key(&self, facts: &[usize]) -> Option<u32> {
        facts.iter().try_fold(0, |key, place| {
            let (_, which) = self.at(*place)?;
            (*which != OTHER).then_some(key << 4 | u32::from(*which))
        })
    }

    /// The text of the fact at a place; none where nothing is known.
    fn text_at<T>(&self, place: Option<usize>, read: impl FnOnce(Option<&str>) -> T) -> T {
        match place.and_then(|place| self.at(place)) {
            Some((Some(Value::Text(text)), _)) => read(Some(text)),
            Some((Some(other), _)) => read(Some(&text_of(other.clone(), self.env))),
            Some((None, _)) | None => read(None),
        }
    }

    fn fact(&self, name: &str) -> Option<Value> {
        let place = self.count.names.binary_search_by(|known| known.as_str().cmp(name));
        match place.ok().and_then(|place| self.at(place)) {
            Some((value, _)) => value.clone(),
            None => self.look_up(name),
        }
    }

    /// The fact at a place, which is looked up once, and which of its values it is; none where there is no such place.
    fn at(&self, place: usize) -> Option<&(Option<Value>, u8)> {
        let (cell, name) = self.facts.get(place).zip(self.count.names.get(place))?;
        Some(cell.get_or_init(|| {
            let value = match self.count.sources.get(place) {
                Some(Source::Derived(derived)) => self.derived(derived, name),
                Some(Source::Finding(from)) => {
                    let found = self.entry.finding.zip(name.get(*from..));
                    found.and_then(|(finding, name)| finding.fact(name, self.entry.view.now))
                }
                Some(Source::Answer) => {
                    let answers = self.entry.home.visit.as_ref().map(|visit| &visit.answers);
                    answers.and_then(|answers| answers.get(name)).map(Value::from)
                }
                Some(Source::Named) | None => self.look_up(name),
            };
            let which = self.count.which(place, value.as_ref());
            (value, which)
        }))
    }

    /// A fact that is computed from others, as [`Scope::fact`] computes it.
    fn derived(&self, Derived { tag, ready }: &Derived<'_>, name: &str) -> Option<Value> {
        let compute = |ready: &Ready<'_, Option<Value>>| {
            self.computed(ready, |formula, facts| formula.value(facts, self.env).ok())
        };
        let Some(tag) = tag else { return self.entry.fact(name).or_else(|| ready.as_ref().and_then(compute)) };
        let is_of_category = || {
            let is_one =
                |codes: &str| codes.split_whitespace().any(|code| tag.categories.iter().any(|wanted| wanted == code));
            let place = self.count.names.binary_search_by(|known| known.as_str().cmp(CATEGORIES)).ok();
            !tag.categories.is_empty() && self.text_at(place, |codes| codes.is_some_and(is_one))
        };
        let has = is_of_category() || ready.as_ref().and_then(compute).is_some_and(|value| value.to_bool());
        Some(Value::from(if has { 1.0 } else { 0.0 }))
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

//! An entry that is asked, and what it has answered already.

use std::cell::{OnceCell, RefCell};

use super::Count;
use super::known::{FACTS, KEPT, OTHER, Ready};
use super::sources::{CATEGORIES, Derived, Source};
use crate::campaign::{Facts, Formula, Scope, text_of};
use crate::expr::{Env, Value};
use crate::ledger::Entry;
use crate::plan::{self, Tally};

/// An entry that is asked, and what it has answered already.
pub(super) struct Asked<'a> {
    count: &'a Count<'a>,
    entry: &'a Entry<'a>,
    scope: &'a Scope<'a>,
    pub env: &'a Env,
    /// By the places of [`Count::names`], each with which of its values it has.
    facts: Vec<OnceCell<(Option<Value>, u8)>>,
    tallies: RefCell<Vec<(&'a str, Tally)>>,
}

impl<'a> Asked<'a> {
    pub fn new(count: &'a Count<'a>, entry: &'a Entry<'a>, scope: &'a Scope<'a>, env: &'a Env) -> Self {
        let facts = vec![OnceCell::new(); count.names.len()];
        Self { count, entry, scope, env, facts, tallies: RefCell::default() }
    }

    /// What an expression comes to: what it came to before where its facts were the same.
    pub fn computed<T: Clone>(&self, ready: &Ready<'_, T>, compute: impl FnOnce(&Formula, &Facts<'_>) -> T) -> T {
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
    pub fn text_at<T>(&self, place: Option<usize>, read: impl FnOnce(Option<&str>) -> T) -> T {
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
            let which = self.count.values.get(place).map_or(OTHER, |values| values.which(value.as_ref()));
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

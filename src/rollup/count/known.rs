//! What expressions came to, by the values of the facts that they ask for: computed once for all entries that say the same.

use std::cell::RefCell;

use crate::campaign::Formula;
use crate::expr::Value;

/// How many values of a fact are told apart, so that four bits hold which it is; a fact that has more is of no use for finding again
/// what was computed before.
const VALUES: usize = 15;

/// Which of its values a fact has where it is none of those that are told apart.
pub(super) const OTHER: u8 = 15;

/// How many facts an expression may ask for whose value is found again, and how many such values are kept.
pub(super) const FACTS: usize = 8;
pub(super) const KEPT: usize = 64;

/// An expression, with the places of the facts that it asks for.
pub(super) struct Ready<'c, T> {
    pub formula: &'c Formula,
    /// Those of [`Formula::names`] in the names of all.
    pub facts: Vec<usize>,
    /// What it came to, by what its facts were.
    pub known: RefCell<Vec<(u32, T)>>,
}

/// The values that a fact was seen to have, at most [`VALUES`] of them.
#[derive(Default)]
pub(super) struct Values(RefCell<Vec<Option<Value>>>);

impl Values {
    /// Which of them this is.
    pub fn which(&self, value: Option<&Value>) -> u8 {
        let mut known = self.0.borrow_mut();
        let which = known.iter().position(|known| known.as_ref() == value).or_else(|| {
            (known.len() < VALUES).then(|| {
                known.push(value.cloned());
                known.len() - 1
            })
        });
        which.and_then(|which| u8::try_from(which).ok()).unwrap_or(OTHER)
    }
}

/// The place of an expression among those that are computed; it is added where it is not there yet.
pub(super) fn once<'c, T>(formulas: &mut Vec<Ready<'c, T>>, formula: &'c Formula) -> usize {
    formulas.iter().position(|known| known.formula == formula).unwrap_or_else(|| {
        formulas.push(Ready { formula, facts: Vec::new(), known: RefCell::default() });
        formulas.len() - 1
    })
}

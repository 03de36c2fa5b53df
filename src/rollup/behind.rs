//! What stands behind a number: the households, findings or contacts that it counts, and those that a rate still lacks.

use super::count::{breakdown, contribution};
use super::pair::Pair;
use crate::campaign::{Indicator, text_of};
use crate::ledger::{Entry, View};

/// The entries of a village that add something to either side of an indicator, each with what it adds; only those of one class
/// where one is given. Summed, the pairs are the indicator.
#[must_use]
pub fn behind<'v>(view: &'v View<'v>, indicator: &Indicator, class: Option<&str>) -> Vec<(Entry<'v>, Pair)> {
    let env = view.now.env();
    let by = breakdown(view.campaign, indicator);
    view.entries(indicator.of)
        .filter_map(|entry| {
            let pair = entry.within(&env, |scope| {
                let of_class =
                    |class: &str| scope.fact(&by).map(|value| text_of(value, &env)).unwrap_or_default() == class;
                if class.is_some_and(|class| !of_class(class)) { None } else { contribution(indicator, scope) }
            })?;
            (pair != Pair::default()).then_some((entry, pair))
        })
        .collect()
}

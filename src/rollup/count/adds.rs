//! What an entry adds to one indicator, and by what fact the indicator's table is broken down.

use super::super::pair::{MILLI, Pair};
use crate::campaign::{Campaign, Formula, Indicator, Of, Scope, Show};

/// The fact by which an indicator's table is broken down: one indicator of a table says it for all of the same things in it.
pub(in crate::rollup) fn breakdown(campaign: &Campaign, indicator: &Indicator) -> String {
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
pub(in crate::rollup) fn contribution(indicator: &Indicator, scope: &Scope<'_>) -> Option<Pair> {
    let number = |formula: Option<&Formula>| formula.and_then(|formula| scope.number(formula));
    let pair = || pair(indicator, number(Some(&indicator.numerator)), number(indicator.denominator.as_ref()));
    scope.passes(indicator.filter.as_ref()).then(pair)
}

/// The pair of a part and a whole that were computed.
pub(super) fn pair(indicator: &Indicator, part: Option<f64>, whole: Option<f64>) -> Pair {
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

//! Truth: `boolean`, `not`, `if`, check lists.

use super::{ANY, Args, Definition};
use crate::expr::eval::Evaluated;
use crate::expr::value::Value;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("true", 0, 0, |_| Ok(Value::Bool(true))),
    Definition::new("false", 0, 0, |_| Ok(Value::Bool(false))),
    Definition::new("boolean", 1, 1, |args| args.truth(0).map(Value::Bool)),
    Definition::new("not", 1, 1, |args| args.truth(0).map(|truth| Value::Bool(!truth))),
    Definition::new("if", 3, 3, |args| if args.truth(0)? { args.value(1) } else { args.value(2) }),
    Definition::new("boolean-from-string", 1, 1, boolean_from_string),
    Definition::new("checklist", 2, ANY, checklist),
    Definition::new("weighted-checklist", 2, ANY, weighted_checklist),
];

/// True for `true`, `1`, and a whole number above 0.
fn boolean_from_string(args: &Args<'_>) -> Evaluated<Value> {
    let value = args.value(0)?;
    if let Value::Number(number) = value {
        return Ok(Value::Bool(number > 0.0 && number.fract() == 0.0));
    }
    Ok(Value::Bool(matches!(args.scope.text(value).as_str(), "1" | "true")))
}

/// A spread value as a truth: a text is true unless it is blank.
fn ticked(value: &Value) -> bool {
    match value {
        Value::Text(text) => !text.trim().is_empty(),
        other => other.to_bool(),
    }
}

/// Whether a total lies within bounds, of which −1 is none.
fn within(args: &Args<'_>, total: f64) -> Evaluated<Value> {
    let (min, max) = (args.number(0)?, args.number(1)?);
    Ok(Value::Bool((min < 0.0 || total >= min) && (max < 0.0 || total <= max)))
}

#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53 arguments")]
fn checklist(args: &Args<'_>) -> Evaluated<Value> {
    let ticks = args.spread(2)?.iter().filter(|value| ticked(value)).count();
    within(args, ticks as f64)
}

/// Pairs of a value and its weight; either may be a node-set, and the sets are paired in order.
fn weighted_checklist(args: &Args<'_>) -> Evaluated<Value> {
    let (mut ticks, mut weights) = (Vec::new(), Vec::new());
    for index in (2..args.len()).step_by(2).filter(|index| args.has(index + 1)) {
        ticks.extend(spread_one(args, index)?.iter().map(ticked));
        weights.extend(spread_one(args, index + 1)?.iter().map(|weight| args.scope.number(weight)));
    }
    let total =
        ticks.iter().zip(&weights).filter(|(tick, weight)| **tick && !weight.is_nan()).map(|(_, weight)| weight);
    within(args, total.sum())
}

fn spread_one(args: &Args<'_>, index: usize) -> Evaluated<Vec<Value>> {
    Ok(match args.value(index)? {
        Value::Nodes(nodes) => nodes.into_iter().map(|node| Value::Text(args.text_of(node))).collect(),
        value => vec![value],
    })
}

//! Numbers: rounding, sums, powers, angles.

use super::{ANY, Args, Definition, Reads};
use crate::expr::eval::Evaluated;
use crate::expr::number;
use crate::expr::value::Value;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("number", 0, 1, |args| Ok(args.scope.number(&args.value_or_node()?).into()))
        .reading(Reads::NodeByDefault),
    Definition::new("int", 1, 1, |args| Ok(args.number(0)?.trunc().into())),
    Definition::new("round", 1, 2, round),
    Definition::new("floor", 1, 1, |args| Ok(args.number(0)?.floor().into())),
    Definition::new("ceiling", 1, 1, |args| Ok(args.number(0)?.ceil().into())),
    Definition::new("abs", 1, 1, |args| Ok(args.number(0)?.abs().into())),
    Definition::new("sum", 1, 1, sum),
    Definition::new("min", 0, ANY, |args| least(args, f64::min)),
    Definition::new("max", 0, ANY, |args| least(args, f64::max)),
    Definition::new("pow", 2, 2, |args| Ok(args.number(0)?.powf(args.number(1)?).into())),
    Definition::new("log", 1, 1, |args| Ok(args.number(0)?.ln().into())),
    Definition::new("log10", 1, 1, |args| Ok(args.number(0)?.log10().into())),
    Definition::new("exp", 1, 1, |args| Ok(args.number(0)?.exp().into())),
    Definition::new("exp10", 1, 1, |args| Ok(10_f64.powf(args.number(0)?).into())),
    Definition::new("sqrt", 1, 1, |args| Ok(args.number(0)?.sqrt().into())),
    Definition::new("pi", 0, 0, |_| Ok(Value::Number(std::f64::consts::PI))),
    Definition::new("sin", 1, 1, |args| Ok(args.number(0)?.sin().into())),
    Definition::new("cos", 1, 1, |args| Ok(args.number(0)?.cos().into())),
    Definition::new("tan", 1, 1, |args| Ok(args.number(0)?.tan().into())),
    Definition::new("asin", 1, 1, |args| Ok(args.number(0)?.asin().into())),
    Definition::new("acos", 1, 1, |args| Ok(args.number(0)?.acos().into())),
    Definition::new("atan", 1, 1, |args| Ok(args.number(0)?.atan().into())),
    Definition::new("atan2", 2, 2, |args| Ok(args.number(0)?.atan2(args.number(1)?).into())),
];

/// Half away from zero, as the ODK clients round; a second argument gives the decimals to keep, negative ones before the point.
fn round(args: &Args<'_>) -> Evaluated<Value> {
    let number = args.number(0)?;
    let decimals = if args.has(1) { number::whole(args.number(1)?) } else { 0.0 };
    let scale = 10_f64.powf(decimals.abs());
    Ok(Value::Number(if decimals > 0.0 { (number * scale).round() / scale } else { (number / scale).round() * scale }))
}

fn sum(args: &Args<'_>) -> Evaluated<Value> {
    Ok(Value::Number(args.nodes(0)?.iter().map(|node| args.scope.node_number(*node)).sum()))
}

/// The least or greatest of all arguments; NaN where there is none or one is no number.
fn least(args: &Args<'_>, pick: fn(f64, f64) -> f64) -> Evaluated<Value> {
    let values = args.spread(0)?;
    let numbers = values.iter().map(|value| args.scope.number(value));
    let strict = |a: f64, b: f64| if a.is_nan() || b.is_nan() { f64::NAN } else { pick(a, b) };
    Ok(Value::Number(numbers.reduce(strict).unwrap_or(f64::NAN)))
}

//! Comparison: two values and an operator.
//!
//! The rules of XPath 1.0 with two differences, both those of the ODK clients. What looks like a date compares as days, and a
//! node-set compares with a truth value by `<` and its kin node by node, as it does with a number.

use std::borrow::Cow;
use std::collections::HashSet;

use super::ast::Op;
use super::date::{self, Moment};
use super::eval::Scope;
use super::node::Node;
use super::value::{Value, text_of};

/// Whether `left op right` holds. Operators that compare nothing never hold.
#[must_use]
pub fn holds(op: Op, left: &Value, right: &Value, scope: &Scope<'_>) -> bool {
    let dated = matches!(left, Value::Date(_)) || matches!(right, Value::Date(_));
    let truth = matches!(left, Value::Bool(_)) || matches!(right, Value::Bool(_));
    if dated && !truth {
        return numbers(op, moment(left, scope), moment(right, scope));
    }
    let (left, right) = (undated(left, scope), undated(right, scope));
    match op {
        Op::Eq | Op::Ne => equal(op, &left, &right, scope),
        _ => related(op, &left, &right, scope),
    }
}

/// The days that a value beside a date means.
fn moment(value: &Value, scope: &Scope<'_>) -> f64 {
    match value {
        Value::Text(_) | Value::Nodes(_) => {
            Moment::parse(&value.to_text(scope.world, scope.env), scope.env.zone).days()
        }
        _ => scope.number(value),
    }
}

/// The value, or its days where it is a text that looks like a date.
fn undated<'a>(value: &'a Value, scope: &Scope<'_>) -> Cow<'a, Value> {
    if matches!(value, Value::Text(_) | Value::Nodes(_))
        && let Some(days) = date::days_of(&value.to_text(scope.world, scope.env), scope.env.zone)
    {
        return Cow::Owned(Value::Number(days));
    }
    Cow::Borrowed(value)
}

fn equal(op: Op, left: &Value, right: &Value, scope: &Scope<'_>) -> bool {
    let wanted = op == Op::Eq;
    match (left, right) {
        (Value::Bool(_), _) | (_, Value::Bool(_)) => (left.to_bool() == right.to_bool()) == wanted,
        (Value::Nodes(left), Value::Nodes(right)) => sets(wanted, left, right, scope),
        (Value::Nodes(nodes), other) | (other, Value::Nodes(nodes)) => match other {
            Value::Text(text) => nodes.iter().any(|node| (text_of(scope.world, *node) == *text) == wanted),
            other => {
                let number = scope.number(other);
                nodes.iter().any(|node| numbers(op, scope.node_number(*node), number))
            }
        },
        (Value::Text(left), Value::Text(right)) => (left == right) == wanted,
        _ => numbers(op, scope.number(left), scope.number(right)),
    }
}

/// Whether any text of one node-set equals, or differs from, any of the other.
fn sets(wanted: bool, left: &[Node], right: &[Node], scope: &Scope<'_>) -> bool {
    if let ([left], [right]) = (left, right) {
        return (text_of(scope.world, *left) == text_of(scope.world, *right)) == wanted;
    }
    let mut texts: HashSet<Cow<'_, str>> = left.iter().map(|node| text_of(scope.world, *node)).collect();
    if wanted {
        return right.iter().any(|node| texts.contains(&text_of(scope.world, *node)));
    }
    texts.extend(right.iter().map(|node| text_of(scope.world, *node)));
    !left.is_empty() && !right.is_empty() && texts.len() > 1
}

fn related(op: Op, left: &Value, right: &Value, scope: &Scope<'_>) -> bool {
    let numbers_of = |value: &Value| match value {
        Value::Nodes(nodes) => nodes.iter().map(|node| scope.node_number(*node)).collect(),
        other => vec![scope.number(other)],
    };
    let (left, right) = (numbers_of(left), numbers_of(right));
    // Some pair is in order if and only if the extremes are.
    let least = |numbers: &[f64]| numbers.iter().copied().fold(f64::NAN, f64::min);
    let greatest = |numbers: &[f64]| numbers.iter().copied().fold(f64::NAN, f64::max);
    match op {
        Op::Lt | Op::Le => numbers(op, least(&left), greatest(&right)),
        _ => numbers(op, greatest(&left), least(&right)),
    }
}

#[expect(clippy::float_cmp, reason = "XPath compares numbers exactly")]
fn numbers(op: Op, left: f64, right: f64) -> bool {
    match op {
        Op::Eq => left == right,
        Op::Ne => left != right,
        Op::Lt => left < right,
        Op::Le => left <= right,
        Op::Gt => left > right,
        Op::Ge => left >= right,
        _ => false,
    }
}

//! Texts, by characters rather than bytes or UTF-16 units.

use super::{ANY, Args, Definition, Reads};
use crate::expr::error::Fault;
use crate::expr::eval::Evaluated;
use crate::expr::number;
use crate::expr::regex;
use crate::expr::value::Value;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("string", 0, 1, |args| text(args).map(Value::Text)).reading(Reads::NodeByDefault),
    Definition::new("concat", 0, ANY, |args| Ok(joined(args, 0, "")?.into())),
    Definition::new("join", 1, ANY, |args| Ok(joined(args, 1, &args.text(0)?)?.into())),
    Definition::new("coalesce", 2, 2, coalesce),
    Definition::new("contains", 2, 2, |args| Ok(args.text(0)?.contains(&args.text(1)?).into())),
    Definition::new("starts-with", 2, 2, |args| Ok(args.text(0)?.starts_with(&args.text(1)?).into())),
    Definition::new("ends-with", 2, 2, |args| Ok(args.text(0)?.ends_with(&args.text(1)?).into())),
    Definition::new("substring", 2, 3, substring),
    Definition::new("substr", 2, 3, substr),
    Definition::new("substring-before", 2, 2, |args| {
        let (text, mark) = (args.text(0)?, args.text(1)?);
        Ok(text.split_once(&mark).map_or("", |(before, _)| before).into())
    }),
    Definition::new("substring-after", 2, 2, |args| {
        let (text, mark) = (args.text(0)?, args.text(1)?);
        Ok(text.split_once(&mark).map_or("", |(_, after)| after).into())
    }),
    Definition::new("translate", 3, 3, translate),
    Definition::new("string-length", 0, 1, length).reading(Reads::NodeByDefault),
    Definition::new("normalize-space", 0, 1, normalize).reading(Reads::NodeByDefault),
    Definition::new("regex", 2, 2, matches),
];

fn text(args: &Args<'_>) -> Evaluated<String> {
    args.value_or_node().map(|value| args.scope.text(value))
}

fn joined(args: &Args<'_>, first: usize, separator: &str) -> Evaluated<String> {
    let texts: Vec<String> = args.spread(first)?.into_iter().map(|value| args.scope.text(value)).collect();
    Ok(texts.join(separator))
}

fn coalesce(args: &Args<'_>) -> Evaluated<Value> {
    let first = args.text(0)?;
    if first.is_empty() { args.text(1).map(Value::Text) } else { Ok(Value::Text(first)) }
}

/// The characters whose places, from 1, are at least the rounded start and below the rounded end.
#[expect(clippy::cast_precision_loss, reason = "places are small whole numbers")]
fn substring(args: &Args<'_>) -> Evaluated<Value> {
    let round = |number: f64| (number + 0.5).floor();
    let text = args.text(0)?;
    let start = round(args.number(1)?);
    let end = if args.has(2) { start + round(args.number(2)?) } else { f64::INFINITY };
    let within = |place: usize| (place as f64) >= start && (place as f64) < end;
    Ok(Value::Text(text.chars().enumerate().filter(|(index, _)| within(index + 1)).map(|(_, c)| c).collect()))
}

/// The characters from a start to before an end, both from 0, negative ones counting from the end of the text.
#[expect(clippy::cast_precision_loss, reason = "lengths are small whole numbers")]
fn substr(args: &Args<'_>) -> Evaluated<Value> {
    let text = args.text(0)?;
    let length = text.chars().count() as f64;
    let place = |index: f64| match number::whole(index) {
        index if index < 0.0 => (length + index).max(0.0),
        index => index.min(length),
    };
    let start = place(args.number(1)?);
    let end = if args.has(2) { place(args.number(2)?) } else { length };
    let within = |index: usize| (index as f64) >= start && (index as f64) < end;
    Ok(Value::Text(text.chars().enumerate().filter(|(index, _)| within(*index)).map(|(_, c)| c).collect()))
}

/// Replaces each character of the second text by the one at its place in the third, or by nothing.
fn translate(args: &Args<'_>) -> Evaluated<Value> {
    let (text, from) = (args.text(0)?, args.text(1)?);
    let to: Vec<char> = args.text(2)?.chars().collect();
    let map = |c: char| match from.chars().position(|known| known == c) {
        None => Some(c),
        Some(place) => to.get(place).copied(),
    };
    Ok(Value::Text(text.chars().filter_map(map).collect()))
}

#[expect(clippy::cast_precision_loss, reason = "lengths are small whole numbers")]
fn length(args: &Args<'_>) -> Evaluated<Value> {
    Ok(Value::Number(text(args)?.chars().count() as f64))
}

/// Runs of the spaces that XML knows become one, and none is left at the ends.
fn normalize(args: &Args<'_>) -> Evaluated<Value> {
    let text = text(args)?;
    let words: Vec<&str> = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect();
    Ok(Value::Text(words.join(" ")))
}

/// Whether the pattern is found anywhere in the text, as the XForms specification and ODK's web clients have it.
fn matches(args: &Args<'_>) -> Evaluated<Value> {
    let (text, pattern) = (args.text(0)?, args.text(1)?);
    match regex::is_match(&pattern, &text) {
        Some(found) => Ok(Value::Bool(found)),
        None => args.fail(Fault::Pattern(pattern)),
    }
}

//! Answers to questions with several choices: names with spaces between them.

use super::{Args, Definition};
use crate::expr::eval::Evaluated;
use crate::expr::value::Value;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("selected", 2, 2, selected),
    Definition::new("selected-at", 2, 2, selected_at),
    Definition::new("count-selected", 1, 1, count_selected),
];

/// Whether a choice is among the selected ones. Nothing is selected in an empty answer but the empty choice.
fn selected(args: &Args<'_>) -> Evaluated<Value> {
    let (list, choice) = (args.text(0)?, args.text(1)?);
    Ok(Value::Bool(list.split(' ').any(|item| item == choice.trim())))
}

/// The selected choice at a place from 0, or the empty text.
#[expect(clippy::cast_precision_loss, reason = "places are small whole numbers")]
fn selected_at(args: &Args<'_>) -> Evaluated<Value> {
    let (list, place) = (args.text(0)?, args.number(1)?.trunc() + 0.0);
    let found = list.split_whitespace().enumerate().find(|(index, _)| (*index as f64).total_cmp(&place).is_eq());
    Ok(found.map_or("", |(_, item)| item).into())
}

#[expect(clippy::cast_precision_loss, reason = "counts are small whole numbers")]
fn count_selected(args: &Args<'_>) -> Evaluated<Value> {
    Ok(Value::Number(args.text(0)?.split_whitespace().count() as f64))
}

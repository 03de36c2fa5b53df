//! Choices put in order, by buttons that move one up or down: no dragging, which needs two good hands.

use yew::Callback;

use super::{Asks, Choice, Shown};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::parts::{Tone, button};

/// The choices in the answer's order, those it does not name behind.
fn ranked(answer: &str, choices: &[Choice]) -> Vec<Choice> {
    let mut order: Vec<Choice> = answer
        .split_whitespace()
        .filter_map(|code| choices.iter().find(|choice| choice.value == code))
        .cloned()
        .collect();
    order.extend(choices.iter().filter(|choice| !answer.split_whitespace().any(|code| choice.value == code)).cloned());
    order
}

/// The answer after one has moved.
fn moved(order: &[Choice], from: usize, to: usize) -> String {
    let mut codes: Vec<&str> = order.iter().map(|choice| &*choice.value).collect();
    if from < codes.len() && to < codes.len() {
        codes.swap(from, to);
    }
    codes.join(" ")
}

/// The list. Until it is touched or agreed to, there is no answer.
pub fn control(shown: &Shown, asks: &Asks, lang: Lang) -> El {
    let choices: Vec<Choice> = shown.choices.iter().collect();
    let order = ranked(&shown.value, &choices);
    let last = order.len().saturating_sub(1);
    let shift = |icon: Icon, name: String, from: usize, to: Option<usize>| {
        let to = to.map(|to| moved(&order, from, to));
        let answer = asks.answer.clone();
        el("button", "btn quiet")
            .attr("type", "button")
            .set("aria-label", name.into())
            .flag("disabled", shown.readonly || to.is_none())
            .icon(icon)
            .click(Callback::from(move |_| answer.emit(to.clone().unwrap_or_default())))
    };
    let rows = order.iter().enumerate().map(|(at, choice)| {
        let row = el("li", "row")
            .child(el("span", "num muted").text((at + 1).to_string()))
            .child(el("span", "grow").text(choice.label.clone()))
            .child(shift(Icon::Up, form::UP.text(lang, [&choice.label]), at, at.checked_sub(1)))
            .child(shift(Icon::Down, form::DOWN.text(lang, [&choice.label]), at, (at < last).then_some(at + 1)));
        (choice.value.clone(), row)
    });
    let unset = shown.value.is_empty();
    let agree = || {
        let (answer, codes) = (asks.answer.clone(), moved(&order, 0, 0));
        let click = Callback::from(move |_| answer.emit(codes.clone()));
        button(Tone::Plain, Some(Icon::Check), form::ORDER_IS_RIGHT.text(lang), click)
    };
    el("div", "stack near")
        .child(el("ol", if unset { "rows rank unset" } else { "rows rank" }).list(rows))
        .maybe((unset && !shown.readonly).then(agree))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_orders_and_what_it_does_not_name_follows() {
        let choice = |value: &'static str| Choice { value: value.into(), label: value.into(), ..Choice::default() };
        let choices = [choice("a"), choice("b"), choice("c")];
        let order = ranked("c a", &choices);
        assert_eq!(order.iter().map(|choice| &*choice.value).collect::<Vec<_>>(), ["c", "a", "b"]);
        assert_eq!(moved(&order, 2, 1), "c b a");
        assert_eq!(moved(&order, 0, 9), "c a b");
    }
}

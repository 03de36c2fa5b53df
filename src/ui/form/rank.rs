//! Choices put in order, by buttons that move one up or down: no dragging, which needs two good hands.

use yew::prelude::*;

use super::{Asks, Choice, Shown};
use crate::text::Lang;
use crate::text::words::form;
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
pub fn control(shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let choices: Vec<Choice> = shown.choices.iter().collect();
    let order = ranked(&shown.value, &choices);
    let last = order.len().saturating_sub(1);
    let shift = |icon: Icon, name: String, from: usize, to: Option<usize>| {
        let to_answer = to.map(|to| moved(&order, from, to));
        let answer = asks.answer.clone();
        let disabled = shown.readonly || to_answer.is_none();
        let onclick = Callback::from(move |_: MouseEvent| answer.emit(to_answer.clone().unwrap_or_default()));
        html! { <button type="button" class="btn quiet" aria-label={name} {disabled} {onclick}>{ icon.draw() }</button> }
    };
    let agree = {
        let (answer, codes) = (asks.answer.clone(), moved(&order, 0, 0));
        Callback::from(move |_: MouseEvent| answer.emit(codes.clone()))
    };
    html! {
        <>
            <ol class={classes!("rows", "rank", shown.value.is_empty().then_some("unset"))}>
                { for order.iter().enumerate().map(|(at, choice)| html! {
                    <li key={choice.value.to_string()} class="row">
                        <span class="num muted">{ at + 1 }</span>
                        <span class="grow">{ &choice.label }</span>
                        { shift(Icon::Up, form::UP.text(lang, [&choice.label]), at, at.checked_sub(1)) }
                        { shift(Icon::Down, form::DOWN.text(lang, [&choice.label]), at, (at < last).then_some(at + 1)) }
                    </li>
                }) }
            </ol>
            if shown.value.is_empty() && !shown.readonly { { button(Tone::Plain, Some(Icon::Check), form::ORDER_IS_RIGHT.text(lang), agree) } }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_orders_and_what_it_does_not_name_follows() {
        let choice = |value: &'static str| Choice { value: value.into(), label: value.into() };
        let choices = [choice("a"), choice("b"), choice("c")];
        let order = ranked("c a", &choices);
        assert_eq!(order.iter().map(|choice| &*choice.value).collect::<Vec<_>>(), ["c", "a", "b"]);
        assert_eq!(moved(&order, 2, 1), "c b a");
        assert_eq!(moved(&order, 0, 9), "c a b");
    }
}

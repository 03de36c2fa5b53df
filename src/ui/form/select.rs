//! Choices as buttons.

use yew::prelude::*;

use super::widget::{Columns, layout};
use super::{Asks, Choice, Shown};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::icon::Icon;

/// The answer after a tap on `value`: one takes the place of the other; of several, it is put in or taken out, in the order of
/// `all`. A tap on the only one takes it back.
#[must_use]
pub fn toggled(answer: &str, value: &str, many: bool, all: impl Iterator<Item = AttrValue>) -> String {
    let on = holds(answer, value);
    if !many {
        return if on { String::new() } else { value.to_owned() };
    }
    let known: Vec<AttrValue> = all.collect();
    let keeps = |code: &str| if code == value { !on } else { holds(answer, code) };
    // Codes that are no longer offered stay, before the others: nothing chosen is dropped unseen.
    let gone = answer.split_whitespace().filter(|code| *code != value && !known.iter().any(|choice| choice == code));
    let kept = known.iter().map(|choice| &**choice).filter(|code| keeps(code));
    gone.chain(kept).collect::<Vec<_>>().join(" ")
}

/// Whether an answer holds a value.
#[must_use]
pub fn holds(answer: &str, value: &str) -> bool {
    answer.split_whitespace().any(|code| code == value)
}

/// Buttons, as many side by side as their labels allow.
pub fn buttons(many: bool, columns: Columns, quick: bool, shown: &Shown, asks: &Asks) -> Html {
    let choices: Vec<Choice> = shown.choices.iter().collect();
    let class = layout(columns, choices.iter().map(|choice| &*choice.label));
    html! { <div {class}>{ for choices.iter().map(|choice| button(many, quick, choice, shown, asks)) }</div> }
}

fn button(many: bool, quick: bool, choice: &Choice, shown: &Shown, asks: &Asks) -> Html {
    let on = holds(&shown.value, &choice.value);
    let onclick = {
        let (asks, value, answer, choices) =
            (asks.clone(), choice.value.clone(), shown.value.clone(), shown.choices.clone());
        Callback::from(move |_: MouseEvent| {
            asks.answer.emit(toggled(&answer, &value, many, choices.iter().map(|choice| choice.value)));
            if quick && !on {
                asks.next.emit(());
            }
        })
    };
    html! {
        <label key={choice.value.to_string()} class={classes!("choice", on.then_some("on"))}>
            <input type={if many { "checkbox" } else { "radio" }} name={shown.id.clone()} value={choice.value.clone()} checked={on}
                disabled={shown.readonly} {onclick} />
            <span class={classes!("mark", many.then_some("box"))}>{ Icon::Check.draw() }</span>
            <span class="grow">{ super::label::words(&choice.label) }</span>
        </label>
    }
}

/// A scale from one end to the other, its words below its points.
pub fn likert(shown: &Shown, asks: &Asks) -> Html {
    html! {
        <div class="likert">
            { for shown.choices.iter().map(|choice| {
                let on = holds(&shown.value, &choice.value);
                let onclick = {
                    let (answer, to) = (asks.answer.clone(), if on { String::new() } else { choice.value.to_string() });
                    Callback::from(move |_: MouseEvent| answer.emit(to.clone()))
                };
                html! {
                    <label key={choice.value.to_string()} class={on.then_some("on")}>
                        <input type="radio" name={shown.id.clone()} value={choice.value.clone()} checked={on} disabled={shown.readonly} {onclick} />
                        <span class="mark">{ Icon::Check.draw() }</span>
                        <span>{ &choice.label }</span>
                    </label>
                }
            }) }
        </div>
    }
}

/// One box to tick.
pub fn tick(shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let on = shown.value == "OK";
    let onclick = {
        let (answer, to) = (asks.answer.clone(), if on { "" } else { "OK" });
        Callback::from(move |_: MouseEvent| answer.emit(to.to_owned()))
    };
    html! {
        <div class="choices tall">
            <label class={classes!("choice", on.then_some("on"))}>
                <input type="checkbox" name={shown.id.clone()} checked={on} disabled={shown.readonly} {onclick} />
                <span class="mark box">{ Icon::Check.draw() }</span>
                <span class="grow">{ form::TICK.text(lang) }</span>
            </label>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tap(answer: &str, value: &str, many: bool) -> String {
        toggled(answer, value, many, ["a", "b", "c"].into_iter().map(AttrValue::from))
    }

    #[test]
    fn one_takes_the_place_of_the_other_and_a_second_tap_takes_it_back() {
        assert_eq!(tap("", "a", false), "a");
        assert_eq!(tap("a", "b", false), "b");
        assert_eq!(tap("b", "b", false), "");
    }

    #[test]
    fn several_stand_in_the_order_of_the_list() {
        assert_eq!(tap("c", "a", true), "a c");
        assert_eq!(tap("a c", "c", true), "a");
        assert_eq!(tap("a", "a", true), "");
    }

    #[test]
    fn a_choice_that_is_no_longer_offered_stays_until_it_is_seen() {
        assert_eq!(tap("old b", "a", true), "old a b");
    }
}

//! Choices as buttons.

use yew::{AttrValue, Callback};

use super::label::words;
use super::widget::{Columns, layout};
use super::{Asks, Choice, Shown};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::parts;

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

/// Buttons, as many side by side as their labels allow; with their pictures, where they have some. `bare` ones show no mark.
pub fn buttons(many: bool, columns: Columns, quick: bool, bare: bool, shown: &Shown, asks: &Asks) -> El {
    let choices: Vec<Choice> = shown.choices.iter().collect();
    let pictured = choices.iter().any(|choice| !choice.image.is_empty());
    let class = match (pictured, layout(columns, choices.iter().map(|choice| &*choice.label))) {
        (true, _) if bare => "choices pictures bare",
        (true, _) => "choices pictures",
        (false, class) => class,
    };
    el("div", class).list(choices.into_iter().map(|choice| {
        let on = holds(&shown.value, &choice.value);
        let next = (quick && !on).then(|| asks.next.clone());
        let toggle = toggle(&choice, many, shown, asks);
        let onpick = Callback::from(move |()| {
            toggle.emit(());
            if let Some(next) = &next {
                next.emit(());
            }
        });
        let label = match asks.files.beside(&choice.image) {
            Some(url) => {
                let image = el("img", "").set("src", url).attr("alt", "");
                el("span", "pictured").child(image).child(el("span", "").html(words(&choice.label))).done()
            }
            None => words(&choice.label),
        };
        let would = shown.value.is_empty() && holds(&shown.fine, &choice.value);
        let state = if would { parts::Chosen::Would } else { on.into() };
        let (name, value, readonly) = (shown.id.clone(), choice.value.clone(), shown.readonly);
        (choice.value, parts::choice(parts::Choice { many, name, value, label, state, readonly }, onpick))
    }))
}

/// Puts a choice in or takes it out.
fn toggle(choice: &Choice, many: bool, shown: &Shown, asks: &Asks) -> Callback<()> {
    let (take, value, answer, all) =
        (asks.answer.clone(), choice.value.clone(), shown.value.clone(), shown.choices.clone());
    Callback::from(move |()| take.emit(toggled(&answer, &value, many, all.iter().map(|choice| choice.value))))
}

/// The head of a table of questions: the labels of the choices, each above its column.
pub fn head(shown: &Shown) -> El {
    let label = |choice: Choice| (choice.value, el("span", "small strong").html(words(&choice.label)));
    el("div", "table-row").attr("aria-hidden", "true").list(shown.choices.iter().map(label))
}

/// A row of a table of questions: a mark for each choice, whose label stands in the head and is spoken here.
pub fn bare(many: bool, shown: &Shown, asks: &Asks) -> El {
    el("div", "table-row").list(shown.choices.iter().map(|choice| {
        let on = holds(&shown.value, &choice.value);
        let toggle = toggle(&choice, many, shown, asks);
        let input = el("input", "")
            .attr("type", if many { "checkbox" } else { "radio" })
            .set("name", shown.id.clone())
            .set("value", choice.value.clone())
            .set("aria-label", choice.label.clone())
            .flag("disabled", shown.readonly)
            .checked(on)
            .click(Callback::from(move |_| toggle.emit(())));
        let mark = el("span", if many { "mark box" } else { "mark" }).icon(Icon::Check);
        (choice.value, el("label", if on { "cell on" } else { "cell" }).child(input).child(mark))
    }))
}

/// A scale from one end to the other, its words below its points.
pub fn likert(shown: &Shown, asks: &Asks) -> El {
    el("div", "likert").list(shown.choices.iter().map(|choice| {
        let on = holds(&shown.value, &choice.value);
        let (answer, to) = (asks.answer.clone(), if on { String::new() } else { choice.value.to_string() });
        let input = el("input", "")
            .attr("type", "radio")
            .set("name", shown.id.clone())
            .set("value", choice.value.clone())
            .flag("disabled", shown.readonly)
            .checked(on)
            .click(Callback::from(move |_| answer.emit(to.clone())));
        let label = el("label", if on { "on" } else { "" })
            .child(input)
            .child(el("span", "mark").icon(Icon::Check))
            .child(el("span", "").text(choice.label));
        (choice.value, label)
    }))
}

/// One box to tick.
pub fn tick(shown: &Shown, asks: &Asks, lang: Lang) -> El {
    let on = shown.value == "OK";
    let (answer, to) = (asks.answer.clone(), if on { "" } else { "OK" });
    let choice = parts::Choice {
        many: true,
        name: shown.id.clone(),
        value: "OK".into(),
        label: form::TICK.text(lang).into(),
        state: on.into(),
        readonly: shown.readonly,
    };
    el("div", "choices tall").child(parts::choice(choice, Callback::from(move |()| answer.emit(to.to_owned()))))
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

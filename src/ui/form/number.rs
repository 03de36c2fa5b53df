//! Numbers: typed, stepped, slid or starred.

use yew::virtual_dom::ListenerKind;
use yew::{AttrValue, Callback, Html, html};

use super::widget::Widget;
use super::{Asks, Shown};
use crate::form::{Kind, Node, Number, Range};
use crate::register::typed::narrow;
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el, held};
use crate::ui::icon::Icon;
use crate::ui::parts::{Keyboard, Typed};

/// The control of a number.
pub fn control(widget: &Widget, node: &Node, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let range = match &node.kind {
        Kind::Number(Number::Range(range)) => Some(&**range),
        _ => None,
    };
    match (widget, range) {
        (Widget::Slider, Some(range)) => slider(range, shown, asks, lang).done(),
        (Widget::Stars(stars), _) => self::stars(*stars, shown, asks, lang).done(),
        (Widget::Decimal, _) => typed(shown, asks, Keyboard::Decimal),
        _ => counter(range, shown, asks, lang).done(),
    }
}

fn typed(shown: &Shown, asks: &Asks, keyboard: Keyboard) -> Html {
    let answer = asks.answer.clone();
    let onsave = Callback::from(move |text: String| answer.emit(tidy(&text)));
    let (id, value, readonly) = (shown.id.clone(), shown.value.clone(), shown.readonly);
    html! { <Typed {id} {value} invalid={shown.problem.is_some()} {keyboard} rows=1 {readonly} {onsave} /> }
}

/// A number with a step down and a step up. From nothing, down gives the least and up the next, so that "none" is one tap.
fn counter(range: Option<&Range>, shown: &Shown, asks: &Asks, lang: Lang) -> El {
    let (least, most, step) = range.map_or((0.0, f64::INFINITY, 1.0), |range| {
        (range.start.min(range.end), range.start.max(range.end), range.step.abs())
    });
    let button = |icon: Icon, name: &'static str, to: f64| {
        let answer = asks.answer.clone();
        el("button", "btn")
            .attr("type", "button")
            .attr("aria-label", name)
            .flag("disabled", shown.readonly || shown.value.parse() == Ok(to))
            .icon(icon)
            .click(Callback::from(move |_| answer.emit(to.to_string())))
    };
    let (down, up) = steps(&shown.value, least, most, step);
    el("div", "stepper")
        .child(button(Icon::Minus, form::LESS.text(lang), down))
        .html(typed(shown, asks, Keyboard::Digits))
        .child(button(Icon::Plus, form::MORE.text(lang), up))
}

/// What a step down and a step up lead to.
fn steps(value: &str, least: f64, most: f64, step: f64) -> (f64, f64) {
    match value.parse::<f64>() {
        Ok(now) if now.is_finite() => {
            (round(now - step, step).clamp(least, most), round(now + step, step).clamp(least, most))
        }
        _ => (least, (least + step).min(most)),
    }
}

/// To the step's own precision: 0.1 + 0.2 is 0.3.
fn round(value: f64, step: f64) -> f64 {
    let text = step.to_string();
    let places = text.split_once('.').map_or(0, |(_, after)| after.len());
    format!("{value:.places$}").parse().unwrap_or(value)
}

/// What was typed as a number writes it: full-width digits narrowed, spaces and thousands marks gone, the Chinese full stop a point.
fn tidy(text: &str) -> String {
    text.trim()
        .chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace() && *c != ',')
        .map(|c| if c == '。' { '.' } else { c })
        .collect()
}

/// A handle on a scale. Before an answer it stands at its start and says so.
fn slider(range: &Range, shown: &Shown, asks: &Asks, lang: Lang) -> El {
    let (least, most) = (range.start.min(range.end).to_string(), range.start.max(range.end).to_string());
    let answer = asks.answer.clone();
    let start = range.placeholder.map_or_else(|| least.clone(), |start| start.to_string());
    let empty = shown.value.is_empty();
    let value = if empty { start.into() } else { shown.value.clone() };
    let said = if empty { AttrValue::from(form::NOT_SET.text(lang)) } else { value.clone() };
    let handle = el("input", if empty { "unset" } else { "" })
        .attr("type", "range")
        .set("id", shown.id.clone())
        .set("min", least.clone().into())
        .set("max", most.clone().into())
        .set("step", range.step.abs().to_string().into())
        .set("aria-valuetext", said.clone())
        .flag("disabled", shown.readonly)
        .value(value)
        .on(ListenerKind::oninput, move |event| answer.emit(held(&event)));
    let ends = el("span", "ends num muted").attr("aria-hidden", "true");
    el("div", "slider")
        .child(el("output", "num strong").set("for", shown.id.clone()).text(said))
        .child(handle)
        .child(ends.child(el("span", "").text(least)).child(el("span", "").text(most)))
}

/// Stars in a row, each a radio button.
fn stars(stars: u8, shown: &Shown, asks: &Asks, lang: Lang) -> El {
    let given: u8 = shown.value.parse().unwrap_or_default();
    el("div", "stars").list((1..=stars).map(|star| {
        let answer = asks.answer.clone();
        let value = star.to_string();
        let to = if star == given { String::new() } else { value.clone() };
        let input = el("input", "")
            .attr("type", "radio")
            .set("name", shown.id.clone())
            .set("value", value.clone().into())
            .set("aria-label", form::STARS.text(lang, [&value]).into())
            .flag("disabled", shown.readonly)
            .checked(star == given)
            .click(Callback::from(move |_| answer.emit(to.clone())));
        (value, el("label", if star <= given { "on" } else { "" }).child(input).icon(Icon::Star))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_one_tap_and_one_is_one_tap() {
        assert_eq!(steps("", 0.0, f64::INFINITY, 1.0), (0.0, 1.0));
        assert_eq!(steps("3", 0.0, f64::INFINITY, 1.0), (2.0, 4.0));
        assert_eq!(steps("0", 0.0, f64::INFINITY, 1.0), (0.0, 1.0));
        assert_eq!(steps("10", 1.0, 10.0, 1.0), (9.0, 10.0));
        assert_eq!(steps("abc", 1.0, 10.0, 1.0), (1.0, 2.0));
    }

    #[test]
    fn steps_keep_to_their_own_precision() {
        assert_eq!(steps("0.2", 0.0, 1.0, 0.1), (0.1, 0.3));
    }

    #[test]
    fn numbers_are_taken_as_they_are_typed() {
        assert_eq!(tidy(" １２。５ "), "12.5");
        assert_eq!(tidy("1,200"), "1200");
        assert_eq!(tidy("约三"), "约三", "what is no number stays, and the form says so");
    }
}

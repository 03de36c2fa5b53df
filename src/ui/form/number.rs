//! Numbers: typed, stepped, slid or starred.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::widget::Widget;
use super::{Asks, Shown};
use crate::form::{Kind, Node, Number, Range};
use crate::register::typed::narrow;
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::icon::Icon;
use crate::ui::parts::{Keyboard, TextField};

/// The control of a number.
pub fn control(widget: &Widget, node: &Node, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let range = match &node.kind {
        Kind::Number(Number::Range(range)) => Some(&**range),
        _ => None,
    };
    match (widget, range) {
        (Widget::Slider, Some(range)) => slider(range, shown, asks, lang),
        (Widget::Stars(stars), _) => self::stars(*stars, shown, asks, lang),
        (Widget::Decimal, _) => field(shown, asks, Keyboard::Decimal),
        _ => counter(range, shown, asks, lang),
    }
}

fn field(shown: &Shown, asks: &Asks, keyboard: Keyboard) -> Html {
    let answer = asks.answer.clone();
    let onsave = Callback::from(move |text: String| answer.emit(tidy(&text)));
    html! {
        <TextField id={shown.id.clone()} value={shown.value.clone()} invalid={shown.problem.is_some()} {keyboard} readonly={shown.readonly} {onsave} />
    }
}

/// A number with a step down and a step up. From nothing, down gives the least and up the next, so that "none" is one tap.
fn counter(range: Option<&Range>, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let (least, most, step) = range.map_or((0.0, f64::INFINITY, 1.0), |range| {
        (range.start.min(range.end), range.start.max(range.end), range.step.abs())
    });
    let button = |icon: Icon, name: &'static str, to: f64| {
        let answer = asks.answer.clone();
        let disabled = shown.readonly || shown.value.parse() == Ok(to);
        let onclick = Callback::from(move |_: MouseEvent| answer.emit(to.to_string()));
        html! { <button type="button" class="btn" aria-label={name} {disabled} {onclick}>{ icon.draw() }</button> }
    };
    let (down, up) = steps(&shown.value, least, most, step);
    html! {
        <div class="stepper">
            { button(Icon::Minus, form::LESS.text(lang), down) }
            { field(shown, asks, Keyboard::Digits) }
            { button(Icon::Plus, form::MORE.text(lang), up) }
        </div>
    }
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
fn slider(range: &Range, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let (least, most) = (range.start.min(range.end), range.start.max(range.end));
    let answer = asks.answer.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            answer.emit(input.value());
        }
    });
    let start = range.placeholder.unwrap_or(least).to_string();
    let empty = shown.value.is_empty();
    let value = if empty { start.into() } else { shown.value.clone() };
    let said = if empty { AttrValue::from(form::NOT_SET.text(lang)) } else { value.clone() };
    html! {
        <div class="slider">
            <output for={shown.id.clone()} class="num strong">{ said.clone() }</output>
            <input type="range" id={shown.id.clone()} class={empty.then_some("unset")} min={least.to_string()} max={most.to_string()} step={range.step.abs().to_string()}
                {value} disabled={shown.readonly} aria-valuetext={said} {oninput} />
            <span class="ends num muted" aria-hidden="true"><span>{ least.to_string() }</span><span>{ most.to_string() }</span></span>
        </div>
    }
}

/// Stars in a row, each a radio button.
fn stars(stars: u8, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let given: u8 = shown.value.parse().unwrap_or_default();
    html! {
        <div class="stars">
            { for (1..=stars).map(|star| {
                let answer = asks.answer.clone();
                let to = if star == given { String::new() } else { star.to_string() };
                let onclick = Callback::from(move |_: MouseEvent| answer.emit(to.clone()));
                html! {
                    <label key={star} class={(star <= given).then_some("on")}>
                        <input type="radio" name={shown.id.clone()} value={star.to_string()} checked={star == given} disabled={shown.readonly} {onclick}
                            aria-label={form::STARS.text(lang, [&star.to_string()])} />
                        { Icon::Star.draw() }
                    </label>
                }
            }) }
        </div>
    }
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

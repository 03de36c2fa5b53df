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
        (Widget::Slider { vertical, ticks }, Some(range)) => {
            slider(range, (*vertical, *ticks), shown, asks, lang).done()
        }
        (Widget::Steps, Some(range)) => in_list(range, shown, asks, lang).done(),
        (Widget::Stars(stars), _) => self::stars(*stars, shown, asks, lang).done(),
        (Widget::Decimal, _) => parted(typed(shown, asks, Keyboard::Decimal), node, shown),
        _ => parted(counter(range, shown, asks, lang).done(), node, shown),
    }
}

/// With the thousands set apart below, where the form asks for it (appearance `thousands-sep`).
fn parted(control: Html, node: &Node, shown: &Shown) -> Html {
    match thousands(&shown.value).filter(|_| node.appears("thousands-sep")) {
        Some(parts) => {
            let said = el("p", "small muted num").attr("aria-hidden", "true").text(parts);
            el("div", "stack near").html(control).child(said).done()
        }
        None => control,
    }
}

/// A number with its thousands set apart; none for what has no thousands.
fn thousands(value: &str) -> Option<String> {
    let digits = value.split('.').next().unwrap_or_default();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parts.push(',');
        }
        parts.push(digit);
    }
    if let Some((_, after)) = value.split_once('.') {
        parts.push('.');
        parts.push_str(after);
    }
    Some(parts)
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
fn slider(range: &Range, (vertical, ticks): (bool, bool), shown: &Shown, asks: &Asks, lang: Lang) -> El {
    let (least, most) = (range.start.min(range.end), range.start.max(range.end));
    let answer = asks.answer.clone();
    let agree = asks.answer.clone();
    let start = range.placeholder.unwrap_or(least);
    let empty = shown.value.is_empty();
    let value: AttrValue = if empty { start.to_string().into() } else { shown.value.clone() };
    let label = |of: f64| {
        shown.ticks.iter().find(|(point, _)| (point - of).abs() < f64::EPSILON).map(|(_, label)| label.clone())
    };
    let said = match shown.value.parse().ok().and_then(label) {
        _ if empty => form::NOT_SET.text(lang).into(),
        Some(words) => AttrValue::from(format!("{value} · {words}")),
        None => value.clone(),
    };
    let handle = el("input", if empty { "unset" } else { "" })
        .attr("type", "range")
        .set("id", shown.id.clone())
        .set("min", least.to_string().into())
        .set("max", most.to_string().into())
        .set("step", range.step.abs().to_string().into())
        .set("aria-valuetext", said.clone())
        .set("aria-describedby", format!("{}-says", shown.id).into())
        .flag("disabled", shown.readonly)
        .value(value)
        .on(ListenerKind::oninput, move |event| answer.emit(held(&event)))
        // A tap on the handle where it stands moves nothing and means that very value.
        .on(ListenerKind::onclick, move |event| {
            if empty {
                agree.emit(held(&event));
            }
        });
    let marks = ticks.then(|| {
        el("span", "ticks").attr("aria-hidden", "true").list(points(range).map(|at| (at.to_string(), el("i", ""))))
    });
    let end = |of: f64| {
        let words = label(of).unwrap_or_else(|| of.to_string().into());
        el("span", "").text(words)
    };
    let ends = el("span", "ends num muted").attr("aria-hidden", "true").child(end(least)).child(end(most));
    el("div", if vertical { "slider vertical" } else { "slider" })
        .child(el("output", "num strong").set("for", shown.id.clone()).text(said))
        .child(handle)
        .maybe(marks)
        .child(ends)
}

/// The points of a scale from its least to its most; of a scale with very many, the first of them.
fn points(range: &Range) -> impl Iterator<Item = f64> + use<> {
    let (least, most) = (range.start.min(range.end), range.start.max(range.end));
    let step = range.tick_interval.unwrap_or(range.step).abs();
    (0..=200_u32)
        .map(move |at| round(f64::from(at).mul_add(step, least), step))
        .take_while(move |at| *at <= most + step / 1000.0)
}

/// The steps of a scale in the system's own list.
fn in_list(range: &Range, shown: &Shown, asks: &Asks, lang: Lang) -> El {
    let answer = asks.answer.clone();
    let bare = Range { tick_interval: None, ..range.clone() };
    let mut steps: Vec<f64> = points(&bare).collect();
    if range.start > range.end {
        steps.reverse();
    }
    let option = |value: String, words: String| {
        let chosen = *value == *shown.value;
        (value.clone(), el("option", "").set("value", value.into()).flag("selected", chosen).text(words))
    };
    let options = steps.into_iter().map(|step| {
        let words = shown.ticks.iter().find(|(point, _)| (point - step).abs() < f64::EPSILON);
        option(step.to_string(), words.map_or_else(|| step.to_string(), |(_, words)| format!("{step} · {words}")))
    });
    let none = option(String::new(), form::CHOOSE.text(lang).to_owned());
    el("select", "input")
        .set("id", shown.id.clone())
        .set("aria-describedby", format!("{}-says", shown.id).into())
        .flag("disabled", shown.readonly)
        .on(ListenerKind::onchange, move |event| answer.emit(held(&event)))
        .list(std::iter::once(none).chain(options))
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
    fn thousands_are_set_apart() {
        for (value, parts) in [("1234567", Some("1,234,567")), ("-1000.5", Some("-1,000.5")), ("999", None), ("", None)]
        {
            assert_eq!(thousands(value).as_deref(), parts, "{value}");
        }
    }

    #[test]
    fn a_scale_has_its_points() {
        let range = |start, end, step| Range { start, end, step, tick_interval: None, placeholder: None, labels: None };
        assert_eq!(points(&range(0.0, 1.0, 0.25)).collect::<Vec<_>>(), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(points(&range(3.0, 1.0, 1.0)).collect::<Vec<_>>(), [1.0, 2.0, 3.0]);
        assert_eq!(points(&range(0.0, 0.3, 0.1)).last(), Some(0.3));
    }

    #[test]
    fn numbers_are_taken_as_they_are_typed() {
        assert_eq!(tidy(" １２。５ "), "12.5");
        assert_eq!(tidy("1,200"), "1200");
        assert_eq!(tidy("约三"), "约三", "what is no number stays, and the form says so");
    }
}

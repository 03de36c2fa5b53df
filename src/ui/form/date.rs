//! Days and times, by the phone's own pickers.

use yew::virtual_dom::ListenerKind;
use yew::{Callback, html};

use super::widget::Widget;
use super::{Asks, Shown};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el, held};
use crate::ui::parts::{Keyboard, Tone, Typed, button};

/// The control of a day, a month, a year, a time, or a day and time.
pub fn control(widget: &Widget, shown: &Shown, asks: &Asks, lang: Lang) -> El {
    let (id, readonly, invalid) = (shown.id.clone(), shown.readonly, shown.problem.is_some());
    if *widget == Widget::Year {
        let answer = asks.answer.clone();
        let onsave = Callback::from(move |text: String| answer.emit(year(&text)));
        let value = shown.value.get(..4).unwrap_or_default().to_owned();
        let keyboard = Keyboard::Digits;
        return el("div", "").html(html! { <Typed {id} {value} {keyboard} {invalid} rows=1 {readonly} {onsave} /> });
    }
    let kind = match widget {
        Widget::Month => "month",
        Widget::Time => "time",
        Widget::DayTime => "datetime-local",
        _ => "date",
    };
    let (answer, cleared, picked) = (asks.answer.clone(), asks.answer.clone(), widget.clone());
    let input = el("input", "input day")
        .attr("type", kind)
        .set("id", id.clone())
        .set("aria-describedby", format!("{id}-says").into())
        .either("aria-invalid", invalid)
        .flag("readonly", readonly)
        .value(to_input(widget, &shown.value).to_owned().into())
        .on(ListenerKind::onchange, move |event| answer.emit(from_input(&picked, &held(&event))));
    let clear = || {
        let click = Callback::from(move |_| cleared.emit(String::new()));
        button(Tone::Quiet, None, form::CLEAR.text(lang), click)
    };
    el("div", "line-up").child(input).maybe((!shown.value.is_empty() && !readonly).then(clear))
}

/// What the picker is given: a day `2026-12-16`, a month `2026-12`, a time `08:30`, both `2026-12-16T08:30`.
fn to_input<'a>(widget: &Widget, value: &'a str) -> &'a str {
    let end = match widget {
        Widget::Month => 7,
        Widget::Time => 5,
        Widget::DayTime => 16,
        _ => 10,
    };
    value.get(..end).unwrap_or_default()
}

/// The answer that a picker's value means; the first day stands for a month.
fn from_input(widget: &Widget, value: &str) -> String {
    match widget {
        _ if value.is_empty() => String::new(),
        Widget::Month => format!("{value}-01"),
        Widget::Time | Widget::DayTime => format!("{value}:00.000"),
        _ => value.to_owned(),
    }
}

/// The first day of a year; what is no year stays, and the form says so.
fn year(text: &str) -> String {
    let text = text.trim();
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{text}-01-01")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pickers_and_answers_go_there_and_back() {
        for (widget, picked, answer) in [
            (Widget::Day, "2026-12-16", "2026-12-16"),
            (Widget::Month, "2026-12", "2026-12-01"),
            (Widget::Time, "08:30", "08:30:00.000"),
            (Widget::DayTime, "2026-12-16T08:30", "2026-12-16T08:30:00.000"),
        ] {
            assert_eq!(from_input(&widget, picked), answer);
            assert_eq!(to_input(&widget, answer), picked);
            assert_eq!(from_input(&widget, ""), "");
        }
        assert_eq!(to_input(&Widget::Day, "坏"), "");
        assert_eq!(year("2026"), "2026-01-01");
    }
}

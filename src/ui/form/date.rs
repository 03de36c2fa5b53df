//! Days and times, by the phone's own pickers.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::widget::Widget;
use super::{Asks, Shown};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::parts::{Keyboard, TextField};

/// The control of a day, a month, a year, a time, or a day and time.
pub fn control(widget: &Widget, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    if *widget == Widget::Year {
        let answer = asks.answer.clone();
        let onsave = Callback::from(move |text: String| answer.emit(year(&text)));
        let value = shown.value.get(..4).unwrap_or_default().to_owned();
        return html! { <TextField id={shown.id.clone()} {value} keyboard={Keyboard::Digits} invalid={shown.problem.is_some()} readonly={shown.readonly} {onsave} /> };
    }
    let kind = match widget {
        Widget::Month => "month",
        Widget::Time => "time",
        Widget::DayTime => "datetime-local",
        _ => "date",
    };
    let value = to_input(widget, &shown.value).to_owned();
    let onchange = {
        let (answer, widget) = (asks.answer.clone(), widget.clone());
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                answer.emit(from_input(&widget, &input.value()));
            }
        })
    };
    let clear = {
        let answer = asks.answer.clone();
        Callback::from(move |_: MouseEvent| answer.emit(String::new()))
    };
    html! {
        <div class="line-up">
            <input class="input day" id={shown.id.clone()} type={kind} {value} readonly={shown.readonly} {onchange}
                aria-invalid={shown.problem.is_some().then_some("true")} aria-describedby={format!("{}-says", shown.id)} />
            if !shown.value.is_empty() && !shown.readonly {
                <button type="button" class="btn quiet" onclick={clear}>{ form::CLEAR.text(lang) }</button>
            }
        </div>
    }
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

//! The questions of any form on screen: a control for each type and appearance. No question is known here by name.
//!
//! [`Shown`] is all that a control needs at one moment; [`question`] draws it. Which control it is, [`widget`] decides. An answer is
//! text as XForms writes it: choices as codes with spaces between, dates as `2026-12-16`.
//!
//! Invariant: a control shows what is stored and asks for a change; it holds no answer of its own beyond what is being typed.

pub mod markup;
pub mod widget;

mod date;
mod entry;
mod label;
mod number;
mod rank;
mod select;
mod sheet;

use std::rc::Rc;

use yew::prelude::*;

use self::widget::Widget;
use crate::form::Node;
use crate::text::Lang;
use crate::ui::parts::says;

/// All that a control shows of a question at one moment.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// Its id on the page, different for each instance of a repeat.
    pub id: AttrValue,
    /// What is asked, with its marks.
    pub label: AttrValue,
    /// The line below.
    pub hint: Option<AttrValue>,
    /// The answer, empty where there is none.
    pub value: AttrValue,
    /// What can be chosen.
    pub choices: Choices,
    /// Must be answered.
    pub required: bool,
    /// Cannot be changed.
    pub readonly: bool,
    /// What is wrong with the answer.
    pub problem: Option<AttrValue>,
    /// Answered by "this block is fine", not by a tap of its own.
    pub confirmed: bool,
    /// The last visit's answer, in words.
    pub before: Option<AttrValue>,
}

/// What can be chosen: asked for one by one, so that a list of 100,000 costs nothing until it is looked at.
#[derive(Clone)]
pub struct Choices {
    /// How many.
    pub len: usize,
    /// The value and the label of one.
    pub get: Rc<dyn Fn(usize) -> Choice>,
}

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What an answer holds; without spaces.
    pub value: AttrValue,
    /// What people read.
    pub label: AttrValue,
}

impl Choices {
    /// None.
    #[must_use]
    pub fn none() -> Self {
        Self { len: 0, get: Rc::new(|_| Choice::default()) }
    }

    /// These.
    #[must_use]
    pub fn these(choices: Vec<Choice>) -> Self {
        Self { len: choices.len(), get: Rc::new(move |at| choices.get(at).cloned().unwrap_or_default()) }
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = Choice> + '_ {
        (0..self.len).map(|at| (self.get)(at))
    }
}

impl PartialEq for Choices {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && Rc::ptr_eq(&self.get, &other.get)
    }
}

/// What a question asks its screen to do.
#[derive(Clone, PartialEq)]
pub struct Asks {
    /// Take this answer; empty takes it back.
    pub answer: Callback<String>,
    /// Go on: the answer was the last thing to do here (appearance `quick`).
    pub next: Callback<()>,
}

/// A question with its label, its control and what is wrong.
pub fn question(node: &Node, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    let widget = Widget::of(node, shown.choices.len);
    if widget == Widget::None {
        return Html::default();
    }
    let described = format!("{}-says", shown.id);
    let control = control(&widget, node, shown, asks, lang);
    let below = says(&described, None, shown.problem.as_ref());
    if widget == Widget::Note {
        return html! { <div class="note">{ label::words(&shown.label) }{ hint(shown) }</div> };
    }
    if widget.is_single() {
        html! {
            <div class="field">
                <label for={shown.id.clone()}>{ label::words(&shown.label) }{ label::marks(shown, lang) }</label>
                { hint(shown) }
                { control }
                { below }
            </div>
        }
    } else {
        html! {
            <fieldset class="field" id={shown.id.clone()} tabindex="-1" aria-describedby={described}>
                <legend>{ label::words(&shown.label) }{ label::marks(shown, lang) }</legend>
                { hint(shown) }
                { control }
                { below }
            </fieldset>
        }
    }
}

fn hint(shown: &Shown) -> Html {
    html! { { for shown.hint.as_ref().map(|hint| html! { <div class="hint">{ label::words(hint) }</div> }) } }
}

fn control(widget: &Widget, node: &Node, shown: &Shown, asks: &Asks, lang: Lang) -> Html {
    match widget {
        Widget::Line | Widget::Digits | Widget::Area(_) | Widget::Code => entry::control(widget, shown, asks),
        Widget::Counter | Widget::Decimal | Widget::Slider | Widget::Stars(_) => {
            number::control(widget, node, shown, asks, lang)
        }
        Widget::Buttons { many, columns, quick } => select::buttons(*many, *columns, *quick, shown, asks),
        Widget::Likert => select::likert(shown, asks),
        Widget::Sheet { many } => {
            html! { <sheet::Sheet shown={shown.clone()} many={*many} answer={asks.answer.clone()} /> }
        }
        Widget::Rank => rank::control(shown, asks, lang),
        Widget::Day | Widget::Month | Widget::Year | Widget::Time | Widget::DayTime => {
            date::control(widget, shown, asks, lang)
        }
        Widget::Tick => select::tick(shown, asks, lang),
        _ => Html::default(),
    }
}

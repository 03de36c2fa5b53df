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

use yew::{AttrValue, Callback, Html, html};

use self::widget::Widget;
use crate::form::Node;
use crate::text::Lang;
use crate::ui::el::{El, el};
use crate::ui::parts::says;

/// All that a control shows of a question at one moment.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// Its id on the page, different for each instance of a repeat.
    pub id: AttrValue,
    /// What is asked, with its marks.
    pub label: AttrValue,
    /// The line below; may be empty.
    pub hint: AttrValue,
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
    /// The answer that "this block is fine" would record; empty where it would record none.
    pub fine: AttrValue,
    /// What is to be known of it, in a word or two: that it was confirmed with its block, that it stays private.
    pub mark: AttrValue,
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

/// A question with its label, its control and what is wrong; nothing for what is not shown.
#[must_use]
pub fn question(node: &Node, shown: &Shown, asks: &Asks, lang: Lang) -> Option<El> {
    let widget = Widget::of(node, shown.choices.len);
    let hint = (!shown.hint.is_empty()).then(|| el("div", "hint").html(label::words(&shown.hint)));
    if widget == Widget::Note {
        return Some(el("div", "note").html(label::words(&shown.label)).maybe(hint));
    }
    let control = control(&widget, node, shown, asks, lang)?;
    let label = if widget.is_single() { el("label", "").set("for", shown.id.clone()) } else { el("legend", "") };
    let label = label.html(label::words(&shown.label)).maybe(label::mark(shown)).maybe(label::before(shown, lang));
    let frame = if widget.is_single() {
        el("div", "field")
    } else {
        let described = format!("{}-says", shown.id).into();
        el("fieldset", "field").set("id", shown.id.clone()).attr("tabindex", "-1").set("aria-describedby", described)
    };
    let below = says(&shown.id, &AttrValue::default(), shown.problem.as_ref());
    Some(frame.child(label).maybe(hint).html(control).child(below))
}

fn control(widget: &Widget, node: &Node, shown: &Shown, asks: &Asks, lang: Lang) -> Option<Html> {
    Some(match widget {
        Widget::Line | Widget::Digits | Widget::Area(_) | Widget::Code => entry::control(widget, shown, asks),
        Widget::Counter | Widget::Decimal | Widget::Slider | Widget::Stars(_) => {
            number::control(widget, node, shown, asks, lang)
        }
        Widget::Buttons { many, columns, quick } => select::buttons(*many, *columns, *quick, shown, asks).done(),
        Widget::Likert => select::likert(shown, asks).done(),
        Widget::Sheet { many } => {
            html! { <sheet::Sheet {lang} shown={shown.clone()} many={*many} answer={asks.answer.clone()} /> }
        }
        Widget::Rank => rank::control(shown, asks, lang).done(),
        Widget::Day | Widget::Month | Widget::Year | Widget::Time | Widget::DayTime => {
            date::control(widget, shown, asks, lang).done()
        }
        Widget::Tick => select::tick(shown, asks, lang).done(),
        _ => return None,
    })
}

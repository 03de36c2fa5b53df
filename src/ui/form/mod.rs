//! The questions of any form on screen: a control for each type and appearance. No question is known here by name.
//!
//! [`Shown`] is all that a control needs at one moment, made from a session by [`shown`]; [`question`] draws it. Which control it is,
//! [`widget`] decides. An answer is text as XForms writes it: choices as codes with spaces between, dates as `2026-12-16`, photos by
//! the names of their [`files`].
//!
//! Invariant: a control shows what is stored and asks for a change; it holds no answer of its own beyond what is being typed.

pub mod files;
pub mod markup;
pub mod pieces;
pub mod shown;
pub mod widget;

mod code;
mod date;
mod draw;
mod entry;
mod label;
mod media;
mod number;
mod place;
mod rank;
mod select;
mod sheet;

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, html};

pub use self::files::Files;
pub use self::label::words as marked;
pub use self::media::{Attached, AttachedProps};
pub use self::place::located;
use self::widget::{Row, Widget};
use crate::form::{Kind, Node};
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::{El, el};
use crate::ui::parts::says;
use crate::web::picture::LONG_SIDE;

/// All that a control shows of a question at one moment.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// Its id on the page, different for each instance of a repeat.
    pub id: AttrValue,
    /// What is asked, with its marks.
    pub label: AttrValue,
    /// The line below; may be empty.
    pub hint: AttrValue,
    /// How to answer, unfolded on demand; may be empty.
    pub guidance: AttrValue,
    /// The files of its label, by name.
    pub beside: Beside,
    /// The answer, empty where there is none.
    pub value: AttrValue,
    /// The answer as people read it, of choices; empty where there is none.
    pub words: AttrValue,
    /// What can be chosen.
    pub choices: Choices,
    /// The labels of a scale's points.
    pub ticks: Vec<(f64, AttrValue)>,
    /// Is marked as one that must be answered.
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

/// The names of the files of a label; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// A picture.
    pub image: AttrValue,
    /// The same, larger.
    pub big_image: AttrValue,
    /// A sound.
    pub audio: AttrValue,
    /// A film.
    pub video: AttrValue,
}

/// What can be chosen: asked for one by one, so that a list of 100,000 costs nothing until it is looked at.
#[derive(Clone)]
pub struct Choices {
    /// How many.
    pub len: usize,
    /// The value and the label of one.
    pub get: Rc<Get>,
    /// The places of those that hold a text.
    pub find: Rc<Find>,
}

/// Gives the choice at a place.
type Get = dyn Fn(usize) -> Choice;
/// Gives the places of the choices that hold a text.
type Find = dyn Fn(&str) -> Vec<usize>;

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What an answer holds; without spaces.
    pub value: AttrValue,
    /// What people read.
    pub label: AttrValue,
    /// The name of its picture's file; may be empty.
    pub image: AttrValue,
}

impl Choices {
    /// These.
    #[must_use]
    pub fn these(choices: Vec<Choice>) -> Self {
        let all = Rc::new(choices);
        let searched = Rc::clone(&all);
        Self {
            len: all.len(),
            get: Rc::new(move |at| all.get(at).cloned().unwrap_or_default()),
            find: Rc::new(move |text| {
                let text = text.to_lowercase();
                let holds = |choice: &Choice| choice.label.to_lowercase().contains(&text);
                searched.iter().enumerate().filter(|(_, choice)| holds(choice)).map(|(at, _)| at).collect()
            }),
        }
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
    /// Where files are kept.
    pub files: Files,
}

/// A question with its label, its control and what is wrong; nothing for what is not shown.
#[must_use]
pub fn question(node: &Node, shown: &Shown, asks: &Asks, lang: Lang) -> Option<El> {
    let widget = Widget::of(node, shown.choices.len);
    let hint = (!shown.hint.is_empty()).then(|| el("div", "hint").html(label::words(&shown.hint)));
    let guidance = label::guidance(shown, lang);
    let beside = media::beside(&shown.beside, &asks.files, lang);
    if widget == Widget::Note {
        let words = (!shown.label.is_empty()).then(|| el("div", "").html(label::words(&shown.label)));
        let said = (!shown.value.is_empty()).then(|| el("p", "strong").text(shown.value.clone()));
        let text = el("div", "note stack near").set("id", shown.id.clone()).attr("tabindex", "-1");
        return Some(text.maybe(words).maybe(hint).maybe(beside).maybe(said).maybe(guidance));
    }
    let control = control(&widget, node, shown, asks, lang)?;
    let label = if widget.is_single() { el("label", "").set("for", shown.id.clone()) } else { el("legend", "") };
    let label = label
        .html(label::words(&shown.label))
        .maybe(label::must(shown, lang))
        .maybe(label::mark(shown))
        .maybe(label::before(shown, lang));
    let class = match widget {
        Widget::Buttons { row: Row::Head, .. } => "field of-table head",
        Widget::Buttons { row: Row::Bare, .. } => "field of-table",
        _ => "field",
    };
    let frame = if widget.is_single() {
        el("div", class)
    } else {
        let described = format!("{}-says", shown.id).into();
        el("fieldset", class)
            .set("id", group_id(&widget, shown))
            .attr("tabindex", "-1")
            .set("aria-describedby", described)
    };
    let plain = widget::undrawn(node).map(|word| el("p", "small muted").text(form::PLAIN.text(lang, [word])));
    let below = says(&shown.id, &AttrValue::default(), shown.problem.as_ref());
    Some(frame.child(label).maybe(hint).maybe(beside).maybe(guidance).html(control).maybe(plain).child(below))
}

/// The id of a group of controls. Where one of them is a field to type in, the field has the question's own.
fn group_id(widget: &Widget, shown: &Shown) -> AttrValue {
    match widget {
        Widget::Point | Widget::Trace | Widget::Shape => format!("{}-group", shown.id).into(),
        _ => shown.id.clone(),
    }
}

fn control(widget: &Widget, node: &Node, shown: &Shown, asks: &Asks, lang: Lang) -> Option<Html> {
    let (id, value, readonly, answer) = (shown.id.clone(), shown.value.clone(), shown.readonly, asks.answer.clone());
    let invalid = shown.problem.is_some();
    Some(match widget {
        Widget::Line | Widget::Digits | Widget::Area(_) | Widget::Masked | Widget::Address => {
            entry::control(widget, shown, asks, lang)
        }
        Widget::Counter | Widget::Decimal | Widget::Slider { .. } | Widget::Steps | Widget::Stars(_) => {
            number::control(widget, node, shown, asks, lang)
        }
        Widget::Buttons { .. } | Widget::Likert | Widget::Rank if shown.choices.len == 0 => {
            el("p", "muted").text(form::NO_CHOICES.text(lang)).done()
        }
        Widget::Buttons { many, columns, quick, row } => match row {
            Row::None => select::buttons(*many, *columns, *quick, node.appears("no-buttons"), shown, asks).done(),
            Row::Head => select::head(shown).done(),
            Row::Bare => select::bare(*many, shown, asks).done(),
        },
        Widget::Likert => select::likert(shown, asks).done(),
        Widget::Sheet { many } => {
            html! { <sheet::Sheet {lang} shown={shown.clone()} many={*many} {answer} /> }
        }
        Widget::Rank => rank::control(shown, asks, lang).done(),
        Widget::Day | Widget::Month | Widget::Year | Widget::Time | Widget::DayTime => {
            date::control(widget, shown, asks, lang).done()
        }
        Widget::Tick => select::tick(shown, asks, lang).done(),
        Widget::Point | Widget::Trace | Widget::Shape => {
            let warn = match &node.kind {
                Kind::Place(place) => place.warning_accuracy,
                _ => None,
            };
            let what = widget.clone();
            html! { <place::Located {lang} {id} {value} {what} {warn} {readonly} {invalid} {answer} /> }
        }
        Widget::Code => html! { <code::Coded {lang} {id} {value} {readonly} {invalid} {answer} /> },
        Widget::Photo { .. }
        | Widget::Draw
        | Widget::Signature
        | Widget::Annotate
        | Widget::Sound
        | Widget::Film
        | Widget::File => {
            let asked = match &node.kind {
                Kind::Media(media) => media.max_pixels,
                _ => None,
            };
            let long_side = asked.unwrap_or(LONG_SIDE);
            let (label, what, files) = (shown.label.clone(), widget.clone(), asks.files.clone());
            html! { <Attached {lang} {id} {label} {value} {what} {long_side} {readonly} {answer} {files} /> }
        }
        Widget::Note | Widget::None => return None,
    })
}

//! What a screen shows of a question, read from a session.

use std::rc::Rc;

use yew::AttrValue;

use super::{Beside, Choice, Choices, Shown};
use crate::form::session::{ItemId, Session, View};
use crate::form::{Kind, Localized, Number, Range};
use crate::text::{Lang, Say};

/// Choices up to which all are read at once; of longer lists only what is looked at.
const FEW: usize = 60;

/// A way to a session, for what is asked of it later: which choices hold a text, the hundredth of them. It does nothing when the
/// session is gone.
pub type Reach = Rc<dyn Fn(&mut dyn FnMut(&Session))>;

/// The id on the page of the item at a path.
#[must_use]
pub fn id_of(path: &str) -> String {
    path.trim_start_matches('/').replace(['/', '[', ']'], "-")
}

/// All that the session says of a question. What is wrong with it is always told; whether to show it yet is the screen's business.
#[must_use]
pub fn shown(session: &Session, view: &View<'_>, reach: &Reach, lang: Lang) -> Shown {
    let text = |text: &Option<String>| AttrValue::from(text.clone().unwrap_or_default());
    let choosing = matches!(view.node.kind, Kind::Select(_));
    let words = if choosing { words(session, view.item, view.value) } else { String::new() };
    let ticks = match &view.node.kind {
        Kind::Number(Number::Range(range)) => ticks(session, range),
        _ => Vec::new(),
    };
    Shown {
        id: id_of(&session.path(view.item)).into(),
        label: text(&view.label),
        hint: text(&view.hint),
        guidance: text(&view.guidance),
        beside: beside(session, view),
        value: view.value.to_owned().into(),
        words: words.into(),
        choices: if choosing { choices(session, view.item, reach) } else { Choices::these(Vec::new()) },
        ticks,
        required: view.required,
        readonly: view.readonly,
        problem: view.violation.as_ref().map(|violation| violation.say(lang).into()),
        fine: AttrValue::default(),
        mark: AttrValue::default(),
        before: None,
    }
}

/// The labels of the choices of an answer, in words.
#[must_use]
pub fn words(session: &Session, item: ItemId, answer: &str) -> String {
    let labels: Vec<String> = answer.split_whitespace().map(|code| session.label_of(item, code)).collect();
    labels.join("、")
}

fn choices(session: &Session, item: ItemId, reach: &Reach) -> Choices {
    let found = Rc::new(session.choices(item));
    let len = found.len();
    let choice = |session: &Session, at: usize| session.choice(&found, at).map(made).unwrap_or_default();
    if len <= FEW {
        return Choices::these((0..len).map(|at| choice(session, at)).collect());
    }
    let (one, all) = (Rc::clone(&found), found);
    let (reach_one, reach_all) = (Rc::clone(reach), Rc::clone(reach));
    Choices {
        len,
        get: Rc::new(move |at| {
            let mut got = Choice::default();
            reach_one(&mut |session| got = session.choice(&one, at).map(made).unwrap_or_default());
            got
        }),
        find: Rc::new(move |text| {
            let mut got = Vec::new();
            reach_all(&mut |session| got = session.search(&all, text));
            got
        }),
    }
}

fn made(choice: crate::form::session::Choice) -> Choice {
    Choice { value: choice.value.into(), label: choice.label.into(), image: choice.image.unwrap_or_default().into() }
}

fn beside(session: &Session, view: &View<'_>) -> Beside {
    let pictures = &view.node.pictures;
    if pictures.is_empty() {
        return Beside::default();
    }
    let fallback = session.program().form.settings.default_language;
    let name = |names: &Localized<String>| {
        let name = names.get(session.language(), fallback).cloned().unwrap_or_default();
        AttrValue::from(name.rsplit('/').next().unwrap_or_default().to_owned())
    };
    Beside {
        image: name(&pictures.image),
        big_image: name(&pictures.big_image),
        audio: name(&pictures.audio),
        video: name(&pictures.video),
    }
}

/// The labels of a scale's points, from its list.
fn ticks(session: &Session, range: &Range) -> Vec<(f64, AttrValue)> {
    let form = &session.program().form;
    let Some(list) = range.labels.and_then(|id| form.list(id)) else { return Vec::new() };
    let fallback = form.settings.default_language;
    (0..list.len())
        .filter_map(|at| {
            let point = list.value(at).parse().ok()?;
            Some((point, list.label(at, session.language(), fallback).to_owned().into()))
        })
        .collect()
}

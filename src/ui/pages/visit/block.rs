//! One block: its questions, each with the findings that its answer raised, and "this block is fine".
//!
//! What the one tap would record is marked on the answers themselves and listed below the last of them, so nobody asserts what was
//! not read.

use std::rc::Rc;

use yew::{AttrValue, Callback};

use super::{Screen, Screens, turn};
use crate::app::{Action, Assertion, Ongoing};
use crate::finding::Finding;
use crate::form::Kind;
use crate::form::session::{Answer, ItemId, View, Violation};
use crate::text::Lang;
use crate::text::words::{form, visit};
use crate::ui::document;
use crate::ui::el::{El, el};
use crate::ui::finding;
use crate::ui::form::shown::{self, Reach, id_of};
use crate::ui::form::{Asks, Files, Shown, pieces, question};
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Tone, button, link};
use crate::ui::view::pieces::Piece;

/// The questions, and the buttons at the foot.
pub fn draw(ui: &Ui<'_>, visit: &Ongoing, screens: &Screens, at: usize, screen: &Screen) -> (El, El) {
    let lang = ui.lang;
    let said = visit.assertions(&screen.block, ui.lang);
    let files = ui.memory.with(|kept| kept.files(ui.host));
    let placed = placed(visit, screen);
    let turns = ui.acts(|(path, turn)| Action::Repeat(path, turn));
    let drawn = screen.pieces.iter().filter_map(|piece| {
        let path = visit.session.path(piece.item());
        match piece {
            Piece::Question(item) => {
                let fine = said.iter().find(|said| said.path == path);
                let next =
                    screen.questions.iter().position(|other| other == item).and_then(|at| screen.questions.get(at + 1));
                let next = next.map(|next| id_of(&visit.session.path(*next)));
                let asks = asks(ui, &path, next, files.clone());
                let asked = question(visit.session.node(*item)?, &shown(ui, visit, *item, fine)?, &asks, lang)?;
                let cards = placed.iter().filter(|(_, place)| place == item);
                let cards = cards.map(|(found, _)| (found.id.0.as_str(), finding::unfolded(ui, visit, found)));
                let cards = el("div", "stack near").list(cards);
                Some((path, el("div", "stack near").child(asked).child(cards)))
            }
            Piece::More(..) => Some((path + "+", pieces::piece(&visit.session, *piece, &turns, &files, lang)?)),
            _ => Some((path, pieces::piece(&visit.session, *piece, &turns, &files, lang)?)),
        }
    });
    let body = el("div", "stack far").list(drawn).maybe((!said.is_empty()).then(|| preview(&said, lang)));
    let household = &visit.household;
    let back = turn(Icon::Back, visit::PREVIOUS.text(lang), screens.before(household, Some(at)));
    let next = screens.after(household, Some(at));
    if said.is_empty() {
        let name = screens.all.get(at + 1).map_or(visit::REVIEW.text(lang), |screen| &screen.title);
        let route = screens.route(household, Some(at + 1));
        let on = link(Tone::Main, None, visit::NEXT_IS.text(lang, [name]), route.hash()).icon(Icon::Next);
        return (body, el("div", "foot-visit").child(back).child(on.key("on")));
    }
    let word = visit::FINE.text(lang);
    let fine = button(Tone::Main, Some(Icon::Check), word, confirm(ui, visit, screen, said, screens, at));
    (
        body,
        el("div", "foot-visit").child(back).child(fine.key("fine")).child(turn(
            Icon::Next,
            visit::NEXT.text(lang),
            next,
        )),
    )
}

/// The findings of a block, each once: at the last answer that it stands on, or at the first question that it asks where none is
/// answered yet.
fn placed(visit: &Ongoing, screen: &Screen) -> Vec<(Finding, ItemId)> {
    let mut placed: Vec<(Finding, ItemId)> = Vec::new();
    for item in &screen.questions {
        let Some(node) = visit.session.node(*item) else { continue };
        let answered = !visit.session.value(*item).is_empty();
        for found in visit.findings_of(&node.name) {
            match placed.iter_mut().find(|(known, _)| known.id == found.id) {
                Some((_, place)) if answered => *place = *item,
                Some(_) => {}
                None => placed.push((found, *item)),
            }
        }
    }
    placed
}

/// What "this block is fine" will record, before it is tapped.
fn preview(said: &[Assertion], lang: Lang) -> El {
    let line = |said: &Assertion| {
        el("div", "").child(el("dt", "").text(said.label.clone())).child(el("dd", "").text(said.words.clone()))
    };
    el("section", "card assert stack near")
        .child(el("h2", "label").text(visit::FINE_TITLE.text(lang)))
        .child(el("dl", "").list(said.iter().map(|said| (said.path.clone(), line(said)))))
}

/// Records what the preview says; then goes on, or to the first question that only a person can answer.
fn confirm(
    ui: &Ui<'_>,
    visit: &Ongoing,
    screen: &Screen,
    said: Vec<Assertion>,
    screens: &Screens,
    at: usize,
) -> Callback<web_sys::MouseEvent> {
    let (host, memory, head) = (ui.host.clone(), ui.memory.clone(), screen.block.head);
    let next = screens.route(&visit.household, Some(at + 1));
    Callback::from(move |_| {
        host.act(Action::ConfirmBlock(said.clone()));
        let left = host.read(|app| {
            let visit = app.ongoing()?;
            let left = visit.session.outstanding_in(head?).into_iter().next()?;
            Some(id_of(&visit.session.path(left.item)))
        });
        match left {
            Some(id) => {
                memory.change(|kept| kept.here.pressed = true);
                document::focus(&id);
            }
            None => host.act(Action::Go(next.clone())),
        }
    })
}

fn asks(ui: &Ui<'_>, path: &str, next: Option<String>, files: Files) -> Asks {
    let path = path.to_owned();
    let answer = ui.acts(move |text: String| {
        let answer = if text.is_empty() { Answer::Blank } else { Answer::Text(text) };
        Action::Answer(path.clone(), answer)
    });
    let next = Callback::from(move |()| {
        if let Some(next) = &next {
            document::focus(next);
        }
    });
    Asks { answer, next, files }
}

/// A question as it stands; nothing for one that does not apply.
fn shown(ui: &Ui<'_>, visit: &Ongoing, item: ItemId, fine: Option<&Assertion>) -> Option<Shown> {
    let lang = ui.lang;
    let view = visit.session.view(item).filter(|view| view.relevant)?;
    let name = &view.node.name;
    let host = ui.host.clone();
    let reach: Reach = Rc::new(move |see| {
        host.read(|app| {
            if let Some(visit) = app.ongoing() {
                see(&visit.session);
            }
        });
    });
    let shown = shown::shown(&visit.session, &view, &reach, lang);
    // A blank that must be filled is not shouted before somebody has come to it, nor starred: nearly all must, and the segments
    // say what is open.
    let pressed = ui.memory.with(|kept| kept.here.pressed);
    let told = pressed || !matches!(view.violation, Some(Violation::Required(_)));
    let private = visit.campaign().questions.get(name).is_some_and(|question| question.private);
    Some(Shown {
        required: false,
        problem: shown.problem.filter(|_| told),
        fine: fine.map(|fine| AttrValue::from(fine.value.clone())).unwrap_or_default(),
        mark: match (visit.visit.confirmed.contains(name), private) {
            (_, true) => form::PRIVATE.text(lang).into(),
            (true, _) => form::CONFIRMED.text(lang).into(),
            _ => AttrValue::default(),
        },
        before: ui.memory.with(|kept| kept.beside).then(|| before(visit, &view)).flatten(),
        ..shown
    })
}

/// The last visit's answer in words: shown beside on request, never copied.
fn before(visit: &Ongoing, view: &View<'_>) -> Option<AttrValue> {
    let answer = visit.before.as_ref()?.answer(&view.node.name);
    if answer.is_empty() {
        return None;
    }
    let choosing = matches!(view.node.kind, Kind::Select(_));
    Some(if choosing { shown::words(&visit.session, view.item, answer) } else { answer.to_owned() }.into())
}

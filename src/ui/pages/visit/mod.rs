//! 入户: one block a screen, and the last screen, where a visit is finished.
//!
//! Questions come from the campaign's form and are drawn by type; nothing here knows one by name. Start with [`page`], then
//! [`Screens`], what blocks there are and how far each has come; `block` draws one, `review` the last screen.

mod block;
mod review;
mod version;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::virtual_dom::ListenerKind;

use crate::app::{Action, Ongoing, Route, Saving, clock, local};
use crate::form::session::{Block, ItemId, Role};
use crate::journal::RecordId;
use crate::text::Lang;
use crate::text::words::visit;
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Stage, Tone, chip, empty, link, notice};
use crate::ui::raise;
use crate::ui::swipe::{Swipe, swipe};
use crate::ui::view::pieces::{Piece, pieces};
use crate::ui::view::village::Visited;

/// The block of the last screen in a route.
const REVIEW: &str = "end";

/// A screen of the visit to a household.
#[inline(never)]
pub fn page(ui: &Ui<'_>, household: &RecordId, block: Option<&str>) -> Page {
    let lang = ui.lang;
    let back = Route::Household(household.clone());
    let ongoing = ui.app.ongoing().filter(|visit| visit.household == *household);
    let Some(visit) = ongoing else {
        let gone = empty(Icon::House, visit::NO_SUCH.text(lang), "", None);
        return Page::new(visit::REVIEW.text(lang), gone).back(Route::Households);
    };
    let screens = Screens::of(&visit);
    let present = screens.place(block).and_then(|at| screens.all.get(at).map(|screen| (at, screen)));
    let (title, body, foot) = if let Some((at, screen)) = present {
        let (body, foot) = block::draw(ui, &visit, &screens, at, screen);
        (format!("{} {}/{}", screen.title, at + 1, screens.all.len()), body, foot)
    } else {
        let (body, foot) = review::draw(ui, &visit, &screens);
        (visit::REVIEW.text(lang).to_owned(), body, foot)
    };
    let at = present.map(|(at, _)| at);
    let body = turning(ui, el("div", "stack"), &screens, household, at)
        .child(screens.segments(household, at, lang))
        .maybe(visit.reason.as_ref().map(|reason| {
            let words = visit::CORRECTING.text(lang, [reason]);
            notice("card warn line-up", Icon::Pen, words, None).key("correcting")
        }))
        .maybe((visit.before.is_some() && at.is_some()).then(|| beside(ui)))
        .maybe(version::told(ui, &visit))
        .child(body);
    let name = ui.memory.with(|kept| kept.village(ui.app)).name_of(&household.0).to_owned();
    let dialog = raise::sheet(ui, household);
    Page { below: name.into(), end: Some(saved(ui)), foot: Some(foot), dialog, ..Page::new(title, body).back(back) }
}

/// Shows the last visit's answers beside, for who wants them.
fn beside(ui: &Ui<'_>) -> El {
    let on = ui.memory.with(|kept| kept.beside);
    let flip = ui.keeps(move |kept| kept.beside = !on);
    el("p", "line-up").key("beside").child(chip(on, visit::BESIDE.text(ui.lang), "", flip))
}

/// A block that applies now.
struct Screen {
    block: Block,
    /// The group's name, which routes hold.
    name: String,
    title: String,
    stage: Stage,
    /// What stands on it, from top to bottom.
    pieces: Vec<Piece>,
    /// The questions that people see now, those in groups among them.
    questions: Vec<ItemId>,
    /// How many must still be answered or put right.
    open: usize,
}

/// The blocks that apply now, in order.
struct Screens {
    all: Vec<Screen>,
}

impl Screens {
    fn of(visit: &Ongoing) -> Self {
        Self { all: visit.session.blocks().into_iter().filter_map(|block| Screen::of(visit, block)).collect() }
    }

    /// The block of this name; the first that is not complete where none is named; none for the last screen.
    fn place(&self, name: Option<&str>) -> Option<usize> {
        match name {
            Some(REVIEW) => None,
            Some(name) => self.all.iter().position(|screen| screen.name == name),
            None => self.all.iter().position(|screen| screen.open > 0),
        }
    }

    /// The route of a screen; of the last where there is no such block.
    fn route(&self, household: &RecordId, at: Option<usize>) -> Route {
        let name = at.and_then(|at| self.all.get(at)).map_or(REVIEW, |screen| &screen.name);
        Route::Visit(household.clone(), Some(name.to_owned()))
    }

    /// The screen before one; none before the first.
    fn before(&self, household: &RecordId, at: Option<usize>) -> Option<Route> {
        let before = at.unwrap_or(self.all.len()).checked_sub(1)?;
        Some(self.route(household, Some(before)))
    }

    /// The screen after one; none after the last.
    fn after(&self, household: &RecordId, at: Option<usize>) -> Option<Route> {
        at.map(|at| self.route(household, Some(at + 1)))
    }

    /// Progress in segments, each a way to its block. All of them are one stop of Tab, so that the first question is near; arrow keys go
    /// from one to the next.
    fn segments(&self, household: &RecordId, present: Option<usize>, lang: Lang) -> El {
        let stop = present.unwrap_or(self.all.len().saturating_sub(1));
        let nav = el("nav", "segments").attr("aria-label", visit::BLOCKS.text(lang));
        nav.on(ListenerKind::onkeydown, |event| step(&event)).list(self.all.iter().enumerate().map(|(at, screen)| {
            let name = match screen.stage {
                Stage::Complete => visit::BLOCK_DONE.text(lang, [&screen.title]),
                Stage::Wrong => visit::BLOCK_WRONG.text(lang, [&screen.title]),
                Stage::Begun | Stage::Untouched => {
                    visit::BLOCK_OPEN.text(lang, [&screen.title, &screen.open.to_string()])
                }
            };
            let segment = el("a", screen.stage.class())
                .set("href", self.route(household, Some(at)).hash().into())
                .set("aria-label", name.into())
                .attr("tabindex", if at == stop { "0" } else { "-1" })
                .child(el("i", ""));
            (screen.name.as_str(), if present == Some(at) { segment.attr("aria-current", "step") } else { segment })
        }))
    }
}

/// Takes the focus to the next segment, the one before, the first or the last.
fn step(event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
    let at = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let to = at.and_then(|at| match key.as_str() {
        "ArrowRight" | "ArrowDown" => at.next_element_sibling(),
        "ArrowLeft" | "ArrowUp" => at.previous_element_sibling(),
        "Home" => at.parent_element()?.first_element_child(),
        "End" => at.parent_element()?.last_element_child(),
        _ => None,
    });
    if let Some(to) = to.and_then(|to| to.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        // The only failure is an element that cannot be focused.
        let _focused = to.focus();
    }
}

impl Screen {
    fn of(visit: &Ongoing, block: Block) -> Option<Self> {
        let head = visit.session.view(block.head?).filter(|head| head.relevant)?;
        // The block's own heading is the screen's title.
        let pieces: Vec<Piece> = pieces(&visit.session, &[head.item])
            .into_iter()
            .filter(|piece| piece.item() != head.item || head.role == Role::Range && !matches!(piece, Piece::Repeat(_)))
            .collect();
        let questions: Vec<ItemId> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Question(item) => visit.session.relevant(*item).then_some(*item),
                _ => None,
            })
            .collect();
        if questions.is_empty() && head.role != Role::Range {
            return None;
        }
        let open = visit.session.outstanding_in(head.item).len();
        let answered = questions.iter().any(|item| !visit.session.value(*item).is_empty());
        let mut nodes = questions.iter().filter_map(|item| visit.session.node(*item));
        let wrong = nodes.any(|node| !visit.findings_of(&node.name).is_empty());
        let stage = match (wrong, answered, open) {
            (true, ..) => Stage::Wrong,
            (false, true, 0) => Stage::Complete,
            (false, true, _) => Stage::Begun,
            (false, false, _) => Stage::Untouched,
        };
        let (name, title) = (head.node.name.clone(), head.label.clone().unwrap_or_default());
        Some(Self { block, name, title, stage, pieces, questions, open })
    }
}

/// Turns to the neighbour when a thumb sweeps over the screen.
fn turning(ui: &Ui<'_>, body: El, screens: &Screens, household: &RecordId, at: Option<usize>) -> El {
    let (host, before, after) = (ui.host.clone(), screens.before(household, at), screens.after(household, at));
    let (down, up) = swipe(move |way| {
        let to = match way {
            Swipe::Left => &after,
            Swipe::Right => &before,
        };
        if let Some(route) = to {
            host.act(Action::Replace(route.clone()));
        }
    });
    body.on(ListenerKind::ontouchstart, down).on(ListenerKind::ontouchend, up)
}

/// Whether what was tapped is on disk.
fn saved(ui: &Ui<'_>) -> El {
    let lang = ui.lang;
    let (class, icon, words) = match &ui.app.saving {
        Saving::Nothing => return el("span", "saved").attr("role", "status"),
        Saving::Pending(_) => ("saved", Icon::Clock, visit::SAVING.text(lang).to_owned()),
        Saving::Saved(at) => ("saved", Icon::Check, visit::SAVED.text(lang, [&clock(local(*at, ui.app.zone))])),
        Saving::Failed(..) => ("saved not", Icon::Octagon, visit::NOT_SAVED.text(lang).to_owned()),
    };
    el("span", class).attr("role", "status").icon(icon).child(el("span", "").text(words))
}

/// The button that opens a visit, on the page of a household.
pub fn start(ui: &Ui<'_>, household: &RecordId) -> El {
    let village = ui.memory.with(|kept| kept.village(ui.app));
    let word = match village.entry(&household.0).map(|entry| &entry.visit) {
        Some(Visited::Begun) => visit::GO_ON,
        Some(Visited::Done(_)) => visit::AGAIN,
        _ => visit::START,
    };
    link(Tone::Main, Some(Icon::Pen), word.text(ui.lang), Route::Visit(household.clone(), None).hash())
}

/// A button at a corner of the foot: its icon above its word.
fn turn(icon: Icon, word: &'static str, route: Option<Route>) -> El {
    match route {
        Some(route) => el("a", "btn turn").set("href", route.hash().into()).icon(icon).child(el("span", "").text(word)),
        None => el("span", "turn"),
    }
}

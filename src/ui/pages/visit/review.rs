//! The last screen of a visit: what is open, what was found, and 完成 with the next household already named.

use super::{Screens, turn};
use crate::app::{Action, Ongoing, Route};
use crate::journal::RecordId;
use crate::text::words::visit;
use crate::ui::el::{El, el};
use crate::ui::finding;
use crate::ui::icon::Icon;
use crate::ui::page::Ui;
use crate::ui::parts::{Tone, button, link, notice};
use crate::ui::raise;

/// What is open and what was found, and the buttons at the foot.
pub fn draw(ui: &Ui<'_>, visit: &Ongoing, screens: &Screens) -> (El, El) {
    let body = el("div", "stack far").child(open(ui, visit, screens)).child(found(ui, visit));
    let lang = ui.lang;
    let village = ui.memory.with(|kept| kept.village(ui.app));
    let next = village.next_after(&visit.household.0);
    let (word, route) = match next {
        _ if visit.reason.is_some() => {
            (visit::CORRECTED.text(lang).to_owned(), Route::Household(visit.household.clone()))
        }
        Some(entry) => (visit::FINISH_NEXT.text(lang, [&entry.head]), Route::Visit(RecordId(entry.id.clone()), None)),
        None => (visit::FINISH.text(lang).to_owned(), Route::Households),
    };
    let done = ui.does(Action::FinishVisit(route));
    let back = turn(Icon::Back, visit::PREVIOUS.text(lang), screens.before(&visit.household, None));
    let foot = el("div", "foot-visit").child(back);
    let first = screens.all.iter().position(|screen| screen.open > 0);
    let foot = match first {
        None => foot.child(button(Tone::Main, Some(Icon::Done), word, done).key("done")),
        Some(at) => {
            let title = screens.all.get(at).map_or("", |screen| &screen.title);
            let go = link(
                Tone::Main,
                None,
                visit::GO_ON_WITH.text(lang, [title]),
                screens.route(&visit.household, Some(at)).hash(),
            );
            foot.child(go.icon(Icon::Next).key("go"))
        }
    };
    let early = first.map(|_| {
        let home = ui.does(Action::FinishVisit(Route::Household(visit.household.clone())));
        el("section", "stack near").child(el("p", "muted").text(visit::EARLY.text(lang))).child(
            el("p", "line-up").child(button(Tone::Plain, Some(Icon::Done), visit::FINISH_EARLY.text(lang), home)),
        )
    });
    let fresh = visit.begun() && visit.visit.finished.is_none();
    let drop = fresh.then(|| button(Tone::Quiet, Some(Icon::Undo), visit::DROP.text(lang), ui.does(Action::DropVisit)));
    (body.maybe(early).maybe(drop.map(|drop| el("p", "line-up").child(drop).key("drop"))), foot)
}

fn open(ui: &Ui<'_>, visit: &Ongoing, screens: &Screens) -> El {
    let lang = ui.lang;
    let rows = screens.all.iter().enumerate().filter(|(_, screen)| screen.open > 0).map(|(at, screen)| {
        let row = el("a", "row")
            .set("href", screens.route(&visit.household, Some(at)).hash().into())
            .child(el("span", "grow").text(screen.title.clone()))
            .child(el("span", "small muted num").text(visit::OPEN_COUNT.text(lang, [&screen.open.to_string()])))
            .icon(Icon::Next);
        (screen.name.as_str(), row)
    });
    if screens.all.iter().all(|screen| screen.open == 0) {
        return notice("card fine line-up", Icon::Done, visit::OPEN_NONE.text(lang), None);
    }
    el("section", "stack near")
        .child(el("h2", "").text(visit::OPEN_TITLE.text(lang)))
        .child(el("div", "rows").list(rows))
}

fn found(ui: &Ui<'_>, visit: &Ongoing) -> El {
    let lang = ui.lang;
    let findings: Vec<_> = visit.findings().into_iter().filter(|finding| finding.state.is_open()).collect();
    let head = el("p", "line-up").child(el("h2", "grow").text(visit::FINDINGS.text(lang)));
    let section =
        el("section", "stack near").child(head.child(raise::ask(ui, Tone::Quiet, visit.begun().then_some(&visit.id))));
    if findings.is_empty() {
        return section.child(el("p", "muted").text(visit::NO_FINDINGS.text(lang)));
    }
    let cards = findings.iter().map(|found| (found.id.0.as_str(), finding::unfolded(ui, visit, found)));
    section.child(el("div", "stack near").list(cards))
}

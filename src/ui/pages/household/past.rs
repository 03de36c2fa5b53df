//! What was done for a household: what is open, the last visit, the contacts.

use yew::{AttrValue, Callback, Html, html};

use crate::app::{Action, Route, Told, local};
use crate::campaign::Method;
use crate::finding::Finding;
use crate::journal::{Kind, RecordId};
use crate::moment::Moment;
use crate::plan::{Contact, MISSED, REACHED};
use crate::text::Say;
use crate::text::words::{findings, household, visit};
use crate::ui::el::{El, el};
use crate::ui::finding;
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::memory::Kept;
use crate::ui::page::Ui;
use crate::ui::parts::{Keyboard, Shape, Tone, Typed, button, dialog, level, says};
use crate::ui::raise;
use crate::ui::view::village::Entry;
use crate::visit::Visit;
use crate::web::{clock, entropy};

/// What is open, the most pressing first, and the way to add what no question asks about.
pub fn issues(ui: &Ui<'_>, entry: &Entry) -> El {
    let lang = ui.lang;
    let now = Moment::new(ui.app.now, ui.app.zone);
    let records = entry.findings.iter().filter_map(|id| ui.app.journal.record(&Kind::Finding, id));
    let mut open: Vec<Finding> =
        records.map(|record| Finding::of(&record)).filter(|finding| finding.state.is_open()).collect();
    open.sort_by_key(|finding| finding.left(now).map_or(i64::MAX, |left| left.num_minutes()));
    let season = ui.app.season();
    let campaign = season.as_ref().map(|season| &*season.campaign);
    let row = |found: &Finding| {
        let head = el("span", "line-up tight")
            .child(level(finding::grade(found), lang))
            .child(el("span", "small muted").text(found.state.say(lang)))
            .maybe(finding::left(found, now, lang).map(|left| left.key("left")));
        let words =
            el("span", "grow").child(head).child(el("span", "block").text(found.said(campaign, lang).into_owned()));
        let row = el("a", "row").set("href", Route::Finding(found.id.clone()).hash().into()).child(words);
        (found.id.0.clone(), row.icon(Icon::Next))
    };
    let head = el("p", "line-up").child(el("h2", "grow").text(household::OPEN_ISSUES.text(lang))).child(raise::ask(
        ui,
        Tone::Quiet,
        None,
    ));
    let none = open.is_empty().then(|| el("p", "muted").text(findings::NO_OPEN.text(lang)));
    let some = (!open.is_empty()).then(|| el("div", "rows").list(open.iter().map(row)));
    el("section", "").child(head).maybe(none).maybe(some)
}

/// The last finished visit in one line, and the way to put it right.
pub fn last_visit(ui: &Ui<'_>, entry: &Entry) -> Option<El> {
    let lang = ui.lang;
    let records = entry.visits.iter().filter_map(|id| ui.app.journal.record(&Kind::Visit, id));
    let finished: Vec<Visit> =
        records.map(|record| Visit::of(&record)).filter(|visit| visit.finished.is_some()).collect();
    let last = finished.iter().max_by_key(|visit| visit.finished)?;
    let when = format::moment(last.finished?.wall(), local(ui.app.now, ui.app.zone), lang);
    let words = match last.surveyor.as_str() {
        "" => visit::LAST_PLAIN.text(lang, [&when]),
        surveyor => visit::LAST.text(lang, [&when, surveyor]),
    };
    let times = (finished.len() > 1)
        .then(|| el("p", "small muted").text(visit::TIMES.text(lang, [&format::count(finished.len())])).key("times"));
    let correct = ui.keeps(|kept| {
        kept.here.sheet = Some(crate::ui::memory::Sheet::Correct);
        kept.here.draft = String::new();
    });
    let words = el("div", "grow").child(el("p", "").text(words)).maybe(times);
    let correct = button(Tone::Quiet, Some(Icon::Pen), visit::CORRECT.text(lang), correct);
    Some(el("section", "card line-up last").child(words).child(correct))
}

/// Asks why a finished visit is put right.
pub fn why(ui: &Ui<'_>, id: &RecordId) -> Html {
    let lang = ui.lang;
    let field: AttrValue = "why".into();
    let (value, pressed) = ui.memory.with(|kept| (AttrValue::from(kept.here.draft.clone()), kept.here.pressed));
    let memory = ui.memory.clone();
    let onsave = Callback::from(move |text: String| memory.change(|kept| kept.here.draft = text));
    let missing = (pressed && value.trim().is_empty()).then(|| AttrValue::from(visit::CORRECT_NEEDS.text(lang)));
    let invalid = missing.is_some();
    let says = says(&field, &AttrValue::default(), missing.as_ref());
    let keyboard = Keyboard::Text;
    let typed = html! { <Typed id={field.clone()} {value} {invalid} {keyboard} rows=2 readonly=false {onsave} /> };
    let body = el("div", "stack").child(el("p", "").text(visit::CORRECT_TEXT.text(lang))).child(
        el("div", "field")
            .child(el("label", "").set("for", field).text(visit::CORRECT_WHY.text(lang)))
            .html(typed)
            .child(says),
    );
    let go = {
        let (host, memory, id) = (ui.host.clone(), ui.memory.clone(), id.clone());
        Callback::from(move |_| {
            let reason = memory.with(|kept| kept.here.draft.clone());
            if reason.trim().is_empty() {
                memory.change(|kept| kept.here.pressed = true);
            } else {
                memory.with(close);
                host.act(Action::CorrectVisit(id.clone(), reason));
            }
        })
    };
    let memory = ui.memory.clone();
    let onclose = Callback::from(move |()| memory.change(close));
    let foot = button(Tone::Main, Some(Icon::Pen), visit::CORRECT.text(lang), go);
    dialog(lang, visit::CORRECT_TITLE.text(lang), Shape::Sheet, onclose, body, Some(foot))
}

fn close(kept: &mut Kept) {
    kept.here.sheet = None;
    kept.here.pressed = false;
}

/// The last contacts, the latest first.
pub fn contacts(ui: &Ui<'_>, entry: &Entry) -> Option<El> {
    const SHOWN: usize = 5;
    let lang = ui.lang;
    let records = entry.contacts.iter().filter_map(|id| Some((id, ui.app.journal.record(&Kind::Contact, id)?)));
    let mut all: Vec<(&RecordId, Contact)> = records.map(|(id, record)| (id, Contact::of(&record))).collect();
    all.sort_by_key(|(_, contact)| std::cmp::Reverse(contact.when));
    let line = |(id, contact): &(&RecordId, Contact)| {
        let word = match (contact.how, contact.outcome.as_str()) {
            (Some(Method::Phone), MISSED) => household::CALL_MISSED,
            (Some(Method::Phone), _) => household::CALL_REACHED,
            (Some(Method::Meet), _) => household::MET,
            _ => household::VISIT_MADE,
        };
        let when = contact.when.map(|when| format::moment(when.wall(), local(ui.app.now, ui.app.zone), lang));
        let late = contact.is_late().then(|| household::LATE.text(lang).to_owned());
        let who = Some(contact.by.clone()).filter(|by| !by.is_empty());
        let said: Vec<String> = when.into_iter().chain(who).chain(late).collect();
        let icon = if contact.how == Some(Method::Phone) { Icon::Phone } else { Icon::House };
        let row = el("li", "row")
            .icon(icon)
            .child(el("span", "grow").text(word.text(lang)))
            .child(el("span", "small muted num").text(said.join(" · ")));
        (id.0.clone(), row)
    };
    (!all.is_empty()).then(|| {
        el("section", "stack near")
            .child(el("h2", "").text(household::CONTACTS.text(lang)))
            .child(el("ul", "rows").list(all.iter().take(SHOWN).map(line)))
    })
}

/// Notes a call that was just made.
pub fn called(household: &RecordId, by: &str, reached: bool) -> Action {
    let now = Moment::new(clock::now(), clock::zone());
    let outcome = if reached { REACHED } else { MISSED };
    let fields = Contact::fields(&household.0, Method::Phone, now, now, by, outcome);
    Action::Change { kind: Kind::Contact, record: entropy::record(), fields, told: Told::Called(reached) }
}

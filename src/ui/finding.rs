//! A finding on screen: where it arose, with what can be done about it at once.

use yew::{AttrValue, Callback, html};

use super::el::{El, el};
use super::form::{Attached, widget::Widget};
use super::format;
use super::icon::Icon;
use super::page::Ui;
use super::parts::{Keyboard, Level, Tone, Typed, button, level};
use super::view::board::Left;
use crate::app::{Action, Ongoing, local};
use crate::campaign::Level as Grade;
use crate::finding::{DueBy, Finding, State, Step};
use crate::journal::{Fields, Kind, RecordId};
use crate::moment::Moment;
use crate::text::words::{findings, visit};
use crate::text::{Lang, Say};

/// The level of a badge.
#[must_use]
pub const fn grade(finding: &Finding) -> Level {
    match finding.level {
        Grade::Red => Level::Red,
        Grade::Yellow => Level::Yellow,
        Grade::Need => Level::Need,
    }
}

/// The class of a card.
#[must_use]
pub const fn class(finding: &Finding) -> &'static str {
    match finding.level {
        Grade::Red => "finding red",
        Grade::Yellow => "finding yellow",
        Grade::Need => "finding need",
    }
}

/// By when, as people say it; empty where there is no date.
#[must_use]
pub fn due(ui: &Ui<'_>, finding: &Finding) -> String {
    let now = local(ui.app.now, ui.app.zone);
    match finding.due {
        Some(DueBy::Day(day)) => visit::DUE.text(ui.lang, [&format::day(day, now.date(), ui.lang)]),
        Some(DueBy::Moment(moment)) => visit::DUE.text(ui.lang, [&format::moment(moment.wall(), now, ui.lang)]),
        None => String::new(),
    }
}

/// How much time is left, or how much it is over, by an icon and words; nothing where none is asked.
pub fn left(finding: &Finding, now: Moment, lang: Lang) -> Option<El> {
    let left = Left::of(finding, now)?;
    let words = match left {
        Left::Hours(hours) => findings::LEFT_HOURS.text(lang, [&hours.to_string()]),
        Left::Today => findings::LEFT_TODAY.text(lang).to_owned(),
        Left::Days(days) => findings::LEFT_DAYS.text(lang, [&days.to_string()]),
        Left::OverHours(hours) => findings::OVER_HOURS.text(lang, [&hours.to_string()]),
        Left::OverDays(days) => findings::OVER_DAYS.text(lang, [&days.to_string()]),
    };
    let class = if left.is_over() { "left over push" } else { "left push" };
    Some(el("span", class).icon(Icon::Clock).child(el("span", "").text(words)))
}

/// A finding right below the answer that raised it: how grave, what, by when, and the two things that can be done here and now.
pub fn unfolded(ui: &Ui<'_>, visit: &Ongoing, finding: &Finding) -> El {
    let lang = ui.lang;
    let head = el("p", "line-up")
        .child(level(grade(finding), lang))
        .child(el("span", "small muted push").text(due(ui, finding)));
    let settled = !matches!(finding.state, State::New | State::Returned);
    let class = if settled { "finding settled" } else { class(finding) };
    let card = el("section", class)
        .attr("role", "status")
        .child(head)
        .child(el("p", "strong").text(finding.said(Some(visit.campaign()), lang).into_owned()));
    let rule = visit.campaign().rule(&finding.rule);
    let advice = rule.map_or("", |rule| rule.advice.get(lang));
    let better = visit.better.contains(&finding.id);
    let note = better.then(|| el("p", "small").text(visit::BETTER.text(lang)).key("better"));
    let mistaken = better.then(|| mistaken(ui, visit, finding).key("mistaken"));
    let evidence = evidence_here(ui, finding).key("evidence");
    if settled {
        let done = el("p", "noted small").icon(Icon::Check).child(el("span", "").text(done_words(finding, lang)));
        return card.child(done.key("done")).maybe(note).maybe(mistaken).child(evidence);
    }
    let open = ui.memory.with(|kept| kept.here.new.as_deref() == Some(finding.id.0.as_str()));
    let card = card.maybe(note).maybe((!advice.is_empty() && !open).then(|| el("p", "").text(advice.to_owned())));
    let acts = if open { fix(ui, finding, advice).key("fix") } else { steps(ui, finding).key("steps") };
    card.child(acts).maybe(mistaken).child(evidence)
}

/// Withdraws what the answer that raised it was a mistake about.
fn mistaken(ui: &Ui<'_>, visit: &Ongoing, finding: &Finding) -> El {
    let usual = || visit::MISTAKEN_WHY.text(ui.lang).to_owned();
    let reason = visit.reason.clone().unwrap_or_else(usual);
    let withdraw = ui.does(Action::Step(finding.id.clone(), Step::Withdraw { reason }));
    button(Tone::Plain, Some(Icon::Undo), visit::MISTAKEN.text(ui.lang), withdraw)
}

/// A place for photos and a note right here, once it is asked for or where something stands in it.
fn evidence_here(ui: &Ui<'_>, finding: &Finding) -> El {
    let id = &finding.id;
    let record = ui.app.journal.record(&Kind::Finding, id);
    let holds = record.is_some_and(|record| record.list("photos").next().is_some() || !record.text("note").is_empty());
    if holds || ui.memory.with(|kept| kept.here.evidence.as_deref() == Some(id.0.as_str())) {
        return evidence(ui, id);
    }
    let shown = id.0.clone();
    let show = ui.keeps(move |kept| kept.here.evidence = Some(shown.clone()));
    button(Tone::Quiet, Some(Icon::Camera), findings::PHOTOS_AND_NOTE.text(ui.lang), show)
}

/// Photos of it, and a place for one more and for a note while it is open.
pub fn evidence(ui: &Ui<'_>, id: &RecordId) -> El {
    let lang = ui.lang;
    let record = ui.app.journal.record(&Kind::Finding, id);
    let names: Vec<String> =
        record.iter().flat_map(|record| record.list("photos").map(str::to_owned).collect::<Vec<_>>()).collect();
    let noted: AttrValue = record.as_ref().map_or("", |record| record.text("note")).to_owned().into();
    let more = record.is_some_and(|record| State::named(record.text("state")).is_open());
    let files = ui.memory.with(|kept| kept.files(ui.host));
    let label = findings::PHOTOS.text(lang);
    let places = (0..names.len() + usize::from(more)).map(|at| {
        let value: AttrValue = names.get(at).cloned().unwrap_or_default().into();
        let (host, record, names) = (ui.host.clone(), id.clone(), names.clone());
        let answer = Callback::from(move |name: String| {
            let mut names = names.clone();
            match names.get_mut(at) {
                Some(place) => *place = name,
                None => names.push(name),
            }
            names.retain(|name| !name.is_empty());
            let fields = Fields::from([("photos".to_owned(), names.into())]);
            host.act(Action::Save { kind: Kind::Finding, record: record.clone(), fields });
        });
        // A place of its own for each photo, so that one that is taken out does not leave its picture to the next.
        let key = if value.is_empty() { format!("new {at}") } else { value.to_string() };
        let field: AttrValue = format!("photo-{}-{at}", id.0).into();
        let (what, files) = (Widget::Photo { new: false, selfie: false }, files.clone());
        let photo = html! { <Attached {lang} id={field} {label} {value} {what} long_side=1600 readonly={!more} {answer} {files} /> };
        (key, el("div", "").html(photo))
    });
    let places: Vec<(String, El)> = places.collect();
    let note = (more || !noted.is_empty()).then(|| note(ui, id, noted, !more));
    if places.is_empty() && note.is_none() {
        return el("div", "");
    }
    el("section", "stack near")
        .child(el("h2", "").text(label))
        .child(el("div", "stack near").list(places.into_iter()))
        .maybe(note)
}

fn note(ui: &Ui<'_>, id: &RecordId, value: AttrValue, readonly: bool) -> El {
    let field: AttrValue = format!("note-{}", id.0).into();
    let (host, record) = (ui.host.clone(), id.clone());
    let onsave = Callback::from(move |text: String| {
        let fields = Fields::from([("note".to_owned(), text.trim().into())]);
        host.act(Action::Save { kind: Kind::Finding, record: record.clone(), fields });
    });
    let typed = html! { <Typed id={field.clone()} {value} invalid=false keyboard={Keyboard::Text} rows=2 {readonly} {onsave} /> };
    let label = el("label", "").set("for", field.clone()).text(findings::NOTE.text(ui.lang));
    el("div", "field")
        .child(label)
        .html(typed)
        .child(el("span", "aside-only").set("id", format!("{field}-says").into()))
}

/// What was done, in words.
fn done_words(finding: &Finding, lang: Lang) -> String {
    let state = finding.state.say(lang);
    if finding.action.is_empty() { state } else { format!("{state} · {}", finding.action) }
}

fn steps(ui: &Ui<'_>, finding: &Finding) -> El {
    let lang = ui.lang;
    let id = finding.id.0.clone();
    let fixed = ui.keeps(move |kept| {
        kept.here.new = Some(id.clone());
        kept.here.draft = String::new();
    });
    let report = ui.does(Action::Step(finding.id.clone(), Step::Report { department: None }));
    el("div", "foot-buttons")
        .child(button(Tone::Plain, Some(Icon::Check), visit::FIXED.text(lang), fixed))
        .child(button(Tone::Plain, Some(Icon::Out), visit::REPORT.text(lang), report))
}

/// How it was put right: as advised, with one tap, or in words.
fn fix(ui: &Ui<'_>, finding: &Finding, advice: &str) -> El {
    let lang = ui.lang;
    let id: AttrValue = format!("fix-{}", finding.id.0).into();
    let draft = ui.memory.with(|kept| kept.here.draft.clone());
    let memory = ui.memory.clone();
    let onsave = Callback::from(move |text: String| memory.change(|kept| kept.here.draft = text));
    let put_right = |action: String| {
        let (host, memory, record) = (ui.host.clone(), ui.memory.clone(), finding.id.clone());
        Callback::from(move |_| {
            memory.with(|kept| kept.here.new = None);
            host.act(Action::Step(record.clone(), Step::FixOnSite { action: action.clone() }));
        })
    };
    let advised = (!advice.is_empty()).then(|| {
        let word = visit::AS_ADVISED.text(lang, [advice]);
        button(Tone::Plain, Some(Icon::Check), word, put_right(advice.to_owned()))
    });
    let value: AttrValue = draft.into();
    let field = html! { <Typed id={id.clone()} {value} invalid=false keyboard={Keyboard::Text} rows=2 readonly=false {onsave} /> };
    let back = button(Tone::Plain, None, visit::NOT_YET.text(lang), ui.keeps(|kept| kept.here.new = None));
    let save = {
        // Leaving the field hands on what was typed, just before the tap arrives here.
        let (host, memory, record) = (ui.host.clone(), ui.memory.clone(), finding.id.clone());
        Callback::from(move |_| {
            let action = memory.with(|kept| kept.here.draft.clone());
            if !action.trim().is_empty() {
                memory.with(|kept| kept.here.new = None);
            }
            host.act(Action::Step(record.clone(), Step::FixOnSite { action }));
        })
    };
    let save = button(Tone::Main, Some(Icon::Check), visit::HOW_SAVE.text(lang), save);
    el("div", "stack near")
        .maybe(advised)
        .child(el("label", "label").set("for", id.clone()).text(visit::HOW.text(lang)))
        .html(field)
        .child(el("span", "aside-only").set("id", format!("{id}-says").into()))
        .child(el("div", "foot-buttons").child(back).child(save))
}

//! One finding: what, by when, who is to act; the next step as one button; and all that was done, by whom and when.

use yew::{AttrValue, Callback, Html, html};

use super::doubts;
use crate::app::{Action, Route, local};
use crate::campaign::Campaign;
use crate::finding::{Event, Finding, State, history};
use crate::journal::{Kind, RecordId};
use crate::moment::Moment;
use crate::text::words::{Word, findings, visit};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Choice, Keyboard, Shape, Tone, Typed, button, choice, dialog, empty, level, row_link, says};
use crate::ui::view::board::Act;
use crate::ui::{finding, memory::Kept};

/// The page of a finding.
#[inline(never)]
pub fn page(ui: &Ui<'_>, id: &RecordId) -> Page {
    let (app, lang) = (ui.app, ui.lang);
    let record = app.journal.record(&Kind::Finding, id).filter(|record| !record.is_deleted());
    let title = findings::TITLE.text(lang);
    let Some(found) = record.map(|record| Finding::of(&record)) else {
        return Page::new(title, empty(Icon::Flag, findings::GONE.text(lang), "", None)).back(Route::Findings);
    };
    let season = app.season();
    let campaign = season.as_ref().map(|season| &*season.campaign);
    let acts = Act::of(&found);
    let disputed = ui.memory.with(|kept| kept.disputes(app).all().iter().filter(|one| one.record == *id).count());
    let body = el("div", "stack far")
        .maybe(doubts::told(ui, disputed))
        .child(what(ui, &found, campaign))
        .child(whose(ui, &found))
        .maybe(facts(ui, &found, campaign))
        .child(finding::evidence(ui, id))
        .child(past(ui, id));
    let foot = (!acts.is_empty()).then(|| foot(ui, &found, &acts));
    let mut page = Page { foot, ..Page::new(title, body).back(Route::Findings) };
    page.below = found.state.say(lang).into();
    if let Some(act) = ui.memory.with(|kept| kept.here.act) {
        page.dialog = ask(ui, &found, campaign, act);
    } else if ui.memory.with(|kept| kept.here.open) {
        page.dialog = others(ui, &found, &acts);
    }
    page
}

/// How bad, what, how long it has, and what the campaign advises.
fn what(ui: &Ui<'_>, found: &Finding, campaign: Option<&Campaign>) -> El {
    let lang = ui.lang;
    let now = Moment::new(ui.app.now, ui.app.zone);
    let head = el("p", "line-up tight")
        .child(level(finding::grade(found), lang))
        .maybe(found.urgent.then(|| el("span", "tag ember").text(findings::URGENT.text(lang)).key("urgent")))
        .maybe(finding::left(found, now, lang).map(|left| left.key("left")));
    let open = found.state.is_open();
    let advice = campaign.and_then(|campaign| campaign.rule(&found.rule)).map_or("", |rule| rule.advice.get(lang));
    let advice = (open && !advice.is_empty()).then(|| el("p", "").text(advice.to_owned()));
    el("section", if open { finding::class(found) } else { "finding settled" })
        .child(head)
        .child(el("p", "strong").text(found.said(campaign, lang).into_owned()))
        .maybe(advice)
}

/// Whose it is: a way to the household.
fn whose(ui: &Ui<'_>, found: &Finding) -> El {
    let village = ui.memory.with(|kept| kept.village(ui.app));
    let entry = village.entry(&found.household);
    let (head, group) = entry.map(|entry| (entry.head.clone(), entry.group.clone())).unwrap_or_default();
    let group = Some(AttrValue::from(group)).filter(|group| !group.is_empty());
    let route = Route::Household(RecordId(found.household.clone()));
    el("div", "rows").child(row_link(Icon::House, head, group, route.hash()))
}

fn facts(ui: &Ui<'_>, found: &Finding, campaign: Option<&Campaign>) -> Option<El> {
    let lang = ui.lang;
    let when = |moment: Option<Moment>| moment.map(|moment| said(ui, moment)).unwrap_or_default();
    let department = campaign.map_or("", |campaign| campaign.choice("department", &found.department, lang));
    let amount = found.quantity.map(|quantity| format!("{quantity} {}", found.unit)).unwrap_or_default();
    let all: [(Word, String); 10] = [
        (findings::DEPARTMENT, department.to_owned()),
        (findings::OFFICER, found.officer.clone()),
        (findings::DEADLINE, finding::due(ui, found)),
        (findings::AMOUNT, amount.trim().to_owned()),
        (findings::FOUND, by(&when(found.found), &found.finder, lang)),
        (findings::ACTION, found.action.clone()),
        (findings::INTERIM, found.interim.clone()),
        (findings::RESULT, found.result.clone()),
        (findings::TOLD, when(found.answered)),
        (findings::VERIFIER, by(&when(found.closed), &found.verifier, lang)),
    ];
    let known: Vec<_> = all.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let fact = |(word, text): (Word, String)| {
        let fact = el("div", "").child(el("dt", "").text(word.text(lang))).child(el("dd", "").text(text));
        (word.en, fact)
    };
    (!known.is_empty()).then(|| el("dl", "card pairs").list(known.into_iter().map(fact)))
}

fn by(when: &str, who: &str, lang: Lang) -> String {
    if when.is_empty() || who.is_empty() { format!("{when}{who}") } else { findings::BY.text(lang, [when, who]) }
}

/// A moment on this device's clock, whatever the clock of the one that wrote it.
fn said(ui: &Ui<'_>, moment: Moment) -> String {
    let here = Moment::new(moment.millis(), ui.app.zone);
    format::moment(here.wall(), local(ui.app.now, ui.app.zone), ui.lang)
}

/// Every change, with who and when, oldest first.
fn past(ui: &Ui<'_>, id: &RecordId) -> El {
    let lang = ui.lang;
    let events = history(&ui.app.journal.history(&Kind::Finding, id));
    let states: Vec<Option<State>> = events.iter().map(|event| event.state).collect();
    let line = |(at, event): (usize, Event)| {
        // A step back to where it stood before the last one, without a word, is one that was taken back.
        let before = at.checked_sub(2).and_then(|at| states.get(at).copied().flatten());
        let back = event.words.is_empty() && before.is_some() && before == event.state;
        let state = event.state.map(|state| match state {
            state if back || (state == State::New && at > 0) => findings::PUT_BACK.text(lang, [&state.say(lang)]),
            state => state.say(lang),
        });
        let what: Vec<String> = state.into_iter().chain(Some(event.words).filter(|words| !words.is_empty())).collect();
        let who = if event.author.is_empty() { findings::UNNAMED.text(lang).to_owned() } else { event.author };
        let when = said(ui, Moment::new(event.at, ui.app.zone));
        let line = el("li", "")
            .child(el("p", "").text(what.join(lang.pick("：", ": "))))
            .child(el("p", "small muted").text(findings::BY.text(lang, [&when, &who])));
        (at.to_string(), line)
    };
    el("section", "stack near")
        .child(el("h2", "").text(findings::HISTORY.text(lang)))
        .child(el("ol", "past").list(events.into_iter().enumerate().map(line)))
}

/// The likeliest steps as buttons; the others behind one.
fn foot(ui: &Ui<'_>, found: &Finding, acts: &[Act]) -> El {
    let buttons = acts.iter().take(2).enumerate().map(|(at, act)| {
        let tone = if at == 0 { Tone::Main } else { Tone::Plain };
        let (word, ..) = words(*act);
        (word.en, button(tone, None, word.text(ui.lang), begin(ui, found, *act)))
    });
    let more = (acts.len() > 2).then(|| {
        let name = findings::MORE_STEPS.text(ui.lang);
        let open = ui.keeps(|kept| kept.here.open = true);
        el("button", "btn half").attr("type", "button").attr("aria-label", name).icon(Icon::More).click(open)
    });
    el("div", "foot-acts").list(buttons).maybe(more)
}

fn others(ui: &Ui<'_>, found: &Finding, acts: &[Act]) -> Html {
    let rows = acts.iter().skip(2).map(|act| {
        let (word, ..) = words(*act);
        let row = el("button", "row").attr("type", "button").text(word.text(ui.lang)).click(begin(ui, found, *act));
        (word.en, row)
    });
    let body = el("div", "rows").list(rows);
    dialog(ui.lang, findings::MORE_STEPS.text(ui.lang), Shape::Sheet, ui.closes(), body, None)
}

/// Takes a step at once, or asks for the words it needs.
fn begin(ui: &Ui<'_>, found: &Finding, act: Act) -> Callback<web_sys::MouseEvent> {
    if act.is_plain() {
        let (host, memory, id) = (ui.host.clone(), ui.memory.clone(), found.id.clone());
        return Callback::from(move |_| {
            memory.with(close);
            host.act(Action::Step(id.clone(), act.step("")));
        });
    }
    let draft = match act {
        Act::Close => ui.app.settings.author.clone(),
        Act::Report => found.department.clone(),
        _ => String::new(),
    };
    ui.keeps(move |kept| {
        kept.here.open = false;
        kept.here.act = Some(act);
        kept.here.draft.clone_from(&draft);
    })
}

fn close(kept: &mut Kept) {
    kept.here.open = false;
    kept.here.act = None;
    kept.here.pressed = false;
}

/// Asks for what a step needs.
fn ask(ui: &Ui<'_>, found: &Finding, campaign: Option<&Campaign>, act: Act) -> Html {
    let lang = ui.lang;
    let (title, question) = words(act);
    let draft = ui.memory.with(|kept| kept.here.draft.clone());
    let body = match (act, campaign) {
        (Act::Report, Some(campaign)) => departments(ui, campaign, &draft, question),
        (act, _) => typed(ui, act, draft, question),
    };
    let advice = campaign.and_then(|campaign| campaign.rule(&found.rule)).map_or("", |rule| rule.advice.get(lang));
    let advised = (act == Act::FixOnSite && !advice.is_empty()).then(|| {
        let (host, memory, id) = (ui.host.clone(), ui.memory.clone(), found.id.clone());
        let step = act.step(advice);
        let click = Callback::from(move |_| {
            memory.with(close);
            host.act(Action::Step(id.clone(), step.clone()));
        });
        button(Tone::Plain, Some(Icon::Check), visit::AS_ADVISED.text(lang, [advice]), click)
    });
    let body = el("div", "stack").maybe(advised).child(body);
    let record = {
        // Leaving the field hands on what was typed, just before the tap arrives here.
        let (host, memory, id) = (ui.host.clone(), ui.memory.clone(), found.id.clone());
        Callback::from(move |_| {
            let words = memory.with(|kept| kept.here.draft.clone());
            let step = act.step(&words);
            if step.missing().is_some() {
                memory.change(|kept| kept.here.pressed = true);
            } else {
                memory.with(close);
                host.act(Action::Step(id.clone(), step));
            }
        })
    };
    let memory = ui.memory.clone();
    let onclose = Callback::from(move |()| memory.change(close));
    let foot = button(Tone::Main, Some(Icon::Check), findings::RECORD.text(lang), record);
    dialog(lang, title.text(lang), Shape::Sheet, onclose, body, Some(foot))
}

/// The field for what is typed, with what is missing once a tap has asked for it.
fn typed(ui: &Ui<'_>, act: Act, draft: String, question: Word) -> El {
    let lang = ui.lang;
    let id: AttrValue = "step-words".into();
    let memory = ui.memory.clone();
    let onsave = Callback::from(move |text: String| memory.change(|kept| kept.here.draft = text));
    let rows = if matches!(act, Act::Accept | Act::Close) { 1 } else { 2 };
    let pressed = ui.memory.with(|kept| kept.here.pressed);
    let missing = act.step(&draft).missing().filter(|_| pressed).map(|missing| missing.say(lang).into());
    let invalid = missing.is_some();
    let says = says(&id, &AttrValue::default(), missing.as_ref());
    let value: AttrValue = draft.into();
    let keyboard = Keyboard::Text;
    let typed = html! { <Typed id={id.clone()} {value} {invalid} {keyboard} {rows} readonly=false {onsave} /> };
    el("div", "field").child(el("label", "").set("for", id).text(question.text(lang))).html(typed).child(says)
}

fn departments(ui: &Ui<'_>, campaign: &Campaign, chosen: &str, question: Word) -> El {
    let lang = ui.lang;
    let list = campaign.form.lists.iter().find(|list| list.name == "department");
    let codes = list.into_iter().flat_map(|list| (0..list.len()).map(|at| list.value(at).to_owned()));
    let choices = codes.map(|code| {
        let (memory, picked) = (ui.memory.clone(), code.clone());
        let onpick = Callback::from(move |()| memory.change(|kept| kept.here.draft.clone_from(&picked)));
        let label = campaign.choice("department", &code, lang).to_owned();
        let state = (code == chosen).into();
        let value = code.clone().into();
        let shown =
            Choice { many: false, name: "department".into(), value, label: label.into(), state, readonly: false };
        (code, choice(shown, onpick))
    });
    el("fieldset", "field").child(el("legend", "").text(question.text(lang))).child(el("div", "choices").list(choices))
}

/// What a step is called, and what it asks for.
const fn words(act: Act) -> (Word, Word) {
    match act {
        Act::FixOnSite => (findings::FIX_ON_SITE, findings::HOW_FIXED),
        Act::Report => (findings::REPORT, findings::TO_WHOM),
        Act::Accept => (findings::ACCEPT, findings::WHO_ACCEPTS),
        Act::Start => (findings::START, findings::RECORD),
        Act::Finish => (findings::FINISH, findings::WHAT_CAME),
        Act::Close => (findings::CLOSE, findings::WHO_LOOKED),
        Act::CallBack => (findings::CALL_BACK, findings::RECORD),
        Act::Interim => (findings::NOTE_INTERIM, findings::WHICH_MEASURE),
        Act::SendBack => (findings::SEND_BACK, findings::WHY_BACK),
        Act::Withdraw => (findings::WITHDRAW, findings::WHY_WITHDRAWN),
    }
}

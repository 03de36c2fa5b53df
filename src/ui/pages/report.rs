//! 报告: 周报, 总结, 简报, written from the records; every number leads to whom it counts; edited, copied, saved as a document.

use chrono::{Days, NaiveDate};
use yew::virtual_dom::ListenerKind;
use yew::{Callback, Html};

use super::rollup::drawer;
use crate::app::{Action, App, PaperAct, ReportOrder, Reported, Role, Route};
use crate::campaign::Campaign;
use crate::office::papers::{ReportLine, ReportNumber};
use crate::office::township::Ask;
use crate::report::Period;
use crate::text::Lang;
use crate::text::words::{Word, report, today};
use crate::ui::el::{El, el, held};
use crate::ui::icon::Icon;
use crate::ui::memory::Memory;
use crate::ui::page::{Page, Ui};
use crate::ui::parts::{Clock, Tone, button, empty, icon_button, link, notice, when};
use crate::web::clipboard;

/// The kinds that every campaign has, with their words.
const KINDS: [(&str, Word); 3] = [("weekly", report::WEEKLY), ("summary", report::SUMMARY), ("brief", report::BRIEF)];

/// The screen.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let (app, lang) = (ui.app, ui.lang);
    let title = report::TITLE.text(lang);
    let home = if app.settings.role == Some(Role::Township) { Route::More } else { Route::Ledgers };
    let (Some(season), false) = (app.season(), app.journal.is_empty()) else {
        let nothing = empty(Icon::File, report::NONE.text(lang), report::NONE_TEXT.text(lang), None);
        return Page::new(title, nothing).back(home);
    };
    let order = app.desk.papers.wanted.clone().unwrap_or_else(|| app.due_report());
    let made = app.desk.papers.report.as_ref().filter(|made| made.order == order);
    let edited = app.edited_report(&order).map(str::to_owned);
    let body = match made {
        None => el("p", "muted").attr("role", "status").text(report::MAKING.text(lang)).key("making"),
        Some(made) => written(ui, made, edited.as_deref()).key("made"),
    };
    let body = el("div", "stack far").child(choose(ui, &season.campaign, &order)).child(body);
    let mut page = Page::new(title, body).back(home);
    if let Some(made) = made {
        page.end = Some(edit(ui));
        page.foot = Some(foot(ui, made, edited));
        page.dialog = behind(ui, made);
    }
    page
}

/// Which report, of when.
fn choose(ui: &Ui<'_>, campaign: &Campaign, order: &ReportOrder) -> El {
    let lang = ui.lang;
    let mut kinds: Vec<&str> = Vec::new();
    for paragraph in &campaign.reports {
        if !kinds.contains(&paragraph.report.as_str()) {
            kinds.push(&paragraph.report);
        }
    }
    let name = |kind: &str| {
        let known = KINDS.iter().find(|(known, _)| *known == kind);
        known.map_or_else(|| kind.to_owned(), |(_, word)| word.text(lang).to_owned())
    };
    let tabs = kinds.into_iter().map(|kind| {
        let period = match kind {
            "weekly" => Period::due(crate::app::local(ui.app.now, ui.app.zone).date()),
            _ => Period { from: campaign.start.min(today_of(ui.app)), to: today_of(ui.app) },
        };
        let wanted = ReportOrder { kind: kind.to_owned(), period };
        let tab = el("button", "chip").attr("type", "button").either("aria-pressed", kind == order.kind);
        (kind.to_owned(), tab.text(name(kind)).click(asks(ui, wanted)))
    });
    let tabs: Vec<(String, El)> = tabs.collect();
    el("div", "stack near no-print")
        .child(
            el("div", "chips").attr("role", "group").attr("aria-label", report::KIND.text(lang)).list(tabs.into_iter()),
        )
        .child(if order.kind == "weekly" { week(ui, order).key("week") } else { days(ui, order).key("days") })
}

fn today_of(app: &App) -> NaiveDate {
    crate::app::local(app.now, app.zone).date()
}

/// Has a report written.
fn asks(ui: &Ui<'_>, order: ReportOrder) -> Callback<web_sys::MouseEvent> {
    ui.does_and_keeps(Action::Paper(PaperAct::Report(order)), |kept| kept.here.open = false)
}

/// Has a report written anew; what a person has edited in it is given up.
fn rewrites(ui: &Ui<'_>, order: ReportOrder) -> Callback<web_sys::MouseEvent> {
    let (host, memory) = (ui.host.clone(), ui.memory.clone());
    Callback::from(move |_| {
        memory.with(|kept| kept.here.open = false);
        host.act(Action::Paper(PaperAct::EditReport(order.clone(), None)));
        host.act(Action::Paper(PaperAct::Report(order.clone())));
    })
}

fn week(ui: &Ui<'_>, order: &ReportOrder) -> El {
    let lang = ui.lang;
    let shifted = |by: i64| {
        let day = if by < 0 {
            order.period.from.checked_sub_days(Days::new(7))
        } else {
            order.period.from.checked_add_days(Days::new(7))
        };
        ReportOrder { kind: order.kind.clone(), period: Period::week(day.unwrap_or(order.period.from)) }
    };
    let next = shifted(1);
    let ahead = next.period.from > today_of(ui.app);
    el("p", "week")
        .child(icon_button(Icon::Back, report::BEFORE.text(lang), asks(ui, shifted(-1))))
        .child(el("span", "strong num").text(span(order.period, lang)))
        .child(icon_button(Icon::Next, report::AFTER.text(lang), asks(ui, next)).flag("disabled", ahead))
}

/// `12-14 到 12-20`.
fn span(period: Period, lang: Lang) -> String {
    let day = |day: NaiveDate| day.to_string().get(5..).unwrap_or_default().to_owned();
    report::PERIOD.text(lang, [&day(period.from), &day(period.to)])
}

fn days(ui: &Ui<'_>, order: &ReportOrder) -> El {
    let lang = ui.lang;
    let picked = |first: bool| {
        let (order, host) = (order.clone(), ui.host.clone());
        Callback::from(move |text: String| {
            let Ok(day) = text.parse::<NaiveDate>() else { return };
            let Period { from, to } = order.period;
            let period =
                if first { Period { from: day, to: to.max(day) } } else { Period { from: from.min(day), to: day } };
            host.act(Action::Paper(PaperAct::Report(ReportOrder { kind: order.kind.clone(), period })));
        })
    };
    el("div", "pair")
        .child(when("from", report::FROM.text(lang), Clock::Day, order.period.from.to_string(), picked(true)))
        .child(when("to", report::TO.text(lang), Clock::Day, order.period.to.to_string(), picked(false)))
}

/// The report, to be read or to be edited.
fn written(ui: &Ui<'_>, made: &Reported, edited: Option<&str>) -> El {
    let lang = ui.lang;
    let stale = (made.version != ui.app.journal_version || edited.is_some()).then(|| {
        let again = button(Tone::Plain, Some(Icon::Undo), report::AGAIN.text(lang), rewrites(ui, made.order.clone()));
        let word = if edited.is_some() { report::EDITED } else { report::STALE };
        notice("card said line-up no-print", Icon::Info, word.text(lang), Some(again))
    });
    let editing = ui.memory.with(|kept| kept.here.open);
    let text = match edited {
        _ if editing => area(ui, made, edited).key("edit"),
        Some(edited) => {
            let lines = made.view.styled(edited);
            let lines = lines.iter().enumerate().map(|(at, (style, text))| {
                let (line, known) = (line(style), made.view.lines.iter().find(|line| line.text == *text));
                (
                    at.to_string(),
                    match known {
                        Some(known) => traced(ui, line, known),
                        None => line.text(text.clone()),
                    },
                )
            });
            let lines: Vec<(String, El)> = lines.collect();
            el("article", "card stack near written").list(lines.into_iter()).key("edited")
        }
        None => {
            let lines = made.view.lines.iter().enumerate();
            let lines = lines.map(|(at, one)| (at.to_string(), traced(ui, line(&one.style), one)));
            let lines: Vec<(String, El)> = lines.collect();
            el("article", "card stack near written").list(lines.into_iter()).key("read")
        }
    };
    let hint = (!editing).then(|| el("p", "small muted no-print").text(report::TRACE.text(lang)));
    el("section", "stack near").maybe(stale).maybe(hint).child(text)
}

fn line(style: &str) -> El {
    match style {
        "title" => el("h2", "centre"),
        "heading" => el("h3", ""),
        _ => el("p", ""),
    }
}

/// A line whose numbers are buttons.
fn traced(ui: &Ui<'_>, mut line: El, of: &ReportLine) -> El {
    let letters: Vec<char> = of.text.chars().collect();
    let part = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut at = 0;
    for number in &of.numbers {
        line = line.text(part(at, number.start)).child(figure(ui, number));
        at = number.start + number.shown.chars().count();
    }
    line.text(part(at, letters.len()))
}

/// A number that leads to whom it counts.
fn figure(ui: &Ui<'_>, number: &ReportNumber) -> El {
    if !number.shown.starts_with(|first: char| first.is_ascii_digit()) || number.shown == "0" {
        return el("span", "").text(number.shown.clone());
    }
    let ask = Ask::Behind { indicator: number.indicator.clone(), place: String::new(), class: None };
    let (host, memory) = (ui.host.clone(), ui.memory.clone());
    let name = format!("{} {}", number.label, number.shown);
    let new = usize::from(number.new);
    el("button", "behind")
        .attr("type", "button")
        .set("aria-label", report::NUMBER.text(ui.lang, [&name]).into())
        .text(number.shown.clone())
        .click(Callback::from(move |_| {
            memory.with(|kept| {
                kept.here.pick = new;
                kept.here.asked = Some(ask.clone());
            });
            host.act(Action::Ask(ask.clone()));
        }))
}

/// Where a number comes from: its indicator, its table, its ledger, and the households that it counts.
fn behind(ui: &Ui<'_>, made: &Reported) -> Html {
    let lang = ui.lang;
    let (asked, new) = ui.memory.with(|kept| (kept.here.asked.clone(), kept.here.pick == 1));
    let Some(ask) = asked else { return Html::default() };
    let Ask::Behind { indicator, .. } = &ask else { return Html::default() };
    let numbers = || made.view.lines.iter().flat_map(|line| &line.numbers).filter(|one| one.indicator == *indicator);
    let number = numbers().find(|one| one.new == new).or_else(|| numbers().next());
    let above = number.map(|number| {
        let (part, whole) = number.pair;
        let count = if whole > 0 && !number.new && number.shown.ends_with('%') {
            format!("{} · {}", number.shown, report::OF.text(lang, [&part.to_string(), &whole.to_string()]))
        } else {
            number.shown.clone()
        };
        let ledger = (!number.ledger.is_empty()).then(|| {
            let route = Route::Ledger(number.ledger.clone()).hash();
            link(Tone::Quiet, Some(Icon::Table), report::LEDGER.text(lang, [&number.ledger]), route)
        });
        el("div", "stack near")
            .child(el("p", "strong").text(count))
            .child(
                el("p", "line-up")
                    .child(el("span", "small muted").text(report::TABLE.text(lang, [&number.table])))
                    .maybe(ledger),
            )
            .maybe(number.new.then(|| el("p", "small muted").text(report::NEW.text(lang))))
    });
    drawer(ui, &ask, above)
}

/// The whole text in one area.
fn area(ui: &Ui<'_>, made: &Reported, edited: Option<&str>) -> El {
    let text = edited.map_or_else(|| made.view.text(), str::to_owned);
    let rows = text.lines().map(|line| 1 + line.chars().count() / 22).sum::<usize>().clamp(8, 40);
    let (host, order) = (ui.host.clone(), made.order.clone());
    el("textarea", "input")
        .attr("id", "report-text")
        .set("rows", rows.to_string().into())
        .set("aria-label", report::TEXT.text(ui.lang).into())
        .value(text.into())
        .on(ListenerKind::oninput, move |event| {
            host.act(Action::Paper(PaperAct::EditReport(order.clone(), Some(held(&event)))));
        })
}

fn foot(ui: &Ui<'_>, made: &Reported, edited: Option<String>) -> El {
    let lang = ui.lang;
    let text = edited.unwrap_or_else(|| made.view.text());
    let copied = ui.memory.with(|kept| kept.here.copied);
    let copy = match copied {
        Some(true) => today::COPIED.text(lang),
        Some(false) => today::NOT_COPIED.text(lang),
        None => report::COPY.text(lang),
    };
    let onclick = {
        let (memory, whole) = (ui.memory.clone(), text.clone());
        Callback::from(move |_| copy_now(&memory, whole.clone()))
    };
    let document = ui.does(Action::Paper(PaperAct::Document(text)));
    el("div", "foot-acts")
        .child(button(Tone::Main, Some(if copied == Some(true) { Icon::Check } else { Icon::Out }), copy, onclick))
        .child(button(Tone::Plain, Some(Icon::File), report::DOCUMENT.text(lang), document))
}

/// Turns between reading and editing.
fn edit(ui: &Ui<'_>) -> El {
    let editing = ui.memory.with(|kept| kept.here.open);
    let (icon, word) = if editing { (Icon::Check, report::READ) } else { (Icon::Pen, report::EDIT) };
    let turn = ui.keeps(|kept| kept.here.open = !kept.here.open);
    button(Tone::Quiet, Some(icon), word.text(ui.lang), turn)
}

/// Copies a text; the button then says whether that worked.
fn copy_now(memory: &Memory, text: String) {
    let memory = memory.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let copied = clipboard::copy(text).await;
        memory.change(|kept| kept.here.copied = Some(copied));
    });
}

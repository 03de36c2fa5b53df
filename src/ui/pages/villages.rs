//! 各村进度: what every village has come to, who has not sent, and the township's deadlines.

use std::collections::HashMap;

use super::left_out;
use crate::app::Route;
use crate::campaign::{Campaign, Per};
use crate::journal::RecordId;
use crate::ledger::natural;
use crate::moment::Moment;
use crate::package::{RegionLabel, is_clock_wrong};
use crate::plan::{self, Board, Countdown, DueItem, HandedIn, Progress, VillageState, range};
use crate::register::namesake::Whereabouts;
use crate::rollup::{called, is_county};
use crate::text::words::villages;
use crate::text::{Lang, Say};
use crate::ui::desk::lacking;
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Hold, Page, Ui};
use crate::ui::parts::{Tone, button, empty, link, meter};

/// The page.
#[inline(never)]
pub fn page(ui: &Ui<'_>) -> Page {
    let lang = ui.lang;
    let title = villages::TITLE.text(lang);
    let Some((campaign, board)) = ui.board() else { return Page::new(title, el("div", "")) };
    let board = board.borrow();
    let missing = not_sent(ui, &board);
    let items = plan::due_here(&campaign, &ui.app.journal, ui.now());
    let handed = HandedIn::of(&ui.app.journal);
    let deadlines =
        items.iter().filter(|item| item.presses()).map(|item| (item.key.clone(), deadline(ui, &board, &handed, item)));
    let late = (!missing.is_empty()).then(|| card(ui, &missing));
    let table = if board.today.is_empty() {
        let receive = link(Tone::Main, Some(Icon::In), villages::RECEIVE.text(lang), Route::Packages.hash());
        empty(Icon::Hall, villages::NONE.text(lang), villages::NONE_TEXT.text(lang), Some(receive))
    } else {
        table(ui, &campaign, &board)
    };
    let mut deadlines = deadlines.peekable();
    let deadlines = deadlines.peek().is_some().then(|| el("div", "rows").list(deadlines));
    let body = el("div", "stack far")
        .maybe(lacking(ui))
        .maybe(late)
        .maybe(deadlines)
        .child(table)
        .maybe(left_out::section(ui, &board));
    let mut page = Page::new(title, body);
    page.hold = Hold::Wide;
    page.end = Some(link(Tone::Quiet, Some(Icon::Clock), villages::DEADLINES.text(lang), Route::Deadlines.hash()));
    page
}

/// A deadline that presses: how long is left, and which villages have not handed it in.
fn deadline(ui: &Ui<'_>, board: &Board, handed: &HandedIn, item: &DueItem) -> El {
    let lang = ui.lang;
    let all = board.regions.len();
    let waits = handed.waits_for(board.regions.keys(), &item.key, item.at);
    let names = names(board);
    let mut names: Vec<&str> =
        names.iter().filter(|(id, _)| waits.contains(id)).map(|(_, name)| name.as_str()).collect();
    names.sort_unstable_by(|a, b| natural(a, b));
    let count = villages::HANDED_IN.text(lang, [&(all - waits.len()).to_string(), &all.to_string()]);
    let over = item.left == Countdown::Over;
    let words = el("span", "grow")
        .child(el("b", "block").text(item.label.get(lang).to_owned()))
        .child(
            el("span", if over { "small block hot" } else { "small block" })
                .text(format!("{} · {count}", item.left.say(lang))),
        )
        .maybe((!names.is_empty()).then(|| {
            let names = villages::WAITS_FOR.text(lang, [&names.join(lang.pick("、", ", "))]);
            el("span", "small muted block").text(names)
        }));
    let row = el("a", "row").set("href", Route::Deadlines.hash().into()).child(el("span", "lead").icon(Icon::Clock));
    row.child(words).icon(Icon::Next)
}

/// How the villages are called among each other, by their records.
fn names(board: &Board) -> Vec<(&RecordId, String)> {
    let labels: Vec<(&RecordId, RegionLabel)> =
        board.regions.iter().map(|(id, region)| (id, RegionLabel::of(id, region.clone()))).collect();
    let is_county = is_county(&labels.iter().map(|(_, label)| label).collect::<Vec<_>>());
    labels.into_iter().map(|(id, label)| (id, called(&label, is_county))).collect()
}

/// The villages that are waited for and whose data are not here, by name.
fn not_sent(ui: &Ui<'_>, board: &Board) -> Vec<String> {
    let here = |name: &String| board.regions.values().any(|region| region.village == *name);
    ui.app.settings.expected_villages.iter().filter(|name| !here(name)).cloned().collect()
}

fn card(ui: &Ui<'_>, missing: &[String]) -> El {
    let lang = ui.lang;
    let names = missing.join("、");
    let words = el("div", "grow")
        .child(el("b", "block").text(villages::NOT_SENT_COUNT.text(lang, [&missing.len().to_string()])))
        .child(el("p", "").text(names.clone()));
    el("div", "card warn said")
        .icon(Icon::Triangle)
        .child(words)
        .child(button(Tone::Plain, Some(Icon::Out), villages::COPY_NOT_SENT.text(lang), ui.copies(names)))
        .maybe(ui.copied())
}

/// One column: its heading, and what of a village it shows.
enum Column {
    Homes,
    Stage(usize, String),
    Duty(usize, String),
    Red,
    Overdue,
    NeedsOverdue,
    AsOf,
}

/// The stages that have begun and the duties under way, the findings, and the time of the data.
fn columns(ui: &Ui<'_>, campaign: &Campaign, board: &Board) -> Vec<Column> {
    let (lang, now) = (ui.lang, ui.now().day());
    let mut columns = vec![Column::Homes];
    for (place, (stage, progress)) in campaign.stages.iter().zip(board.today.stages()).enumerate() {
        let begun = stage.start.is_none_or(|start| start <= now);
        if begun && progress.concerned > 0 {
            columns.push(Column::Stage(place, stage.label.get(lang).to_owned()));
        }
    }
    for (place, (duty, progress)) in campaign.duties.iter().zip(board.today.duties()).enumerate() {
        // What a stage shows already, week by week, is not shown again.
        let signal = matches!(duty.per, Per::Signal { .. });
        let as_stage = campaign.stages.iter().any(|stage| {
            let name = format!("duty.{}.", duty.name);
            stage.done.as_ref().is_some_and(|done| done.names().iter().any(|known| known.starts_with(&name)))
        });
        if progress.concerned > 0 && !as_stage && (signal || range(campaign, duty).has(now)) {
            columns.push(Column::Duty(place, duty.label.get(lang).to_owned()));
        }
    }
    columns.extend([Column::Red, Column::Overdue, Column::NeedsOverdue, Column::AsOf]);
    columns
}

fn table(ui: &Ui<'_>, campaign: &Campaign, board: &Board) -> El {
    let lang = ui.lang;
    let columns = columns(ui, campaign, board);
    let made = newest(ui);
    let states = board.today.villages(|id| made.get(id).copied());
    let names = names(board);
    let mut villages: Vec<(&str, String, &VillageState)> = states
        .iter()
        .map(|(id, state)| {
            let name = names.iter().find(|(known, _)| known.0 == *id).map(|(_, name)| name.clone());
            (*id, name.unwrap_or_else(|| villages::UNKNOWN.text(lang).to_owned()), state)
        })
        .collect();
    // Those with most overdue first: they are what the office asks after.
    let late = |state: &VillageState| state.overdue + state.needs_overdue;
    villages
        .sort_unstable_by(|(_, a_name, a), (_, b_name, b)| late(b).cmp(&late(a)).then_with(|| natural(a_name, b_name)));
    let heading = |column: &Column| match column {
        Column::Homes => villages::HOMES.text(lang).to_owned(),
        Column::Stage(_, name) | Column::Duty(_, name) => name.clone(),
        Column::Red => villages::RED.text(lang).to_owned(),
        Column::Overdue => villages::OVERDUE.text(lang).to_owned(),
        Column::NeedsOverdue => villages::NEEDS_OVERDUE.text(lang).to_owned(),
        Column::AsOf => villages::AS_OF.text(lang).to_owned(),
    };
    // A heading leads to the households behind its numbers, by name.
    let leads = |column: &Column| match column {
        Column::Stage(place, _) => {
            campaign.stages.get(*place).map(|stage| Route::Missing("stage".to_owned(), stage.name.clone()))
        }
        Column::Duty(place, _) => {
            campaign.duties.get(*place).map(|duty| Route::Missing("duty".to_owned(), duty.name.clone()))
        }
        Column::Red | Column::Overdue | Column::NeedsOverdue => Some(Route::Findings),
        Column::Homes => Some(Route::Households),
        Column::AsOf => None,
    };
    let heads = columns.iter().enumerate().map(|(at, column)| {
        let head = el("th", "n").attr("scope", "col");
        let head = match leads(column) {
            Some(route) => head.child(el("a", "").set("href", route.hash().into()).text(heading(column))),
            None => head.text(heading(column)),
        };
        (at.to_string(), head)
    });
    let head = el("tr", "").child(el("th", "").attr("scope", "col").text(villages::VILLAGE.text(lang))).list(heads);
    let row = |name: &str, state: &VillageState, as_of: (String, bool)| {
        let cells = columns.iter().enumerate().map(|(at, column)| (at.to_string(), cell(column, state, &as_of, lang)));
        el("tr", "").child(el("th", "").attr("scope", "row").text(name.to_owned())).list(cells)
    };
    let rows = villages
        .iter()
        .map(|(id, name, state)| ((*id).to_owned(), row(name, state, as_of(made.get(*id).copied(), campaign, ui))));
    let total = total(campaign, &villages);
    let total = row(villages::TOTAL.text(lang), &total, (String::new(), false)).attr("data-total", "");
    let grid = el("table", "")
        .child(el("thead", "").child(head))
        .child(el("tbody", "").list(rows))
        .child(el("tfoot", "").child(total));
    el("div", "stack near")
        .child(el("div", "sheet rollup").attr("tabindex", "0").child(grid))
        .child(el("p", "small muted").text(villages::OVERDUE_RULE.text(lang)))
}

fn cell(column: &Column, state: &VillageState, (as_of, is_wrong): &(String, bool), lang: Lang) -> El {
    let progress = |progress: Option<&Progress>| match progress {
        Some(Progress { concerned, done }) if *concerned > 0 => {
            el("td", "n short").text(format!("{done}/{concerned}")).html(meter(*done, *concerned))
        }
        _ => el("td", "n").text("—"),
    };
    let alarming = |count: usize| el("td", if count > 0 { "n hot" } else { "n" }).text(count.to_string());
    match column {
        Column::Homes => el("td", "n").text(format::count(state.households)),
        Column::Stage(place, _) => progress(state.stages.get(*place)),
        Column::Duty(place, _) => progress(state.duties.get(*place)),
        Column::Red => alarming(state.red),
        Column::Overdue => alarming(state.overdue),
        Column::NeedsOverdue => alarming(state.needs_overdue),
        Column::AsOf => el("td", "n short")
            .text(as_of.clone())
            .maybe(is_wrong.then(|| el("span", "block small hot").text(villages::CLOCK_WRONG.text(lang)))),
    }
}

/// When the newest data of each village that sent any were made, whichever of the names it sent them under.
fn newest(ui: &Ui<'_>) -> HashMap<String, Moment> {
    let whereabouts = Whereabouts::of(&ui.app.journal);
    let mut newest: HashMap<String, Moment> = HashMap::new();
    for label in ui.app.received.iter().map(|package| &package.label) {
        let Some(made) = Moment::parse(&label.made) else { continue };
        let known = newest.entry(whereabouts.village(&label.region.id).0.clone()).or_insert(made);
        *known = made.max(*known);
    }
    newest
}

/// When a village's data were made, on the device where they are entered now; and whether that cannot be.
fn as_of(made: Option<Moment>, campaign: &Campaign, ui: &Ui<'_>) -> (String, bool) {
    let (lang, now) = (ui.lang, ui.now());
    let Some(made) = made else { return (villages::OWN.text(lang).to_owned(), false) };
    let days = (now.day() - made.day()).num_days();
    let words = if days > 1 {
        villages::STALE.text(lang, [&days.to_string()])
    } else {
        format::moment(made.wall(), now.wall(), lang)
    };
    (words, is_clock_wrong(made, now, campaign.start))
}

/// All villages added up.
fn total(campaign: &Campaign, villages: &[(&str, String, &VillageState)]) -> VillageState {
    let mut total = VillageState {
        stages: vec![Progress::default(); campaign.stages.len()],
        duties: vec![Progress::default(); campaign.duties.len()],
        ..VillageState::default()
    };
    for (_, _, state) in villages {
        total.households += state.households;
        total.red += state.red;
        total.overdue += state.overdue;
        total.needs_overdue += state.needs_overdue;
        let pairs = total.stages.iter_mut().zip(&state.stages).chain(total.duties.iter_mut().zip(&state.duties));
        for (sum, one) in pairs {
            sum.concerned += one.concerned;
            sum.done += one.done;
        }
    }
    total
}

//! One ledger: its rows as the edition shows them, and how it leaves.

use gloo::timers::callback::Timeout;
use yew::Callback;

use super::ledgers::{edition, export, key, made, sent};
use super::log::{add, register};
use crate::app::Route;
use crate::campaign::{ColumnKind, Mask};
use crate::ledger::{Edition, says_something};
use crate::office::tables::{ColumnView, Form, TableRow, TableView};
use crate::plan::SHIFT;
use crate::text::Lang;
use crate::text::words::{ledgers, watch};
use crate::ui::el::{El, el};
use crate::ui::format;
use crate::ui::icon::Icon;
use crate::ui::page::{Hold, Page, Ui};
use crate::ui::parts::{Tone, button, empty, icon_button, link, paper};
use crate::web::files;

/// The page of a ledger, by its number or name.
#[inline(never)]
pub fn page(ui: &Ui<'_>, wanted: &str) -> Page {
    let (app, lang) = (ui.app, ui.lang);
    let season = app.season();
    let ledger = season
        .as_ref()
        .and_then(|season| season.campaign.ledgers.iter().find(|ledger| key(&ledger.number, &ledger.name) == wanted));
    let Some(ledger) = ledger else {
        let title = ledgers::GONE.text(lang);
        return Page::new(title, empty(Icon::Table, title, "", None)).back(Route::Ledgers);
    };
    let label = ledger.label.get(lang);
    let is_told = says_something(ledger, app.desk.edition());
    let shown = match made(app, wanted, label) {
        _ if !is_told => {
            empty(Icon::Table, ledgers::NOT_PUBLIC.text(lang), ledgers::NOT_PUBLIC_TEXT.text(lang), None).key("untold")
        }
        None => el("p", "muted").attr("role", "status").text(ledgers::MAKING.text(lang)).key("making"),
        Some(table) if table.count == 0 => {
            empty(Icon::Table, ledgers::EMPTY.text(lang), ledgers::EMPTY_TEXT.text(lang), None).key("empty")
        }
        Some(table) => {
            let sheet = is_on_paper(ui, table).then(|| paper(table, &[], lang));
            // Whose row it is stays in view.
            let who = ledger.columns.iter().find(|column| column.masks.public == Mask::Name);
            let who = who.map_or("", |column| column.label.get(lang));
            el("div", "").key("table").child(preview(table, who, lang)).maybe(sheet)
        }
    };
    let note = ledger.note.get(lang);
    let note = (!note.is_empty()).then(|| el("p", "small muted no-print").text(note.to_owned()));
    // Whole numbers stand in this edition alone.
    let is_numbered = ledger.columns.iter().any(|column| column.kind == ColumnKind::Id);
    let digits = (is_told && is_numbered && app.desk.edition() == Edition::Report)
        .then(|| el("p", "small muted no-print").text(ledgers::CSV_DIGITS.text(lang)).key("digits"));
    let told = edition(ui);
    let body = el("div", "stack").child(told).maybe(note).maybe(digits).maybe(entries(ui, &ledger.kinds)).child(shown);
    let print = {
        let memory = ui.memory.clone();
        Callback::from(move |_| {
            memory.change(|kept| kept.here.drawn.whole = true);
            // The sheet of paper is drawn first.
            Timeout::new(DRAWN_MILLIS, files::print).forget();
        })
    };
    let foot = el("div", "foot-acts")
        .child(button(
            Tone::Main,
            Some(Icon::Out),
            ledgers::EXPORT.text(lang),
            export(ui, vec![wanted.to_owned()], Form::Workbook),
        ))
        .child(button(Tone::Plain, None, ledgers::CSV.text(lang), export(ui, vec![wanted.to_owned()], Form::Csv)))
        .child(icon_button(Icon::Print, ledgers::PRINT.text(lang), print));
    let mut page = Page {
        foot: is_told.then_some(foot),
        ..Page::new(format!("{} {label}", ledger.number), body).back(Route::Ledgers)
    };
    page.below = sent(ui, wanted).into();
    page.hold = Hold::Wide;
    page
}

/// Long enough for a sheet of paper to be drawn.
const DRAWN_MILLIS: u32 = 100;

/// So many rows are drawn for the screen.
const ON_SCREEN: usize = 300;

/// Whether the sheet of paper is drawn too: that of a long ledger only for who prints it.
fn is_on_paper(ui: &Ui<'_>, table: &TableView) -> bool {
    table.rows.len() <= ON_SCREEN || ui.memory.with(|kept| kept.here.drawn.whole)
}

/// The way to the entries that a ledger of records lists, where they have a screen of their own.
fn entries(ui: &Ui<'_>, kinds: &[String]) -> Option<El> {
    let lang = ui.lang;
    if kinds.iter().any(|kind| kind == SHIFT) {
        return Some(el("p", "line-up no-print").child(link(
            Tone::Plain,
            Some(Icon::Shield),
            watch::TITLE.text(lang),
            Route::Watch.hash(),
        )));
    }
    let register = kinds.iter().find_map(|kind| register(kind))?;
    Some(el("p", "line-up no-print").child(add(ui, register, Tone::Plain)).child(link(
        Tone::Quiet,
        Some(Icon::Table),
        ledgers::ENTRIES.text(lang),
        Route::Log(register.kind.to_owned(), None).hash(),
    )))
}

/// The rows, under a heading of one or two levels; the column that is called `who` stays in view, or else the first.
fn preview(table: &TableView, who: &str, lang: Lang) -> El {
    let mut shown = 0;
    let on_screen: Vec<&TableRow> = table
        .rows
        .iter()
        .filter(|row| {
            shown += usize::from(!row.sum);
            row.sum || shown <= ON_SCREEN
        })
        .collect();
    let shown = shown.min(ON_SCREEN);
    let cut = (shown < table.count).then(|| {
        let (some, all) = (format::count(shown), format::count(table.count));
        el("p", "small muted").text(ledgers::CUT.text(lang, [&some, &all]))
    });
    let cell = |tag: &'static str, column: &ColumnView, text: &str| {
        let class = match text.chars().count() {
            _ if column.label == who => "who",
            _ if column.number => "n",
            0..=20 => "short",
            _ => "long-text",
        };
        el(tag, class).text(text.to_owned())
    };
    let head = table.columns.iter().enumerate().map(|(at, column)| {
        let label = match column.group.as_str() {
            "" => column.label.clone(),
            group => format!("{group} · {}", column.label),
        };
        (at.to_string(), cell("th", column, &label).attr("scope", "col"))
    });
    let rows = on_screen.into_iter().enumerate().map(|(at, row)| {
        let cells = table.columns.iter().zip(&row.cells).enumerate();
        let cells = cells.map(|(at, (column, text))| (at.to_string(), cell("td", column, text)));
        (at.to_string(), el("tr", if row.sum { "total" } else { "" }).list(cells))
    });
    let grid = el("table", "")
        .child(el("caption", "aside-only").text(table.title.clone()))
        .child(el("thead", "").child(el("tr", "").list(head)))
        .child(el("tbody", "").list(rows));
    let scroll = el("div", "sheet")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", ledgers::SCROLL.text(lang))
        .child(grid);
    el("section", "stack near no-print")
        .child(
            el("p", "small muted line-up")
                .child(el("span", "").text(table.unit.clone()))
                .child(el("span", "push").text(table.date.clone())),
        )
        .child(scroll)
        .maybe(cut)
}

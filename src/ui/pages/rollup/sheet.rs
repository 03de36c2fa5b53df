//! One table of the roll-up: the name of a row stays in view, rates have a bar, a tap on a number shows who stands behind it.

use std::rc::Rc;

use yew::{Html, Properties, component};

use super::chart;
use crate::app::Action;
use crate::office::tables::{ColumnView, Leaf, TableRow, TableView};
use crate::office::township::Ask;
use crate::rollup::MADE;
use crate::text::Lang;
use crate::text::words::rollup;
use crate::ui::document;
use crate::ui::el::{El, el};
use crate::ui::memory::Memory;
use crate::ui::parts::{Tone, button, heads, meter, paper};
use crate::web::host::Host;

/// How many rows are drawn at first, beside everything else that comes with them, and how many more at once: a hundred villages' would
/// keep the page from answering.
const FIRST: usize = 6;
const PIECE: usize = 25;
/// With more rows than these the table stands before its chart.
const MANY: usize = 15;
/// With more rows than these only so many stand there until somebody asks for the others, and the sums: what has a dialog over it is
/// styled and painted anew, every cell of it.
const LONG: usize = 40;
const FEW: usize = 30;

/// What a [`Sheet`] is drawn from.
#[derive(Clone, Properties)]
pub(super) struct SheetProps {
    pub host: Host,
    pub memory: Memory,
    pub lang: Lang,
    /// The roll-up's tables, and the place of this one.
    pub tables: Rc<Vec<Leaf>>,
    pub at: usize,
    /// How many pieces are drawn after the first.
    pub grown: usize,
    /// Every row of a long one is shown.
    pub whole: bool,
    /// They are of files that were not taken in.
    pub filed: bool,
    /// The townships whose villages are shown.
    pub opened: Vec<String>,
}

impl PartialEq for SheetProps {
    fn eq(&self, other: &Self) -> bool {
        // The host and the memory are always the same ones.
        Rc::ptr_eq(&self.tables, &other.tables)
            && (self.at, self.grown, self.lang) == (other.at, other.grown, other.lang)
            && (self.whole, self.filed, &self.opened) == (other.whole, other.filed, &other.opened)
    }
}

/// A table under its chart. A component, so that a hundred villages' rows are not drawn anew with every tap beside them and every step of
/// an adding up.
#[component]
pub(super) fn Sheet(props: &SheetProps) -> Html {
    let Some(table) = props.tables.get(props.at).map(Leaf::view) else { return Html::default() };
    let chart = chart::chart(table, props.lang, props.grown > 0).map(|chart| chart.key("chart"));
    let sheet = sheet(props, table).key("sheet");
    // Of many villages one looks a name up; of a few one sees at a glance how far they are.
    let many = table.rows.iter().filter(|row| !row.sum).count() > MANY;
    let (first, second) = if many { (Some(sheet), chart) } else { (chart, Some(sheet)) };
    el("div", "stack").maybe(first).maybe(second).done()
}

/// The table with its title and notes, and the same for paper. A long one is drawn piece by piece, and for paper at last.
fn sheet(ui: &SheetProps, table: &TableView) -> El {
    let folds = !ui.whole && table.rows.len() > LONG;
    let rows = || table.rows.iter().enumerate().filter(|(at, row)| !folds || *at < FEW || row.sum);
    let (drawn, count) = (FIRST + PIECE * ui.grown, rows().count());
    let for_paper = drawn >= count + PIECE || count <= FIRST;
    if !for_paper {
        ui.memory.grow();
    }
    let title = table.name.split_once(' ').map_or(&*table.name, |(_, name)| name).to_owned();
    let name = named(table);
    let columns: Vec<(usize, &ColumnView)> = shown(table, name).collect();
    let plain: Vec<&ColumnView> = columns.iter().map(|(_, column)| *column).collect();
    let head = heads(&plain);
    let class = if head.len() > 1 { "sheet rollup twofold" } else { "sheet rollup" };
    let head = head.into_iter().enumerate().map(|(at, row)| (at.to_string(), row));
    let by_class = name == 1 && table.columns.iter().all(|column| column.key != MADE);
    let rows = rows().take(drawn).flat_map(|(at, row)| {
        let opened = ui.opened.contains(&row.key);
        let inside = row.inside.iter().filter(move |_| opened).enumerate();
        let draw = |row: &TableRow, level: Level| line(ui, &columns, row, (name, by_class, level));
        let own = if row.inside.is_empty() { Level::Plain } else { Level::Opens(opened) };
        let below = inside.map(|(place, row)| (format!("{at}.{place}"), draw(row, Level::Inside)));
        let rest =
            (folds && at + 1 == FEW).then(|| ("rest".to_owned(), rest(ui, table.rows.len() - count, columns.len())));
        std::iter::once((at.to_string(), draw(row, own))).chain(below).chain(rest).collect::<Vec<_>>()
    });
    let grid = el("table", "")
        .child(el("caption", "aside-only").text(table.title.clone()))
        .child(el("thead", "").list(head))
        .child(el("tbody", "").list(rows));
    let notes = (!table.notes.is_empty()).then(|| {
        let notes = table.notes.iter().map(|note| (note, el("li", "").text(note.clone())));
        el("ul", "small muted").attr("aria-label", rollup::NOTES.text(ui.lang)).list(notes)
    });
    let head =
        el("div", "line-up").child(el("h2", "").text(title)).child(el("span", "small muted").text(table.date.clone()));
    let scroll = el("div", class)
        .set("id", table_id(ui).into())
        .attr("role", "region")
        .attr("tabindex", "0")
        .set("aria-label", table.title.clone().into())
        .child(grid);
    let screen = el("div", "stack near no-print").child(head).child(scroll).maybe(notes);
    el("section", "").child(screen).maybe(for_paper.then(|| paper(table, &ui.opened, ui.lang)))
}

/// The column that names a row: the last before the numbers.
fn named(table: &TableView) -> usize {
    let numbers = table.columns.iter().enumerate().skip(1).find(|(_, column)| column.number);
    numbers.map_or(1, |(at, _)| at).saturating_sub(1)
}

/// The columns as the screen shows them: the one that names the row first, and no serial number.
fn shown(table: &TableView, name: usize) -> impl Iterator<Item = (usize, &ColumnView)> {
    let columns = table.columns.iter().enumerate();
    let first = columns.clone().skip(name).take(1);
    first.chain(columns.filter(move |(at, _)| *at != name && *at > 0))
}

/// What a row is to those around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Nothing.
    Plain,
    /// It opens to show what it is the sum of, and is open or not.
    Opens(bool),
    /// It is shown because the row above it is open.
    Inside,
}

fn line(
    ui: &SheetProps,
    columns: &[(usize, &ColumnView)],
    row: &TableRow,
    (name, by_class, level): (usize, bool, Level),
) -> El {
    let cells = columns.iter().map(|&(at, column)| {
        let text = row.cells.get(at).cloned().unwrap_or_default();
        let cell = if at == name {
            let head = el("th", "short").attr("scope", "row");
            match level {
                Level::Opens(open) => head.child(opener(ui, row, text, open)),
                Level::Plain | Level::Inside => head.text(text),
            }
        } else if column.number {
            let rate = text.strip_suffix('%').and_then(|rate| rate.parse::<f64>().ok());
            number(ui, column, row, by_class, text).html(rate.map(bar).unwrap_or_default())
        } else {
            el("td", "short").text(text)
        };
        (at.to_string(), cell)
    });
    let class = match level {
        _ if row.sum => "total",
        Level::Inside => "inside",
        Level::Plain | Level::Opens(_) => "",
    };
    el("tr", class).list(cells)
}

fn table_id(ui: &SheetProps) -> String {
    format!("table-{}", ui.at)
}

/// In place of so many rows: a tap shows them.
fn rest(ui: &SheetProps, rows: usize, columns: usize) -> El {
    let memory = ui.memory.clone();
    let id = table_id(ui);
    let click = yew::Callback::from(move |_| {
        // The button goes; whoever has no pointer goes on in the table.
        document::focus(&id);
        memory.change(|kept| kept.sheets.unfolded = true);
    });
    let word = rollup::ROWS_REST.text(ui.lang, [&rows.to_string()]);
    let cell = el("td", "").set("colspan", columns.to_string().into());
    el("tr", "rest").child(cell.child(button(Tone::Quiet, None, word, click)))
}

/// The name of a row that opens: a tap shows its villages below it, another hides them.
fn opener(ui: &SheetProps, row: &TableRow, text: String, open: bool) -> El {
    let (memory, key) = (ui.memory.clone(), row.key.clone());
    let click = yew::Callback::from(move |_| {
        memory.change(|kept| {
            let opened = &mut kept.sheets.opened;
            match opened.iter().position(|known| *known == key) {
                Some(place) => drop(opened.remove(place)),
                None => opened.push(key.clone()),
            }
        });
    });
    let count = rollup::OPENS.text(ui.lang, [&row.inside.len().to_string()]);
    el("button", "opener")
        .attr("type", "button")
        .either("aria-expanded", open)
        .child(el("span", "").text(text))
        .child(el("small", "muted").text(count))
        .click(click)
}

/// The cell of a number; one that somebody stands behind is a button.
fn number(ui: &SheetProps, column: &ColumnView, row: &TableRow, by_class: bool, text: String) -> El {
    let nobody = text.is_empty() || text == "0" || !text.starts_with(|first: char| first.is_ascii_digit());
    // Nobody holds the records of files that were only added up.
    if nobody || column.key.is_empty() || column.key.contains('.') || ui.filed {
        return el("td", "n").text(text);
    }
    let ask = Ask::Behind {
        indicator: column.key.clone(),
        place: if by_class { String::new() } else { row.key.clone() },
        class: (by_class && !row.sum).then(|| row.key.clone()),
    };
    let (host, memory) = (ui.host.clone(), ui.memory.clone());
    let name = rollup::WHO.text(ui.lang, [&column.label, &text]);
    let click = yew::Callback::from(move |_| {
        memory.with(|kept| kept.here.asked = Some(ask.clone()));
        host.act(Action::Ask(ask.clone()));
    });
    let button = el("button", "behind").attr("type", "button").set("aria-label", name.into());
    el("td", "n").child(button.text(text).click(click))
}

/// A rate as a thin bar under its number.
fn bar(rate: f64) -> Html {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate between 0 and 100")]
    let part = rate.clamp(0.0, 100.0) as usize;
    meter(part, 100)
}

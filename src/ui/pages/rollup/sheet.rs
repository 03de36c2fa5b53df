//! One table of the roll-up: its first columns stay, rates have a bar, notes stand below.

use crate::office::tables::{ColumnView, TableRow, TableView};
use crate::text::words::rollup;
use crate::ui::el::{El, el};
use crate::ui::page::Ui;
use crate::ui::parts::meter;

/// The table with its title and notes.
pub(super) fn sheet(ui: &Ui<'_>, table: &TableView) -> El {
    let title = table.name.split_once(' ').map_or(&*table.name, |(_, name)| name).to_owned();
    let name = named(table);
    let head = el("tr", "").list(shown(table, name).map(|(at, column)| {
        let cell = el("th", if column.number { "n" } else { "" }).attr("scope", "col").text(column.label.clone());
        (at.to_string(), cell)
    }));
    let rows = table.rows.iter().enumerate().map(|(at, row)| (at.to_string(), line(table, row, name)));
    let grid = el("table", "")
        .child(el("caption", "aside-only").text(table.title.clone()))
        .child(el("thead", "").child(head))
        .child(el("tbody", "").list(rows));
    let notes = (!table.notes.is_empty()).then(|| {
        el("ul", "small muted")
            .attr("aria-label", rollup::NOTES.text(ui.lang))
            .list(table.notes.iter().map(|note| (note, el("li", "").text(note.clone()))))
    });
    el("section", "stack near")
        .child(
            el("div", "line-up")
                .child(el("h2", "").text(title))
                .child(el("span", "small muted").text(table.date.clone())),
        )
        .child(
            el("div", "sheet rollup").attr("tabindex", "0").set("aria-label", table.title.clone().into()).child(grid),
        )
        .maybe(notes)
}

/// The column that names a row: the last before the numbers.
fn named(table: &TableView) -> usize {
    table.columns.iter().position(|column| !column.key.is_empty()).unwrap_or(1).saturating_sub(1)
}

/// The columns as the screen shows them: the one that names the row first, and no serial number.
fn shown(table: &TableView, name: usize) -> impl Iterator<Item = (usize, &ColumnView)> {
    let columns = table.columns.iter().enumerate();
    let first = columns.clone().skip(name).take(1);
    first.chain(columns.filter(move |(at, _)| *at != name && *at > 0))
}

fn line(table: &TableView, row: &TableRow, name: usize) -> El {
    let cells = shown(table, name).map(|(at, column)| {
        let text = row.cells.get(at).cloned().unwrap_or_default();
        let cell = if at == name {
            el("th", "short").attr("scope", "row").text(text)
        } else if column.number {
            let rate = text.strip_suffix('%').and_then(|rate| rate.parse::<f64>().ok());
            el("td", "n").text(text).maybe(rate.map(bar))
        } else {
            el("td", "short").text(text)
        };
        (at.to_string(), cell)
    });
    el("tr", if row.sum { "total" } else { "" }).list(cells)
}

/// A rate as a thin bar under its number.
fn bar(rate: f64) -> El {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate between 0 and 100")]
    let part = rate.clamp(0.0, 100.0) as usize;
    el("span", "bar-under").html(meter(part, 100))
}

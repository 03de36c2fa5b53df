//! A table as it is printed: title, unit and date, header of one or two levels on every page, notes, and a line for signatures. The more
//! columns, the smaller its letters, so that all of them stand on one sheet.

use crate::office::tables::{ColumnView, TableRow, TableView};
use crate::text::Lang;
use crate::text::words::ledgers;
use crate::ui::el::{El, el};
use crate::ui::format;

/// The rows of a table's header; where columns are grouped, the first holds the groups.
#[must_use]
pub fn heads(columns: &[&ColumnView]) -> Vec<El> {
    let cell = |column: &ColumnView| {
        let cell = el("th", if column.number { "n" } else { "" }).attr("scope", "col");
        cell.text(column.label.clone())
    };
    let grouped = columns.iter().any(|column| !column.group.is_empty());
    if !grouped {
        return vec![el("tr", "").list(columns.iter().enumerate().map(|(at, column)| (at.to_string(), cell(column))))];
    }
    let runs = columns.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group);
    let upper = runs.enumerate().map(|(at, run)| {
        let cell = match run {
            [one] if one.group.is_empty() => cell(one).attr("rowspan", "2"),
            run => {
                let group = run.first().map(|column| column.group.clone()).unwrap_or_default();
                let cell = el("th", "group").attr("scope", "colgroup");
                cell.set("colspan", run.len().to_string().into()).text(group)
            }
        };
        (at.to_string(), cell)
    });
    let lower = columns.iter().enumerate().filter(|(_, column)| !column.group.is_empty());
    let lower = el("tr", "").list(lower.map(|(at, column)| (at.to_string(), cell(column))));
    vec![el("tr", "").list(upper), lower]
}

/// The sheet of paper. It is on paper only: the screen has a table that can be read there. Below the rows of the keys that are opened
/// stands what they open to.
pub fn paper(table: &TableView, opened: &[String], lang: Lang) -> El {
    let columns: Vec<&ColumnView> = table.columns.iter().collect();
    let head = el("thead", "").list(heads(&columns).into_iter().enumerate().map(|(at, row)| (at.to_string(), row)));
    let inside = |row: &TableRow| if opened.contains(&row.key) { row.inside.len() } else { 0 };
    let rows = table.rows.iter().flat_map(|row| std::iter::once(row).chain(row.inside.iter().take(inside(row))));
    let rows = rows.enumerate().map(|(at, row)| {
        let cells = columns.iter().zip(&row.cells).enumerate();
        let cells = cells.map(|(at, (column, text))| {
            (at.to_string(), el("td", if column.number { "n" } else { "" }).text(text.clone()))
        });
        (at.to_string(), el("tr", if row.sum { "total" } else { "" }).list(cells))
    });
    let class = match columns.len() {
        0..=12 => "paper",
        13..=17 => "paper dense",
        _ => "paper dense denser",
    };
    let cut = table.rows.iter().filter(|row| !row.sum).count();
    let cut = (cut < table.count).then(|| {
        let (some, all) = (format::count(cut), format::count(table.count));
        el("p", "").text(ledgers::PRINT_CUT.text(lang, [&some, &all]))
    });
    let signatures = table.signatures.iter().map(|signature| (signature, el("span", "").text(signature.clone())));
    el("section", class)
        .attr("aria-hidden", "true")
        .child(el("h2", "").text(table.title.clone()))
        .child(
            el("p", "paper-line")
                .child(el("span", "").text(table.unit.clone()))
                .child(el("span", "").text(table.date.clone())),
        )
        .child(el("table", "").child(head).child(el("tbody", "").list(rows)))
        .maybe(cut)
        .child(el("div", "").list(table.notes.iter().map(|note| (note, el("p", "").text(note.clone())))))
        .child(el("p", "paper-line signatures").list(signatures))
}

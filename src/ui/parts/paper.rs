//! A table as it is printed: title, unit and date, header of one or two levels on every page, notes, and a line for signatures.

use crate::office::tables::{ColumnView, TableView};
use crate::ui::el::{El, el};

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

/// The sheet of paper. It is on paper only: the screen has a table that can be read there.
pub fn paper(table: &TableView) -> El {
    let columns: Vec<&ColumnView> = table.columns.iter().collect();
    let head = el("thead", "").list(heads(&columns).into_iter().enumerate().map(|(at, row)| (at.to_string(), row)));
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        let cells = columns.iter().zip(&row.cells).enumerate();
        let cells = cells.map(|(at, (column, text))| {
            (at.to_string(), el("td", if column.number { "n" } else { "" }).text(text.clone()))
        });
        (at.to_string(), el("tr", if row.sum { "total" } else { "" }).list(cells))
    });
    let signatures = table.signatures.iter().map(|signature| (signature, el("span", "").text(signature.clone())));
    el("section", "paper")
        .attr("aria-hidden", "true")
        .child(el("h2", "").text(table.title.clone()))
        .child(
            el("p", "paper-line")
                .child(el("span", "").text(table.unit.clone()))
                .child(el("span", "").text(table.date.clone())),
        )
        .child(el("table", "").child(head).child(el("tbody", "").list(rows)))
        .child(el("div", "").list(table.notes.iter().map(|note| (note, el("p", "").text(note.clone())))))
        .child(el("p", "paper-line signatures").list(signatures))
}

//! Charts where people would rather look than read: progress by village, problems by class, the trend by day.
//!
//! Each is drawn from the table that stands below it. Bars are SVG; names and numbers beside them are text, so that they can be read,
//! enlarged and spoken. No colour stands alone: what it means is written at the bar.

use crate::office::tables::{TableRow, TableView};
use crate::rollup::{MADE, SURVEYED};
use crate::text::Lang;
use crate::text::words::rollup;
use crate::ui::el::{El, el};

/// How many bars are seen at a glance, and how many can be unfolded; the table has the others.
const FIRST: usize = 12;
const BARS: usize = 60;

/// The chart of a table, what is folded in it drawn or not yet; none where looking says no more than reading.
pub(super) fn chart(table: &TableView, lang: Lang, whole: bool) -> Option<El> {
    if has(table, SURVEYED) {
        let of_townships = table.rows.iter().any(|row| !row.inside.is_empty());
        let title = if of_townships { rollup::CHART_TOWNSHIPS } else { rollup::CHART_PROGRESS };
        return bars(table, ("households", SURVEYED), (title.text(lang), whole), lang);
    }
    // By village it would repeat the table; by class it shows where the danger is.
    if has(table, "problems_found") && !has(table, MADE) {
        return bars(table, ("problems_found", "problems_closed"), (rollup::CHART_CLASSES.text(lang), whole), lang);
    }
    has(table, "day.visited").then(|| trend(table, lang))
}

fn has(table: &TableView, key: &str) -> bool {
    table.columns.iter().any(|column| column.key == key)
}

fn value(table: &TableView, row: &TableRow, key: &str) -> u32 {
    let at = table.columns.iter().position(|column| column.key == key);
    at.and_then(|at| row.cells.get(at)).and_then(|text| text.parse().ok()).unwrap_or_default()
}

/// A bar a row: how much of the whole is done; the longest whole fills the width. Of more than one looks at, those furthest behind come
/// first and the rest is folded.
fn bars(table: &TableView, (whole, part): (&str, &str), (title, unfolds): (&str, bool), lang: Lang) -> Option<El> {
    let name = table.columns.iter().position(|column| column.key == whole)?.saturating_sub(1);
    let rows = table.rows.iter().filter(|row| !row.sum).map(|row| {
        let name = row.cells.get(name).cloned().unwrap_or_default();
        (name, value(table, row, whole), value(table, row, part))
    });
    let mut rows: Vec<(String, u32, u32)> = rows.filter(|(_, whole, _)| *whole > 0).collect();
    // Those that are folded count for the scale already.
    let most = rows.iter().map(|(_, whole, _)| *whole).max()?;
    let (all, is_long) = (rows.len(), rows.len() > FIRST);
    if is_long {
        // 3 of 10 before 2 of 5: by how much of each is done, without a fraction.
        rows.sort_by_key(|(_, whole, part)| u64::from(*part) * 1_000_000 / u64::from(*whole));
        rows.truncate(BARS);
    }
    let bar = |(at, (name, whole, part)): (usize, &(String, u32, u32))| {
        let width = |of: u32| format!("{:.1}%", f64::from(of) * 100.0 / f64::from(most));
        let rect = |class: &'static str, of: u32| {
            el("rect", class).set("width", width(of).into()).attr("height", "100%").attr("rx", "3")
        };
        let bar =
            el("svg", "bar-line").attr("aria-hidden", "true").child(rect("whole", *whole)).child(rect("part", *part));
        let words = rollup::OF.text(lang, [&part.to_string(), &whole.to_string()]);
        let row = el("li", "bar-row")
            .child(el("span", "").text(name.clone()))
            .child(bar)
            .child(el("span", "num small").text(words));
        (at.to_string(), row)
    };
    let first = el("ul", "bars").list(rows.iter().take(FIRST).enumerate().map(bar));
    let rest = (is_long && unfolds).then(|| {
        let count = (rows.len() - FIRST).to_string();
        el("details", "fold no-print")
            .child(el("summary", "").text(rollup::CHART_REST.text(lang, [&count])))
            .child(el("ul", "bars").list(rows.iter().skip(FIRST).enumerate().map(bar)))
    });
    let note = is_long.then(|| {
        let words = rollup::CHART_BEHIND.text(lang, [&FIRST.to_string(), &all.to_string()]);
        el("span", "small muted").text(words)
    });
    let head = el("figcaption", "line-up").child(el("span", "strong").text(title.to_owned())).maybe(note);
    Some(el("figure", "card chart stack near").child(head).child(first).maybe(rest))
}

/// Small multiples by day: visits, problems found, problems closed, each under its name and on its own scale.
fn trend(table: &TableView, lang: Lang) -> El {
    let panels = ["day.visited", "day.found", "day.closed"].into_iter().filter_map(|key| {
        let column = table.columns.iter().find(|column| column.key == key)?;
        Some((key, panel(table, key, &column.label, lang)))
    });
    figure(rollup::CHART_TREND.text(lang)).child(el("div", "panels").list(panels))
}

fn panel(table: &TableView, key: &'static str, label: &str, lang: Lang) -> El {
    const HEIGHT: f64 = 60.0;
    let days: Vec<(&str, u32)> =
        table.rows.iter().map(|row| (row.cells.get(1).map_or("", String::as_str), value(table, row, key))).collect();
    let most = days.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let bars = days.iter().enumerate().map(|(at, (day, count))| {
        let height = f64::from(*count) * HEIGHT / f64::from(most);
        let bar = el("rect", "part")
            .set("x", format!("{}", at * 10 + 1).into())
            .attr("width", "8")
            .set("y", format!("{:.1}", HEIGHT - height).into())
            .set("height", format!("{height:.1}").into());
        (*day, bar.child(el("title", "").text(format!("{day} {count}"))))
    });
    let total: u32 = days.iter().map(|(_, count)| count).sum();
    let says = rollup::TREND_SAYS.text(lang, [label, &total.to_string(), &most.to_string()]);
    let drawing = el("svg", "columns")
        .set("viewBox", format!("0 0 {} {HEIGHT}", (days.len() * 10).max(10)).into())
        .attr("preserveAspectRatio", "none")
        .attr("role", "img")
        .set("aria-label", says.into())
        .list(bars);
    let short = |day: Option<&(&str, u32)>| day.map_or("", |(day, _)| day.get(5..).unwrap_or(day)).to_owned();
    el("div", "panel")
        .child(
            el("p", "line-up small")
                .child(el("span", "strong").text(label.to_owned()))
                .child(el("span", "push muted num").text(rollup::MOST.text(lang, [&most.to_string()]))),
        )
        .child(drawing)
        .child(
            el("p", "line-up small muted num")
                .child(el("span", "").text(short(days.first())))
                .child(el("span", "push").text(short(days.last()))),
        )
}

fn figure(title: &str) -> El {
    el("figure", "card chart stack near").child(el("figcaption", "strong").text(title.to_owned()))
}

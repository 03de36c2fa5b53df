//! Editing a sheet's markup: cells are put into its rows, and rows added where there are too few.
//!
//! A scanner of rows and cells and not a parser of documents: what it does not know it hands on as it stands.

use std::fmt::Write as _;

use super::file::attribute;
use super::shift::Shift;
use crate::ledger::xlsx::name;
use crate::xml::escaped;

/// What is put into a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fill {
    /// The first row, from 0.
    pub first: usize,
    /// How many rows from there are cleared before: what stands in them, but for formulas and the columns to keep.
    pub cleared: usize,
    /// The columns of the rows' own numbers, which stay in rows that are cleared.
    pub keep: Vec<usize>,
    /// How many rows the sheet has from the first for filling, those that are cleared among them.
    pub room: usize,
    /// The row that added rows are like where there is none for filling, from 0.
    pub like: Option<usize>,
    /// The rows, each with the cells that say something, by column from 0 and in any order.
    pub rows: Vec<Vec<(usize, Value)>>,
    /// Cells of the row below the blank ones.
    pub sums: Vec<(usize, Value)>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
}

/// A row of a sheet.
#[derive(Clone, Debug, Default)]
struct Row {
    /// From 1.
    number: u32,
    /// Its attributes besides the number and the span.
    attributes: String,
    cells: Vec<Cell>,
}

/// A cell of a row.
#[derive(Clone, Debug)]
struct Cell {
    /// From 0.
    column: usize,
    /// Its style, by number.
    style: Option<String>,
    /// Its other attributes and what stands in it, as they are; none where it is blank.
    held: Option<(String, String)>,
}

/// The sheet's markup with the cells in it, and how what stood below has moved. None where the markup is not understood.
pub(super) fn filled(xml: &str, fill: &Fill) -> Option<(String, Option<Shift>)> {
    let open = xml.find("<sheetData")?;
    let opened = open + xml.get(open..)?.find('>')? + 1;
    let bare = xml.get(..opened)?.ends_with("/>");
    let close = if bare { opened } else { open + xml.get(open..)?.find("</sheetData>")? };
    let (before, inside) = (xml.get(..open)?, if bare { "" } else { xml.get(opened..close)? });
    let after = if bare { xml.get(opened..)? } else { xml.get(close + "</sheetData>".len()..)? };
    let first = u32::try_from(fill.first).ok()? + 1;
    let room = u32::try_from(fill.room).ok()?;
    let more = u32::try_from(fill.rows.len()).ok()?.saturating_sub(room);
    let shift = (more > 0).then_some(Shift { from: first + room, by: more });
    let mut rows = rows(inside)?;
    if let Some(shift) = shift {
        for row in &mut rows {
            row.shift(shift);
        }
    }
    let cleared = first..first + u32::try_from(fill.cleared).ok()?;
    for row in rows.iter_mut().filter(|row| cleared.contains(&row.number)) {
        row.clear(&fill.keep);
    }
    let like = fill.like.and_then(|row| u32::try_from(row + 1).ok());
    let alike = rows.iter().rev().find(|row| (first..first + room).contains(&row.number));
    let pattern = alike.or_else(|| rows.iter().find(|row| Some(row.number) == like)).cloned();
    for (number, values) in (first..).zip(&fill.rows) {
        place(&mut rows, number, pattern.as_ref()).put(values, pattern.as_ref());
    }
    if !fill.sums.is_empty() {
        place(&mut rows, first + room + more, None).put(&fill.sums, None);
    }
    let mut data = String::with_capacity(inside.len() + fill.rows.len() * 256);
    for row in &rows {
        row.write(&mut data);
    }
    let (mut before, mut after) = (before.to_owned(), after.to_owned());
    if let Some(shift) = shift {
        before = shift.attributes(&before);
        after = repeated(&shift.attributes(&after), pattern.as_ref().map(|row| row.number), shift);
    }
    Some((format!("{before}<sheetData>{data}</sheetData>{after}"), shift))
}

/// The row of this number; added, in the manner of a pattern, where the sheet has none.
fn place<'r>(rows: &'r mut Vec<Row>, number: u32, pattern: Option<&Row>) -> &'r mut Row {
    let at = rows.partition_point(|row| row.number < number);
    if rows.get(at).is_none_or(|row| row.number != number) {
        let blank = |cell: &Cell| Cell { held: None, ..cell.clone() };
        let row = pattern.map_or_else(Row::default, |row| Row {
            number,
            attributes: row.attributes.clone(),
            cells: row.cells.iter().map(blank).collect(),
        });
        rows.insert(at, Row { number, ..row });
    }
    // It is there now.
    let at = at.min(rows.len().saturating_sub(1));
    &mut rows[at]
}

impl Row {
    fn shift(&mut self, shift: Shift) {
        self.number = shift.row(self.number);
        for (attributes, inside) in self.cells.iter_mut().filter_map(|cell| cell.held.as_mut()) {
            if let Some((before, formula)) = inside.split_once("<f") {
                let (tag, rest) = formula.split_once('>').unwrap_or((formula, ""));
                let (text, _) = rest.split_once("</f>").unwrap_or(("", ""));
                let tag = shift.attributes(tag);
                let end = if tag.ends_with('/') { String::new() } else { shift.references(text, false) + "</f>" };
                // What was computed is of the rows before; programs compute it anew.
                *inside = format!("{before}<f{tag}>{end}");
                *attributes = attributes.replace(" t=\"str\"", "").replace(" t=\"e\"", "");
            }
        }
    }

    /// Takes out what stands in its cells, but for formulas and these columns.
    fn clear(&mut self, keep: &[usize]) {
        let is_formula = |cell: &Cell| cell.held.as_ref().is_some_and(|(_, inside)| inside.contains("<f"));
        for cell in self.cells.iter_mut().filter(|cell| !keep.contains(&cell.column) && !is_formula(cell)) {
            cell.held = None;
        }
    }

    /// Puts values in, each in the style that its cell has here or in the pattern.
    fn put(&mut self, values: &[(usize, Value)], pattern: Option<&Row>) {
        for (column, value) in values {
            let at = self.cells.partition_point(|cell| cell.column < *column);
            if self.cells.get(at).is_none_or(|cell| cell.column != *column) {
                let alike = pattern.and_then(|row| row.cells.iter().find(|cell| cell.column == *column));
                let style = alike.and_then(|cell| cell.style.clone());
                self.cells.insert(at, Cell { column: *column, style, held: None });
            }
            let Some(cell) = self.cells.get_mut(at) else { continue };
            cell.held = Some(match value {
                Value::Number(number) => (String::new(), format!("<v>{number}</v>")),
                Value::Text(text) => {
                    let text = escaped(text);
                    (" t=\"inlineStr\"".to_owned(), format!("<is><t xml:space=\"preserve\">{text}</t></is>"))
                }
            });
        }
    }

    fn write(&self, out: &mut String) {
        // Writing to a string cannot fail.
        let _ = write!(out, "<row r=\"{}\"{}>", self.number, self.attributes);
        for cell in &self.cells {
            let _ = write!(out, "<c r=\"{}{}\"", name(cell.column), self.number);
            if let Some(style) = &cell.style {
                let _ = write!(out, " s=\"{style}\"");
            }
            match &cell.held {
                Some((attributes, inside)) => {
                    let _ = write!(out, "{attributes}>{inside}</c>");
                }
                None => out.push_str("/>"),
            }
        }
        out.push_str("</row>");
    }
}

/// The rows of a sheet's data.
fn rows(data: &str) -> Option<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut rest = data;
    while let Some((_, after)) = rest.split_once("<row") {
        let (tag, behind) = after.split_once('>')?;
        let (inside, next) =
            if tag.ends_with('/') { ("", behind) } else { behind.split_once("</row>").unwrap_or((behind, "")) };
        let tag = tag.trim_end_matches('/');
        let follows = rows.last().map_or(1, |row| row.number + 1);
        let number = attribute(tag, "r").map_or(Some(follows), |text| text.parse().ok())?;
        let attributes = keep(tag, &["r", "spans"]);
        rows.push(Row { number, attributes, cells: cells(inside)? });
        rest = next;
    }
    rows.sort_by_key(|row| row.number);
    Some(rows)
}

fn cells(inside: &str) -> Option<Vec<Cell>> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut rest = inside;
    while let Some((_, after)) = rest.split_once("<c") {
        let (tag, behind) = after.split_once('>')?;
        let single = tag.ends_with('/');
        let (held, next) = if single { ("", behind) } else { behind.split_once("</c>")? };
        let tag = tag.trim_end_matches('/');
        let follows = cells.last().map_or(0, |cell| cell.column + 1);
        let column = attribute(tag, "r").map_or(Some(follows), place_of)?;
        let style = attribute(tag, "s").map(str::to_owned);
        let held = (!single && !held.is_empty()).then(|| (keep(tag, &["r", "s"]), held.to_owned()));
        cells.push(Cell { column, style, held });
        rest = next;
    }
    Some(cells)
}

/// The attributes of a tag besides these, each with a blank before it.
fn keep(tag: &str, without: &[&str]) -> String {
    let mut out = String::new();
    let mut rest = tag.trim();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(quote) = after.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { break };
        let Some((value, behind)) = after.get(1..).and_then(|value| value.split_once(quote)) else { break };
        if !without.contains(&name.trim()) {
            let _ = write!(out, " {}={quote}{value}{quote}", name.trim());
        }
        rest = behind.trim_start();
    }
    out
}

/// The column of a reference such as `AB12`, from 0.
fn place_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let column = letters.fold(0_usize, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    (1..=16_384).contains(&column).then(|| column - 1)
}

/// Cells that are merged within the pattern's row, merged in the added rows too.
fn repeated(after: &str, pattern: Option<u32>, shift: Shift) -> String {
    let (Some(pattern), Some((before, rest))) = (pattern, after.split_once("<mergeCells")) else {
        return after.to_owned();
    };
    let Some((tag, merges)) = rest.split_once('>') else { return after.to_owned() };
    let Some((merges, behind)) = merges.split_once("</mergeCells>") else { return after.to_owned() };
    let of_row = |reference: &str| {
        let (from, to) = reference.split_once(':')?;
        let row = |cell: &str| cell.trim_start_matches(|letter: char| letter.is_ascii_uppercase()).parse::<u32>().ok();
        let column = |cell: &str| cell.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned();
        (row(from)? == pattern && row(to)? == pattern).then(|| (column(from), column(to)))
    };
    let refs = merges.split("ref=\"").skip(1).filter_map(|part| part.split('"').next());
    let alike: Vec<(String, String)> = refs.filter_map(of_row).collect();
    let mut added = String::new();
    for row in shift.from..shift.from + shift.by {
        for (from, to) in &alike {
            let _ = write!(added, "<mergeCell ref=\"{from}{row}:{to}{row}\"/>");
        }
    }
    let count = merges.matches("<mergeCell").count() + added.matches("<mergeCell").count();
    let tag = keep(tag, &["count"]);
    format!("{before}<mergeCells count=\"{count}\"{tag}>{merges}{added}</mergeCells>{behind}")
}

//! Comma-separated text (RFC 4180), read leniently and written strictly.
//!
//! Invariant: no character of a field is lost and no row is swallowed. Inside a quoted field everything is kept; a quote
//! that does not turn out to open a well-formed quoted field is an ordinary character, so one stray quote in a village's
//! file spoils one cell and not the rest of the file.
//!
//! Every value is text: a csv file says nothing about types, and an ID number must not become a number on the way.

use std::collections::BTreeMap;

use super::{Cell, Sheet, Workbook};

impl Workbook {
    /// A workbook of one sheet per `(name, csv text)` pair; a byte order mark at the start of a text is skipped.
    #[must_use]
    pub fn from_csvs(sheets: &[(&str, &str)]) -> Self {
        let sheets = sheets
            .iter()
            .map(|(name, text)| Sheet { name: (*name).to_owned(), rows: read(text, ','), ..Sheet::default() })
            .collect();
        Self { sheets }
    }
}

/// Reads separated text into rows of cells.
///
/// Lines may end in CRLF, LF or CR. A blank line is a row without cells, so that row numbers stay those a person counts; the
/// line end after the last row adds none. Line breaks inside quotes become LF. Empty fields are [`Cell::Empty`].
#[must_use]
pub fn read(text: &str, separator: char) -> Vec<Vec<Cell>> {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let (field, after) = quoted(rest, separator).unwrap_or_else(|| plain(rest, separator));
            row.push(if field.is_empty() { Cell::Empty } else { Cell::Text(field) });
            let Some(next) = after.strip_prefix(separator) else {
                rest = skip_line_end(after);
                break;
            };
            rest = next;
        }
        if row == [Cell::Empty] {
            row.clear();
        }
        rows.push(row);
    }
    rows
}

/// Reads separated text whose separator is not known: a file saved by some program, or a table pasted from a sheet or a chat.
///
/// The separator is the one that splits most lines into the same number of fields; a table without any is split at runs of
/// white space where that gives most lines the same number.
#[must_use]
pub fn read_any(text: &str) -> Vec<Vec<Cell>> {
    const SEPARATORS: [char; 6] = ['\t', ',', ';', '|', '，', '；'];
    let sample: String = text.lines().filter(|line| !line.trim().is_empty()).take(60).collect::<Vec<_>>().join("\n");
    // How many lines agree on a number of fields above one; of two that agree alike, the one listed first.
    let agreement = |rows: &[Vec<Cell>]| {
        let mut counts = BTreeMap::new();
        for row in rows.iter().filter(|row| row.len() > 1) {
            *counts.entry(row.len()).or_insert(0_usize) += 1;
        }
        counts.values().copied().max().unwrap_or(0)
    };
    let best = SEPARATORS
        .into_iter()
        .rev()
        .map(|separator| (agreement(&read(&sample, separator)), separator))
        .max_by_key(|(lines, _)| *lines);
    match best {
        Some((lines, separator)) if lines > 0 => read(text, separator),
        _ if agreement(&read_spaced(&sample)) > 1 => read_spaced(text),
        _ => read(text, ','),
    }
}

fn read_spaced(text: &str) -> Vec<Vec<Cell>> {
    text.lines().map(|line| line.split_whitespace().map(Cell::from).collect()).collect()
}

/// Writes rows as RFC 4180 text with CRLF line ends, quoting only what needs it.
#[must_use]
pub fn write(rows: &[Vec<Cell>]) -> String {
    let mut out = String::new();
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            let text = cell.text();
            if text.contains([',', '"', '\r', '\n']) {
                out.push('"');
                out.push_str(&text.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(&text);
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// The field up to the next separator or line end, and what follows it.
fn plain(text: &str, separator: char) -> (String, &str) {
    let end = text.find([separator, '\r', '\n']).unwrap_or(text.len());
    let (field, after) = text.split_at(end);
    (field.to_owned(), after)
}

/// The well-formed quoted field at the start of `text` and what follows it, if there is one.
fn quoted(text: &str, separator: char) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut field = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        field.push_str(part);
        match after.strip_prefix('"') {
            Some(next) => {
                field.push('"');
                rest = next;
            }
            None if after.is_empty() || after.starts_with([separator, '\r', '\n']) => {
                if field.contains('\r') {
                    field = field.replace("\r\n", "\n").replace('\r', "\n");
                }
                return Some((field, after));
            }
            None => return None,
        }
    }
}

fn skip_line_end(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\r', '\n'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(csv: &str) -> Vec<Vec<String>> {
        read(csv, ',').iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect()
    }

    #[test]
    fn quotes_hold_separators_line_ends_and_doubled_quotes() {
        assert_eq!(texts("a,\"b,\"\"c\"\"\r\nd\",e\r\nf"), [vec!["a", "b,\"c\"\nd", "e"], vec!["f"]]);
    }

    #[test]
    fn a_stray_quote_spoils_one_cell_and_not_the_file() {
        assert_eq!(texts("\"张三,1\n李四,\"2,3\"\n"), [vec!["\"张三", "1"], vec!["李四", "2,3"]]);
        assert_eq!(texts("\"a\"b,c\n"), [["\"a\"b", "c"]]);
        assert_eq!(texts("a,\"b\nc"), [vec!["a", "\"b"], vec!["c"]]);
    }

    #[test]
    fn blank_lines_keep_their_row_numbers_and_the_byte_order_mark_goes() {
        assert_eq!(texts("\u{feff}a\n\n\rb,\n"), [vec!["a"], vec![], vec![], vec!["b", ""]]);
        assert!(texts("").is_empty());
    }

    #[test]
    fn the_separator_is_found_from_the_table() {
        let read = |text| read_any(text).into_iter().map(|row| row.len()).collect::<Vec<_>>();
        assert_eq!(read("姓名\t住址\n测试甲\t一组,东头\n"), [2, 2]);
        assert_eq!(read("某村花名册\n姓名;组\n测试甲;1\n"), [1, 2, 2]);
        assert_eq!(read("姓名 组\n测试甲   1\n测试乙  2"), [2, 2, 2]);
        assert_eq!(read("姓名\n测试甲\n"), [1, 1]);
    }

    mod laws {
        use proptest::prelude::*;

        use super::super::*;

        proptest! {
            #[test]
            fn what_is_written_reads_back(rows in prop::collection::vec(prop::collection::vec("[a,\"\n甲 ]{0,6}", 2..5), 0..5)) {
                let rows: Vec<Vec<Cell>> = rows
                    .into_iter()
                    .map(|row| row.into_iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text) }).collect())
                    .collect();
                prop_assert_eq!(read(&write(&rows), ','), rows);
            }

            #[test]
            fn any_text_reads_and_keeps_every_letter(text in "[a,\"\r\n甲]{0,40}") {
                let letters = |text: &str| text.chars().filter(|c| !",\"\r\n".contains(*c)).count();
                let read: usize = read(&text, ',').iter().flatten().map(|cell| letters(&cell.text())).sum();
                prop_assert_eq!(read, letters(&text));
            }
        }
    }
}

//! Finding the heading of a roster: which rows it takes, and the words above each column.
//!
//! Above it stand titles and lines such as 填报单位. It may take up to three rows, with merged cells, or, in csv, with blank
//! cells where cells were merged.

use std::collections::BTreeSet;

use super::field::Field;
use super::page::{Page, is_personal_number};
use super::words::{Meaning, What, Whose, meaning, meaning_under};
use crate::register::typed::{squeeze, unspaced};
use crate::workbook::Cell;

/// How far down a heading is looked for.
const REACH: usize = 120;
/// How many rows a heading may take.
const MAX_ROWS: usize = 3;

/// A heading: its rows, from 0, and what stands above each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// First row.
    pub top: usize,
    /// Last row.
    pub bottom: usize,
    /// Columns that have words above them, from the left.
    pub columns: Vec<HeadColumn>,
}

/// The words above a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeadColumn {
    /// The column, from 0.
    pub column: usize,
    /// From the top down, without white space, each once; letters as they were typed.
    pub path: Vec<String>,
    /// What they announce.
    pub meaning: Option<Meaning>,
}

/// The first heading at or below a row.
pub(super) fn find(page: &Page<'_>, from: usize) -> Option<Header> {
    let row = (from..page.height().min(from.saturating_add(REACH))).find(|row| is_heading(page, *row))?;
    Some(around(page, from, row))
}

/// The heading whose last row a person named.
pub(super) fn ending_at(page: &Page<'_>, bottom: usize) -> Header {
    let mut header = Header { top: bottom, bottom, columns: Vec::new() };
    extend_up(page, 0, &mut header);
    header.columns = columns(page, header.top, header.bottom);
    header
}

/// Whether a row, taken alone, is one of headings.
pub(super) fn is_heading(page: &Page<'_>, row: usize) -> bool {
    let mut fields = BTreeSet::new();
    let (mut others, mut filled, mut naming, mut named) = (0, 0, false, false);
    for (_, cell) in page.filled(row) {
        filled += 1;
        if is_personal_number(cell) {
            return false;
        }
        let Cell::Text(text) = cell else { continue };
        let Some(Meaning { whose, what }) = meaning(text) else { continue };
        match what {
            What::Field(Field::Tag(_)) | What::Other => others += 1,
            What::Field(field) => {
                let villager = !matches!(whose, Whose::Helper | Whose::Else);
                named |= villager && matches!(field, Field::Head | Field::Name);
                naming |=
                    villager && matches!(field, Field::Head | Field::Name | Field::Id | Field::HeadId | Field::Members);
                fields.insert((format!("{whose:?}"), field));
            }
            What::Group => {}
        }
    }
    // A list of names alone has one heading; elsewhere one word could be chance.
    let alone = named && filled == 1 && (page.width() == 1 || is_column_of_names(page, row));
    naming && (fields.len() + others >= 2 && !fields.is_empty() || alone)
}

/// Whether the rows below a single word have one filled cell each, in the same column.
fn is_column_of_names(page: &Page<'_>, row: usize) -> bool {
    let Some((column, _)) = page.filled(row).next() else { return false };
    let mut below = (row + 1..page.height()).filter(|row| !page.is_blank(*row)).take(5).peekable();
    below.peek().is_some() && below.all(|row| page.filled(row).all(|(place, _)| place == column))
}

fn around(page: &Page<'_>, from: usize, row: usize) -> Header {
    let mut header = Header { top: row, bottom: row, columns: Vec::new() };
    extend_up(page, from, &mut header);
    while header.bottom - header.top + 1 < MAX_ROWS && continues(page, &header) {
        header.bottom += 1;
    }
    header.columns = columns(page, header.top, header.bottom);
    header
}

/// Takes in rows above that group the headings.
fn extend_up(page: &Page<'_>, from: usize, header: &mut Header) {
    while header.top > from && header.bottom - header.top + 1 < MAX_ROWS && groups(page, header.top - 1) {
        header.top -= 1;
    }
}

/// Whether a row only groups the headings in the row below it: it spans some of them, and is no title nor 填报单位 line.
fn groups(page: &Page<'_>, row: usize) -> bool {
    let mut labels = 0;
    let mut groups = 0;
    for (column, cell) in page.filled(row) {
        let Cell::Text(text) = cell else { return false };
        let text = squeeze(text);
        if text.contains(':') || text.chars().count() > 16 {
            return false;
        }
        labels += 1;
        let span = page.span(row, column);
        let joined = page.origin(row + 1, column) == (row, column);
        let known = meaning(&text).is_some();
        groups += usize::from(joined || (span > 1 && span * 5 < page.width() * 4) || known);
    }
    groups > 0 && (labels > 1 || page.has_spans(row) && groups == labels)
}

/// Whether the row below a heading still belongs to it.
fn continues(page: &Page<'_>, header: &Header) -> bool {
    let next = header.bottom + 1;
    let (mut filled, mut known, mut below_blank, mut again) = (0, 0, 0, 0);
    for (column, cell) in page.filled(next) {
        let Cell::Text(text) = cell else { return false };
        let text = squeeze(text);
        if is_personal_number(cell) || text.chars().all(|letter| letter.is_ascii_digit()) {
            return false;
        }
        filled += 1;
        let above = page.squeezed(header.bottom, column);
        again += usize::from(above == text);
        known += usize::from(meaning(&text).is_some() || (!above.is_empty() && meaning_under(&above, &text).is_some()));
        let spanned =
            page.span(header.bottom, column) > 1 || page.origin(header.bottom, column) != (header.bottom, column);
        below_blank += usize::from(above.is_empty() || spanned);
    }
    if filled == 0 || again * 2 > filled {
        return false;
    }
    if page.is_joined_below(header.bottom) {
        return true;
    }
    known * 2 > filled && below_blank > 0
}

fn columns(page: &Page<'_>, top: usize, bottom: usize) -> Vec<HeadColumn> {
    let merged = (top..=bottom).any(|row| page.has_spans(row)) || (top..bottom).any(|row| page.is_joined_below(row));
    let mut columns = Vec::new();
    // In csv the cells right of a grouping heading are blank, and it reaches until the next one.
    let mut reaching: Vec<String> = vec![String::new(); bottom - top];
    for column in 0..page.width() {
        let mut path: Vec<String> = Vec::new();
        let lowest = page.squeezed(bottom, column);
        for row in top..=bottom {
            let mut text = unspaced(&page.cell(row, column).text());
            if !merged && let Some(reach) = reaching.get_mut(row - top) {
                if text.is_empty() && !lowest.is_empty() {
                    text.clone_from(reach);
                } else {
                    reach.clone_from(&text);
                }
            }
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        let meaning = match path.as_slice() {
            [] => continue,
            [only] => meaning(only),
            [over, leaf] => meaning_under(over, leaf),
            [first, over, leaf, ..] => match meaning_under(over, leaf) {
                Some(Meaning { whose: Whose::Own, what } | Meaning { what: what @ What::Group, .. }) => {
                    let whose = meaning_under(first, leaf).map_or(Whose::Own, |meaning| meaning.whose);
                    Some(Meaning { whose, what })
                }
                found => found.or_else(|| meaning_under(first, leaf)),
            },
        };
        columns.push(HeadColumn { column, path, meaning });
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Merge, Sheet, Workbook};

    fn sheet(csv: &str) -> Sheet {
        Workbook::from_csvs(&[("", csv)]).sheets.remove(0)
    }

    fn found(sheet: &Sheet) -> Option<(usize, usize, Vec<String>)> {
        let header = find(&Page::new(sheet), 0)?;
        let paths = header.columns.iter().map(|column| column.path.join("/")).collect();
        Some((header.top, header.bottom, paths))
    }

    #[test]
    fn titles_above_the_heading_are_passed_over() {
        let sheet = sheet(
            "某村困难群众花名册,,\n填报单位：某村,,填报日期：\n序号,户主姓名,身份证号\n1,测试甲,11010519491231002X\n",
        );
        assert_eq!(found(&sheet), Some((2, 2, ["序号", "户主姓名", "身份证号"].map(str::to_owned).into())));
    }

    #[test]
    fn a_heading_of_two_rows_with_merged_cells_is_one() {
        let mut sheet =
            sheet("花名册,,,,\n序号,户主姓名,家庭成员情况,,联系电话\n,,姓名,与户主关系,\n1,测试甲,测试甲,户主,\n");
        let merge = |top, left, bottom, right| Merge { top, left, bottom, right };
        sheet.merges =
            vec![merge(0, 0, 0, 4), merge(1, 0, 2, 0), merge(1, 1, 2, 1), merge(1, 2, 1, 3), merge(1, 4, 2, 4)];
        let paths = ["序号", "户主姓名", "家庭成员情况/姓名", "家庭成员情况/与户主关系", "联系电话"].map(str::to_owned);
        assert_eq!(found(&sheet), Some((1, 2, paths.clone().into())));
        sheet.merges.clear();
        assert_eq!(found(&sheet), Some((1, 2, paths.into())));
    }

    #[test]
    fn a_grouping_row_above_belongs_to_the_heading() {
        let sheet = sheet("花名册\n户主信息,,家庭成员信息,\n姓名,身份证号,姓名,身份证号\n");
        let paths =
            ["户主信息/姓名", "户主信息/身份证号", "家庭成员信息/姓名", "家庭成员信息/身份证号"].map(str::to_owned);
        assert_eq!(found(&sheet), Some((1, 2, paths.into())));
    }

    #[test]
    fn the_first_villager_is_no_part_of_the_heading() {
        let sheet = sheet("姓名,与户主关系\n测试甲,户主\n测试乙,配偶\n");
        assert_eq!(found(&sheet).map(|(top, bottom, _)| (top, bottom)), Some((0, 0)));
    }

    #[test]
    fn a_sheet_of_something_else_has_no_heading() {
        assert_eq!(found(&sheet("填表说明\n1.户主姓名按户口簿填写。\n2.身份证号填18位。\n")), None);
        assert_eq!(found(&sheet("村,户数,人口\n某村,35,120\n")), None);
    }
}

//! The heading of a sheet that somebody else made or edited: which rows it takes, and the words above each column.
//!
//! It is looked for by what stands in it: the row, or the two or three rows together, in which most columns say something that is
//! known. Titles and lines such as 填报单位 stand above it, rows of the table below.

use crate::register::typed::squeeze;
use crate::workbook::{Merge, Sheet};

/// How far down a heading is looked for.
const REACH: usize = 40;
/// How many rows a heading may take.
const MOST_ROWS: usize = 3;

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its first row, from 0.
    pub top: usize,
    /// Its last row, from 0.
    pub bottom: usize,
    /// The columns that have words above them, from the left.
    pub columns: Vec<HeadColumn>,
}

/// A column of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadColumn {
    /// Which, from 0.
    pub at: usize,
    /// The words above it from the top down, without white space, each once.
    pub path: Vec<String>,
}

impl Head {
    /// The heading of a sheet: the rows in which at least two columns say something that `knows` knows.
    #[must_use]
    pub fn find(sheet: &Sheet, knows: impl Fn(&[String]) -> bool) -> Option<Self> {
        let mut best: Option<((usize, usize), Self)> = None;
        for top in 0..sheet.rows.len().min(REACH) {
            for rows in 1..=MOST_ROWS {
                let columns = columns(sheet, top, top + rows - 1);
                let familiar = columns.iter().filter(|column| knows(&column.path)).count();
                // Of several that know as much the one of fewest rows wins: what is above is a title, what is below a row.
                let score = (familiar, MOST_ROWS - rows);
                if familiar >= 2 && best.as_ref().is_none_or(|(most, _)| score > *most) {
                    best = Some((score, Self { top, bottom: top + rows - 1, columns }));
                }
            }
        }
        let (_, mut head) = best?;
        let reach = sheet.merges.iter().filter(|merge| (head.top..=head.bottom).contains(&merge.top));
        let bottom = reach.map(|merge| merge.bottom).max().unwrap_or(head.bottom);
        if bottom > head.bottom && bottom < head.top + MOST_ROWS {
            head = Self { top: head.top, bottom, columns: columns(sheet, head.top, bottom) };
        }
        Some(head)
    }

    /// What tells this heading from others: its words, column by column.
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<String> =
            self.columns.iter().map(|column| format!("{}:{}", column.at, column.path.join("/"))).collect();
        words.join("|")
    }
}

/// The words above each column in these rows.
fn columns(sheet: &Sheet, top: usize, bottom: usize) -> Vec<HeadColumn> {
    let width = (top..=bottom).filter_map(|row| sheet.rows.get(row)).map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| {
        let mut path: Vec<String> = Vec::new();
        for row in top..=bottom {
            let (row, at) = origin(&sheet.merges, row, at);
            // What a title above reaches down is no heading.
            let text = if row < top { String::new() } else { squeeze(&sheet.cell(row, at).text()) };
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
        HeadColumn { at, path }
    };
    (0..width).map(column).filter(|column| !column.path.is_empty()).collect()
}

/// Where the value that shows in a cell stands.
fn origin(merges: &[Merge], row: usize, column: usize) -> (usize, usize) {
    let covers =
        |merge: &&Merge| (merge.top..=merge.bottom).contains(&row) && (merge.left..=merge.right).contains(&column);
    merges.iter().find(covers).map_or((row, column), |merge| (merge.top, merge.left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::Workbook;

    fn knows(path: &[String]) -> bool {
        ["户主", "电话", "数量/收入", "数量/发出"].contains(&path.join("/").as_str())
    }

    #[test]
    fn a_heading_of_one_row_is_found_below_titles_and_above_blank_rows() {
        let book = Workbook::from_csvs(&[("", "某村台账,,\n填报单位：某村,,\n序号,户主,电话\n,,\n1,测试甲,\n")]);
        let head = Head::find(&book.sheets[0], knows).unwrap();
        assert_eq!((head.top, head.bottom, head.words().as_str()), (2, 2, "0:序号|1:户主|2:电话"));
    }

    #[test]
    fn a_heading_of_two_rows_groups_its_columns() {
        let mut book = Workbook::from_csvs(&[("", "户主,数量,,电话\n,收入,发出,\n测试甲,1,2,\n")]);
        let merge = |top, left, bottom, right| Merge { top, left, bottom, right };
        book.sheets[0].merges = vec![merge(0, 0, 1, 0), merge(0, 1, 0, 2), merge(0, 3, 1, 3)];
        let head = Head::find(&book.sheets[0], knows).unwrap();
        assert_eq!((head.top, head.bottom), (0, 1));
        assert_eq!(head.words(), "0:户主|1:数量/收入|2:数量/发出|3:电话");
    }

    #[test]
    fn a_sheet_of_something_else_has_none() {
        let book = Workbook::from_csvs(&[("", "填表说明\n1.户主写全名\n")]);
        assert_eq!(Head::find(&book.sheets[0], knows), None);
    }
}

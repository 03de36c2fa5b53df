//! Tables of text, for choice lists and attached files: a list of 100,000 rows is one allocation, not half a million.

use super::{LangId, Template};
use crate::packed::{Packed, Reader, Writer, packed};
use crate::workbook::Cell;

/// A table of text cells with named columns.
///
/// All cells stand one after another in one string; a cell that is absent and one that is empty are alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns' names, in order.
    pub columns: Vec<String>,
    text: String,
    ends: Vec<u32>,
}

impl Table {
    /// A table of nothing.
    pub const EMPTY: Self = Self { columns: Vec::new(), text: String::new(), ends: Vec::new() };

    /// An empty table with these columns.
    #[must_use]
    pub fn new(columns: Vec<String>) -> Self {
        Self { columns, text: String::new(), ends: Vec::new() }
    }

    /// The table of a file's rows, of which the first names the columns; the space around a cell is none of it.
    #[must_use]
    pub fn of_rows(rows: &[Vec<Cell>]) -> Self {
        let texts = |row: &[Cell]| row.iter().map(|cell| cell.text().trim().to_owned()).collect::<Vec<_>>();
        let mut table = Self::new(rows.first().map(|row| texts(row)).unwrap_or_default());
        for row in rows.iter().skip(1).filter(|row| !row.is_empty()) {
            table.push(texts(row).iter().map(String::as_str));
        }
        table
    }

    /// Appends a row. Missing cells are empty; cells beyond the columns are left out, as is a row that would pass 4 GB.
    pub fn push<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let (text, ends) = (self.text.len(), self.ends.len());
        let mut cells = cells.into_iter();
        for _ in 0..self.columns.len() {
            self.text.push_str(cells.next().unwrap_or(""));
            let Ok(end) = u32::try_from(self.text.len()) else {
                self.text.truncate(text);
                self.ends.truncate(ends);
                return;
            };
            self.ends.push(end);
        }
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len().checked_div(self.columns.len()).unwrap_or(0)
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The index of the column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The cell at this zero-based row and column; empty where there is none.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        if column >= self.columns.len() {
            return "";
        }
        let at = row * self.columns.len() + column;
        let end = |index: usize| self.ends.get(index).map(|&end| end as usize);
        let start = if at == 0 { Some(0) } else { end(at - 1) };
        match (start, end(at)) {
            (Some(start), Some(end)) => self.text.get(start..end).unwrap_or(""),
            _ => "",
        }
    }
}

impl Table {
    /// The first row from `from` on whose cell in a column is `value`.
    #[must_use]
    pub fn find(&self, from: usize, column: usize, value: &str) -> Option<usize> {
        // A few hundred rows at a time, since browsers make a function that is called again quicker, and not one that runs for long.
        let steps = (from..self.len()).step_by(SOME);
        steps.into_iter().find_map(|start| self.find_among(start, column, value))
    }

    /// The same among a few rows. Most cells are told apart by their length alone.
    #[inline(never)]
    fn find_among(&self, from: usize, column: usize, value: &str) -> Option<usize> {
        let width = self.columns.len();
        if column >= width {
            return None;
        }
        (from..(from + SOME).min(self.len())).find(|row| {
            let at = row * width + column;
            let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
            let (start, end) = (if at == 0 { 0 } else { end(at - 1) }, end(at));
            end - start == value.len() && self.text.get(start..end) == Some(value)
        })
    }
}

/// How many rows are tried at a time.
const SOME: usize = 1 << 9;

/// The cells' text as it stands, then the length of each cell.
impl Packed for Table {
    fn pack(&self, out: &mut Writer) {
        self.columns.pack(out);
        out.passage(&self.text);
        out.count(self.ends.len());
        let mut start = 0;
        for end in &self.ends {
            out.number(u64::from(*end - start));
            start = *end;
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        let columns = Packed::unpack(from);
        let text = from.passage().to_owned();
        let count = from.count();
        let mut ends = Vec::with_capacity(count);
        while ends.len() < count {
            from.lengths((count - ends.len()).min(SOME), &mut ends);
        }
        Self { columns, text, ends }
    }
}

/// A choice list: the rows of one `list_name` of the choices sheet, or of the `external_choices` sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChoiceList {
    /// Its `list_name`.
    pub name: String,
    /// Its rows. Column `name` holds the values; every other column of the sheet is there too, for `choice_filter`.
    pub table: Table,
    /// The column of the values, `name`.
    pub value: usize,
    /// The columns of the labels with their languages.
    pub labels: Vec<(LangId, usize)>,
    /// The columns of the pictures with their languages.
    pub images: Vec<(LangId, usize)>,
    /// The labels that hold `${name}`, by row and column, in that order; their paths are absolute.
    pub dynamic: Vec<(usize, usize, Template)>,
}

packed!(struct ChoiceList { name, table, value, labels, images, dynamic });

impl ChoiceList {
    /// The number of choices.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are no choices.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The value of a choice.
    #[must_use]
    pub fn value(&self, choice: usize) -> &str {
        self.table.cell(choice, self.value)
    }

    /// The label of a choice, as [`super::Localized::get`] picks a language, passing over empty cells; else its value.
    #[must_use]
    pub fn label(&self, choice: usize, language: LangId, fallback: LangId) -> &str {
        let said = |wanted: LangId| {
            let columns = self.labels.iter().filter(move |(given, _)| *given == wanted);
            columns.map(|(_, column)| self.table.cell(choice, *column)).find(|text| !text.is_empty())
        };
        let any =
            || self.labels.iter().map(|(_, column)| self.table.cell(choice, *column)).find(|text| !text.is_empty());
        said(language).or_else(|| said(fallback)).or_else(any).unwrap_or_else(|| self.value(choice))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_finds_a_cell_wherever_it_stands() {
        let mut table = Table::new(vec!["name".to_owned(), "label".to_owned()]);
        for row in 0..2 * SOME + 3 {
            table.push([format!("v{row}").as_str(), if row % 400 == 7 { "甲" } else { "" }]);
        }
        assert_eq!(table.find(0, 0, "v0"), Some(0));
        assert_eq!(table.find(0, 0, &format!("v{}", 2 * SOME + 2)), Some(2 * SOME + 2));
        assert_eq!(
            [table.find(0, 1, "甲"), table.find(8, 1, "甲"), table.find(408, 1, "甲")],
            [Some(7), Some(407), Some(807)]
        );
        assert_eq!([table.find(8, 1, ""), table.find(0, 2, ""), table.find(1, 0, "v0")], [Some(8), None, None]);
    }

    #[test]
    fn a_table_gives_back_its_cells() {
        let mut table = Table::new(vec!["name".to_owned(), "label".to_owned()]);
        table.push(["a", "甲", "beyond"]);
        table.push(["b"]);
        assert_eq!(table.len(), 2);
        assert_eq!([table.cell(0, 0), table.cell(0, 1), table.cell(1, 0), table.cell(1, 1)], ["a", "甲", "b", ""]);
        assert_eq!([table.cell(2, 0), table.cell(0, 2)], ["", ""]);
        assert_eq!(table.column("label"), Some(1));
        assert_eq!(Table::default().len(), 0);
    }
}

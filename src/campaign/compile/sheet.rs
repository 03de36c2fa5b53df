//! Reading our own sheets: rows by column name, every problem noted with its place.

use std::borrow::Cow;

use crate::campaign::problem::{Cause, Problem};
use crate::campaign::{Formula, Template, Templates, Text};
use crate::workbook::{Sheet, Workbook};

/// The problems found so far. Reading goes on after each, so that an office sees all of them at once.
#[derive(Debug, Default)]
pub(super) struct Problems(pub(super) Vec<Problem>);

/// One of our sheets, with its header understood.
pub(super) struct Table<'w> {
    name: &'static str,
    sheet: &'w Sheet,
    header: usize,
    columns: Vec<String>,
}

/// A row of a [`Table`].
pub(super) struct Row<'t> {
    table: &'t Table<'t>,
    index: usize,
}

impl Problems {
    /// Notes a problem with a whole sheet.
    pub(super) fn sheet(&mut self, sheet: &str, cause: Cause) {
        self.0.push(Problem { sheet: sheet.to_owned(), row: None, column: None, cause });
    }
}

impl<'w> Table<'w> {
    /// The sheet of this name, if the workbook has it and its header has every column of `needed`.
    pub(super) fn open(
        book: &'w Workbook,
        name: &'static str,
        needed: &[&str],
        problems: &mut Problems,
    ) -> Option<Self> {
        let sheet = book.sheet(name)?;
        let header = sheet.rows.iter().position(|row| row.iter().any(|cell| !cell.is_blank()))?;
        let cells = sheet.rows.get(header)?;
        let columns: Vec<String> = cells.iter().map(|cell| column_name(&cell.text())).collect();
        let mut complete = true;
        for wanted in needed {
            let localized = format!("{wanted}::");
            if !columns.iter().any(|column| column == wanted || column.starts_with(&localized)) {
                let place = Problem {
                    sheet: name.to_owned(),
                    row: row_number(header),
                    column: None,
                    cause: Cause::NoColumn((*wanted).to_owned()),
                };
                problems.0.push(place);
                complete = false;
            }
        }
        complete.then_some(Self { name, sheet, header, columns })
    }

    /// The rows below the header that are not blank.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let first = self.header + 1;
        let rows = self.sheet.rows.iter().enumerate().skip(first);
        rows.filter(|(_, row)| row.iter().any(|cell| !cell.is_blank())).map(|(index, _)| Row { table: self, index })
    }
}

/// A header cell as the sheet readers know it: trimmed, the name before `::` in lower case.
fn column_name(text: &str) -> String {
    let text = text.trim();
    match text.split_once("::") {
        Some((name, language)) => format!("{}::{}", name.trim().to_lowercase(), language.trim()),
        None => text.to_lowercase(),
    }
}

fn row_number(index: usize) -> Option<u32> {
    u32::try_from(index + 1).ok()
}

impl<'t> Row<'t> {
    /// The row's number as the office counts.
    pub(super) fn number(&self) -> Option<u32> {
        row_number(self.index)
    }

    /// Notes a problem in one of its cells.
    pub(super) fn problem(&self, column: &str, cause: Cause, problems: &mut Problems) {
        let column = (!column.is_empty()).then(|| column.to_owned());
        problems.0.push(Problem { sheet: self.table.name.to_owned(), row: self.number(), column, cause });
    }

    fn cell(&self, column: usize) -> Cow<'t, str> {
        match self.table.sheet.cell(self.index, column).text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// The text of a cell, trimmed; empty where the sheet has no such column.
    pub(super) fn text(&self, column: &str) -> Cow<'t, str> {
        let place = self.table.columns.iter().position(|name| name == column);
        place.map_or(Cow::Borrowed(""), |place| self.cell(place))
    }

    /// The text of a cell that may not be empty.
    pub(super) fn need(&self, column: &str, problems: &mut Problems) -> Option<String> {
        let text = self.text(column);
        if text.is_empty() {
            self.problem(column, Cause::Empty, problems);
            return None;
        }
        Some(text.into_owned())
    }

    /// The name of the row, which must be an identifier and stand only once in its sheet.
    pub(super) fn name<'a>(
        &self,
        column: &str,
        mut taken: impl Iterator<Item = &'a str>,
        problems: &mut Problems,
    ) -> Option<String> {
        let name = self.need(column, problems)?;
        if !is_name(&name) {
            self.problem(column, Cause::NotAName(name), problems);
            return None;
        }
        if taken.any(|other| other == name) {
            self.problem(column, Cause::Twice(name), problems);
            return None;
        }
        Some(name)
    }

    /// The texts of `column::language` columns; a column without a language is Chinese.
    pub(super) fn words(&self, column: &str) -> Text {
        let mut text = Text::default();
        for (place, name) in self.table.columns.iter().enumerate() {
            text.take(name, column, self.cell(place).into_owned());
        }
        text
    }

    /// Texts, at least one of which must be there.
    pub(super) fn need_words(&self, column: &str, problems: &mut Problems) -> Text {
        let text = self.words(column);
        if text.is_empty() {
            self.problem(column, Cause::Empty, problems);
        }
        text
    }

    /// Texts with blanks.
    pub(super) fn templates(&self, column: &str, problems: &mut Problems) -> Templates {
        let text = self.words(column);
        let mut read = |text: &str| {
            Template::parse(text).unwrap_or_else(|error| {
                self.problem(column, Cause::Template(error), problems);
                Template::default()
            })
        };
        Templates { zh_hans: read(&text.zh_hans), en: read(&text.en) }
    }

    /// The expression of a cell; none where it is empty.
    pub(super) fn formula(&self, column: &str, problems: &mut Problems) -> Option<Formula> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match Formula::parse(&text) {
            Ok(formula) => Some(formula),
            Err(error) => {
                self.problem(column, Cause::Formula(error), problems);
                None
            }
        }
    }

    /// The expression of a cell that may not be empty.
    pub(super) fn need_formula(&self, column: &str, problems: &mut Problems) -> Option<Formula> {
        if self.text(column).is_empty() {
            self.problem(column, Cause::Empty, problems);
        }
        self.formula(column, problems)
    }

    /// One of a few words; the first of the list where the cell is empty.
    pub(super) fn one_of<T: Copy>(
        &self,
        column: &str,
        words: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        let text = self.text(column);
        if text.is_empty() {
            return words.first().map(|(_, value)| *value);
        }
        let found = words.iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, value)| *value);
        if found.is_none() {
            let words = words.iter().map(|(word, _)| *word).collect();
            self.problem(column, Cause::NotOneOf { found: text.into_owned(), words }, problems);
        }
        found
    }

    /// Whether the cell says yes: `yes`, `true`, `1`, `是`.
    pub(super) fn flag(&self, column: &str, problems: &mut Problems) -> bool {
        let words = [
            ("no", false),
            ("yes", true),
            ("true", true),
            ("false", false),
            ("1", true),
            ("0", false),
            ("是", true),
            ("否", false),
        ];
        self.one_of(column, &words, problems).unwrap_or_default()
    }

    /// A number; none where the cell is empty.
    pub(super) fn number_in(&self, column: &str, problems: &mut Problems) -> Option<f64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.problem(column, Cause::NotANumber(text.into_owned()), problems);
        }
        number
    }
}

/// Whether this can be a name in an expression: a Latin letter, then letters, digits, `_` and `-`.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

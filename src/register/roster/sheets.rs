//! The sheets of a workbook, one after the other: which are rosters, and what their tables hold.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Columns;
use super::field::Field;
use super::gather::gather;
use super::header::{self, Header};
use super::page::{Page, is_personal_number};
use super::problem::{Problem, SheetProblem};
use super::reading::{Options, RosterReading, RowReport, SheetReading};
use super::skip::{RowKind, Surroundings, group_in_title, is_group_name};
use super::table::{Layout, Table};
use super::{guess, rows};
use crate::register::typed::squeeze;
use crate::workbook::{Sheet, Workbook};

/// Reads all sheets.
pub(super) fn read_all(workbook: &Workbook, options: &Options) -> RosterReading {
    let mut reading = RosterReading::default();
    let all_hidden = workbook.sheets.iter().all(|sheet| sheet.hidden);
    let read: Vec<Read> = workbook
        .sheets
        .iter()
        .map(|sheet| if sheet.hidden && !all_hidden { Read::hidden(sheet) } else { Read::of(sheet, options) })
        .collect();
    let any_roster = read.iter().any(Read::is_of_villagers);
    for (index, mut one) in read.into_iter().enumerate() {
        if any_roster && one.report.problem.is_none() && one.is_of_others() {
            one.refuse(SheetProblem::OtherPeople);
        }
        one.finish(index, &mut reading);
    }
    reading
}

/// A sheet as it was read.
#[derive(Default)]
struct Read {
    report: SheetReading,
    tables: Vec<Table>,
    said: BTreeMap<usize, Vec<Problem>>,
    /// From the sheet's name, for households that have no group of their own.
    group: String,
}

impl Read {
    fn hidden(sheet: &Sheet) -> Self {
        let mut read = Self::named(sheet);
        read.report.problem = Some(SheetProblem::Hidden);
        read
    }

    fn named(sheet: &Sheet) -> Self {
        let name = squeeze(&sheet.name);
        let group = if is_group_name(&name).1 { name } else { String::new() };
        let report = SheetReading { name: sheet.name.clone(), ..SheetReading::default() };
        Self { report, group, ..Self::default() }
    }

    fn of(sheet: &Sheet, options: &Options) -> Self {
        let page = Page::new(sheet);
        let mut read = Self::named(sheet);
        read.report.filled = (0..page.height()).filter(|row| !page.is_blank(*row)).count();
        let told = options.header_rows.get(&sheet.name).filter(|row| (1..=page.height()).contains(*row));
        let header = told.map(|row| header::ending_at(&page, row - 1)).or_else(|| header::find(&page, 0));
        match header {
            Some(header) => read.tables(&page, header, options),
            None => match guess::columns(&page) {
                Some(columns) => {
                    read.table(&page, None, columns, 0, &BTreeSet::new());
                }
                None if read.report.filled > 0 => read.report.problem = Some(SheetProblem::NoHeader),
                None => {}
            },
        }
        read
    }

    /// Reads the tables that begin with a heading, one below the other.
    fn tables(&mut self, page: &Page<'_>, first: Header, options: &Options) {
        let mut above = 0;
        let mut next = Some(first);
        while let Some(header) = next {
            let mut titles = BTreeSet::new();
            for row in above..header.top {
                for (_, cell) in page.filled(row) {
                    titles.insert(squeeze(&cell.text()));
                    if is_personal_number(cell) && self.tables.is_empty() {
                        self.said.entry(row).or_insert_with(|| vec![Problem::NotUnderstood]);
                    }
                }
            }
            let columns = Columns::of(&header, options);
            if self.report.header.is_none() {
                self.report.header = Some((header.top + 1, header.bottom + 1));
            }
            let from = header.bottom + 1;
            above = self.table(page, Some(&header), columns, from, &titles);
            next = (above < page.height()).then(|| header::find(page, above)).flatten();
        }
    }

    /// Reads the rows of one table; gives the row where the next begins.
    fn table(
        &mut self,
        page: &Page<'_>,
        header: Option<&Header>,
        columns: Columns,
        from: usize,
        titles: &BTreeSet<String>,
    ) -> usize {
        let mut table = Table { columns, rows: Vec::new() };
        let mut section = Section::of(titles);
        let mut row = from;
        let mut fresh = true;
        while row < page.height() {
            if !page.is_blank(row) {
                let around = Surroundings { page, header, columns: &table.columns, titles, fresh };
                match around.tell(row) {
                    RowKind::Data => {
                        let mut raw = rows::read(page, &table.columns, row);
                        section.fill(&mut raw);
                        table.rows.push(raw);
                        fresh = false;
                    }
                    RowKind::LeftOut(problem) => {
                        section.note(&problem);
                        fresh |= problem == Problem::RepeatedHeader;
                        self.said.entry(row).or_default().push(problem);
                    }
                    RowKind::NewTable => break,
                }
            }
            row += 1;
        }
        self.tables.push(table);
        row
    }

    /// Whether it surely lists villagers.
    fn is_of_villagers(&self) -> bool {
        let fields = [Field::Head, Field::Id, Field::HeadId, Field::HouseholdNo, Field::Relation];
        self.tables.iter().any(|table| fields.into_iter().any(|field| table.columns.has(field)))
    }

    /// Whether it lists people by their office, and nothing that only a villager has.
    fn is_of_others(&self) -> bool {
        let offices = ["职务", "职位", "岗位", "工作单位", "单位及职务"];
        let by_office =
            |table: &Table| table.columns.report.iter().any(|column| offices.contains(&column.heading.as_str()));
        !self.is_of_villagers() && !self.tables.is_empty() && self.tables.iter().all(by_office)
    }

    fn refuse(&mut self, problem: SheetProblem) {
        self.report.problem = Some(problem);
        self.tables.clear();
        self.said.clear();
    }

    /// Makes households of the tables and adds everything to the reading.
    fn finish(mut self, index: usize, reading: &mut RosterReading) {
        for mut table in std::mem::take(&mut self.tables) {
            let layout = table.settle();
            if layout == Layout::Household {
                // The row's person is the head.
                table.columns.report_as(Field::Name, Field::Head);
            }
            let (households, said) = gather(&table, layout, index);
            for mut household in households {
                if household.group.is_empty() {
                    household.group.clone_from(&self.group);
                }
                reading.households.push(household);
            }
            for (row, problem) in said {
                let problems = self.said.entry(row).or_default();
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
            for column in table.columns.report {
                if !self.report.columns.iter().any(|known| known.heading == column.heading) {
                    self.report.columns.push(column);
                }
            }
        }
        reading.rows.extend(self.said.into_iter().map(|(row, problems)| RowReport {
            sheet: index,
            row: row + 1,
            problems,
        }));
        reading.sheets.push(self.report);
    }
}

/// The names of group and village that stood alone in a row above.
#[derive(Default)]
struct Section {
    group: String,
    village: String,
}

impl Section {
    /// What the titles above the heading say.
    fn of(titles: &BTreeSet<String>) -> Self {
        let group = titles.iter().find_map(|title| group_in_title(title)).unwrap_or_default();
        Self { group, village: String::new() }
    }

    fn note(&mut self, problem: &Problem) {
        let Problem::Section { text } = problem else { return };
        let name = text.split('(').next().unwrap_or(text).trim_end_matches([':', '：']).to_owned();
        if is_group_name(&name).0 {
            self.group = name;
        } else {
            self.village = name;
            self.group.clear();
        }
    }

    fn fill(&self, raw: &mut rows::RawRow) {
        if raw.group.is_empty() {
            raw.group.clone_from(&self.group);
        }
        if raw.village.is_empty() {
            raw.village.clone_from(&self.village);
        }
    }
}

//! One villager's row, its cells read by the columns' meanings.

use super::columns::Columns;
use super::field::{Field, Target};
use super::page::Page;
use super::problem::Problem;
use super::values::{self, IdCell, NameCell};
use crate::register::{Category, IdProblem, Phones, Sex, relation};
use crate::workbook::Cell;

/// A row as read, before it is known which household it belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RawRow {
    /// Its place, from 0.
    pub row: usize,
    pub order: Option<u32>,
    pub township: String,
    pub village: String,
    pub group: String,
    pub number: String,
    pub head: NameCell,
    pub head_id: IdCell,
    pub person: RawPerson,
    /// Further members side by side, by number.
    pub others: Vec<(u8, RawPerson)>,
    /// Several names in one cell.
    pub listed: Vec<NameCell>,
    pub phones: Phones,
    pub size: Option<u32>,
    pub address: String,
    pub residence: String,
    pub categories: Vec<Category>,
    pub notes: Vec<String>,
    pub helper: String,
    pub helper_phone: String,
    /// The first row of the merged cells that hold a household together; its own where there are none.
    pub block: usize,
    /// Whether the name's cell is covered by the one above: the row continues the person there.
    pub continues: bool,
    /// Whether the cell of 户主姓名 is.
    pub head_covered: bool,
    /// What there is to say about it.
    pub problems: Vec<Problem>,
}

/// A person of a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RawPerson {
    pub name: NameCell,
    pub id: IdCell,
    pub disability: IdCell,
    pub relation: String,
    pub phones: Phones,
    /// 性别 and 出生日期 as their own columns say them.
    pub sex: Option<Sex>,
    pub birth: String,
}

/// Reads a row.
pub(super) fn read(page: &Page<'_>, columns: &Columns, row: usize) -> RawRow {
    let mut raw = RawRow { row, block: row, ..RawRow::default() };
    let mut checks = Vec::new();
    for (column, Target { field, member }) in &columns.targets {
        let cell = page.cell(row, *column);
        let origin = page.origin(row, *column).0;
        if origin < row && member.is_none() {
            match field {
                Field::HouseholdNo | Field::Order | Field::Size => raw.block = raw.block.min(origin),
                Field::Head => {
                    raw.block = raw.block.min(origin);
                    raw.head_covered = true;
                }
                Field::Name => raw.continues = true,
                _ => {}
            }
        }
        if cell.is_blank() {
            continue;
        }
        if let Some(member) = member {
            read_member(&mut raw, *member, *field, cell);
            continue;
        }
        match field {
            Field::Sex | Field::Birth => {
                read_told(&mut raw.person, *field, cell);
                checks.push((*field, cell));
            }
            _ => read_own(&mut raw, *field, cell),
        }
    }
    check(&mut raw, &checks);
    raw
}

fn read_own(raw: &mut RawRow, field: Field, cell: &Cell) {
    // The first of several columns with something in it counts.
    let set = |place: &mut String, value: String| {
        if place.is_empty() {
            *place = value;
        }
    };
    match field {
        Field::Order => raw.order = raw.order.or_else(|| values::order(cell)),
        Field::Township => set(&mut raw.township, values::word(cell)),
        Field::Village => set(&mut raw.village, values::word(cell)),
        Field::Group => set(&mut raw.group, values::word(cell)),
        Field::HouseholdNo => set(&mut raw.number, values::word(cell)),
        Field::Head => raw.head = values::name(&cell.text()),
        Field::HeadId => raw.head_id = values::id(cell),
        Field::Name => raw.person.name = values::name(&cell.text()),
        Field::Id => raw.person.id = values::id(cell),
        Field::DisabilityNo => raw.person.disability = values::id(cell),
        Field::Relation => raw.person.relation = relation_of(cell),
        Field::Phone => add_phones(&mut raw.phones, &mut raw.problems, cell),
        Field::Size => match values::count(cell) {
            Ok(size) => raw.size = raw.size.or(size),
            Err(()) => raw.problems.push(Problem::SizeOdd),
        },
        Field::Address => set(&mut raw.address, values::text(cell)),
        Field::Residence => set(&mut raw.residence, values::text(cell)),
        Field::Categories => {
            let read = Category::read(&cell.text());
            raw.categories.extend(read.categories);
            for word in read.unknown {
                raw.notes.push(word.clone());
                raw.problems.push(Problem::CategoryUnknown { word });
            }
        }
        Field::Tag(category) => {
            if let Some(more) = values::tick(cell) {
                raw.categories.push(category);
                if !more.is_empty() && Category::from_word(&more) != Some(category) {
                    raw.notes.push(more);
                }
            }
        }
        Field::Members => raw.listed.extend(values::names(cell)),
        Field::Helper => set(&mut raw.helper, values::name(&cell.text()).name),
        Field::HelperPhone => set(&mut raw.helper_phone, Phones::read(&cell.text()).kept()),
        Field::Note => raw.notes.extend(Some(values::text(cell)).filter(|note| !note.is_empty())),
        // The register's own region says the first two; the others were read as the person's.
        Field::County | Field::District | Field::Sex | Field::Birth => {}
    }
}

fn read_member(raw: &mut RawRow, member: u8, field: Field, cell: &Cell) {
    let index = raw.others.iter().position(|(number, _)| *number == member).unwrap_or(raw.others.len());
    if index == raw.others.len() {
        raw.others.push((member, RawPerson::default()));
    }
    let Some((_, person)) = raw.others.get_mut(index) else { return };
    match field {
        Field::Name => person.name = values::name(&cell.text()),
        Field::Id => person.id = values::id(cell),
        Field::DisabilityNo => person.disability = values::id(cell),
        Field::Relation => person.relation = relation_of(cell),
        Field::Phone => add_phones(&mut person.phones, &mut raw.problems, cell),
        Field::Sex | Field::Birth => read_told(person, field, cell),
        _ => {}
    }
}

/// Reads what a person's own column says of sex or birth.
fn read_told(person: &mut RawPerson, field: Field, cell: &Cell) {
    if field == Field::Sex {
        person.sex = person.sex.or_else(|| values::sex(cell));
    } else if person.birth.is_empty() {
        person.birth = values::birth(cell);
    }
}

fn relation_of(cell: &Cell) -> String {
    if values::is_placeholder(&cell.text()) && values::order(cell).is_none() {
        return String::new();
    }
    relation::read(&cell.text())
}

fn add_phones(phones: &mut Phones, problems: &mut Vec<Problem>, cell: &Cell) {
    let read = Phones::read(&cell.text());
    let wordless = read == Phones::default();
    if !read.odd.is_empty() || (wordless && cell.text().chars().any(|letter| letter.is_ascii_digit())) {
        problems.push(Problem::PhoneOdd);
    }
    for number in read.numbers {
        if !phones.numbers.contains(&number) {
            phones.numbers.push(number);
        }
    }
    phones.odd.extend(read.odd);
}

/// Holds sex, birth and disability number against the ID number.
fn check(raw: &mut RawRow, cells: &[(Field, &Cell)]) {
    // Where a row is a household, its own sex and birth are the head's.
    let id = match (&raw.person.id, &raw.head_id) {
        (IdCell::Valid(read), _) => read.id.clone(),
        (_, IdCell::Valid(read)) if raw.person.name.name.is_empty() => read.id.clone(),
        _ => return,
    };
    for (field, cell) in cells {
        match field {
            Field::Sex if values::sex(cell).is_some_and(|sex| sex != id.sex()) => {
                raw.problems.push(Problem::SexDiffers);
            }
            Field::Birth if values::differs_from_birth(cell, id.birth()) => raw.problems.push(Problem::BirthDiffers),
            _ => {}
        }
    }
    match &raw.person.disability {
        IdCell::Valid(other) if other.id != id => raw.problems.push(Problem::DisabilityDiffers),
        _ => {}
    }
}

impl RawPerson {
    /// The ID number to go by: the 身份证号, else that within the 残疾证号.
    pub fn best_id(&self) -> &IdCell {
        match (&self.id, &self.disability) {
            (IdCell::Valid(_), _) | (_, IdCell::Blank | IdCell::Invalid(..)) => &self.id,
            (_, valid @ IdCell::Valid(_)) => valid,
        }
    }

    /// What is wrong with its ID number; `wanted` where a blank one is worth a word.
    pub fn id_problem(&self, wanted: bool) -> Option<Problem> {
        let problem = match self.best_id() {
            IdCell::Valid(_) => return None,
            IdCell::Blank => wanted.then_some(IdProblem::Length { found: 0 })?,
            IdCell::Invalid(_, problem) => *problem,
        };
        Some(Problem::Id { problem })
    }
}

//! From the words above the columns to what each column is read as.

use std::collections::BTreeMap;

use super::field::{Field, Target};
use super::header::{HeadColumn, Header};
use super::reading::{Column, Options};
use super::words::{Meaning, What, Whose};

/// The columns of a table, ready to read rows by.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    /// For the report: every column with words above it.
    pub report: Vec<Column>,
    /// Where to find what, from the left; columns from 0.
    pub targets: Vec<(usize, Target)>,
    /// The relation of further members whom the heading names (配偶姓名).
    pub relations: BTreeMap<u8, &'static str>,
    /// The only ID column, where it stands between 户主姓名 and 姓名: what it holds decides whose it is.
    pub loose_id: Option<usize>,
}

impl Columns {
    /// Reads the headings, with what a person has said about them.
    pub fn of(header: &Header, options: &Options) -> Self {
        let headings = headings(&header.columns);
        let mut columns = Self::default();
        let mut targets: Vec<Option<Target>> =
            header.columns.iter().map(|column| target(column, &mut columns.relations)).collect();
        drop_of_head(&header.columns, &mut targets);
        part_members(&mut targets);
        columns.loose_id =
            part_ids(&mut targets).and_then(|index| header.columns.get(index)).map(|column| column.column);
        for ((column, heading), mut target) in header.columns.iter().zip(headings).zip(targets) {
            if let Some(told) = options.columns.get(&heading) {
                target.clone_from(told);
                if columns.loose_id == Some(column.column) {
                    columns.loose_id = None;
                }
            }
            if let Some(target) = &target {
                columns.targets.push((column.column, target.clone()));
            }
            columns.report.push(Column { column: column.column + 1, heading, target });
        }
        columns
    }

    /// The columns that hold a field of the row's own person or household.
    pub fn of_field(&self, field: Field) -> impl Iterator<Item = usize> {
        self.targets.iter().filter(move |(_, target)| *target == Target::own(field)).map(|(column, _)| *column)
    }

    /// Whether any column holds a field of the row's own person or household.
    pub fn has(&self, field: Field) -> bool {
        self.of_field(field).next().is_some()
    }

    /// Reads a field's columns as another field.
    pub fn turn(&mut self, from: Field, to: Field) {
        for (_, target) in self.targets.iter_mut().filter(|(_, target)| *target == Target::own(from)) {
            *target = Target::own(to);
        }
        self.report_as(from, to);
    }

    /// Reports a field's columns as another field.
    pub fn report_as(&mut self, from: Field, to: Field) {
        for column in self.report.iter_mut().filter(|column| column.target == Some(Target::own(from))) {
            column.target = Some(Target::own(to));
        }
    }
}

/// Each column's heading as a person would name it: its own words, with those above where its own stand more than once.
fn headings(columns: &[HeadColumn]) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for leaf in columns.iter().filter_map(|column| column.path.last()) {
        *seen.entry(leaf).or_default() += 1;
    }
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut headings = Vec::with_capacity(columns.len());
    for column in columns {
        let leaf = column.path.last().map(String::as_str).unwrap_or_default();
        let full = if seen.get(leaf) == Some(&1) { leaf.to_owned() } else { column.path.join("/") };
        let times = used.entry(full.clone()).or_default();
        *times += 1;
        headings.push(if *times == 1 { full } else { format!("{full}#{times}") });
    }
    headings
}

fn target(column: &HeadColumn, relations: &mut BTreeMap<u8, &'static str>) -> Option<Target> {
    let Meaning { whose, what } = column.meaning?;
    let field = match what {
        What::Field(field) => field,
        What::Group => Field::Name,
        What::Other => return None,
    };
    let personal = field.is_personal();
    match whose {
        Whose::Own if what == What::Group => None,
        Whose::Own => Some(Target::own(field)),
        Whose::Head => Some(Target::own(match field {
            Field::Name => Field::Head,
            Field::Id => Field::HeadId,
            other => other,
        })),
        Whose::Member(member) => personal.then_some(Target { field, member: Some(member) }),
        Whose::Relative(relation) => {
            let known = relations.iter().find(|(_, word)| **word == relation).map(|(member, _)| *member);
            // Numbers from 100 leave those that headings count to their own members.
            let next = u8::try_from(100 + relations.len()).ok()?;
            let member = *known.as_ref().unwrap_or(&next);
            relations.insert(member, relation);
            personal.then_some(Target { field, member: Some(member) })
        }
        Whose::Helper => match field {
            Field::Name | Field::Helper => Some(Target::own(Field::Helper)),
            Field::Phone | Field::HelperPhone => Some(Target::own(Field::HelperPhone)),
            _ => None,
        },
        Whose::Else => None,
    }
}

fn is(target: Option<&Target>, field: Field) -> bool {
    target == Some(&Target::own(field))
}

/// The head's sex and birth say nothing of the row's person where persons have their own names.
fn drop_of_head(columns: &[HeadColumn], targets: &mut [Option<Target>]) {
    if !targets.iter().any(|target| is(target.as_ref(), Field::Name)) {
        return;
    }
    for (column, target) in columns.iter().zip(targets) {
        let of_head = matches!(column.meaning, Some(Meaning { whose: Whose::Head, .. }));
        let field = target.as_ref().map(|target| target.field);
        if of_head && matches!(field, Some(Field::Sex | Field::Birth | Field::Relation | Field::DisabilityNo)) {
            *target = None;
        }
    }
}

/// Several 姓名 in one row are several persons: all but the head's become further members, with what follows each.
fn part_members(targets: &mut [Option<Target>]) {
    let names: Vec<usize> =
        (0..targets.len()).filter(|index| is(targets.get(*index).and_then(Option::as_ref), Field::Name)).collect();
    let has_head = targets.iter().any(|target| is(target.as_ref(), Field::Head));
    if names.len() < 2 {
        return;
    }
    let own = if has_head { None } else { names.first().copied() };
    let repeated =
        |targets: &[Option<Target>], field| targets.iter().filter(|target| is(target.as_ref(), field)).count() > 1;
    let fields = [Field::Id, Field::Relation, Field::Phone, Field::Sex, Field::Birth, Field::DisabilityNo];
    // A relation tells of a member even where only one has it.
    let moves: Vec<Field> =
        fields.into_iter().filter(|field| *field == Field::Relation || repeated(targets, *field)).collect();
    let mut member = None;
    let mut next = 1;
    for (index, target) in targets.iter_mut().enumerate() {
        let Some(target) = target else { continue };
        if *target == Target::own(Field::Head) {
            member = None;
        } else if names.contains(&index) {
            member = (own != Some(index)).then_some(next);
            next += u8::from(own != Some(index));
            target.member = member;
        } else if target.member.is_none() && moves.contains(&target.field) {
            target.member = member;
        }
    }
}

/// Of several ID columns, the one after 户主姓名 is the head's. A single one between 户主姓名 and 姓名 stays open.
fn part_ids(targets: &mut [Option<Target>]) -> Option<usize> {
    let place = |targets: &[Option<Target>], field| targets.iter().position(|target| is(target.as_ref(), field));
    let (head, name) = (place(targets, Field::Head)?, place(targets, Field::Name)?);
    for field in [Field::Id, Field::Sex, Field::Birth] {
        let places: Vec<usize> =
            (0..targets.len()).filter(|index| is(targets.get(*index).and_then(Option::as_ref), field)).collect();
        if places.len() < 2 {
            if let ([only], Field::Id) = (places.as_slice(), field)
                && head < *only
                && *only < name
            {
                return Some(*only);
            }
            continue;
        }
        for index in places {
            let nearest_is_head = head < index && (name > index || name < head);
            if nearest_is_head && let Some(target) = targets.get_mut(index) {
                *target = (field == Field::Id).then_some(Target::own(Field::HeadId));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::header::find;
    use super::super::page::Page;
    use super::*;
    use crate::workbook::Workbook;

    fn codes(csv: &str) -> Vec<String> {
        let book = Workbook::from_csvs(&[("", csv)]);
        let header = find(&Page::new(&book.sheets[0]), 0).unwrap();
        let columns = Columns::of(&header, &Options::default());
        columns.report.into_iter().map(|column| column.target.map_or("-".into(), |target| target.code())).collect()
    }

    #[test]
    fn a_row_for_each_person_has_the_head_beside() {
        assert_eq!(
            codes("县,乡,村,户联系电话,户类型,是否危房户,户编号,姓名,证件号码,与户主关系,户主姓名,户主证件号码\n"),
            [
                "county",
                "township",
                "village",
                "phone",
                "categories",
                "-",
                "household_no",
                "name",
                "id",
                "relation",
                "head",
                "head_id"
            ]
        );
    }

    #[test]
    fn several_names_in_a_row_are_several_members() {
        assert_eq!(
            codes("户主姓名,身份证号,姓名,身份证号,关系,姓名,身份证号,关系,联系电话\n"),
            [
                "head",
                "id",
                "member1.name",
                "member1.id",
                "member1.relation",
                "member2.name",
                "member2.id",
                "member2.relation",
                "phone"
            ]
        );
        assert_eq!(codes("姓名,身份证号,姓名,身份证号\n"), ["name", "id", "member1.name", "member1.id"]);
        assert_eq!(codes("户主姓名,配偶姓名,配偶身份证号\n"), ["head", "member100.name", "member100.id"]);
    }

    #[test]
    fn of_two_id_columns_the_one_after_the_head_is_the_heads() {
        assert_eq!(
            codes("户主姓名,身份证号,家庭成员姓名,与户主关系,身份证号\n"),
            ["head", "head_id", "name", "relation", "id"]
        );
    }

    #[test]
    fn what_a_person_said_counts_by_heading() {
        let book = Workbook::from_csvs(&[("", "姓名,证号,组\n")]);
        let header = find(&Page::new(&book.sheets[0]), 0).unwrap();
        let told = [("证号".to_owned(), Some(Target::own(Field::Id))), ("组".to_owned(), None)];
        let columns = Columns::of(&header, &Options { columns: told.into(), ..Options::default() });
        assert_eq!(columns.targets, [(0, Target::own(Field::Name)), (1, Target::own(Field::Id))]);
    }
}

//! From a household's rows to the household.

use super::field::Field;
use super::problem::Problem;
use super::reading::{RosterHousehold, RosterMember};
use super::rows::{RawPerson, RawRow};
use super::table::{Layout, Table};
use super::values::{IdCell, NameCell, looks_like_a_name};
use crate::register::{Disability, IdProblem, Phones, ResidentId, Sex, relation};

/// What is said about rows, by row from 0.
pub(super) type Said = Vec<(usize, Problem)>;

/// The households of a settled table, and what there is to say about its rows.
pub(super) fn gather(table: &Table, layout: Layout, sheet: usize) -> (Vec<RosterHousehold>, Said) {
    let mut said = Said::new();
    let groups = table.households(layout);
    let mut households = Vec::with_capacity(groups.len());
    for indices in groups {
        let rows: Vec<&RawRow> = indices.iter().filter_map(|index| table.rows.get(*index)).collect();
        for row in &rows {
            said.extend(row.problems.iter().map(|problem| (row.row, problem.clone())));
        }
        let gathering = Gathering { table, layout, rows: &rows };
        households.extend(gathering.household(sheet, &mut said));
    }
    carry_down(&mut households, |household| &mut household.group);
    carry_down(&mut households, |household| &mut household.village);
    (households, said)
}

struct Gathering<'a> {
    table: &'a Table,
    layout: Layout,
    rows: &'a [&'a RawRow],
}

impl Gathering<'_> {
    fn household(&self, sheet: usize, said: &mut Said) -> Option<RosterHousehold> {
        let first = self.rows.first()?;
        let mut members = Vec::new();
        for row in self.rows {
            self.add_row(row, &mut members, said);
        }
        let named_head = self.rows.iter().map(|row| &row.head).find(|head| !head.name.is_empty());
        let Some(head) = self.settle_head(named_head, &mut members, said) else {
            let unsaid = |row: &&&RawRow, said: &Said| !said.contains(&(row.row, Problem::NameMissing));
            let lost: Vec<usize> = self.rows.iter().filter(|row| unsaid(row, said)).map(|row| row.row).collect();
            said.extend(lost.into_iter().map(|row| (row, Problem::NameMissing)));
            return None;
        };
        let head_row = members.iter().find(|member| member.relation == relation::HEAD).map(|member| member.row);
        let text = |of: fn(&RawRow) -> &String| {
            self.rows.iter().map(|row| of(row)).find(|text| !text.is_empty()).cloned().unwrap_or_default()
        };
        let phone = self.phone(head_row);
        for member in &mut members {
            member.row += 1;
            if member.phone == phone || (member.relation == relation::HEAD && phone.contains(member.phone.as_str())) {
                member.phone.clear();
            }
        }
        let size = self.rows.iter().find_map(|row| row.size);
        let listed = u32::try_from(members.len()).unwrap_or(u32::MAX);
        if let (Layout::Person(_), Some(declared)) = (self.layout, size)
            && declared != listed
        {
            said.push((first.row, Problem::SizeDiffers { declared, listed }));
        }
        let mut categories: Vec<_> = self.rows.iter().flat_map(|row| row.categories.iter().copied()).collect();
        categories.sort_unstable();
        categories.dedup();
        Some(RosterHousehold {
            sheet,
            rows: self.rows.iter().map(|row| row.row + 1).collect(),
            note: self.note(&head),
            head,
            group: text(|row| &row.group),
            village: text(|row| &row.village),
            order: self.rows.iter().find_map(|row| row.order),
            number: text(|row| &row.number),
            address: text(|row| &row.address),
            residence: text(|row| &row.residence),
            phone,
            size,
            categories,
            helper: text(|row| &row.helper),
            helper_phone: text(|row| &row.helper_phone),
            members,
        })
    }

    /// Adds the persons of a row.
    fn add_row(&self, row: &RawRow, members: &mut Vec<RosterMember>, said: &mut Said) {
        let ids = self.table.columns.has(Field::Id) && self.table.rows.iter().any(|row| row.person.id != IdCell::Blank);
        if row.continues {
            // Its cells belong to the person above.
        } else if self.layout == Layout::Household && row.person.name.name.is_empty() {
            // The head's own column names the row's person, and any ID column is the head's.
            if !row.head.name.is_empty() && !row.head_covered {
                let wanted = ids || self.head_ids();
                let person = RawPerson { name: row.head.clone(), ..row.person.clone() };
                let person = match person.best_id() {
                    IdCell::Blank => RawPerson { id: row.head_id.clone(), ..person },
                    _ => person,
                };
                add(&person, row.row, wanted, members, said);
            } else if row.has_person() {
                said.push((row.row, Problem::NameMissing));
            }
        } else if !row.person.name.name.is_empty() {
            let phones = if self.layout == Layout::Household { Phones::default() } else { row.phones.clone() };
            add(&RawPerson { phones, ..row.person.clone() }, row.row, ids, members, said);
        } else if row.has_person() {
            said.push((row.row, Problem::NameMissing));
        }
        for (number, person) in &row.others {
            if person.name.name.is_empty() {
                if let Some(problem) = person.id_problem(false) {
                    said.push((row.row, problem));
                }
                if *person.best_id() != IdCell::Blank {
                    said.push((row.row, Problem::NameMissing));
                }
                continue;
            }
            let mut person = person.clone();
            if person.relation.is_empty()
                && let Some(relation) = self.table.columns.relations.get(number)
            {
                (*relation).clone_into(&mut person.relation);
            }
            add(&person, row.row, false, members, said);
        }
        for name in &row.listed {
            if members.iter().all(|member| member.name != name.name) {
                add(&RawPerson { name: name.clone(), ..RawPerson::default() }, row.row, false, members, said);
            }
        }
    }

    fn head_ids(&self) -> bool {
        self.table.rows.iter().any(|row| row.head_id != IdCell::Blank)
    }

    /// Finds the head among the members, or adds it, and gives it its relation. `None` where nobody is named.
    fn settle_head(
        &self,
        named: Option<&NameCell>,
        members: &mut Vec<RosterMember>,
        said: &mut Said,
    ) -> Option<String> {
        let first = self.rows.first()?;
        let by_relation = members.iter().position(|member| relation::is_head(&member.relation));
        let by_name = named.and_then(|head| members.iter().position(|member| member.name == head.name));
        let at = match (by_name, by_relation, named, self.layout) {
            (Some(at), ..) | (None, Some(at), None, _) => at,
            (None, _, Some(head), _) => {
                members.insert(0, RosterMember { name: head.name.clone(), row: first.row, ..RosterMember::default() });
                0
            }
            (None, None, None, Layout::Household) if !members.is_empty() => 0,
            (None, None, None, _) if !members.is_empty() => {
                if self.table.columns.has(Field::Relation) {
                    said.push((first.row, Problem::HeadMissing));
                }
                0
            }
            _ => return None,
        };
        let member = members.get_mut(at)?;
        if member.relation.is_empty() || by_relation == Some(at) {
            relation::HEAD.clone_into(&mut member.relation);
        }
        if member.id.is_none() {
            let head_id = self.rows.iter().map(|row| &row.head_id).find(|cell| **cell != IdCell::Blank);
            match head_id {
                Some(IdCell::Valid(read)) => {
                    member.id = Some(read.id.clone());
                    member.disability = member.disability.or(read.disability);
                    member.id_typed.clear();
                    member.sex.clear();
                    member.birth.clear();
                }
                Some(IdCell::Invalid(typed, problem)) if member.id_typed.is_empty() => {
                    member.id_typed.clone_from(typed);
                    said.push((first.row, Problem::Id { problem: *problem }));
                }
                _ if self.head_ids() && member.id_typed.is_empty() && self.layout != Layout::Household => {
                    said.push((first.row, Problem::Id { problem: IdProblem::Length { found: 0 } }));
                }
                _ => {}
            }
        }
        Some(member.name.clone())
    }

    /// The head's row's phones, else the first row's that has any.
    fn phone(&self, head_row: Option<usize>) -> String {
        let kept = |row: &&&RawRow| !row.phones.kept().is_empty();
        let of_head = self.rows.iter().filter(|row| Some(row.row) == head_row).find(kept);
        of_head.or_else(|| self.rows.iter().find(kept)).map(|row| row.phones.kept()).unwrap_or_default()
    }

    /// All remarks, each once; a member's with its name.
    fn note(&self, head: &str) -> String {
        let mut notes: Vec<String> = Vec::new();
        for row in self.rows {
            let name = &row.person.name.name;
            let of_member = !name.is_empty() && name != head;
            let remarks = row.notes.iter().chain(Some(&row.person.name.remark)).chain(Some(&row.head.remark));
            for remark in remarks.filter(|remark| !remark.is_empty()) {
                let note = if of_member { format!("{name}：{remark}") } else { remark.clone() };
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        notes.join("；")
    }
}

impl RawRow {
    /// Whether the row says something of a person beside the name.
    fn has_person(&self) -> bool {
        *self.person.best_id() != IdCell::Blank || !self.person.relation.is_empty()
    }
}

fn add(person: &RawPerson, row: usize, id_wanted: bool, members: &mut Vec<RosterMember>, said: &mut Said) {
    if !looks_like_a_name(&person.name.name) {
        said.push((row, Problem::NameOdd));
    }
    said.extend(person.id_problem(id_wanted).map(|problem| (row, problem)));
    let (id, typed, disability): (Option<ResidentId>, String, Option<Disability>) = match person.best_id() {
        IdCell::Valid(read) => (Some(read.id.clone()), String::new(), read.disability),
        IdCell::Invalid(typed, _) => (None, typed.clone(), None),
        IdCell::Blank => (None, String::new(), None),
    };
    let of_certificate = match &person.disability {
        IdCell::Valid(read) => read.disability,
        _ => None,
    };
    let relation = if person.relation.is_empty() { &person.name.relation } else { &person.relation };
    // A valid ID number says both by itself.
    let (sex, birth) = match id {
        Some(_) => (String::new(), String::new()),
        None => (person.sex.map_or("", Sex::code).to_owned(), person.birth.clone()),
    };
    members.push(RosterMember {
        name: person.name.name.clone(),
        sex,
        birth,
        id,
        id_typed: typed,
        relation: relation.clone(),
        phone: person.phones.kept(),
        disability: disability.or(of_certificate),
        row,
    });
}

/// Fills a household's blank group or village from the one above, where a table names it only where it changes: in its first
/// household, and in few of the others.
fn carry_down(households: &mut [RosterHousehold], of: fn(&mut RosterHousehold) -> &mut String) {
    let filled = households.iter_mut().map(|household| usize::from(!of(household).is_empty())).sum::<usize>();
    let begins = households.first_mut().is_some_and(|household| !of(household).is_empty());
    if !begins || filled * 2 >= households.len() {
        return;
    }
    let mut last = String::new();
    for household in households {
        let value = of(household);
        if value.is_empty() {
            value.clone_from(&last);
        } else {
            last.clone_from(value);
        }
    }
}

//! The same ID number in two places of a roster: one person written twice, or two people with one number.

use std::collections::HashMap;

use super::problem::{Place, Problem};
use super::reading::{RosterHousehold, RosterReading, RowReport};
use crate::register::{ResidentId, relation};

/// Where a person stands.
#[derive(Clone, Copy)]
struct At {
    household: usize,
    member: usize,
}

/// Merges a household that is written twice, leaves out a member that is written twice in one household, and reports every
/// other number that two people share.
pub(super) fn settle(reading: &mut RosterReading) {
    let mut first: HashMap<ResidentId, At> = HashMap::new();
    let mut said: Vec<(usize, usize, Problem)> = Vec::new();
    // Households that were merged into an earlier one, and members left out.
    let mut merged: Vec<(usize, usize)> = Vec::new();
    let mut doubled: Vec<At> = Vec::new();
    for (index, household) in reading.households.iter().enumerate() {
        for (number, member) in household.members.iter().enumerate() {
            let Some(id) = &member.id else { continue };
            let at = At { household: index, member: number };
            let Some(known) = first.get(id).copied() else {
                first.insert(id.clone(), at);
                continue;
            };
            let Some((other_household, other)) = person(reading, known) else { continue };
            let here = (household.sheet, member.row);
            let there = (other_household.sheet, other.row);
            if other.name != member.name {
                said.push((here.0, here.1, Problem::SameId { other: place(reading, here.0, there) }));
                said.push((there.0, there.1, Problem::SameId { other: place(reading, there.0, here) }));
                continue;
            }
            said.push((here.0, here.1, Problem::SamePerson { first: place(reading, here.0, there) }));
            if known.household == index {
                doubled.push(at);
            } else if member.relation == relation::HEAD && other.relation == relation::HEAD {
                merged.push((index, known.household));
            }
        }
    }
    for At { household, member } in doubled.into_iter().rev() {
        if let Some(household) = reading.households.get_mut(household) {
            household.members.remove(member);
        }
    }
    for (from, into) in merged.iter().rev() {
        let taken = reading.households.get_mut(*from).map(std::mem::take);
        if let (Some(taken), Some(into)) = (taken, reading.households.get_mut(*into)) {
            merge(into, taken);
        }
    }
    reading.households.retain(|household| !household.rows.is_empty());
    for (sheet, row, problem) in said {
        report(&mut reading.rows, sheet, row, problem);
    }
}

fn person(reading: &RosterReading, at: At) -> Option<(&RosterHousehold, &super::RosterMember)> {
    let household = reading.households.get(at.household)?;
    household.members.get(at.member).map(|member| (household, member))
}

/// A place as told from a sheet.
fn place(reading: &RosterReading, from: usize, (sheet, row): (usize, usize)) -> Place {
    let other = (sheet != from).then(|| reading.sheets.get(sheet).map(|sheet| sheet.name.clone())).flatten();
    Place { sheet: other, row }
}

/// Adds what a second writing of a household says to the first.
fn merge(into: &mut RosterHousehold, from: RosterHousehold) {
    let fill = |place: &mut String, value: String| {
        if place.is_empty() {
            *place = value;
        }
    };
    fill(&mut into.group, from.group);
    fill(&mut into.village, from.village);
    fill(&mut into.number, from.number);
    fill(&mut into.address, from.address);
    fill(&mut into.residence, from.residence);
    fill(&mut into.phone, from.phone);
    fill(&mut into.helper, from.helper);
    fill(&mut into.helper_phone, from.helper_phone);
    if !from.note.is_empty() && !into.note.contains(&from.note) {
        let sign = if into.note.is_empty() { "" } else { "；" };
        into.note = format!("{}{sign}{}", into.note, from.note);
    }
    into.size = into.size.or(from.size);
    into.categories.extend(from.categories);
    into.categories.sort_unstable();
    into.categories.dedup();
    if into.sheet == from.sheet {
        into.rows.extend(from.rows);
    }
    for member in from.members {
        let known = into
            .members
            .iter()
            .any(|other| other.name == member.name && (other.id == member.id || member.id.is_none()));
        if !known {
            into.members.push(member);
        }
    }
}

fn report(rows: &mut Vec<RowReport>, sheet: usize, row: usize, problem: Problem) {
    let known = rows.iter_mut().find(|report| report.sheet == sheet && report.row == row);
    match known {
        Some(report) if report.problems.contains(&problem) => {}
        Some(report) => report.problems.push(problem),
        None => rows.push(RowReport { sheet, row, problems: vec![problem] }),
    }
}

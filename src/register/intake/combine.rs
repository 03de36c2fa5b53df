//! What a roster's household makes of the register's: it fills and corrects, and never clears.

use std::collections::HashMap;

use super::{Change, Changed};
use crate::journal::RecordId;
use crate::register::roster::{RosterHousehold, RosterMember};
use crate::register::{Category, Household, Person, identity, relation, typed};
use crate::text::{Lang, Say};

/// Takes a roster's household into the register's.
pub(super) fn combine(into: &mut Household, from: &RosterHousehold, record: &RecordId) {
    fill(&mut into.head, &from.head);
    if identity::group_key(&into.group) != identity::group_key(&from.group) {
        fill(&mut into.group, &from.group);
    }
    fill(&mut into.address, &from.address);
    fill(&mut into.residence, &from.residence);
    fill(&mut into.phone, &from.phone);
    into.size = from.size.or(into.size);
    // The place in the roster changes from file to file and is nobody's news.
    into.order = into.order.or(from.order);
    for category in &from.categories {
        if !into.categories.iter().any(|code| code == category.code()) {
            into.categories.push(category.code().to_owned());
        }
    }
    for note in from.note.split('；').filter(|note| !note.is_empty()) {
        if !into.note.contains(note) {
            let sign = if into.note.is_empty() { "" } else { "；" };
            into.note = format!("{}{sign}{note}", into.note);
        }
    }
    let mut namesakes: HashMap<&str, usize> = HashMap::new();
    for member in &from.members {
        let nth = namesakes.entry(&member.name).or_default();
        let known = find(into, member);
        let key = known.unwrap_or_else(|| identity::member(record, member.id.as_ref(), &member.name, *nth));
        *nth += 1;
        take(into.members.entry(key).or_default(), member);
    }
}

fn fill(into: &mut String, from: &str) {
    if !from.is_empty() && into != from {
        from.clone_into(into);
    }
}

/// The member that a roster's member is: by ID number, else the only one of the name whose ID number does not differ.
fn find(household: &Household, member: &RosterMember) -> Option<String> {
    if let Some(id) = &member.id {
        let same = household.members.iter().find(|(_, person)| person.id().as_ref() == Some(id));
        if let Some((key, _)) = same {
            return Some(key.clone());
        }
    }
    let named =
        household.members.iter().filter(|(_, person)| typed::squeeze(&person.name) == typed::squeeze(&member.name));
    let open = named.filter(|(_, person)| member.id.is_none() || person.id().is_none());
    let found: Vec<&String> = open.map(|(key, _)| key).collect();
    match found.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

fn take(into: &mut Person, from: &RosterMember) {
    fill(&mut into.name, &from.name);
    fill(&mut into.relation, &from.relation);
    fill(&mut into.phone, &from.phone);
    match &from.id {
        Some(id) => fill(&mut into.id_number, id.as_str()),
        // What is not valid never replaces what is.
        None if into.id().is_none() => fill(&mut into.id_number, &from.id_typed),
        None => {}
    }
    if into.id().is_none() {
        fill(&mut into.told_sex, &from.sex);
        fill(&mut into.told_birth, &from.birth);
    }
}

/// What a person would want to see of a change.
pub(super) fn changes(before: &Household, after: &Household) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut note = |what, member: Option<&str>, before: &str, after: &str| {
        if before != after {
            let (before, after) = (before.to_owned(), after.to_owned());
            changes.push(Change { what, member: member.map(str::to_owned), before, after });
        }
    };
    if before.gone && !after.gone {
        note(Changed::Back, None, &before.head, "");
    }
    note(Changed::Head, None, &before.head, &after.head);
    note(Changed::Group, None, &before.group, &after.group);
    note(Changed::Address, None, &before.address, &after.address);
    note(Changed::Residence, None, &before.residence, &after.residence);
    note(Changed::Phone, None, &before.phone, &after.phone);
    note(Changed::Categories, None, &categories(before), &categories(after));
    let size = |household: &Household| household.size.map(|size| size.to_string()).unwrap_or_default();
    note(Changed::Size, None, &size(before), &size(after));
    note(Changed::Note, None, &before.note, &after.note);
    for (key, person) in &after.members {
        let name = Some(person.name.as_str());
        let Some(was) = before.members.get(key) else {
            let told = if person.relation.is_empty() || person.relation == relation::HEAD {
                String::new()
            } else {
                person.relation.clone()
            };
            note(Changed::Member, name, "", &format!("{}{told}", person.name));
            continue;
        };
        note(Changed::Name, name, &was.name, &person.name);
        note(Changed::IdNumber, name, &was.id_number, &person.id_number);
        note(Changed::Relation, name, &was.relation, &person.relation);
        note(Changed::Phone, name, &was.phone, &person.phone);
        note(Changed::Sex, name, &was.told_sex, &person.told_sex);
        note(Changed::Birth, name, &was.told_birth, &person.told_birth);
    }
    changes
}

fn categories(household: &Household) -> String {
    let names = household
        .categories
        .iter()
        .map(|code| Category::from_code(code).map_or(code.clone(), |known| known.say(Lang::ZhHans)));
    names.collect::<Vec<_>>().join("、")
}

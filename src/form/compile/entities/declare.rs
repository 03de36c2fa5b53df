//! The rows of the entities sheet, and the nodes that each becomes.

use super::{Declared, Entities};
use crate::form::compile::draft::{Binding, Draft, Drafts, Role};
use crate::form::compile::header::ENTITIES;
use crate::form::compile::name::is_name;
use crate::form::compile::reference::references;
use crate::form::compile::sheet::{Grid, straighten};
use crate::form::problem::{At, Cause, EntityCause, Problem};
use crate::workbook::Sheet;

/// Reads the sheet.
pub(super) fn read(sheet: &Sheet, problems: &mut Vec<Problem>) -> Entities {
    let grid = Grid::read(sheet, &ENTITIES, problems);
    let mut entities = Entities { declared: Vec::new(), sheet: sheet.name.clone() };
    let mut unknown: Vec<String> = Vec::new();
    for (row, cells) in grid.rows() {
        let mut declared = Declared {
            list: String::new(),
            row,
            entity_id: None,
            create_if: None,
            update_if: None,
            label: None,
            names: Vec::new(),
            uses: Vec::new(),
        };
        for cell in cells {
            let Some(column) = grid.columns.get(cell.column) else { continue };
            let text = straighten(cell.text).into_owned();
            match column.path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                ["dataset"] => declared.list = text,
                ["entity_id"] => declared.entity_id = Some(text),
                ["create_if"] => declared.create_if = Some(text),
                ["update_if"] => declared.update_if = Some(text),
                ["label"] => declared.label = Some(text),
                ["repeat"] => {}
                _ if unknown.contains(&column.header) => {}
                _ => unknown.push(column.header.clone()),
            }
        }
        let list_header = grid.column(&["dataset"]).map_or("list_name", |column| grid.header(column));
        if let Some(cause) = wrong_list(&declared.list, &entities) {
            problems.push(Problem::new(At::cell(grid.name, row, list_header), cause));
        }
        if let Some(cause) = wrong_purpose(&declared) {
            problems.push(Problem::new(At::row(grid.name, row), Cause::Entity(cause)));
        }
        let expressions = [&declared.entity_id, &declared.create_if, &declared.update_if, &declared.label];
        let found = expressions.into_iter().flatten().flat_map(|text| references(text).filter_map(Result::ok));
        let mut names: Vec<String> = found.map(|reference| reference.name.to_owned()).collect();
        names.sort();
        names.dedup();
        declared.names = names;
        entities.declared.push(declared);
    }
    if !unknown.is_empty() {
        problems.push(Problem::new(At::sheet(grid.name), Cause::EntityColumns { columns: unknown }));
    }
    entities
}

fn wrong_list(list: &str, entities: &Entities) -> Option<Cause> {
    if list.is_empty() {
        Some(Cause::Entity(EntityCause::NoList))
    } else if list.starts_with("__") {
        Some(Cause::Entity(EntityCause::Underscores))
    } else if list.contains('.') {
        Some(Cause::Entity(EntityCause::Period))
    } else if !is_name(list) {
        Some(Cause::BadName { name: list.to_owned() })
    } else {
        entities.has(list).then_some(Cause::Entity(EntityCause::ListTwice))
    }
}

/// Which columns say whether an entity is created, updated or both; some say neither.
fn wrong_purpose(declared: &Declared) -> Option<EntityCause> {
    match (&declared.entity_id, &declared.create_if, &declared.update_if) {
        (None, _, Some(_)) => Some(EntityCause::NoId),
        (Some(_), Some(_), None) => Some(EntityCause::NoUpdateIf),
        (None, _, None) if declared.label.is_none() => Some(EntityCause::NoLabel),
        _ => None,
    }
}

/// Generates the element `entity` with its attributes and label.
pub(super) fn generate(declared: &Declared, sheet: &str, drafts: &mut Drafts, meta: usize) {
    let place = || Some(At::row(sheet, declared.row));
    let entity = drafts.add(meta, Draft { role: Role::Entity, name: "entity".to_owned(), ..Draft::default() });
    let mut attribute = |name: &str, value: &str, bind: Option<Option<String>>, default: Option<&str>| {
        drafts.add(
            entity,
            Draft {
                role: Role::Attribute(value.to_owned()),
                name: format!("@{name}"),
                bind: bind.map(calculated).unwrap_or_default(),
                default: default.map(str::to_owned),
                dynamic: default.is_some(),
                generated_for: place(),
                ..Draft::default()
            },
        );
    };
    attribute("dataset", &declared.list, None, None);
    if declared.entity_id.is_none() || declared.create_if.is_some() {
        attribute("create", "1", declared.create_if.clone().map(Some), None);
    }
    if let Some(id) = &declared.entity_id {
        attribute("update", "1", declared.update_if.clone().map(Some), None);
        let stored = format!("instance('{}')/root/item[name={id}]", declared.list);
        for (name, part) in
            [("baseVersion", "__version"), ("trunkVersion", "__trunkVersion"), ("branchId", "__branchId")]
        {
            attribute(name, "", Some(Some(format!("{stored}/{part}"))), None);
        }
    }
    let new = declared.entity_id.is_none().then_some("uuid()");
    attribute("id", "", Some(declared.entity_id.clone()), new);
    if let Some(label) = &declared.label {
        let bind = calculated(Some(label.clone()));
        let name = "label".to_owned();
        drafts.add(entity, Draft { role: Role::EntityLabel, name, bind, generated_for: place(), ..Draft::default() });
    }
}

fn calculated(calculate: Option<String>) -> Binding {
    Binding {
        given: true,
        data_type: Some("string".to_owned()),
        readonly: Some("true()".to_owned()),
        calculate,
        ..Binding::default()
    }
}

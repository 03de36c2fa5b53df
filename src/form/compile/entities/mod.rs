//! Entities: things that outlive a form, declared in the sheet `entities` and filled by `save_to`. Each is generated into the
//! group `meta` of the container that its references stand in.

mod allocate;
mod declare;

use super::draft::{Draft, Drafts, Role};
use crate::form::problem::{At, Cause, Container, EntityCause, Notice, Problem, Remark};
use crate::workbook::Workbook;

/// What the entities sheet declares, and what refers to it.
#[derive(Default)]
pub(super) struct Entities {
    declared: Vec<Declared>,
    sheet: String,
}

/// A declared entity.
#[derive(Debug)]
struct Declared {
    /// The entity list.
    list: String,
    row: u32,
    entity_id: Option<String>,
    create_if: Option<String>,
    update_if: Option<String>,
    label: Option<String>,
    /// Names of questions in its expressions.
    names: Vec<String>,
    /// What refers to it, in the survey's order.
    uses: Vec<Use>,
}

/// A container on the way from the form to a row: the form itself has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub name: String,
    pub container: Option<Container>,
}

/// The way from the form to a row.
type Way = [Step];

/// A row that belongs to an entity.
#[derive(Debug)]
struct Use {
    way: Vec<Step>,
    row: u32,
    /// The property that it saves; none for a question named in an expression.
    property: Option<String>,
    question: String,
}

impl Entities {
    /// Reads the entities sheet.
    pub(super) fn read(workbook: &Workbook, problems: &mut Vec<Problem>, notices: &mut Vec<Notice>) -> Self {
        match super::sheet::find(workbook, "entities") {
            Some(sheet) if sheet.rows.len() > 1 => declare::read(sheet, problems),
            _ => {
                let similar = super::sheet::similar(workbook, "entities");
                if !similar.is_empty() {
                    notices.push(Notice::new(At::workbook(), Remark::SimilarSheet { sheet: "entities", similar }));
                }
                Self::default()
            }
        }
    }

    /// Whether an entity list of this name is declared.
    pub(super) fn has(&self, list: &str) -> bool {
        self.declared.iter().any(|declared| declared.list == list)
    }

    /// Notes that a row stands on this way, saves a property, or is named by an entity. What `save_to` says before `#` is
    /// taken from it.
    pub(super) fn refer(
        &mut self,
        way: &Way,
        row: u32,
        question: &str,
        save_to: Option<&mut String>,
        is_container: bool,
    ) -> Result<(), EntityCause> {
        let saved = save_to.map_or(Ok(()), |save_to| self.save(way, row, question, save_to, is_container));
        if !question.is_empty() {
            for declared in
                self.declared.iter_mut().filter(|declared| declared.names.iter().any(|name| name == question))
            {
                let question = question.to_owned();
                declared.uses.push(Use { way: way.to_vec(), row, property: None, question });
            }
        }
        saved
    }

    fn save(
        &mut self,
        way: &Way,
        row: u32,
        question: &str,
        save_to: &mut String,
        is_container: bool,
    ) -> Result<(), EntityCause> {
        let several = self.declared.len() > 1;
        let list = match (save_to.matches('#').count(), self.declared.first()) {
            (_, None) => return Err(EntityCause::NoSheet),
            (0, _) if several => return Err(EntityCause::Unprefixed),
            (0, Some(only)) => only.list.clone(),
            (1, _) => {
                let (list, property) = save_to.split_once('#').unwrap_or_default();
                let (list, property) = (list.to_owned(), property.to_owned());
                *save_to = property;
                list
            }
            _ => return Err(EntityCause::Delimiters),
        };
        let Some(declared) = self.declared.iter_mut().find(|declared| declared.list == list) else {
            return Err(EntityCause::UnknownList { list });
        };
        if save_to.is_empty() {
            return Err(EntityCause::BadProperty);
        }
        if is_container {
            return Err(EntityCause::Container);
        }
        if matches!(save_to.to_lowercase().as_str(), "name" | "label") {
            return Err(EntityCause::ReservedProperty);
        }
        if save_to.starts_with("__") {
            return Err(EntityCause::Underscores);
        }
        if !super::name::is_name(save_to) {
            return Err(EntityCause::BadProperty);
        }
        if let Some(other) = declared.uses.iter().find(|used| used.property.as_ref() == Some(save_to)) {
            return Err(EntityCause::PropertyTwice { property: save_to.clone(), row: other.row });
        }
        let property = Some(save_to.clone());
        declared.uses.push(Use { way: way.to_vec(), row, property, question: question.to_owned() });
        Ok(())
    }

    /// Generates the entities into the form.
    pub(super) fn generate(&self, drafts: &mut Drafts, survey: (&str, &str), problems: &mut Vec<Problem>) {
        let placed = match allocate::allocate(&self.declared) {
            Ok(placed) => placed,
            Err(conflicts) => {
                for (row, in_survey, cause) in conflicts {
                    let at = if in_survey { At::cell(survey.0, row, survey.1) } else { At::row(&self.sheet, row) };
                    problems.push(Problem::new(at, Cause::Entity(cause)));
                }
                return;
            }
        };
        for (way, declared) in placed {
            if let Some(container) = find(drafts, &way)
                && let Some(declared) = self.declared.get(declared)
            {
                let meta = Draft { role: Role::Meta, name: "meta".to_owned(), ..Draft::default() };
                let meta = drafts.add(container, meta);
                declare::generate(declared, &self.sheet, drafts, meta);
            }
        }
    }
}

/// The node at the end of a way.
fn find(drafts: &Drafts, way: &Way) -> Option<usize> {
    let mut at = 0;
    for step in way.iter().skip(1) {
        let fits = |index: &&usize| {
            drafts.get(**index).is_some_and(|draft| {
                draft.name == step.name
                    && match step.container {
                        Some(Container::Group) => draft.role == Role::Group,
                        Some(Container::Repeat) => draft.role == Role::Repeat,
                        _ => false,
                    }
            })
        };
        at = *drafts.get(at)?.children.iter().find(fits)?;
    }
    Some(at)
}

//! The survey sheet, row by row: what stands in what, and what each row is.

use std::collections::{BTreeMap, BTreeSet};

use super::choices::Lists;
use super::draft::{Binding, Draft, Drafts, Role};
use super::entities::{Entities, Step};
use super::languages::Languages;
use super::lex::is_dynamic;
use super::name::is_name;
use super::parameters::parameters;
use super::reference::{references, whole_reference};
use super::row::Row;
use super::settings::{Raw, as_setting, yes};
use super::sheet::Grid;
use super::types::Type;
use super::{begin, select};
use crate::form::problem::{At, Cause, Container, Notice, Problem, Remark};
use crate::workbook::Workbook;

/// The survey sheet while it is being read.
pub(super) struct Survey<'a> {
    /// The other sheets, and where problems go.
    pub parts: Parts<'a>,
    /// What was read so far.
    pub drafts: Drafts,
    /// Nodes that will stand in the group `meta`.
    pub meta: Vec<Draft>,
    /// How often each name stands in the sheet.
    pub names: BTreeMap<String, u32>,
    /// Names of secondary instances that questions bring.
    pub instances: BTreeSet<String>,
    /// Names of repeats.
    pub repeats: BTreeSet<String>,
    /// References of `reference-geometry`, with their rows.
    pub geometries: Vec<(String, u32)>,
    /// Whether a question can be answered with `other`.
    pub other_seen: bool,
    pub(super) table: TableList,
    pub(super) stack: Vec<Level>,
    questions: BTreeSet<String>,
    triggers: Vec<(String, u32)>,
    row: u32,
}

/// Whether the rows stand in a group shown as a table, and of which list.
pub(super) enum TableList {
    /// They do not.
    None,
    /// They do; the first question will say the list.
    Begun,
    /// They do, of this list.
    Of(String),
}

/// A container that has begun and not ended.
pub(super) struct Level {
    /// Its node.
    pub node: usize,
    /// What it is; none for the form itself.
    pub container: Option<Container>,
    /// Its name.
    pub name: String,
    /// The row of its `begin`.
    pub row: u32,
    names: BTreeSet<String>,
    lower: BTreeSet<String>,
}

impl Level {
    pub(super) fn new(node: usize, container: Option<Container>, name: String, row: u32) -> Self {
        Self { node, container, name, row, names: BTreeSet::new(), lower: BTreeSet::new() }
    }
}

/// What reading the survey sheet needs of the other sheets.
pub(super) struct Parts<'a> {
    pub workbook: &'a Workbook,
    pub grid: &'a Grid<'a>,
    pub choices: &'a mut Lists,
    pub external: Option<&'a Lists>,
    pub tags: Option<&'a Lists>,
    pub languages: &'a Languages,
    /// Whether a text of the survey or the choices names its language.
    pub translated: bool,
    pub settings: &'a mut Raw,
    pub entities: &'a mut Entities,
    pub problems: &'a mut Vec<Problem>,
    pub notices: &'a mut Vec<Notice>,
}

impl<'a> Survey<'a> {
    /// Begins with a form of this name.
    pub(super) fn new(parts: Parts<'a>, name: &str) -> Self {
        let root = Draft { role: Role::Form, name: name.to_owned(), ..Draft::default() };
        Self {
            parts,
            drafts: Drafts { nodes: vec![root] },
            meta: Vec::new(),
            names: BTreeMap::new(),
            instances: BTreeSet::new(),
            repeats: BTreeSet::new(),
            geometries: Vec::new(),
            other_seen: false,
            table: TableList::None,
            stack: vec![Level::new(0, None, "survey".to_owned(), 1)],
            questions: BTreeSet::new(),
            triggers: Vec::new(),
            row: 1,
        }
    }

    /// Reads a row.
    pub(super) fn read(&mut self, mut row: Row) {
        self.row = row.number;
        if let Some(disabled) = row.disabled.take() {
            self.remark(Remark::DisabledColumn);
            if yes(&disabled) == Some(true) {
                return;
            }
        }
        if row.blank {
            return;
        }
        let Some(type_name) = row.type_name.take() else {
            if row.draft.name.is_empty() && row.draft.label.is_empty() {
                self.remark(Remark::RowLeftOut);
            } else {
                self.refuse(&["type"], Cause::NoType);
                self.count_name(&row.draft.name);
            }
            return;
        };
        let type_name = alias(&type_name);
        if let Some(trigger) = row.trigger.take() {
            row.draft.triggers = self.trigger(&trigger);
        }
        let default = row.draft.default.as_deref();
        row.draft.dynamic = default.is_some_and(|default| is_dynamic(default, Type::is_hyphenated(type_name)));
        if let Some(text) = row.parameters.take() {
            match parameters(&text) {
                Some(pairs) => row.draft.parameters = pairs,
                None => self.refuse(&["parameters"], Cause::ParameterSyntax),
            }
        }
        self.dispatch(type_name, row.draft);
    }

    fn dispatch(&mut self, type_name: &str, mut draft: Draft) {
        if type_name == "audit" {
            self.audit(draft);
            return;
        }
        if type_name == "calculate" && draft.bind.calculate.is_none() && !draft.dynamic {
            self.refuse(&["bind", "calculate"], Cause::NoCalculation);
        }
        if let Some(setting) = as_setting(type_name) {
            let value = if draft.name.is_empty() { "None" } else { &draft.name };
            self.parts.settings.set(&setting, value);
            return;
        }
        let begins = begin::begin(type_name);
        let ends = begin::end(type_name);
        if ends.is_none() && !self.name(type_name, &mut draft) {
            return;
        }
        let name = if ends.is_some() { String::new() } else { draft.name.clone() };
        self.refer_to_entities(&name, &mut draft, begins.is_some() || ends.is_some());
        if let Some(container) = ends {
            self.end(container);
        } else if let Some(begins) = begins {
            self.begin(&begins, draft);
        } else {
            self.questions.insert(draft.name.clone());
            match select::command(type_name) {
                Some(command) => self.select(&command, draft),
                None => self.question(type_name, draft),
            }
        }
    }

    /// Checks a row's name. False if it has none, and so can be nothing.
    fn name(&mut self, type_name: &str, draft: &mut Draft) -> bool {
        if draft.name.is_empty() {
            if type_name != "note" {
                self.refuse(&["name"], Cause::NoName);
                return false;
            }
            draft.name = format!("generated_note_name_{}", self.row);
        }
        let name = draft.name.clone();
        if !is_name(&name) {
            self.refuse(&["name"], Cause::BadName { name: name.clone() });
        }
        self.count_name(&name);
        if name == "meta" {
            self.refuse(&["name"], Cause::NameReserved);
            return true;
        }
        let Some(level) = self.stack.last_mut() else { return true };
        let lower = !level.lower.insert(name.to_lowercase());
        if !level.names.insert(name.clone()) {
            self.refuse(&["name"], Cause::NameTaken { name });
        } else if lower {
            self.remark(Remark::NameCase { name });
        }
        true
    }

    fn count_name(&mut self, name: &str) {
        if !name.is_empty() {
            *self.names.entry(name.to_owned()).or_default() += 1;
        }
    }

    fn trigger(&mut self, text: &str) -> Vec<String> {
        if text.len() <= 2 || !text.contains("${") {
            self.refuse(&["trigger"], Cause::ReferenceSyntax);
            return Vec::new();
        }
        let mut names = Vec::new();
        for part in text.split(',') {
            for (nth, reference) in references(part).enumerate() {
                match reference {
                    Ok(_) if nth > 0 => {
                        self.refuse(&["trigger"], Cause::ReferenceComma);
                        break;
                    }
                    Ok(reference) => names.push(reference.name.to_owned()),
                    Err(_) => self.refuse(&["trigger"], Cause::ReferenceSyntax),
                }
            }
        }
        self.triggers.extend(names.iter().map(|name| (name.clone(), self.row)));
        names
    }

    fn audit(&mut self, mut draft: Draft) {
        if !matches!(draft.name.as_str(), "" | "audit") {
            self.refuse(&["name"], Cause::AuditName);
        }
        for cause in super::kinds::audit(&draft.parameters) {
            self.refuse_parameter(cause);
        }
        "audit".clone_into(&mut draft.name);
        draft.role = Self::role(Type::Background(crate::form::Background::Audit), &draft);
        draft.bind.given = true;
        self.not_recorded("audit");
        self.meta.push(draft);
    }

    fn refer_to_entities(&mut self, name: &str, draft: &mut Draft, is_container: bool) {
        let steps = self.stack.iter().map(|level| Step { name: level.name.clone(), container: level.container });
        let way: Vec<Step> = steps.collect();
        let result = self.parts.entities.refer(&way, self.row, name, draft.bind.save_to.as_mut(), is_container);
        if let Err(cause) = result {
            self.refuse(&["bind", "entities:saveto"], Cause::Entity(cause));
        }
    }

    fn end(&mut self, container: Container) {
        if self.stack.len() == 1 || self.stack.last().is_some_and(|level| level.container != Some(container)) {
            self.refuse(&["type"], Cause::UnmatchedEnd { container });
        }
        if self.stack.len() > 1 {
            self.stack.pop();
        }
        self.table = TableList::None;
    }

    /// Adds a node where the rows now stand.
    pub(super) fn add(&mut self, draft: Draft) -> usize {
        let parent = self.stack.last().map_or(0, |level| level.node);
        self.drafts.add(parent, draft)
    }

    /// Adds what counts a repeat, if that is more than a reference, and gives back what to refer to.
    pub(super) fn counted(&mut self, name: &str, count: String) -> String {
        if whole_reference(&count).is_some() {
            return count;
        }
        let name = format!("{name}_count");
        let reference = format!("${{{name}}}");
        let bind =
            Binding { given: true, readonly: Some("true()".to_owned()), calculate: Some(count), ..Binding::default() };
        let role = Role::Question(Type::Calculate, crate::form::Kind::Calculate);
        let generated_for = Some(self.at(&["control", "jr:count"]));
        self.add(Draft { role, generated_for, name, bind, ..Draft::default() });
        reference
    }

    /// Checks what can only be known at the end of the sheet.
    pub(super) fn finish(&mut self) {
        if self.other_seen && self.parts.translated {
            self.parts.notices.push(Notice::new(At::sheet(self.parts.grid.name), Remark::OtherUntranslated));
        }
        for (name, row) in std::mem::take(&mut self.triggers) {
            if !self.questions.contains(&name) {
                let nearest = super::name::nearest(&name, self.questions.iter().map(String::as_str));
                self.row = row;
                self.refuse(&["trigger"], Cause::UnknownReference { name, nearest });
            }
        }
        for (geometry, row) in std::mem::take(&mut self.geometries) {
            let known = self.instances.contains(&geometry)
                || self.parts.choices.get(&geometry).is_some()
                || self.parts.entities.has(&geometry)
                || whole_reference(&geometry).is_some_and(|reference| self.repeats.contains(reference.name));
            if !known {
                self.row = row;
                self.refuse(&["parameters"], Cause::GeometryUnknown);
            }
        }
        while self.stack.len() > 1 {
            if let Some(Level { container: Some(container), name, row, .. }) = self.stack.pop() {
                self.row = row;
                self.refuse(&["type"], Cause::UnmatchedBegin { container, name });
            }
        }
    }

    /// Refuses the cell under the header that is recognised as `path` in the row being read.
    pub(super) fn refuse(&mut self, path: &[&str], cause: Cause) {
        let at = self.at(path);
        self.parts.problems.push(Problem::new(at, cause));
    }

    /// The cell under the header that is recognised as `path` in the row being read.
    pub(super) fn at(&self, path: &[&str]) -> At {
        let header = self.parts.grid.column(path).map_or("", |column| self.parts.grid.header(column));
        At::cell(self.parts.grid.name, self.row, header)
    }

    /// Refuses the row's type.
    pub(super) fn refuse_type(&mut self, cause: Cause) {
        self.refuse(&["type"], cause);
    }

    /// Refuses the row's parameters.
    pub(super) fn refuse_parameter(&mut self, cause: Cause) {
        self.refuse(&["parameters"], cause);
    }

    /// Remarks on the row.
    pub(super) fn remark(&mut self, remark: Remark) {
        self.parts.notices.push(Notice::new(At::row(self.parts.grid.name, self.row), remark));
    }

    /// Remarks on a type that the app does not show.
    pub(super) fn not_shown(&mut self, name: &str) {
        self.remark(Remark::NotShown { name: name.to_owned() });
    }

    /// Remarks on a type that would record behind a person's back.
    pub(super) fn not_recorded(&mut self, name: &str) {
        self.remark(Remark::NotRecorded { name: name.to_owned() });
    }

    /// The row being read.
    pub(super) const fn row(&self) -> u32 {
        self.row
    }
}

/// The name in use for a type's old name.
fn alias(type_name: &str) -> &str {
    match type_name {
        "imei" => "deviceid",
        "image" | "add image prompt" | "add photo prompt" => "photo",
        "add audio prompt" => "audio",
        "add video prompt" => "video",
        "add file prompt" => "file",
        other => other,
    }
}

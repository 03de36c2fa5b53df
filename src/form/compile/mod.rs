//! From a workbook to a form.
//!
//! The sheets are read one after another (`sheet`, `header`; `settings`, `choices`, `entities`), the survey row by row
//! (`row`, `survey` with `begin`, `question`, `select`) into drafts (`draft`); then everything that needs the whole form is
//! checked (`check`) and the references become paths (`reference`, `resolve`), which gives the nodes (`emit`).
//!
//! The rules are pyxform's, to which the cases of `conformance` hold this; where it stops at its first complaint, reading goes
//! on here, so that all problems come in one list.

mod begin;
mod check;
mod choices;
mod draft;
mod emit;
mod entities;
mod header;
mod kinds;
mod languages;
mod lex;
mod loops;
mod name;
mod parameters;
mod question;
mod reference;
mod references;
mod resolve;
mod row;
mod select;
mod settings;
mod sheet;
mod survey;
mod types;

use std::sync::Arc;

use self::check::Check;
use self::choices::{Lists, dynamic_labels};
use self::draft::{Binding, Draft, Role};
use self::emit::{Emitter, template};
use self::entities::Entities;
use self::languages::Languages;
use self::resolve::{Manner, Resolver};
use self::settings::Raw;
use self::sheet::{Grid, find, similar};
use self::survey::{Parts, Survey};
use self::types::Type;
use super::problem::{At, Cause, Notice, Problem};
use super::session::{self, Circle};
use super::{Form, Kind, ListId, NodeId, Settings};
use crate::workbook::Workbook;

/// What a workbook does not say of its form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The form's name, which begins every path, unless setting `name` gives it; `data` if neither does.
    pub name: Option<&'a str>,
    /// The form's id and title, unless settings give them: the file's name without its end.
    pub file: Option<&'a str>,
}

/// A form, with what is worth saying of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The form.
    pub form: Form,
    /// What is worth saying, in the sheets' order.
    pub notices: Vec<Notice>,
}

/// Why a workbook is no form.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Every problem, in the sheets' order; at least one.
    pub problems: Vec<Problem>,
    /// What else is worth saying.
    pub notices: Vec<Notice>,
}

/// Compiles a workbook's sheets survey, choices, settings, `external_choices`, osm and entities to a form. Other sheets are left
/// alone.
pub fn compile(workbook: impl Into<Arc<Workbook>>, options: &Options<'_>) -> Result<Compiled, Refused> {
    let workbook = workbook.into();
    let mut compiler = Compiler { problems: Vec::new(), notices: Vec::new() };
    let form = compiler.compile(&workbook, options);
    let Compiler { mut problems, mut notices } = compiler;
    notices.sort_by(|a, b| a.at.sheet.cmp(&b.at.sheet).then(a.at.row.cmp(&b.at.row)));
    // Where a row came to nothing, those after it are not in their places, and nothing can be said of what reads what.
    let is_whole = |form: &&Form| (0..).zip(&form.nodes).all(|(place, node)| node.id == NodeId(place));
    if let Some(form) = form.as_ref().filter(is_whole) {
        problems.extend(circles(form, &workbook));
    }
    match form {
        Some(mut form) if problems.is_empty() => {
            form.source = workbook;
            Ok(Compiled { form, notices })
        }
        _ => {
            problems.sort_by(|a, b| a.at.sheet.cmp(&b.at.sheet).then(a.at.row.cmp(&b.at.row)));
            problems.dedup();
            Err(Refused { problems, notices })
        }
    }
}

/// The problems of nodes that depend on one another, each told at the first of them.
fn circles(form: &Form, workbook: &Workbook) -> Vec<Problem> {
    let sheet = find(workbook, "survey").map_or("survey", |sheet| &sheet.name);
    let told = |Circle(nodes): Circle| {
        let mut names: Vec<String> =
            nodes.iter().filter_map(|id| form.node(*id)).map(|node| node.name.clone()).collect();
        names.extend(names.first().cloned());
        let row = nodes.iter().find_map(|id| form.node(*id)?.row);
        Problem::new(row.map_or_else(|| At::sheet(sheet), |row| At::row(sheet, row)), Cause::Cycle { names })
    };
    session::circles(form).into_iter().map(told).collect()
}

struct Compiler {
    problems: Vec<Problem>,
    notices: Vec<Notice>,
}

impl Compiler {
    fn compile(&mut self, workbook: &Workbook, options: &Options<'_>) -> Option<Form> {
        let Some(sheet) = find(workbook, "survey").filter(|sheet| !sheet.rows.is_empty()) else {
            let cause = Cause::NoSheet { sheet: "survey", similar: similar(workbook, "survey") };
            self.problems.push(Problem::new(At::workbook(), cause));
            return None;
        };
        let mut raw = Raw::read(workbook, &mut self.problems, &mut self.notices);
        let survey = Grid::read(sheet, &header::SURVEY, &mut self.problems);
        survey.require(&["type"], &mut self.problems);
        let choices_grid = self.choices_grid(workbook, "choices");
        let mut languages = Languages::read(raw.get("default_language"), std::iter::once(&survey).chain(&choices_grid));
        let mut lists = |compiler: &mut Self, name| {
            let grid = compiler.choices_grid(workbook, name);
            grid.map(|grid| Lists::read(&grid, &mut languages))
        };
        let external = lists(self, "external_choices");
        let tags = lists(self, "osm");
        let mut choices = Lists::default();
        if let Some(grid) = &choices_grid {
            grid.require(&["name"], &mut self.problems);
            choices = Lists::read(grid, &mut languages);
            let duplicates = raw.yes("allow_choice_duplicates") == Some(true);
            choices.check(grid, duplicates, &mut self.problems, &mut self.notices);
        }
        let mut entities = Entities::read(workbook, &mut self.problems, &mut self.notices);
        let translated: Vec<&Grid<'_>> = std::iter::once(&survey).chain(&choices_grid).collect();
        for grid in &translated {
            languages::missing(grid, &mut self.notices);
        }
        let translated = translated.iter().any(|grid| languages::is_translated(grid));
        let name = raw.get("name").or(options.name).unwrap_or("data").to_owned();
        let reader = row::Reader::new(&survey, &mut languages, raw.yes("clean_text_values").unwrap_or(true));
        let parts = Parts {
            workbook,
            grid: &survey,
            choices: &mut choices,
            external: external.as_ref(),
            tags: tags.as_ref(),
            languages: &languages,
            translated,
            settings: &mut raw,
            entities: &mut entities,
            problems: &mut self.problems,
            notices: &mut self.notices,
        };
        let mut reading = Survey::new(parts, &name);
        for (number, cells) in survey.rows() {
            reading.read(reader.read(number, cells));
        }
        reading.finish();
        let (mut drafts, mut meta, mut names) = (reading.drafts, reading.meta, reading.names);
        if raw.yes("omit_instanceID") == Some(true) {
            if raw.get("public_key").is_some() {
                self.problems.push(Problem::new(At::sheet(&raw.sheet), Cause::EncryptedWithoutId));
            }
        } else {
            let bind = Binding { given: true, readonly: Some("true()".to_owned()), ..Binding::default() };
            meta.push(generated("instanceID", bind));
            *names.entry("instanceID".to_owned()).or_default() += 1;
        }
        if let Some(instance_name) = raw.get("instance_name") {
            let place = Some(At::cell(&raw.sheet, 2, "instance_name"));
            let bind = emit::calculation(instance_name);
            meta.push(Draft { generated_for: place, ..generated("instanceName", bind) });
        }
        if raw.get("id_string") == Some("None") {
            self.problems.push(Problem::new(At::sheet(&raw.sheet), Cause::NoFormId));
        }
        let save_to = survey.column(&["bind", "entities:saveto"]).map_or("save_to", |column| survey.header(column));
        entities.generate(&mut drafts, (survey.name, save_to), &mut self.problems);
        put_in_meta(&mut drafts, meta);
        references::check(workbook, &survey, choices_grid.as_ref(), &names, &mut self.problems);
        let choices_sheet = choices_grid.as_ref().map_or("choices", |grid| grid.name);
        loops::expand(&mut drafts, &choices, &languages, choices_sheet, &mut self.problems);
        let mut check =
            Check { drafts: &drafts, grid: &survey, problems: &mut self.problems, notices: &mut self.notices };
        check.names();
        check.labels();
        check.searches();
        let instances = check.instances(&choices.all);
        let whole =
            Whole { drafts: &drafts, survey: &survey, names: &names, raw, languages, choices, external, instances };
        Some(self.emit(whole, options))
    }

    fn refuse_all(&mut self, at: &At, causes: Vec<Cause>) {
        self.problems.extend(causes.into_iter().map(|cause| Problem::new(at.clone(), cause)));
    }

    fn choices_grid<'w>(&mut self, workbook: &'w Workbook, name: &str) -> Option<Grid<'w>> {
        let sheet = find(workbook, name)?;
        let grid = Grid::read(sheet, &header::CHOICES, &mut self.problems);
        (grid.len() > 0).then_some(grid)
    }

    fn emit(&mut self, whole: Whole<'_>, options: &Options<'_>) -> Form {
        let Whole { drafts, survey, names, raw, languages, choices, external, instances } = whole;
        let offset = choices.all.len();
        let lists = |name: &str, outside: bool| {
            if !outside {
                return choices.get(name).map(|(id, _)| id);
            }
            let (ListId(id), _) = external.as_ref()?.get(name)?;
            Some(ListId(u32::try_from(offset).ok()? + id))
        };
        let resolver = Resolver::new(drafts);
        let mut emitter =
            Emitter { drafts, resolver, grid: survey, names, lists: &lists, problems: Vec::new(), notices: Vec::new() };
        let nodes = emitter.nodes();
        self.problems.append(&mut emitter.problems);
        self.notices.append(&mut emitter.notices);
        let resolver = Resolver::new(drafts);
        let id = raw.get("id_string").or(options.file).unwrap_or("data").to_owned();
        let instance_name = raw.get("instance_name").and_then(|name| {
            let xpath = resolver.resolve(name, None, Manner::default()).ok()?;
            let (expression, causes) = emit::expression(name, xpath.trim());
            self.refuse_all(&At::cell(&raw.sheet, 2, "instance_name"), causes);
            expression
        });
        let settings = Settings {
            title: raw.get("title").unwrap_or(&id).to_owned(),
            version: raw.get("version").unwrap_or("").to_owned(),
            default_language: languages.default,
            style: raw.get("style").unwrap_or("").to_owned(),
            instance_name,
            all: raw.values,
            id,
        };
        let mut lists = choices.all;
        lists.extend(external.map(|external| external.all).unwrap_or_default());
        for list in &mut lists {
            for (choice, column) in dynamic_labels(list) {
                match template(&resolver, list.table.cell(choice, column), None) {
                    Ok((label, _)) => list.dynamic.push((choice, column, label)),
                    Err(unresolved) => {
                        let (name, cause) = unresolved.into_cause();
                        if names.get(&name) == Some(&1) {
                            self.problems.push(Problem::new(At::sheet("choices"), cause));
                        }
                    }
                }
            }
        }
        let source = Arc::default();
        Form { nodes, languages: languages.names, settings, lists, instances, source }
    }
}

/// Everything that was read, on its way to become a form.
struct Whole<'a> {
    drafts: &'a draft::Drafts,
    survey: &'a Grid<'a>,
    names: &'a std::collections::BTreeMap<String, u32>,
    raw: Raw,
    languages: Languages,
    choices: Lists,
    external: Option<Lists>,
    instances: Vec<super::Instance>,
}

fn generated(name: &str, bind: Binding) -> Draft {
    let role = Role::Question(Type::Calculate, Kind::Calculate);
    Draft { role, name: name.to_owned(), bind, ..Draft::default() }
}

/// Puts nodes into the form's own group `meta`, which an entity may have made already.
fn put_in_meta(drafts: &mut draft::Drafts, nodes: Vec<Draft>) {
    if nodes.is_empty() {
        return;
    }
    let is_meta = |index: &usize| drafts.get(*index).is_some_and(|draft| draft.role == Role::Meta);
    let existing = drafts.get(0).and_then(|form| form.children.iter().copied().find(is_meta));
    let meta = existing
        .unwrap_or_else(|| drafts.add(0, Draft { role: Role::Meta, name: "meta".to_owned(), ..Draft::default() }));
    for node in nodes {
        drafts.add(meta, node);
    }
}

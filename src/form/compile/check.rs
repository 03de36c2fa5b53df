//! What can be checked only when the whole form is there: names among siblings, labels, triggers, sources of choices.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Drafts, Role};
use super::select::{is_choice_file, split_extension};
use super::sheet::Grid;
use super::types::{Bounded, Control, Type};
use crate::form::problem::{At, Cause, Notice, Problem, Remark};
use crate::form::{ChoiceList, Instance, InstanceSource, ListId};

/// The instance in which the last saved answers stand.
const LAST_SAVED: &str = "__last-saved";

/// The problems of a whole form.
pub(super) struct Check<'a> {
    pub drafts: &'a Drafts,
    pub grid: &'a Grid<'a>,
    pub problems: &'a mut Vec<Problem>,
    pub notices: &'a mut Vec<Notice>,
}

impl Check<'_> {
    fn refuse(&mut self, draft: &Draft, path: &[&str], cause: Cause) {
        self.problems.push(Problem::new(self.at(draft, path), cause));
    }

    fn at(&self, draft: &Draft, path: &[&str]) -> At {
        let header = self.grid.column(path).map_or("", |column| self.grid.header(column));
        draft.at(self.grid.name, header)
    }

    /// Names that something generated took, and repeats that a loop made twice.
    pub(super) fn names(&mut self) {
        let mut repeats: BTreeSet<&str> = BTreeSet::new();
        for index in self.drafts.in_order() {
            let Some(draft) = self.drafts.get(index) else { continue };
            let mut seen: BTreeMap<&str, &Draft> = BTreeMap::new();
            for child in draft.children.iter().filter_map(|child| self.drafts.get(*child)) {
                if let Some(other) = seen.insert(&child.name, child)
                    && (other.row.is_none() || child.row.is_none() || draft.role == Role::Meta)
                {
                    let place = if child.row.is_some() { child } else { other };
                    self.refuse(place, &["name"], Cause::GeneratedNameTaken { name: child.name.clone() });
                }
            }
            if draft.role == Role::Repeat && !repeats.insert(&draft.name) {
                let taken = Cause::RepeatTaken { name: draft.name.clone() };
                let known = |problem: &Problem| problem.cause == taken && problem.at.row == draft.row;
                if !self.problems.iter().any(known) {
                    self.refuse(draft, &["name"], taken);
                }
            }
        }
    }

    /// Questions without a label, and triggers that nobody sees.
    pub(super) fn labels(&mut self) {
        let mut waiting: BTreeMap<&str, Vec<&Draft>> = BTreeMap::new();
        for draft in &self.drafts.nodes {
            let position = Type::Background(crate::form::Background::Position);
            if !matches!(&draft.role, Role::Question(ty, _) if *ty == position) {
                for trigger in &draft.triggers {
                    waiting.entry(trigger).or_default().push(draft);
                }
            }
        }
        for index in self.drafts.in_order() {
            let Some(draft) = self.drafts.get(index) else { continue };
            for (kind, _) in &draft.media {
                match kind.as_str() {
                    "image" | "big-image" | "audio" | "video" => {}
                    "" => self.notices.push(Notice::new(self.at(draft, &["media"]), Remark::MediaWithoutKind)),
                    _ => self.refuse(draft, &["media", kind], Cause::UnknownMedia { kind: kind.clone() }),
                }
            }
            if is_in_meta(self.drafts, index) || !draft.is_question() {
                continue;
            }
            if is_computed(draft) {
                for waits in waiting.get(draft.name.as_str()).into_iter().flatten() {
                    self.refuse(waits, &["trigger"], Cause::TriggerHidden { trigger: draft.name.clone() });
                }
            }
            if !is_shown(draft) {
                continue;
            }
            if !draft.has_label() && draft.media.is_empty() && draft.hint.is_empty() && !brings_hint(draft) {
                self.refuse(draft, &["label"], Cause::NoLabel { name: draft.name.clone() });
            }
            let shows = |kind: &str| draft.media.iter().any(|(given, _)| given == kind);
            if shows("big-image") && !shows("image") {
                self.refuse(draft, &["media", "big-image"], Cause::BigImageAlone);
            }
        }
    }

    /// Lists fetched by `search()` cannot also be shown without it.
    pub(super) fn searches(&mut self) {
        let mut plain: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
        let mut fetched: Vec<(&Draft, Option<&str>)> = Vec::new();
        for index in self.drafts.in_order() {
            let Some(draft) = self.drafts.get(index) else { continue };
            let Role::Select(choosing) = &draft.role else { continue };
            if choosing.external {
                continue;
            }
            if !choosing.search {
                plain.entry(choosing.list_name.as_deref()).or_default().push(draft.name.clone());
                continue;
            }
            if is_choice_file(split_extension(&choosing.list).1) {
                self.refuse(draft, &["control", "appearance"], Cause::SearchWithFile);
            }
            fetched.push((draft, choosing.list_name.as_deref()));
        }
        for (draft, list) in fetched {
            if let Some(others) = plain.get(&list) {
                let cause = Cause::SearchListShared { list: list.unwrap_or("").to_owned(), others: others.clone() };
                self.refuse(draft, &["control", "appearance"], cause);
            }
        }
    }

    /// Collects the secondary instances; two sources cannot have one name.
    pub(super) fn instances(&mut self, lists: &[ChoiceList]) -> Vec<Instance> {
        let mut found: Vec<Instance> = Vec::new();
        let mut last_saved: Option<&Draft> = None;
        let mut attached: BTreeSet<String> = BTreeSet::new();
        for index in self.drafts.in_order() {
            let Some(draft) = self.drafts.get(index) else { continue };
            let mut files = pulled(draft);
            match &draft.role {
                Role::Select(choosing)
                    if !choosing.external && !choosing.search && is_choice_file(split_extension(&choosing.list).1) =>
                {
                    files.push(choosing.list.clone());
                }
                Role::External { extension } => {
                    if !attached.insert(draft.name.clone()) {
                        self.refuse(draft, &["name"], Cause::FileTwice { name: draft.name.clone() });
                    }
                    files.push(format!("{}.{extension}", draft.name));
                }
                _ => {}
            }
            last_saved = last_saved.or_else(|| asks_last_saved(draft).then_some(draft));
            for file in files {
                let id = split_extension(&file).0.to_owned();
                let instance = Instance { id, source: InstanceSource::File(file) };
                match found.iter().find(|known| known.id == instance.id) {
                    None => found.push(instance),
                    Some(known) if *known == instance => {}
                    Some(_) => self.refuse(draft, &["name"], Cause::InstanceConflict { name: instance.id }),
                }
            }
        }
        if let Some(asks) = last_saved {
            let id = LAST_SAVED.to_owned();
            // A file of this name comes from the row that attaches it, which is where it is renamed.
            let file = self.drafts.nodes.iter().find(|draft| attaches(draft, LAST_SAVED));
            if found.iter().any(|known| known.id == id) {
                self.refuse(file.unwrap_or(asks), &["name"], Cause::InstanceConflict { name: id });
            } else {
                found.push(Instance { id, source: InstanceSource::LastSaved });
            }
        }
        for (list, number) in lists.iter().zip(0..) {
            if self.drafts.nodes.iter().any(
                |draft| matches!(&draft.role, Role::Select(choosing) if choosing.search && choosing.list == list.name),
            ) {
                continue;
            }
            if found.iter().any(|known| known.id == list.name) {
                let at = At::sheet(self.grid.name);
                self.problems.push(Problem::new(at, Cause::InstanceConflict { name: list.name.clone() }));
            } else {
                found.push(Instance { id: list.name.clone(), source: InstanceSource::List(ListId(number)) });
            }
        }
        found
    }
}

/// Whether a node stands in a generated group `meta`, which nobody sees.
pub(super) fn is_in_meta(drafts: &Drafts, index: usize) -> bool {
    let is_meta = |at: usize| drafts.get(at).is_some_and(|draft| draft.role == Role::Meta);
    is_meta(index) || drafts.ancestors(index).any(|(at, _)| is_meta(at))
}

/// Whether a question computes its answer and has nothing to say.
fn is_computed(draft: &Draft) -> bool {
    let computes = draft.bind.calculate.is_some() || !draft.triggers.is_empty();
    matches!(draft.role, Role::Question(Type::Calculate, _))
        || computes && !draft.has_label() && draft.hint.is_empty() && !brings_hint(draft)
}

/// Whether a question is shown.
pub(super) fn is_shown(draft: &Draft) -> bool {
    let control = match &draft.role {
        Role::Question(ty, _) => ty.control(),
        Role::Select(_) => Control::Shown,
        _ => return false,
    };
    control == Control::Shown && !is_computed(draft)
}

/// Whether the type itself brings a hint.
fn brings_hint(draft: &Draft) -> bool {
    matches!(draft.role, Role::Question(Type::Integer(Some(Bounded::Days(_))) | Type::PhoneNumber, _))
}

/// The expressions that bring instances: those of containers are their binds', those of entities bring none.
fn expressions(draft: &Draft) -> impl Iterator<Item = &str> {
    let bind = &draft.bind;
    let binds = [&bind.calculate, &bind.constraint, &bind.readonly, &bind.required, &bind.relevant];
    let own = [&draft.filter, &draft.default].into_iter().filter(|_| draft.is_question());
    let generated = matches!(draft.role, Role::Attribute(_) | Role::EntityLabel);
    binds.into_iter().chain(own).filter(move |_| !generated).flatten().map(String::as_str)
}

/// Whether a row attaches a file of this name.
fn attaches(draft: &Draft, name: &str) -> bool {
    matches!(draft.role, Role::External { .. }) && split_extension(&draft.name).0 == name
}

fn asks_last_saved(draft: &Draft) -> bool {
    expressions(draft).any(super::reference::asks_last_saved)
}

/// The csv files that `pulldata()` asks for.
fn pulled(draft: &Draft) -> Vec<String> {
    let mut files = Vec::new();
    for text in expressions(draft).filter(|text| text.contains("pulldata(")) {
        for (at, word) in text.match_indices("pulldata") {
            let after = text.get(at + word.len()..).unwrap_or("").trim_start();
            if let Some((name, _)) = after.strip_prefix('(').and_then(|inside| inside.split_once(',')) {
                let name: String = name.chars().filter(|c| !matches!(c, '\'' | '"')).collect();
                files.push(format!("{}.csv", name.trim()));
            }
        }
    }
    files
}

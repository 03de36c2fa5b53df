//! Taking a saved session to a newer version of its form.
//!
//! An answer stays at its path; where that is gone, it moves to the one question of its name with as many repeats around it;
//! where there is none, it is kept aside. Everything computed is computed anew.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::layout::{Layout, is_repeat};
use super::program::Program;
use super::run::Work;
use super::saved::Saved;
use super::sheet::ItemId;
use super::{Attached, Session};
use crate::expr::Env;
use crate::form::{Form, Kind, Node, NodeId};

/// What became of the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Migration {
    /// Answers that stand elsewhere now.
    pub moved: Vec<Move>,
    /// Answers that no question takes: path and value. They are kept aside.
    pub dropped: Vec<(String, String)>,
    /// Questions to look at: new ones, and those whose answer is required or not right by the new version.
    pub missing: Vec<ItemId>,
}

/// An answer that stands elsewhere now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its path in the old version.
    pub from: String,
    /// Its path in the new one.
    pub to: String,
}

impl Session {
    /// Takes up a session of another version of the form, and says what became of its answers. With the old version itself, it
    /// also says which questions are new.
    #[must_use]
    pub fn migrate(
        program: Rc<Program>,
        attached: Rc<Attached>,
        env: Env,
        saved: &Saved,
        old: Option<&Form>,
    ) -> (Self, Migration) {
        let mut migration = Migration::default();
        let form = Arc::clone(&program.form);
        let mut next = Saved { seed: saved.seed, aside: saved.aside.clone(), ..Saved::default() };
        for (path, value) in saved.values.iter().chain(&saved.aside) {
            let Some(node) = target(&form, path) else {
                migration.dropped.push((path.clone(), value.clone()));
                next.aside.insert(path.clone(), value.clone());
                continue;
            };
            let to = placed(&form, node, &indexes(path));
            if next.values.contains_key(&to) {
                continue;
            }
            if to != *path {
                migration.moved.push(Move { from: path.clone(), to: to.clone() });
            }
            next.aside.remove(path);
            next.values.insert(to, value.clone());
        }
        next.repeats = repeats(&form, saved, &next.values);
        let mut session = Self::restore(program, attached, env, &next);
        session.drop_unknown_choices(&mut migration);
        let mut work = Work::loading();
        for item in session.sheet.within(ItemId::ROOT) {
            session.preload(item);
            work.fresh.insert(item);
        }
        work.queue_all(&session);
        session.run(&mut work);
        migration.missing = session.missing(old);
        (session, migration)
    }

    /// An answer that names a choice which its list no longer has is kept aside.
    fn drop_unknown_choices(&mut self, migration: &mut Migration) {
        for item in self.sheet.within(ItemId::ROOT) {
            let Some(known) = self.known_choices(item) else { continue };
            let path = self.path(item);
            let Some(entry) = self.sheet.get_mut(item).filter(|entry| entry.value != known) else { continue };
            let value = std::mem::replace(&mut entry.value, known);
            migration.dropped.push((path.clone(), value.clone()));
            self.aside.insert(path, value);
        }
    }

    /// What is wrong or required, and what the old version did not ask.
    fn missing(&self, old: Option<&Form>) -> Vec<ItemId> {
        let is_new = |item: ItemId, node: &Node| {
            let asked = |old: &Form| target(old, &self.path(item)).is_some();
            old.is_some_and(|old| !asked(old)) && node.bind.calculate.is_none() && !matches!(node.kind, Kind::Note)
        };
        let misses = |item: &ItemId| {
            let Some(node) = self.node(*item).filter(|node| node.visible && !node.kind.is_container()) else {
                return false;
            };
            self.violation(*item).is_some()
                || (self.relevant(*item) && self.value(*item).is_empty() && is_new(*item, node))
        };
        self.sheet.within(ItemId::ROOT).into_iter().filter(misses).collect()
    }
}

/// The node that an answer at an old path belongs to.
fn target(form: &Form, path: &str) -> Option<NodeId> {
    let plain = plain(path);
    let takes = |node: &&Node| !node.kind.is_container();
    if let Some(node) = form.at(&plain).filter(takes) {
        return Some(node.id);
    }
    let name = last_name(&plain);
    let depth = indexes(path).len();
    let repeats = |node: NodeId| Layout::ancestors(form, node).filter(|above| is_repeat(form, *above)).count();
    let mut found = form.nodes.iter().filter(takes).filter(|node| node.name == name && repeats(node.id) == depth);
    match (found.next(), found.next()) {
        (Some(node), None) => Some(node.id),
        _ => None,
    }
}

/// A path without the numbers of instances.
fn plain(path: &str) -> String {
    path.split('/').map(|part| part.split('[').next().unwrap_or(part)).collect::<Vec<_>>().join("/")
}

fn last_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The numbers of the instances on a path, the outermost first.
fn indexes(path: &str) -> Vec<u32> {
    let number = |part: &str| part.strip_suffix(']')?.split_once('[')?.1.parse().ok();
    path.split('/').filter_map(number).collect()
}

/// The path of a node in these instances of the repeats around it.
fn placed(form: &Form, node: NodeId, indexes: &[u32]) -> String {
    let mut chain: Vec<NodeId> = Layout::ancestors(form, node).collect();
    chain.reverse();
    chain.push(node);
    let mut indexes = indexes.iter();
    let part = |id: &NodeId| {
        let name = form.node(*id).map_or("", |node| node.name.as_str());
        if is_repeat(form, *id) {
            format!("/{name}[{}]", indexes.next().copied().unwrap_or(1))
        } else {
            format!("/{name}")
        }
    };
    chain.iter().map(part).collect()
}

/// How many instances the repeats have: as many as before, and as many as the answers need.
fn repeats(form: &Form, saved: &Saved, values: &BTreeMap<String, String>) -> BTreeMap<String, u32> {
    let known = |path: &str| form.at(&plain(path)).is_some_and(|node| is_repeat(form, node.id));
    let mut counts: BTreeMap<String, u32> =
        saved.repeats.iter().filter(|(path, _)| known(path)).map(|(path, count)| (path.clone(), *count)).collect();
    for path in values.keys() {
        let mut so_far = String::new();
        for part in path.split('/').skip(1) {
            if let Some((name, number)) = part.strip_suffix(']').and_then(|part| part.split_once('[')) {
                let count = counts.entry(format!("{so_far}/{name}")).or_default();
                *count = (*count).max(number.parse().unwrap_or(0));
            }
            so_far = format!("{so_far}/{part}");
        }
    }
    counts
}

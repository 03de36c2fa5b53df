//! A session put down and taken up again: a flat map from paths to values.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::program::{Aspect, Program};
use super::repeats::{MOST_INSTANCES, MOST_ITEMS};
use super::run::Work;
use super::sheet::{ItemId, Role};
use super::{Attached, Session};
use crate::expr::date::Moment;
use crate::expr::{Env, Tree};
use crate::form::{Form, Kind, Meta};

/// A session as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// Draws the order of randomised choices.
    #[serde(default)]
    pub seed: u64,
    /// Every value that is not blank, relevant or not, by path.
    pub values: BTreeMap<String, String>,
    /// How many instances each repeat has, by path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub repeats: BTreeMap<String, u32>,
    /// Answers to questions that a newer version of the form no longer asks, by their old paths.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aside: BTreeMap<String, String>,
}

impl Session {
    /// The session as it is to be stored.
    #[must_use]
    pub fn save(&self) -> Saved {
        let (mut values, mut repeats) = (BTreeMap::new(), BTreeMap::new());
        for item in self.sheet.within(ItemId::ROOT) {
            let Some(entry) = self.sheet.get(item) else { continue };
            if entry.role == Role::Range {
                repeats.insert(self.path(item), u32::try_from(entry.children.len()).unwrap_or(u32::MAX));
            } else if !entry.value.is_empty() {
                values.insert(self.path(item), entry.value.clone());
            }
        }
        Saved {
            form: self.program.form.settings.id.clone(),
            version: self.program.form.settings.version.clone(),
            seed: self.seed,
            values,
            repeats,
            aside: self.aside.clone(),
        }
    }

    /// The moment of the last saving becomes the answer of `end`.
    pub fn finish(&mut self, now: f64) {
        self.set_now(now);
        let text = Moment::At(now).to_text(self.env.zone);
        let mut work = Work::default();
        for item in self.sheet.within(ItemId::ROOT) {
            if self.node(item).is_some_and(|node| node.kind == Kind::Meta(Meta::End)) {
                self.set_value(item, text.clone(), &mut work);
            }
        }
        self.run(&mut work);
    }

    /// The answers that count, in document order: what takes part, is offered and is not blank, by path.
    #[must_use]
    pub fn result(&self) -> Vec<(String, String)> {
        let counts =
            |item: &ItemId| self.sheet.get(*item).is_some_and(|entry| entry.relevant && !entry.shown().is_empty());
        let pair = |item: ItemId| (self.path(item), self.sheet.get(item).map_or("", |entry| entry.shown()).to_owned());
        self.sheet.within(ItemId::ROOT).into_iter().filter(counts).map(pair).collect()
    }

    /// Takes up a session of the same version of the form. What was computed keeps its value until something that it reads
    /// changes, so a sheet opened a year later says what it said.
    #[must_use]
    pub fn resume(program: Rc<Program>, attached: Rc<Attached>, env: Env, saved: &Saved) -> Self {
        let mut session = Self::restore(program, attached, env, saved);
        let mut work = Work::loading();
        work.queue_all(&session);
        work.keep(|task, item| task.aspect != Aspect::Calculate || session.value(item).is_empty(), &session);
        session.run(&mut work);
        session
    }

    /// A sheet with the values and instances of a saved one, and nothing computed yet.
    pub(super) fn restore(program: Rc<Program>, attached: Rc<Attached>, env: Env, saved: &Saved) -> Self {
        let mut session = Self::empty(program, attached, env);
        session.seed = saved.seed;
        session.aside.clone_from(&saved.aside);
        let mut ranges = session.sheet.grow(&session.program.form, Form::ROOT, None, Role::Single);
        while let Some(range) = ranges.pop() {
            let Some(entry) = session.sheet.get(range).filter(|entry| entry.role == Role::Range) else { continue };
            let node = entry.node;
            let count = saved.repeats.get(&session.path(range)).copied().unwrap_or(0);
            for _ in 0..count.min(MOST_INSTANCES) {
                if session.sheet.len() >= MOST_ITEMS {
                    break;
                }
                ranges.extend(session.sheet.grow(&session.program.form, node, Some(range), Role::Instance));
            }
        }
        for (path, value) in &saved.values {
            match session.find(path).filter(|item| session.node(*item).is_some_and(|node| !node.kind.is_container())) {
                Some(item) => {
                    if let Some(entry) = session.sheet.get_mut(item) {
                        entry.value.clone_from(value);
                    }
                }
                None => {
                    session.aside.insert(path.clone(), value.clone());
                }
            }
        }
        session
    }
}

impl Saved {
    /// The saved answers as a document, for `${last-saved#…}` of the next sheet.
    #[must_use]
    pub fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        let mut elements: BTreeMap<String, u32> = BTreeMap::new();
        for (path, value) in &self.values {
            let mut parent = Tree::ROOT;
            let mut so_far = String::new();
            for part in path.split('/').skip(1) {
                so_far = format!("{so_far}/{part}");
                let name = part.split('[').next().unwrap_or(part);
                parent = *elements.entry(so_far.clone()).or_insert_with(|| tree.element(parent, name, ""));
            }
            tree.leaf(parent, crate::expr::Kind::Text, "", value);
        }
        tree
    }
}

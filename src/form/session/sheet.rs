//! The answer sheet: one entry for every node of the form, and for every instance of a repeat.
//!
//! Entries are never taken out of the arena, so an [`ItemId`] means one thing for the life of a session. A repeat has an entry
//! of its own, the *range*, which holds its instances; expressions look through it.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::layout::is_repeat;
use super::program::Program;
use crate::expr::{Document, Kind};
use crate::form::{Form, NodeId};

/// A node of an answer sheet: a question, a group, a repeat or one of its instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemId(pub(super) u32);

impl ItemId {
    /// The form itself.
    pub const ROOT: Self = Self(0);
}

/// What an entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A node that there is once where it stands.
    Single,
    /// A repeat as a whole.
    Range,
    /// One instance of a repeat.
    Instance,
}

/// One entry.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one rule's verdict, and any may hold without the others")]
pub(super) struct Entry {
    pub node: NodeId,
    pub parent: Option<ItemId>,
    pub role: Role,
    /// Of a container its children by their slots; of a range its instances in order.
    pub children: Vec<ItemId>,
    /// The place among the instances.
    pub ordinal: u32,
    /// As it was answered or computed.
    pub value: String,
    /// What a filter leaves of the value, where it does not leave all.
    pub offered: Option<String>,
    /// What its own expression says.
    pub own_relevant: bool,
    /// Whether it and all above it take part.
    pub relevant: bool,
    /// What its own expression says.
    pub own_readonly: bool,
    pub required: bool,
    pub valid: bool,
    /// Whether it was taken out.
    pub removed: bool,
}

impl Entry {
    /// The value as the rest of the form sees it.
    pub fn shown(&self) -> &str {
        self.offered.as_deref().unwrap_or(&self.value)
    }
}

/// All entries of a session.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    entries: Vec<Entry>,
}

impl Sheet {
    /// How many entries there ever were.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn get(&self, item: ItemId) -> Option<&Entry> {
        self.entries.get(item.0 as usize)
    }

    pub fn get_mut(&mut self, item: ItemId) -> Option<&mut Entry> {
        self.entries.get_mut(item.0 as usize)
    }

    /// Adds an entry with all below it; the ranges it brings are empty. Gives the new items, the outermost first.
    pub fn grow(&mut self, form: &Form, node: NodeId, parent: Option<ItemId>, role: Role) -> Vec<ItemId> {
        let mut grown = Vec::new();
        let mut stack = vec![(node, parent, role)];
        while let Some((node, parent, role)) = stack.pop() {
            let Ok(number) = u32::try_from(self.entries.len()) else { break };
            let item = ItemId(number);
            let ordinal = parent.and_then(|parent| self.get_mut(parent)).map_or(0, |above| {
                above.children.push(item);
                if role == Role::Instance { u32::try_from(above.children.len() - 1).unwrap_or(0) } else { 0 }
            });
            self.entries.push(Entry {
                node,
                parent,
                role,
                children: Vec::new(),
                ordinal,
                value: String::new(),
                offered: None,
                own_relevant: true,
                relevant: true,
                own_readonly: false,
                required: false,
                valid: true,
                removed: false,
            });
            grown.push(item);
            if role != Role::Range {
                let children = form.node(node).map_or(&[][..], |node| &node.children);
                let role = |child| if is_repeat(form, child) { Role::Range } else { Role::Single };
                stack.extend(children.iter().rev().map(|child| (*child, Some(item), role(*child))));
            }
        }
        grown
    }

    /// The items above, nearest first.
    pub fn above(&self, item: ItemId) -> impl Iterator<Item = ItemId> + '_ {
        std::iter::successors(self.get(item).and_then(|entry| entry.parent), |item| self.get(*item)?.parent)
    }

    /// The nearest of an item and those above it that belongs to a node of the form.
    pub fn climb(&self, item: ItemId, node: NodeId) -> Option<ItemId> {
        std::iter::once(item)
            .chain(self.above(item))
            .find(|item| self.get(*item).is_some_and(|entry| entry.node == node))
    }

    /// The item above that an expression calls the parent: a range is none.
    pub fn parent(&self, item: ItemId) -> Option<ItemId> {
        self.above(item).find(|item| self.get(*item).is_some_and(|entry| entry.role != Role::Range))
    }

    /// The items of `node` at or below `top`, in document order. A repeat's is its range.
    pub fn below(&self, program: &Program, top: ItemId, node: NodeId) -> Vec<ItemId> {
        let Some(top_node) = self.get(top).map(|entry| entry.node) else { return Vec::new() };
        let mut way: Vec<NodeId> = Vec::new();
        let mut next = Some(node);
        while let Some(step) = next.filter(|step| *step != top_node) {
            way.push(step);
            next = program.node(step).and_then(|node| node.parent);
        }
        let mut level = vec![top];
        while let Some(step) = way.pop() {
            let slot = program.layout.slot(step);
            level = level
                .iter()
                .flat_map(|item| self.opened(*item))
                .filter_map(|item| self.get(item)?.children.get(slot).copied())
                .collect();
        }
        level
    }

    /// An item itself, or, of a range, its instances.
    fn opened(&self, item: ItemId) -> Vec<ItemId> {
        match self.get(item) {
            Some(entry) if entry.role == Role::Range => entry.children.clone(),
            Some(_) => vec![item],
            None => Vec::new(),
        }
    }

    /// The instances of a range.
    pub fn instances(&self, range: ItemId) -> &[ItemId] {
        self.get(range).filter(|entry| entry.role == Role::Range).map_or(&[], |entry| &entry.children)
    }

    /// Numbers the instances of a range anew, after some came or went.
    pub fn renumber(&mut self, range: ItemId) {
        let instances = self.instances(range).to_vec();
        for (ordinal, item) in (0..).zip(instances) {
            if let Some(entry) = self.get_mut(item) {
                entry.ordinal = ordinal;
            }
        }
    }

    /// An item and all below it, in document order.
    pub fn within(&self, item: ItemId) -> Vec<ItemId> {
        let mut found = Vec::new();
        let mut stack = vec![item];
        while let Some(item) = stack.pop() {
            found.push(item);
            stack.extend(self.get(item).iter().flat_map(|entry| entry.children.iter().rev()));
        }
        found
    }

    /// The path: that of the form, with the number of each repeat's instance, from 1, behind its name.
    pub fn path(&self, program: &Program, item: ItemId) -> String {
        let mut parts: Vec<String> = Vec::new();
        let chain = std::iter::once(item).chain(self.above(item));
        let mut inside_instance = false;
        for entry in chain.filter_map(|item| self.get(item)) {
            let name = program.node(entry.node).map_or("", |node| node.name.as_str());
            match entry.role {
                Role::Instance => parts.push(format!("/{name}[{}]", entry.ordinal + 1)),
                Role::Range if inside_instance => {}
                Role::Range | Role::Single => parts.push(format!("/{name}")),
            }
            inside_instance = entry.role == Role::Instance;
        }
        parts.reverse();
        parts.concat()
    }

    /// The item at a path, as [`Sheet::path`] writes it. A repeat without a number is its range.
    pub fn find(&self, program: &Program, path: &str) -> Option<ItemId> {
        let mut parts = path.strip_prefix('/')?.split('/');
        let root = program.node(Form::ROOT)?;
        let mut item = (parts.next()? == root.name).then_some(ItemId::ROOT)?;
        for part in parts {
            let (name, number) = match part.strip_suffix(']').and_then(|part| part.split_once('[')) {
                Some((name, number)) => (name, Some(number.parse::<usize>().ok()?)),
                None => (part, None),
            };
            let entry = self.get(item)?;
            let child = program.layout.child(&program.form, entry.node, name)?;
            item = *entry.children.get(program.layout.slot(child))?;
            if let Some(number) = number {
                item = *self.instances(item).get(number.checked_sub(1)?)?;
            }
        }
        Some(item)
    }
}

/// The answer sheet as expressions read it. What does not take part is in no node-set, as in ODK; the context node itself
/// keeps its value.
#[derive(Clone, Copy)]
pub(super) struct Instance<'a> {
    pub program: &'a Program,
    pub sheet: &'a Sheet,
}

/// The document's root is 0 and an item is one more than its own number.
impl Instance<'_> {
    pub const fn index(item: ItemId) -> u32 {
        item.0 + 1
    }

    fn entry(&self, node: u32) -> Option<&Entry> {
        self.sheet.get(ItemId(node.checked_sub(1)?))
    }

    fn push(&self, item: ItemId, out: &mut Vec<u32>) {
        let Some(entry) = self.sheet.get(item).filter(|entry| entry.relevant) else { return };
        match entry.role {
            Role::Single | Role::Instance => out.push(Self::index(item)),
            Role::Range => entry.children.iter().for_each(|instance| self.push(*instance, out)),
        }
    }

    /// The slots and the place among instances on the way from the form to a node.
    fn key(&self, node: u32) -> Vec<(usize, u32)> {
        let Some(item) = node.checked_sub(1).map(ItemId) else { return Vec::new() };
        let chain = std::iter::once(item).chain(self.sheet.above(item)).filter_map(|item| self.sheet.get(item));
        let mut key: Vec<_> = chain.map(|entry| (self.program.layout.slot(entry.node), entry.ordinal)).collect();
        key.reverse();
        key
    }

    fn is_attribute(&self, entry: &Entry) -> bool {
        self.program.node(entry.node).is_some_and(|node| node.name.starts_with('@'))
    }

    fn below(&self, node: u32, attributes: bool, out: &mut Vec<u32>) {
        let Some(entry) = self.entry(node) else { return };
        for child in &entry.children {
            if self.sheet.get(*child).is_some_and(|entry| self.is_attribute(entry) == attributes) {
                self.push(*child, out);
            }
        }
    }
}

impl Document for Instance<'_> {
    fn kind(&self, node: u32) -> Kind {
        match self.entry(node) {
            None => Kind::Root,
            Some(entry) if self.is_attribute(entry) => Kind::Attribute,
            Some(_) => Kind::Element,
        }
    }

    fn name(&self, node: u32) -> &str {
        let name = self.entry(node).and_then(|entry| self.program.node(entry.node)).map_or("", |node| &node.name);
        name.strip_prefix('@').unwrap_or(name)
    }

    fn parent(&self, node: u32) -> Option<u32> {
        let item = ItemId(node.checked_sub(1)?);
        Some(self.sheet.parent(item).map_or(0, Self::index))
    }

    fn children(&self, node: u32, out: &mut Vec<u32>) {
        if node == 0 {
            out.push(Self::index(ItemId::ROOT));
        } else {
            self.below(node, false, out);
        }
    }

    fn attributes(&self, node: u32, out: &mut Vec<u32>) {
        self.below(node, true, out);
    }

    /// A group or repeat has no value, as in ODK; XPath would run the values in it together.
    fn text(&self, node: u32) -> Cow<'_, str> {
        Cow::Borrowed(self.entry(node).map_or("", Entry::shown))
    }

    fn children_named(&self, node: u32, name: &str, out: &mut Vec<u32>) {
        let Some(entry) = self.entry(node) else {
            let root = self.program.node(Form::ROOT).is_some_and(|root| root.name == name);
            if root {
                out.push(Self::index(ItemId::ROOT));
            }
            return;
        };
        // A range, which can be a context node only where its count is computed, has no children to name.
        if entry.role == Role::Range {
            return;
        }
        if let Some(child) = self.program.layout.child(&self.program.form, entry.node, name)
            && let Some(item) = entry.children.get(self.program.layout.slot(child))
        {
            self.push(*item, out);
        }
    }

    fn order(&self, a: u32, b: u32) -> Ordering {
        self.key(a).cmp(&self.key(b))
    }
}

//! Where the nodes of a form stand: among their siblings, and below which containers.

use crate::form::{Form, Kind, NodeId};

/// Where the nodes of a form stand, for finding children by name and the way between a node and a container.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The place of a node among its parent's children.
    slots: Vec<u32>,
    /// The children of a node by name.
    by_name: Vec<Vec<NodeId>>,
}

impl Layout {
    pub(super) fn new(form: &Form) -> Self {
        let mut slots = vec![0; form.nodes.len()];
        let mut by_name = Vec::with_capacity(form.nodes.len());
        let name = |id: &NodeId| form.node(*id).map_or("", |node| node.name.as_str());
        for node in &form.nodes {
            for (slot, child) in (0..).zip(&node.children) {
                if let Some(place) = slots.get_mut(child.0 as usize) {
                    *place = slot;
                }
            }
            let mut children = node.children.clone();
            children.sort_by(|a, b| name(a).cmp(name(b)));
            by_name.push(children);
        }
        Self { slots, by_name }
    }

    /// The place of a node among its parent's children.
    pub(super) fn slot(&self, node: NodeId) -> usize {
        self.slots.get(node.0 as usize).map_or(0, |slot| *slot as usize)
    }

    /// The child of this name.
    pub(super) fn child(&self, form: &Form, node: NodeId, name: &str) -> Option<NodeId> {
        let children = self.by_name.get(node.0 as usize)?;
        let place =
            children.binary_search_by(|child| form.node(*child).map_or("", |node| &node.name).cmp(name)).ok()?;
        children.get(place).copied()
    }

    /// The containers from just above a node up to the form.
    pub(super) fn ancestors(form: &Form, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let parent = |id: NodeId| form.node(id).and_then(|node| node.parent);
        std::iter::successors(parent(node), move |id| parent(*id))
    }
}

/// Whether a node is a repeat.
pub(super) fn is_repeat(form: &Form, node: NodeId) -> bool {
    form.node(node).is_some_and(|node| matches!(node.kind, Kind::Repeat(_)))
}

//! Which nodes of a form a path leads to, whatever the answers are.

use super::layout::{Layout, is_repeat};
use crate::expr::analyse::{Hop, Origin, Trail};
use crate::form::{Form, NodeId};

/// What one path of a task leads to.
#[derive(Debug)]
pub(super) struct Read {
    /// The nodes at its end, and the repeats on its way, whose instances it reads.
    pub nodes: Vec<NodeId>,
    /// The innermost container that the path certainly does not leave.
    pub common: NodeId,
    /// Whether it is `.`, the task's node itself.
    pub own: bool,
    /// Whether it goes down through a repeat, and so may reach other instances.
    pub through_repeat: bool,
}

impl Layout {
    /// What a path of an expression of `from` leads to.
    pub(super) fn read(&self, form: &Form, from: NodeId, trail: &Trail) -> Read {
        let mut read = Read { nodes: Vec::new(), common: Form::ROOT, own: false, through_repeat: false };
        // The document's root stands above the form: no node.
        let mut ends: Vec<Option<NodeId>> = match trail.origin {
            Origin::Here => vec![Some(from)],
            Origin::Root => vec![None],
            Origin::Instance | Origin::Reference(_) | Origin::Unknown => return read,
        };
        if trail.origin == Origin::Here {
            let ups = trail.hops.iter().take_while(|hop| **hop == Hop::Parent).count();
            let wide = trail.hops.contains(&Hop::Anywhere);
            read.common = std::iter::once(from)
                .chain(Self::ancestors(form, from))
                .nth(ups)
                .filter(|_| !wide)
                .unwrap_or(Form::ROOT);
            read.own = trail.hops.is_empty();
        }
        for hop in &trail.hops {
            ends = self.hop(form, &ends, hop);
            if !matches!(hop, Hop::Parent) {
                let repeats = ends.iter().flatten().filter(|end| is_repeat(form, **end));
                read.nodes.extend(repeats);
            }
        }
        read.through_repeat = !read.nodes.is_empty();
        read.nodes.extend(ends.into_iter().flatten());
        read.nodes.sort_unstable();
        read.nodes.dedup();
        read
    }

    fn hop(&self, form: &Form, from: &[Option<NodeId>], hop: &Hop) -> Vec<Option<NodeId>> {
        let mut to: Vec<Option<NodeId>> = Vec::new();
        for end in from {
            match (hop, end) {
                (Hop::Child(name), None) => {
                    to.extend(form.node(Form::ROOT).filter(|root| root.name == *name).map(|root| Some(root.id)));
                }
                (Hop::Child(name), Some(node)) => match self.child(form, *node, name) {
                    Some(child) => to.push(Some(child)),
                    None if name.starts_with('@') => to.push(Some(*node)),
                    None => {}
                },
                (Hop::Children, None) => to.push(Some(Form::ROOT)),
                (Hop::Children, Some(node)) => {
                    to.extend(form.node(*node).iter().flat_map(|node| &node.children).map(|child| Some(*child)));
                }
                (Hop::Parent, None) => {}
                (Hop::Parent, Some(node)) => to.push(form.node(*node).and_then(|node| node.parent)),
                (Hop::Within, None) | (Hop::Anywhere, _) => to.extend(form.nodes.iter().map(|node| Some(node.id))),
                (Hop::Within, Some(top)) => to.extend(
                    form.nodes
                        .iter()
                        .filter(|node| node.id == *top || Self::ancestors(form, node.id).any(|id| id == *top))
                        .map(|node| Some(node.id)),
                ),
            }
        }
        to.sort_unstable();
        to.dedup();
        to
    }
}

//! What stands on a screen of a form, from top to bottom: groups, questions, repeats with their instances.

use crate::form::Kind;
use crate::form::session::{ItemId, Role, Session};

/// One thing on the screen. What does not take part at the moment is among them too, and is passed over when it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The heading of a group, so many groups deep.
    Group(ItemId, u8),
    /// A question, or a text to read.
    Question(ItemId),
    /// The heading of a repeat.
    Repeat(ItemId),
    /// An instance of a repeat begins: the instance, its place from 0 and how many there are.
    Instance(ItemId, usize, usize),
    /// A repeat ends: where one more can be added, and how many there are.
    More(ItemId, usize),
}

impl Piece {
    /// The item that it is about.
    #[must_use]
    pub const fn item(self) -> ItemId {
        match self {
            Self::Group(item, _)
            | Self::Question(item)
            | Self::Repeat(item)
            | Self::Instance(item, ..)
            | Self::More(item, _) => item,
        }
    }
}

/// What stands in these items, in order.
#[must_use]
pub fn pieces(session: &Session, items: &[ItemId]) -> Vec<Piece> {
    let mut into = Vec::new();
    for item in items {
        gather(session, *item, 0, &mut into);
    }
    into
}

fn gather(session: &Session, item: ItemId, depth: u8, into: &mut Vec<Piece>) {
    let Some(view) = session.view(item) else { return };
    let deeper = depth.saturating_add(1);
    match view.role {
        Role::Range => {
            into.push(Piece::Repeat(item));
            let instances = session.instances(item);
            for (place, instance) in instances.iter().enumerate() {
                into.push(Piece::Instance(*instance, place, instances.len()));
                for child in session.children(*instance) {
                    gather(session, child, deeper, into);
                }
            }
            into.push(Piece::More(item, instances.len()));
        }
        Role::Single | Role::Instance if view.node.kind.is_container() => {
            if matches!(view.node.kind, Kind::Group) && view.label.is_some() {
                into.push(Piece::Group(item, depth));
            }
            for child in session.children(item) {
                gather(session, child, deeper, into);
            }
        }
        Role::Single | Role::Instance => into.push(Piece::Question(item)),
    }
}

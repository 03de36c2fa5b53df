//! What expressions read: nodes of documents, seen through two small traits.
//!
//! A form's instance, its choice lists, a record and a test's XML are all [`Document`]s; a [`World`] holds those that one
//! expression can reach. Nodes are small handles, so node-sets are flat arrays.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::value::Value;

/// A node: the document's number in its [`World`], and the node's number in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// Which document.
    pub document: u32,
    /// Which node in it.
    pub index: u32,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The root, above the document's outermost element.
    Root,
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// A text.
    Text,
    /// A comment.
    Comment,
    /// A processing instruction.
    Instruction,
}

/// A tree of nodes. The numbers that its methods take are those it gave, so any other may be answered with nothing.
pub trait Document {
    /// What the node is.
    fn kind(&self, node: u32) -> Kind;

    /// The local name of an element or attribute, the target of an instruction; empty for the others.
    fn name(&self, node: u32) -> &str;

    /// The prefix that the name was written with.
    fn prefix(&self, _node: u32) -> &str {
        Default::default()
    }

    /// The namespace of the name.
    fn namespace(&self, _node: u32) -> &str {
        Default::default()
    }

    /// The node that holds this one; for an attribute, its element.
    fn parent(&self, node: u32) -> Option<u32>;

    /// Adds the children, in order, to `out`.
    fn children(&self, node: u32, out: &mut Vec<u32>);

    /// Adds the attributes, in order, to `out`.
    fn attributes(&self, _node: u32, _out: &mut Vec<u32>) {}

    /// The string-value: all text within.
    fn text(&self, node: u32) -> Cow<'_, str>;

    /// Adds the child elements of this name, in order, to `out`. Faster documents answer from an index.
    fn children_named(&self, node: u32, name: &str, out: &mut Vec<u32>) {
        let from = out.len();
        self.children(node, out);
        let mut keep = from;
        for at in from..out.len() {
            let Some(&child) = out.get(at) else { break };
            if self.kind(child) == Kind::Element && self.name(child) == name && self.namespace(child).is_empty() {
                if let Some(place) = out.get_mut(keep) {
                    *place = child;
                }
                keep += 1;
            }
        }
        out.truncate(keep);
    }

    /// Adds the children named `child` that have a child named `field` whose text is `value`, as the predicate
    /// `child[field = 'value']` finds them, and answers true; false where there is no index and the caller must look itself.
    fn find(&self, _node: u32, _child: &str, _field: &str, _value: &str, _out: &mut Vec<u32>) -> bool {
        false
    }

    /// Which of two nodes comes first. By default the smaller number, as in a document numbered while it was read.
    fn order(&self, a: u32, b: u32) -> Ordering {
        a.cmp(&b)
    }
}

/// What one expression can reach besides time and entropy. All but [`World::document`] have an answer for worlds without it.
pub trait World {
    /// The document of this number. It is asked only for numbers that nodes of this world carry.
    fn document(&self, document: u32) -> &dyn Document;

    /// The root of a secondary instance, for `instance('id')` and `pulldata('id', …)`.
    fn instance(&self, _id: &str) -> Option<Node> {
        None
    }

    /// What `${name}` is, seen from a node; nothing for an unknown name.
    fn reference(&self, _name: &str, _last_saved: bool, _from: Node) -> Option<Value> {
        None
    }

    /// The label of a choice in the language shown, for `jr:choice-name(value, question)`, where `question` is the text that
    /// the form has there: a path or `${name}`.
    fn choice_label(&self, _value: &str, _question: &str, _from: Node) -> Option<String> {
        None
    }

    /// A text of the form in the language shown, for `jr:itext('id')`.
    fn itext(&self, _id: &str) -> Option<String> {
        None
    }
}

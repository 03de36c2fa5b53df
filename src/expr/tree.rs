//! A plain tree of elements, attributes and texts: records for rules and ledgers, and XML in tests.
//!
//! Nodes are numbered as they are added, and they are added in document order, so the numbers are the order.

use std::borrow::Cow;

use super::node::{Document, Kind, Node, World};
use super::value::Value;

/// A document in memory.
#[derive(Clone, Debug)]
pub struct Tree {
    nodes: Vec<Item>,
}

#[derive(Clone, Debug)]
struct Item {
    kind: Kind,
    prefix: String,
    name: String,
    namespace: String,
    text: String,
    parent: Option<u32>,
    children: Vec<u32>,
    attributes: Vec<u32>,
}

impl Default for Tree {
    fn default() -> Self {
        Self { nodes: vec![Item::new(Kind::Root, "")] }
    }
}

impl Item {
    fn new(kind: Kind, name: &str) -> Self {
        let (prefix, name) = name.split_once(':').unwrap_or(("", name));
        Self {
            kind,
            prefix: prefix.to_owned(),
            name: name.to_owned(),
            namespace: String::new(),
            text: String::new(),
            parent: None,
            children: Vec::new(),
            attributes: Vec::new(),
        }
    }
}

impl Tree {
    /// The number of the root.
    pub const ROOT: u32 = 0;

    /// An empty document.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn item(&self, node: u32) -> Option<&Item> {
        self.nodes.get(node as usize)
    }

    fn push(&mut self, parent: u32, item: Item) -> u32 {
        // A tree beyond four thousand million nodes does not fit any machine this runs on.
        let node = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let attribute = item.kind == Kind::Attribute;
        self.nodes.push(Item { parent: Some(parent), ..item });
        if let Some(parent) = self.nodes.get_mut(parent as usize) {
            if attribute { &mut parent.attributes } else { &mut parent.children }.push(node);
        }
        node
    }

    /// Adds an element as the last child of `parent`.
    pub fn element(&mut self, parent: u32, name: &str, namespace: &str) -> u32 {
        self.push(parent, Item { namespace: namespace.to_owned(), ..Item::new(Kind::Element, name) })
    }

    /// Adds an element that holds a text.
    pub fn field(&mut self, parent: u32, name: &str, text: &str) -> u32 {
        let element = self.element(parent, name, "");
        self.leaf(element, Kind::Text, "", text);
        element
    }

    /// Adds an attribute to an element.
    pub fn attribute(&mut self, element: u32, name: &str, namespace: &str, value: &str) -> u32 {
        let item = Item { namespace: namespace.to_owned(), text: value.to_owned(), ..Item::new(Kind::Attribute, name) };
        self.push(element, item)
    }

    /// Adds a text, a comment or a processing instruction; `name` is the target of the last.
    pub fn leaf(&mut self, parent: u32, kind: Kind, name: &str, text: &str) -> u32 {
        self.push(parent, Item { text: text.to_owned(), ..Item::new(kind, name) })
    }

    /// All elements of this name, in document order.
    pub fn named(&self, name: &str) -> impl Iterator<Item = u32> {
        let matching = move |item: &Item| item.kind == Kind::Element && item.name == name;
        (0..).zip(&self.nodes).filter(move |(_, item)| matching(item)).map(|(node, _)| node)
    }
}

impl Document for Tree {
    fn kind(&self, node: u32) -> Kind {
        self.item(node).map_or(Kind::Text, |item| item.kind)
    }

    fn name(&self, node: u32) -> &str {
        self.item(node).map_or("", |item| &item.name)
    }

    fn prefix(&self, node: u32) -> &str {
        self.item(node).map_or("", |item| &item.prefix)
    }

    fn namespace(&self, node: u32) -> &str {
        self.item(node).map_or("", |item| &item.namespace)
    }

    fn parent(&self, node: u32) -> Option<u32> {
        self.item(node)?.parent
    }

    fn children(&self, node: u32, out: &mut Vec<u32>) {
        out.extend(self.item(node).iter().flat_map(|item| &item.children));
    }

    fn attributes(&self, node: u32, out: &mut Vec<u32>) {
        out.extend(self.item(node).iter().flat_map(|item| &item.attributes));
    }

    fn text(&self, node: u32) -> Cow<'_, str> {
        let Some(item) = self.item(node) else { return Cow::Borrowed("") };
        match (item.kind, item.children.as_slice()) {
            (Kind::Root | Kind::Element, []) => Cow::Borrowed(""),
            (Kind::Root | Kind::Element, [only]) if self.kind(*only) == Kind::Text => self.text(*only),
            (Kind::Root | Kind::Element, children) => {
                let mut text = String::new();
                let mut stack: Vec<u32> = children.iter().rev().copied().collect();
                while let Some(item) = stack.pop().and_then(|node| self.item(node)) {
                    if item.kind == Kind::Text {
                        text.push_str(&item.text);
                    }
                    stack.extend(item.children.iter().rev());
                }
                Cow::Owned(text)
            }
            _ => Cow::Borrowed(&item.text),
        }
    }
}

/// A world of one tree, in which `${name}` is every element of that name.
#[derive(Clone, Debug, Default)]
pub struct TreeWorld {
    /// The tree.
    pub tree: Tree,
}

impl TreeWorld {
    /// The root, to compute at.
    #[must_use]
    pub const fn root(&self) -> Node {
        Node { document: 0, index: Tree::ROOT }
    }
}

impl World for TreeWorld {
    fn document(&self, _document: u32) -> &dyn Document {
        &self.tree
    }

    fn reference(&self, name: &str, last_saved: bool, _from: Node) -> Option<Value> {
        let nodes: Vec<Node> = self.tree.named(name).map(|index| Node { document: 0, index }).collect();
        (!last_saved && !nodes.is_empty()).then_some(Value::Nodes(nodes))
    }
}

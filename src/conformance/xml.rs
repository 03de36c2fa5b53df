//! XML of the cases, read into a [`Tree`].

use roxmltree::{Document, NodeType, ParsingOptions};

use crate::expr::{Kind, Tree};

/// Reads a document; nothing where it is not well formed.
pub fn read(text: &str) -> Option<Tree> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start(), options).ok()?;
    let mut tree = Tree::new();
    // Elements still to be filled: the source, and its copy. Filled in document order, so that numbers are the order.
    let mut stack = vec![(document.root(), Tree::ROOT)];
    while let Some((node, parent)) = stack.pop() {
        let copy = match node.node_type() {
            NodeType::Root => Tree::ROOT,
            NodeType::Element => {
                let name = node.tag_name();
                let uri = name.namespace().unwrap_or_default();
                let copy = tree.element(parent, &qualified(node, uri, name.name()), uri);
                for attribute in node.attributes() {
                    let uri = attribute.namespace().unwrap_or_default();
                    tree.attribute(copy, &qualified(node, uri, attribute.name()), uri, attribute.value());
                }
                copy
            }
            NodeType::Text => tree.leaf(parent, Kind::Text, "", node.text().unwrap_or_default()),
            NodeType::Comment => tree.leaf(parent, Kind::Comment, "", node.text().unwrap_or_default()),
            NodeType::PI => {
                let pi = node.pi()?;
                tree.leaf(parent, Kind::Instruction, pi.target, pi.value.unwrap_or_default())
            }
        };
        stack.extend(node.children().rev().map(|child| (child, copy)));
    }
    Some(tree)
}

/// The name with the prefix that stands for its namespace.
fn qualified(node: roxmltree::Node<'_, '_>, uri: &str, name: &str) -> String {
    match node.lookup_prefix(uri) {
        Some(prefix) if !prefix.is_empty() => format!("{prefix}:{name}"),
        _ => name.to_owned(),
    }
}

//! Node-sets: how many, where, what they are called.

use super::{Args, Definition, Reads};
use crate::expr::error::Fault;
use crate::expr::eval::Evaluated;
use crate::expr::node::{Kind, Node};
use crate::expr::path;
use crate::expr::value::{Value, text_of};

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("count", 1, 1, |args| Ok(count(args.nodes(0)?.len()))),
    Definition::new("count-non-empty", 1, 1, |args| {
        let nodes = args.nodes(0)?;
        Ok(count(nodes.iter().filter(|node| !text_of(args.scope.world, **node).is_empty()).count()))
    }),
    Definition::new("position", 0, 1, position).reading(Reads::Position),
    Definition::new("last", 0, 0, |args| Ok(count(args.scope.size))).reading(Reads::Position),
    Definition::new("current", 0, 0, |args| Ok(Value::Nodes(vec![args.scope.current]))).reading(Reads::Current),
    Definition::new("name", 0, 1, |args| named(args, true)).reading(Reads::NodeByDefault),
    Definition::new("local-name", 0, 1, |args| named(args, false)).reading(Reads::NodeByDefault),
    Definition::new("namespace-uri", 0, 1, |args| {
        let node = target(args)?;
        Ok(node.map_or("", |node| args.scope.world.document(node.document).namespace(node.index)).into())
    })
    .reading(Reads::NodeByDefault),
    Definition::new("id", 1, 1, id).reading(Reads::Node),
    Definition::new("lang", 1, 1, lang).reading(Reads::Node),
];

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn count(number: usize) -> Value {
    Value::Number(number as f64)
}

/// The context position; with an argument, the place of a node among the siblings of its name.
fn position(args: &Args<'_>) -> Evaluated<Value> {
    if !args.has(0) {
        return Ok(count(args.scope.position));
    }
    let Some(node) = args.nodes(0)?.first().copied() else { return args.fail(Fault::NoNode("position()".to_owned())) };
    let document = args.scope.world.document(node.document);
    let mut siblings = Vec::new();
    if let Some(parent) = document.parent(node.index) {
        document.children(parent, &mut siblings);
    }
    let name = (document.name(node.index), document.namespace(node.index));
    siblings.retain(|sibling| {
        document.kind(*sibling) == Kind::Element && (document.name(*sibling), document.namespace(*sibling)) == name
    });
    Ok(count(siblings.iter().position(|sibling| *sibling == node.index).map_or(1, |place| place + 1)))
}

/// The node whose name is asked for: the context node, or the first of the argument that has a name.
fn target(args: &Args<'_>) -> Evaluated<Option<Node>> {
    let nodes = if args.has(0) { args.nodes(0)? } else { vec![args.scope.node] };
    let has_name = |node: &Node| !args.scope.world.document(node.document).name(node.index).is_empty();
    Ok(nodes.into_iter().find(has_name))
}

fn named(args: &Args<'_>, with_prefix: bool) -> Evaluated<Value> {
    let Some(node) = target(args)? else { return Ok(Value::blank()) };
    let document = args.scope.world.document(node.document);
    let (prefix, name) = (document.prefix(node.index), document.name(node.index));
    Ok(Value::Text(if with_prefix && !prefix.is_empty() { format!("{prefix}:{name}") } else { name.to_owned() }))
}

/// The elements whose attribute `id` is one of the words given.
fn id(args: &Args<'_>) -> Evaluated<Value> {
    let texts: Vec<String> = args.spread(0)?.into_iter().map(|value| args.scope.text(value)).collect();
    let wanted: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    let root = path::root_of(args.scope, args.scope.node);
    let document = args.scope.world.document(root.document);
    let mut found: Vec<u32> = Vec::new();
    path::descend(root.index, document, &mut found);
    let mut attributes = Vec::new();
    found.retain(|node| {
        attributes.clear();
        document.attributes(*node, &mut attributes);
        attributes.iter().any(|item| document.name(*item) == "id" && wanted.contains(&document.text(*item).as_ref()))
    });
    Ok(Value::Nodes(found.into_iter().map(|index| Node { index, ..root }).collect()))
}

/// Whether the nearest `xml:lang` is the language asked for or a kind of it.
fn lang(args: &Args<'_>) -> Evaluated<Value> {
    let wanted = args.text(0)?.to_ascii_lowercase();
    let document = args.scope.world.document(args.scope.node.document);
    let mut level = Some(args.scope.node.index);
    let mut attributes = Vec::new();
    while let Some(node) = level {
        attributes.clear();
        document.attributes(node, &mut attributes);
        if let Some(item) =
            attributes.iter().find(|item| document.prefix(**item) == "xml" && document.name(**item) == "lang")
        {
            let tag = document.text(*item).to_ascii_lowercase();
            let rest = tag.strip_prefix(&wanted);
            return Ok(Value::Bool(rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))));
        }
        level = document.parent(node);
    }
    Ok(Value::Bool(false))
}

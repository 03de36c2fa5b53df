//! What only a form has: secondary instances, choice labels, repeats, the question's own value.

use super::{ANY, Args, Definition, Reads};
use crate::expr::eval::Evaluated;
use crate::expr::node::Node;
use crate::expr::value::Value;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("once", 1, 1, once).reading(Reads::Node),
    Definition::new("instance", 1, 1, instance).reading(Reads::Form),
    Definition::new("pulldata", 4, 4, pulldata).reading(Reads::Form),
    Definition::new("indexed-repeat", 3, ANY, indexed_repeat),
    Definition::new("jr:choice-name", 2, 2, |args| {
        let (value, question) = (args.text(0)?, args.text(1)?);
        Ok(args.scope.world.choice_label(&value, question.trim(), args.scope.current).unwrap_or_default().into())
    })
    .reading(Reads::Form),
    Definition::new("jr:itext", 1, 1, |args| Ok(args.scope.world.itext(&args.text(0)?).unwrap_or_default().into()))
        .reading(Reads::Form),
    Definition::new("property", 1, 1, |args| Ok(args.scope.env.property(&args.text(0)?).into())).reading(Reads::Form),
    Definition::new("version", 0, 0, |args| Ok(args.scope.env.version.as_str().into())).reading(Reads::Form),
];

/// The context node's value, or the argument where it has none yet.
fn once(args: &Args<'_>) -> Evaluated<Value> {
    let own = args.text_of(args.scope.node);
    if own.is_empty() { args.text(0).map(Value::Text) } else { Ok(Value::Text(own)) }
}

/// What holds the outermost element of a secondary instance, so that `instance('x')/root/item` reaches its rows; nothing where
/// there is no such instance.
fn instance(args: &Args<'_>) -> Evaluated<Value> {
    Ok(Value::Nodes(args.scope.world.instance(&args.text(0)?).into_iter().collect()))
}

/// `instance(table)/root/item[key = wanted]/column`, the first of it.
fn pulldata(args: &Args<'_>) -> Evaluated<Value> {
    let Some(root) = args.scope.world.instance(&args.text(0)?) else { return Ok(Value::blank()) };
    let (column, key, wanted) = (args.text(1)?, args.text(2)?, args.text(3)?);
    let document = args.scope.world.document(root.document);
    let mut outermost = Vec::new();
    document.children(root.index, &mut outermost);
    let Some(&outermost) = outermost.first() else { return Ok(Value::blank()) };
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    if !document.find(outermost, "item", &key, &wanted, &mut rows) {
        document.children_named(outermost, "item", &mut rows);
        rows.retain(|row| {
            cells.clear();
            document.children_named(*row, &key, &mut cells);
            cells.iter().any(|cell| document.text(*cell) == wanted)
        });
    }
    cells.clear();
    if let Some(row) = rows.first() {
        document.children_named(*row, &column, &mut cells);
    }
    Ok(cells.first().map_or_else(Value::blank, |cell| Value::Text(document.text(*cell).into_owned())))
}

/// The nodes of the first argument that lie within the repeat instances picked by the pairs that follow: a repeat and an index
/// from 1. The pairs may come in any order; the outermost repeat is picked first.
fn indexed_repeat(args: &Args<'_>) -> Evaluated<Value> {
    let nothing = Ok(Value::Nodes(Vec::new()));
    let mut pairs: Vec<(usize, Vec<Node>, f64)> = Vec::new();
    for index in (1..args.len()).step_by(2).filter(|index| args.has(index + 1)) {
        let repeats = args.nodes(index)?;
        let Some(first) = repeats.first() else { return nothing };
        pairs.push((ancestors(args, *first).count(), repeats, args.number(index + 1)?));
    }
    pairs.sort_by_key(|(depth, ..)| *depth);
    let mut within: Option<Node> = None;
    for (_, mut repeats, place) in pairs {
        repeats.retain(|repeat| within.is_none_or(|outer| ancestors(args, *repeat).any(|node| node == outer)));
        #[expect(clippy::cast_precision_loss, reason = "places are small whole numbers")]
        let picked = repeats.iter().enumerate().find(|(index, _)| ((index + 1) as f64).total_cmp(&place).is_eq());
        let Some((_, repeat)) = picked else { return nothing };
        within = Some(*repeat);
    }
    let mut nodes = args.nodes(0)?;
    nodes.retain(|node| {
        within.is_some_and(|repeat| *node == repeat || ancestors(args, *node).any(|outer| outer == repeat))
    });
    Ok(Value::Nodes(nodes))
}

fn ancestors<'a>(args: &'a Args<'_>, node: Node) -> impl Iterator<Item = Node> + 'a {
    let document = args.scope.world.document(node.document);
    let parent = move |index: &u32| document.parent(*index);
    std::iter::successors(document.parent(node.index), parent).map(move |index| Node { index, ..node })
}

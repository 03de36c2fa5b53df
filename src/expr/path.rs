//! Location paths: from nodes, by steps, through predicates, to nodes.
//!
//! An equality predicate on a named child (`item[state = …]`) is asked of the document's index first, so that a look-up in a
//! list of a hundred thousand rows reads one.

use super::analyse;
use super::ast::{Axis, Chain, Expr, Op, Path, Start, Step, Test};
use super::date;
use super::error::{EvalError, Fault};
use super::eval::{Evaluated, Scope, eval};
use super::node::{Document, Kind, Node};
use super::value::{Value, text_of};

/// Computes a path.
pub fn eval_path(path: &Path, scope: &Scope<'_>) -> Evaluated<Value> {
    let mut nodes = match &path.start {
        Start::Here => vec![scope.node],
        Start::Root => vec![root_for(scope)],
        Start::From { base, predicates } => {
            let value = eval(base, scope)?;
            let Value::Nodes(mut nodes) = value else {
                return Err(EvalError::new(place(base), Fault::NotNodes(base.to_string())));
            };
            for predicate in predicates {
                nodes = filter(nodes, predicate, scope)?;
            }
            nodes
        }
    };
    for step in &path.steps {
        nodes = take(step, &nodes, scope)?;
    }
    Ok(Value::Nodes(nodes))
}

/// The nodes of both sides, in document order, each once.
pub fn union(left: Value, right: Value, scope: &Scope<'_>) -> Evaluated<Value> {
    let (Value::Nodes(mut nodes), Value::Nodes(more)) = (left, right) else {
        return Err(EvalError::new(0, Fault::NotNodes("|".to_owned())));
    };
    nodes.extend(more);
    arrange(&mut nodes, scope);
    Ok(Value::Nodes(nodes))
}

/// The first node in document order.
#[must_use]
pub fn root_of(scope: &Scope<'_>, node: Node) -> Node {
    let document = scope.world.document(node.document);
    let mut index = node.index;
    while let Some(parent) = document.parent(index) {
        index = parent;
    }
    Node { index, ..node }
}

/// `/` means the form's own instance even inside a predicate on another one.
fn root_for(scope: &Scope<'_>) -> Node {
    root_of(scope, scope.current)
}

/// Where an expression that should give nodes begins, as far as it is known.
fn place(expr: &Expr) -> usize {
    match expr {
        Expr::Call(call) => call.at.0 as usize,
        Expr::Reference(reference) => reference.at.0 as usize,
        _ => 0,
    }
}

fn take(step: &Step, from: &[Node], scope: &Scope<'_>) -> Evaluated<Vec<Node>> {
    let mut taken = Vec::new();
    let mut found = Vec::new();
    for node in from {
        found.clear();
        let document = scope.world.document(node.document);
        let mut predicates = step.predicates.as_slice();
        if let (Axis::Child, Test::Name { prefix, local }) = (step.axis, &step.test)
            && prefix.is_empty()
        {
            let parent = Parent { document, index: node.index, child: local };
            match predicates
                .split_first()
                .map(|(first, rest)| (first, rest, look_up(first, &parent, scope, &mut found)))
            {
                Some((_, rest, Found::All)) => predicates = rest,
                Some((_, _, Found::Some)) => {}
                _ => document.children_named(node.index, local, &mut found),
            }
        } else {
            walk(step.axis, node.index, document, &mut found);
            found.retain(|index| passes(step, *index, document));
        }
        let mut nodes: Vec<Node> = found.iter().map(|index| Node { index: *index, ..*node }).collect();
        for predicate in predicates {
            nodes = filter(nodes, predicate, scope)?;
        }
        if from.len() == 1 && !is_reverse(step.axis) {
            return Ok(nodes);
        }
        taken.append(&mut nodes);
    }
    arrange(&mut taken, scope);
    Ok(taken)
}

/// Keeps the nodes for which the predicate holds; a number means a position.
fn filter(nodes: Vec<Node>, predicate: &Expr, scope: &Scope<'_>) -> Evaluated<Vec<Node>> {
    let size = nodes.len();
    let mut kept = Vec::new();
    for (index, node) in nodes.into_iter().enumerate() {
        let position = index + 1;
        let keep = match eval(predicate, &scope.at(node, position, size))? {
            #[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "positions are small whole numbers")]
            Value::Number(number) => number == position as f64,
            value => value.to_bool(),
        };
        if keep {
            kept.push(node);
        }
    }
    Ok(kept)
}

/// Whose children a step takes.
struct Parent<'a> {
    document: &'a dyn Document,
    index: u32,
    child: &'a str,
}

/// What an index gave.
enum Found {
    /// Exactly the children that the predicate is true for.
    All,
    /// The children that a part of the predicate is true for, on which the whole must still be tried.
    Some,
    /// It does not know.
    Unknown,
}

/// Answers `child[field = value]`, alone or as one of several conditions joined by `and`, from the document's index.
fn look_up(predicate: &Expr, parent: &Parent<'_>, scope: &Scope<'_>, found: &mut Vec<u32>) -> Found {
    let Expr::Chain(chain) = predicate else { return Found::Unknown };
    if chain.rest.iter().any(|(op, _)| *op != Op::And) {
        return if look_up_equal(chain, parent, scope, found) { Found::All } else { Found::Unknown };
    }
    let parts = std::iter::once(&chain.first).chain(chain.rest.iter().map(|(_, operand)| operand));
    for part in parts {
        if let Expr::Chain(part) = part
            && !analyse::asks_place(predicate)
            && look_up_equal(part, parent, scope, found)
        {
            return Found::Some;
        }
    }
    Found::Unknown
}

/// Whether the condition is an equality that the document's index answered.
fn look_up_equal(chain: &Chain, parent: &Parent<'_>, scope: &Scope<'_>, found: &mut Vec<u32>) -> bool {
    let [(Op::Eq, second)] = chain.rest.as_slice() else { return false };
    let (field, wanted) = match (field_of(&chain.first), field_of(second)) {
        (Some(field), None) => (field, second),
        (None, Some(field)) => (field, &chain.first),
        _ => return false,
    };
    if !analyse::is_fixed(wanted) {
        return false;
    }
    // An error here is one for every child, but none where there is no child: that is for the slow way to say. Numbers, dates
    // and truth values do not compare as texts.
    let value = match eval(wanted, scope) {
        Ok(Value::Text(text)) => text,
        Ok(Value::Nodes(nodes)) => match nodes.as_slice() {
            [] => return true,
            [node] => text_of(scope.world, *node).into_owned(),
            _ => return false,
        },
        _ => return false,
    };
    date::days_of(&value, scope.env.zone).is_none()
        && parent.document.find(parent.index, parent.child, field, &value, found)
}

/// The name, if the expression is a path of one named child.
fn field_of(expr: &Expr) -> Option<&str> {
    let Expr::Path(Path { start: Start::Here, steps }) = expr else { return None };
    let [Step { axis: Axis::Child, test: Test::Name { prefix, local }, predicates }] = steps.as_slice() else {
        return None;
    };
    (prefix.is_empty() && predicates.is_empty()).then_some(local)
}

const fn is_reverse(axis: Axis) -> bool {
    matches!(axis, Axis::Ancestor | Axis::AncestorOrSelf | Axis::Preceding | Axis::PrecedingSibling)
}

/// The nodes of an axis, nearest first.
fn walk(axis: Axis, node: u32, document: &dyn Document, out: &mut Vec<u32>) {
    match axis {
        Axis::Child => document.children(node, out),
        Axis::Attribute => document.attributes(node, out),
        Axis::Itself => out.push(node),
        Axis::Parent => out.extend(document.parent(node)),
        Axis::Descendant => descend(node, document, out),
        Axis::DescendantOrSelf => {
            out.push(node);
            descend(node, document, out);
        }
        Axis::Ancestor => ascend(node, document, out),
        Axis::AncestorOrSelf => {
            out.push(node);
            ascend(node, document, out);
        }
        Axis::FollowingSibling => out.extend(siblings(node, document).1),
        Axis::PrecedingSibling => out.extend(siblings(node, document).0.into_iter().rev()),
        Axis::Following => around(node, document, out, |level| siblings(level, document).1),
        Axis::Preceding => {
            let mut found = Vec::new();
            let mut level = Some(node);
            while let Some(here) = level {
                for sibling in siblings(here, document).0.into_iter().rev() {
                    let mut subtree = vec![sibling];
                    descend(sibling, document, &mut subtree);
                    found.extend(subtree.into_iter().rev());
                }
                level = document.parent(here);
            }
            out.append(&mut found);
        }
    }
}

/// The subtrees beside a node and beside each of its ancestors.
fn around(node: u32, document: &dyn Document, out: &mut Vec<u32>, beside: impl Fn(u32) -> Vec<u32>) {
    let mut level = Some(node);
    while let Some(here) = level {
        for sibling in beside(here) {
            out.push(sibling);
            descend(sibling, document, out);
        }
        level = document.parent(here);
    }
}

/// The earlier and the later siblings, in document order. An attribute has none.
fn siblings(node: u32, document: &dyn Document) -> (Vec<u32>, Vec<u32>) {
    let mut all = Vec::new();
    if document.kind(node) != Kind::Attribute
        && let Some(parent) = document.parent(node)
    {
        document.children(parent, &mut all);
    }
    let Some(place) = all.iter().position(|sibling| *sibling == node) else { return (Vec::new(), Vec::new()) };
    let later = all.split_off(place + 1);
    all.pop();
    (all, later)
}

fn ascend(node: u32, document: &dyn Document, out: &mut Vec<u32>) {
    let mut level = document.parent(node);
    while let Some(here) = level {
        out.push(here);
        level = document.parent(here);
    }
}

/// All descendants in document order, by a stack of its own, since documents from outside may be deep.
pub fn descend(node: u32, document: &dyn Document, out: &mut Vec<u32>) {
    let mut stack = Vec::new();
    document.children(node, &mut stack);
    stack.reverse();
    while let Some(next) = stack.pop() {
        out.push(next);
        let from = stack.len();
        document.children(next, &mut stack);
        if let Some(children) = stack.get_mut(from..) {
            children.reverse();
        }
    }
}

/// Whether a node is of the kind and name that a step takes.
fn passes(step: &Step, node: u32, document: &dyn Document) -> bool {
    let kind = document.kind(node);
    let principal = if step.axis == Axis::Attribute { Kind::Attribute } else { Kind::Element };
    match &step.test {
        Test::Node => true,
        Test::Text => kind == Kind::Text,
        Test::Comment => kind == Kind::Comment,
        Test::Instruction(target) => {
            kind == Kind::Instruction && target.as_ref().is_none_or(|target| document.name(node) == target)
        }
        Test::Any { prefix } => kind == principal && (prefix.is_empty() || document.prefix(node) == prefix),
        Test::Name { prefix, local } => {
            kind == principal
                && document.name(node) == local
                && if prefix.is_empty() { document.namespace(node).is_empty() } else { document.prefix(node) == prefix }
        }
    }
}

/// Puts nodes into document order, each once.
pub fn arrange(nodes: &mut Vec<Node>, scope: &Scope<'_>) {
    let order = |a: &Node, b: &Node| {
        a.document.cmp(&b.document).then_with(|| scope.world.document(a.document).order(a.index, b.index))
    };
    if !nodes.is_sorted_by(|a, b| order(a, b).is_lt()) {
        nodes.sort_by(order);
        nodes.dedup();
    }
}

//! What an expression depends on, without computing it: paths, `${names}`, time, chance, and what is wrong with its calls.

use super::ast::{Axis, Call, Expr, Path, Reference, Start, Step, Test};
use super::error::{EvalError, Fault};
use super::functions::Reads;

/// All that an expression reads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dependencies {
    /// Questions by name, each as often as it is named.
    pub references: Vec<Reference>,
    /// Paths, those inside predicates included, each from where the whole expression stands.
    pub paths: Vec<Trail>,
    /// What its functions read besides their arguments, without repetition.
    pub reads: Vec<Reads>,
}

/// A path as far as it is known without data: where it sets out, and its steps without predicates.
#[derive(Clone, Debug, PartialEq)]
pub struct Trail {
    /// Where it sets out.
    pub origin: Origin,
    /// Its steps.
    pub hops: Vec<Hop>,
}

/// Where a trail sets out.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// The root of the form's own instance.
    Root,
    /// The node for which the expression is computed.
    Here,
    /// The node of a question named in the expression.
    Reference(Reference),
    /// A secondary instance.
    Instance,
    /// The result of a function or an operator, which is not known.
    Unknown,
}

/// A step of a trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hop {
    /// To the children of this name, or, with `@` before it, to an attribute.
    Child(String),
    /// To all children.
    Children,
    /// To the parent.
    Parent,
    /// To all descendants and the node itself.
    Within,
    /// Anywhere in the document.
    Anywhere,
}

/// What an expression depends on.
#[must_use]
pub fn dependencies(expr: &Expr) -> Dependencies {
    dependencies_within(expr, Origin::Here)
}

/// What a predicate depends on whose nodes are those of `origin`; `current()` is still the node of the whole expression.
#[must_use]
pub fn dependencies_within(expr: &Expr, origin: Origin) -> Dependencies {
    let mut found = Dependencies::default();
    gather(expr, &Trail { origin, hops: Vec::new() }, &mut found);
    found
}

/// Gathers what an expression reads whose context node is at the end of `here`; gives the trail of its nodes.
fn gather(expr: &Expr, here: &Trail, found: &mut Dependencies) -> Trail {
    let unknown = Trail { origin: Origin::Unknown, hops: Vec::new() };
    match expr {
        Expr::Number(_) | Expr::Text(_) => unknown,
        Expr::Reference(reference) => {
            found.references.push(reference.clone());
            Trail { origin: Origin::Reference(reference.clone()), hops: Vec::new() }
        }
        Expr::Negate(operand) => {
            gather(operand, here, found);
            unknown
        }
        Expr::Chain(chain) => {
            gather(&chain.first, here, found);
            for (_, operand) in &chain.rest {
                gather(operand, here, found);
            }
            unknown
        }
        Expr::Call(call) => gather_call(call, here, found),
        Expr::Path(path) => gather_path(path, here, found),
    }
}

fn gather_call(call: &Call, here: &Trail, found: &mut Dependencies) -> Trail {
    let trails: Vec<Trail> = call.args.iter().map(|arg| gather(arg, here, found)).collect();
    let reads = call.definition.map_or(Reads::Nothing, |definition| definition.reads);
    let reads_node = reads == Reads::Node || (reads == Reads::NodeByDefault && call.args.is_empty());
    if reads_node {
        found.paths.push(here.clone());
    } else if !matches!(reads, Reads::Nothing | Reads::Current | Reads::NodeByDefault) && !found.reads.contains(&reads)
    {
        found.reads.push(reads);
    }
    match call.name.as_str() {
        "current" => Some(Trail { origin: Origin::Here, hops: Vec::new() }),
        "instance" => Some(Trail { origin: Origin::Instance, hops: Vec::new() }),
        "randomize" | "indexed-repeat" => trails.into_iter().next(),
        _ => None,
    }
    .unwrap_or_else(|| Trail { origin: Origin::Unknown, hops: Vec::new() })
}

fn gather_path(path: &Path, here: &Trail, found: &mut Dependencies) -> Trail {
    let mut trail = match &path.start {
        Start::Root => Trail { origin: Origin::Root, hops: Vec::new() },
        Start::Here => here.clone(),
        Start::From { base, predicates } => {
            let trail = gather(base, here, found);
            for predicate in predicates {
                gather(predicate, &trail, found);
            }
            trail
        }
    };
    for step in &path.steps {
        hop(step, &mut trail.hops);
        for predicate in &step.predicates {
            gather(predicate, &trail, found);
        }
    }
    if trail.origin != Origin::Unknown {
        found.paths.push(trail.clone());
    }
    trail
}

fn hop(step: &Step, hops: &mut Vec<Hop>) {
    match (step.axis, &step.test) {
        (Axis::Parent, _) => hops.push(Hop::Parent),
        (Axis::Child, Test::Name { local, .. }) => hops.push(Hop::Child(local.clone())),
        (Axis::Child, Test::Any { .. } | Test::Node) => hops.push(Hop::Children),
        (Axis::Attribute, Test::Name { local, .. }) => hops.push(Hop::Child(format!("@{local}"))),
        // A text belongs to its element.
        (Axis::Itself | Axis::Child | Axis::Attribute, _) => {}
        (Axis::Descendant | Axis::DescendantOrSelf, _) => hops.push(Hop::Within),
        _ => hops.push(Hop::Anywhere),
    }
}

/// Whether an expression has one value for all nodes that a predicate is tried on.
#[must_use]
pub fn is_fixed(expr: &Expr) -> bool {
    match expr {
        Expr::Number(_) | Expr::Text(_) | Expr::Reference(_) => true,
        Expr::Negate(operand) => is_fixed(operand),
        Expr::Chain(chain) => is_fixed(&chain.first) && chain.rest.iter().all(|(_, operand)| is_fixed(operand)),
        Expr::Path(path) => match &path.start {
            Start::Root => true,
            Start::Here => false,
            // Predicates and steps start from the base, which is the same for all.
            Start::From { base, .. } => is_fixed(base),
        },
        Expr::Call(call) => {
            let reads = call.definition.map(|definition| definition.reads);
            let own = match reads {
                Some(Reads::Nothing | Reads::Clock | Reads::Current | Reads::Form) => true,
                // `position(node)` reads its argument alone.
                Some(Reads::NodeByDefault | Reads::Position) => !call.args.is_empty(),
                Some(Reads::Random | Reads::Node) | None => false,
            };
            own && call.args.iter().all(is_fixed)
        }
    }
}

/// Whether a predicate asks for the place of the node it is tried on.
#[must_use]
pub fn asks_place(expr: &Expr) -> bool {
    match expr {
        Expr::Number(_) => true,
        Expr::Text(_) | Expr::Reference(_) | Expr::Path(_) => false,
        Expr::Negate(operand) => asks_place(operand),
        Expr::Chain(chain) => asks_inside(&chain.first) || chain.rest.iter().any(|(_, operand)| asks_inside(operand)),
        Expr::Call(_) => asks_inside(expr),
    }
}

/// The same for a part: a number there is no place.
fn asks_inside(expr: &Expr) -> bool {
    match expr {
        Expr::Number(_) => false,
        Expr::Call(call) => {
            let own =
                call.definition.is_none_or(|definition| definition.reads == Reads::Position && call.args.is_empty());
            own || call.args.iter().any(asks_inside)
        }
        other => asks_place(other),
    }
}

/// Whether an expression is the same value always: it reads nothing at all.
#[must_use]
pub fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Number(_) | Expr::Text(_) => true,
        Expr::Reference(_) | Expr::Path(_) => false,
        Expr::Negate(operand) => is_constant(operand),
        Expr::Chain(chain) => is_constant(&chain.first) && chain.rest.iter().all(|(_, operand)| is_constant(operand)),
        Expr::Call(call) => {
            call.definition.is_some_and(|definition| {
                definition.reads == Reads::Nothing
                    || (definition.reads == Reads::NodeByDefault && !call.args.is_empty())
            }) && call.args.iter().all(is_constant)
        }
    }
}

/// Calls of functions that do not exist, or with the wrong number of arguments.
#[must_use]
pub fn faults(expr: &Expr) -> Vec<EvalError> {
    let mut found = Vec::new();
    visit(expr, &mut |part| {
        let Expr::Call(call) = part else { return };
        let fault = match call.definition {
            None => Some(Fault::UnknownFunction(call.name.clone())),
            Some(definition) => definition.count_fault(call.args.len()),
        };
        found.extend(fault.map(|fault| EvalError::new(call.at.0 as usize, fault)));
    });
    found
}

/// Shows every part of an expression, the whole first.
pub fn visit<'a>(expr: &'a Expr, see: &mut dyn FnMut(&'a Expr)) {
    see(expr);
    match expr {
        Expr::Number(_) | Expr::Text(_) | Expr::Reference(_) => {}
        Expr::Negate(operand) => visit(operand, see),
        Expr::Chain(chain) => {
            visit(&chain.first, see);
            for (_, operand) in &chain.rest {
                visit(operand, see);
            }
        }
        Expr::Call(call) => {
            for arg in &call.args {
                visit(arg, see);
            }
        }
        Expr::Path(path) => {
            if let Start::From { base, predicates } = &path.start {
                visit(base, see);
                for predicate in predicates {
                    visit(predicate, see);
                }
            }
            for predicate in path.steps.iter().flat_map(|step| &step.predicates) {
                visit(predicate, see);
            }
        }
    }
}

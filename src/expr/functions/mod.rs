//! The functions: one file per family, each function one [`Definition`] with its name, how many arguments it takes, what it
//! reads and what it does.
//!
//! They are those of XPath 1.0, all that ODK documents for forms, and a few older names that forms in the field still use.

mod dates;
mod digests;
mod form;
mod geo;
mod logic;
mod nodes;
mod numbers;
pub mod randoms;
mod select;
mod texts;

use std::fmt::{Debug, Formatter};

use super::ast::{Call, Expr};
use super::error::{EvalError, Fault};
use super::eval::{Evaluated, Scope, eval, eval_bool, eval_nodes, eval_number, eval_text};
use super::node::Node;
use super::value::Value;

/// One function.
pub struct Definition {
    /// The name, with its prefix.
    pub name: &'static str,
    /// The least number of arguments.
    pub min: u8,
    /// The most; [`ANY`] for no limit.
    pub max: u8,
    /// What it reads besides its arguments.
    pub reads: Reads,
    run: fn(&Args<'_>) -> Evaluated<Value>,
}

/// No limit to the number of arguments.
pub const ANY: u8 = u8::MAX;

/// What a function reads besides its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Nothing: the same arguments give the same value.
    Nothing,
    /// The present moment.
    Clock,
    /// The random source.
    Random,
    /// The context position or size.
    Position,
    /// The context node, if it has fewer arguments than it may have.
    NodeByDefault,
    /// The context node, always.
    Node,
    /// The node for which the whole expression is computed.
    Current,
    /// The form: its lists, texts and properties.
    Form,
}

impl Definition {
    const fn new(name: &'static str, min: u8, max: u8, run: fn(&Args<'_>) -> Evaluated<Value>) -> Self {
        Self { name, min, max, reads: Reads::Nothing, run }
    }

    const fn reading(self, reads: Reads) -> Self {
        Self { reads, ..self }
    }

    /// What is wrong with this number of arguments, if anything is.
    #[must_use]
    pub fn count_fault(&self, found: usize) -> Option<Fault> {
        let fits = found >= usize::from(self.min) && (self.max == ANY || found <= usize::from(self.max));
        (!fits).then(|| Fault::Arguments {
            function: self.name.to_owned(),
            min: self.min,
            max: (self.max != ANY).then_some(self.max),
            found,
        })
    }
}

impl PartialEq for Definition {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Debug for Definition {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}()", self.name)
    }
}

const FAMILIES: [&[Definition]; 10] = [
    logic::FUNCTIONS,
    texts::FUNCTIONS,
    numbers::FUNCTIONS,
    nodes::FUNCTIONS,
    form::FUNCTIONS,
    select::FUNCTIONS,
    dates::FUNCTIONS,
    geo::FUNCTIONS,
    digests::FUNCTIONS,
    randoms::FUNCTIONS,
];

/// Every function.
pub fn all() -> impl Iterator<Item = &'static Definition> {
    FAMILIES.into_iter().flatten()
}

/// The function of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Definition> {
    all().find(|definition| definition.name == name)
}

/// Computes a call.
pub fn call(call: &Call, scope: &Scope<'_>) -> Evaluated<Value> {
    let at = call.at.0 as usize;
    let Some(definition) = call.definition else {
        return Err(EvalError::new(at, Fault::UnknownFunction(call.name.clone())));
    };
    if let Some(fault) = definition.count_fault(call.args.len()) {
        return Err(EvalError::new(at, fault));
    }
    (definition.run)(&Args { scope, call })
}

/// The arguments of a call, computed when asked for. An argument that is not there is the empty text, so a function that may
/// be without one asks [`Args::len`] first.
struct Args<'a> {
    scope: &'a Scope<'a>,
    call: &'a Call,
}

impl Args<'_> {
    fn len(&self) -> usize {
        self.call.args.len()
    }

    fn has(&self, index: usize) -> bool {
        index < self.len()
    }

    fn expr(&self, index: usize) -> &Expr {
        static BLANK: Expr = Expr::Text(String::new());
        self.call.args.get(index).unwrap_or(&BLANK)
    }

    fn value(&self, index: usize) -> Evaluated<Value> {
        eval(self.expr(index), self.scope)
    }

    fn text(&self, index: usize) -> Evaluated<String> {
        eval_text(self.expr(index), self.scope)
    }

    fn number(&self, index: usize) -> Evaluated<f64> {
        eval_number(self.expr(index), self.scope)
    }

    fn truth(&self, index: usize) -> Evaluated<bool> {
        eval_bool(self.expr(index), self.scope)
    }

    fn nodes(&self, index: usize) -> Evaluated<Vec<Node>> {
        eval_nodes(self.expr(index), self.scope, &format!("{}()", self.call.name), self.at())
    }

    /// The first argument, or the context node where there is none.
    fn value_or_node(&self) -> Evaluated<Value> {
        if self.has(0) { self.value(0) } else { Ok(Value::Nodes(vec![self.scope.node])) }
    }

    /// The values of the arguments from `first` on, a node-set counting as the texts of its nodes.
    fn spread(&self, first: usize) -> Evaluated<Vec<Value>> {
        let mut values = Vec::new();
        for index in first..self.len() {
            match self.value(index)? {
                Value::Nodes(nodes) => values.extend(nodes.into_iter().map(|node| Value::Text(self.text_of(node)))),
                value => values.push(value),
            }
        }
        Ok(values)
    }

    fn text_of(&self, node: Node) -> String {
        super::value::text_of(self.scope.world, node).into_owned()
    }

    fn at(&self) -> usize {
        self.call.at.0 as usize
    }

    fn fail<T>(&self, fault: Fault) -> Evaluated<T> {
        Err(EvalError::new(self.at(), fault))
    }
}

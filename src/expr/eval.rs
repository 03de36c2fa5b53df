//! The evaluator: a tree in a scope gives a value.
//!
//! `and`, `or` and `if()` compute no more than they need, so an error in the part not needed is none.

use super::ast::{Chain, Expr, Op, Reference};
use super::compare;
use super::date;
use super::env::Env;
use super::error::{EvalError, Fault};
use super::functions;
use super::node::{Node, World};
use super::path;
use super::value::{Value, text_to_number};

/// Where an expression is computed.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// What can be reached.
    pub world: &'a dyn World,
    /// Time, entropy and the like.
    pub env: &'a Env,
    /// The context node, `.`.
    pub node: Node,
    /// The node for which the whole expression is computed, `current()`.
    pub current: Node,
    /// The context position, from 1.
    pub position: usize,
    /// The context size.
    pub size: usize,
}

/// What computing gives.
pub type Evaluated<T> = Result<T, EvalError>;

impl<'a> Scope<'a> {
    /// The scope of a whole expression at a node.
    #[must_use]
    pub fn new(world: &'a dyn World, env: &'a Env, node: Node) -> Self {
        Self { world, env, node, current: node, position: 1, size: 1 }
    }

    /// The scope of a predicate at one of the nodes it filters.
    #[must_use]
    pub fn at(&self, node: Node, position: usize, size: usize) -> Self {
        Self { node, position, size, ..*self }
    }

    /// The value as a text.
    #[must_use]
    pub fn text(&self, value: Value) -> String {
        value.into_text(self.world, self.env)
    }

    /// The value as a number.
    #[must_use]
    pub fn number(&self, value: &Value) -> f64 {
        value.to_number(self.world, self.env)
    }

    /// The text of a node as a number.
    #[must_use]
    pub fn node_number(&self, node: Node) -> f64 {
        text_to_number(&super::value::text_of(self.world, node), self.env)
    }
}

/// Computes an expression.
pub fn eval(expr: &Expr, scope: &Scope<'_>) -> Evaluated<Value> {
    match expr {
        Expr::Number(number) => Ok(Value::Number(*number)),
        Expr::Text(text) => Ok(Value::Text(text.clone())),
        Expr::Reference(reference) => eval_reference(reference, scope),
        Expr::Path(path) => path::eval_path(path, scope),
        Expr::Call(call) => functions::call(call, scope),
        Expr::Negate(operand) => Ok(Value::Number(-scope.number(&eval(operand, scope)?))),
        Expr::Chain(chain) => eval_chain(chain, scope),
    }
}

/// Computes an expression as a truth value.
pub fn eval_bool(expr: &Expr, scope: &Scope<'_>) -> Evaluated<bool> {
    eval(expr, scope).map(|value| value.to_bool())
}

/// Computes an expression as a text.
pub fn eval_text(expr: &Expr, scope: &Scope<'_>) -> Evaluated<String> {
    eval(expr, scope).map(|value| scope.text(value))
}

/// Computes an expression as a number.
pub fn eval_number(expr: &Expr, scope: &Scope<'_>) -> Evaluated<f64> {
    eval(expr, scope).map(|value| scope.number(&value))
}

/// Computes an expression that must give nodes; `what` names it in the error.
pub fn eval_nodes(expr: &Expr, scope: &Scope<'_>, what: &str, at: usize) -> Evaluated<Vec<Node>> {
    match eval(expr, scope)? {
        Value::Nodes(nodes) => Ok(nodes),
        _ => Err(EvalError::new(at, Fault::NotNodes(what.to_owned()))),
    }
}

fn eval_reference(reference: &Reference, scope: &Scope<'_>) -> Evaluated<Value> {
    scope
        .world
        .reference(&reference.name, reference.last_saved, scope.current)
        .ok_or_else(|| EvalError::new(reference.at.0 as usize, Fault::UnknownReference(reference.name.clone())))
}

fn eval_chain(chain: &Chain, scope: &Scope<'_>) -> Evaluated<Value> {
    let mut value = eval(&chain.first, scope)?;
    for (op, operand) in &chain.rest {
        value = match op {
            Op::Or => Value::Bool(value.to_bool() || eval_bool(operand, scope)?),
            Op::And => Value::Bool(value.to_bool() && eval_bool(operand, scope)?),
            Op::Union => path::union(value, eval(operand, scope)?, scope)?,
            Op::Eq | Op::Ne | Op::Lt | Op::Le | Op::Gt | Op::Ge => Value::Bool(match (&value, operand) {
                // Most that is ever asked: whether a text is a word of a list, which is no date.
                (Value::Text(text), Expr::Text(word))
                    if matches!(op, Op::Eq | Op::Ne) && date::days_of(word, scope.env.zone).is_none() =>
                {
                    (text == word) == (*op == Op::Eq)
                }
                _ => compare::holds(*op, &value, &eval(operand, scope)?, scope),
            }),
            Op::Add | Op::Sub | Op::Mul | Op::Div | Op::Mod => {
                let (left, right) = (scope.number(&value), scope.number(&eval(operand, scope)?));
                Value::Number(match op {
                    Op::Add => left + right,
                    Op::Sub => left - right,
                    Op::Mul => left * right,
                    Op::Div => left / right,
                    _ => left % right,
                })
            }
        };
    }
    Ok(value)
}

//! Expressions over plain records: `${name}` is whatever a function says it is.
//!
//! Finding rules, duties and ledger columns read fields of a record, not paths of a form, and need no more than this.

use std::borrow::Cow;

use super::ast::Expr;
use super::env::Env;
use super::eval::{Evaluated, Scope, eval};
use super::node::{Document, Kind, Node, World};
use super::value::Value;

/// Computes an expression in which `${name}` is `field(name)`; a name for which that is nothing is an error.
///
/// ```
/// use nuandong::expr::{Env, Value, date::Zone, eval_over_fields, parse};
/// let expr = parse("${age} >= 60 and ${alone} = 'yes'").unwrap();
/// let field = |name: &str| match name {
///     "age" => Some(Value::Number(72.0)),
///     "alone" => Some(Value::from("yes")),
///     _ => None,
/// };
/// let env = Env::new(0.0, Zone::CHINA, 0);
/// assert_eq!(eval_over_fields(&expr, &env, &field), Ok(Value::Bool(true)));
/// ```
pub fn eval_over_fields(expr: &Expr, env: &Env, field: &dyn Fn(&str) -> Option<Value>) -> Evaluated<Value> {
    let world = Fields { field };
    eval(expr, &Scope::new(&world, env, Node { document: 0, index: 0 }))
}

/// A value that [`eval_over_fields`] gave, as a text.
#[must_use]
pub fn text_of_field(value: Value, env: &Env) -> String {
    value.into_text(&Fields { field: &|_| None }, env)
}

/// A world whose one document is empty.
struct Fields<'a> {
    field: &'a dyn Fn(&str) -> Option<Value>,
}

impl World for Fields<'_> {
    fn document(&self, _document: u32) -> &dyn Document {
        &Empty
    }

    fn reference(&self, name: &str, last_saved: bool, _from: Node) -> Option<Value> {
        if last_saved { None } else { (self.field)(name) }
    }
}

/// The document of nothing.
struct Empty;

impl Document for Empty {
    fn kind(&self, _node: u32) -> Kind {
        Kind::Root
    }

    fn name(&self, _node: u32) -> &'static str {
        ""
    }

    fn parent(&self, _node: u32) -> Option<u32> {
        None
    }

    fn children(&self, _node: u32, _out: &mut Vec<u32>) {}

    fn text(&self, _node: u32) -> Cow<'_, str> {
        Cow::Borrowed("")
    }
}

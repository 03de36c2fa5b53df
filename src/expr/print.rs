//! From tree to text that parses to the same tree.

use std::fmt::{Display, Formatter, Result};

use super::ast::{Axis, Call, Chain, Expr, Op, Path, Reference, Start, Step, Test};
use super::number;

/// The level of values that never need brackets.
const TIGHTEST: u8 = 9;
/// The level of a negation.
const NEGATION: u8 = 7;

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            // Written beyond all numbers; “Infinity” would read as a name.
            Self::Number(number) if number.is_infinite() => f.write_str("1e999"),
            Self::Number(number) => f.write_str(&number::format(*number)),
            Self::Text(text) => quoted(f, text),
            Self::Reference(reference) => reference.fmt(f),
            Self::Path(path) => path.fmt(f),
            Self::Call(call) => call.fmt(f),
            Self::Negate(operand) => {
                f.write_str("-")?;
                bracketed(f, operand, level(operand) < NEGATION)
            }
            Self::Chain(chain) => chain.fmt(f),
        }
    }
}

/// How tightly the outermost operator binds.
fn level(expr: &Expr) -> u8 {
    match expr {
        Expr::Chain(chain) => chain.rest.first().map_or(TIGHTEST, |(op, _)| op.level()),
        Expr::Negate(_) => NEGATION,
        // A bare `/` would take the operator's name after it for a step.
        Expr::Path(Path { start: Start::Root, steps }) if steps.is_empty() => 0,
        _ => TIGHTEST,
    }
}

fn bracketed(f: &mut Formatter<'_>, expr: &Expr, brackets: bool) -> Result {
    if brackets { write!(f, "({expr})") } else { write!(f, "{expr}") }
}

/// XPath has no way to write both quotes in one text, so a text that came from a parser has at most one kind.
fn quoted(f: &mut Formatter<'_>, text: &str) -> Result {
    let quote = if text.contains('\'') { '"' } else { '\'' };
    write!(f, "{quote}{text}{quote}")
}

impl Display for Reference {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "${{{}{}}}", if self.last_saved { "last-saved#" } else { "" }, self.name)
    }
}

impl Display for Call {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}(", self.name)?;
        for (index, arg) in self.args.iter().enumerate() {
            write!(f, "{}{arg}", if index == 0 { "" } else { ", " })?;
        }
        f.write_str(")")
    }
}

impl Display for Chain {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let own = self.rest.first().map_or(TIGHTEST, |(op, _)| op.level());
        // A first operand of the same level came from brackets: without them it would join this chain.
        bracketed(f, &self.first, level(&self.first) <= own)?;
        for (op, operand) in &self.rest {
            f.write_str(if *op == Op::Union { "|" } else { " " })?;
            if *op != Op::Union {
                write!(f, "{} ", op.text())?;
            }
            bracketed(f, operand, level(operand) <= own)?;
        }
        Ok(())
    }
}

impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut slash = match &self.start {
            Start::Root if self.steps.first().is_none_or(|step| !step.is_plain(Axis::DescendantOrSelf)) => {
                f.write_str("/")?;
                false
            }
            Start::Root => true,
            Start::Here => false,
            Start::From { base, predicates } => {
                bracketed(f, base, matches!(**base, Expr::Path(_) | Expr::Negate(_) | Expr::Chain(_)))?;
                predicates_of(f, predicates)?;
                true
            }
        };
        let mut double = false;
        for (index, step) in self.steps.iter().enumerate() {
            if double {
                double = false;
            } else if slash && step.is_plain(Axis::DescendantOrSelf) && index + 1 < self.steps.len() {
                f.write_str("//")?;
                double = true;
                continue;
            } else if slash {
                f.write_str("/")?;
            }
            step.fmt(f)?;
            slash = true;
        }
        Ok(())
    }
}

impl Display for Step {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.is_plain(Axis::Itself) {
            return f.write_str(".");
        }
        if self.is_plain(Axis::Parent) {
            return f.write_str("..");
        }
        match self.axis {
            Axis::Child => {}
            Axis::Attribute => f.write_str("@")?,
            axis => write!(f, "{}::", axis.name())?,
        }
        self.test.fmt(f)?;
        predicates_of(f, &self.predicates)
    }
}

fn predicates_of(f: &mut Formatter<'_>, predicates: &[Expr]) -> Result {
    predicates.iter().try_for_each(|predicate| write!(f, "[{predicate}]"))
}

impl Display for Test {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Name { prefix, local } if prefix.is_empty() => f.write_str(local),
            Self::Name { prefix, local } => write!(f, "{prefix}:{local}"),
            Self::Any { prefix } if prefix.is_empty() => f.write_str("*"),
            Self::Any { prefix } => write!(f, "{prefix}:*"),
            Self::Node => f.write_str("node()"),
            Self::Text => f.write_str("text()"),
            Self::Comment => f.write_str("comment()"),
            Self::Instruction(None) => f.write_str("processing-instruction()"),
            Self::Instruction(Some(target)) => {
                f.write_str("processing-instruction(")?;
                quoted(f, target)?;
                f.write_str(")")
            }
        }
    }
}

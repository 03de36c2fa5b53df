//! The typed tree of an expression.
//!
//! Invariant: a tree that [`super::parse()`] made prints to text that parses to an equal tree. A run of operators of one
//! precedence is one [`Expr::Chain`], not a leaning tower, so that `a + b + …` may be long without being deep.

use super::functions::Definition;

/// Where a piece of an expression begins, as a byte offset into its text. It says where an error is and is no part of the
/// meaning, so all positions are equal.
#[derive(Clone, Copy, Debug, Default)]
pub struct At(pub u32);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A number as written, never negative (`-1` is a negation of `1`).
    Number(f64),
    /// A text in quotes.
    Text(String),
    /// `${name}`, XLSForm's way to name a question.
    Reference(Reference),
    /// A location path.
    Path(Path),
    /// A function with its arguments.
    Call(Call),
    /// `-x`.
    Negate(Box<Expr>),
    /// Operators of one precedence, applied from the left: `a + b - c`.
    Chain(Box<Chain>),
}

/// `${name}` or `${last-saved#name}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The question's name.
    pub name: String,
    /// Whether it means the answer of the last saved record of this form.
    pub last_saved: bool,
    /// Where it stands.
    pub at: At,
}

/// A function call. Unknown names parse, and fail only when they are computed, so that `false() and unknown()` is false.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The name as written, with its prefix: `jr:choice-name`.
    pub name: String,
    /// The arguments.
    pub args: Vec<Expr>,
    /// What the name means; nothing for an unknown one.
    pub definition: Option<&'static Definition>,
    /// Where it stands.
    pub at: At,
}

/// A run of operators of one precedence. `rest` is never empty, and all its operators share [`Op::level`].
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// The leftmost operand.
    pub first: Expr,
    /// The operators with their right operands.
    pub rest: Vec<(Op, Expr)>,
}

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `div`
    Div,
    /// `mod`
    Mod,
    /// `|`
    Union,
}

impl Op {
    /// Its precedence: higher binds tighter. Negation stands between `*` (6) and `|` (8).
    #[must_use]
    pub const fn level(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Eq | Self::Ne => 3,
            Self::Lt | Self::Le | Self::Gt | Self::Ge => 4,
            Self::Add | Self::Sub => 5,
            Self::Mul | Self::Div | Self::Mod => 6,
            Self::Union => 8,
        }
    }

    /// As it is written.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Eq => "=",
            Self::Ne => "!=",
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::Div => "div",
            Self::Mod => "mod",
            Self::Union => "|",
        }
    }
}

/// A location path.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// Where it sets out.
    pub start: Start,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// Where a path sets out.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// The root of the document that holds the context node.
    Root,
    /// The context node.
    Here,
    /// The nodes of an expression, filtered: `instance('x')`, `${group}[1]`.
    From {
        /// The expression.
        base: Box<Expr>,
        /// Its predicates.
        predicates: Vec<Expr>,
    },
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The direction.
    pub axis: Axis,
    /// Which nodes.
    pub test: Test,
    /// Further conditions.
    pub predicates: Vec<Expr>,
}

impl Step {
    /// `axis::node()` without predicates: `.`, `..` or the step inside `//`.
    #[must_use]
    pub const fn plain(axis: Axis) -> Self {
        Self { axis, test: Test::Node, predicates: Vec::new() }
    }

    /// Whether it is `axis::node()` without predicates.
    #[must_use]
    pub fn is_plain(&self, axis: Axis) -> bool {
        self.axis == axis && self.test == Test::Node && self.predicates.is_empty()
    }
}

/// The direction of a step. XForms needs only child, parent and self; the rest of XPath 1.0 is here but for `namespace`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Children.
    Child,
    /// The parent.
    Parent,
    /// The node itself.
    Itself,
    /// Attributes.
    Attribute,
    /// Children, their children, and so on.
    Descendant,
    /// The node and its descendants.
    DescendantOrSelf,
    /// The parent, its parent, and so on.
    Ancestor,
    /// The node and its ancestors.
    AncestorOrSelf,
    /// Later children of the same parent.
    FollowingSibling,
    /// Earlier children of the same parent.
    PrecedingSibling,
    /// All that begins after the node ends.
    Following,
    /// All that ends before the node begins.
    Preceding,
}

impl Axis {
    /// Every axis with its name.
    pub const NAMES: [(&'static str, Self); 12] = [
        ("child", Self::Child),
        ("parent", Self::Parent),
        ("self", Self::Itself),
        ("attribute", Self::Attribute),
        ("descendant", Self::Descendant),
        ("descendant-or-self", Self::DescendantOrSelf),
        ("ancestor", Self::Ancestor),
        ("ancestor-or-self", Self::AncestorOrSelf),
        ("following-sibling", Self::FollowingSibling),
        ("preceding-sibling", Self::PrecedingSibling),
        ("following", Self::Following),
        ("preceding", Self::Preceding),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, axis)| *axis == self).map_or("child", |(name, _)| name)
    }
}

/// Which nodes of an axis a step takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `name` or `prefix:name`; the prefix is the empty text where there is none.
    Name {
        /// The prefix.
        prefix: String,
        /// The local name.
        local: String,
    },
    /// `*`, or `prefix:*` where the prefix is not empty.
    Any {
        /// The prefix.
        prefix: String,
    },
    /// `node()`
    Node,
    /// `text()`
    Text,
    /// `comment()`
    Comment,
    /// `processing-instruction()`, with its target where one is given.
    Instruction(Option<String>),
}

//! What can be wrong with an expression: when it is read, and when it is computed.

/// Why a text is not an expression.
#[derive(Clone, Debug, PartialEq)]
pub struct ParseError {
    /// Where, as a byte offset into the text.
    pub at: usize,
    /// The same for people: the number of the character, from 1.
    pub column: usize,
    /// What is wrong there.
    pub problem: Syntax,
}

/// What is wrong with the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Syntax {
    /// A character that means nothing here.
    Character(char),
    /// A quoted text without its closing quote.
    OpenText,
    /// `${` without a name and `}`.
    OpenReference,
    /// Something else should stand here.
    Expected {
        /// What should.
        wanted: Wanted,
        /// What does; nothing at the end of the text.
        found: Option<String>,
    },
    /// An axis that is no part of XForms or XPath 1.0.
    Axis(String),
    /// Brackets or minus signs within each other, more than [`super::parse::MAX_DEPTH`] deep.
    TooDeep,
    /// A text too long to be an expression.
    TooLong,
}

/// What a parser was looking for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A value: a number, a text, a path, a function…
    Value,
    /// An operator, or the end.
    Operator,
    /// A step of a path: a name, `*`, `.`, `..`, `@name`…
    Step,
    /// `)`
    Close,
    /// `]`
    CloseSquare,
    /// `,` or `)`
    CommaOrClose,
    /// A quoted text.
    Text,
}

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq)]
pub struct EvalError {
    /// Where, as a byte offset into the text.
    pub at: usize,
    /// What is wrong there.
    pub problem: Fault,
}

/// What is wrong with a part of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// No function of this name.
    UnknownFunction(String),
    /// A function with too few or too many arguments.
    Arguments {
        /// Its name.
        function: String,
        /// The least it takes.
        min: u8,
        /// The most it takes; nothing for no limit.
        max: Option<u8>,
        /// How many it has.
        found: usize,
    },
    /// A function or operator that needs nodes (a path) and has something else.
    NotNodes(String),
    /// `position(…)` of nothing.
    NoNode(String),
    /// `${name}` where no such question is.
    UnknownReference(String),
    /// A pattern of `regex()` that is no regular expression.
    Pattern(String),
    /// A sign after `%` that dates do not have, or nothing after it.
    DateFormat(Option<char>),
    /// A seed of `randomize()` that is written out and is no number.
    Seed(String),
    /// A digest algorithm or encoding that is not among those of XForms.
    Digest(String),
}

impl ParseError {
    /// The problem at an offset into a text.
    #[must_use]
    pub fn new(text: &str, at: usize, problem: Syntax) -> Self {
        let column = text.get(..at).map_or(0, |before| before.chars().count()) + 1;
        Self { at, column, problem }
    }
}

impl EvalError {
    /// The fault at an offset.
    #[must_use]
    pub const fn new(at: usize, problem: Fault) -> Self {
        Self { at, problem }
    }
}

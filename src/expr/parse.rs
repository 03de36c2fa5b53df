//! From text to tree.
//!
//! Operators are gathered flat and then grouped by precedence, so only brackets, predicates, arguments and minus signs nest.

use super::ast::{At, Axis, Call, Chain, Expr, Op, Path, Reference, Start, Step, Test};
use super::error::{ParseError, Syntax, Wanted};
use super::functions;
use super::token::{Token, Word, tokens};

/// The deepest nesting of brackets, predicates, arguments and minus signs.
pub const MAX_DEPTH: usize = 100;

/// The longest text, in bytes. A cell of a workbook holds no more than 32,767 characters.
pub const MAX_LENGTH: usize = 200_000;

/// Reads an expression.
///
/// ```
/// let expr = nuandong::expr::parse("${age}>60 and 1=1").unwrap();
/// assert_eq!(expr.to_string(), "${age} > 60 and 1 = 1");
/// ```
pub fn parse(text: &str) -> Result<Expr, ParseError> {
    if text.len() > MAX_LENGTH {
        return Err(ParseError::new(text, MAX_LENGTH, Syntax::TooLong));
    }
    let mut parser = Parser { text, tokens: tokens(text)?, next: 0, depth: 0 };
    let expr = parser.expr()?;
    if parser.next < parser.tokens.len() {
        return parser.expected(Wanted::Operator);
    }
    Ok(expr)
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token<'a>>,
    next: usize,
    depth: usize,
}

type Parsed<T> = Result<T, ParseError>;

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&Word<'a>> {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> Option<&Word<'a>> {
        self.tokens.get(self.next + ahead).map(|token| &token.word)
    }

    /// Takes the next token if it is this one.
    fn take(&mut self, word: &Word<'_>) -> bool {
        let found = self.peek() == Some(word);
        self.next += usize::from(found);
        found
    }

    fn need(&mut self, word: &Word<'_>, wanted: Wanted) -> Parsed<()> {
        if self.take(word) { Ok(()) } else { self.expected(wanted) }
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.text.len(), |token| token.start)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a text is no longer than MAX_LENGTH")]
    fn mark(&self) -> At {
        At(self.at() as u32)
    }

    fn expected<T>(&self, wanted: Wanted) -> Parsed<T> {
        let found = self.tokens.get(self.next).and_then(|token| self.text.get(token.start..token.end));
        let problem = Syntax::Expected { wanted, found: found.map(str::to_owned) };
        Err(ParseError::new(self.text, self.at(), problem))
    }

    fn deeper(&mut self, by: usize) -> Parsed<()> {
        self.depth += by;
        if self.depth > MAX_DEPTH {
            return Err(ParseError::new(self.text, self.at(), Syntax::TooDeep));
        }
        Ok(())
    }

    /// Operands and operators in a flat row, then grouped.
    fn expr(&mut self) -> Parsed<Expr> {
        self.deeper(1)?;
        let first = self.operand()?;
        let mut rest = Vec::new();
        while let Some(&Word::Op(op)) = self.peek() {
            self.next += 1;
            rest.push((op, self.operand()?));
        }
        self.depth -= 1;
        Ok(group(first, rest))
    }

    /// A value with its minus signs; a union binds tighter than they do.
    fn operand(&mut self) -> Parsed<Expr> {
        let mut signs = 0;
        while self.take(&Word::Op(Op::Sub)) {
            signs += 1;
        }
        self.deeper(signs)?;
        let first = self.path()?;
        let mut rest = Vec::new();
        while self.take(&Word::Op(Op::Union)) {
            rest.push((Op::Union, self.path()?));
        }
        self.depth -= signs;
        let value = if rest.is_empty() { first } else { Expr::Chain(Box::new(Chain { first, rest })) };
        Ok((0..signs).fold(value, |value, _| Expr::Negate(Box::new(value))))
    }

    fn path(&mut self) -> Parsed<Expr> {
        let Some(base) = self.primary()? else { return self.location() };
        let predicates = self.predicates()?;
        let mut steps = Vec::new();
        if matches!(self.peek(), Some(Word::Slash | Word::DoubleSlash)) {
            self.steps(&mut steps)?;
        }
        if predicates.is_empty() && steps.is_empty() {
            return Ok(base);
        }
        Ok(Expr::Path(Path { start: Start::From { base: Box::new(base), predicates }, steps }))
    }

    /// A value that is no location path; nothing where one begins.
    fn primary(&mut self) -> Parsed<Option<Expr>> {
        let at = self.mark();
        let expr = match self.peek() {
            Some(&Word::Number(number)) => Expr::Number(number),
            Some(&Word::Text(text)) => Expr::Text(text.to_owned()),
            Some(&Word::Reference { name, last_saved }) => {
                Expr::Reference(Reference { name: name.to_owned(), last_saved, at })
            }
            Some(Word::Open) => {
                self.next += 1;
                let expr = self.expr()?;
                self.need(&Word::Close, Wanted::Close)?;
                return Ok(Some(expr));
            }
            Some(&Word::Name { prefix, local }) if self.peek_at(1) == Some(&Word::Open) => {
                if prefix.is_empty() && matches!(local, "node" | "text" | "comment" | "processing-instruction") {
                    return Ok(None);
                }
                let name = if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") };
                self.next += 2;
                let args = self.args()?;
                let definition = functions::find(&name);
                return Ok(Some(Expr::Call(Call { name, args, definition, at })));
            }
            _ => return Ok(None),
        };
        self.next += 1;
        Ok(Some(expr))
    }

    fn args(&mut self) -> Parsed<Vec<Expr>> {
        let mut args = Vec::new();
        if self.take(&Word::Close) {
            return Ok(args);
        }
        loop {
            args.push(self.expr()?);
            if self.take(&Word::Close) {
                return Ok(args);
            }
            self.need(&Word::Comma, Wanted::CommaOrClose)?;
        }
    }

    fn predicates(&mut self) -> Parsed<Vec<Expr>> {
        let mut predicates = Vec::new();
        while self.take(&Word::OpenSquare) {
            predicates.push(self.expr()?);
            self.need(&Word::CloseSquare, Wanted::CloseSquare)?;
        }
        Ok(predicates)
    }

    fn location(&mut self) -> Parsed<Expr> {
        let mut steps = Vec::new();
        let start = match self.peek() {
            Some(Word::Slash) if !self.step_follows(1) => {
                self.next += 1;
                Start::Root
            }
            Some(Word::Slash | Word::DoubleSlash) => {
                self.steps(&mut steps)?;
                Start::Root
            }
            _ if self.step_follows(0) => {
                steps.push(self.step()?);
                self.steps(&mut steps)?;
                Start::Here
            }
            _ => return self.expected(Wanted::Value),
        };
        Ok(Expr::Path(Path { start, steps }))
    }

    fn step_follows(&self, ahead: usize) -> bool {
        matches!(
            self.peek_at(ahead),
            Some(Word::Name { .. } | Word::AnyOf(_) | Word::Star | Word::AtSign | Word::Dot | Word::DoubleDot)
        )
    }

    /// `/step` and `//step`, as long as they come.
    fn steps(&mut self, steps: &mut Vec<Step>) -> Parsed<()> {
        loop {
            match self.peek() {
                Some(Word::Slash) => {}
                Some(Word::DoubleSlash) => steps.push(Step::plain(Axis::DescendantOrSelf)),
                _ => return Ok(()),
            }
            self.next += 1;
            steps.push(self.step()?);
        }
    }

    fn step(&mut self) -> Parsed<Step> {
        let (axis, test) = if self.take(&Word::Dot) {
            (Axis::Itself, Test::Node)
        } else if self.take(&Word::DoubleDot) {
            (Axis::Parent, Test::Node)
        } else {
            let axis = self.axis()?;
            (axis, self.test()?)
        };
        Ok(Step { axis, test, predicates: self.predicates()? })
    }

    fn axis(&mut self) -> Parsed<Axis> {
        if self.take(&Word::AtSign) {
            return Ok(Axis::Attribute);
        }
        if self.peek_at(1) != Some(&Word::Axis) {
            return Ok(Axis::Child);
        }
        let Some(&Word::Name { prefix: "", local }) = self.peek() else { return self.expected(Wanted::Step) };
        let Some((_, axis)) = Axis::NAMES.iter().find(|(name, _)| *name == local) else {
            return Err(ParseError::new(self.text, self.at(), Syntax::Axis(local.to_owned())));
        };
        self.next += 2;
        Ok(*axis)
    }

    fn test(&mut self) -> Parsed<Test> {
        let test = match self.peek() {
            Some(Word::Star) => Test::Any { prefix: String::new() },
            Some(&Word::AnyOf(prefix)) => Test::Any { prefix: prefix.to_owned() },
            Some(&Word::Name { prefix: "", local }) if self.peek_at(1) == Some(&Word::Open) => return self.kind(local),
            Some(&Word::Name { prefix, local }) => Test::Name { prefix: prefix.to_owned(), local: local.to_owned() },
            _ => return self.expected(Wanted::Step),
        };
        self.next += 1;
        Ok(test)
    }

    /// `node()` and its kin.
    fn kind(&mut self, name: &str) -> Parsed<Test> {
        let mut test = match name {
            "node" => Test::Node,
            "text" => Test::Text,
            "comment" => Test::Comment,
            "processing-instruction" => Test::Instruction(None),
            _ => return self.expected(Wanted::Step),
        };
        self.next += 2;
        if let Test::Instruction(target) = &mut test
            && let Some(&Word::Text(text)) = self.peek()
        {
            *target = Some(text.to_owned());
            self.next += 1;
        }
        self.need(&Word::Close, Wanted::Close)?;
        Ok(test)
    }
}

/// Groups a flat row by precedence, the tightest first. Each pass keeps the operators looser than its level.
fn group(mut first: Expr, mut rest: Vec<(Op, Expr)>) -> Expr {
    for level in (Op::Or.level()..=Op::Mul.level()).rev() {
        if rest.iter().all(|(op, _)| op.level() != level) {
            continue;
        }
        let mut looser: Vec<(Op, Expr)> = Vec::new();
        let mut run: Vec<(Op, Expr)> = Vec::new();
        for (op, operand) in rest {
            if op.level() == level {
                run.push((op, operand));
            } else {
                close(&mut first, &mut looser, &mut run);
                looser.push((op, operand));
            }
        }
        close(&mut first, &mut looser, &mut run);
        rest = looser;
    }
    first
}

/// Makes the operand before a run of operators, and the run, one chain.
fn close(first: &mut Expr, looser: &mut [(Op, Expr)], run: &mut Vec<(Op, Expr)>) {
    if run.is_empty() {
        return;
    }
    let operand = looser.last_mut().map_or(first, |(_, operand)| operand);
    let head = std::mem::replace(operand, Expr::Number(0.0));
    *operand = Expr::Chain(Box::new(Chain { first: head, rest: std::mem::take(run) }));
}

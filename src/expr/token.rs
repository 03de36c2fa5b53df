//! Words of the language: the text cut into tokens.
//!
//! XPath decides by what came before whether `*` multiplies or means any name, and whether `or`, `and`, `div` and `mod` are
//! operators or names; so does this. After a value an operator may touch what follows (`1or 2`, `6div2`).

use super::ast::Op;
use super::error::{ParseError, Syntax};

/// A token with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'a> {
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// What it is.
    pub word: Word<'a>,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub enum Word<'a> {
    /// A number.
    Number(f64),
    /// A text without its quotes.
    Text(&'a str),
    /// `${name}`
    Reference {
        /// The name.
        name: &'a str,
        /// Whether `last-saved#` stands before it.
        last_saved: bool,
    },
    /// A name with its prefix, which is empty where there is none.
    Name {
        /// The prefix.
        prefix: &'a str,
        /// The local name.
        local: &'a str,
    },
    /// `prefix:*`
    AnyOf(&'a str),
    /// `*` as a name test.
    Star,
    /// A binary operator.
    Op(Op),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `[`
    OpenSquare,
    /// `]`
    CloseSquare,
    /// `,`
    Comma,
    /// `@`
    AtSign,
    /// `::`
    Axis,
    /// `/`
    Slash,
    /// `//`
    DoubleSlash,
    /// `.`
    Dot,
    /// `..`
    DoubleDot,
}

/// All tokens of a text.
pub fn tokens(text: &str) -> Result<Vec<Token<'_>>, ParseError> {
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new() };
    while lexer.token()? {}
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token<'a>>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Whether an operator may stand here: after a value, and not after an operator or an opening sign.
    fn after_value(&self) -> bool {
        self.tokens.last().is_some_and(|token| {
            !matches!(
                token.word,
                Word::Op(_)
                    | Word::Open
                    | Word::OpenSquare
                    | Word::Comma
                    | Word::AtSign
                    | Word::Axis
                    | Word::Slash
                    | Word::DoubleSlash
            )
        })
    }

    fn push(&mut self, length: usize, word: Word<'a>) {
        self.tokens.push(Token { start: self.at, end: self.at + length, word });
        self.at += length;
    }

    fn fail<T>(&self, problem: Syntax) -> Result<T, ParseError> {
        Err(ParseError::new(self.text, self.at, problem))
    }

    /// Takes one token; false at the end.
    fn token(&mut self) -> Result<bool, ParseError> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let rest = self.rest();
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return Ok(false) };
        let second = chars.next();
        let op = self.after_value();
        match (first, second) {
            ('(', _) => self.push(1, Word::Open),
            (')', _) => self.push(1, Word::Close),
            ('[', _) => self.push(1, Word::OpenSquare),
            (']', _) => self.push(1, Word::CloseSquare),
            (',', _) => self.push(1, Word::Comma),
            ('@', _) => self.push(1, Word::AtSign),
            (':', Some(':')) => self.push(2, Word::Axis),
            ('/', Some('/')) => self.push(2, Word::DoubleSlash),
            ('/', _) => self.push(1, Word::Slash),
            ('|', _) => self.push(1, Word::Op(Op::Union)),
            ('+', _) => self.push(1, Word::Op(Op::Add)),
            ('-', _) => self.push(1, Word::Op(Op::Sub)),
            ('=', _) => self.push(1, Word::Op(Op::Eq)),
            ('!', Some('=')) => self.push(2, Word::Op(Op::Ne)),
            ('<', Some('=')) => self.push(2, Word::Op(Op::Le)),
            ('<', _) => self.push(1, Word::Op(Op::Lt)),
            ('>', Some('=')) => self.push(2, Word::Op(Op::Ge)),
            ('>', _) => self.push(1, Word::Op(Op::Gt)),
            ('*', _) if op => self.push(1, Word::Op(Op::Mul)),
            ('*', _) => self.push(1, Word::Star),
            ('.', Some('.')) => self.push(2, Word::DoubleDot),
            ('.', Some('0'..='9')) | ('0'..='9', _) => self.number(),
            ('.', _) => self.push(1, Word::Dot),
            ('"' | '\'', _) => self.text(first)?,
            ('$', Some('{')) => self.reference()?,
            (c, _) if is_name_start(c) => self.name(op),
            (c, _) => return self.fail(Syntax::Character(c)),
        }
        Ok(true)
    }

    fn number(&mut self) {
        let bytes = self.rest().as_bytes();
        let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
        let mut length = digits(0);
        if bytes.get(length) == Some(&b'.') {
            length += 1 + digits(length + 1);
        }
        if bytes.get(length).is_some_and(|byte| matches!(byte, b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(length + 1), Some(b'-' | b'+')));
            let exponent = digits(length + 1 + sign);
            if exponent > 0 {
                length += 1 + sign + exponent;
            }
        }
        let number = self.rest().get(..length).and_then(|digits| digits.parse().ok()).unwrap_or(f64::NAN);
        self.push(length, Word::Number(number));
    }

    fn text(&mut self, quote: char) -> Result<(), ParseError> {
        let body = self.rest().get(1..).unwrap_or("");
        match body.split_once(quote) {
            Some((text, _)) => {
                self.push(text.len() + 2, Word::Text(text));
                Ok(())
            }
            None => self.fail(Syntax::OpenText),
        }
    }

    fn reference(&mut self) -> Result<(), ParseError> {
        let body = self.rest().get(2..).unwrap_or("");
        let Some((inside, _)) = body.split_once('}') else { return self.fail(Syntax::OpenReference) };
        let trimmed = inside.trim();
        let (last_saved, name) = match trimmed.strip_prefix("last-saved#") {
            Some(name) => (true, name),
            None => (false, trimmed),
        };
        if !is_name(name) {
            return self.fail(Syntax::OpenReference);
        }
        self.push(inside.len() + 3, Word::Reference { name, last_saved });
        Ok(())
    }

    fn name(&mut self, op: bool) {
        let rest = self.rest();
        let first = name_prefix(rest);
        if op {
            for word in [Op::Or, Op::And, Op::Div, Op::Mod] {
                let Some(after) = first.strip_prefix(word.text()) else { continue };
                // `or1` and `div-2` can only be an operator that touches a number; `order` can only be a mistake.
                if after.chars().next().is_none_or(|c| c.is_ascii_digit() || matches!(c, '-' | '.')) {
                    return self.push(word.text().len(), Word::Op(word));
                }
            }
        }
        let after = rest.get(first.len()..).unwrap_or("");
        if let Some(after) = after.strip_prefix(':') {
            if after.starts_with('*') {
                return self.push(first.len() + 2, Word::AnyOf(first));
            }
            let local = name_prefix(after);
            if !local.is_empty() {
                return self.push(first.len() + 1 + local.len(), Word::Name { prefix: first, local });
            }
        }
        self.push(first.len(), Word::Name { prefix: "", local: first });
    }
}

/// Whether a whole text is a name of XML without a colon, as question names are.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && name_prefix(text).len() == text.len()
}

/// The name at the beginning of a text, which may be empty.
fn name_prefix(text: &str) -> &str {
    if !text.starts_with(is_name_start) {
        return "";
    }
    let end = text.find(|c: char| !is_name_char(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

fn is_name_start(c: char) -> bool {
    c == '_' || c.is_alphabetic()
}

fn is_name_char(c: char) -> bool {
    matches!(c, '_' | '-' | '.' | '\u{B7}') || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word<'_>> {
        tokens(text).unwrap().into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn a_star_multiplies_only_after_a_value() {
        assert_eq!(words("* * *"), [Word::Star, Word::Op(Op::Mul), Word::Star]);
    }

    #[test]
    fn operator_names_may_touch_numbers_but_not_names() {
        assert_eq!(words("1or2"), [Word::Number(1.0), Word::Op(Op::Or), Word::Number(2.0)]);
        assert_eq!(words("6div-2").len(), 4);
        assert_eq!(words("1 order").len(), 2);
        assert_eq!(words("or or or").len(), 3);
    }

    #[test]
    fn a_minus_inside_a_name_belongs_to_it() {
        assert_eq!(words("a-b"), [Word::Name { prefix: "", local: "a-b" }]);
        assert_eq!(words("a -b").len(), 3);
    }

    #[test]
    fn references_take_chinese_names_and_last_saved() {
        assert_eq!(words("${ 取暖 }"), [Word::Reference { name: "取暖", last_saved: false }]);
        assert_eq!(words("${last-saved#a}"), [Word::Reference { name: "a", last_saved: true }]);
        assert_eq!(tokens("1 + ${a b}").unwrap_err().at, 4);
    }
}

//! pyxform's view of an expression: the few kinds of token by which it tells a dynamic default from a fixed one, and an
//! `instance()` path inside a label from the text around it.
//!
//! This is not the parser of expressions. pyxform cuts any text, a person's name or a date as well, and its cuts decide what a
//! form does, so they are repeated here as they are: earlier kinds win over longer matches.

use super::name::name_length;

/// A kind of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `*`, `+`, `-`, ` div `, ` mod `.
    Math,
    /// `|`.
    Union,
    /// `)`.
    Close,
    /// `/`.
    Slash,
    /// A quoted text.
    Quoted,
    /// White space.
    Space,
    /// `${name}`.
    Reference,
    /// A name and `(`.
    Call,
    /// A name and `[`.
    Predicate,
    /// `]`.
    PredicateEnd,
    /// Anything else, of no meaning here.
    Other,
}

/// The tokens of `text` with their spans, which touch.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (Token, std::ops::Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let (token, length) = next(rest)?;
        let start = at;
        at += length.max(1);
        Some((token, start..at))
    })
}

fn next(rest: &str) -> Option<(Token, usize)> {
    let first = rest.chars().next()?;
    if let Some(length) = date_time(rest).or_else(|| number(rest)) {
        return Some((Token::Other, length));
    }
    if matches!(first, '*' | '+' | '-') {
        return Some((Token::Math, 1));
    }
    if rest.starts_with(" mod ") || rest.starts_with(" div ") {
        return Some((Token::Math, 5));
    }
    if rest.starts_with(" and ") {
        return Some((Token::Other, 5));
    }
    if rest.starts_with(" or ") {
        return Some((Token::Other, 4));
    }
    let single = match first {
        '|' => Some(Token::Union),
        ')' => Some(Token::Close),
        '/' => Some(Token::Slash),
        '=' | '<' | '>' | '(' | '[' | '{' | '}' | '.' | ',' => Some(Token::Other),
        ']' => Some(Token::PredicateEnd),
        _ => None,
    };
    if let Some(token) = single {
        return Some((token, 1));
    }
    if matches!(first, '"' | '\'')
        && let Some(end) = rest.get(1..).and_then(|inside| inside.find(first))
    {
        return Some((Token::Quoted, end + 2));
    }
    if first.is_whitespace() {
        let end = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        return Some((Token::Space, end));
    }
    if let Some(length) = reference_length(rest) {
        return Some((Token::Reference, length));
    }
    let name = qualified_length(rest);
    if name > 0 {
        return Some(match rest.get(name..).and_then(|after| after.chars().next()) {
            Some('(') => (Token::Call, name + 1),
            Some('[') => (Token::Predicate, name + 1),
            _ => (Token::Other, name),
        });
    }
    Some((Token::Other, first.len_utf8()))
}

/// The length of the `${name}` or `${last-saved#name}` that `text` begins with.
fn reference_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("${")?;
    let name = inside.strip_prefix("last-saved#").unwrap_or(inside);
    let end = name_length(name);
    (end > 0 && name.get(end..)?.starts_with('}')).then(|| text.len() - name.len() + end + 1)
}

/// The length of the name with an optional prefix that `text` begins with.
fn qualified_length(text: &str) -> usize {
    let prefix = name_length(text);
    let after = text.get(prefix..).unwrap_or("");
    match after.strip_prefix(':') {
        Some(local) if prefix > 0 && name_length(local) > 0 => prefix + 1 + name_length(local),
        _ => prefix,
    }
}

/// The length of the date, time, or both with a `T` between, that `text` begins with.
fn date_time(text: &str) -> Option<usize> {
    let date = {
        let sign = usize::from(text.starts_with('-'));
        pattern(text.get(sign..)?, "dddd-dd-dd").map(|length| length + sign)
    };
    match date {
        Some(date) => {
            let after = text.get(date..)?;
            Some(date + after.strip_prefix('T').and_then(time).map_or(0, |length| length + 1))
        }
        None => time(text),
    }
}

fn time(text: &str) -> Option<usize> {
    let clock = pattern(text, "dd:dd:dd")?;
    let after = text.get(clock..)?;
    // A point and white space may stand before the zone: a slip of pyxform's for fractions, kept.
    let gap = after.strip_prefix('.').map_or(0, |spaces| {
        let width = spaces.len() - spaces.trim_start().len();
        if width > 0 { width + 1 } else { 0 }
    });
    let zone = after.get(gap..)?;
    let zone = match zone.strip_prefix(['+', '-']).and_then(|offset| pattern(offset, "dd:dd")) {
        Some(length) => length + 1,
        None => usize::from(zone.starts_with('Z')),
    };
    Some(clock + gap + zone)
}

fn pattern(text: &str, pattern: &str) -> Option<usize> {
    let text = text.as_bytes().get(..pattern.len())?;
    let fits = text.iter().zip(pattern.bytes()).all(|(given, wanted)| match wanted {
        b'd' => given.is_ascii_digit(),
        wanted => *given == wanted,
    });
    fits.then_some(pattern.len())
}

/// The length of the number that `text` begins with: `1`, `-1`, `1.`, `.5`.
fn number(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(text.starts_with('-'));
    let unsigned = text.get(sign..)?;
    let whole = digits(unsigned);
    let after = unsigned.get(whole..)?;
    let fraction = after.strip_prefix('.').map(digits);
    match (whole, fraction) {
        (0, None | Some(0)) => None,
        (whole, None) => Some(sign + whole),
        (whole, Some(fraction)) => Some(sign + whole + 1 + fraction),
    }
}

/// Whether a default is an expression to evaluate rather than a value: it holds an operator, a call or a reference. In a type
/// whose values hold hyphens, a hyphen before any of these makes it a value.
pub(super) fn is_dynamic(default: &str, hyphenated: bool) -> bool {
    for (token, span) in tokens(default) {
        if hyphenated && token == Token::Math && default.get(span) == Some("-") {
            return false;
        }
        if matches!(token, Token::Math | Token::Union | Token::Reference | Token::Call) {
            return true;
        }
    }
    false
}

/// The spans of `instance('…')/…` paths inside a text. Outside a predicate, white space ends a path.
pub(super) fn instance_paths(text: &str) -> Vec<std::ops::Range<usize>> {
    #[derive(PartialEq)]
    enum Within {
        Text,
        Call,
        Path,
        Predicate,
    }
    if !text.contains("instance(") {
        return Vec::new();
    }
    let mut spans: Vec<std::ops::Range<usize>> = Vec::new();
    let mut within = Within::Text;
    let mut last = Token::Other;
    for (token, span) in tokens(text) {
        let (next, taken) = match within {
            Within::Text if token == Token::Call && text.get(span.clone()) == Some("instance(") => {
                spans.push(span.clone());
                (Within::Call, true)
            }
            Within::Text => (Within::Text, false),
            _ if token == Token::Quoted && last == Token::Call && within == Within::Call => (Within::Call, true),
            Within::Call if token == Token::Close && last == Token::Quoted => (Within::Call, true),
            _ if token == Token::Slash && matches!(last, Token::Close | Token::PredicateEnd) => (Within::Path, true),
            Within::Path if token == Token::Space => (Within::Text, false),
            Within::Path if token == Token::Predicate => (Within::Predicate, true),
            Within::Path => (Within::Path, true),
            Within::Predicate if token == Token::PredicateEnd => (Within::Call, true),
            Within::Predicate => (Within::Predicate, true),
            Within::Call => (Within::Text, false),
        };
        within = next;
        if taken {
            last = token;
            if let Some(open) = spans.last_mut() {
                open.end = span.end;
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_default_is_dynamic_when_it_holds_an_operator_a_call_or_a_reference() {
        for fixed in
            ["", "a", "a-b", "2-1", "foo bar", "not a func (x)", "'1+1'", "jr://images/x.png", "https://a.b/c", "[a]"]
        {
            assert!(!is_dynamic(fixed, false), "{fixed}");
        }
        for dynamic in ["1 + 2", "now()", "${a}", "${last-saved#a}", "1 div 2", "a|b", "*", "if(a, b, c)", "- 1"] {
            assert!(is_dynamic(dynamic, false), "{dynamic}");
        }
        assert!(!is_dynamic("2026-12-01", true));
        assert!(!is_dynamic("2022-01 - 1", true));
        assert!(is_dynamic("today()", true));
        assert!(!is_dynamic("2022-10-12T21:22:23.0Z", true));
    }

    #[test]
    fn an_instance_path_ends_at_white_space_outside_its_predicates() {
        let found = |text: &str| -> Vec<String> {
            instance_paths(text).into_iter().map(|span| text.get(span).unwrap().to_owned()).collect()
        };
        assert_eq!(
            found("x instance('c')/root/item[name = ${q}]/label y"),
            ["instance('c')/root/item[name = ${q}]/label"]
        );
        assert_eq!(found("instance('c')/root/a b"), ["instance('c')/root/a"]);
        assert_eq!(found("no path"), Vec::<String>::new());
        assert_eq!(found("instance("), ["instance("]);
    }
}

//! The little Markdown that labels of an XLSForm may hold, as a tree: never as HTML.
//!
//! Strong, emphasis, links, headings, list items, line breaks, and `span`, `sup`, `sub` of HTML. Whatever else looks like a tag stays
//! text. Colours of a `span` are passed over, since a theme could make them unreadable.

/// A line of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// What stands in it.
    pub inline: Vec<Inline>,
}

/// What a line of a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Ordinary text.
    Plain,
    /// `# …` to `###### …`.
    Heading,
    /// `- …`, `* …`.
    Bullet,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text as it stands.
    Text(String),
    /// `**…**`, `__…__`.
    Strong(Vec<Self>),
    /// `*…*`, `_…_`.
    Emphasis(Vec<Self>),
    /// `<sup>…</sup>`.
    Above(Vec<Self>),
    /// `<sub>…</sub>`.
    Below(Vec<Self>),
    /// `[words](https://…)`: its words and its address.
    Link(Vec<Self>, String),
}

/// How deep marks may stand within marks; deeper ones stay text.
const DEPTH: u8 = 8;

/// Reads a label.
#[must_use]
pub fn parse(text: &str) -> Vec<Line> {
    text.lines().map(line).collect()
}

fn line(text: &str) -> Line {
    let trimmed = text.trim_start();
    let hashes = trimmed.len() - trimmed.trim_start_matches('#').len();
    let (kind, rest) = match trimmed.get(hashes..).and_then(|rest| rest.strip_prefix(' ')) {
        Some(rest) if (1..=6).contains(&hashes) => (LineKind::Heading, rest),
        _ => match trimmed.strip_prefix("- ").or_else(|| trimmed.strip_prefix("* ")) {
            Some(rest) => (LineKind::Bullet, rest),
            None => (LineKind::Plain, text),
        },
    };
    Line { kind, inline: inline(rest, DEPTH) }
}

/// Reads the pieces of a line from left to right.
fn inline(text: &str, depth: u8) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let marked = if depth == 0 { None } else { marked(rest, plain.chars().next_back(), depth) };
        if let Some((piece, after)) = marked {
            if !plain.is_empty() {
                out.push(Inline::Text(std::mem::take(&mut plain)));
            }
            out.extend(piece);
            rest = after;
            continue;
        }
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        match (first, after.chars().next()) {
            ('\\', Some(escaped)) if escaped.is_ascii_punctuation() => {
                plain.push(escaped);
                rest = after.get(1..).unwrap_or_default();
            }
            _ => {
                plain.push(first);
                rest = after;
            }
        }
    }
    if !plain.is_empty() {
        out.push(Inline::Text(plain));
    }
    out
}

/// The marked piece that `text` begins with, and what comes after it.
fn marked(text: &str, before: Option<char>, depth: u8) -> Option<(Vec<Inline>, &str)> {
    let within = |text: &str| inline(text, depth - 1);
    for (mark, make) in
        [("**", Inline::Strong as fn(_) -> _), ("__", Inline::Strong), ("*", Inline::Emphasis), ("_", Inline::Emphasis)]
    {
        // An underscore within a word is part of the word.
        if mark.starts_with('_') && before.is_some_and(char::is_alphanumeric) {
            continue;
        }
        if let Some((inside, after)) = text.strip_prefix(mark).and_then(|rest| rest.split_once(mark))
            && !inside.is_empty()
            && !inside.starts_with(' ')
            && !inside.ends_with(' ')
        {
            return Some((vec![make(within(inside))], after));
        }
    }
    if let Some(rest) = text.strip_prefix('[') {
        let (words, rest) = rest.split_once("](")?;
        let (address, after) = rest.split_once(')')?;
        let address = address.trim();
        let safe = ["https://", "http://", "tel:", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
        return (safe && !words.is_empty()).then(|| (vec![Inline::Link(within(words), address.to_owned())], after));
    }
    for (tag, make) in [("sup", Some(Inline::Above as fn(_) -> _)), ("sub", Some(Inline::Below)), ("span", None)] {
        let open =
            text.strip_prefix('<').and_then(|rest| rest.strip_prefix(tag)).filter(|rest| rest.starts_with(['>', ' ']));
        if let Some((_, rest)) = open.and_then(|rest| rest.split_once('>')) {
            let (inside, after) = rest.split_once(format!("</{tag}>").as_str())?;
            let inside = within(inside);
            return Some((make.map_or_else(|| inside.clone(), |make| vec![make(inside.clone())]), after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.into())
    }

    fn one(source: &str) -> Vec<Inline> {
        parse(source).pop().unwrap().inline
    }

    /// All the words, without any mark.
    fn words(pieces: &[Inline]) -> String {
        pieces
            .iter()
            .map(|piece| match piece {
                Inline::Text(text) => text.clone(),
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Above(inner)
                | Inline::Below(inner)
                | Inline::Link(inner, _) => words(inner),
            })
            .collect()
    }

    #[test]
    fn strong_emphasis_and_links_are_read() {
        assert_eq!(one("请**务必**看"), [text("请"), Inline::Strong(vec![text("务必")]), text("看")]);
        assert_eq!(one("*a* __b__"), [Inline::Emphasis(vec![text("a")]), text(" "), Inline::Strong(vec![text("b")])]);
        assert_eq!(
            one("[说明](https://example.org/)"),
            [Inline::Link(vec![text("说明")], "https://example.org/".into())]
        );
        assert_eq!(one("m<sup>2</sup>"), [text("m"), Inline::Above(vec![text("2")])]);
        assert_eq!(one(r#"<span style="color:red">危险</span>"#), [text("危险")]);
    }

    #[test]
    fn headings_and_items_are_lines_of_their_own() {
        let kinds: Vec<_> = parse("## 标题\n- 一\n正文\n#无空格").iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [LineKind::Heading, LineKind::Bullet, LineKind::Plain, LineKind::Plain]);
    }

    #[test]
    fn what_is_no_mark_stays_text() {
        for plain in [
            "snake_case_name",
            "2 * 3 * 4",
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "**",
            "a < b",
            "价格 5*",
        ] {
            assert_eq!(one(plain), [text(plain)], "{plain}");
        }
        assert_eq!(one(r"\*不是\*"), [text("*不是*")]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_no_word_is_lost(source in "[ab*_\\[\\]()<>/ sup\n#-]{0,60}") {
            let letters = |text: &str| text.chars().filter(|c| *c == 'a' || *c == 'b').count();
            let lines = parse(&source);
            let shown: usize = lines.iter().map(|line| letters(&words(&line.inline))).sum();
            // Only the letters of a tag's own attributes may go.
            prop_assert!(shown <= letters(&source));
            if !source.contains('<') {
                prop_assert_eq!(shown, letters(&source));
            }
        }
    }
}

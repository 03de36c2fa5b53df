//! `${name}` and `${last-saved#name}` in cells: finding them, and telling a broken one.

use std::ops::Range;

use super::name::is_plain;

/// A reference in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    /// The name.
    pub name: &'a str,
    /// Whether it asks for the last saved answer.
    pub last_saved: bool,
    /// Where it stands, `${` and `}` included.
    pub span: Range<usize>,
}

/// Something that begins like a reference and is none: `${` without an end, or with no name inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken;

/// The references of `text` in order. `${}` is not one but plain text, as pyxform has it.
pub(super) fn references(text: &str) -> impl Iterator<Item = Result<Reference<'_>, Broken>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find("${")?;
            let inside = start + 2;
            let Some(length) = text.get(inside..)?.find('}') else {
                at = text.len();
                return Some(Err(Broken));
            };
            if length == 0 {
                at = inside;
                continue;
            }
            let end = inside + length + 1;
            at = end;
            let inner = text.get(inside..end - 1)?;
            let (name, last_saved) = match inner.strip_prefix("last-saved#") {
                Some(name) => (name, true),
                None => (inner, false),
            };
            return Some(if is_plain(name) {
                Ok(Reference { name, last_saved, span: start..end })
            } else {
                Err(Broken)
            });
        }
    })
}

/// Whether the first thing in `text` that begins like a reference is one.
pub(super) fn has_reference(text: &str) -> bool {
    matches!(references(text).next(), Some(Ok(_)))
}

/// The reference that is the whole of `text`.
pub(super) fn whole_reference(text: &str) -> Option<Reference<'_>> {
    references(text).next()?.ok().filter(|reference| reference.span == (0..text.len()))
}

/// Whether a text, free of broken references, asks for a last saved answer.
pub(super) fn asks_last_saved(text: &str) -> bool {
    references(text).map_while(Result::ok).any(|reference| reference.last_saved)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<Result<&str, Broken>> {
        references(text).map(|found| found.map(|reference| reference.name)).collect()
    }

    #[test]
    fn references_are_found_and_broken_ones_told() {
        assert_eq!(names("a ${b} + ${last-saved#c}"), [Ok("b"), Ok("c")]);
        assert_eq!(names("${ b }"), [Err(Broken)]);
        assert_eq!(names("${b ${c}"), [Err(Broken)]);
        assert_eq!(names("${a} ${b"), [Ok("a"), Err(Broken)]);
        assert_eq!(names("${} $ {a}"), []);
        assert_eq!(names("${户主}"), [Ok("户主")]);
        assert_eq!(names("${x:y}"), [Err(Broken)]);
    }

    #[test]
    fn a_whole_reference_has_nothing_beside_it() {
        assert_eq!(whole_reference("${a}").map(|found| found.name), Some("a"));
        assert_eq!(whole_reference(" ${a}"), None);
        assert_eq!(whole_reference("${a}${b}"), None);
        assert!(asks_last_saved("1 + ${last-saved#a}"));
        assert!(!asks_last_saved("${a}"));
    }
}

//! Which names a form may use, and which of them a mistyped name means.

/// Whether `name` can name an element: a letter or underscore, then letters, digits, `_`, `-`, `.`; one prefix with `:` may
/// stand before it. Chinese characters are letters.
pub(in crate::form) fn is_name(name: &str) -> bool {
    match name.split_once(':') {
        Some((prefix, local)) => is_plain(prefix) && is_plain(local),
        None => is_plain(name),
    }
}

/// Whether `name` can be referred to by `${name}`: as [`is_name`] without a prefix.
pub(in crate::form) fn is_plain(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(starts_name) && chars.all(continues_name)
}

/// Whether a name can begin with this character. pyxform's table lacks À to Ö by a slip, and a form must open in ODK too.
pub(in crate::form) const fn starts_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// Whether a name can hold this character after its first.
pub(in crate::form) const fn continues_name(c: char) -> bool {
    starts_name(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

/// The length in bytes of the name that `text` begins with, without a prefix; 0 if it begins with none.
pub(in crate::form) fn name_length(text: &str) -> usize {
    let mut chars = text.char_indices();
    match chars.next() {
        Some((_, first)) if starts_name(first) => {
            chars.find(|(_, c)| !continues_name(*c)).map_or(text.len(), |(end, _)| end)
        }
        _ => 0,
    }
}

/// How many single characters must be put in, taken out or changed to make one text the other.
pub(in crate::form) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(&b) {
            let cost = (diagonal + usize::from(from != *to)).min(left + 1).min(*cell + 1);
            diagonal = *cell;
            *cell = cost;
            left = cost;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The candidate nearest to what was typed, if near enough to be meant: at most a third of it, and three characters, differ.
pub(in crate::form) fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let limit = typed.chars().count().div_ceil(3).min(3);
    let lower = typed.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_pyxform_takes() {
        for name in ["a", "_a", "a-1.b", "户主", "ns:a", "ö"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "1a", "-a", "a b", "a:b:c", ":a", "a:", "Ä", "a!", "户 主"] {
            assert!(!is_name(name), "{name}");
        }
        assert!(!is_plain("ns:a"));
        assert_eq!([name_length("ab-c(d"), name_length("(a"), name_length("户主=1"), name_length("")], [4, 0, 6, 0]);
    }

    #[test]
    fn distance_counts_edits() {
        assert_eq!([distance("kitten", "sitting"), distance("", "ab"), distance("a", "a")], [3, 2, 0]);
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_near() {
        assert_eq!(nearest("huzu", ["huzhu", "hujia"]), Some("huzhu".to_owned()));
        assert_eq!(nearest("Age", ["age"]), Some("age".to_owned()));
        assert_eq!(nearest("x", ["village"]), None);
    }
}

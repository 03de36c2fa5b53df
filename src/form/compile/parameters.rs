//! The `parameters` column: `key=value` pairs with spaces, commas or semicolons between.

/// The pairs of a cell, keys in lower case; the last value of a key given twice stands. Values are in lower case too, but
/// those of `label` and `value`, which name columns of a file. None if the cell is not made of pairs.
pub(super) fn parameters(text: &str) -> Option<Vec<(String, String)>> {
    let mut words = Words(text);
    let mut pairs: Vec<(String, String)> = Vec::new();
    while let Some(key) = words.next() {
        let (Some("="), Some(value)) = (words.next(), words.next()) else { return None };
        if key == "=" || value == "=" {
            return None;
        }
        let key = key.to_lowercase();
        let value = if matches!(key.as_str(), "label" | "value") { value.to_owned() } else { value.to_lowercase() };
        match pairs.iter_mut().find(|(given, _)| *given == key) {
            Some((_, old)) => *old = value,
            None => pairs.push((key, value)),
        }
    }
    Some(pairs)
}

struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
        let text = self.0.trim_start_matches(ends);
        let end =
            if text.starts_with('=') { 1 } else { text.find(|c: char| ends(c) || c == '=').unwrap_or(text.len()) };
        let (word, rest) = text.split_at_checked(end)?;
        self.0 = rest;
        (!word.is_empty()).then_some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_pairs() {
        let pairs =
            |text| parameters(text).map(|pairs| pairs.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>());
        assert_eq!(pairs("Start=1 end = 10,step=2;"), Some(vec!["start=1".into(), "end=10".into(), "step=2".into()]));
        assert_eq!(pairs("value=ID randomize=TRUE"), Some(vec!["value=ID".into(), "randomize=true".into()]));
        assert_eq!(pairs("a=1 a=2"), Some(vec!["a=2".into()]));
        assert_eq!(pairs(" "), Some(vec![]));
        for broken in ["a", "a=", "=1", "a=b=c", "a==b", "a b=1"] {
            assert_eq!(pairs(broken), None, "{broken}");
        }
    }
}

//! The names of functions as the list of the first part tells them: readable, and without what changes from build to build.

use rustc_demangle::demangle;

/// The name without hashes: the path of the function as one would write it in Rust, with its type parameters. Names that
/// `wasm-bindgen` made readable already still carry the crates' hashes (`core[c5930c85a12de822]::fmt`), which every compiler
/// makes anew.
pub fn plain(name: &str) -> String {
    let readable = format!("{:#}", demangle(name));
    // The linker tells functions of equal name apart by a number.
    let readable = match readable.rsplit_once('.') {
        Some((path, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => path,
        _ => readable.as_str(),
    };
    let mut parts = readable.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((inside, rest)) if is_hash(inside) => plain.push_str(rest),
            _ => {
                plain.push('[');
                plain.push_str(part);
            }
        }
    }
    plain
}

/// Hashes are 64 bits in hexadecimal digits without leading zeros; the types and lengths of arrays never look like that.
fn is_hash(text: &str) -> bool {
    (12..=16).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The `number`th of the short names of imports and exports: `a`, `b`, … `Z`, `aa`, …
pub fn short(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = Vec::new();
    let mut rest = number + 1;
    while rest > 0 {
        name.push(char::from(LETTERS[(rest - 1) % LETTERS.len()]));
        rest = (rest - 1) / LETTERS.len();
    }
    name.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{plain, short};

    #[test]
    fn names_lose_what_changes_from_build_to_build() {
        assert_eq!(plain("_RNvCs1234_7mycrate3foo"), "mycrate::foo");
        assert_eq!(plain("_ZN4core3fmt5write17h0123456789abcdefE"), "core::fmt::write");
        assert_eq!(plain("<[u8]>::concat::<core[c5930c85a12de822]::fmt::X>.285"), "<[u8]>::concat::<core::fmt::X>");
        assert_eq!(plain("__wbindgen_malloc"), "__wbindgen_malloc");
    }

    #[test]
    fn short_names_never_repeat() {
        let names: BTreeSet<_> = (0..10_000).map(short).collect();
        assert_eq!(names.len(), 10_000);
        assert_eq!((short(0), short(51), short(52)), ("a".into(), "Z".into(), "aa".into()));
    }
}

//! Text as input methods and old systems leave it: full-width letters, stray and invisible spaces.

/// The ASCII character of a full-width one (`０` to `0`, `（` to `(`, the ideographic space to a space); others stay.
#[must_use]
pub fn narrow(letter: char) -> char {
    match letter {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        other => other,
    }
}

/// Whether a character is one that nobody sees: zero-width spaces, direction marks, byte order marks, controls.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
        || (letter.is_control() && !letter.is_whitespace())
}

/// The text without white space and invisible characters, full-width letters made narrow: for comparing words.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|letter| !is_invisible(*letter)).map(narrow).filter(|letter| !letter.is_whitespace()).collect()
}

/// The text without white space and invisible characters, its letters as they are: for showing a heading.
#[must_use]
pub fn unspaced(text: &str) -> String {
    text.chars().filter(|letter| !is_invisible(*letter) && !letter.is_whitespace()).collect()
}

/// The text with invisible characters gone, each run of white space made one space, none at the ends: for keeping.
#[must_use]
pub fn tidy(text: &str) -> String {
    let visible: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    let mut out = String::with_capacity(visible.len());
    for word in visible.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether a character is a Han character.
#[must_use]
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// A person's name as it is kept: no spaces between Han characters (张 三 is typed to line up with 欧阳三), one kind of dot
/// between the parts of a minority's name, one space between Latin words.
#[must_use]
pub fn name(text: &str) -> String {
    let tidied = tidy(text);
    let letters: Vec<char> = tidied
        .chars()
        .map(|letter| match letter {
            '•' | '‧' | '・' | '●' | '∙' | '⋅' | '\u{ff65}' => '·',
            other => other,
        })
        .collect();
    let joins = |letter: Option<&char>| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric());
    let mut out = String::with_capacity(tidied.len());
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|at| letters.get(at));
        if *letter == ' ' && (joins(before) || joins(letters.get(index + 1))) {
            continue;
        }
        out.push(*letter);
    }
    out
}

/// Adds a text as links have it: all but the letters, digits and `-_.~` of ASCII as percent signs and bytes.
pub fn percent_encode(text: &str, into: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.push('%');
            into.push(char::from(HEX[usize::from(byte >> 4)]));
            into.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_the_spaces_that_line_them_up_and_keep_those_that_part_words() {
        assert_eq!(name("张 三"), "张三");
        assert_eq!(name(" 张\u{3000}三\u{200b} "), "张三");
        assert_eq!(name("买买提 • 艾力"), "买买提·艾力");
        assert_eq!(name("Test  Person"), "Test Person");
    }

    #[test]
    fn squeezed_text_compares_words_however_they_are_typed() {
        assert_eq!(squeeze("户 主\n姓　名"), "户主姓名");
        assert_eq!(squeeze("电话（手机）"), "电话(手机)");
    }
}

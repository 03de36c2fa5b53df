//! Text as XML holds it, for the documents and workbooks that are written part by part.

/// Adds a text, also fit for the value of an attribute. Control characters that XML cannot hold at all are left out.
pub(crate) fn push(out: &mut String, text: &str) {
    let is_plain = |byte: &u8| !matches!(byte, ..b' ' | b'"' | b'&' | b'<' | b'>' | 0x7f | 0xc2 | 0xef);
    if text.as_bytes().iter().all(is_plain) {
        out.push_str(text);
        return;
    }
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() && !matches!(letter, '\t' | '\n') => {}
            letter => out.push(letter),
        }
    }
}

/// The text alone.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_xml_is_written_otherwise_and_what_it_cannot_hold_is_left_out() {
        assert_eq!(escaped("测试甲，3 口"), "测试甲，3 口");
        assert_eq!(escaped("a<b>&\"c\"\t\n"), "a&lt;b&gt;&amp;&quot;c&quot;\t\n");
        assert_eq!(escaped("甲\u{0}\r\u{7f}\u{85}\u{ffff}乙\u{a0}"), "甲乙\u{a0}");
    }
}

//! Lines in the shape in which [`Write::to_line`](super::Write::to_line) writes them, taken apart at a glance.
//!
//! A township reads millions of lines, and nearly all are as this program writes them: their parts in one order, texts without
//! escapes, whole numbers, nothing between. Such a line is read here in one pass that asks for nothing else. Any other line gives
//! nothing here and is read as JSON.
//!
//! Invariant: what is read here, a reader of JSON reads alike; a property test holds the two beside each other.

use super::line::{Body, Header, Id};
use super::value::FieldValue;
use super::write::WriteId;

/// What the journal files a plain line under.
pub(super) fn header(line: &str) -> Option<Header<'_>> {
    let mut scan = Scan { line, at: 0 };
    let head = head(&mut scan)?;
    middle(&mut scan, |_| {})?;
    fields(&mut scan, |_| false, |_, _| {})?;
    Some(Header { device: head.id.device, seq: head.id.seq, record: head.record.into(), kind: head.kind.into() })
}

/// What folding needs of a plain line. Those of its fields whose path is `wanted` are shown to `set`, also those before the place where
/// it turns out not to be plain.
pub(super) fn body<'a>(
    line: &'a str,
    wanted: impl Fn(&str) -> bool,
    set: impl FnMut(&'a str, FieldValue<'a>),
) -> Option<Body<'a>> {
    let mut scan = Scan { line, at: 0 };
    let id = head(&mut scan)?.id;
    let mut seen = Vec::new();
    let (author, at) = middle(&mut scan, |id| seen.push(id))?;
    fields(&mut scan, wanted, set)?;
    Some(Body { id, seen, author: author.into(), at })
}

struct Head<'a> {
    id: Id<'a>,
    record: &'a str,
    kind: &'a str,
}

fn head<'a>(scan: &mut Scan<'a>) -> Option<Head<'a>> {
    scan.eat(r#"{"id":""#)?;
    let id = id(scan.text()?)?;
    scan.eat(r#","record":""#)?;
    let record = scan.text()?;
    scan.eat(r#","kind":""#)?;
    Some(Head { id, record, kind: scan.text()? })
}

/// Author and time, with the writes that were seen shown to `see`.
fn middle<'a>(scan: &mut Scan<'a>, mut see: impl FnMut(Id<'a>)) -> Option<(&'a str, i64)> {
    if scan.eat(r#","seen":["#).is_some() {
        loop {
            scan.byte(b'"')?;
            see(id(scan.text()?)?);
            if scan.byte(b',').is_none() {
                break;
            }
        }
        scan.byte(b']')?;
    }
    let author = if scan.eat(r#","author":""#).is_some() { scan.text()? } else { "" };
    scan.eat(r#","at":"#)?;
    Some((author, scan.integer()?))
}

/// The fields, each that is `wanted` shown to `set`, and the line's end.
#[inline]
fn fields<'a>(
    scan: &mut Scan<'a>,
    wanted: impl Fn(&str) -> bool,
    mut set: impl FnMut(&'a str, FieldValue<'a>),
) -> Option<()> {
    scan.eat(r#","fields":{"#)?;
    if scan.byte(b'}').is_none() {
        loop {
            scan.byte(b'"')?;
            let path = scan.text()?;
            scan.byte(b':')?;
            if wanted(path) {
                set(path, scan.value()?);
            } else {
                scan.pass()?;
            }
            if scan.byte(b',').is_none() {
                break;
            }
        }
        scan.byte(b'}')?;
    }
    scan.byte(b'}')?;
    (scan.at == scan.line.len()).then_some(())
}

fn id(text: &str) -> Option<Id<'_>> {
    let (device, seq) = WriteId::split(text)?;
    Some(Id { device: device.into(), seq })
}

/// A line, read up to a place.
struct Scan<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a [u8] {
        self.line.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Passes over this, if it stands here.
    #[inline]
    fn eat(&mut self, expected: &str) -> Option<()> {
        self.rest().starts_with(expected.as_bytes()).then(|| self.at += expected.len())
    }

    /// Passes over this byte, if it stands here.
    #[inline]
    fn byte(&mut self, expected: u8) -> Option<()> {
        (self.line.as_bytes().get(self.at) == Some(&expected)).then(|| self.at += 1)
    }

    /// The text that began with the quote before this place, and passes over the quote that ends it.
    #[inline]
    fn text(&mut self) -> Option<&'a str> {
        let start = self.at;
        self.pass_text()?;
        self.line.get(start..self.at - 1)
    }

    /// Passes over the text that began with the quote before this place.
    #[inline]
    fn pass_text(&mut self) -> Option<()> {
        let rest = self.rest();
        let length = plain(rest);
        (rest.get(length) == Some(&b'"')).then(|| self.at += length + 1)
    }

    /// A whole number of at most 15 digits, which every reader of JSON has exactly.
    fn integer(&mut self) -> Option<i64> {
        let negative = self.byte(b'-').is_some();
        let (mut number, mut digits) = (0_i64, 0);
        let rest = self.rest();
        // One digit more than there may be, so that no length overflows.
        while let Some(digit) = rest.get(digits).filter(|byte| byte.is_ascii_digit() && digits <= 15) {
            number = number * 10 + i64::from(digit - b'0');
            digits += 1;
        }
        // JSON has no leading zeros; -0 is a fraction to it.
        if digits == 0 || digits > 15 || (rest.first() == Some(&b'0') && (digits > 1 || negative)) {
            return None;
        }
        self.at += digits;
        if matches!(self.rest().first(), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        Some(if negative { -number } else { number })
    }

    fn value(&mut self) -> Option<FieldValue<'a>> {
        match self.rest().first()? {
            b'"' => {
                self.at += 1;
                Some(FieldValue::Text(self.text()?.into()))
            }
            b't' => self.eat("true").map(|()| FieldValue::Bool(true)),
            b'f' => self.eat("false").map(|()| FieldValue::Bool(false)),
            b'n' => self.eat("null").map(|()| FieldValue::Null),
            b'[' => self.list(),
            #[expect(clippy::cast_precision_loss, reason = "15 digits are exact")]
            _ => self.integer().map(|number| FieldValue::Number(number as f64)),
        }
    }

    /// Passes over a value of which nobody wants to know more than that it is one.
    fn pass(&mut self) -> Option<()> {
        match self.rest().first()? {
            b'"' => {
                self.at += 1;
                self.pass_text()
            }
            b'[' => {
                self.at += 1;
                if self.byte(b']').is_some() {
                    return Some(());
                }
                loop {
                    self.byte(b'"')?;
                    self.pass_text()?;
                    if self.byte(b',').is_none() {
                        break;
                    }
                }
                self.byte(b']')
            }
            _ => self.value().map(drop),
        }
    }

    /// A list of texts.
    fn list(&mut self) -> Option<FieldValue<'a>> {
        let mut list = Vec::new();
        self.byte(b'[')?;
        if self.byte(b']').is_some() {
            return Some(FieldValue::List(list));
        }
        loop {
            self.byte(b'"')?;
            list.push(FieldValue::Text(self.text()?.into()));
            if self.byte(b',').is_none() {
                break;
            }
        }
        self.byte(b']')?;
        Some(FieldValue::List(list))
    }
}

const ONES: u64 = u64::from_ne_bytes([1; 8]);
const HIGHS: u64 = u64::from_ne_bytes([0x80; 8]);

/// How many bytes stand before the first quote, backslash or control character, eight at a time.
#[inline]
fn plain(bytes: &[u8]) -> usize {
    // The lowest high bit that is left marks the first byte that is zero; those above it may be wrong.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let mut rest = bytes;
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        let word = u64::from_le_bytes(*eight);
        let quote = zero(word ^ (ONES * u64::from(b'"')));
        let backslash = zero(word ^ (ONES * u64::from(b'\\')));
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
        let stops = quote | backslash | control;
        if stops != 0 {
            return bytes.len() - rest.len() + stops.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    let tail = rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | ..0x20)).count();
    bytes.len() - rest.len() + tail
}

#[cfg(test)]
mod tests {
    use super::super::line::{read_body, read_header};
    use super::*;
    use proptest::prelude::*;

    const LINE: &str = r#"{"id":"a.b.17","record":"h3","kind":"household","seen":["c.4","a.b.2"],"author":"测试甲","at":-5,"fields":{"size":3,"x":["甲","乙"],"y":null,"z":true}}"#;

    /// Both readings of a line, in words.
    fn both(line: &str) -> [Option<String>; 2] {
        let (mut plain, mut json) = (Vec::new(), Vec::new());
        let glance = body(line, |_| true, |path, value| plain.push((path.to_owned(), value)));
        let whole = read_body(line, &mut json, |_| true, |path, value| (path.into_owned(), value));
        [
            header(line).zip(glance).map(|parts| format!("{parts:?} {plain:?}")),
            read_header(line).ok().zip(whole.ok()).map(|parts| format!("{parts:?} {json:?}")),
        ]
    }

    #[test]
    fn a_line_as_we_write_it_is_read_at_a_glance() {
        let [glance, whole] = both(LINE);
        assert!(glance.is_some());
        assert_eq!(glance, whole);
        assert!(header(r#"{"id":"a.1","record":"h","kind":"visit","at":0,"fields":{}}"#).is_some());
    }

    #[test]
    fn whatever_is_written_otherwise_is_left_to_the_reader_of_json() {
        for (found, odd) in [
            ("\"size\":3", "\"size\": 3"),
            ("\"size\":3", "\"size\":3.5"),
            ("\"size\":3", "\"size\":03"),
            ("\"size\":3", "\"size\":-0"),
            ("\"size\":3", "\"size\":1e3"),
            ("\"size\":3", "\"size\":{\"a\":1}"),
            ("\"size\":3", "\"size\":[1]"),
            ("\"size\":3", "\"size\":1234567890123456"),
            ("\"size\":3", "\"size\":\"a\\n\""),
            ("\"size\":3", "\"size\":\"a\tb\""),
            ("\"size\":3", "\"size\":"),
            ("\"at\":-5", "\"at\":-5,\"later\":1"),
            ("\"seen\":[\"c.4\",\"a.b.2\"]", "\"seen\":[]"),
            ("true}}", "true}} "),
            ("true}}", "true}"),
            ("true}}", "true}},"),
            ("a.b.17", "a.b.017"),
        ] {
            let line = LINE.replace(found, odd);
            assert_ne!(line, LINE);
            assert!(header(&line).is_none() && body(&line, |_| true, |_, _| {}).is_none(), "{line}");
        }
    }

    #[test]
    fn a_text_ends_at_its_quote_wherever_it_stands() {
        for length in 0..40 {
            for stop in ["\"", "\\", "\n", "\u{1f}"] {
                let text = format!("{}{stop}\"\\ 测试测试", "试a".repeat(length));
                assert_eq!(plain(text.as_bytes()), length * 4);
            }
            let text = "\u{7f}é".repeat(length);
            assert_eq!(plain(text.as_bytes()), text.len());
        }
    }

    proptest! {
        #[test]
        fn what_is_read_at_a_glance_is_what_json_says(cut in 0..200_usize, put in "[\"\\\\,:0-9a-z\\[\\]{}\u{0}-\u{20}测 ]{0,3}", skip in 0..4_usize) {
            let place = |at: usize| (0..=at.min(LINE.len())).rev().find(|at| LINE.is_char_boundary(*at)).unwrap_or(0);
            let (to, from) = (place(cut), place(cut + skip));
            let line = format!("{}{put}{}", &LINE[..to], &LINE[from.max(to)..]);
            let [glance, whole] = both(&line);
            prop_assert!(glance.is_none() || glance == whole, "{line}");
        }
    }
}

//! Writes as text: one JSON object a line (ndjson), as it is stored and sent.
//!
//! Invariant: a line that came from elsewhere is kept byte for byte, so fields of a newer version survive.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::plain;
use super::value::FieldValue;
use super::write::{RecordId, Write, WriteId, is_name};

/// The longest line that is read, in bytes. A household of 40 with long notes takes 20,000.
pub const MAX_LINE: usize = 1 << 20;

/// Why a line is no write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub cause: LineCause,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineCause {
    /// Not UTF-8 text.
    NotText,
    /// Not a JSON object with a write's parts; the first wrong character's column, from 1.
    NotAWrite {
        /// The column.
        column: usize,
    },
    /// Its record's identity is empty, too long or has control characters.
    BadRecord,
    /// Longer than [`MAX_LINE`].
    TooLong,
}

impl Write {
    /// The write as one line of JSON, without the line's end.
    #[must_use]
    pub fn to_line(&self) -> String {
        // Serialising to memory cannot fail: every key is text and every number came from JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads one line.
    pub fn from_line(line: &str) -> Result<Self, LineCause> {
        let write: Self = serde_json::from_str(line).map_err(|error| cause(&error))?;
        check(&write.record.0, line)?;
        Ok(write)
    }
}

fn cause(error: &serde_json::Error) -> LineCause {
    LineCause::NotAWrite { column: error.column() }
}

fn check(record: &str, line: &str) -> Result<(), LineCause> {
    if line.len() > MAX_LINE {
        Err(LineCause::TooLong)
    } else if is_name(record) {
        Ok(())
    } else {
        Err(LineCause::BadRecord)
    }
}

/// What the journal files a line under; everything else is checked for shape and skipped.
#[derive(Debug)]
pub(super) struct Header<'a> {
    pub device: Cow<'a, str>,
    pub seq: u64,
    pub record: Cow<'a, str>,
    pub kind: Cow<'a, str>,
}

/// What folding needs of a line besides its fields.
#[derive(Clone, Debug)]
pub(super) struct Body<'a> {
    pub id: Id<'a>,
    pub seen: Vec<Id<'a>>,
    pub author: Cow<'a, str>,
    pub at: i64,
}

/// A write's id, borrowed. Ordered as [`WriteId`] is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Id<'a> {
    pub device: Cow<'a, str>,
    pub seq: u64,
}

impl Id<'_> {
    pub fn to_owned(&self) -> WriteId {
        WriteId { device: (*self.device).into(), seq: self.seq }
    }
}

pub(super) fn header(line: &str) -> Result<Header<'_>, LineCause> {
    let header = plain::header(line).map_or_else(|| read_header(line), Ok)?;
    check(&header.record, line)?;
    Ok(header)
}

/// Reads a line, and puts what `make` makes of those of its fields whose path is `wanted` behind those that are there.
pub(super) fn body<'a, T>(
    line: &'a str,
    fields: &mut Vec<T>,
    wanted: impl Fn(&str) -> bool,
    make: impl Fn(Cow<'a, str>, FieldValue<'a>) -> T,
) -> Result<Body<'a>, LineCause> {
    let known = fields.len();
    if let Some(body) = plain::body(line, &wanted, |path, value| fields.push(make(path.into(), value))) {
        return Ok(body);
    }
    fields.truncate(known);
    read_body(line, fields, wanted, make)
}

/// The header of any line that JSON allows.
pub(super) fn read_header(line: &str) -> Result<Header<'_>, LineCause> {
    let raw: Raw<'_, Skim> = serde_json::from_str(line).map_err(|error| cause(&error))?;
    Ok(Header { device: raw.id.device, seq: raw.id.seq, record: raw.record.0, kind: raw.kind.0 })
}

/// The body of any line that JSON allows.
pub(super) fn read_body<'a, T>(
    line: &'a str,
    fields: &mut Vec<T>,
    wanted: impl Fn(&str) -> bool,
    make: impl Fn(Cow<'a, str>, FieldValue<'a>) -> T,
) -> Result<Body<'a>, LineCause> {
    let raw: Raw<'_, FieldList<'_>> = serde_json::from_str(line).map_err(|error| cause(&error))?;
    let known = raw.fields.0.into_iter().filter(|(path, _)| wanted(path));
    fields.extend(known.map(|(path, value)| make(path, value)));
    Ok(Body { id: raw.id, seen: raw.seen, author: raw.author.0, at: raw.at })
}

/// A write's parts; `F` is what is made of its fields.
#[derive(serde::Deserialize)]
#[serde(bound(deserialize = "F: Deserialize<'de>, 'de: 'a"))]
struct Raw<'a, F> {
    id: Id<'a>,
    record: Text<'a>,
    kind: Text<'a>,
    #[serde(default)]
    seen: Vec<Id<'a>>,
    #[serde(default)]
    author: Text<'a>,
    at: i64,
    fields: F,
}

/// Text borrowed where it has no escapes. (`Cow` alone is always read as owned.)
#[derive(Default)]
struct Text<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor).map(Self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Id<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = || de::Error::custom("not a write's id");
        match deserializer.deserialize_str(TextVisitor)? {
            Cow::Borrowed(text) => {
                let (device, seq) = WriteId::split(text).ok_or_else(wrong)?;
                Ok(Self { device: Cow::Borrowed(device), seq })
            }
            Cow::Owned(text) => {
                let (device, seq) = WriteId::split(&text).ok_or_else(wrong)?;
                Ok(Self { device: Cow::Owned(device.to_owned()), seq })
            }
        }
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// Fields that are checked for shape, so that folding finds nothing wrong later, and dropped.
struct Skim;

impl<'de> Deserialize<'de> for Skim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SkimVisitor;
        impl<'de> Visitor<'de> for SkimVisitor {
            type Value = Skim;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Skim, A::Error> {
                while map.next_entry::<Text<'de>, FieldValue<'de>>()?.is_some() {}
                Ok(Skim)
            }
        }
        deserializer.deserialize_map(SkimVisitor)
    }
}

/// A write's fields in the line's order.
struct FieldList<'a>(Vec<(Cow<'a, str>, FieldValue<'a>)>);

impl<'de: 'a, 'a> Deserialize<'de> for FieldList<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor;
        impl<'de> Visitor<'de> for ListVisitor {
            type Value = FieldList<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some((Text(path), value)) = map.next_entry()? {
                    list.push((path, value));
                }
                Ok(FieldList(list))
            }
        }
        deserializer.deserialize_map(ListVisitor)
    }
}

/// The lines of an ndjson text with their numbers from 1, empty ones left out; the first that is not UTF-8 is the last.
pub(super) fn lines(text: &[u8]) -> impl Iterator<Item = Result<(usize, &str), LineError>> {
    let (whole, damage) = match std::str::from_utf8(text) {
        Ok(whole) => (whole, None),
        Err(error) => {
            let sound = text.get(..error.valid_up_to()).and_then(|sound| std::str::from_utf8(sound).ok());
            // Of the line in which the damage is nothing is read.
            let whole = sound.and_then(|sound| sound.get(..=sound.rfind('\n')?)).unwrap_or_default();
            let line = whole.matches('\n').count() + 1;
            (whole, Some(Err(LineError { line, cause: LineCause::NotText })))
        }
    };
    numbered(whole).map(Ok).chain(damage)
}

/// The lines of a text with their numbers from 1, empty ones left out.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    let lines = std::iter::from_fn(move || {
        let whole = rest?;
        let (line, after) = match memchr::memchr(b'\n', whole.as_bytes()) {
            Some(end) => (whole.get(..end)?, whole.get(end + 1..)),
            None => (whole, None),
        };
        rest = after;
        Some(line)
    });
    (1..).zip(lines).filter(|(_, line)| !line.trim_ascii().is_empty())
}

/// What is wrong with a text that is not UTF-8: the first line that is no write, or that is no text.
pub(super) fn damage(text: &[u8]) -> LineError {
    let not_text = |line| LineError { line, cause: LineCause::NotText };
    let wrong = |read: Result<(usize, &str), LineError>| match read {
        Ok((number, line)) => header(line.trim_ascii()).err().map(|cause| LineError { line: number, cause }),
        Err(error) => Some(error),
    };
    lines(text).find_map(wrong).unwrap_or_else(|| not_text(1))
}

/// A record's identity out of a header.
pub(super) fn record_id(header: &Header<'_>) -> RecordId {
    RecordId(header.record.to_string())
}

/// Two lines of one id that mean the same though their bytes differ, such as after another program wrote them anew.
pub(super) fn same_meaning(a: &str, b: &str) -> bool {
    match (Write::from_line(a), Write::from_line(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id":"a.b.17","record":"h3","kind":"household","seen":["c.4"],"author":"测试甲","at":5,"fields":{"size":3,"x":[1,{"y":null}]},"later":{"z":1}}"#;

    #[test]
    fn a_line_survives_a_round_trip_with_what_a_newer_version_added() {
        let write = Write::from_line(LINE).unwrap();
        assert_eq!(write.id, WriteId { device: "a.b".into(), seq: 17 });
        assert_eq!(write.to_line(), LINE);
    }

    #[test]
    fn the_skimmed_header_agrees_with_the_whole_write() {
        let header = header(LINE).unwrap();
        assert_eq!((&*header.device, header.seq, &*header.record, &*header.kind), ("a.b", 17, "h3", "household"));
    }

    #[test]
    fn lines_are_numbered_and_end_where_they_are_no_text() {
        let all = |text: &'static [u8]| lines(text).map(|line| line.map_err(|error| error.line)).collect::<Vec<_>>();
        assert_eq!(all("a\n\r\n测\n".as_bytes()), [Ok((1, "a")), Ok((3, "测"))]);
        assert_eq!(all(b"a\n\nb\xff\nc"), [Ok((1, "a")), Err(3)]);
        assert_eq!(all(b"\xff"), [Err(1)]);
        assert_eq!(all(b""), []);
    }

    #[test]
    fn what_is_no_write_is_refused_with_its_place() {
        for (line, column) in [
            (r#"{"id":"a.1","record":"h","kind":"visit","at":1,"fields":[]}"#, true),
            (r#"{"id":"a.0","record":"h","kind":"visit","at":1,"fields":{}}"#, true),
            (r#"{"id":"a.01","record":"h","kind":"visit","at":1,"fields":{}}"#, true),
            (r#"{"id":".1","record":"h","kind":"visit","at":1,"fields":{}}"#, true),
            (r#"{"id":"a.1","kind":"visit","at":1,"fields":{}}"#, true),
            (r#"{"id":"a.1","record":"h","kind":"visit","at":1.5,"fields":{}}"#, true),
            (r#"{"id":"a.1","record":"h","kind":"visit","at":1,"fields":{}} x"#, true),
            (r#"{"id":"a.1","record":"","kind":"visit","at":1,"fields":{}}"#, false),
        ] {
            let cause = header(line).err().unwrap();
            assert_eq!(matches!(cause, LineCause::NotAWrite { .. }), column, "{line}");
            assert!(Write::from_line(line).is_err(), "{line}");
        }
    }
}

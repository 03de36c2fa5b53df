//! Reading.

use super::{Damage, Kind, MAGIC, Packed, VERSION, checksum};

/// How deep values may stand within one another. An expression is read to a hundred brackets, each of which may hold a chain of
/// every precedence.
const DEEPEST: u32 = 1200;

/// Bytes on their way to become values.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    texts: Vec<&'a str>,
    failed: bool,
    depth: u32,
}

/// What a file says of itself before anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The form's or campaign's identity.
    pub id: String,
    /// The form's version.
    pub version: String,
    /// The title.
    pub title: String,
    /// The checksum of everything in it: equal for equal contents.
    pub mark: u64,
}

impl Head {
    /// Reads what a file says of itself, after checking that it is whole.
    pub fn read(bytes: &[u8], kind: Kind) -> Result<Self, Damage> {
        let (head, reader) = Self::open(bytes, kind)?;
        if reader.failed { Err(Damage::Garbled) } else { Ok(head) }
    }

    /// The same, and the reader that goes on behind it.
    pub(crate) fn open(bytes: &[u8], kind: Kind) -> Result<(Self, Reader<'_>), Damage> {
        let (mut reader, mark) = Reader::open(bytes, kind)?;
        let from = &mut reader;
        let head = Self { id: String::unpack(from), version: String::unpack(from), title: String::unpack(from), mark };
        Ok((head, reader))
    }

    /// Writes what comes first in every file.
    pub(crate) fn pack(out: &mut super::Writer, [id, version, title]: [&str; 3]) {
        out.text(id);
        out.text(version);
        out.text(title);
    }
}

impl<'a> Reader<'a> {
    /// Looks at a file's beginning and checks that its bytes are those that were written; gives their checksum, too.
    pub(crate) fn open(bytes: &'a [u8], wanted: Kind) -> Result<(Self, u64), Damage> {
        let bytes = bytes.strip_prefix(MAGIC).ok_or(Damage::Foreign)?;
        let (&[version, kind], bytes) = bytes.split_first_chunk::<2>().ok_or(Damage::Garbled)?;
        if version != VERSION {
            return Err(Damage::Version);
        }
        if kind != wanted.byte() {
            return Err(Damage::Kind);
        }
        let (mark, rest) = bytes.split_first_chunk::<8>().ok_or(Damage::Garbled)?;
        let mark = u64::from_le_bytes(*mark);
        if checksum(rest) != mark {
            return Err(Damage::Garbled);
        }
        let mut reader = Self { rest, texts: Vec::new(), failed: false, depth: 0 };
        reader.table();
        Ok((reader, mark))
    }

    /// Reads the texts.
    fn table(&mut self) {
        let count = self.count();
        let lengths: Vec<usize> = (0..count).map(|_| self.size()).collect();
        let all = self.take(lengths.iter().fold(0, |sum, length| sum.saturating_add(*length)));
        let Ok(mut all) = std::str::from_utf8(all) else { return self.fail() };
        for length in lengths {
            let Some((text, rest)) = all.split_at_checked(length) else { return self.fail() };
            self.texts.push(text);
            all = rest;
        }
    }

    /// Notes damage: from here on there are only zeros.
    pub fn fail(&mut self) {
        self.failed = true;
        self.rest = &[];
    }

    /// Whether damage was met.
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        self.failed
    }

    /// Whether all was read and nothing was wrong.
    pub const fn end(&self) -> Result<(), Damage> {
        if self.failed || !self.rest.is_empty() { Err(Damage::Garbled) } else { Ok(()) }
    }

    /// The next bytes; none where there are not as many.
    fn take(&mut self, count: usize) -> &'a [u8] {
        let Some((taken, rest)) = self.rest.split_at_checked(count) else {
            self.fail();
            return &[];
        };
        self.rest = rest;
        taken
    }

    /// Reads one byte.
    pub fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    /// Reads a number.
    pub fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0_u64, 0_u32);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 == 0 {
                return number;
            }
            shift += 7;
            if shift > 63 {
                self.fail();
                return 0;
            }
        }
    }

    /// Reads lengths, adding to `ends` where each ends behind the last: a table has hundreds of thousands.
    #[inline(never)]
    pub fn lengths(&mut self, count: usize, ends: &mut Vec<u32>) {
        let mut end = ends.last().copied().unwrap_or(0);
        for _ in 0..count {
            let length = match self.rest {
                // Most are short, and one byte.
                [length @ 0..0x80, rest @ ..] => {
                    self.rest = rest;
                    u32::from(*length)
                }
                _ => u32::unpack(self),
            };
            end = end.saturating_add(length);
            ends.push(end);
        }
    }

    /// Reads a number of bytes or places.
    pub fn size(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }

    /// Reads how many of something follow: never more than there are bytes left.
    pub fn count(&mut self) -> usize {
        let count = self.size();
        if count > self.rest.len() {
            self.fail();
            return 0;
        }
        count
    }

    /// Reads a number with a point, or without.
    pub fn float(&mut self) -> f64 {
        self.take(8).first_chunk().map_or(0.0, |bytes| f64::from_le_bytes(*bytes))
    }

    /// Reads a text.
    pub fn text(&mut self) -> &'a str {
        let place = self.size();
        let Some(text) = self.texts.get(place) else {
            self.fail();
            return "";
        };
        text
    }

    /// Reads a text that stands alone.
    pub fn passage(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).unwrap_or_else(|_| {
            self.fail();
            ""
        })
    }

    /// Reads bytes as they are.
    pub fn bytes(&mut self) -> &'a [u8] {
        let count = self.count();
        self.take(count)
    }

    /// Reads what may stand within others of its kind; none where they stand too deep.
    pub fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth >= DEEPEST {
            self.fail();
            return None;
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        Some(value)
    }
}

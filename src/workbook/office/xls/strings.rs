//! Text in xls files: two bytes a character or one, in one record or over several; before 1997 in the computer's code page.

use encoding_rs::{Encoding, GB18030, UTF_8, WINDOWS_1252};

use super::records::Record;

/// How a file writes text.
pub(super) struct Text {
    /// Whether as Unicode (BIFF8); else in the code page.
    pub wide: bool,
    pub codepage: Codepage,
}

/// The code page of a file from before 1997.
#[derive(Clone, Copy)]
pub(super) struct Codepage(&'static Encoding);

impl Codepage {
    /// The encoding of a number. What is not named is Chinese: these are Chinese offices' files.
    pub fn of(number: u16) -> Self {
        Self(match number {
            1252 | 0x8000 | 0x8001 => WINDOWS_1252,
            65001 => UTF_8,
            _ => GB18030,
        })
    }
}

impl Default for Text {
    fn default() -> Self {
        Self { wide: true, codepage: Codepage(GB18030) }
    }
}

impl Text {
    /// Text whose length stands before it in two bytes.
    pub fn read(&self, data: &[u8]) -> Option<String> {
        let (length, rest) = data.split_at_checked(2)?;
        self.of_length(usize::from(u16::from_le_bytes(length.try_into().ok()?)), rest)
    }

    /// Text whose length stands before it in two bytes, in a record that may go on in others.
    pub fn read_on(&self, record: &Record<'_>) -> Option<String> {
        if !self.wide {
            return self.read(&[&[record.data], record.more.as_slice()].concat().concat());
        }
        let mut pieces = Pieces::of(record);
        let length = usize::from(pieces.short()?);
        let flags = pieces.byte()?;
        pieces.characters(length, flags)
    }

    /// Text whose length stands before it in one byte.
    pub fn read_short(&self, data: &[u8]) -> Option<String> {
        let (length, rest) = data.split_first()?;
        self.of_length(usize::from(*length), rest)
    }

    fn of_length(&self, length: usize, data: &[u8]) -> Option<String> {
        if self.wide {
            let mut pieces = Pieces { pieces: vec![data], at: 0 };
            let flags = pieces.byte()?;
            return pieces.characters(length, flags);
        }
        Some(self.codepage.0.decode_without_bom_handling(data.get(..length)?).0.into_owned())
    }
}

/// The texts that cells share. As many as can be read, where the record is cut off.
pub(super) fn shared(record: &Record<'_>) -> Vec<String> {
    let mut pieces = Pieces::of(record);
    let mut strings = Vec::new();
    let _ = pieces.long();
    let Some(count) = pieces.long() else { return strings };
    for _ in 0..count {
        let Some(text) = pieces.rich() else { break };
        strings.push(text);
    }
    strings
}

/// Data that goes on from record to record; the last piece is the current one.
struct Pieces<'a> {
    pieces: Vec<&'a [u8]>,
    at: usize,
}

impl<'a> Pieces<'a> {
    fn of(record: &Record<'a>) -> Self {
        let mut pieces: Vec<&[u8]> = record.more.iter().rev().copied().collect();
        pieces.push(record.data);
        Self { pieces, at: 0 }
    }

    /// What is left of the current piece; goes on to the next where it is at its end. The flag says whether it did.
    fn rest(&mut self) -> Option<(&'a [u8], bool)> {
        let mut went_on = false;
        loop {
            let rest = self.pieces.last()?.get(self.at..)?;
            if !rest.is_empty() {
                return Some((rest, went_on));
            }
            self.pieces.pop();
            self.at = 0;
            went_on = true;
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.rest()?.0.first()?;
        self.at += 1;
        Some(byte)
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let step = self.rest()?.0.len().min(bytes);
            self.at += step;
            bytes -= step;
        }
        Some(())
    }

    /// Text with its length, and with formats and readings behind it that are passed over.
    fn rich(&mut self) -> Option<String> {
        let length = usize::from(self.short()?);
        let flags = self.byte()?;
        let formats = if flags & 8 != 0 { usize::from(self.short()?) * 4 } else { 0 };
        let readings = if flags & 4 != 0 { usize::try_from(self.long()?).ok()? } else { 0 };
        let text = self.characters(length, flags)?;
        // Text that is whole counts, even where what follows it is cut off.
        let _ = self.skip(formats).and_then(|()| self.skip(readings));
        Some(text)
    }

    /// A number of characters. Where they go on in another record, that one begins with flags of its own.
    fn characters(&mut self, length: usize, mut flags: u8) -> Option<String> {
        let mut units: Vec<u16> = Vec::with_capacity(length);
        while units.len() < length {
            let (rest, went_on) = self.rest()?;
            if went_on {
                flags = self.byte()?;
                continue;
            }
            let wanted = length - units.len();
            if flags & 1 == 0 {
                let bytes = rest.get(..wanted.min(rest.len()))?;
                units.extend(bytes.iter().map(|byte| u16::from(*byte)));
                self.at += bytes.len();
            } else {
                let pairs = rest.chunks_exact(2).take(wanted);
                let before = units.len();
                units.extend(pairs.filter_map(|pair| pair.try_into().ok().map(u16::from_le_bytes)));
                let read = units.len() - before;
                if read == 0 {
                    return None;
                }
                self.at += read * 2;
            }
        }
        Some(String::from_utf16_lossy(&units))
    }
}

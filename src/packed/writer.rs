//! Writing.

use std::collections::BTreeMap;

use super::{Kind, MAGIC, VERSION, checksum};

/// Bytes in the making.
#[derive(Debug, Default)]
pub struct Writer {
    body: Vec<u8>,
    texts: Vec<String>,
    known: BTreeMap<String, u64>,
}

impl Writer {
    /// Writes one byte.
    pub fn byte(&mut self, byte: u8) {
        self.body.push(byte);
    }

    /// Writes a number: seven bits a byte, the lowest first.
    pub fn number(&mut self, number: u64) {
        varint(number, &mut self.body);
    }

    /// Writes how many of something follow.
    pub fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// Writes a number with a point, or without.
    pub fn float(&mut self, float: f64) {
        self.body.extend_from_slice(&float.to_le_bytes());
    }

    /// Writes a text, which stands in the file once however often it is written.
    pub fn text(&mut self, text: &str) {
        let next = self.texts.len() as u64;
        let number = *self.known.entry(text.to_owned()).or_insert(next);
        if number == next {
            self.texts.push(text.to_owned());
        }
        self.number(number);
    }

    /// Writes a text that stands here alone and may be long.
    pub fn passage(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Writes bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.body.extend_from_slice(bytes);
    }

    /// The whole file.
    #[must_use]
    pub fn seal(self, kind: Kind) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(self.body.len() * 2);
        varint(self.texts.len() as u64, &mut sealed);
        for text in &self.texts {
            varint(text.len() as u64, &mut sealed);
        }
        for text in &self.texts {
            sealed.extend_from_slice(text.as_bytes());
        }
        sealed.extend_from_slice(&self.body);
        let mut file = Vec::with_capacity(sealed.len() + 18);
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&[VERSION, kind.byte()]);
        file.extend_from_slice(&checksum(&sealed).to_le_bytes());
        file.append(&mut sealed);
        file
    }
}

fn varint(mut number: u64, out: &mut Vec<u8>) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            out.push(low & 0x7F);
            return;
        }
        out.push(low | 0x80);
    }
}

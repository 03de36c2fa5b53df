//! Lines that go from one journal into another.

use std::sync::Arc;

use super::line::Header;
use super::set::{Inserted, Journal, Span, Stored};
use super::write::{Kind, RecordId};

/// Takes lines over from one journal into another, which shares their texts.
pub(super) struct Taker<'j> {
    from: &'j Journal,
    /// The places of the one's texts among the other's.
    texts: Vec<Option<usize>>,
}

impl<'j> Taker<'j> {
    pub fn of(from: &'j Journal) -> Self {
        Self { from, texts: vec![None; from.texts.len()] }
    }

    pub fn take(&mut self, kind: &Kind, record: &RecordId, stored: &Stored, into: &mut Journal) -> Inserted {
        let Self { from, texts } = self;
        let (line, Span { text, start, end }) = (from.line(stored.line), stored.line);
        let header = Header {
            device: from.device_name(stored.device).into(),
            seq: stored.seq,
            record: (&*record.0).into(),
            kind: kind.word().into(),
        };
        let shared = from.texts.get(text).zip(texts.get_mut(text));
        into.file(&header, line, |theirs| {
            let text = shared.map(|(whole, place)| {
                *place.get_or_insert_with(|| {
                    theirs.push(Arc::clone(whole));
                    theirs.len() - 1
                })
            });
            Span { text: text.unwrap_or(usize::MAX), start, end }
        })
    }
}

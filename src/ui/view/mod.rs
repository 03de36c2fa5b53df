//! What screens show, computed by plain functions from what is stored. No browser here; each file has its native tests.

pub mod board;
pub mod disputes;
pub mod finder;
pub mod pieces;
pub mod trial;
pub mod village;

#[cfg(test)]
mod made {
    //! What the tests of several views begin with.

    use serde_json::Value;

    use crate::journal::{Fields, Journal, Kind, RecordId, Stamp};

    /// A journal in which one device has written these records.
    pub(super) fn journal(records: &[(Kind, &str, Value)]) -> Journal {
        let mut journal = Journal::default();
        for (seq, (kind, id, fields)) in (1..).zip(records) {
            let fields: Fields = serde_json::from_value(fields.clone()).unwrap();
            let stamp = Stamp { device: "d".into(), seq, at: 0, author: String::new() };
            let write = journal.draft(stamp, kind.clone(), RecordId((*id).into()), fields);
            journal.insert(&write);
        }
        journal
    }
}

//! The journal: a record is the set of writes made to it, and merging two devices is the union of their sets.
//!
//! **For** everything that is kept: households, visits, findings, contacts. A tap becomes a [`Write`]; the store keeps its
//! [line](Write::to_line); the [`Journal`] holds the lines and folds them into [`Record`]s when somebody looks.
//!
//! **Invariants** (law 1 and law 2 of the design, each a property test in this folder):
//! - Merging is commutative, associative and idempotent; order of arrival and duplicates change nothing.
//! - No write is ever dropped or changed. Where two people changed one field without knowing of each other, the later
//!   *shows* and both are *kept* until a person settles it with one more write.
//! - The clock decides nothing that is kept: phones' clocks are wrong by years.
//!
//! Which fields a record of each kind has is written down once, in `docs/records.md`.
//!
//! Start with [`write`](mod@write), then [`Journal`], then [`Record`]. In short:
//!
//! ```
//! use nuandong::journal::{Fields, Journal, Kind, RecordId, Stamp};
//!
//! let mut journal = Journal::default();
//! let household = RecordId("h1".into());
//! let stamp = Stamp { device: "phone".into(), seq: journal.next_seq(&"phone".into()), at: 0, author: "测试甲".into() };
//! let write = journal.draft(stamp, Kind::Household, household.clone(), Fields::from([("head".into(), "测试乙".into())]));
//! journal.insert(&write); // once the store has it
//! let record = journal.record(&Kind::Household, &household).unwrap();
//! assert_eq!(record.text("head"), "测试乙");
//! ```

mod ask;
mod filing;
mod known;
mod line;
mod plain;
mod record;
mod say;
mod set;
mod take;
mod texts;
mod value;
mod write;

#[cfg(test)]
mod laws;

pub use known::Known;
pub use line::{LineCause, LineError, MAX_LINE};
pub use record::{Field, Record, Side};
pub use set::{Inserted, Journal, Merged, Stamp};
pub use texts::Texts;
pub use value::FieldValue;
pub use write::{DELETED, DeviceId, Fields, Kind, RecordId, Write, WriteId};

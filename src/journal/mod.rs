//! The journal: a record is the set of writes made to it, and merging two devices is the union of their sets.
//!
//! Start with [`write`].

pub mod write;

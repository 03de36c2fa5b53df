//! The register of a village: regions, households, persons; it outlives campaigns.
//!
//! Start with [`household`]. What people type is read by [`resident_id`], [`phone`], [`relation`] and [`category`], each of
//! which says what is wrong and never blocks (law 6).

pub mod resident_id;
pub mod typed;

pub use resident_id::{Disability, IdProblem, ReadId, ResidentId, Sex};

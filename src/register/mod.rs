//! The register of a village: regions, households, persons; it outlives campaigns.
//!
//! Start with [`household`]. What people type is read by [`resident_id`], [`phone`], [`relation`] and [`category`], each of
//! which says what is wrong and never blocks (law 6).

pub mod category;
pub mod helper;
pub mod household;
pub mod identity;
pub mod intake;
pub mod left_out;
pub mod namesake;
pub mod person;
pub mod phone;
pub mod region;
pub mod relation;
pub mod resident_id;
pub mod roster;
mod say;
pub mod search;
pub mod typed;
pub mod way;

pub use category::Category;
pub use helper::{Answering, Helper, Helpers};
pub use household::Household;
pub use person::Person;
pub use phone::{Phone, Phones};
pub use region::Region;
pub use resident_id::{Disability, IdProblem, ReadId, ResidentId, Sex};

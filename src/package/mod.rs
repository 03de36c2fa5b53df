//! 数据包: the exchange file, a zip of `manifest.json` and `writes.ndjson` that any messenger or stick carries.
//!
//! The format is written down in `docs/package-format.md`.
//!
//! **Invariants**
//! - Same data, same bytes: fixed order, fixed times, fixed compression. Two exports of an unchanged village are equal files.
//! - A reader refuses with one sentence what is damaged, cut short, too new, too large or no package at all, and then has
//!   changed nothing. A file can be named anything and hold anything; nothing of it is trusted before its check.
//! - Denominators travel with the data (law 3): the reader never works out from part of a village how large it is.
//!
//! Start with [`Manifest`]. Reading and writing the zip needs feature `office`, which the phone's first load never has.

pub mod backup;
mod manifest;
#[cfg(feature = "office")]
mod read;
mod refuse;
mod say;
mod select;
#[cfg(feature = "office")]
mod write;

#[cfg(feature = "office")]
#[cfg(test)]
mod tests;

pub use manifest::{CampaignLabel, Counts, Format, Label, Manifest, Part, Period, RegionLabel};
#[cfg(feature = "office")]
pub use read::{Limits, Package, read, read_manifest};
pub use refuse::{Looks, PackageError};
pub use select::select;
#[cfg(feature = "office")]
pub use write::write;

/// The name of the part that says what the others are.
pub const MANIFEST: &str = "manifest.json";
/// The name of the part that holds the writes.
pub const WRITES: &str = "writes.ndjson";

//! 数据包: the exchange file, a zip of `manifest.json`, `writes.ndjson` and perhaps photos that any messenger or stick carries.
//!
//! The format is written down in `docs/package-format.md`.
//!
//! **Invariants**
//! - Same data, same bytes: fixed order, fixed times, fixed compression. Two exports of an unchanged village are equal files.
//! - A reader refuses with one sentence what is damaged, cut short, too new, too large or no package at all, and then has
//!   changed nothing. A file can be named anything and hold anything; nothing of it is trusted before its check.
//! - Denominators travel with the data (law 3): the reader never works out from part of a village how large it is.
//!
//! A package may hold everything or only what is new since the last export ([`Extent`]), with photos or without, cut into pieces
//! where a messenger has a limit ([`pieces`]), and sealed so that only the township opens it ([`seal`](mod@seal)). However it was
//! made, taking it in is the same: writes that are not there yet are added.
//!
//! Start with [`Manifest`]. Reading and writing the zip needs feature `office`, which the phone's first load never has.

pub mod backup;
mod manifest;
#[cfg(feature = "office")]
mod pieces;
#[cfg(feature = "office")]
mod qr;
#[cfg(feature = "office")]
mod read;
mod refuse;
mod say;
#[cfg(feature = "office")]
pub mod seal;
mod select;
#[cfg(feature = "office")]
mod write;

#[cfg(feature = "office")]
#[cfg(test)]
mod tests;

pub use manifest::{CampaignLabel, Counts, Extent, Format, Label, Manifest, Part, Period, RegionLabel};
#[cfg(feature = "office")]
pub use pieces::pieces;
#[cfg(feature = "office")]
pub use qr::Qr;
#[cfg(feature = "office")]
pub use read::{Limits, Package, read, read_manifest};
pub use refuse::{Looks, PackageError};
pub use select::select;
#[cfg(feature = "office")]
pub use write::{Attached, write, write_with};
#[cfg(feature = "office")]
pub(crate) use write::{Zipper, zip};

use chrono::NaiveDate;

use crate::moment::Moment;

/// The name of the part that says what the others are.
pub const MANIFEST: &str = "manifest.json";
/// The name of the part that holds the writes.
pub const WRITES: &str = "writes.ndjson";
/// The folder of the parts that are [attachments](crate::attachment).
pub const FILES: &str = "files/";
/// How many milliseconds another device's clock may be ahead of ours and still be right.
const CLOCKS_DIFFER: i64 = 3_600_000;
/// How many days before a campaign begins its data may have been made: a register is often entered in the autumn.
const EARLY_DAYS: i64 = 183;
/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 256 << 20;

/// Whether the clock that a village's data were made by is wrong: ahead of ours, or long before the campaign begins.
#[must_use]
pub fn is_clock_wrong(made: Moment, now: Moment, campaign_begins: NaiveDate) -> bool {
    let early = (campaign_begins - made.day()).num_days() > EARLY_DAYS;
    early || made.millis() > now.millis() + CLOCKS_DIFFER
}

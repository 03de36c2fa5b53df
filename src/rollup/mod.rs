//! 汇总: indicators added over villages, 管区, townships and counties.
//!
//! What each household adds to an indicator is a [`Pair`] of integers, computed where its records are; everything above is
//! addition, so a village's pairs can be made anywhere, in any order, and added by any engine.
//!
//! **Invariants**
//! - Pairs are added, never rates. With nothing to count a rate says 无隐患 or "—" (law 3).
//! - A village counts once, however many files bring it: files of one village are united as journals before anything is counted.
//! - Which villages sent nothing is named, and every village bears the time of its data.
//!
//! Start with [`Pair`], then [`VillageSums::of`], then [`Rollup`].

mod behind;
mod count;
mod days;
mod doubt;
mod draw;
mod expected;
mod gather;
mod pair;
mod say;
mod sums;
mod tables;
mod total;
mod weekly;

#[cfg(test)]
mod tests;

pub use behind::behind;
pub use count::SURVEYED;
pub use days::{Day, Days, week_of};
pub use doubt::{Conflict, Side, Twin, Twins, conflicts};
pub use draw::{Risk, Stratum, draw, risk};
pub use expected::expected;
pub use gather::{Gathered, Village, are_namesakes, namesakes};
pub use pair::Pair;
pub use say::RollupText;
pub use sums::{Sums, VillageSums, denominators};
/// The kind of record that holds what a township found of households that stand in two places: `verdict` (`fine`, `told`).
pub const DOUBT: &str = "doubt";
/// The kind of record that holds a spot check: `seed`, `household`, `village`, `when`, `result` (`same`, `differs`, `absent`), `differs` (a
/// list of what does), `note`.
pub const SPOT_CHECK: &str = "spot_check";

pub use tables::{MADE, WEEKLY, cell, numbers, opened, tables};
pub use total::{Group, Rollup, called, is_county, order, unit};

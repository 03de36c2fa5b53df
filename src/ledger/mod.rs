//! 台账: tables made from records, never typed twice.
//!
//! A [`Table`] is what every ledger and every roll-up is before it becomes a file: a title, the unit line, columns under a
//! header of one or two levels, rows, a total and a line for signatures. [`xlsx`](mod@xlsx) writes it in the layout that offices use.
//!
//! **Invariants**
//! - What is a name though it looks like a number (ID number, phone, account, code) is text from here to the file.
//! - In the edition for the notice board ([`Edition::Public`]) no cell holds an ID number, phone, account, illness or child's
//!   name, whatever the campaign says (law 5).
//!
//! Start with [`Table`], then [`View`] and [`make`](fn@make), which fill one from records by a campaign's rows.

#[cfg(feature = "office")]
pub mod back;
#[cfg(feature = "office")]
pub mod blank;
pub mod csv;
mod edition;
mod existing;
#[cfg(feature = "office")]
mod head;
mod log;
mod make;
pub mod mask;
mod natural;
mod public;
mod row;
mod say;
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_english;
mod view;
#[cfg(feature = "office")]
pub mod xlsx;

pub use edition::Edition;
pub use existing::Existing;
pub use log::Log;
pub use make::{Heading, make, says_something};
pub use natural::natural;
pub use row::Entry;
pub use say::SheetText;
pub use table::{Cell, Column, Row, RowKind, Shape, Table};
pub use view::{Contact, Home, View};

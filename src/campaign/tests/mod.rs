//! Tests of the built-in campaign and of what compiling says of broken ones.

mod broken;
mod packed;
mod rules;
pub(crate) mod sheet;
mod winter;
#[cfg(feature = "office")]
mod xlsx;

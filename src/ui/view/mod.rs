//! What screens show, computed by plain functions from what is stored. No browser here; each file has its native tests.

pub mod board;
pub mod finder;
pub mod pieces;
pub mod trial;
pub mod village;

//! The screens: Yew components over [`crate::app::App`]; the tree equals the screens.
//!
//! Start with [`Root`], then [`parts`], what screens are made of. What a screen shows is computed by plain functions that a native
//! test can call; a component only draws it and turns taps into actions.
//!
//! Invariants: every iterator in `html!` has keys; every input is controlled; no text stands here, only in
//! [`crate::text::words`]; no style attribute, which the page's policy forbids.

pub mod form;
pub mod format;
pub mod icon;
pub mod parts;
pub mod view;
pub mod window;

mod desk;
mod document;
mod memory;
mod page;
mod pages;
mod places;
mod root;

pub use root::{Root, RootProps};

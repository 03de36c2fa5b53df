//! The screens: plain functions from [`App`](crate::app::App) to a page, drawn by the one component [`Root`] after every event.
//!
//! Start with [`Root`], then `page` (what a screen is drawn from), `pages` (one file a screen), [`parts`] (what screens are made of)
//! and [`form`] (the questions of any form). What a screen shows is computed in [`view`] by functions that know no browser. Components
//! are only what holds something of its own: a text being typed, a list being scrolled, a dialog that is open.
//!
//! The parts that know no browser (`format`, `view`, `window`) are there in every build, so that native tests hold them.
//!
//! Invariants: elements are built by [`el`], so lists have keys and nothing sets a style attribute; every input is controlled; no text
//! stands here, only in [`crate::text::words`].

#[cfg(feature = "web")]
pub mod el;
#[cfg(feature = "web")]
pub mod form;
pub mod format;
#[cfg(feature = "web")]
pub mod icon;
#[cfg(feature = "web")]
pub mod parts;
pub mod view;
pub mod window;

#[cfg(feature = "web")]
mod desk;
#[cfg(feature = "web")]
mod document;
#[cfg(feature = "web")]
mod finding;
#[cfg(feature = "web")]
mod memory;
#[cfg(feature = "web")]
mod page;
#[cfg(feature = "web")]
mod pages;
#[cfg(feature = "web")]
mod places;
#[cfg(feature = "web")]
mod raise;
#[cfg(feature = "web")]
mod roll;
#[cfg(feature = "web")]
mod root;
#[cfg(feature = "web")]
mod strips;
#[cfg(feature = "web")]
mod swipe;

#[cfg(feature = "web")]
pub use root::{Root, RootProps};

//! The screens: plain functions from [`App`](crate::app::App) to a page, drawn by the one component [`Root`] after every event.
//!
//! Start with [`Root`], then `page` (what a screen is drawn from), `pages` (one file a screen), [`parts`] (what screens are made of)
//! and [`form`] (the questions of any form). What a screen shows is computed in [`view`] by functions that know no browser. Components
//! are only what holds something of its own: a text being typed, a list being scrolled, a dialog that is open.
//!
//! Invariants: elements are built by [`el`], so lists have keys and nothing sets a style attribute; every input is controlled; no text
//! stands here, only in [`crate::text::words`].

pub mod el;
pub mod form;
pub mod format;
pub mod icon;
pub mod parts;
pub mod view;
pub mod window;

mod desk;
mod document;
mod finding;
mod memory;
mod page;
mod pages;
mod places;
mod root;
mod swipe;

pub use root::{Root, RootProps};

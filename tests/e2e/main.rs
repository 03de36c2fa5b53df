//! Browser tests: the built application in real browsers, driven as a person would drive it.
//!
//! They need `dist/` (another folder through `NUANDONG_DIST`), a browser and its driver; `make test` provides all of it.
//! Chromium runs every test; WebKit, which is what iPhones run, the whole path of a village and of a township; Firefox a village's.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod axe;
mod back;
mod browser;
mod by_hand;
mod clock;
mod document;
mod first;
mod kill;
mod mistakes;
mod newer_form;
mod page;
mod papers;
mod path;
mod profile;
mod shell;
mod site;
mod spreadsheet;
mod tabs;
mod taps;
mod today;
mod township;
mod trouble;
mod try_form;
mod update;
mod villages;
mod widgets;

//! Nuandong (暖冬): one household visit fills every ledger, offline.
//!
//! This is the core library. It knows no browser, no clock and no random source: time, device identity and entropy are
//! handed in, so every result can be replayed. Start with `ARCHITECTURE.md`; the words are those of a village office.
//!
//! Layers, each depending only on those above it:
//!
//! | module | what it holds |
//! |---|---|
//! | [`text`] | languages and the trait by which every error and status says itself |
//! | [`workbook`] | sheets of cells, read from csv, xlsx and xls |
//! | [`expr`] | the expression language of XLSForm: XPath 1.0 with the OpenRosa functions |
//! | [`form`] | XLSForm: compile a workbook to a form, run a session of answers |
//! | [`packed`] | compiled forms and campaigns as bytes |
//! | [`journal`] | writes, records, merge, conflicts |
//! | [`attachment`] | photos and other files that answers refer to, named by their content |
//! | [`register`] | regions, households, persons, ID numbers, roster import |
//! | [`campaign`] | a workbook compiled: forms, finding rules, stages, duties, ledgers |
//! | [`visit`] | a household visit: answers to fields and back |
//! | [`finding`] | hazards and needs, raised by rules, closed step by step |
//! | [`plan`] | duties, the list of today, stages and deadlines |
//! | [`ledger`] | tables made from records; xlsx in the office layout |
//! | [`rollup`] | indicators added over villages |
//! | [`package`] | the exchange file |
//! | [`report`] | 周报, 总结, 简报 from the roll-up's numbers |
//! | `inspection` | 迎检包: what inspectors look at, as one zip |
//! | `demo` | made-up villages, for a first look, for tests and for measuring |
//! | `cli` | the command line |
//! | [`store`] | where the writes are kept: `IndexedDB`, or memory where the browser refuses |
//! | [`app`] | the state of the application: events in, effects out |
//! | `conformance` | cases of reference implementations, run by the command line and the tests |
//! | `ui` | the screens, in Yew |
//! | [`office`] | the office worker: what it is asked, and how it answers |
//! | `web` | the browser as ports: clock, entropy, files, worker, shell |
//! | `site` | the developers' tool that finishes and serves the built site |

pub mod app;
pub mod attachment;
pub mod campaign;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod conformance;
#[cfg(feature = "compile")]
pub mod demo;
pub mod expr;
pub mod finding;
pub mod form;
#[cfg(feature = "office")]
pub mod inspection;
pub mod journal;
pub mod ledger;
pub mod moment;
pub mod office;
pub mod package;
pub mod packed;
pub mod plan;
pub mod register;
pub mod report;
pub mod rollup;
#[cfg(feature = "site")]
pub mod site;
pub mod store;
pub mod text;
pub mod ui;
pub mod visit;
#[cfg(feature = "browser")]
pub mod web;
pub mod workbook;
#[cfg(feature = "office")]
mod xml;

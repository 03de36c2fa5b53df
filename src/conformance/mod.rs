//! Conformance: cases of two reference implementations, run against this engine.
//!
//! The cases are data that lies beside the project and is no part of it; where it is not there, nothing runs and the tests say
//! so. `nuandong conformance DIR` and `cargo test` run the same functions, [`xpath::run`] for `xpath.jsonl` and
//! [`xlsform::run`] for `xlsform.jsonl`.

mod cause;
pub mod xlsform;
mod xml;
pub mod xpath;

use std::path::PathBuf;

use serde::Serialize;

/// How one file of cases went.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The file's name.
    pub suite: String,
    /// How many cases passed.
    pub passed: usize,
    /// Those that did not.
    pub failed: Vec<Failure>,
}

/// A case that gave something else.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// The case's line in its file, from 1.
    pub line: usize,
    /// What was tried.
    pub case: String,
    /// What the reference implementation gives.
    pub expected: String,
    /// What this engine gives.
    pub got: String,
}

impl Report {
    /// Notes a case that passed or did not.
    pub(crate) fn note(&mut self, outcome: Result<(), Failure>) {
        match outcome {
            Ok(()) => self.passed += 1,
            Err(failure) => self.failed.push(failure),
        }
    }

    /// The share of cases that passed, from 0 to 1; nothing where there was no case.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a file holds some thousand cases")]
    pub fn share(&self) -> Option<f64> {
        let all = self.passed + self.failed.len();
        (all > 0).then(|| self.passed as f64 / all as f64)
    }
}

/// Where the cases lie: the folder that `NUANDONG_CONFORMANCE` names, else `../shared/conformance`.
#[must_use]
pub fn folder() -> PathBuf {
    std::env::var_os("NUANDONG_CONFORMANCE").map_or_else(|| PathBuf::from("../shared/conformance"), PathBuf::from)
}

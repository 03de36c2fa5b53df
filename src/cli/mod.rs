//! The command line, for offices: the same core over files.
//!
//! **Invariants**
//! - Bad input gives one line on standard error with the file and the place in it, and exit code 1; wrong usage gives 2. Of several
//!   bad files each has its line ([`refused`]).
//! - An output file is there whole or not at all ([`files::write`]).
//!
//! Start with [`run`]. Every command is one file: what it reads, what it hands to the core, what it writes.

mod args;
mod beside;
mod campaign;
mod campaigns;
mod conformance;
mod demo;
mod error;
mod eval;
mod files;
mod form;
mod input;
mod inspection;
mod ledger;
mod ledger_fill;
mod ledger_read;
mod merge;
mod package;
mod progress;
mod refused;
mod report;
mod rollup;
mod roster;
mod say;
mod together;

pub use error::CliError;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::text::Say;

/// Runs the command line and says what became of it.
///
/// `words` are the program's arguments with its name first; `locale` is the value of `LC_ALL`, `LC_MESSAGES` or `LANG`.
#[must_use]
pub fn run(words: Vec<OsString>, locale: Option<&str>) -> ExitCode {
    let lang = args::lang(&words, locale);
    let matches = match args::command(lang).try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            print(&error.render().to_string().replace("[OPTIONS]", lang.pick("[选项]", "[OPTIONS]")));
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            complain(&args::usage(lang, &error));
            return ExitCode::from(2);
        }
    };
    let result = match matches.subcommand() {
        Some(("demo", matches)) => demo::run(matches, lang),
        Some(("form", matches)) => form::run(matches, lang),
        Some(("campaign", matches)) => campaign::run(matches, lang),
        Some(("conformance", matches)) => conformance::run(matches, lang),
        Some(("ledger", matches)) => ledger::run(matches, lang),
        Some(("rollup", matches)) => rollup::run(matches, lang),
        Some(("inspection", matches)) => inspection::run(matches, lang),
        Some(("report", matches)) => report::run(matches, lang),
        Some(("merge", matches)) => merge::run(matches, lang),
        Some(("package", matches)) => package::run(matches, lang),
        Some(("roster", matches)) => roster::run(matches, lang),
        // The parser lets no other command through.
        _ => Ok(()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.say(lang));
            ExitCode::FAILURE
        }
    }
}

/// Prints to standard output. Whoever closes it early, as `head` does, has seen enough.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints to standard error, line by line.
fn complain(text: &str) {
    let mut out = std::io::stderr().lock();
    for line in text.lines() {
        let _ = writeln!(out, "nuandong: {line}");
    }
}

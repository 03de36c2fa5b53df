//! The command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    nuandong::cli::run(std::env::args_os().collect(), locale.as_deref())
}

//! The command line.

use std::process::ExitCode;

/// Villages come and go by the megabyte while a township is added up; the system's allocator gives each back and asks for it anew.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    nuandong::cli::run(std::env::args_os().collect(), locale.as_deref())
}

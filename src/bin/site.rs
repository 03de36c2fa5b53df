//! Finishes, packs and serves the built site; see [`nuandong::site`].

use std::env;
use std::path::Path;
use std::process::ExitCode;

use nuandong::site::{SiteError, budget, finish, pack, serve};
use nuandong::text::{Lang, Say};

/// Where a release is kept as it was before it was cut in two; `make profile` runs it.
const WHOLE: &str = "target/whole";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("site: {}", error.say(Lang::En));
            ExitCode::from(if matches!(error, SiteError::Usage) { 2 } else { 1 })
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), SiteError> {
    match *arguments {
        // Trunk names the folder, and says whether this is a release.
        ["finish"] => {
            let staging = env::var_os("TRUNK_STAGING_DIR").ok_or(SiteError::Usage)?;
            let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
            finish(Path::new(&staging), release.then_some(Path::new(WHOLE)))
        }
        ["pack", dist] => report(Path::new(dist)),
        ["serve", dist] => stay(dist, "0"),
        ["serve", dist, port] => stay(dist, port),
        _ => Err(SiteError::Usage),
    }
}

/// Serves on this machine only, until the process is ended.
fn stay(dist: &str, port: &str) -> Result<(), SiteError> {
    let server = serve(Path::new(dist), &format!("127.0.0.1:{port}"))?;
    println!("http://127.0.0.1:{}/", server.port());
    server.wait();
    Ok(())
}

/// Packs the site and prints what its files weigh.
fn report(dist: &Path) -> Result<(), SiteError> {
    let files = pack(dist)?;
    println!("{:>10} {:>10} {:>10}  file", "plain", "gzip", "brotli");
    for file in &files {
        println!("{:>10} {:>10} {:>10}  {}", file.plain, file.gzip, file.brotli, file.name);
    }
    let sum = |weight: fn(&nuandong::site::Packed) -> usize| files.iter().map(weight).sum::<usize>();
    println!("{:>10} {:>10} {:>10}  all", sum(|file| file.plain), sum(|file| file.gzip), sum(|file| file.brotli));
    let first: usize = budget::first_load(dist)?.iter().map(|part| part.brotli).sum();
    println!("first load of a phone: {first} bytes as Brotli; the limit is {}", budget::LIMIT);
    Ok(())
}

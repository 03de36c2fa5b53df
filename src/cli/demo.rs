//! `nuandong demo`.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::error::CliError;
use super::files;
use crate::campaign::builtin;
use crate::demo::{Demo, roster};
use crate::package;

/// Writes the rosters to `rosters/` and the packages to `packages/`.
pub(super) fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let number = |name| matches.get_one::<u32>(name).copied().unwrap_or_default();
    let demo = Demo {
        villages: number("villages"),
        households: number("households"),
        seed: u64::from(number("seed")),
        sent: None,
    };
    let folder = matches.get_one::<PathBuf>("output").map_or(Path::new("."), PathBuf::as_path);
    let (rosters, packages) = (folder.join("rosters"), folder.join("packages"));
    files::folder(&rosters)?;
    files::folder(&packages)?;
    let Some(campaign) = builtin::HOUSEHOLD_WINTER.campaign() else { return Ok(()) };
    for number in 1..=demo.villages {
        let village = demo.village(number);
        let roster = roster::roster(&demo, &village)
            .map_err(|cause| CliError::Workbook { path: rosters.join(&village.region.village), cause })?;
        files::write(&rosters.join(&roster.name), &roster.bytes)?;
        let (label, journal) = demo.survey(&village, &campaign);
        let name = label.file_name();
        files::write(&packages.join(name), &package::write(label, &journal))?;
    }
    Ok(())
}

//! `nuandong demo`.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde_json::json;

use super::error::CliError;
use super::files;
use super::package::line;
use super::progress::Progress;
use crate::campaign::builtin;
use crate::demo::{Demo, roster};
use crate::package;
use crate::text::Lang;

/// Writes the rosters to `rosters/` and the packages to `packages/`.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
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
    let progress = Progress::new(demo.villages as usize, lang);
    for number in 1..=demo.villages {
        let village = demo.village(number);
        let roster = roster::roster(&demo, &village)
            .map_err(|cause| CliError::Workbook { path: rosters.join(&village.region.village), cause })?;
        files::write(&rosters.join(&roster.name), &roster.bytes)?;
        let (label, journal) = demo.survey(&village, &campaign);
        let path = packages.join(label.file_name());
        files::write(&path, &package::write(label, &journal))?;
        if matches.get_flag("json") {
            let [roster, package] = [&rosters.join(&roster.name), &path].map(|path| path.display().to_string());
            line(&json!({ "village": village.region.village, "roster": roster, "package": package }));
        }
        progress.step();
    }
    Ok(())
}

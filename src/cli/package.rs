//! `nuandong package`.

use clap::ArgMatches;

use super::error::CliError;
use super::{args, files, print};
use crate::package::Manifest;
use crate::text::Lang;

/// Runs `check`.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let Some(("check", matches)) = matches.subcommand() else { return Ok(()) };
    for path in files::packages(&args::paths(matches, "packages"))? {
        let package = files::package(&path)?;
        if matches.get_flag("json") {
            // A manifest was JSON when it came.
            let manifest = serde_json::to_value(&package.manifest).unwrap_or_default();
            print(&format!("{}\n", serde_json::json!({ "file": path.display().to_string(), "manifest": manifest })));
        } else {
            print(&format!("{}\n", describe(&path.display().to_string(), &package.manifest, lang)));
        }
    }
    Ok(())
}

/// One line: whole, whose, of what, from when, how much.
fn describe(path: &str, manifest: &Manifest, lang: Lang) -> String {
    let label = &manifest.label;
    let (village, campaign, made) = (&label.region.village, &label.campaign.title, &label.made);
    let count = |kind: &str| manifest.counts.records.get(kind).copied().unwrap_or_default();
    let (households, visits, findings) = (count("household"), count("visit"), count("finding"));
    match lang {
        Lang::ZhHans => format!(
            "{path}：完整。{village}，{campaign}，数据截至 {made}；{households} 户，入户 {visits} 次，问题和需求 {findings} 个。"
        ),
        Lang::En => format!(
            "{path}: whole. {village}, {campaign}, as of {made}; {households} households, {visits} visits, {findings} problems and needs."
        ),
    }
}

//! `nuandong inspection`: 迎检包, what inspectors are shown.

use clap::{ArgMatches, Command};

use super::error::CliError;
use super::package::line;
use super::together::Together;
use super::{args, files, input};
use crate::inspection::{self, Inspected};
use crate::ledger::{Edition, Heading, View};
use crate::moment::Moment;
use crate::rollup::VillageSums;
use crate::text::Lang;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    args::base("inspection", lang)
        .about(t(
            "做迎检包：工作安排、责任落实、隐患排查、台账建立、救助措施五个文件夹，加目录和总结，一个 zip",
            "Make what inspectors are shown: arrangements, responsibility, hazards, ledgers and relief with their contents, as one zip",
        ))
        .args(input::arguments(lang))
        .arg(super::campaigns::argument(lang))
        .arg(super::refused::argument(lang))
        .arg(args::output(t("文件.zip", "OUT.zip"), t("写到哪个文件", "The file to write")))
        .arg(args::edition(Edition::Check, lang))
        .arg(args::flag("json", t("输出 JSON", "Print JSON")))
}

/// Makes it of all the packages' villages together.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let all = Together::read(matches, lang)?;
    let Some(campaign) = all.campaign() else { return Ok(()) };
    let sums = all.labels.values().map(|label| {
        // Each village as of its own data, as in its roll-up.
        let made = Moment::parse(&label.made).unwrap_or_else(|| all.now());
        let view = View::new(&all.journal, campaign, made, Some(&label.region.id));
        VillageSums::of_view(label.region.clone(), &label.made, &view)
    });
    let rollup = inspection::rollup(sums.collect());
    let view = View::new(&all.journal, campaign, all.now(), None);
    let edition = args::edition_of(matches);
    let heading = Heading { unit: all.unit(), author: String::new(), edition, lang };
    let bytes =
        inspection::pack(Inspected { campaign, view: &view, rollup: &rollup }, &heading).map_err(CliError::Table)?;
    let path = args::path(matches, "output");
    files::write(&path, &bytes)?;
    if matches.get_flag("json") {
        let mut told = serde_json::json!({ "file": path.display().to_string(), "bytes": bytes.len() });
        all.skipped.add_to(&mut told);
        line(&told);
    }
    Ok(())
}

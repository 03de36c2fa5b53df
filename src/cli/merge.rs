//! `nuandong merge`: the packages of each village as one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use super::campaigns::{self, Campaigns};
use super::error::CliError;
use super::files::Part;
use super::input::{self, Input};
use super::package::line;
use super::progress::Progress;
use super::refused::{self, Refused};
use super::{args, files};
use crate::attachment;

use crate::ledger::View;
use crate::moment::Moment;
use crate::package::{Attached, Extent, Label, RegionLabel, pieces};
use crate::rollup::{Gathered, Village, denominators};
use crate::text::Lang;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    args::base("merge", lang)
        .about(t(
            "合并数据包：每村合成一个，先后、重复、分份、新增都不要紧，谁的记录也不丢",
            "Merge packages: one for each village, whatever their order and however often, cut or since they come; nothing is lost",
        ))
        .args(input::arguments(lang))
        .arg(campaigns::argument(lang))
        .arg(refused::argument(lang))
        .arg(args::output(t("文件夹", "DIR"), t("写到哪个文件夹", "The folder to write to")))
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("MB")
                .value_parser(value_parser!(u64).range(1..=4096))
                .help(t("每个文件最多多少 MB，超过就分份", "The largest file in MB; what is larger is cut into pieces")),
        )
        .arg(args::flag("no-photos", t("不带照片", "Without photos")))
        .arg(args::flag("json", t("输出 JSON，每个文件一行", "Print JSON, one line a file")))
}

/// Merges village by village, so that memory does not grow with their number. The files come to their places when all are made.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let input = Input::of(matches)?;
    let folder = args::path(matches, "output");
    let limit = matches.get_one::<u64>("limit").map_or(0, |limit| limit << 20);
    let mut campaigns = Campaigns::of_workbook(matches, lang)?;
    let mut sent: Vec<(RegionLabel, PathBuf)> = Vec::new();
    let paths = Input::packages(matches)?;
    let refused = Refused::none_of(paths.len(), matches);
    for path in paths {
        if let Some(label) = refused.pass(&path, campaigns.label(&input, &path)) {
            sent.push((label.region, path));
        }
    }
    let Some(campaign) = campaigns.the_one() else { return refused.settle(lang).map(drop) };
    let is_new = !folder.exists();
    files::folder(&folder)?;
    let (mut made_files, mut taken) = (Vec::new(), BTreeSet::new());
    let progress = Progress::new(sent.len(), lang);
    for paths in input::by_village(sent) {
        let (mut gathered, mut photos) = (Gathered::default(), BTreeMap::new());
        for path in &paths {
            progress.step();
            let Some(package) = refused.pass(path, input.package(path)) else { continue };
            gathered.add(&package.manifest.label, package.journal);
            if !matches.get_flag("no-photos") {
                photos.extend(package.files);
            }
        }
        for Village { label, journal, .. } in gathered.villages() {
            let now = Moment::parse(&label.made).unwrap_or_else(|| Moment::new(0, 0));
            let denominators = denominators(&View::new(&journal, campaign, now, Some(&label.region.id)));
            let named = attachment::names_in(&journal.to_ndjson());
            let own = photos.iter().filter(|(name, _)| named.contains(*name));
            let files: Vec<Attached<'_>> = own.map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            let left_out = named.len().saturating_sub(files.len()) as u64;
            let extent = Extent { since: String::new(), piece: 1, pieces: 1, writes: journal.len() as u64, left_out };
            let label = Label { denominators, extent: Some(extent), ..label };
            made_files.extend(write((&folder, &mut taken), &label, &pieces(&label, &journal, &files, limit))?);
        }
    }
    drop(progress);
    let skipped = match refused.settle(lang) {
        Ok(skipped) => skipped,
        Err(error) => {
            drop(made_files);
            if is_new {
                // What stays of a run that wrote nothing is an empty folder at most.
                let _ = std::fs::remove_dir(&folder);
            }
            return Err(error);
        }
    };
    for (part, told) in made_files {
        part.place()?;
        if matches.get_flag("json") {
            line(&told);
        }
    }
    if matches.get_flag("json") {
        skipped.to_json().iter().for_each(line);
    }
    Ok(())
}

/// A village's files, not yet in their places, each with what is told of it.
fn write(
    (folder, taken): (&Path, &mut BTreeSet<String>),
    label: &Label,
    made: &[Vec<u8>],
) -> Result<Vec<(Part, Value)>, CliError> {
    let count = u32::try_from(made.len()).unwrap_or(u32::MAX);
    let village = &label.region.village;
    (1..)
        .zip(made)
        .map(|(piece, bytes)| {
            let extent = label.extent.clone().map(|extent| Extent { piece, pieces: count, ..extent });
            let path = folder.join(files::free_name(&Label { extent, ..label.clone() }.file_name(), taken));
            let told = json!({ "file": path.display().to_string(), "village": village, "piece": piece, "pieces": count, "bytes": bytes.len() });
            Ok((Part::write(&path, bytes)?, told))
        })
        .collect()
}

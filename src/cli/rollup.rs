//! `nuandong rollup`: village by village, so that memory does not grow with their number.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::{ArgMatches, Command};

use super::campaigns::{self, Campaigns};
use super::error::CliError;
use super::input::{self, Input};
use super::progress::Progress;
use super::refused::{self, Refused};
use super::{args, files, print};
use crate::campaign::Campaign;
use crate::ledger::xlsx;
use crate::package::RegionLabel;
use crate::rollup::{Gathered, Rollup, VillageSums, expected, numbers, tables};
use crate::text::Lang;
use crate::workbook::office;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    let about = t(
        "汇总各村数据包：排查进度、三个 100%、帮包联系、问题、需求、物资慰问值班、周报（同一村的包不论几个、什么顺序，只算一次）",
        "Add villages' packages up: survey progress, the three rates, contacts, problems, needs, goods and duty, the week (a village counts once, however many files bring it)",
    );
    let expect = t(
        "应报的村名单（xlsx、csv 或每行一村），没报的会列出来",
        "List of the villages that should send (xlsx, csv, or one a line); those that did not are named",
    );
    args::base("rollup", lang)
        .about(about)
        .args(input::arguments(lang))
        .arg(campaigns::argument(lang))
        .arg(refused::argument(lang))
        .arg(args::output(t("文件.xlsx", "OUT.xlsx"), t("写到哪个文件", "The file to write")))
        .arg(
            args::option(
                "json",
                t("文件.json", "OUT.json"),
                t(
                    "再写一份 JSON；不写文件名就显示出来",
                    "Write the same as JSON, too; without a file’s name it is printed",
                ),
            )
            .num_args(0..=1)
            .default_missing_value("-"),
        )
        .arg(args::option("expect", t("名单", "LIST"), expect))
}

/// Adds the packages' villages up.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    if let Some(path) = matches.get_one::<PathBuf>("output") {
        files::check_ending(path, &["xlsx"])?;
    }
    let expected = match matches.get_one::<PathBuf>("expect") {
        Some(path) => villages(path)?,
        None => Vec::new(),
    };
    let mut campaigns = Campaigns::of_workbook(matches, lang)?;
    let mut sent: Vec<(RegionLabel, PathBuf)> = Vec::new();
    let input = Input::of(matches)?;
    let paths = Input::packages(matches)?;
    let refused = Refused::none_of(paths.len(), matches);
    for path in paths {
        if let Some(label) = refused.pass(&path, campaigns.label(&input, &path)) {
            sent.push((label.region, path));
        }
    }
    let files = input::by_village(sent);
    let counted = campaigns.the_one().map(|campaign| (campaign, count(&files, campaign, (&input, &refused), lang)));
    let skipped = refused.settle(lang)?;
    let Some((campaign, counted)) = counted else { return Ok(()) };
    let rollup = Rollup::new(counted, &expected);
    let (numbers, unit) = (numbers(campaign), rollup.unit());
    let mut note = skipped.note(lang);
    let tables = tables(&rollup, campaign, &numbers, &unit, lang).map(|mut table| {
        table.notes.extend(note.take());
        table
    });
    let bytes = xlsx::xlsx(tables, lang).map_err(CliError::Table)?;
    if let Some(path) = matches.get_one::<PathBuf>("json") {
        let mut told = rollup.to_json(campaign);
        skipped.add_to(&mut told);
        // A structure of texts and numbers always has its JSON.
        let json = serde_json::to_string_pretty(&told).unwrap_or_default();
        if path == Path::new("-") {
            print(&format!("{json}\n"));
        } else {
            files::write(path, json.as_bytes())?;
        }
    }
    matches.get_one::<PathBuf>("output").map_or(Ok(()), |path| files::write(path, &bytes))
}

/// Counts every village, several at a time. What is refused of a village's files does not count.
fn count(
    files: &[Vec<PathBuf>],
    campaign: &Campaign,
    (input, refused): (&Input, &Refused),
    lang: Lang,
) -> Vec<VillageSums> {
    let progress = Progress::new(files.iter().map(Vec::len).sum(), lang);
    let next = AtomicUsize::new(0);
    let counted: Mutex<Vec<VillageSums>> = Mutex::new(Vec::with_capacity(files.len()));
    let work = || {
        while let Some(files) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            let sums = village(files, campaign, (input, refused), &progress);
            // A thread that panicked while it held the lock has ended the program.
            if let Ok(mut counted) = counted.lock() {
                counted.extend(sums);
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(files.len());
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    counted.into_inner().unwrap_or_default()
}

/// A village, or those of one name; none where each of the files is refused.
fn village(
    files: &[PathBuf],
    campaign: &Campaign,
    (input, refused): (&Input, &Refused),
    progress: &Progress,
) -> Vec<VillageSums> {
    let mut gathered = Gathered::default();
    for path in files {
        if let Some(package) = refused.pass(path, input.package(path)) {
            gathered.add(&package.manifest.label, package.journal);
        }
        progress.step();
    }
    gathered.villages().iter().map(|village| village.sums(campaign)).collect()
}

/// The villages of a list: a workbook or a text file.
fn villages(path: &Path) -> Result<Vec<RegionLabel>, CliError> {
    let bytes = files::read(path)?;
    let book = office::read(&bytes).map_err(|cause| CliError::Workbook { path: path.to_owned(), cause })?;
    Ok(expected(&book))
}

//! `nuandong report`: 周报, 总结, 简报 from packages, village by village.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Arg, ArgMatches, Command, value_parser};

use super::campaigns::{self, Campaigns};
use super::error::CliError;
use super::input::{self, Input};
use super::package::line;
use super::progress::Progress;
use super::refused::{self, Refused, Skipped};
use super::together::unit_of;
use super::{args, files, print};
use crate::campaign::Style;
use crate::ledger::View;
use crate::moment::Moment;
use crate::package::{Label, RegionLabel};
use crate::report::{Covered, Numbers, Period, Report, docx, write};
use crate::rollup::Gathered;
use crate::text::Lang;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    let day = |name: &'static str, help: &'static str| {
        let value = t("日期", "DAY");
        Arg::new(name).long(name).value_name(value).value_parser(value_parser!(NaiveDate)).help(help)
    };
    args::base("report", lang)
        .about(t(
            "从数据包写周报、总结、简报，文字和数都按专项行动的模板（docx 为公文版式）",
            "Write the weekly report, the summary or the brief from packages, by the campaign’s templates (docx in the layout of official documents)",
        ))
        .args(input::arguments(lang))
        .arg(campaigns::argument(lang))
        .arg(refused::argument(lang))
        .arg(
            Arg::new("kind").long("kind").value_name(t("种类", "KIND")).default_value("weekly").hide_default_value(true).help(t(
                "weekly 周报、summary 总结、brief 简报，或专项行动里的其他报告 [weekly]",
                "weekly, summary, brief, or another report of the campaign [weekly]",
            )),
        )
        .arg(day("week", t("哪一周：这一周的任何一天（默认按数据的日期）", "Which week: any day of it (default: by the data’s day)")))
        .arg(day("from", t("从哪天起（代替 --week）", "From which day (instead of --week)")).conflicts_with("week").requires("to"))
        .arg(day("to", t("到哪天止", "To which day")).requires("from"))
        .arg(Arg::new("unit").long("unit").value_name(t("单位", "UNIT")).help(t("标题和署名的单位（默认乡镇；只有一个村时为村）", "The unit in the title and under the report (default: the township; of one village its own)")))
        .arg(args::option("output", t("文件", "FILE"), t("写到哪个文件：.docx 公文，其他为文字；不写就显示出来", "The file to write: .docx, else plain text; without it the text is printed")).short('o'))
        .arg(args::flag("json", t("输出 JSON：每个数来自哪个指标、哪张表、哪本台账", "Print JSON: from which indicator, table and ledger each number comes")))
}

/// Writes the report of all the packages' villages together.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let input = Input::of(matches)?;
    if let Some(path) = matches.get_one::<PathBuf>("output") {
        files::check_ending(path, &["docx", "txt", "md"])?;
    }
    let mut campaigns = Campaigns::of_workbook(matches, lang)?;
    let mut sent: Vec<(RegionLabel, PathBuf)> = Vec::new();
    let mut newest: Option<(Moment, Label)> = None;
    let paths = Input::packages(matches)?;
    let refused = Refused::none_of(paths.len(), matches);
    for path in paths {
        let Some(label) = refused.pass(&path, campaigns.label(&input, &path)) else { continue };
        sent.push((label.region.clone(), path));
        let made = Moment::parse(&label.made).unwrap_or_else(|| Moment::new(0, 0));
        if newest.as_ref().is_none_or(|(known, _)| *known < made) {
            newest = Some((made, label));
        }
    }
    let (Some((now, _)), Some(campaign)) = (newest, campaigns.the_one()) else {
        return refused.settle(lang).map(drop);
    };
    let kind = matches.get_one::<String>("kind").map_or("weekly", String::as_str);
    if !campaign.reports.iter().any(|paragraph| paragraph.report == kind) {
        let mut known: Vec<String> = campaign.reports.iter().map(|paragraph| paragraph.report.clone()).collect();
        known.dedup();
        return Err(CliError::NoReport { wanted: kind.to_owned(), known });
    }
    let period = period(matches, kind, campaign.start, now);
    if period.to < period.from {
        return Err(CliError::Backwards);
    }
    let (mut numbers, mut regions) = (Numbers::default(), Vec::new());
    let progress = Progress::new(sent.len(), lang);
    for paths in input::by_village(sent) {
        let mut gathered = Gathered::default();
        for path in &paths {
            if let Some(package) = refused.pass(path, input.package(path)) {
                gathered.add(&package.manifest.label, package.journal);
            }
            progress.step();
        }
        for village in gathered.villages() {
            // As of its own data, as in the roll-up.
            let made = Moment::parse(&village.label.made).unwrap_or(now);
            let view = View::new(&village.journal, campaign, made, Some(&village.label.region.id));
            numbers.add(&Numbers::of_view(&view, period));
            regions.push(village.label.region);
        }
    }
    drop(progress);
    let skipped = refused.settle(lang)?;
    let unit = matches.get_one::<String>("unit").cloned();
    let unit = unit.unwrap_or_else(|| unit_of(&regions));
    let report = write(campaign, kind, &numbers, Covered { unit: &unit, period, now }, lang);
    output(matches, (&report, &skipped), &unit, now, lang)
}

/// The week that was asked for, or the days; else the week that is due, and for what is no weekly report everything so far.
fn period(matches: &ArgMatches, kind: &str, start: NaiveDate, now: Moment) -> Period {
    let day = |name: &str| matches.get_one::<NaiveDate>(name).copied();
    match (day("week"), day("from"), day("to")) {
        (Some(day), ..) => Period::week(day),
        (None, Some(from), Some(to)) => Period { from, to },
        _ if kind == "weekly" => Period::due(now.day()),
        _ => Period { from: start, to: now.day() },
    }
}

fn output(
    matches: &ArgMatches,
    (report, skipped): (&Report, &Skipped),
    unit: &str,
    now: Moment,
    lang: Lang,
) -> Result<(), CliError> {
    let path = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    if let Some(path) = path {
        let bytes = if is_document(path) {
            let lines: Vec<(Style, String)> = report.lines.iter().map(|line| (line.style, line.text.clone())).collect();
            docx(&lines, unit, now.day(), lang)
        } else {
            report.text().into_bytes()
        };
        files::write(path, &bytes)?;
    }
    if matches.get_flag("json") {
        let mut told = report.to_json();
        skipped.add_to(&mut told);
        line(&told);
    } else if path.is_none() {
        print(&report.text());
    }
    Ok(())
}

fn is_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx"))
}

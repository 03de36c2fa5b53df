//! `nuandong roster`: what an import would understand of a roster, and what not.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::error::CliError;
use super::print;
use crate::register::roster::{self, Options, RosterReading, SheetReading};
use crate::text::{Lang, Say};
use crate::workbook::{WorkbookError, office};

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let Some(path) = matches.get_one::<PathBuf>("file") else { return Ok(()) };
    let reading = read(path)?;
    print(&if matches.get_flag("json") { format!("{}\n", reading.to_json(lang)) } else { describe(&reading, lang) });
    Ok(())
}

fn read(path: &Path) -> Result<RosterReading, CliError> {
    let failed = |cause| CliError::Read { path: path.to_owned(), cause };
    let refused = |cause| CliError::Workbook { path: path.to_owned(), cause };
    let size = fs::metadata(path).map_err(failed)?.len();
    if size > office::MAX_FILE {
        return Err(refused(WorkbookError::TooLarge { limit_mib: office::MAX_FILE >> 20 }));
    }
    let workbook = office::read(&fs::read(path).map_err(failed)?).map_err(refused)?;
    let reading = roster::read(&workbook, &Options::default());
    if reading.sheets.iter().all(|sheet| sheet.problem.is_some() || sheet.filled == 0) {
        return Err(CliError::NoRoster { path: path.to_owned() });
    }
    Ok(reading)
}

/// A summary, the columns, the households and the rows with something to say, for people.
fn describe(reading: &RosterReading, lang: Lang) -> String {
    let (households, persons) = (reading.households.len(), reading.persons());
    let mut out = match lang {
        Lang::ZhHans => format!("读懂 {households} 户 {persons} 人。\n"),
        Lang::En => format!("{households} households with {persons} persons were understood.\n"),
    };
    for (index, sheet) in reading.sheets.iter().enumerate() {
        out.push_str(&columns(sheet, lang));
        let rows: Vec<_> = reading.rows.iter().filter(|report| report.sheet == index).collect();
        for report in rows {
            let problems: Vec<String> = report.problems.iter().map(|problem| problem.say(lang)).collect();
            // Writing to a String does not fail.
            let _ = match lang {
                Lang::ZhHans => writeln!(out, "  第{}行：{}", report.row, problems.join("；")),
                Lang::En => writeln!(out, "  row {}: {}", report.row, problems.join("; ")),
            };
        }
    }
    out
}

/// A sheet's name, and its columns with and without meaning.
fn columns(sheet: &SheetReading, lang: Lang) -> String {
    if let Some(problem) = sheet.problem {
        return match lang {
            Lang::ZhHans => format!("工作表“{}”：{}。\n", sheet.name, problem.say(lang)),
            Lang::En => format!("Sheet “{}”: {}.\n", sheet.name, problem.say(lang)),
        };
    }
    let known: Vec<String> = sheet
        .columns
        .iter()
        .filter_map(|column| Some(format!("{}={}", column.heading, column.target.as_ref()?.code())))
        .collect();
    let left: Vec<&str> =
        sheet.columns.iter().filter(|column| column.target.is_none()).map(|column| column.heading.as_str()).collect();
    let left = if left.is_empty() { lang.pick("无", "none").to_owned() } else { left.join(lang.pick("、", ", ")) };
    match lang {
        Lang::ZhHans => format!("工作表“{}”：读的列 {}；不读的列 {left}。\n", sheet.name, known.join("、")),
        Lang::En => format!("Sheet “{}”: columns read {}; left out {left}.\n", sheet.name, known.join(", ")),
    }
}

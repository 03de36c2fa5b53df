//! `nuandong campaign`: a campaign's workbook checked, compiled for phones, or the built-in one written out to be edited.

use std::path::Path;
use std::sync::Arc;

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::error::CliError;
use super::package::line;
use super::{args, files, form, print};
use crate::campaign::{Campaign, Problem, builtin, compile, write};
use crate::form::session::Program;
use crate::text::{Lang, Say};
use crate::workbook::office;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    let workbook = || {
        args::file("workbook", lang).help(t(
            "工作簿：xlsx、xls、ods 文件，或装着 survey.csv、campaign.csv 等的文件夹",
            "The workbook: an xlsx, xls or ods file, or a folder of survey.csv, campaign.csv and so on",
        ))
    };
    let json = || args::flag("json", t("输出 JSON", "Print JSON"));
    args::base("campaign", lang)
        .about(t("专项行动的工作簿", "Workbooks of campaigns"))
        .subcommand_required(true)
        .subcommand_help_heading(t("命令", "Commands"))
        .subcommand(
            args::base("check", lang)
                .about(t(
                    "检查工作簿，列出所有问题：表、行、列、怎么改",
                    "Check a workbook and list every problem: sheet, row, column, what to do",
                ))
                .arg(workbook())
                .arg(json()),
        )
        .subcommand(
            args::base("compile", lang)
                .about(t("编译成手机读的文件", "Compile it to the file that phones read"))
                .arg(workbook())
                .arg(args::output(t("文件", "FILE"), t("写到哪个文件", "The file to write")))
                .arg(json()),
        )
        .subcommand(
            args::base("export", lang)
                .about(t("把内置的工作簿写成 xlsx，供修改", "Write the built-in workbook as xlsx, to be edited"))
                .arg(args::output(t("文件", "FILE"), t("写到哪个 xlsx 文件", "The xlsx file to write")))
                .arg(json()),
        )
}

/// Runs it.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("check", matches)) => {
            let path = args::path(matches, "workbook");
            if matches.get_flag("json") {
                let compiled = compile(&form::workbook(&path)?);
                line(&report(&path, compiled.as_ref(), lang));
                return compiled.map(drop).map_err(|problems| CliError::Form { path, problems: problems.len() });
            }
            let campaign = read(&path, lang)?;
            let title = campaign.title.get(lang);
            let (version, rules) = (campaign.version(), campaign.rules.len());
            print(&match lang {
                Lang::ZhHans => format!("可以用：{title}，版本 {version}，{rules} 条判定规则。\n"),
                Lang::En => format!("Good: {title}, version {version}, {rules} rules.\n"),
            });
            Ok(())
        }
        Some(("compile", matches)) => {
            let path = args::path(matches, "workbook");
            let campaign = read(&path, lang)?;
            // A form that compiled has no circle.
            let program = Program::new(Arc::clone(&campaign.form)).map_err(|_| CliError::Form { path, problems: 1 })?;
            output(matches, &write(&campaign, &program))
        }
        Some(("export", matches)) => {
            let bytes = office::write_xlsx(&builtin::HOUSEHOLD_WINTER.workbook());
            let failed = |cause| CliError::Workbook { path: args::path(matches, "output"), cause };
            output(matches, &bytes.map_err(failed)?)
        }
        // The parser lets no other command through.
        _ => Ok(()),
    }
}

/// Writes the file that was named, and says so as JSON where that is wanted.
pub(super) fn output(matches: &ArgMatches, bytes: &[u8]) -> Result<(), CliError> {
    let path = args::path(matches, "output");
    files::write(&path, bytes)?;
    if matches.get_flag("json") {
        line(&json!({ "file": path.display().to_string(), "bytes": bytes.len() }));
    }
    Ok(())
}

/// What a workbook comes to.
fn report(path: &Path, compiled: Result<&Campaign, &Vec<Problem>>, lang: Lang) -> Value {
    let problem = |problem: &Problem| {
        let Problem { sheet, row, column, .. } = problem;
        json!({ "sheet": sheet, "row": row, "column": column, "message": problem.say(lang) })
    };
    let file = path.display().to_string();
    match compiled {
        Ok(campaign) => json!({
            "file": file, "valid": true, "problems": [], "id": campaign.id, "title": campaign.title.get(lang),
            "version": campaign.version(), "rules": campaign.rules.len(), "ledgers": campaign.ledgers.len(),
            "indicators": campaign.indicators.len(),
        }),
        Err(problems) => {
            json!({ "file": file, "valid": false, "problems": problems.iter().map(problem).collect::<Vec<_>>() })
        }
    }
}

/// Reads and compiles a workbook; its problems are printed.
pub(super) fn read(path: &Path, lang: Lang) -> Result<Campaign, CliError> {
    compile(&form::workbook(path)?).map_err(|problems| {
        print(&problems.iter().map(|problem| problem.say(lang) + "\n").collect::<String>());
        CliError::Form { path: path.to_owned(), problems: problems.len() }
    })
}

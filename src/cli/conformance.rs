//! `nuandong conformance`.

use std::fs;
use std::path::Path;

use clap::{ArgMatches, Command};
use serde_json::json;

use super::error::CliError;
use super::{args, complain, print};
use crate::conformance::{Failure, Report, xlsform, xpath};
use crate::text::Lang;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    args::base("conformance", lang)
        .about(t(
            "用参照实现的用例对照表单引擎，列出不同之处",
            "Hold the form engine against cases of reference implementations and list the differences",
        ))
        .arg(
            args::file("folder", lang)
                .value_name(t("文件夹", "DIR"))
                .help(t("装着 xpath.jsonl 和 xlsform.jsonl 的文件夹", "The folder of xpath.jsonl and xlsform.jsonl")),
        )
        .arg(args::flag("json", t("输出 JSON", "Print JSON")))
}

/// Runs the cases of a folder.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let folder = args::path(matches, "folder");
    let (expressions, forms) = (cases(&folder, xpath::FILE), cases(&folder, xlsform::FILE));
    let mut reports = Vec::new();
    let mut missing = Vec::new();
    match (expressions, forms) {
        (Err(error), Err(_)) => return Err(error),
        // One file alone is run alone, and the other said to be missing.
        (expressions, forms) => {
            match expressions {
                Ok(text) => reports.push(xpath::run(&text)),
                Err(_) => missing.push(xpath::FILE),
            }
            match forms.map(|text| xlsform::run(&text)) {
                Ok(outcome) => reports.extend([outcome.verdict, outcome.cause, outcome.binds]),
                Err(_) => missing.push(xlsform::FILE),
            }
        }
    }
    for file in missing {
        complain(&match lang {
            Lang::ZhHans => format!("{} 里没有 {file}，这一份没有运行。", folder.display()),
            Lang::En => format!("There is no {file} in {}; its cases were not run.", folder.display()),
        });
    }
    if matches.get_flag("json") {
        print(&format!("{}\n", json!(reports)));
        return Ok(());
    }
    for report in &reports {
        print(&failures(report, lang));
    }
    for report in &reports {
        print(&summary(report, lang));
    }
    Ok(())
}

fn cases(folder: &Path, file: &str) -> Result<String, CliError> {
    let path = folder.join(file);
    fs::read_to_string(&path).map_err(|cause| CliError::Read { path, cause })
}

fn failures(report: &Report, lang: Lang) -> String {
    let suite = &report.suite;
    let told = |Failure { line, case, expected, got }: &Failure| match lang {
        Lang::ZhHans => format!("{suite} 第 {line} 行：{case}\n  应为：{expected}\n  得到：{got}\n"),
        Lang::En => format!("{suite}, line {line}: {case}\n  expected: {expected}\n  got: {got}\n"),
    };
    report.failed.iter().map(told).collect()
}

fn summary(report: &Report, lang: Lang) -> String {
    let (suite, passed, failed) = (&report.suite, report.passed, report.failed.len());
    let share = report.share().map_or_else(|| "—".to_owned(), |share| format!("{:.1} %", share * 100.0));
    match lang {
        Lang::ZhHans => format!("{suite}：通过 {passed}，未通过 {failed}（{share}）\n"),
        Lang::En => format!("{suite}: {passed} passed, {failed} failed ({share})\n"),
    }
}

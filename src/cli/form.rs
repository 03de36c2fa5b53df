//! `nuandong form`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{ArgMatches, Command};
use serde_json::{Value as Json, json};

use super::beside::Beside;
use super::error::CliError;
use super::{args, print};
use crate::form::session::Program;
use crate::form::{At, Compiled, Options, Refused, compile, packed};
use crate::text::{Lang, Say};
use crate::workbook::{Sheet, Workbook, csv, office};

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    args::base("form", lang)
        .about(t("表单（XLSForm）", "Forms (XLSForm)"))
        .subcommand_required(true)
        .subcommand_help_heading(t("命令", "Commands"))
        .subcommand(
            args::base("check", lang)
                .about(t(
                    "检查表单，列出所有问题：表、行、列、怎么改",
                    "Check a form and list every problem: sheet, row, column, what to do",
                ))
                .arg(args::file("form", lang).help(t(
                    "表单：xlsx、xls、ods 文件，或装着 survey.csv、choices.csv 等的文件夹",
                    "The form: an xlsx, xls or ods file, or a folder of survey.csv, choices.csv and so on",
                )))
                .arg(args::flag("json", t("输出 JSON", "Print JSON"))),
        )
        .subcommand(
            args::base("compile", lang)
                .about(t(
                    "把表单和它旁边的 csv 编译成手机读的一个文件",
                    "Compile a form, with the csv files beside it, to the one file that phones read",
                ))
                .arg(args::file("form", lang).help(t("表单，同 check", "The form, as for check")))
                .arg(args::output(t("文件", "FILE"), t("写到哪个文件", "The file to write")))
                .arg(args::flag("json", t("输出 JSON", "Print JSON"))),
        )
        .subcommand(
            args::base("eval", lang)
                .about(t(
                    "按给定的答案填表，输出 JSON：每题的值、是否要答、是否正确",
                    "Fill in a form with given answers and print JSON: each value, whether it is asked, whether it is right",
                ))
                .arg(args::file("form", lang).help(t("表单，同 check", "The form, as for check")))
                .arg(
                    args::file("answers", lang)
                        .long("answers")
                        .value_name(t("JSON文件", "JSON"))
                        .help(t("答案：{\"题名\": 值, \"组名\": {…}, \"重复组名\": [{…}]}", "The answers: {\"question\": value, \"group\": {…}, \"repeat\": [{…}]}")),
                )
                .arg(
                    clap::Arg::new("last_saved")
                        .long("last-saved")
                        .value_name(t("JSON文件", "JSON"))
                        .value_parser(clap::value_parser!(PathBuf))
                        .help(t("上一份的答案，写法相同，供 ${last-saved#题名} 引用", "The answers saved last, written likewise, for ${last-saved#question}")),
                )
                .arg(
                    clap::Arg::new("now")
                        .long("now")
                        .value_name(t("时刻", "TIME"))
                        .help(t("当作现在的时刻，如 2026-12-16T08:30:00+08:00（默认此刻）", "The moment to take for now, such as 2026-12-16T08:30:00+08:00 (default: this one)")),
                ),
        )
}

/// Runs `check`, `compile` or `eval`.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("check", matches)) => check(matches, lang),
        Some(("compile", matches)) => compile_to(matches, lang),
        Some(("eval", matches)) => super::eval::run(matches, lang),
        // The parser lets no other command through.
        _ => Ok(()),
    }
}

fn check(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let path = args::path(matches, "form");
    let result = read(&path)?;
    if let Ok(compiled) = &result {
        Beside::of(&compiled.form, &path)?.complain(lang);
    }
    if matches.get_flag("json") {
        print(&format!("{}\n", report(&path, &result, lang)));
    } else {
        print(&listing(&result, lang));
    }
    match result {
        Ok(_) => Ok(()),
        Err(refused) => Err(CliError::Form { path, problems: refused.problems.len() }),
    }
}

/// Compiles a form to a file. The problems of one that is none are listed as `check` lists them.
fn compile_to(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let path = args::path(matches, "form");
    let result = read(&path)?;
    if result.is_err() {
        let json = || format!("{}\n", report(&path, &result, lang));
        print(&if matches.get_flag("json") { json() } else { listing(&result, lang) });
    }
    let refused = |problems| CliError::Form { path: path.clone(), problems };
    let compiled = result.map_err(|refusal| refused(refusal.problems.len()))?;
    let beside = Beside::of(&compiled.form, &path)?;
    beside.complain(lang);
    // A form that compiled has no circle.
    let program = Program::new(Arc::new(compiled.form)).map_err(|_| refused(1))?;
    super::campaign::output(matches, &packed::write(&program, &beside.tables))
}

/// Reads and compiles a form from an xlsx, xls or ods file, or from a folder of csv files named like the sheets.
pub(super) fn read(path: &Path) -> Result<Result<Compiled, Refused>, CliError> {
    let workbook = Arc::new(workbook(path)?);
    let file = path.file_stem().and_then(|stem| stem.to_str());
    Ok(compile(workbook, &Options { name: None, file }))
}

/// A workbook's text form is a folder of csv files, one a sheet, so that it can be kept where lines are compared.
pub(super) fn workbook(path: &Path) -> Result<Workbook, CliError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |cause| CliError::Read { path, cause }
    };
    if !path.is_dir() {
        let bytes = fs::read(path).map_err(failed(path))?;
        return office::read(&bytes).map_err(|cause| CliError::Workbook { path: path.to_owned(), cause });
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(failed(path))? {
        files.push(entry.map_err(failed(path))?.path());
    }
    files.sort();
    let mut sheets = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "csv")) {
        let text = fs::read_to_string(file).map_err(failed(file))?;
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        sheets.push(Sheet { name, rows: csv::read(&text, ','), ..Sheet::default() });
    }
    Ok(Workbook { sheets })
}

pub(super) fn listing(result: &Result<Compiled, Refused>, lang: Lang) -> String {
    let (problems, notices) = match result {
        Ok(compiled) => (&[][..], &compiled.notices),
        Err(refused) => (refused.problems.as_slice(), &refused.notices),
    };
    let mut lines: Vec<String> = problems.iter().map(|problem| problem.say(lang)).collect();
    lines.extend(notices.iter().map(|notice| lang.pick("提示：", "Notice: ").to_owned() + &notice.say(lang)));
    if let Ok(compiled) = result {
        let form = &compiled.form;
        let questions = form.nodes.iter().filter(|node| node.visible && !node.kind.is_container()).count();
        let title = &form.settings.title;
        lines.push(match lang {
            Lang::ZhHans => format!("可以用：{title}，{questions} 题。"),
            Lang::En => format!("Good: {title}, {questions} questions."),
        });
    }
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn report(path: &Path, result: &Result<Compiled, Refused>, lang: Lang) -> Json {
    let said = |at: &At, cause: String, message: String| {
        let code: String = cause.chars().take_while(char::is_ascii_alphanumeric).collect();
        json!({ "sheet": at.sheet, "row": at.row, "column": at.column, "code": code, "message": message })
    };
    let (problems, notices) = match result {
        Ok(compiled) => (&[][..], &compiled.notices),
        Err(refused) => (refused.problems.as_slice(), &refused.notices),
    };
    let problems: Vec<Json> = problems
        .iter()
        .map(|problem| said(&problem.at, format!("{:?}", problem.cause), problem.cause.say(lang)))
        .collect();
    let notices: Vec<Json> = notices
        .iter()
        .map(|notice| said(&notice.at, format!("{:?}", notice.remark), notice.remark.say(lang)))
        .collect();
    let mut report = json!({
        "file": path.display().to_string(),
        "valid": result.is_ok(),
        "problems": problems,
        "notices": notices,
    });
    if let (Ok(compiled), Some(report)) = (result, report.as_object_mut()) {
        let form = &compiled.form;
        report.insert("id".to_owned(), form.settings.id.clone().into());
        report.insert("title".to_owned(), form.settings.title.clone().into());
        report.insert("version".to_owned(), form.settings.version.clone().into());
        report.insert("languages".to_owned(), form.languages.clone().into());
        report.insert("binds".to_owned(), json!(form.binds()));
    }
    report
}

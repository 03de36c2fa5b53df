//! `nuandong ledger fill`: a blank that somebody else sent, filled in its own order and styling.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::error::CliError;
use super::package::line;
use super::refused::Skipped;
use super::together::Together;
use super::{args, files, input, print};
use crate::campaign::Campaign;
use crate::ledger::blank::{Blank, BlankError, Layout, sources};
use crate::ledger::{Edition, Existing, Heading, View};
use crate::text::Lang;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    let packages = |arg: Arg| match arg.get_id().as_str() {
        "packages" => arg
            .long("from")
            .short('i')
            .help(t("用哪些数据包里的记录填（文件或文件夹）", "The packages it is filled from: files or folders")),
        _ => arg,
    };
    args::base("fill", lang)
        .about(t(
            "填上级发来的 xlsx 空表：认出表头，按它自己的顺序和格式填好，其他地方不动",
            "Fill an xlsx blank from above: its heading is read, and it is filled in its own order and styling",
        ))
        .arg(args::file("file", lang).help(t("空表（xlsx）", "The blank, an xlsx")))
        .args(input::arguments(lang).map(packages))
        .arg(super::campaigns::argument(lang))
        .arg(super::refused::argument(lang))
        .arg(args::output(t("文件.xlsx", "OUT.xlsx"), t("写到哪个文件", "The file to write")))
        .arg(
            Arg::new("ledger")
                .long("ledger")
                .value_name("L1")
                .help(t("填哪张台账的行（默认看表头）", "Whose rows (default: by the heading)")),
        )
        .arg(Arg::new("column").long("column").value_name(t("栏名=内容", "TITLE=CODE")).action(ArgAction::Append).help(
            t(
                "某一栏填什么，可写多次；内容写代码，见 --json；留空就写 栏名=",
                "What a column holds; may be repeated. Codes are listed by --json; TITLE= leaves it blank",
            ),
        ))
        .arg(args::option(
            "layouts",
            t("文件.json", "FILE.json"),
            t(
                "记住各种表头的填法：有就照用，并把这次指定的写进去",
                "Remembers how headings are filled: used where it knows one, and what was named is added",
            ),
        ))
        .arg(
            Arg::new("existing")
                .long("existing")
                .value_name(t("做法", "WHAT"))
                .value_parser(PossibleValuesParser::new(Existing::ALL.map(Existing::word)))
                .hide_possible_values(true)
                .help(t(
                    "表里已有人时：append 接在后面（序号接着编），replace 换成我们的",
                    "Where it holds rows already: append to put ours after them (their numbers go on), replace to put ours in their place",
                )),
        )
        .arg(args::edition(Edition::Report, lang))
        .arg(args::flag(
            "json",
            t("输出 JSON：每一栏填了什么，还能填什么", "Print JSON: what each column holds, and what it could"),
        ))
}

/// Fills the blank.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let path = args::path(matches, "file");
    let file = files::read(&path)?;
    let failed = |cause| CliError::Blank { path: path.clone(), cause };
    let all = Together::read(matches, lang)?;
    let Some(campaign) = all.campaign() else { return Ok(()) };
    let blank = Blank::read(&file, campaign).map_err(failed)?;
    let store = matches.get_one::<PathBuf>("layouts");
    let mut layouts = store.map(|path| known(path.as_path())).transpose()?.unwrap_or_default();
    let mut wanted = layouts.remove(&blank.fingerprint()).unwrap_or_default();
    named(matches, &blank, campaign, &mut wanted)?;
    let layout = blank.layout(campaign, &wanted);
    for (at, code) in wanted.columns.iter().filter(|(at, code)| layout.columns.get(at) != Some(code)) {
        // What a newer version of the program remembered is passed over; what is named here is not.
        if matches.get_many::<String>("column").into_iter().flatten().any(|pair| pair.ends_with(&format!("={code}"))) {
            let ledger = campaign.ledgers.iter().find(|ledger| ledger.name == layout.ledger);
            let known = ledger.map(sources).unwrap_or_default().into_iter().map(|source| source.code).collect();
            let title = blank.columns.iter().find(|column| column.at == *at).map_or("", |column| &column.title);
            return Err(CliError::NoSource { wanted: format!("{title}={code}"), known });
        }
    }
    let view = View::new(&all.journal, campaign, all.now(), None);
    let edition = args::edition_of(matches);
    let heading = Heading { unit: all.unit(), author: String::new(), edition, lang };
    let existing = matches.get_one::<String>("existing").and_then(|word| Existing::named(word));
    let filled = blank.fill(&file, (&layout, campaign), &view, &heading, existing).map_err(|cause| match cause {
        BlankError::Taken(rows) => CliError::Taken { path: path.clone(), rows },
        cause => failed(cause),
    })?;
    let out = args::path(matches, "output");
    files::write(&out, &filled)?;
    if let Some(path) = store {
        layouts.insert(blank.fingerprint(), wanted);
        files::write(path, &written(&layouts))?;
    }
    tell(matches, (&blank, &layout, campaign), (&out, &all.skipped), lang);
    Ok(())
}

/// What was named on the command line.
fn named(matches: &ArgMatches, blank: &Blank, campaign: &Campaign, into: &mut Layout) -> Result<(), CliError> {
    if let Some(wanted) = matches.get_one::<String>("ledger") {
        let is =
            |ledger: &&crate::campaign::Ledger| ledger.name == *wanted || ledger.number.eq_ignore_ascii_case(wanted);
        let ledger = campaign.ledgers.iter().find(is).ok_or_else(|| CliError::NoLedger {
            wanted: wanted.clone(),
            known: campaign.ledgers.iter().map(|ledger| ledger.number.clone()).collect(),
        })?;
        into.ledger.clone_from(&ledger.name);
    }
    for pair in matches.get_many::<String>("column").into_iter().flatten() {
        let (title, code) = pair.split_once('=').unwrap_or((pair, ""));
        let column = blank.columns.iter().find(|column| column.title == title.trim());
        let column = column.ok_or_else(|| CliError::NoColumn {
            wanted: title.to_owned(),
            known: blank.columns.iter().map(|column| column.title.clone()).collect(),
        })?;
        into.columns.insert(column.at, code.trim().to_owned());
    }
    Ok(())
}

/// The layouts of a file; none where there is no such file yet.
fn known(path: &Path) -> Result<BTreeMap<String, Layout>, CliError> {
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let value: Value = serde_json::from_slice(&files::read(path)?).unwrap_or_default();
    let layout = |value: &Value| Layout {
        ledger: value["ledger"].as_str().unwrap_or_default().to_owned(),
        columns: value["columns"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(at, code)| Some((at.parse().ok()?, code.as_str()?.to_owned())))
            .collect(),
    };
    Ok(value.as_object().into_iter().flatten().map(|(mark, value)| (mark.clone(), layout(value))).collect())
}

fn written(layouts: &BTreeMap<String, Layout>) -> Vec<u8> {
    let all: serde_json::Map<String, Value> = layouts
        .iter()
        .map(|(mark, layout)| {
            let columns: serde_json::Map<String, Value> =
                layout.columns.iter().map(|(at, code)| (at.to_string(), code.as_str().into())).collect();
            (mark.clone(), json!({ "ledger": layout.ledger, "columns": columns }))
        })
        .collect();
    // Serialising to memory cannot fail.
    serde_json::to_vec_pretty(&all).unwrap_or_default()
}

/// What each column holds.
fn tell(
    matches: &ArgMatches,
    (blank, layout, campaign): (&Blank, &Layout, &Campaign),
    (out, skipped): (&Path, &Skipped),
    lang: Lang,
) {
    let ledger = campaign.ledgers.iter().find(|ledger| ledger.name == layout.ledger);
    let offered = ledger.map(sources).unwrap_or_default();
    let code = |at: usize| layout.columns.get(&at).map_or("", String::as_str);
    if matches.get_flag("json") {
        let columns: Vec<Value> =
            blank.columns.iter().map(|column| json!({ "title": column.title, "holds": code(column.at) })).collect();
        let offered: Vec<Value> =
            offered.iter().map(|source| json!({ "code": source.code, "label": source.label.get(lang) })).collect();
        let mut told = json!({ "file": out.display().to_string(), "ledger": layout.ledger, "columns": columns, "offered": offered, "others": blank.others, "taken": blank.taken });
        skipped.add_to(&mut told);
        line(&told);
        return;
    }
    let nothing = lang.pick("（空着）", "(left blank)");
    for column in &blank.columns {
        let source = offered.iter().find(|source| source.code == code(column.at));
        let holds = source.map_or(nothing, |source| source.label.get(lang));
        print(&format!("{} ← {holds}\n", column.title));
    }
    for sheet in &blank.others {
        print(&lang.pick("工作表“{0}”没有填\n", "Sheet “{0}” was left as it is\n").replace("{0}", sheet));
    }
}

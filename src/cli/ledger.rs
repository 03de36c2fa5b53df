//! `nuandong ledger`.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::error::CliError;
use super::together::Together;
use super::{args, campaigns, complain, files, input, print, refused};
use crate::campaign::Ledger;
use crate::ledger::{Cell, Edition, Heading, RowKind, Table, View, csv, make, says_something, xlsx};
use crate::text::Lang;
use crate::text::words::ledgers::CSV_DIGITS;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    let about = t("从数据包生成台账（xlsx，办公室版式）", "Make ledgers from packages (xlsx, in the office layout)");
    let ledger = Arg::new("ledger").long("ledger").value_name("L1").action(ArgAction::Append);
    args::base("ledger", lang)
        .about(about)
        .args(input::arguments(lang))
        .arg(campaigns::argument(lang))
        .arg(refused::argument(lang))
        .arg(args::output(
            t("文件.xlsx", "OUT.xlsx"),
            t(
                "写到哪个文件；以 .csv 结尾就写成 csv（证号、账号前加制表符，免得 Excel 双击打开丢了后几位；转给别人请用 xlsx）",
                "The file to write; as csv where it ends in .csv (with a tab before ID and account numbers, which Excel would round when \
                 it is opened by a double click; to pass it on, use xlsx)",
            ),
        ))
        .arg(args::flag("json", t("把台账内容也输出成 JSON", "Print the tables as JSON, too")))
        .arg(ledger.help(t("只要这个台账，可写多次（默认全部）", "Only this ledger; may be repeated (default: all)")))
        .arg(args::edition(Edition::Report, lang))
        .subcommand(super::ledger_read::command(lang))
        .subcommand(super::ledger_fill::command(lang))
        .args_conflicts_with_subcommands(true)
        .subcommand_negates_reqs(true)
        .subcommand_help_heading(t("命令", "Commands"))
}

/// Makes the ledgers of all the packages' villages together.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("read", matches)) => return super::ledger_read::run(matches, lang),
        Some(("fill", matches)) => return super::ledger_fill::run(matches, lang),
        _ => {}
    }
    let path = args::path(matches, "output");
    files::check_ending(&path, &["xlsx", "csv"])?;
    let all = Together::read(matches, lang)?;
    let Some(campaign) = all.campaign() else { return Ok(()) };
    let heading = Heading { unit: all.unit(), author: String::new(), edition: args::edition_of(matches), lang };
    let view = View::new(&all.journal, campaign, all.now(), None);
    let ledgers = chosen(matches, &campaign.ledgers, heading.edition)?;
    let tables: Vec<Table> = ledgers.into_iter().map(|ledger| make(ledger, &view, &heading)).collect();
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let bytes = match tables.as_slice() {
        [table] if is_csv => csv::csv(table),
        _ if is_csv => return Err(CliError::OneLedger),
        tables => xlsx::xlsx(tables, lang).map_err(CliError::Table)?,
    };
    files::write(&path, &bytes)?;
    if is_csv && tables.iter().any(csv::holds_long_numbers) {
        complain(CSV_DIGITS.text(lang));
    }
    if matches.get_flag("json") {
        let tables: Vec<Value> = tables.iter().map(to_json).collect();
        let mut told = json!({ "file": path.display().to_string(), "ledgers": tables });
        all.skipped.add_to(&mut told);
        print(&format!("{told}\n"));
    }
    Ok(())
}

/// A table with its columns' names and its rows, sums left out.
fn to_json(table: &Table) -> Value {
    let cell = |cell: &Cell| match cell {
        Cell::Blank => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Number(number) => (*number).into(),
    };
    let columns: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
    let body = table.rows.iter().filter(|row| row.kind == RowKind::Body);
    let rows: Vec<Vec<Value>> = body.map(|row| row.cells.iter().map(cell).collect()).collect();
    json!({ "name": table.name, "columns": columns, "rows": rows })
}

/// The ledgers that were asked for, by name or number; where none was, all that say something in this edition.
fn chosen<'c>(matches: &ArgMatches, ledgers: &'c [Ledger], edition: Edition) -> Result<Vec<&'c Ledger>, CliError> {
    let Some(wanted) = matches.get_many::<String>("ledger") else {
        return Ok(ledgers.iter().filter(|ledger| says_something(ledger, edition)).collect());
    };
    wanted
        .map(|wanted| {
            let is = |ledger: &&Ledger| ledger.name == *wanted || ledger.number.eq_ignore_ascii_case(wanted);
            ledgers.iter().find(is).ok_or_else(|| CliError::NoLedger {
                wanted: wanted.clone(),
                known: ledgers.iter().map(|ledger| ledger.number.clone()).collect(),
            })
        })
        .collect()
}

//! The commands and their arguments, in either language.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, StyledStr};
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::ledger::Edition;
use crate::text::Lang;

/// The language: `--lang`, else the locale's, else Chinese.
pub(super) fn lang(words: &[OsString], locale: Option<&str>) -> Lang {
    let mut words = words.iter().filter_map(|word| word.to_str());
    let named =
        words.find_map(|word| word.strip_prefix("--lang").map(|rest| rest.strip_prefix('=').map(str::to_owned)));
    let named = match named {
        Some(Some(value)) => Some(value),
        Some(None) => words.next().map(str::to_owned),
        None => None,
    };
    let english = named.as_deref().or(locale).is_some_and(|name| name.starts_with("en"));
    if english { Lang::En } else { Lang::ZhHans }
}

/// The whole command line.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    base("nuandong", lang)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .about(t(
            "暖冬：入户一次，台账全有。这里是给办公室用的命令行。",
            "Nuandong: one visit fills every ledger. This is the command line, for offices.",
        ))
        .arg(flag("version", t("显示版本", "Print the version")).short('V').action(ArgAction::Version))
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name(t("语言", "LANG"))
                .value_parser(PossibleValuesParser::new(["zh", "en"]))
                .hide_possible_values(true)
                .help(t("界面和表格的语言：zh 或 en（默认随系统，否则 zh）", "Language of messages and tables: zh or en (default: the system's, else zh)")),
        )
        .subcommand_required(true)
        .subcommand_help_heading(t("命令", "Commands"))
        .after_help(t(
            "退出码：0 成功，1 输入有问题（错误输出每个坏文件一行，说明文件和位置，不留半个文件），2 用法不对。",
            "Exit codes: 0 done, 1 bad input (one line on standard error for each bad file names it and the place; no half-written file), 2 wrong usage.",
        ))
        .subcommand(
            base("demo", lang)
                .about(t(
                    "编造示例村：花名册和数据包（人名、证件号、电话都是虚构的；同样参数得同样文件）",
                    "Make up villages: rosters and packages (names, ID numbers and phones are fictional; equal arguments give equal files)",
                ))
                .arg(number("villages", "2", t("多少个村", "How many villages")))
                .arg(number("households", "100", t("每村多少户", "How many households in each")))
                .arg(number("seed", "1", t("种子：换一个，人就换一批", "Another seed, other people")))
                .arg(output(t("文件夹", "DIR"), t("写到哪个文件夹", "The folder to write to")))
                .arg(flag("json", t("输出 JSON，每村一行", "Print JSON, one line a village"))),
        )
        .subcommand(super::form::command(lang))
        .subcommand(super::campaign::command(lang))
        .subcommand(super::conformance::command(lang))
        .subcommand(
            base("roster", lang)
                .about(t(
                    "试读花名册：导入时哪些能读懂、哪些读不懂，逐行说明",
                    "Read a roster on trial: what an import would understand and what not, row by row",
                ))
                .arg(
                    Arg::new("file")
                        .value_name(t("文件", "FILE"))
                        .required(true)
                        .value_parser(value_parser!(PathBuf))
                        .help(t("xlsx、xls、ods、csv 花名册", "A roster as xlsx, xls, ods or csv")),
                )
                .arg(flag("json", t("输出 JSON", "Print JSON"))),
        )
        .subcommand(super::ledger::command(lang))
        .subcommand(super::rollup::command(lang))
        .subcommand(super::report::command(lang))
        .subcommand(super::inspection::command(lang))
        .subcommand(super::merge::command(lang))
        .subcommand(super::package::command(lang))
}

/// A command with its help in this language.
pub(super) fn base(name: &'static str, lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    let template =
        t("{about}\n\n用法：{usage}\n\n{all-args}{after-help}", "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}");
    Command::new(name)
        .help_template(template)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .next_help_heading(t("选项", "Options"))
        .subcommand_value_name(t("命令", "COMMAND"))
        .arg(Arg::new("help").long("help").short('h').action(ArgAction::Help).help(t("显示帮助", "Print help")))
}

pub(super) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn number(name: &'static str, default: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("N")
        .default_value(default)
        .hide_default_value(true)
        .value_parser(value_parser!(u32).range(0..=1_000_000))
        .help(StyledStr::from(format!("{help} [{default}]")))
}

pub(super) fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf)).help(help)
}

pub(super) fn output(value: &'static str, help: &'static str) -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name(value)
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .help(help)
}

pub(super) fn packages(lang: Lang) -> Arg {
    Arg::new("packages")
        .value_name(lang.pick("数据包", "PACKAGE"))
        .required(true)
        .num_args(1..)
        .value_parser(value_parser!(PathBuf))
        .help(lang.pick("数据包文件，或装着数据包的文件夹", "Package files, or folders of packages"))
}

/// A file or folder that must be named.
pub(super) fn file(name: &'static str, lang: Lang) -> Arg {
    Arg::new(name).value_name(lang.pick("文件", "FILE")).required(true).value_parser(value_parser!(PathBuf))
}

/// `--edition`: for whom ledgers are made.
pub(super) fn edition(default: Edition, lang: Lang) -> Arg {
    let help = match lang {
        Lang::ZhHans => format!("public 公示版、check 核对版、report 上报版 [{}]", default.word()),
        Lang::En => format!("public, check or report [{}]", default.word()),
    };
    Arg::new("edition")
        .long("edition")
        .value_name(lang.pick("版本", "EDITION"))
        .default_value(default.word())
        .hide_default_value(true)
        .value_parser(PossibleValuesParser::new(Edition::ALL.map(Edition::word)))
        .hide_possible_values(true)
        .help(help)
}

/// The value of the [`edition`] argument.
pub(super) fn edition_of(matches: &ArgMatches) -> Edition {
    let wanted = matches.get_one::<String>("edition").map(String::as_str);
    Edition::ALL.into_iter().find(|edition| Some(edition.word()) == wanted).unwrap_or_default()
}

/// The value of a [`file`] argument.
pub(super) fn path(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one::<PathBuf>(name).cloned().unwrap_or_default()
}

/// The values of a repeated argument.
pub(super) fn paths(matches: &ArgMatches, name: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect()
}

/// One line on what is wrong with the arguments.
pub(super) fn usage(lang: Lang, error: &clap::Error) -> String {
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let command = context(ContextKind::InvalidSubcommand);
    let (zh_hans, en) = match error.kind() {
        ErrorKind::UnknownArgument => (format!("不认识参数 {argument}"), format!("unknown argument {argument}")),
        ErrorKind::InvalidSubcommand => (format!("没有命令 {command}"), format!("there is no command {command}")),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("还要写上命令".into(), "a command is missing".into())
        }
        ErrorKind::MissingRequiredArgument => (format!("缺少 {argument}"), format!("{argument} is missing")),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            (format!("{argument} 后面缺少值"), format!("{argument} needs a value"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (format!("{argument} 不能是 {value}"), format!("{argument} cannot be {value}"))
        }
        ErrorKind::ArgumentConflict => (format!("{argument} 只能写一次"), format!("{argument} can be given once")),
        kind => (kind.to_string(), kind.to_string()),
    };
    let what = lang.pick(zh_hans.as_str(), en.as_str());
    match lang {
        Lang::ZhHans => format!("{what}。写法见 nuandong --help"),
        Lang::En => format!("{what}; see nuandong --help"),
    }
}

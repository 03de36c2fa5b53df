//! What the command line says.

use std::io;

use super::error::CliError;
use super::eval::AnswerFault;
use crate::ledger::back::NoLedger;
use crate::text::{Lang, Say};

impl Say for CliError {
    fn say(&self, lang: Lang) -> String {
        let (path, cause) = match self {
            Self::Read { path, cause } => {
                (path, lang.pick("读不了：", "cannot be read: ").to_owned() + &system(cause, lang))
            }
            Self::Write { path, cause } => {
                (path, lang.pick("写不了：", "cannot be written: ").to_owned() + &system(cause, lang))
            }
            Self::Package { path, cause } => (path, cause.say(lang)),
            Self::Seal { path, cause } => (path, cause.say(lang)),
            Self::Exists { path } => (
                path,
                lang.pick(
                    "已有这个文件，没有覆盖；旧密钥丢了，发给它的文件就再也打不开。",
                    "It exists and was not written over; what was sealed to a lost key is never opened again.",
                )
                .to_owned(),
            ),
            Self::Ending { path, known } => (path, ending(known, lang)),
            Self::Refused { each, all } => return refused(each, *all, lang),
            Self::Unsound { refused, all } => return unsound(*refused, *all, lang),
            Self::Backwards => {
                return lang
                    .pick("起始日期晚于截止日期，请改正。", "The first day is after the last; correct them.")
                    .to_owned();
            }
            Self::OneLedger => {
                return lang
                    .pick(
                        "csv 一个文件只放一个台账，请用 --ledger 指定。",
                        "A csv file holds one ledger; name it with --ledger.",
                    )
                    .to_owned();
            }
            Self::NoPackages { path } => (
                path,
                lang.pick("文件夹里没有数据包（*.zip、*.age）。", "There is no package (*.zip, *.age) in this folder.")
                    .to_owned(),
            ),
            Self::Answers { path, fault } => (path, fault.say(lang)),
            Self::Form { path, problems } => (
                path,
                match lang {
                    Lang::ZhHans => format!("有 {problems} 个问题，改好后才能用。"),
                    Lang::En => format!("{problems} problems; it can be used when they are corrected."),
                },
            ),
            Self::NoRoster { path } => (
                path,
                lang.pick(
                    "没有找到花名册的表头（如户主姓名、身份证号）。",
                    "No heading of a roster (such as name and ID number) was found.",
                )
                .to_owned(),
            ),
            Self::Blank { path, cause } => (path, cause.say(lang)),
            Self::NoColumn { wanted, known } => {
                return match lang {
                    Lang::ZhHans => format!("空表没有“{wanted}”这一栏；有的是：{}。", known.join("、")),
                    Lang::En => format!("the blank has no column “{wanted}”; it has {}.", known.join(", ")),
                };
            }
            Self::NoSource { wanted, known } => {
                return match lang {
                    Lang::ZhHans => format!("“{wanted}”填不了；能填的是：{}。", known.join("、")),
                    Lang::En => format!("“{wanted}” cannot be filled; there are {}.", known.join(", ")),
                };
            }
            Self::Taken { path, rows } => (path, taken(*rows, lang)),
            Self::NoHeading { path } => (path, NoLedger.say(lang)),
            Self::UnknownCampaign { path, id } => (
                path,
                match lang {
                    Lang::ZhHans => format!("数据包属于行动“{id}”，本程序没有这项行动，请先更新。"),
                    Lang::En => {
                        format!("the package is of campaign “{id}”, which this program does not have; update it first.")
                    }
                },
            ),
            Self::NoLedger { wanted, known } => {
                return match lang {
                    Lang::ZhHans => format!("没有台账 {wanted}；有的是：{}。", known.join("、")),
                    Lang::En => format!("there is no ledger {wanted}; there are {}.", known.join(", ")),
                };
            }
            Self::NoReport { wanted, known } => {
                return match lang {
                    Lang::ZhHans => format!("没有报告 {wanted}；有的是：{}。", known.join("、")),
                    Lang::En => format!("there is no report {wanted}; there are {}.", known.join(", ")),
                };
            }
            Self::Table(fault) => return fault.say(lang),
            Self::Workbook { path, cause } => (path, cause.say(lang)),
        };
        match lang {
            Lang::ZhHans => format!("{}：{cause}", path.display()),
            Lang::En => format!("{}: {cause}", path.display()),
        }
    }
}

/// Which packages cannot be used and why, a line each, and what may be done about it.
fn refused(each: &[CliError], all: usize, lang: Lang) -> String {
    let mut lines: Vec<String> = each.iter().map(|error| error.say(lang)).collect();
    let (bad, good) = (each.len(), all.saturating_sub(each.len()));
    lines.push(match lang {
        Lang::ZhHans if good == 0 => format!("{all} 个文件都不能用，什么也没有写。"),
        Lang::ZhHans => {
            format!("{all} 个文件里有 {bad} 个不能用，什么也没有写。要跳过坏文件、只用其余 {good} 个，请加 --skip-bad。")
        }
        Lang::En if good == 0 => format!("none of {all} files can be used; nothing was written."),
        Lang::En => {
            format!("{bad} of {all} files cannot be used; nothing was written. To go on with the other {good}, add --skip-bad.")
        }
    });
    lines.join("\n")
}

/// How many packages are not sound.
fn unsound(refused: usize, all: usize, lang: Lang) -> String {
    match lang {
        Lang::ZhHans => format!("{all} 个文件里有 {refused} 个没通过，上面一一写明了。"),
        Lang::En => format!("{refused} of {all} files did not pass; each is named above."),
    }
}

/// That a kind of file is not written, and which are.
fn ending(known: &[&str], lang: Lang) -> String {
    let known: Vec<String> = known.iter().map(|ending| format!(".{ending}")).collect();
    match lang {
        Lang::ZhHans => format!("写不成这种文件，请写成 {}。", known.join("、")),
        Lang::En => format!("This kind of file is not written; end it in {}.", known.join(", ")),
    }
}

impl Say for AnswerFault {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Syntax(error), Lang::ZhHans) => format!("第 {} 行不是 JSON，请改正。", error.line()),
            (Self::Syntax(error), Lang::En) => format!("line {} is no JSON; correct it.", error.line()),
            (Self::Unknown(name), Lang::ZhHans) => format!("表单里没有 {name}，请检查名字。"),
            (Self::Unknown(name), Lang::En) => format!("the form has no {name}; check the name."),
            (Self::Shape(name), Lang::ZhHans) => {
                format!("{name} 的值不对：题目写一个值，组写 {{…}}，重复组写 [{{…}}]，个数不能超过表单允许的。")
            }
            (Self::Shape(name), Lang::En) => format!(
                "{name} has a value of the wrong shape: a question takes a value, a group {{…}}, a repeat [{{…}}] of no more than the form allows."
            ),
            (Self::Moment(text), Lang::ZhHans) => format!("--now 不能是 {text}，请写成 2026-12-16T08:30:00+08:00。"),
            (Self::Moment(text), Lang::En) => format!("--now cannot be {text}; write 2026-12-16T08:30:00+08:00."),
        }
    }
}

/// What the system says, in the words of people where they are known.
fn system(error: &io::Error, lang: Lang) -> String {
    let (zh_hans, en) = match error.kind() {
        io::ErrorKind::NotFound => ("没有这个文件或文件夹。", "no such file or folder."),
        io::ErrorKind::PermissionDenied => ("没有权限。", "permission denied."),
        io::ErrorKind::IsADirectory => ("这是文件夹，不是文件。", "it is a folder, not a file."),
        io::ErrorKind::NotADirectory => ("路径中有一段不是文件夹。", "a part of the path is not a folder."),
        io::ErrorKind::StorageFull => ("磁盘已满。", "the disk is full."),
        _ => return error.to_string(),
    };
    lang.pick(zh_hans, en).into()
}

/// What is asked of whoever fills a blank that holds rows already.
fn taken(rows: usize, lang: Lang) -> String {
    match lang {
        Lang::ZhHans => {
            format!("这张表里已有 {rows} 行。要接在后面，加 --existing append；要换成我们的，加 --existing replace。")
        }
        Lang::En => format!(
            "the table already holds rows ({rows}). To put ours after them add --existing append, in their place --existing replace."
        ),
    }
}

//! `nuandong package`: keys, sealing, opening, checking.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgGroup, ArgMatches, Command};
use serde_json::{Value, json};

use super::error::CliError;
use super::input::{self, Input};
use super::progress::Progress;
use super::refused::{self, Refused};
use super::{args, files, print};
use crate::package::Manifest;
use crate::package::seal::{self, Lock, SealError};
use crate::text::{Lang, Say};

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    let json = || args::flag("json", t("输出 JSON，每个文件一行", "Print JSON, one line a file"));
    let folder = || args::output(t("文件夹", "DIR"), t("写到哪个文件夹", "The folder to write to"));
    let sealing = ArgGroup::new("lock").args(["to", "passphrase-file"]).required(true);
    args::base("package", lang)
        .about(t("数据包：检查、加密、打开", "Packages: check, seal, open"))
        .subcommand_required(true)
        .subcommand_help_heading(t("命令", "Commands"))
        .subcommand(
            args::base("check", lang)
                .about(t(
                    "检查数据包是否完整，并说明里面有什么",
                    "Check that packages are whole and say what is in them",
                ))
                .args(input::arguments(lang))
                .arg(json()),
        )
        .subcommand(
            args::base("key", lang)
                .about(t(
                    "制作乡镇的密钥（age 格式）：密钥文件自己留好，公钥发给各村",
                    "Make a township’s key (age format): keep the key file, give villages the public key",
                ))
                .arg(args::output(t("文件", "FILE"), t("密钥写到哪个文件", "The file to write the key to")))
                .arg(Arg::new("name").long("name").value_name(t("名称", "NAME")).help(t("谁的密钥", "Whose key it is")))
                .arg(json()),
        )
        .subcommand(
            args::base("seal", lang)
                .about(t("加密数据包，标准的 age 工具也能打开", "Seal packages; the standard age tool opens them, too"))
                .arg(args::packages(lang))
                .arg(Arg::new("to").long("to").value_name(t("公钥", "KEY")).help(t(
                    "乡镇公钥（age1…），或写有公钥的文件",
                    "The township’s public key (age1…), or a file that has it",
                )))
                .arg(args::option(
                    "passphrase-file",
                    t("口令文件", "FILE"),
                    t("改用口令（文件的第一行）", "A passphrase instead: the first line of this file"),
                ))
                .group(sealing)
                .arg(refused::argument(lang))
                .arg(folder())
                .arg(json()),
        )
        .subcommand(
            args::base("open", lang)
                .about(t("打开加密的数据包，写成普通的数据包", "Open sealed packages and write them as plain ones"))
                .args(input::arguments(lang))
                .arg(refused::argument(lang))
                .arg(folder())
                .arg(json()),
        )
}

/// Runs the command.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("check", matches)) => check(matches, lang),
        Some(("key", matches)) => key(matches),
        Some(("seal", matches)) => seal_all(matches, lang),
        Some(("open", matches)) => open_all(matches, lang),
        // The parser lets no other command through.
        _ => Ok(()),
    }
}

fn check(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let input = Input::of(matches)?;
    let paths = Input::packages(matches)?;
    let (mut refused, all) = (0, paths.len());
    for path in paths {
        let package = match input.package(&path) {
            Ok(package) => package,
            // Of several every one is told, or an office mends them one at a time.
            Err(error) if all > 1 => {
                refused += 1;
                if matches.get_flag("json") {
                    line(&json!({ "file": path.display().to_string(), "error": error.say(lang) }));
                } else {
                    print(&format!("{}\n", error.say(lang)));
                }
                continue;
            }
            Err(error) => return Err(error),
        };
        if matches.get_flag("json") {
            // A manifest was JSON when it came.
            let manifest = serde_json::to_value(&package.manifest).unwrap_or_default();
            line(&json!({ "file": path.display().to_string(), "manifest": manifest }));
        } else {
            print(&format!("{}\n", describe(&path.display().to_string(), &package.manifest, lang)));
        }
    }
    if refused == 0 { Ok(()) } else { Err(CliError::Unsound { refused, all }) }
}

fn key(matches: &ArgMatches) -> Result<(), CliError> {
    let path = args::path(matches, "output");
    if path.exists() {
        // What was sealed to the key that stands there would never be opened again.
        return Err(CliError::Exists { path });
    }
    let name = matches.get_one::<String>("name").map_or("nuandong", String::as_str);
    let key = seal::make_key();
    let made = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    let text = seal::key_file(&key, name, &made.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
    files::write(&path, text.as_bytes())?;
    if matches.get_flag("json") {
        line(&json!({ "file": path.display().to_string(), "public": key.public }));
    } else {
        print(&format!("{}\n", key.public));
    }
    Ok(())
}

fn seal_all(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let passphrase = input::passphrase(matches)?;
    let public = match matches.get_one::<String>("to") {
        Some(text) => Some(public_key(text)?),
        None => None,
    };
    let lock = match (&public, &passphrase) {
        (Some(key), _) => Lock::Key(key),
        (None, phrase) => Lock::Passphrase(phrase.as_deref().unwrap_or_default()),
    };
    let plain = Input::default();
    for_each((matches, lang), &files::gather(&args::paths(matches, "packages"), &["zip"])?, |path| {
        // What is no sound package is told here, and not to whoever opens it.
        plain.package(path)?;
        let sealed = seal::seal(&files::read(path)?, lock);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned() + ".age";
        Ok((name, sealed.map_err(|cause| CliError::Seal { path: path.to_owned(), cause })?))
    })
}

fn open_all(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let input = Input::of(matches)?;
    for_each((matches, lang), &Input::packages(matches)?, |path| {
        let package = input.package(path)?;
        let named = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = named.strip_suffix(".age").map_or_else(|| named.clone(), str::to_owned);
        let name = if name.is_empty() { package.manifest.label.file_name() } else { name };
        Ok((name, input.bytes(path)?))
    })
}

/// Makes a file of each file, all of them before the first is written, so that a bad one leaves nothing behind.
fn for_each(
    (matches, lang): (&ArgMatches, Lang),
    paths: &[PathBuf],
    make: impl Fn(&Path) -> Result<(String, Vec<u8>), CliError>,
) -> Result<(), CliError> {
    let folder = args::path(matches, "output");
    let (progress, refused) = (Progress::new(paths.len(), lang), Refused::none_of(paths.len(), matches));
    let results = paths.iter().filter_map(|path| {
        let result = refused.pass(path, make(path));
        progress.step();
        Some((path, result?))
    });
    let results: Vec<(&PathBuf, (String, Vec<u8>))> = results.collect();
    drop(progress);
    let skipped = refused.settle(lang)?;
    files::folder(&folder)?;
    let mut taken = BTreeSet::new();
    for (from, (name, bytes)) in results {
        let to = folder.join(files::free_name(&name, &mut taken));
        files::write(&to, &bytes)?;
        if matches.get_flag("json") {
            line(&json!({ "from": from.display().to_string(), "to": to.display().to_string(), "bytes": bytes.len() }));
        }
    }
    if matches.get_flag("json") {
        skipped.to_json().iter().for_each(line);
    }
    Ok(())
}

/// A public key as it stands, or out of a file.
fn public_key(text: &str) -> Result<String, CliError> {
    let path = Path::new(text);
    let found = if path.exists() { files::text(path)? } else { text.to_owned() };
    seal::read_public_key(&found).map_err(|cause: SealError| CliError::Seal { path: path.to_owned(), cause })
}

/// Prints one line of JSON.
pub(super) fn line(value: &Value) {
    print(&format!("{value}\n"));
}

/// One line: whole, whose, of what, from when, how much.
fn describe(path: &str, manifest: &Manifest, lang: Lang) -> String {
    let label = &manifest.label;
    let (village, campaign, made) = (&label.region.village, &label.campaign.title, &label.made);
    let count = |kind: &str| manifest.counts.records.get(kind).copied().unwrap_or_default();
    let (households, visits, findings) = (count("household"), count("visit"), count("finding"));
    let told = match lang {
        Lang::ZhHans => format!(
            "{path}：完整。{village}，{campaign}，数据截至 {made}；{households} 户，入户 {visits} 次，问题和需求 {findings} 个。"
        ),
        Lang::En => format!(
            "{path}: whole. {village}, {campaign}, as of {made}; {households} households, {visits} visits, {findings} problems and needs."
        ),
    };
    let extent = label.extent.clone().unwrap_or_default();
    let (since, piece, pieces) = (&extent.since, extent.piece, extent.pieces);
    let since = match lang {
        _ if since.is_empty() => String::new(),
        Lang::ZhHans => format!("只有 {since} 以后新增的。"),
        Lang::En => format!(" Only what is new since {since}."),
    };
    let piece = match lang {
        _ if pieces <= 1 => String::new(),
        Lang::ZhHans => format!("第 {piece} 份，共 {pieces} 份。"),
        Lang::En => format!(" Piece {piece} of {pieces}."),
    };
    told + &since + &piece
}

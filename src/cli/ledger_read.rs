//! `nuandong ledger read`: what was edited in a ledger, and the writes that it comes to.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use super::error::CliError;
use super::package::line;
use super::together::Together;
use super::{args, files, input, print};
use crate::journal::{DeviceId, Journal, RecordId, Stamp};
use crate::ledger::View;
use crate::ledger::back::{Back, Change, Place};
use crate::package::{Extent, Label, write as package};
use crate::rollup::denominators;
use crate::text::{Lang, Say};
use crate::workbook::office;

/// The command and its arguments.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    args::base("read", lang)
        .about(t(
            "读回改过的台账：先列出哪一户哪一栏从什么改成什么；加 -o 才做成数据包。算出来的栏和打了星号的格子不读",
            "Read an edited ledger back: what was changed, household by household; with -o it becomes packages. Computed columns and masked cells are not read",
        ))
        .arg(args::file("file", lang).help(t("改过的台账（xlsx、xls、ods、csv）", "The edited ledger as xlsx, xls, ods or csv")))
        .args(input::arguments(lang).map(|arg| match arg.get_id().as_str() {
            "packages" => arg.long("into").short('i').help(t(
                "和哪些数据包里的记录比（文件或文件夹）",
                "The packages whose records it is held against: files or folders",
            )),
            _ => arg,
        }))
        .arg(super::campaigns::argument(lang))
        .arg(super::refused::argument(lang))
        .arg(args::option("output", t("文件夹", "DIR"), t("把改动做成数据包写到这个文件夹，每村一个；收进去就生效", "Write the changes as packages into this folder, one a village; they count once taken in")).short('o'))
        .arg(Arg::new("author").long("author").value_name(t("姓名", "NAME")).default_value("").hide_default_value(true).help(t("改动记在谁名下", "Whose changes they are")))
        .arg(args::flag("json", t("输出 JSON", "Print JSON")))
}

/// Reads the file and tells what it comes to.
pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Result<(), CliError> {
    let path = args::path(matches, "file");
    let file = files::read(&path)?;
    let book = office::read(&file).map_err(|cause| CliError::Workbook { path: path.clone(), cause })?;
    let all = Together::read(matches, lang)?;
    let (journal, labels) = (&all.journal, &all.labels);
    let Some(campaign) = all.campaign() else { return Ok(()) };
    let view = View::new(journal, campaign, all.now(), None);
    let back = Back::read(&book, journal, &view, lang).map_err(|_| CliError::NoHeading { path })?;
    if matches.get_flag("json") {
        let mut told = to_json(&back, lang);
        all.skipped.add_to(&mut told);
        print(&format!("{told}\n"));
    } else {
        print(&told(&back, lang));
    }
    let Some(folder) = matches.get_one::<std::path::PathBuf>("output") else { return Ok(()) };
    let author = matches.get_one::<String>("author").cloned().unwrap_or_default();
    let device = device(&file, journal);
    let by_village = drafted(&back, journal, &device, &author);
    if !by_village.is_empty() {
        files::folder(folder)?;
    }
    for (village, changes) in by_village {
        if let Some(label) = labels.get(&village) {
            let denominators = denominators(&View::new(journal, campaign, all.now(), Some(&village)));
            let extent = Extent {
                since: label.made.clone(),
                piece: 1,
                pieces: 1,
                writes: (journal.len() + changes.len()) as u64,
                left_out: 0,
            };
            let label = Label {
                denominators,
                extent: Some(extent),
                author: author.clone(),
                device: device.clone(),
                ..label.clone()
            };
            save(folder, &label, &changes, matches.get_flag("json"))?;
        }
    }
    Ok(())
}

/// Who writes: an identity that follows from the file and from what it is held against, so that the same file read twice makes the
/// same writes.
fn device(file: &[u8], journal: &Journal) -> DeviceId {
    use sha2::{Digest, Sha256};
    use std::fmt::Write as _;
    let digest = Sha256::new().chain_update(file).chain_update(journal.to_ndjson()).finalize();
    DeviceId(digest.iter().take(13).fold(String::from("ledger"), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

/// The changes as writes, village by village.
fn drafted(back: &Back, journal: &Journal, device: &DeviceId, author: &str) -> BTreeMap<RecordId, Journal> {
    let at = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()).timestamp_millis();
    let mut records: BTreeMap<_, (&Change, crate::journal::Fields)> = BTreeMap::new();
    for change in &back.changes {
        let of = (change.kind.clone(), change.record.clone());
        records.entry(of).or_insert((change, BTreeMap::new())).1.extend(change.fields.clone());
    }
    let mut villages: BTreeMap<RecordId, Journal> = BTreeMap::new();
    for (seq, ((kind, record), (change, fields))) in (1..).zip(records) {
        let stamp = Stamp { device: device.clone(), seq, at, author: author.to_owned() };
        let write = journal.draft(stamp, kind, record, fields);
        villages.entry(change.village.clone().unwrap_or_default()).or_default().insert(&write);
    }
    villages
}

fn save(folder: &Path, label: &Label, changes: &Journal, json: bool) -> Result<(), CliError> {
    let path = folder.join(label.file_name());
    files::write(&path, &package(label.clone(), changes))?;
    if json {
        line(&json!({ "file": path.display().to_string(), "village": label.region.village, "writes": changes.len() }));
    }
    Ok(())
}

fn told(back: &Back, lang: Lang) -> String {
    let mut lines: Vec<String> = Vec::new();
    let at = |place: &Place| match lang {
        Lang::ZhHans => format!("{} 第 {} 行 {}", place.sheet, place.row, place.who),
        Lang::En => format!("{}, row {}, {}", place.sheet, place.row, place.who),
    };
    for change in &back.changes {
        let old = if change.old.is_empty() { lang.pick("（空）", "(blank)") } else { &change.old };
        let doubt = change.doubt.map(|doubt| format!("（{}）", doubt.say(lang))).unwrap_or_default();
        lines.push(format!("{} · {}: {old} → {}{doubt}", at(&change.place), change.column, change.new));
    }
    for stray in &back.strays {
        lines.push(format!("{}: {}", at(&stray.place), stray.why.say(lang)));
    }
    for unread in &back.unread {
        let why = unread.why.say(lang);
        lines.push(format!("{} · {} “{}”: {why}", at(&unread.place), unread.column, unread.text));
    }
    for (column, count) in &back.computed {
        lines.push(match lang {
            Lang::ZhHans => format!("“{column}”是算出来的，{count} 处不同，没有读"),
            Lang::En => format!("“{column}” is computed; {count} cells differ and are not read"),
        });
    }
    lines.push(match lang {
        Lang::ZhHans => format!(
            "共 {} 处改动；{} 处是以前的值，{} 处打了星号，{} 处清空，都没有改。",
            back.changes.len(),
            back.older,
            back.masked,
            back.emptied
        ),
        Lang::En => format!(
            "{} changes; left alone: {} earlier values, {} masked cells, {} blank cells.",
            back.changes.len(),
            back.older,
            back.masked,
            back.emptied
        ),
    });
    lines.join("\n") + "\n"
}

fn to_json(back: &Back, lang: Lang) -> Value {
    let place = |place: &Place| json!({ "sheet": place.sheet, "row": place.row, "who": place.who });
    let changes: Vec<Value> = back
        .changes
        .iter()
        .map(|change| {
            json!({
                "place": place(&change.place), "column": change.column, "old": change.old, "new": change.new,
                "doubt": change.doubt.map(|doubt| doubt.say(lang)),
                "kind": change.kind.word(), "record": change.record.0, "fields": change.fields,
            })
        })
        .collect();
    let strays: Vec<Value> =
        back.strays.iter().map(|one| json!({ "place": place(&one.place), "why": one.why.say(lang) })).collect();
    let unread: Vec<Value> = back
        .unread
        .iter()
        .map(|one| json!({ "place": place(&one.place), "column": one.column, "text": one.text, "why": one.why.say(lang) }))
        .collect();
    json!({
        "sheets": back.sheets, "changes": changes, "strays": strays, "unread": unread, "computed": back.computed,
        "older": back.older, "masked": back.masked, "emptied": back.emptied,
    })
}

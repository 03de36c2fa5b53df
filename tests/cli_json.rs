//! What every command says as JSON, and the workbook that an office has edited, on the command line.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Runs what must succeed, and gives what it printed.
fn said(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_nuandong"))
        .args(words)
        .env("LC_ALL", "en_US.UTF-8")
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Each line that a command printed, as JSON.
fn lines(words: &[&str]) -> Vec<Value> {
    said(words).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn every_command_that_makes_or_tells_something_has_json() {
    for words in [
        "demo",
        "form check",
        "form compile",
        "campaign check",
        "campaign compile",
        "campaign export",
        "conformance",
        "roster",
        "ledger",
        "ledger read",
        "ledger fill",
        "rollup",
        "report",
        "inspection",
        "merge",
        "package check",
        "package key",
        "package seal",
        "package open",
    ] {
        let mut words: Vec<&str> = words.split(' ').collect();
        words.push("--help");
        assert!(said(&words).contains("--json"), "{words:?}");
    }
    // Which prints nothing else.
    assert!(said(&["form", "eval", "--help"]).contains("JSON"));
}

#[test]
fn what_was_made_up_exported_and_compiled_is_told_file_by_file() {
    let folder = folder("json-files");
    let made = lines(&["demo", "--villages", "2", "--households", "2", "-o", &at(&folder, ""), "--json"]);
    assert_eq!(made.len(), 2);
    for village in &made {
        assert!(
            ["roster", "package"].iter().all(|name| Path::new(village[name].as_str().unwrap()).exists()),
            "{village}"
        );
    }
    let (book, packed) = (at(&folder, "campaign.xlsx"), at(&folder, "campaign.bin"));
    let exported = lines(&["campaign", "export", "-o", &book, "--json"]);
    assert_eq!(exported[0]["bytes"], fs::metadata(&book).unwrap().len());
    let checked = lines(&["campaign", "check", &book, "--json"]);
    assert_eq!((&checked[0]["valid"], &checked[0]["id"]), (&true.into(), &"household-winter".into()));
    assert_eq!(lines(&["campaign", "compile", &book, "-o", &packed, "--json"])[0]["file"], packed);
}

#[test]
fn a_workbook_that_an_office_edited_decides_what_is_counted() {
    let folder = folder("edited-campaign");
    said(&["demo", "--villages", "2", "--households", "5", "-o", &at(&folder, "")]);
    let (book, packages) = (folder.join("workbook"), at(&folder, "packages"));
    fs::create_dir_all(&book).unwrap();
    for sheet in fs::read_dir("src/campaign/builtin/household_winter").unwrap() {
        let sheet = sheet.unwrap();
        fs::copy(sheet.path(), book.join(sheet.file_name())).unwrap();
    }
    let sheet = book.join("indicators.csv");
    let own = "everyone,T1,全部在册户,All households,household,,,1,,,count,户,households,,\n";
    fs::write(&sheet, fs::read_to_string(&sheet).unwrap() + own).unwrap();
    let counted = |words: &[&str]| -> Value {
        let out = at(&folder, "out.xlsx");
        let words = [&["rollup", &packages, "-o", &out, "--json"], words].concat();
        serde_json::from_str(&said(&words)).unwrap()
    };
    assert!(counted(&[])["total"]["indicators"]["everyone"].is_null());
    assert_eq!(counted(&["--campaign", book.to_str().unwrap()])["total"]["indicators"]["everyone"], 10);
}

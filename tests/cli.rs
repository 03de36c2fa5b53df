//! The command line, as an office runs it: the binary itself, its files, its messages and its exit codes.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of one test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nuandong")).args(words).env("LC_ALL", "zh_CN.UTF-8").output().expect("it starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs what must fail, and gives its exit code and the one line that it says.
fn fails(words: &[&str]) -> (i32, String) {
    let (code, said) = fails_at_length(words);
    assert_eq!(said.lines().count(), 1, "{said}");
    (code, said)
}

/// Runs what must fail, and gives its exit code and what it says.
fn fails_at_length(words: &[&str]) -> (i32, String) {
    let output = run(words);
    let said = text(&output.stderr);
    assert!(output.stdout.is_empty());
    (output.status.code().unwrap(), said)
}

fn succeeds(words: &[&str]) -> String {
    let output = run(words);
    assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn help_names_every_command_in_either_language() {
    let help = succeeds(&["--help"]);
    for word in ["demo", "ledger", "rollup", "package", "roster", "退出码"] {
        assert!(help.contains(word), "{word}");
    }
    assert!(succeeds(&["--lang", "en", "--help"]).contains("Exit codes"));
}

#[test]
fn wrong_usage_is_told_in_one_line_and_gives_2() {
    for words in [&["demo"][..], &[], &["nonsense"], &["package", "check"], &["demo", "--villages", "many", "-o", "x"]]
    {
        let (code, said) = fails(words);
        assert_eq!(code, 2, "{words:?}");
        assert!(said.starts_with("nuandong: ") && said.contains("--help"), "{said}");
    }
}

#[test]
fn a_file_that_is_no_package_is_named_and_gives_1() {
    let folder = folder("no-package");
    let file = folder.join("花名册.xlsx");
    fs::write(&file, "PK nothing").unwrap();
    for path in [file.as_path(), folder.join("missing.zip").as_path(), folder.as_path()] {
        let (code, said) = fails(&["package", "check", path.to_str().unwrap()]);
        assert_eq!(code, 1);
        assert!(said.contains(path.to_str().unwrap()), "{said}");
    }
}

#[test]
fn demo_rosters_are_the_same_every_time_and_leave_nothing_else_behind() {
    let (one, two) = (folder("demo-one"), folder("demo-two"));
    for folder in [&one, &two] {
        succeeds(&["demo", "--villages", "4", "--households", "30", "-o", folder.to_str().unwrap()]);
    }
    let rosters = names(&one.join("rosters"));
    assert_eq!(rosters, ["示例1村花名册.xlsx", "示例2村花名册.xlsx", "示例3村花名册.csv", "示例4村花名册.xlsx"]);
    for part in ["rosters", "packages"] {
        for name in names(&one.join(part)) {
            let read = |folder: &Path| fs::read(folder.join(part).join(&name)).unwrap();
            assert_eq!(read(&one), read(&two), "{name}");
        }
    }
    assert_eq!(names(&one.join("packages")).len(), 4);
}

/// A folder with the demo of so many villages, made once for each test that asks.
fn demo(name: &str, villages: &str, households: &str) -> PathBuf {
    let folder = folder(name);
    succeeds(&["demo", "--villages", villages, "--households", households, "-o", folder.to_str().unwrap()]);
    folder
}

fn package(folder: &Path, village: u32) -> PathBuf {
    let packages = folder.join("packages");
    let name = names(&packages).into_iter().find(|name| name.contains(&format!("示例{village}村"))).unwrap();
    packages.join(name)
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_sound_package_is_described_and_a_damaged_one_is_refused() {
    let folder = demo("check", "1", "10");
    let package = package(&folder, 1);
    let said = succeeds(&["package", "check", package.to_str().unwrap()]);
    assert!(said.contains("完整") && said.contains("示例1村") && said.contains("10 户"), "{said}");
    let manifest = succeeds(&["package", "check", "--json", package.to_str().unwrap()]);
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["manifest"]["format"], 1);
    assert_eq!(manifest["manifest"]["counts"]["records"]["household"], 10);

    let mut bytes = fs::read(&package).unwrap();
    bytes.truncate(bytes.len() / 2);
    fs::write(&package, bytes).unwrap();
    let (code, said) = fails(&["package", "check", package.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(said.contains("示例1村"), "{said}");
}

#[test]
fn a_rollup_is_the_same_in_any_order_and_with_files_twice() {
    let folder = demo("rollup", "2", "20");
    let [one, two] = [1, 2].map(|village| package(&folder, village).to_str().unwrap().to_owned());
    let [forward, backward] = ["forward", "backward"].map(|name| folder.join(name));
    let out = |path: &Path, end: &str| path.with_extension(end).to_str().unwrap().to_owned();
    succeeds(&["rollup", &one, &two, "-o", &out(&forward, "xlsx"), "--json", &out(&forward, "json")]);
    succeeds(&["rollup", &two, &one, &two, "-o", &out(&backward, "xlsx"), "--json", &out(&backward, "json")]);
    for end in ["xlsx", "json"] {
        assert_eq!(fs::read(out(&forward, end)).unwrap(), fs::read(out(&backward, end)).unwrap(), "{end}");
    }
    let json = json(&forward.with_extension("json"));
    assert_eq!(json["villages"].as_array().unwrap().len(), 2);
    let households = |entry: &serde_json::Value| entry["indicators"]["households"].as_u64().unwrap();
    let sum: u64 = json["villages"].as_array().unwrap().iter().map(households).sum();
    assert_eq!(households(&json["total"]), sum);
}

#[test]
fn the_missing_villages_of_a_list_are_named() {
    let folder = demo("missing", "2", "5");
    let list = folder.join("各村.csv");
    fs::write(&list, "管区,村\n第一管区,示例1村\n第一管区,示例2村\n第一管区,示例3村\n").unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    succeeds(&[
        "rollup",
        &path("packages"),
        "--expect",
        &path("各村.csv"),
        "-o",
        &path("r.xlsx"),
        "--json",
        &path("r.json"),
    ]);
    let json = json(&folder.join("r.json"));
    assert_eq!(json["missing"].as_array().unwrap().len(), 1);
    assert_eq!(json["missing"][0]["village"], "示例3村");
}

#[test]
fn ledgers_hold_papers_as_text_and_the_notice_board_holds_none() {
    use nuandong::workbook::{Cell, office};
    let folder = demo("ledger", "2", "40");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let cells = |name: &str| -> Vec<Cell> {
        let book = office::read(&fs::read(folder.join(name)).unwrap()).unwrap();
        book.sheets.into_iter().flat_map(|sheet| sheet.rows).flatten().collect()
    };
    succeeds(&["ledger", &path("packages"), "--ledger", "L1", "--ledger", "L4", "-o", &path("report.xlsx")]);
    let report = cells("report.xlsx");
    let papers =
        report.iter().filter(|cell| matches!(cell, Cell::Text(text) if text.starts_with("379999") && text.len() == 18));
    assert!(papers.count() > 1);
    assert!(!report.iter().any(|cell| matches!(cell, Cell::Number(number) if *number > 1e9)));

    succeeds(&["ledger", &path("packages"), "--edition", "public", "-o", &path("public.xlsx")]);
    assert!(!cells("public.xlsx").iter().any(|cell| cell.text().contains("379999") || cell.text().contains("154")));
}

#[test]
fn a_bad_file_among_good_ones_leaves_the_output_as_it_was() {
    let folder = demo("untouched", "2", "5");
    let bad = package(&folder, 2);
    let mut bytes = fs::read(&bad).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&bad, bytes).unwrap();
    let output = folder.join("out.xlsx");
    fs::write(&output, "as it was").unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    for command in ["ledger", "rollup"] {
        let (code, said) = fails_at_length(&[command, &path("packages"), "-o", output.to_str().unwrap()]);
        assert_eq!((code, said.lines().count()), (1, 2), "{said}");
        assert!(said.contains(bad.to_str().unwrap()) && said.contains("--skip-bad"), "{said}");
    }
    assert_eq!(fs::read_to_string(&output).unwrap(), "as it was");
    assert_eq!(names(&folder), ["out.xlsx", "packages", "rosters"]);
}

#[test]
fn a_ledger_that_does_not_exist_is_told_with_those_that_do() {
    let folder = demo("no-ledger", "1", "2");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (code, said) = fails(&["ledger", &path("packages"), "--ledger", "L99", "-o", &path("out.xlsx")]);
    assert_eq!(code, 1);
    assert!(said.contains("L99") && said.contains("L4"), "{said}");
}

#[test]
fn an_output_that_cannot_be_written_is_named_and_leaves_no_part() {
    let folder = folder("blocked");
    fs::write(folder.join("packages"), "in the way").unwrap();
    let (code, said) = fails(&["demo", "-o", folder.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(said.contains("packages"), "{said}");
    assert_eq!(fs::read_to_string(folder.join("packages")).unwrap(), "in the way");
}

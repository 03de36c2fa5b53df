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
    let output = run(words);
    let said = text(&output.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
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
    for word in ["demo", "package", "退出码"] {
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
    for name in rosters {
        let read = |folder: &Path| fs::read(folder.join("rosters").join(&name)).unwrap();
        assert_eq!(read(&one), read(&two), "{name}");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_named_and_leaves_no_part() {
    let folder = folder("blocked");
    fs::write(folder.join("rosters"), "in the way").unwrap();
    let (code, said) = fails(&["demo", "-o", folder.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(said.contains("rosters"), "{said}");
    assert_eq!(names(&folder), ["rosters"]);
}

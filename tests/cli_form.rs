//! `nuandong form` and `nuandong conformance`, as an office runs them.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of one test's own, with these csv files.
fn folder(name: &str, sheets: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (sheet, text) in sheets {
        fs::write(folder.join(format!("{sheet}.csv")), text).unwrap();
    }
    folder
}

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nuandong")).args(words).env("LC_ALL", "zh_CN.UTF-8").output().expect("it starts")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const SURVEY: &str = "type,name,label::中文 (zh),relevant\n\
    select_one heating,heating,主要取暖方式,\n\
    text,why,为何用${heating},${heating} = 'coal'\n";
const CHOICES: &str = "list_name,name,label::中文 (zh)\nheating,coal,煤炉\nheating,electric,电暖\n";

#[test]
fn a_good_form_is_told_with_its_number_of_questions() {
    let folder = folder("form-good", &[("survey", SURVEY), ("choices", CHOICES)]);
    let output = run(&["form", "check", folder.to_str().unwrap()]);
    assert!(output.status.success());
    assert_eq!(said(&output.stdout), "可以用：form-good，2 题。\n");
}

#[test]
fn a_bad_form_lists_every_problem_with_its_place_and_gives_1() {
    let survey = "type,name,label,relevant\ninteger,age,年龄,${agge} > 1\ninteg,x,某,\nbegin group,g,组,1 +\n";
    let folder = folder("form-bad", &[("survey", survey)]);
    let output = run(&["form", "check", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let lines = said(&output.stdout);
    assert_eq!(lines.lines().count(), 4, "{lines}");
    assert!(lines.starts_with("survey 表第 2 行“relevant”列：没有名叫 agge 的题目。是不是要写 age？"), "{lines}");
    assert!(said(&output.stderr).contains("有 4 个问题"));
}

#[test]
fn problems_come_as_json_in_english_too() {
    let folder = folder("form-json", &[("survey", "type,name\nsound,a\n")]);
    let output = run(&["--lang", "en", "form", "check", "--json", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let problem = &report["problems"][0];
    assert_eq!(report["valid"], false);
    assert_eq!(problem["code"], "UnknownType");
    assert_eq!(
        (problem["sheet"].as_str(), problem["row"].as_u64(), problem["column"].as_str()),
        (Some("survey"), Some(2), Some("type"))
    );
    assert!(problem["message"].as_str().unwrap().starts_with("there is no type sound"));
}

#[test]
fn a_missing_form_or_folder_of_cases_is_named_and_gives_1() {
    for words in [&["form", "check", "nowhere.xlsx"][..], &["conformance", "nowhere"]] {
        let output = run(words);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output.stderr).contains("nowhere"));
    }
}

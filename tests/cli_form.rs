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

#[test]
fn of_two_files_of_cases_one_is_run_and_the_other_said_to_be_missing() {
    let folder = folder("one-file", &[]);
    fs::write(folder.join("xpath.jsonl"), "").unwrap();
    let folder = folder.to_str().unwrap();
    let output = run(&["--lang", "en", "conformance", folder]);
    assert!(output.status.success(), "{}", said(&output.stderr));
    assert!(said(&output.stderr).contains("There is no xlsform.jsonl in"), "{}", said(&output.stderr));
    assert!(said(&output.stdout).contains("xpath.jsonl: 0 passed, 0 failed"), "{}", said(&output.stdout));
    // What programs read stays pure.
    let output = run(&["conformance", "--json", folder]);
    let reports: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(reports.as_array().map(Vec::len), Some(1));
}

#[test]
fn answers_give_values_relevance_and_validity_as_json() {
    let survey = "type,name,label,relevant,constraint,required,calculation,choice_filter\n\
        select_one heating,heating,主要取暖方式,,,yes,,\n\
        text,why,为何,${heating} = 'coal',,,,\n\
        integer,size,几口人,,. < 20,,,\n\
        begin repeat,member,成员,,,,,\n\
        text,name,姓名,,,yes,,\n\
        integer,age,年龄,,,,,\n\
        end repeat,,,,,,,\n\
        calculate,old,,,,,count(${member}[age >= 60]),\n\
        select_one_from_file villages.csv,village,村,,,,,town = 'a'\n\
        today,day,,,,,,\n";
    let sheets = [("survey", survey), ("choices", CHOICES), ("villages", "name,label,town\nv1,甲村,a\nv2,乙村,b\n")];
    let folder = folder("form-eval", &sheets);
    let answers = folder.join("answers.json");
    let eval = |text: &str| {
        fs::write(&answers, text).unwrap();
        let (form, answers) = (folder.to_str().unwrap(), answers.to_str().unwrap());
        run(&["form", "eval", form, "--answers", answers, "--now", "2026-12-16T08:30:00+08:00"])
    };
    let output = eval(
        r#"{"heating": "electric", "why": "便宜", "size": 40, "village": "v2",
            "member": [{"name": "测试甲", "age": 70}, {"age": 61}]}"#,
    );
    assert!(output.status.success(), "{}", said(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let item = |path: &str| report["items"].as_array().unwrap().iter().find(|item| item["path"] == path).unwrap();
    assert_eq!(report["valid"], false);
    assert_eq!(
        (item("/data/why")["relevant"].as_bool(), item("/data/why")["value"].as_str()),
        (Some(false), Some("便宜"))
    );
    assert_eq!(item("/data/size")["message"], "这个答案不在允许范围内，请检查。");
    assert_eq!(item("/data/old")["value"], "2");
    assert_eq!(item("/data/day")["value"].as_str().unwrap().get(..10), Some("2026-12-16"));
    assert_eq!(report["outstanding"][1]["path"], "/data/member[2]/name");
    assert_eq!(report["result"]["/data/village"], serde_json::Value::Null, "the filter does not offer it");
    assert_eq!(report["faults"], serde_json::json!([]));
    for (text, named) in
        [("{", "第 1 行"), (r#"{"nope": 1}"#, "nope"), (r#"{"member": 1}"#, "member"), (r#"{"size": {}}"#, "size")]
    {
        let output = eval(text);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(said(&output.stderr).contains(named), "{text}: {}", said(&output.stderr));
    }
}

#[test]
fn what_lies_beside_a_form_and_what_was_saved_last_count_and_what_fails_is_told() {
    let survey = "type,name,label,calculation,default\n\
        text,village,村,,${last-saved#village}\n\
        calculate,named,,\"pulldata('towns', 'title', 'code', 't1')\",\n\
        select_one_from_file nowhere.csv,none,无,,\n\
        calculate,when,,\"format-date(today(), '%Q')\",\n";
    let folder = folder("form-beside", &[]);
    let (form, media) = (folder.join("visit.xlsx"), folder.join("visit-media"));
    fs::create_dir_all(&media).unwrap();
    // As Chinese Excel saves it: GBK.
    fs::write(media.join("towns.csv"), b"code,title\r\nt1,\xca\xbe\xc0\xfd\xd5\xf2\r\n").unwrap();
    let workbook = nuandong::workbook::Workbook::from_csvs(&[("survey", survey)]);
    fs::write(&form, nuandong::workbook::office::write_xlsx(&workbook).unwrap()).unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (now, before) = (file("now.json", "{}"), file("before.json", r#"{"village": "东村"}"#));
    let output = run(&["form", "eval", form.to_str().unwrap(), "--answers", &now, "--last-saved", &before]);
    assert!(output.status.success(), "{}", said(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["result"]["/data/village"], "东村");
    assert_eq!(report["result"]["/data/named"], "示例镇");
    assert_eq!(
        report["faults"],
        serde_json::json!([{ "path": "/data/when", "of": "calculate", "message": "日期格式里没有 %Q，可用 %Y %m %d %H %M 等。" }])
    );
    assert!(said(&output.stderr).contains("没有 nowhere.csv"), "{}", said(&output.stderr));
}

#[test]
fn a_compiled_form_is_one_file_that_reads_back() {
    let survey = SURVEY.to_owned() + "select_one_from_file towns.csv,town,乡镇,\n";
    let folder = folder("form-compile", &[("survey", &survey), ("choices", CHOICES)]);
    fs::write(folder.join("towns.csv"), "name,label\nt1,示例镇\n").unwrap();
    let out = folder.join("visit.form");
    let output = run(&["form", "compile", folder.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output.stderr));
    let read = nuandong::form::packed::read(&fs::read(&out).unwrap()).unwrap();
    assert_eq!(read.program.form.settings.id, "form-compile");
    let (name, table) = read.attached.first().unwrap();
    assert_eq!((name.as_str(), table.cell(0, 1)), ("towns.csv", "示例镇"));
}

#[test]
fn the_built_in_campaign_is_exported_checked_and_compiled() {
    let folder = folder("campaign-compile", &[]);
    let (book, out) = (folder.join("winter.xlsx"), folder.join("winter.campaign"));
    let (book, out) = (book.to_str().unwrap(), out.to_str().unwrap());
    assert!(run(&["campaign", "export", "-o", book]).status.success());
    assert!(said(&run(&["campaign", "check", book]).stdout).starts_with("可以用："));
    assert!(run(&["campaign", "compile", book, "-o", out]).status.success());
    let (campaign, _) = nuandong::campaign::read(&fs::read(out).unwrap()).unwrap();
    assert_eq!(campaign.id, nuandong::campaign::BUILTIN);
    let none = run(&["campaign", "check", folder.to_str().unwrap()]);
    assert_eq!(none.status.code(), Some(1));
}

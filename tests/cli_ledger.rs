//! Papers at the command line: a ledger edited in a spreadsheet, a blank from above, what inspectors look at.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nuandong::workbook::{Cell, Workbook, office};
use serde_json::Value;

/// A folder of one test's own with the packages of two made-up villages in it.
fn villages(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    succeeds(&["demo", "--villages", "2", "--households", "15", "--seed", "4", "-o", &at(&folder, "")]);
    folder
}

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nuandong")).args(words).env("LC_ALL", "zh_CN.UTF-8").output().expect("it starts")
}

fn succeeds(words: &[&str]) -> String {
    let output = run(words);
    let (said, complained) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{words:?}: {complained}");
    said
}

/// The one line that a command that must fail says.
fn fails(words: &[&str]) -> String {
    let output = run(words);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

#[test]
fn who_makes_a_csv_of_id_numbers_is_told_how_they_are_kept_from_a_spreadsheet() {
    let folder = villages("ledger-csv");
    let (packages, ledger) = (at(&folder, "packages"), at(&folder, "L1.csv"));
    let output = run(&["ledger", &packages, "--ledger", "L1", "-o", &ledger]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("Excel") && said.contains("制表符"), "{said}");
    assert!(fs::read_to_string(&ledger).unwrap().contains(",\t379999"));
    let output = run(&["ledger", &packages, "--ledger", "L1", "-o", &ledger, "--edition", "public"]);
    assert!(output.stderr.is_empty(), "a notice holds no such numbers");
    assert!(succeeds(&["ledger", "--help"]).contains("制表符"));
}

/// Puts a text under a heading into the first row below it.
fn edit(path: &str, heading: &str, text: &str) {
    let mut book = office::read(&fs::read(path).unwrap()).unwrap();
    let sheet = &mut book.sheets[0];
    sheet.merges.clear();
    let found = sheet
        .rows
        .iter()
        .enumerate()
        .find_map(|(row, cells)| Some((row, cells.iter().position(|cell| cell.text() == heading)?)));
    let (row, column) = found.unwrap();
    let cells = &mut sheet.rows[row + 1];
    cells.resize(cells.len().max(column + 1), Cell::Empty);
    cells[column] = Cell::Text(text.into());
    fs::write(path, office::write_xlsx(&book).unwrap()).unwrap();
}

#[test]
fn an_edited_ledger_is_told_cell_by_cell_and_its_packages_make_it_so() {
    let folder = villages("ledger-read");
    let (packages, ledger) = (at(&folder, "packages"), at(&folder, "L1.xlsx"));
    succeeds(&["ledger", &packages, "--ledger", "L1", "-o", &ledger]);
    let untouched = succeeds(&["ledger", "read", &ledger, "--into", &packages]);
    assert!(untouched.contains("共 0 处改动"), "{untouched}");
    edit(&ledger, "备注", "冬天住女儿家");
    let told = succeeds(&["ledger", "read", &ledger, "--into", &packages]);
    assert!(told.contains("备注") && told.contains("→ 冬天住女儿家") && told.contains("共 1 处改动"), "{told}");
    let changes = at(&folder, "packages/changes");
    let json =
        succeeds(&["ledger", "read", &ledger, "-i", &packages, "-o", &changes, "--author", "测试文书", "--json"]);
    let read: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(read["changes"][0]["fields"]["note"], "冬天住女儿家");
    assert_eq!(fs::read_dir(&changes).unwrap().count(), 1, "one village was changed");
    // The changes lie among the packages now, and count.
    let again = at(&folder, "again.xlsx");
    let json = succeeds(&["ledger", &packages, "--ledger", "L1", "-o", &again, "--json"]);
    assert!(json.contains("冬天住女儿家"));
    assert!(succeeds(&["ledger", "read", &again, "--into", &packages]).contains("共 0 处改动"));
}

#[test]
fn a_file_without_a_ledgers_heading_is_named() {
    let folder = villages("ledger-none");
    let notes = at(&folder, "notes.csv");
    fs::write(&notes, "时间,地点\n上午,村委会\n").unwrap();
    let said = fails(&["ledger", "read", &notes, "--into", &at(&folder, "packages")]);
    assert!(said.contains("notes.csv") && said.contains("表头"), "{said}");
}

#[test]
fn a_blank_is_filled_and_what_was_said_of_its_columns_is_remembered() {
    let folder = villages("ledger-fill");
    let (packages, blank, out) = (at(&folder, "packages"), at(&folder, "blank.xlsx"), at(&folder, "filled.xlsx"));
    let layouts = at(&folder, "layouts.json");
    let book = Workbook::from_csvs(&[("摸底表", "摸底表,,,\n序号,姓名,村,主要困难\n,,,\n")]);
    fs::write(&blank, office::write_xlsx(&book).unwrap()).unwrap();
    let fill = |more: &[&str]| {
        let mut words = vec!["ledger", "fill", &blank, "--from", &packages, "-o", &out, "--layouts", &layouts];
        words.extend(more);
        succeeds(&words)
    };
    let told = fill(&["--ledger", "L1", "--column", "主要困难=problems"]);
    assert!(told.contains("主要困难 ← 存在困难问题") && told.contains("村 ← 村"), "{told}");
    assert!(fill(&[]).contains("主要困难 ← 存在困难问题"), "it is remembered for this heading");
    let sheet = office::read(&fs::read(&out).unwrap()).unwrap().sheets.remove(0);
    let villages: Vec<String> = sheet.rows.iter().skip(2).map(|row| row[2].text().into_owned()).collect();
    assert!(villages.contains(&"示例1村".to_owned()) && villages.contains(&"示例2村".to_owned()), "{villages:?}");
    let said = fails(&["ledger", "fill", &blank, "--from", &packages, "-o", &out, "--column", "没有=note"]);
    assert!(said.contains("没有“没有”这一栏") && said.contains("主要困难"), "{said}");
    let said = fails(&["ledger", "fill", &blank, "--from", &packages, "-o", &out, "--column", "姓名=nonsense"]);
    assert!(said.contains("nonsense") && said.contains("household.account"), "{said}");
}

#[test]
fn a_blank_that_holds_rows_is_refused_until_it_is_said_what_becomes_of_them() {
    let folder = villages("ledger-fill-taken");
    let (packages, blank, out) = (at(&folder, "packages"), at(&folder, "begun.xlsx"), at(&folder, "filled.xlsx"));
    let rows = "摸底表,,,\n序号,姓名,村,身份证号\n1,邻村甲,邻村,379999197012120018\n2,邻村乙,邻村,379999197012120026\n";
    let book = Workbook::from_csvs(&[("摸底表", rows)]);
    fs::write(&blank, office::write_xlsx(&book).unwrap()).unwrap();
    let words = ["ledger", "fill", &blank, "--from", &packages, "-o", &out];
    let said = fails(&words);
    assert!(said.contains("已有 2 行") && said.contains("--existing append") && said.contains("replace"), "{said}");
    assert!(!Path::new(&out).exists(), "nothing is written before");
    let filled = |existing: &str| {
        succeeds(&[&words[..], &["--existing", existing]].concat());
        let sheet = office::read(&fs::read(&out).unwrap()).unwrap().sheets.remove(0);
        (2..sheet.rows.len())
            .map(|row| (sheet.cell(row, 0).text().into_owned(), sheet.cell(row, 1).text().into_owned()))
            .collect::<Vec<_>>()
    };
    let (after, instead) = (filled("append"), filled("replace"));
    assert_eq!(after.len(), instead.len() + 2);
    assert_eq!((after[1].1.as_str(), after[2].0.as_str(), instead[0].0.as_str()), ("邻村乙", "3", "1"));
    assert_eq!(after[2].1, instead[0].1);
    assert!(!instead.iter().any(|(_, name)| name.contains("邻村")), "{instead:?}");
}

#[test]
fn what_inspectors_look_at_is_one_zip_with_five_folders() {
    let folder = villages("inspection");
    let out = at(&folder, "迎检包.zip");
    succeeds(&["inspection", &at(&folder, "packages"), "-o", &out]);
    let archive = zip::ZipArchive::new(fs::File::open(&out).unwrap()).unwrap();
    let names = archive.file_names().map(|name| name.unwrap().into_owned());
    let mut folders: Vec<String> = names.filter_map(|name| Some(name.split_once('/')?.0.to_owned())).collect();
    folders.sort_unstable();
    folders.dedup();
    assert_eq!(folders, ["1工作安排", "2责任落实", "3隐患排查", "4台账建立", "5救助措施"]);
}

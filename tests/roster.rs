//! `nuandong roster`, as an office runs it: files of every format that offices send, and files that are no rosters.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use nuandong::workbook::{Cell, Merge, Sheet, Workbook, csv, office};

// People of nowhere: the address part 990000 is no place.
const A: &str = "990000197001010018";
const B: &str = "990000197202020028";
const C: &str = "990000199903030017";

fn run(path: &Path, json: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nuandong"));
    command.arg("roster").arg(path).env("LC_ALL", "zh_CN.UTF-8");
    if json {
        command.arg("--json");
    }
    command.output().expect("it starts")
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("roster");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn json(path: &Path) -> String {
    let output = run(path, true);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    // A library that only tests use makes maps keep the order of writing.
    value.sort_all_objects();
    serde_json::to_string_pretty(&value).unwrap()
}

/// A roster with a title, a heading of two lines, merged households, spoilt numbers, the heading again, sums and a footer.
fn messy() -> Sheet {
    let rows = csv::read(
        &format!(
            "某村困难群众花名册\n填报单位：某村,,,,,单位：户、人\n\
             序号,组,户主姓名,家庭成员情况,,,家庭人口（人）,对象类别\n,,,姓名,与户主关系,身份证号码,,\n\
             1,一组,测试甲,测 试甲,户主,{A},2,低保户\n,,,测试乙,之妻,'{B},,\n\
             小计,,,,,,2,\n序号,组,户主姓名,家庭成员情况,,,家庭人口（人）,对象类别\n,,,姓名,与户主关系,身份证号码,,\n\
             2,二组,测试丙,测试丙,户主,{C} ,3,\n,,,测试丁,之子,9.90000E+17,,\n,,,测试戊,之女,,,\n\
             合 计,,,,,,5,\n审核人：,,,填表人：\n"
        ),
        ',',
    );
    let merge = |top, left, bottom, right| Merge { top, left, bottom, right };
    let merges = vec![
        merge(0, 0, 0, 7),
        merge(2, 3, 2, 5),
        merge(2, 0, 3, 0),
        merge(2, 1, 3, 1),
        merge(2, 2, 3, 2),
        merge(4, 0, 5, 0),
        merge(4, 1, 5, 1),
        merge(4, 2, 5, 2),
        merge(9, 0, 11, 0),
        merge(9, 1, 11, 1),
        merge(9, 2, 11, 2),
    ];
    Sheet { name: "名册".into(), rows, merges, ..Sheet::default() }
}

#[test]
fn a_messy_workbook_is_understood_row_by_row() {
    let bytes = office::write_xlsx(&Workbook { sheets: vec![messy()] }).unwrap();
    insta::assert_snapshot!(json(&file("messy.xlsx", &bytes)));
}

#[test]
fn numbers_that_lost_their_digits_give_no_id() {
    let row = |name: &str, id: Cell| vec![Cell::from(name), id, Cell::Number(13_900_000_001.0)];
    let heads = ["户主", "证件号码", "手机"].map(Cell::from).to_vec();
    let rows = vec![heads, row("测试甲", Cell::Number(9.900_001_970_010_1e17)), row("测试乙", Cell::from(B))];
    let bytes = office::write_xlsx(&Workbook { sheets: vec![Sheet { name: "册".into(), rows, ..Sheet::default() }] });
    insta::assert_snapshot!(json(&file("numbers.xlsx", &bytes.unwrap())));
}

#[test]
fn an_old_xls_reads_as_the_xlsx_it_was_made_from() {
    let fixture = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let old = json(&fixture("roster.xls"));
    assert_eq!(old, json(&fixture("roster.xlsx")));
    insta::assert_snapshot!(old);
}

#[test]
fn csv_reads_alike_in_the_encodings_of_office_programs() {
    let text = csv::write(&messy().rows);
    let in_utf8 = json(&file("utf8.csv", text.as_bytes()));
    assert_eq!(in_utf8, json(&file("bom.csv", format!("\u{feff}{text}").as_bytes())));
    assert_eq!(in_utf8, json(&file("gb18030.csv", &encoding_rs::GB18030.encode(&text).0)));
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(in_utf8, json(&file("utf16.csv", &[&[0xFF, 0xFE], units.as_slice()].concat())));
    // What merged cells said, csv must be told by its blanks.
    let of = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap()["households"].clone();
    let bytes = office::write_xlsx(&Workbook { sheets: vec![messy()] }).unwrap();
    assert_eq!(of(&in_utf8), of(&json(&file("messy-2.xlsx", &bytes))));
}

#[test]
fn the_summary_for_people_names_columns_and_rows() {
    let bytes = office::write_xlsx(&Workbook { sheets: vec![messy()] }).unwrap();
    let output = run(&file("summary.xlsx", &bytes), false);
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn what_is_no_roster_is_told_in_one_line_and_gives_1() {
    let xlsx = office::write_xlsx(&Workbook { sheets: vec![messy()] }).unwrap();
    let refused: [(&str, &[u8], &str); 5] = [
        ("empty.xlsx", b"", "空"),
        ("picture.xls", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01", "不是表格"),
        ("cut.xlsx", &xlsx[..xlsx.len() / 2], "损坏"),
        ("cut.xls", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "损坏"),
        ("letter.csv", "各位村民：\n今年冬天请注意取暖安全。\n".as_bytes(), "表头"),
    ];
    for (name, bytes, word) in refused {
        let path = file(name, bytes);
        for json in [true, false] {
            let output = run(&path, json);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{name}");
            assert!(output.stdout.is_empty() && said.lines().count() == 1, "{name}: {said}");
            assert!(said.contains(name) && said.contains(word), "{name}: {said}");
        }
    }
}

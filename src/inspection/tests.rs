//! The zip of a made-up village.

use super::*;
use crate::campaign::builtin;
use crate::demo::Demo;
use crate::journal::Journal;
use crate::ledger::Edition;
use crate::package::RegionLabel;
use crate::workbook::{Workbook, office};

fn packed(edition: Edition) -> Vec<(String, Vec<u8>)> {
    packed_before(edition, 0)
}

/// As it was so many hours before the village sent its package.
fn packed_before(edition: Edition, hours: i64) -> Vec<(String, Vec<u8>)> {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let demo = Demo { villages: 1, households: 20, seed: 3, sent: None };
    let (label, journal): (_, Journal) = demo.survey(&demo.village(1), &campaign);
    let made = Moment::parse(&label.made).unwrap();
    let now = Moment::new(made.millis() - hours * 3_600_000, 480);
    let view = View::new(&journal, &campaign, now, None);
    let district = "第一管区".to_owned();
    let region =
        RegionLabel { id: label.region.id.clone(), village: "示例1村".into(), district, ..RegionLabel::default() };
    let rollup = rollup(vec![VillageSums::of_view(region, &label.made, &view)]);
    let heading = Heading { unit: "示例1村".into(), author: String::new(), edition, lang: Lang::ZhHans };
    let bytes = pack(Inspected { campaign: &campaign, view: &view, rollup: &rollup }, &heading).unwrap();
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

fn book(files: &[(String, Vec<u8>)], name: &str) -> Workbook {
    let (_, bytes) = files.iter().find(|(file, _)| file.contains(name)).unwrap();
    office::read(bytes).unwrap()
}

#[test]
fn it_has_the_five_sections_and_their_contents_first() {
    let files = packed(Edition::Report);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    insta::assert_snapshot!(names.join("\n"));
    let (_, first) = &files[0];
    let mut document = ::zip::ZipArchive::new(std::io::Cursor::new(first)).unwrap();
    let text = std::io::read_to_string(document.by_name("word/document.xml").unwrap()).unwrap();
    for said in ["一、工作安排", "五、救助措施", "六、还没做到的", "没有责任人的重点户", "问题（隐患）台账"]
    {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn stages_say_how_far_they_are_and_the_contents_count_what_the_tables_hold() {
    let files = packed(Edition::Report);
    let numbers = counts(&files, "全面排查");
    assert!(numbers.len() == 2 && numbers[1] > 0.0 && numbers[1] <= numbers[0] && numbers[0] <= 20.0, "{numbers:?}");
    assert_eq!(book(&files, "全部台账").sheets.len(), 10);
}

#[test]
fn a_villages_own_papers_bear_its_name_and_add_up_and_tell_of_no_villages() {
    let files = packed(Edition::Report);
    let progress = book(&files, "排查进度和整改情况");
    for cell in progress.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten()) {
        let text = cell.text();
        for word in ["个村", "清零村", "小计", "已报", "上报。"] {
            assert!(!text.contains(word), "{text}");
        }
    }
    // By class there is something to add up, by village there is not.
    let sums = |sheet: &crate::workbook::Sheet| sheet.rows.iter().flatten().any(|cell| cell.text() == "合计");
    let added: Vec<bool> = progress.sheets.iter().map(sums).collect();
    assert!(!added[0] && added.contains(&true), "{added:?}");
    let (_, summary) = files.iter().find(|(name, _)| name.contains("工作总结")).unwrap();
    let mut document = ::zip::ZipArchive::new(std::io::Cursor::new(summary)).unwrap();
    let text = std::io::read_to_string(document.by_name("word/document.xml").unwrap()).unwrap();
    assert!(text.contains("示例1村困难群众温暖过冬工作总结"));
}

#[test]
fn of_a_stage_that_has_not_begun_nothing_is_said_to_be_done() {
    assert_eq!(counts(&packed(Edition::Report), "帮包联系").len(), 2);
    let before = counts(&packed_before(Edition::Report, 10 * 24), "帮包联系");
    assert!(before.len() == 1 && before[0] > 0.0, "{before:?}");
}

/// The numbers in a stage's row.
fn counts(files: &[(String, Vec<u8>)], stage: &str) -> Vec<f64> {
    let stages = book(files, "阶段和联系任务");
    let row = stages.sheets[0].rows.iter().find(|row| row.iter().any(|cell| cell.text() == stage)).unwrap();
    let number = |cell: &crate::workbook::Cell| match cell {
        crate::workbook::Cell::Number(number) => Some(*number),
        _ => None,
    };
    row.iter().filter_map(number).collect()
}

#[test]
fn an_edition_holds_in_every_file() {
    let files = packed(Edition::Public);
    for (name, bytes) in files.iter().filter(|(name, _)| name.contains(".xlsx")) {
        let cells = office::read(bytes).map(|book| book.sheets).unwrap_or_default();
        let texts = cells.iter().flat_map(|sheet| sheet.rows.iter().flatten()).map(|cell| cell.text().into_owned());
        for text in texts {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            assert!(digits < 11 || text.contains(['-', '.']), "{name}: {text}");
        }
    }
}

//! Blanks as townships send them, filled from a made-up village.

use rust_xlsxwriter::{Format, FormatBorder, Formula};

use super::*;
use crate::campaign::builtin;
use crate::demo::Demo;
use crate::journal::Journal;
use crate::ledger::{Edition, Existing, Heading, View};
use crate::moment::Moment;
use crate::text::{Lang, Say as _};
use crate::workbook::Workbook;

/// A blank with a title, a heading, some blank rows with borders, a sum and a line for signatures.
fn blank(columns: &[&str], room: u32) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let boxed = Format::new().set_border(FormatBorder::Thin).set_font_name("仿宋");
    book.add_worksheet().set_name("填表说明").unwrap().write_string(0, 0, "户主姓名按户口簿填写").unwrap();
    let page = book.add_worksheet();
    page.set_name("报 & 表").unwrap();
    let last = u16::try_from(columns.len()).unwrap() - 1;
    page.merge_range(0, 0, 0, last, "某镇过冬困难群众摸底表", &boxed).unwrap();
    page.write_string(1, 0, "填报单位：").unwrap();
    page.set_column_width(1, 31).unwrap();
    for (at, title) in (0..).zip(columns) {
        page.write_string_with_format(2, at, *title, &boxed).unwrap();
        for row in 3..3 + room {
            page.write_blank(row, at, &boxed).unwrap();
        }
        page.write_blank(3 + room, at, &boxed).unwrap();
    }
    for row in 3..3 + room {
        page.write_number_with_format(row, 0, f64::from(row) - 2.0, &boxed).unwrap();
    }
    page.write_string_with_format(3 + room, 0, "合计", &boxed).unwrap();
    let sum = format!("=SUM(B4:B{})", 3 + room);
    page.write_formula_with_format(3 + room, 1, Formula::new(sum).set_result("0"), &boxed).unwrap();
    page.merge_range(4 + room, 0, 4 + room, 2, "负责人：", &boxed).unwrap();
    page.set_print_area(0, 0, 4 + room, last).unwrap();
    book.save_to_buffer().unwrap()
}

struct Village {
    campaign: Campaign,
    journal: Journal,
    now: Moment,
}

fn village() -> Village {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let demo = Demo { villages: 1, households: 40, seed: 3, sent: None };
    let (label, journal) = demo.survey(&demo.village(1), &campaign);
    Village { campaign, journal, now: Moment::parse(&label.made).unwrap() }
}

const COLUMNS: [&str; 7] = ["序号", "家庭人口（人）", "对象姓名", "公民身份号码", "手机号码", "所属村", "主要需求"];

impl Village {
    fn filled(&self, bytes: &[u8], known: &Layout, edition: Edition) -> (Workbook, Vec<u8>) {
        self.filled_beside(bytes, known, edition, None).unwrap()
    }

    fn filled_beside(
        &self,
        bytes: &[u8],
        known: &Layout,
        edition: Edition,
        existing: Option<Existing>,
    ) -> Result<(Workbook, Vec<u8>), BlankError> {
        let blank = Blank::read(bytes, &self.campaign).unwrap();
        let layout = blank.layout(&self.campaign, known);
        let view = View::new(&self.journal, &self.campaign, self.now, None);
        let heading = Heading { unit: "示例1村".into(), author: String::new(), edition, lang: Lang::ZhHans };
        let filled = blank.fill(bytes, (&layout, &self.campaign), &view, &heading, existing)?;
        Ok((office::read(&filled).unwrap(), filled))
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn columns_are_known_by_what_offices_call_them() {
    let village = village();
    let blank = Blank::read(&blank(&COLUMNS, 3), &village.campaign).unwrap();
    assert_eq!((blank.sheet.as_str(), blank.room), ("报 & 表", 3));
    let layout = blank.layout(&village.campaign, &Layout::default());
    assert_eq!(layout.ledger, "key_households");
    let codes: Vec<&str> = layout.columns.values().map(String::as_str).collect();
    assert_eq!(codes, ["serial", "members", "head", "id", "phone", "household.village", ""]);
}

#[test]
fn what_a_person_said_of_a_heading_holds_and_what_means_nothing_does_not() {
    let village = village();
    let blank = Blank::read(&blank(&COLUMNS, 3), &village.campaign).unwrap();
    let known = Layout { ledger: "helpers".into(), columns: [(6, "pairing".into()), (5, "no_such".into())].into() };
    let layout = blank.layout(&village.campaign, &known);
    assert_eq!((layout.ledger.as_str(), &*layout.columns[&6], &*layout.columns[&5]), ("helpers", "pairing", "village"));
}

#[test]
fn rows_are_added_in_the_blanks_own_styling_and_what_stood_below_moves_down() {
    let village = village();
    let bytes = blank(&COLUMNS, 3);
    let (book, filled) = village.filled(&bytes, &Layout::default(), Edition::Report);
    let sheet = book.sheet("报 & 表").unwrap();
    let total = sheet.rows.iter().position(|row| row[0].text() == "合计").unwrap();
    let households = total - 3;
    assert!(households > 3, "{households}");
    assert_eq!(sheet.cell(total + 1, 0).text(), "负责人：");
    for row in 3..total {
        assert_eq!(sheet.cell(row, 0).text(), (row - 2).to_string());
        assert!(!sheet.cell(row, 2).is_blank());
        assert!(!matches!(sheet.cell(row, 3), Cell::Number(_)), "an ID number became a number");
    }
    let xml = part(&filled, "xl/worksheets/sheet2.xml");
    assert!(xml.contains(&format!("SUM(B4:B{total})")), "the sum reaches over the added rows");
    let style = |reference: &str| {
        let cell = xml.split("<c ").find(|cell| cell.starts_with(&format!("r=\"{reference}\""))).unwrap();
        file::attribute(&format!("c {cell}"), "s").map(str::to_owned)
    };
    assert!(style("C4").is_some() && style("C4") == style(&format!("C{total}")));
    assert!(part(&filled, "xl/workbook.xml").contains(&format!("$G${}", total + 2)), "the print area grew");
    assert_eq!(part(&filled, "xl/styles.xml"), part(&bytes, "xl/styles.xml"));
    assert!(xml.contains("<cols>") && part(&bytes, "xl/worksheets/sheet2.xml").contains("<cols>"));
    roxmltree::Document::parse(&xml).unwrap();
}

#[test]
fn a_blank_with_room_enough_keeps_its_length() {
    let village = village();
    let (book, _) = village.filled(&blank(&COLUMNS, 60), &Layout::default(), Edition::Report);
    let sheet = book.sheet("报 & 表").unwrap();
    assert_eq!(sheet.cell(63, 0).text(), "合计");
    assert_eq!(sheet.cell(62, 0).text(), "60");
}

/// The same with so many people of a neighbour's in its first rows, numbered from 11.
fn begun(columns: &[&str], room: u32, people: u8) -> Vec<u8> {
    let mut book = office::read(&blank(columns, room)).unwrap();
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == "报 & 表").unwrap();
    for row in 0..people {
        let cells = &mut sheet.rows[3 + usize::from(row)];
        cells.resize(columns.len(), Cell::Empty);
        cells[0] = Cell::Number(11.0 + f64::from(row));
        cells[1] = Cell::Number(2.0);
        cells[2] = Cell::Text(format!("邻村{row}"));
        cells[6] = Cell::Text("原来写的".into());
    }
    let total = 3 + room as usize;
    sheet.rows[total][1] = Cell::Empty;
    office::write_xlsx(&book).unwrap()
}

#[test]
fn a_blank_that_holds_rows_is_filled_only_once_a_person_has_said_what_becomes_of_them() {
    let village = village();
    let bytes = begun(&COLUMNS, 4, 4);
    let read = Blank::read(&bytes, &village.campaign).unwrap();
    assert_eq!((read.taken, read.room), (4, 0));
    let refused = village.filled_beside(&bytes, &Layout::default(), Edition::Report, None).unwrap_err();
    assert_eq!(refused, BlankError::Taken(4));
    assert!(refused.say(Lang::ZhHans).contains("已有 4 行"));
    // A sum, signatures and rows that are only numbered are no entries.
    let empty = Blank::read(&blank(&COLUMNS, 4), &village.campaign).unwrap();
    assert_eq!((empty.taken, empty.room), (0, 4));
}

#[test]
fn rows_that_are_there_stay_and_ours_follow_them_with_the_numbers_that_come_next() {
    let village = village();
    for (room, blanks) in [(4, 0), (6, 2), (60, 56)] {
        let bytes = begun(&COLUMNS, room, 4);
        assert_eq!(Blank::read(&bytes, &village.campaign).unwrap().room, blanks);
        let append = Some(Existing::Append);
        let (book, filled) = village.filled_beside(&bytes, &Layout::default(), Edition::Report, append).unwrap();
        let sheet = book.sheet("报 & 表").unwrap();
        let total = sheet.rows.iter().position(|row| row[0].text() == "合计").unwrap();
        let names: Vec<String> = (3..total).map(|row| sheet.cell(row, 2).text().into_owned()).collect();
        assert_eq!(names[..4], ["邻村0", "邻村1", "邻村2", "邻村3"]);
        let ours = names[4..].iter().filter(|name| !name.is_empty()).count();
        assert!(ours > 3 && names[4..4 + ours].iter().all(|name| !name.contains("邻村")), "{names:?}");
        let serials: Vec<String> = (3..7 + ours).map(|row| sheet.cell(row, 0).text().into_owned()).collect();
        assert_eq!(serials, (11..15 + ours).map(|number| number.to_string()).collect::<Vec<_>>());
        assert_eq!(sheet.cell(3, 6).text(), "原来写的");
        let people: f64 = (3..total)
            .filter_map(|row| match sheet.cell(row, 1) {
                Cell::Number(number) => Some(*number),
                _ => None,
            })
            .sum();
        assert!(people > 8.0 && sheet.cell(total, 1) == &Cell::Number(people), "the sum is of theirs and ours");
        roxmltree::Document::parse(&part(&filled, "xl/worksheets/sheet2.xml")).unwrap();
    }
}

#[test]
fn rows_that_are_there_give_way_to_ours_whole() {
    let village = village();
    // More of theirs than of ours, and fewer.
    for people in [30, 2] {
        let bytes = begun(&COLUMNS, 30, people);
        let replace = Some(Existing::Replace);
        let (book, _) = village.filled_beside(&bytes, &Layout::default(), Edition::Report, replace).unwrap();
        let sheet = book.sheet("报 & 表").unwrap();
        let texts: Vec<String> = sheet.rows.iter().flatten().map(|cell| cell.text().into_owned()).collect();
        assert!(!texts.iter().any(|text| text.contains("邻村") || text.contains("原来写的")), "{texts:?}");
        let total = sheet.rows.iter().position(|row| row[0].text() == "合计").unwrap();
        assert_eq!((total, sheet.cell(3, 0).text().as_ref()), (33, "1"), "it is as long as it came, and begins at one");
        assert!(!sheet.cell(3, 2).is_blank() && sheet.cell(32, 2).is_blank());
        let people: f64 = (3..total)
            .filter_map(|row| match sheet.cell(row, 1) {
                Cell::Number(number) => Some(*number),
                _ => None,
            })
            .sum();
        assert_eq!(sheet.cell(total, 1), &Cell::Number(people));
    }
}

#[test]
fn a_formula_in_a_row_that_gives_way_stays_and_so_does_the_rows_number() {
    let xml = r#"<worksheet><sheetData><row r="2"><c r="A2"><v>7</v></c><c r="B2" s="3" t="str"><v>旧</v></c><c r="C2"><f>LEN(B2)</f><v>1</v></c></row></sheetData></worksheet>"#;
    let fill =
        sheet::Fill { first: 1, cleared: 1, keep: vec![0], room: 1, like: None, rows: Vec::new(), sums: Vec::new() };
    let (page, _) = sheet::filled(xml, &fill).unwrap();
    assert!(page.contains("<v>7</v>") && page.contains("<f>LEN(B2)</f>") && !page.contains("旧"), "{page}");
    assert!(page.contains(r#"<c r="B2" s="3"/>"#), "its styling stays: {page}");
}

#[test]
fn a_blank_shows_of_each_edition_what_a_ledger_shows() {
    let village = village();
    let bytes = blank(&COLUMNS, 3);
    let (check, _) = village.filled(&bytes, &Layout::default(), Edition::Check);
    let ids: Vec<String> = check
        .sheet("报 & 表")
        .unwrap()
        .rows
        .iter()
        .skip(3)
        .map(|row| row.get(3).map(|cell| cell.text().into_owned()).unwrap_or_default())
        .collect();
    assert!(ids.iter().any(|id| id.contains("********")) && !ids.iter().any(|id| id.len() == 18 && !id.contains('*')));
    let (public, _) = village.filled(&bytes, &Layout::default(), Edition::Public);
    let rows = &public.sheet("报 & 表").unwrap().rows;
    assert!(rows.iter().skip(3).all(|row| [3, 4].iter().all(|at| row.get(*at).is_none_or(Cell::is_blank))), "{rows:?}");
}

#[test]
fn what_is_no_blank_is_refused_with_what_to_do() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let refused = |bytes: &[u8]| Blank::read(bytes, &campaign).unwrap_err();
    assert_eq!(refused("户主姓名,身份证号\n".as_bytes()), BlankError::NotXlsx);
    assert_eq!(refused(b""), BlankError::Workbook(WorkbookError::Empty));
    let notes = office::write_xlsx(&Workbook::from_csvs(&[("说明", "请在周五前交\n")])).unwrap();
    assert_eq!(refused(&notes), BlankError::NoHeading);
    assert!(!BlankError::NoHeading.say(Lang::ZhHans).is_empty());
}

#[test]
fn a_shortened_name_is_known_where_it_is_one_columns_alone() {
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let ledger = campaign.ledgers.iter().find(|ledger| ledger.number == "L1").unwrap();
    let code = |word: &str| source::meant(ledger, &[word.to_owned()]).map(|source| source.code);
    assert_eq!(code("存在困难").as_deref(), Some("problems"));
    assert_eq!(code("存在困难问题（简述）").as_deref(), Some("problems"));
    assert_eq!(code("是否"), None);
}

#[test]
fn one_word_that_a_contact_has_too_makes_no_list_of_households_a_record_of_contacts() {
    let village = village();
    let columns = [
        "序号",
        "姓名",
        "所在村",
        "联系方式",
        "身份证号码",
        "人口",
        "取暖设施",
        "主要困难",
        "是否独居老人（领导阅）",
        "包保责任人",
        "类别",
    ];
    let read = Blank::read(&blank(&columns, 3), &village.campaign).unwrap();
    let layout = read.layout(&village.campaign, &Layout::default());
    assert_eq!(layout.ledger, "key_households");
    let codes: Vec<&str> = layout.columns.values().map(String::as_str).collect();
    let meant =
        "serial head household.village phone id members heating problems category.elder_alone helper categories"
            .split(' ');
    assert!(codes.iter().copied().eq(meant), "{codes:?}");
    let (book, _) = village.filled(&blank(&columns, 3), &Layout::default(), Edition::Report);
    let sheet = book.sheet("报 & 表").unwrap();
    let households = sheet.rows.iter().skip(3).filter(|row| row.get(1).is_some_and(|head| !head.is_blank()));
    let said: Vec<(bool, bool)> =
        households.map(|row| (row[8].text() == "是", row[10].text().contains("独居"))).collect();
    assert!(said.iter().any(|(ticked, _)| *ticked) && said.iter().all(|(ticked, is)| ticked == is), "{said:?}");

    let contacts = ["序号", "户主", "日期", "走访人", "联系方式", "发现问题"];
    let read = Blank::read(&blank(&contacts, 3), &village.campaign).unwrap();
    assert_eq!(read.layout(&village.campaign, &Layout::default()).ledger, "contacts");
}

//! Ledgers of a made-up village, exported, edited and read back.

use super::*;
use crate::campaign::{Campaign, builtin};
use crate::demo::Demo;
use crate::journal::Stamp;
use crate::ledger::{Edition, Heading, make, xlsx};
use crate::moment::Moment;
use crate::workbook::office;

struct Village {
    campaign: Campaign,
    journal: Journal,
    now: Moment,
}

impl Village {
    fn new() -> Self {
        let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
        let demo = Demo { villages: 1, households: 40, seed: 3, sent: None };
        let (label, mut journal) = demo.survey(&demo.village(1), &campaign);
        let fields = [("date", "2026-12-20"), ("item", "棉被"), ("unit", "床"), ("source", "allotted")];
        let mut fields: Fields = fields.map(|(path, text)| (path.to_owned(), Json::from(text))).into();
        fields.insert("in".into(), 40.into());
        let stamp = Stamp { device: "goods".into(), seq: 1, at: 0, author: String::new() };
        let write = journal.draft(stamp, Kind::from("stock"), "s1".into(), fields);
        journal.insert(&write);
        Self { campaign, journal, now: Moment::parse(&label.made).unwrap() }
    }

    /// A ledger as a spreadsheet program opens it.
    fn exported(&self, number: &str, edition: Edition) -> Workbook {
        let view = View::new(&self.journal, &self.campaign, self.now, None);
        let heading = Heading { unit: "示例1村".into(), author: String::new(), edition, lang: Lang::ZhHans };
        let table = make(self.campaign.ledger(number).unwrap(), &view, &heading);
        office::read(&xlsx::xlsx(&[table], Lang::ZhHans).unwrap()).unwrap()
    }

    fn back(&self, book: &Workbook) -> Back {
        let view = View::new(&self.journal, &self.campaign, self.now, None);
        Back::read(book, &self.journal, &view, Lang::ZhHans).unwrap()
    }

    /// Lets the changes count.
    fn take(&mut self, back: &Back) {
        for (seq, change) in (1..).zip(&back.changes) {
            let stamp = Stamp { device: "reader".into(), seq, at: 0, author: String::new() };
            let (kind, record) = (change.kind.clone(), change.record.clone());
            let write = self.journal.draft(stamp, kind, record, change.fields.clone());
            self.journal.insert(&write);
        }
    }
}

/// Where a column stands, and the first row of the body.
fn place(book: &Workbook, label: &str) -> (usize, usize) {
    let rows = &book.sheets[0].rows;
    let found = rows
        .iter()
        .enumerate()
        .find_map(|(row, cells)| Some((row, cells.iter().position(|cell| cell.text() == label)?)));
    let (row, column) = found.unwrap();
    (row + 1, column)
}

fn put(book: &mut Workbook, row: usize, label: &str, cell: Cell) -> String {
    let (first, column) = place(book, label);
    let cells = &mut book.sheets[0].rows[first + row];
    cells.resize(cells.len().max(column + 1), Cell::Empty);
    std::mem::replace(&mut cells[column], cell).text().into_owned()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

#[test]
fn a_ledger_in_english_that_nobody_edited_changes_nothing_whatever_the_language_of_who_reads_it() {
    let village = Village::new();
    let view = View::new(&village.journal, &village.campaign, village.now, None);
    for number in ["L1", "L2", "L3", "L4", "L5", "L10", "L16"] {
        for (written, reader) in [(Lang::En, Lang::ZhHans), (Lang::En, Lang::En), (Lang::ZhHans, Lang::En)] {
            let heading = Heading { edition: Edition::Report, lang: written, ..Heading::default() };
            let table = make(village.campaign.ledger(number).unwrap(), &view, &heading);
            let book = office::read(&xlsx::xlsx(&[table], written).unwrap()).unwrap();
            let back = Back::read(&book, &village.journal, &view, reader).unwrap();
            assert!(back.sheets[0].1 > 0, "{number}");
            assert_eq!((back.changes, back.strays, back.unread, back.computed), Default::default(), "{number}");
        }
    }
}

#[test]
fn a_csv_keeps_the_digits_of_id_numbers_and_is_read_back_without_what_keeps_them() {
    let village = Village::new();
    let view = View::new(&village.journal, &village.campaign, village.now, None);
    let heading = Heading { edition: Edition::Report, ..Heading::default() };
    let table = make(village.campaign.ledger("L1").unwrap(), &view, &heading);
    let text = String::from_utf8(crate::ledger::csv::csv(&table)).unwrap();
    assert!(text.contains(",\t379999"), "a spreadsheet takes them for text");
    let mut book = Workbook::from_csvs(&[("L1 重点对象台账", &text)]);
    let back = village.back(&book);
    assert!(back.sheets[0].1 > 0);
    assert_eq!((back.changes, back.strays, back.unread, back.computed), Default::default());
    // One that is typed anew has none before it, or keeps the old one's.
    put(&mut book, 0, "身份证号", Cell::Text("\t379999197012120018".into()));
    let [change] = &*village.back(&book).changes else { panic!() };
    assert_eq!(change.new, "379999197012120018");
}

#[test]
fn a_ledger_that_nobody_edited_changes_nothing_in_any_edition() {
    let village = Village::new();
    for number in ["L1", "L2", "L3", "L4", "L5", "L10"] {
        for edition in Edition::ALL {
            let back = village.back(&village.exported(number, edition));
            assert!(back.changes.is_empty() && back.unread.is_empty(), "{number} {edition:?}: {:?}", back.changes);
            if edition != Edition::Public {
                assert!(back.strays.iter().all(|stray| stray.why == Lost::Several), "{number}: {:?}", back.strays);
                assert!(back.sheets[0].1 > 0, "{number}");
            }
        }
    }
}

#[test]
fn what_was_edited_becomes_changes_and_then_the_ledger_says_it() {
    let mut village = Village::new();
    let mut book = village.exported("L1", Edition::Report);
    let before = put(&mut book, 0, "联系电话", text("13900009999"));
    put(&mut book, 1, "备注", text("冬天住女儿家"));
    put(&mut book, 2, "户主姓名", text("测试改名"));
    // Somebody sorted the sheet meanwhile.
    let (first, _) = place(&book, "户主姓名");
    book.sheets[0].rows[first..first + 3].reverse();
    let back = village.back(&book);
    let said: Vec<(&str, &str)> =
        back.changes.iter().map(|change| (change.column.as_str(), change.new.as_str())).collect();
    assert_eq!(said, [("户主姓名", "测试改名"), ("备注", "冬天住女儿家"), ("联系电话", "13900009999")]);
    assert_eq!(back.changes[2].old, before);
    assert!(back.changes[0].fields.len() == 2, "the head's name is also that of the member: {:?}", back.changes[0]);
    village.take(&back);
    assert!(village.back(&book).changes.is_empty());
    let again = village.exported("L1", Edition::Report);
    assert!(again.sheets[0].rows.iter().flatten().any(|cell| cell.text() == "13900009999"));
}

#[test]
fn masks_blanks_and_what_is_computed_overwrite_nothing() {
    let village = Village::new();
    let mut book = village.exported("L1", Edition::Check);
    put(&mut book, 0, "联系电话", text("139****9999"));
    put(&mut book, 1, "组", Cell::Empty);
    put(&mut book, 2, "取暖方式", text("空调"));
    put(&mut book, 3, "备注", text("要回访"));
    let back = village.back(&book);
    assert_eq!(back.changes.len(), 1, "{:?}", back.changes);
    assert_eq!((back.changes[0].column.as_str(), back.emptied), ("备注", 1));
    assert!(back.masked >= 1 && back.computed.iter().any(|(label, count)| label == "取暖方式" && *count == 1));
}

#[test]
fn a_file_from_before_a_change_does_not_undo_it() {
    let mut village = Village::new();
    let old = village.exported("L1", Edition::Report);
    let mut new = old.clone();
    put(&mut new, 0, "户主姓名", text("测试改名"));
    let back = village.back(&new);
    assert_eq!(back.changes.len(), 1);
    village.take(&back);
    let late = village.back(&old);
    assert!(late.changes.is_empty() && late.older == 1, "{:?}", late.changes);
}

#[test]
fn rows_that_are_nobody_and_words_that_mean_nothing_are_named() {
    let village = Village::new();
    let mut book = village.exported("L4", Edition::Report);
    put(&mut book, 0, "责任部门", text("没有这个部门"));
    put(&mut book, 1, "整改结果", text("已换新烟囱"));
    let (first, _) = place(&book, "户主");
    let mut stranger = book.sheets[0].rows[first].clone();
    for cell in &mut stranger {
        *cell = text("测试外人");
    }
    book.sheets[0].rows.insert(first + 2, stranger);
    let back = village.back(&book);
    assert_eq!(back.changes.len(), 1, "{:?}", back.changes);
    assert_eq!(back.changes[0].new, "已换新烟囱");
    assert_eq!(back.unread.len(), 1);
    assert_eq!((back.unread[0].why, back.unread[0].text.as_str()), (Fault::NoSuchWord, "没有这个部门"));
    let stray = back.strays.iter().find(|stray| stray.place.who == "测试外人").unwrap();
    assert_eq!((stray.why, stray.place.row as usize), (Lost::Nobody, first + 3));
}

#[test]
fn numbers_of_a_ledger_of_records_are_read_back_as_numbers() {
    let mut village = Village::new();
    let mut book = village.exported("L10", Edition::Report);
    // Its heading has two levels.
    let (_, column) = place(&book, "收入");
    let row = book.sheets[0].rows.iter().position(|row| row.iter().any(|cell| cell.text() == "棉被")).unwrap();
    book.sheets[0].rows[row][column] = Cell::Number(42.0);
    let back = village.back(&book);
    assert_eq!(back.changes[0].fields.get("in"), Some(&Json::from(42)));
    village.take(&back);
    assert!(village.back(&book).changes.is_empty());
}

#[test]
fn a_file_of_something_else_is_refused() {
    let village = Village::new();
    let view = View::new(&village.journal, &village.campaign, village.now, None);
    let book = Workbook::from_csvs(&[("会议", "时间,地点\n上午,村委会\n")]);
    assert_eq!(Back::read(&book, &village.journal, &view, Lang::ZhHans), Err(NoLedger));
}

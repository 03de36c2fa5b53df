//! Papers that come and go, with the real worker's work done on the spot.

use super::tests::Tab;
use super::*;
use crate::journal::Kind;
use crate::ledger::{Edition, Existing};
use crate::office::tables::Form;
use crate::store::Store;
use crate::text::Lang;
use crate::workbook::{Cell, office};

/// A tab with a made-up village.
fn village() -> Tab {
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.send(Event::Do(Action::Demo(Role::Village)));
    tab.settle();
    assert!(!tab.app.journal.is_empty());
    tab
}

impl Tab {
    pub(super) fn act(&mut self, action: Action) {
        self.send(Event::Do(action));
        self.settle();
    }

    /// The bytes of the file that is ready to leave.
    fn made(&mut self) -> Vec<u8> {
        let id = self.app.desk.outgoing.as_ref().unwrap().file.id as usize;
        let bytes = self.files[id].clone();
        self.act(Action::CloseOutgoing);
        bytes
    }
}

/// Puts a text under a heading into the first row below it.
fn edited(file: &[u8], heading: &str, text: &str) -> Vec<u8> {
    let mut book = office::read(file).unwrap();
    let sheet = &mut book.sheets[0];
    sheet.merges.clear();
    let (row, column) = (0..sheet.rows.len())
        .find_map(|row| Some((row, sheet.rows[row].iter().position(|cell| cell.text() == heading)?)))
        .unwrap();
    let cells = &mut sheet.rows[row + 1];
    cells.resize(cells.len().max(column + 1), Cell::Empty);
    cells[column] = Cell::Text(text.into());
    office::write_xlsx(&book).unwrap()
}

#[test]
fn an_edited_ledger_is_looked_at_and_then_becomes_writes() {
    let mut tab = village();
    tab.act(Action::ShowEdition(Edition::Report));
    tab.act(Action::MakeTables(tab.app.ledgers(vec!["L1".into()], Form::Workbook)));
    let file = edited(&edited(&tab.made(), "备注", "冬天住女儿家"), "组", "九组");
    let version = tab.app.journal_version;
    tab.choose("台账.xlsx", &file, |file| Job::Paper(PaperJob::ReadLedger(file)));
    let review = tab.app.desk.papers.back.clone().unwrap();
    assert_eq!((review.view.changes.len(), tab.app.journal_version), (2, version), "nothing has changed yet");
    let group = review.view.changes.iter().position(|change| change.column == "组").unwrap();
    tab.act(Action::Paper(PaperAct::TakeBack(vec![group])));
    assert_eq!((tab.app.desk.papers.taken, tab.app.desk.papers.back.is_none()), (Some(1), true));
    let note = &review.view.changes[1 - group];
    let record = tab.app.journal.record(&Kind::Household, &note.record.as_str().into()).unwrap();
    assert_eq!(record.text("note"), "冬天住女儿家");
    assert_ne!(record.text("group"), "九组", "what was left out stays");
    tab.act(Action::Undo);
    let record = tab.app.journal.record(&Kind::Household, &note.record.as_str().into()).unwrap();
    assert_eq!((record.text("note"), tab.app.desk.papers.taken), ("", None));
}

#[test]
fn an_id_number_that_an_edited_ledger_gets_wrong_is_doubted_and_taken() {
    let mut tab = village();
    tab.act(Action::ShowEdition(Edition::Report));
    tab.act(Action::MakeTables(tab.app.ledgers(vec!["L1".into()], Form::Workbook)));
    let ledger = tab.made();
    for (number, doubted) in [("110105194912310021", true), ("11010519491231002x", false)] {
        let file = edited(&ledger, "身份证号", number);
        tab.choose("台账.xlsx", &file, |file| Job::Paper(PaperJob::ReadLedger(file)));
        let change = tab.app.desk.papers.back.as_ref().unwrap().view.changes[0].clone();
        assert_eq!((change.new.to_lowercase(), !change.doubt.is_empty()), (number.to_owned(), doubted));
    }
    tab.act(Action::Paper(PaperAct::TakeBack(Vec::new())));
    assert_eq!(tab.app.desk.papers.taken, Some(1));
}

#[test]
fn a_file_that_is_no_ledger_is_refused_by_name() {
    let mut tab = village();
    tab.choose("会议.csv", "时间,地点\n上午,村委会\n".as_bytes(), |file| {
        Job::Paper(PaperJob::ReadLedger(file))
    });
    let receipt = tab.app.desk.receipts.last().unwrap();
    assert!(receipt.name == "会议.csv" && receipt.outcome.is_err());
}

#[test]
fn what_was_said_of_a_blank_holds_for_the_next_one_with_its_heading() {
    let mut tab = village();
    let book = crate::workbook::Workbook::from_csvs(&[("摸底表", "序号,对象姓名,手机号码,困难\n,,,\n,,,\n")]);
    let blank = office::write_xlsx(&book).unwrap();
    let read = |tab: &mut Tab| {
        tab.choose("摸底表.xlsx", &blank, |file| Job::Paper(PaperJob::ReadBlank(file)));
        tab.app.desk.papers.blank.clone().unwrap().view
    };
    let view = read(&mut tab);
    let sources: Vec<&str> = view.columns.iter().map(|column| column.source.as_str()).collect();
    assert_eq!(sources, ["serial", "head", "phone", ""]);
    tab.act(Action::Paper(PaperAct::BlankColumn(3, "problems".into())));
    assert_eq!(tab.app.desk.papers.blank.as_ref().unwrap().view.columns[3].source, "problems");
    tab.act(Action::Paper(PaperAct::FillBlank));
    let filled = office::read(&tab.made()).unwrap();
    assert!(filled.sheets[0].rows.len() > 3 && !filled.sheets[0].cell(1, 1).is_blank(), "{filled:?}");
    tab.act(Action::Paper(PaperAct::DropBlank));
    let again = read(&mut tab);
    assert!(again.known && again.columns[3].source == "problems");
}

#[test]
fn a_blank_that_holds_rows_is_filled_once_it_is_said_what_becomes_of_them() {
    let mut tab = village();
    let rows = "摸底表,,,\n序号,对象姓名,手机号码,困难\n1,邻村甲,15400000001,\n2,邻村乙,15400000002,\n";
    let blank = office::write_xlsx(&crate::workbook::Workbook::from_csvs(&[("摸底表", rows)])).unwrap();
    tab.choose("摸底表.xlsx", &blank, |file| Job::Paper(PaperJob::ReadBlank(file)));
    assert_eq!(tab.app.desk.papers.blank.as_ref().unwrap().view.taken, 2);
    assert!(!tab.app.desk.papers.is_blank_ready());
    tab.act(Action::Paper(PaperAct::BlankExisting(Existing::Append)));
    // What is said of a column reads the file anew, and does not forget it.
    tab.act(Action::Paper(PaperAct::BlankColumn(3, "problems".into())));
    assert!(tab.app.desk.papers.is_blank_ready());
    tab.act(Action::Paper(PaperAct::FillBlank));
    let sheet = office::read(&tab.made()).unwrap().sheets.remove(0);
    let cell = |row: usize, column: usize| sheet.cell(row, column).text().into_owned();
    assert_eq!((cell(2, 1), cell(3, 1), cell(4, 0)), ("邻村甲".into(), "邻村乙".into(), "3".into()));
    assert!(!cell(4, 1).is_empty());
    tab.act(Action::Paper(PaperAct::DropBlank));
    tab.choose("摸底表.xlsx", &blank, |file| Job::Paper(PaperJob::ReadBlank(file)));
    assert!(!tab.app.desk.papers.is_blank_ready(), "the next one is asked about anew");
}

#[test]
fn a_report_is_written_when_its_screen_is_seen_and_leaves_as_it_was_edited() {
    let mut tab = village();
    tab.send(Event::Arrived(Route::Report));
    tab.settle();
    let made = tab.app.desk.papers.report.clone().unwrap();
    assert_eq!(made.order.kind, "weekly");
    assert!(made.view.lines.iter().any(|line| line.numbers.iter().any(|number| number.label == "覆盖率")));
    let asked = tab.effects.len();
    tab.send(Event::Arrived(Route::Report));
    tab.settle();
    assert_eq!(tab.effects.len(), asked, "it is not written again while nothing has changed");
    tab.act(Action::Paper(PaperAct::Document(made.view.text().replace("工作周报", "第一周情况"))));
    let file = tab.app.desk.outgoing.as_ref().unwrap().file.name.clone();
    assert!(
        file.contains("第一周情况") && std::path::Path::new(&file).extension().is_some_and(|end| end == "docx"),
        "{file}"
    );
    let document = tab.made();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(document)).unwrap();
    let text = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    assert!(text.contains("第一周情况") && text.contains("示例1村"));
    tab.act(Action::SetLang(Lang::En));
    tab.send(Event::Arrived(Route::Report));
    tab.settle();
    let made = tab.app.desk.papers.report.clone().unwrap();
    assert!(made.view.lines.iter().any(|line| line.numbers.iter().any(|number| number.label == "Coverage")));
}

#[test]
fn what_inspectors_are_shown_leaves_as_one_file_for_whom_the_screen_shows() {
    let mut tab = village();
    tab.act(Action::ShowEdition(Edition::Public));
    tab.act(Action::Paper(PaperAct::Inspection));
    let name = tab.app.desk.outgoing.as_ref().unwrap().file.name.clone();
    assert!(name.starts_with("迎检包_示例1村_公示版_"), "{name}");
}

#[test]
fn what_was_edited_in_a_report_is_there_again_for_its_kind_and_days() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    let week = tab.app.due_report();
    let summary = ReportOrder { kind: "summary".to_owned(), ..week.clone() };
    tab.act(Action::Paper(PaperAct::EditReport(week.clone(), Some("改过的周报".into()))));
    drop(tab);
    let mut tab = Tab::open(&store, 2);
    assert_eq!((tab.app.edited_report(&week), tab.app.edited_report(&summary)), (Some("改过的周报"), None));
    tab.act(Action::Paper(PaperAct::EditReport(week.clone(), None)));
    assert_eq!(tab.app.edited_report(&week), None);
}

#[test]
fn ledgers_on_the_screen_are_made_anew_in_another_language() {
    let mut tab = village();
    let headings = |tab: &mut Tab| -> String {
        tab.send(Event::Arrived(Route::Ledgers));
        tab.settle();
        let made = tab.app.desk.ledger.as_ref().unwrap();
        made.tables[0].view().columns.iter().map(|column| column.label.as_str()).collect()
    };
    assert!(headings(&mut tab).contains("户主"));
    tab.send(Event::Do(Action::SetLang(Lang::En)));
    assert!(headings(&mut tab).is_ascii());
}

//! Exported as xlsx and read back, the campaign is the same; edited there, the edit takes effect.

use super::sheet::{Answers, USUAL, winter};
use crate::campaign::{Campaign, compile};
use crate::text::Lang;
use crate::workbook::office::{read, write_xlsx};
use crate::workbook::{Cell, Workbook};

fn round(book: &Workbook) -> Workbook {
    read(&write_xlsx(book).unwrap()).unwrap()
}

/// Everything but the workbook it came from.
fn same(a: &Campaign, b: &Campaign) -> bool {
    let bare = |campaign: &Campaign| {
        let mut form = crate::form::Form::clone(&campaign.form);
        form.source = std::sync::Arc::default();
        Campaign { source: std::sync::Arc::default(), form: std::sync::Arc::new(form), ..campaign.clone() }
    };
    bare(a) == bare(b)
}

#[test]
fn a_campaign_exported_as_xlsx_and_read_back_is_the_same() {
    let campaign = winter();
    let back = compile(&round(&campaign.source)).unwrap();
    assert!(same(&campaign, &back));
}

fn edit(book: &mut Workbook, sheet: &str, row: &str, column: &str, value: Cell) {
    let sheet = book.sheets.iter_mut().find(|known| known.name == sheet).unwrap();
    let place = sheet.rows[0].iter().position(|cell| cell.text() == column).unwrap();
    let row = sheet.rows.iter_mut().find(|cells| cells.iter().any(|cell| cell.text() == row)).unwrap();
    row.resize(row.len().max(place + 1), Cell::Empty);
    row[place] = value;
}

#[test]
fn a_ledger_says_in_english_what_its_sheet_says_in_english_and_else_what_it_says_at_all() {
    let mut book = round(&winter().source);
    edit(&mut book, "columns", "often", "value::English (en)", Cell::from("at least ${param.contacts_per_week} times"));
    let said = |book: &Workbook, name: &str| {
        let campaign = compile(book).unwrap();
        let columns = campaign.ledgers.iter().flat_map(|ledger| &ledger.columns);
        let value = columns.filter(|column| column.name == name).map(|column| column.value.clone()).next().unwrap();
        let env = super::sheet::morning().env();
        let facts = |name: &str| {
            (name == "finding.how")
                .then(|| "on_site".into())
                .or_else(|| Some("x".into()).filter(|_| name == "finding.done"))
        };
        [Lang::ZhHans, Lang::En].map(|lang| campaign.scope(&facts, &env).column(&value, lang))
    };
    assert_eq!(said(&book, "often"), ["每周 3 次", "at least 3 times"]);
    edit(&mut book, "columns", "often", "value::English (en)", Cell::Empty);
    edit(&mut book, "columns", "ledger", "value::English (en)", Cell::from("something else"));
    assert_eq!(said(&book, "often"), ["每周 3 次", "每周 3 次"]);
    assert_eq!(said(&book, "result"), ["现场已解决", "现场已解决"]);
    assert_eq!(said(&winter().source, "result"), ["现场已解决", "Put right on the spot"]);
}

#[test]
fn an_edited_threshold_an_added_question_and_a_renamed_option_take_effect_without_code() {
    let mut book = round(&winter().source);
    edit(&mut book, "campaign", "param.fuel_days_red", "value", Cell::Number(10.0));
    edit(&mut book, "choices", "coal_stove", "label::中文 (zh-Hans)", Cell::from("蜂窝煤炉"));
    let survey = book.sheets.iter_mut().find(|sheet| sheet.name == "survey").unwrap();
    let at = survey.rows.iter().position(|row| row.iter().any(|cell| cell.text() == "heating_works")).unwrap();
    let row = ["select_one yes_no", "heated_bed", "有没有暖床", "Is there a warm bed"].map(Cell::from).to_vec();
    survey.rows.insert(at, row);
    let campaign = compile(&round(&book)).unwrap();
    let mut sheet = Answers::of(&campaign, USUAL);
    sheet.answer("fuel=days fuel_days=9 heated_bed=no");
    assert_eq!(sheet.holding(), ["fuel_red"]);
    assert_eq!(campaign.answer("heating", "coal_stove", Lang::ZhHans), "蜂窝煤炉");
}

//! A campaign that an office edits: its problems, its use, old visits under their own version, and the way to the new one.

use super::tests::{Tab, notes};
use super::*;
use crate::campaign::builtin;
use crate::form::session::Answer;
use crate::journal::{Fields, Kind};
use crate::store::Store;
use crate::visit::Visit;
use crate::workbook::{Cell, Workbook, office::write_xlsx};

fn cell<'b>(book: &'b mut Workbook, sheet: &str, row: &str, column: &str) -> &'b mut Cell {
    let sheet = book.sheets.iter_mut().find(|known| known.name == sheet).unwrap();
    let place = sheet.rows[0].iter().position(|cell| cell.text() == column).unwrap();
    let row = sheet.rows.iter_mut().find(|cells| cells.iter().any(|cell| cell.text() == row)).unwrap();
    row.resize(row.len().max(place + 1), Cell::Empty);
    &mut row[place]
}

/// Takes a row out of a sheet.
fn without(book: &mut Workbook, sheet: &str, row: &str) {
    let sheet = book.sheets.iter_mut().find(|known| known.name == sheet).unwrap();
    sheet.rows.retain(|cells| !cells.iter().any(|cell| cell.text() == row));
}

fn import(tab: &mut Tab, book: &Workbook) {
    let file = tab.hold("改过.xlsx", write_xlsx(book).unwrap());
    tab.send(Event::Chosen(Job::ReadCampaign(file)));
    tab.settle();
}

fn arrive(tab: &mut Tab) {
    tab.send(Event::Arrived(Route::Households));
    tab.send(Event::Arrived(Route::Visit("h1".into(), None)));
    tab.settle();
}

fn answer(tab: &mut Tab, question: &str, value: &str) {
    let path = {
        let ongoing = tab.app.ongoing().unwrap();
        let form = &ongoing.session.program().form;
        form.nodes.iter().find(|node| node.name == question).unwrap().path.clone()
    };
    tab.send(Event::Do(Action::Answer(path, Answer::from(value))));
    tab.settle();
}

fn do_it(tab: &mut Tab, action: Action) {
    tab.send(Event::Do(action));
    tab.settle();
}

fn version(tab: &Tab) -> String {
    tab.app.season().unwrap().campaign.version().to_owned()
}

/// A village with one household whose visit was begun under the campaign that ships with the program.
fn begun(store: &Store) -> Tab {
    let mut tab = Tab::open(store, 1);
    let fields = Fields::from([("head".to_owned(), serde_json::Value::from("测试甲"))]);
    do_it(&mut tab, Action::Save { kind: Kind::Household, record: "h1".into(), fields });
    arrive(&mut tab);
    answer(&mut tab, "residence", "home");
    answer(&mut tab, "other_request", "修路");
    tab
}

#[test]
fn a_workbook_with_problems_lists_them_all_and_changes_nothing() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    let before = version(&tab);
    let mut book = builtin::HOUSEHOLD_WINTER.workbook();
    *cell(&mut book, "findings", "carer_missing", "when") = Cell::Text("${carerr} = 'no'".to_owned());
    *cell(&mut book, "findings", "only_children", "when") = Cell::Text("1 +".to_owned());
    import(&mut tab, &book);
    let review = tab.app.campaigns.review.clone().unwrap();
    assert_eq!((review.view.wrong, review.view.problems.len()), (2, 2), "{:?}", review.view);
    assert!(review.view.problems.iter().all(|said| said.contains("第 ") && said.contains("列")), "{:?}", review.view);
    do_it(&mut tab, Action::UseCampaign);
    assert_eq!(version(&tab), before, "it cannot be used");
    do_it(&mut tab, Action::DropCampaign);
    assert!(tab.app.campaigns.review.is_none());
}

#[test]
fn an_edited_campaign_takes_effect_and_stays_after_a_restart() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    let before = version(&tab);
    let mut book = builtin::HOUSEHOLD_WINTER.workbook();
    *cell(&mut book, "campaign", "param.fuel_days_red", "value") = Cell::Number(10.0);
    import(&mut tab, &book);
    do_it(&mut tab, Action::UseCampaign);
    let edited = version(&tab);
    assert!(
        edited.starts_with(&before) && edited != before,
        "the same version with other rules gets a name of its own"
    );
    let param = |tab: &Tab| tab.app.season().unwrap().campaign.params.get("fuel_days_red").cloned();
    assert_eq!(param(&tab).as_deref(), Some("10"));
    let mut again = Tab::open(&store, 2);
    assert_eq!((version(&again), param(&again).as_deref()), (edited.clone(), Some("10")));
    import(&mut again, &book);
    assert_eq!(
        again.app.campaigns.review.as_ref().unwrap().view.version,
        edited,
        "the same workbook is the same version"
    );
    do_it(&mut again, Action::UseBuiltin);
    assert_eq!(version(&again), before);
    assert_eq!(version(&Tab::open(&store, 3)), before);
}

#[test]
fn another_tab_learns_which_campaign_is_in_use() {
    let store = Store::memory();
    let (mut tab, mut other) = (Tab::open(&store, 1), Tab::open(&store, 2));
    let before = version(&other);
    let mut book = builtin::HOUSEHOLD_WINTER.workbook();
    *cell(&mut book, "campaign", "param.fuel_days_red", "value") = Cell::Number(10.0);
    import(&mut tab, &book);
    do_it(&mut tab, Action::UseCampaign);
    other.send(Event::Noted(notes(&store)));
    assert_eq!(version(&other), version(&tab));
    do_it(&mut tab, Action::UseBuiltin);
    other.send(Event::Noted(notes(&store)));
    assert_eq!(version(&other), before);
}

#[test]
fn what_is_exported_is_the_workbook_in_use() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    let mut book = builtin::HOUSEHOLD_WINTER.workbook();
    *cell(&mut book, "campaign", "param.fuel_days_red", "value") = Cell::Number(10.0);
    import(&mut tab, &book);
    do_it(&mut tab, Action::UseCampaign);
    do_it(&mut tab, Action::ExportCampaign);
    let file = tab.app.desk.outgoing.clone().unwrap().file;
    assert!(file.name.ends_with(&format!("{}.xlsx", version(&tab))), "{}", file.name);
    assert_eq!(tab.files[file.id as usize], write_xlsx(&book).unwrap());
}

#[test]
fn a_visit_stays_under_its_version_until_it_is_taken_to_the_new_one() {
    let store = Store::memory();
    let mut tab = begun(&store);
    let before = version(&tab);
    let mut book = builtin::HOUSEHOLD_WINTER.workbook();
    without(&mut book, "survey", "other_request");
    without(&mut book, "findings", "other_request");
    without(&mut book, "columns", "opinion");
    import(&mut tab, &book);
    let view = &tab.app.campaigns.review.as_ref().unwrap().view;
    assert_eq!(view.problems, Vec::<String>::new());
    do_it(&mut tab, Action::UseCampaign);
    let edited = version(&tab);
    // A later day, a fresh start: the visit opens under its own version, with its answers.
    let mut tab = Tab::open(&store, 2);
    arrive(&mut tab);
    {
        let ongoing = tab.app.ongoing().unwrap();
        assert_eq!(ongoing.campaign().version(), before);
        assert!(ongoing.is_older(&edited) && ongoing.moved.is_none());
        assert_eq!(ongoing.visit.answer("other_request"), "修路");
    }
    do_it(&mut tab, Action::MoveVisit);
    {
        let ongoing = tab.app.ongoing().unwrap();
        assert_eq!(ongoing.campaign().version(), edited);
        let moved = ongoing.moved.clone().unwrap();
        assert_eq!(moved.dropped.len(), 1, "{moved:?}");
        assert_eq!(moved.dropped[0].1, "修路");
        assert!(!moved.missing.is_empty(), "what must still be answered is listed");
        assert_eq!(ongoing.visit.answer("residence"), "home");
    }
    let record = tab.app.journal.records(&Kind::Visit).next().unwrap();
    assert_eq!(record.text("aside/other_request"), "修路", "what no question takes is kept aside");
    assert_eq!(Visit::of(&record).version, edited);
    let mut tab = Tab::open(&store, 3);
    arrive(&mut tab);
    assert_eq!(tab.app.ongoing().unwrap().campaign().version(), edited);
}

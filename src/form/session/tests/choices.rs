//! What is offered, and what becomes of what was chosen.

use std::rc::Rc;
use std::sync::Arc;

use crate::form::session::sketch::{Sketch, env, expression};
use crate::form::session::{Answer, Attached, ListDocument, Program, Session};
use crate::form::{Instance, InstanceSource, Kind, Pick, Random, Source, Table};

fn towns() -> Sketch {
    Sketch::new()
        .select("county", Pick::One, 0, None)
        .list("county", &["name", "label"], &[&["x", "县甲"], &["y", "县乙"]])
        .select("town", Pick::One, 1, Some("county = /data/county"))
        .list("town", &["name", "label", "county"], &[&["a", "镇甲", "x"], &["b", "镇乙", "x"], &["c", "镇丙", "y"]])
        .calculate("told", "jr:choice-name(/data/town, '/data/town')")
}

#[test]
fn an_answer_that_is_no_longer_offered_leaves_the_result_and_comes_back() {
    let mut session = towns().session();
    session.put("/data/county", "x");
    session.put("/data/town", "b");
    assert_eq!(session.told(), "county=x town=b told=镇乙");
    session.put("/data/county", "y");
    assert_eq!(session.told(), "county=y");
    session.put("/data/county", "x");
    assert_eq!(session.told(), "county=x town=b told=镇乙");
}

#[test]
fn choices_are_filtered_labelled_and_searched() {
    let mut session = towns().session();
    let town = session.find("/data/town").unwrap();
    assert!(session.choices(town).is_empty());
    session.put("/data/county", "x");
    let choices = session.choices(town);
    let labels: Vec<String> = (0..choices.len()).map(|place| session.choice(&choices, place).unwrap().label).collect();
    assert_eq!(labels, ["镇甲", "镇乙"]);
    assert_eq!(session.search(&choices, "乙"), [1]);
    assert_eq!(session.label_of(town, "c"), "镇丙");
    assert_eq!(session.choice(&choices, 2), None);
}

#[test]
fn several_choices_are_stored_in_the_order_of_their_list() {
    let form = Sketch::new()
        .select("fuel", Pick::Many, 0, None)
        .list("fuel", &["name", "label"], &[&["coal", "煤"], &["gas", "气"], &["wood", "柴"]])
        .calculate("count", "count-selected(/data/fuel)");
    let mut session = form.session();
    let fuel = session.find("/data/fuel").unwrap();
    session.answer(fuel, &Answer::Choices(["wood", "coal"].map(str::to_owned).to_vec()));
    assert_eq!(session.told(), "fuel=coal wood count=2");
}

#[test]
fn a_random_order_stays_as_long_as_the_sheet() {
    let rows: Vec<Vec<String>> = (0..20).map(|row| vec![format!("n{row}"), format!("l{row}")]).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let form = Sketch::new().select("q", Pick::One, 0, None).list("l", &["name", "label"], &rows).with(|node| {
        let Kind::Select(select) = &mut node.kind else { panic!() };
        select.random = Some(Random { seed: None });
    });
    let session = form.session();
    let q = session.find("/data/q").unwrap();
    let order = session.choices(q);
    assert_eq!(order, session.choices(q));
    let names: Vec<String> = (0..20).map(|place| session.choice(&order, place).unwrap().value).collect();
    assert_ne!(names.first().unwrap(), "n0");
    let resumed = Session::resume(Rc::clone(session.program()), Rc::default(), env(), &session.save());
    assert_eq!(resumed.choices(resumed.find("/data/q").unwrap()), order);
}

#[test]
fn choices_may_be_earlier_answers() {
    let form = Sketch::new().repeat("m", None).text("name").end().select("head", Pick::One, 0, None).with(|node| {
        let Kind::Select(select) = &mut node.kind else { panic!() };
        select.source = Source::Nodes { nodeset: expression("/data/m"), value: "name".to_owned() };
    });
    let mut session = form.session();
    session.add(session.find("/data/m").unwrap());
    session.put("/data/m[2]/name", "测试乙");
    let head = session.find("/data/head").unwrap();
    let choices = session.choices(head);
    assert_eq!((choices.len(), session.choice(&choices, 0).unwrap().label), (1, "测试乙".to_owned()));
    session.put("/data/head", "测试乙");
    assert!(session.told().ends_with("head=测试乙"));
    session.put("/data/m[2]/name", "测试丙");
    assert_eq!(session.told(), "m[2]/name=测试丙");
}

#[test]
fn attached_tables_are_looked_up_and_chosen_from() {
    let mut table = Table::new(["code", "title", "town"].map(str::to_owned).to_vec());
    table.push(["v1", "柳树村", "t1"]);
    table.push(["v2", "杨树村", "t2"]);
    let mut form = Sketch::new()
        .text("town")
        .select("village", Pick::One, 0, Some("town = /data/town"))
        .with(|node| {
            let Kind::Select(select) = &mut node.kind else { panic!() };
            let (instance, value, label) = ("villages".to_owned(), "code".to_owned(), "title".to_owned());
            select.source = Source::File { instance, value, label };
        })
        .calculate("title", "pulldata('villages', 'title', 'code', /data/village)")
        .form();
    form.instances
        .push(Instance { id: "villages".to_owned(), source: InstanceSource::File("villages.csv".to_owned()) });
    let program = Rc::new(Program::new(Arc::new(form)).unwrap());
    let mut attached = Attached::default();
    attached.tables.insert("villages.csv".to_owned(), ListDocument::new(Arc::new(table)));
    let mut session = Session::new(Rc::clone(&program), Rc::new(attached), env());
    session.put("/data/town", "t2");
    let village = session.find("/data/village").unwrap();
    assert_eq!(session.choice(&session.choices(village), 0).unwrap().label, "杨树村");
    session.put("/data/village", "v2");
    assert_eq!(session.told(), "town=t2 village=v2 title=杨树村");
    let mut without = Session::new(program, Rc::default(), env());
    without.put("/data/village", "v2");
    assert_eq!(without.told(), "village=v2");
}

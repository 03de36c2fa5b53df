//! The compiled campaign: what is read is what was written, and answers to it count the same.

use std::rc::Rc;
use std::sync::Arc;

use super::sheet::{USUAL, morning, winter, winter_bytes};
use crate::campaign::{Campaign, read, write};
use crate::form::session::{Answer, Program, Session};
use crate::packed::{Head, Kind};

#[test]
fn the_campaign_comes_back_as_it_was_compiled() {
    let compiled = winter();
    let (read, _) = read(&winter_bytes()).unwrap();
    let form = Arc::new(crate::form::Form { source: Arc::default(), ..(*compiled.form).clone() });
    assert_eq!(read, Campaign { source: Arc::default(), form, ..compiled });
}

#[test]
fn a_file_says_what_it_is_and_is_written_the_same_again() {
    let bytes = winter_bytes();
    let (campaign, program) = read(&bytes).unwrap();
    assert_eq!(write(&campaign, &program), bytes);
    let head = Head::read(&bytes, Kind::Campaign).unwrap();
    assert_eq!((head.id.as_str(), head.version.as_str()), (campaign.id.as_str(), campaign.version()));
    assert_eq!(head.title, campaign.title.zh_hans);
}

#[test]
fn answers_count_the_same_in_a_form_that_was_read() {
    let compiled = winter();
    let (campaign, program) = read(&winter_bytes()).unwrap();
    let results = [Program::new(Arc::clone(&compiled.form)).unwrap(), program].map(|program| {
        let mut session = Session::new(Rc::new(program), Rc::default(), morning().env());
        for answer in USUAL.split_whitespace().chain(["stove_room=bedroom", "fuel_days=3", "gas=pipe"]) {
            let (name, value) = answer.split_once('=').unwrap();
            let node = campaign.questions.get(name).and_then(|question| campaign.form.node(question.node)).unwrap();
            let item = session.find(&node.path).unwrap();
            session.answer(item, &Answer::from(value));
        }
        let items = session.items();
        let views: Vec<String> = items
            .iter()
            .map(|item| format!("{:?}", session.view(*item).map(|view| (view.label, view.relevant, view.value))))
            .collect();
        (session.result(), views, session.outstanding().len())
    });
    let [one, other] = results;
    assert_eq!(one, other);
}

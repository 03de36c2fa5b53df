//! A visit through a journal and back.

use super::*;
use crate::campaign::tests::sheet::{Answers, USUAL, morning, winter};
use crate::expr::Value;
use crate::journal::{Fields, Journal, Kind, RecordId, Stamp};
use crate::register::{Household, Person};

fn write(journal: &mut Journal, kind: Kind, record: &str, fields: Fields) {
    let stamp = Stamp { device: "phone".into(), seq: journal.next_seq(&"phone".into()), at: 0, author: String::new() };
    let write = journal.draft(stamp, kind, record.into(), fields);
    journal.insert(&write);
}

fn visit(journal: &Journal, id: &str) -> Visit {
    Visit::of(&journal.record(&Kind::Visit, &id.into()).unwrap())
}

#[test]
fn answers_come_back_as_they_were_given() {
    let campaign = winter();
    let mut journal = Journal::default();
    write(&mut journal, Kind::Visit, "v1", begin(&campaign, &"h1".into(), morning(), "测试甲"));
    let answers = [
        ("residence", "home"),
        ("at_home", "2"),
        ("categories", "minimum_living elder_alone"),
        ("coal_tons", "0.5"),
        ("disaster_date", "2026-08-01"),
        ("other_request", "修路"),
        ("carer_phone", "0101"),
    ];
    for (question, value) in answers {
        let fields = answer(&campaign.form, question, value, &visit(&journal, "v1"));
        write(&mut journal, Kind::Visit, "v1", fields);
    }
    let back = visit(&journal, "v1");
    for (question, value) in answers {
        assert_eq!(back.answer(question), value);
    }
    assert!(back.is_of(&campaign) && back.finished.is_none());
    assert_eq!((back.version.as_str(), back.surveyor.as_str()), (campaign.version(), "测试甲"));
    let record = journal.record(&Kind::Visit, &"v1".into()).unwrap();
    assert_eq!(record.number("answer/at_home"), Some(2.0));
    assert_eq!(record.list("answer/categories").collect::<Vec<_>>(), ["minimum_living", "elder_alone"]);
    assert_eq!(record.text("answer/carer_phone"), "0101", "a phone is text");
    write(&mut journal, Kind::Visit, "v1", answer(&campaign.form, "other_request", "", &back));
    assert_eq!(visit(&journal, "v1").answer("other_request"), "");
}

#[test]
fn a_number_that_would_not_come_back_the_same_stays_text() {
    let campaign = winter();
    for value in ["007", "1e3", "abc", "1.50"] {
        let fields = answer(&campaign.form, "room_temp", value, &Visit::default());
        assert_eq!(fields["answer/room_temp"], value);
    }
    assert_eq!(answer(&campaign.form, "room_temp", "-3.5", &Visit::default())["answer/room_temp"], -3.5);
}

#[test]
fn what_a_block_confirmed_is_marked_until_somebody_answers_it() {
    let campaign = winter();
    let mut journal = Journal::default();
    let asserted = [("wiring".to_owned(), "sound".to_owned()), ("exits".to_owned(), "clear".to_owned())];
    write(&mut journal, Kind::Visit, "v1", confirm(&campaign.form, &asserted));
    let confirmed = visit(&journal, "v1");
    assert_eq!(confirmed.answer("wiring"), "sound");
    assert!(confirmed.confirmed.contains("wiring") && confirmed.confirmed.contains("exits"));
    write(&mut journal, Kind::Visit, "v1", answer(&campaign.form, "wiring", "bare", &confirmed));
    let corrected = visit(&journal, "v1");
    assert!(!corrected.confirmed.contains("wiring") && corrected.confirmed.contains("exits"));
}

#[test]
fn private_notes_stay_in_a_record_that_no_package_carries() {
    let campaign = winter();
    assert_eq!(kind_of(&campaign, "mood"), Kind::Other(PRIVATE.to_owned()));
    assert_eq!(kind_of(&campaign, "wiring"), Kind::Visit);
    let mut journal = Journal::default();
    write(&mut journal, Kind::Visit, "v1", begin(&campaign, &"h1".into(), morning(), ""));
    let private = kind_of(&campaign, "mood");
    write(&mut journal, private.clone(), "v1", answer(&campaign.form, "mood", "想家", &Visit::default()));
    let mut back = visit(&journal, "v1");
    assert_eq!(back.answer("mood"), "");
    back.add_private(&journal.record(&private, &"v1".into()).unwrap());
    assert_eq!(back.answer("mood"), "想家");
}

#[test]
fn the_open_visit_is_gone_on_with_and_the_last_finished_one_is_shown() {
    let campaign = winter();
    let mut journal = Journal::default();
    for (id, day, finished) in [("v2", 1, true), ("v1", 0, true), ("v3", 2, false)] {
        let at = morning().plus_hours(24 * day);
        write(&mut journal, Kind::Visit, id, begin(&campaign, &"h1".into(), at, ""));
        if finished {
            write(&mut journal, Kind::Visit, id, finish(at.plus_hours(1)));
        }
    }
    write(&mut journal, Kind::Visit, "other", begin(&campaign, &"h2".into(), morning(), ""));
    let all = visits(&journal, &RecordId("h1".into()), &campaign.id);
    assert_eq!(all.iter().map(|(id, _)| id.0.as_str()).collect::<Vec<_>>(), ["v1", "v2", "v3"]);
    assert_eq!(last_finished(&all).map(|(id, _)| id.0.as_str()), Some("v2"));
    assert_eq!(open(&all).map(|(id, _)| id.0.as_str()), Some("v3"));
    assert!(visits(&journal, &RecordId("h1".into()), "another").is_empty());
    let reason = correct(morning(), " 量错了 ");
    assert_eq!(reason["reason"], "量错了");
}

fn text(value: Option<Value>) -> Option<String> {
    value.map(|value| crate::campaign::text_of(value, &morning().env()))
}

#[test]
fn what_is_known_of_a_household_is_its_register_and_its_answers() {
    let campaign = winter();
    let person = |name: &str, id: &str| Person { name: name.into(), id_number: id.into(), ..Person::default() };
    let mut answers = Answers::of(&campaign, USUAL);
    answers.household = Household {
        head: "测试甲".into(),
        group: "2".into(),
        categories: vec!["minimum_living".into(), "elder_alone".into()],
        members: [
            ("m1".to_owned(), Person { relation: "户主".into(), ..person("测试甲", "11010519491231002X") }),
            ("m2".to_owned(), person("测试乙", "110101199003072316")),
        ]
        .into(),
        ..Household::default()
    };
    let known = answers.known();
    let fact = |name: &str| text(known.fact(name));
    let expected = [
        ("household.head", "测试甲"),
        ("household.head_age", "76"),
        ("household.head_sex", "female"),
        ("household.members", "2"),
        ("household.over60", "1"),
        ("household.over80", "0"),
        ("household.under16", "0"),
        ("household.severe_disabled", "0"),
        ("household.categories", "minimum_living elder_alone"),
        ("heating", "coal_stove"),
        ("visit.done", "0"),
    ];
    for (name, value) in expected {
        assert_eq!(fact(name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(fact("household.phone"), None);
    answers.household.members.insert("m3".into(), person("测试丙", ""));
    assert_eq!(text(answers.known().fact("household.over60")), None, "one age is not known, so no count is");
    let told = Person { told_sex: "male".into(), told_birth: "1950-03-04".into(), ..person("测试丙", "") };
    answers.household.members.insert("m3".into(), told.clone());
    assert_eq!(text(answers.known().fact("household.over60")).as_deref(), Some("2"), "an age as told counts");
    answers.household.members = [("m1".to_owned(), Person { relation: "户主".into(), ..told })].into();
    let head = ["household.head_age", "household.head_sex"].map(|name| text(answers.known().fact(name)));
    assert_eq!(head, [Some("76".to_owned()), Some("male".to_owned())]);
}

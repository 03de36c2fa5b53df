//! Every question type and every column, as a form uses them: one row a type, one question a column.

use std::fmt::Write as _;

use super::{build, form, session};
use crate::form::session::{Answer, Session, Violation};
use crate::form::{LangId, Meta};

/// A type, the type its value is bound to, an answer that fits and one that does not; empty where there is none.
const TYPES: [(&str, &str, &str, &str); 23] = [
    ("text", "string", "东村", ""),
    ("integer", "int", "-3", "3.5"),
    ("decimal", "decimal", "3.5", "三"),
    ("range", "int", "3", "三"),
    ("select_one yn", "string", "yes", ""),
    ("select_multiple yn", "string", "yes no", ""),
    ("select_one yn or_other", "string", "other", ""),
    ("rank yn", "odk:rank", "no yes", ""),
    ("date", "date", "2026-12-16", "昨天"),
    ("time", "time", "08:30:00.000", "25 点"),
    ("dateTime", "dateTime", "2026-12-16T08:30:00.000", "早上"),
    ("geopoint", "geopoint", "35.1 115.2 0 0", "家门口"),
    ("geotrace", "geotrace", "35 115 0 0; 36 115 0 0", "35 115 0 0; 村口"),
    ("geoshape", "geoshape", "35 115 0 0; 36 115 0 0; 36 116 0 0; 35 115 0 0", "一块地"),
    ("image", "binary", "door.jpg", ""),
    ("audio", "binary", "told.m4a", ""),
    ("video", "binary", "yard.mp4", ""),
    ("file", "binary", "paper.pdf", ""),
    ("barcode", "barcode", "6901234567892", ""),
    ("acknowledge", "string", "OK", ""),
    ("hidden", "string", "7", ""),
    ("email", "string", "a@example.org", ""),
    ("username", "string", "", ""),
];

#[test]
fn every_type_is_bound_takes_its_answers_and_tells_those_of_another_type() {
    let mut survey = "type,name,label\n".to_owned();
    for (at, (name, ..)) in TYPES.iter().enumerate() {
        writeln!(survey, "{name},q{at},题").unwrap();
    }
    let form = form(&survey);
    for (at, (name, bound, ..)) in TYPES.iter().enumerate() {
        let node = form.at(&format!("/data/q{at}")).unwrap();
        assert_eq!(node.bind.data_type.as_ref().map(crate::form::DataType::name), Some(*bound), "{name}");
    }
    let mut session = session(form);
    for (at, (name, _, right, wrong)) in TYPES.iter().enumerate() {
        let item = session.find(&format!("/data/q{at}")).unwrap();
        if !right.is_empty() {
            session.answer(item, &Answer::from(*right));
            assert_eq!((session.value(item), session.violation(item)), (*right, None), "{name}");
        }
        if !wrong.is_empty() {
            session.answer(item, &Answer::from(*wrong));
            assert!(matches!(session.violation(item), Some(Violation::Type(_))), "{name} takes {wrong}");
        }
    }
}

#[test]
fn the_device_fills_in_what_it_is_asked_for() {
    let survey = "type,name\nstart,a\nend,b\ntoday,c\ndeviceid,d\nsimserial,e\n";
    let form = form(survey);
    let meta = |name: &str| match &form.at(&format!("/data/{name}")).unwrap().kind {
        crate::form::Kind::Meta(meta) => *meta,
        kind => panic!("{kind:?}"),
    };
    assert_eq!(
        ["a", "b", "c", "d", "e"].map(meta),
        [Meta::Start, Meta::End, Meta::Today, Meta::DeviceId, Meta::Withheld]
    );
    assert_eq!(value(&session(form), "c"), "2024-12-16");
}

/// What stands at a question.
fn value(session: &Session, name: &str) -> String {
    session.find(&format!("/data/{name}")).map(|item| session.value(item).to_owned()).unwrap_or_default()
}

fn put(session: &mut Session, name: &str, answer: &str) {
    let item = session.find(&format!("/data/{name}")).unwrap();
    session.answer(item, &Answer::from(answer));
}

#[test]
fn every_column_does_what_it_says() {
    let survey = "type,name,label::中文 (zh),label::English (en),hint::中文 (zh),guidance_hint::中文 (zh),relevant,required,required_message::中文 (zh),constraint,constraint_message::中文 (zh),calculation,trigger,choice_filter,parameters,repeat_count,default,read_only,appearance,media::image\n\
        text,village,哪个村,Village,按户口本,曾用名写后面,,yes,请写村名,,,,,,rows=3,,东村,,multiline,gate.png\n\
        integer,size,几口人,People,,,,,,. < 20,最多 19 口,,,,,,1 + 1,,,\n\
        text,why,为什么,Why,,,${size} > 5,,,,,,,,,,,,,\n\
        calculate,twice,,,,,,,,,,${size} * 2,,,,,,,,\n\
        text,noted,记下,Noted,,,,,,,,${size} * 10,${size},,,,,,,\n\
        text,fixed,固定,Fixed,,,,,,,,,,,,,不变,yes,,\n\
        select_one town,town,哪个镇,Town,,,,,,,,,,county = ${village},,,,,minimal,\n\
        begin repeat,member,成员,Member,,,,,,,,,,,,${size},,,,\n\
        text,name,姓名,Name,,,,,,,,,,,,,,,,\n\
        end repeat,,,,,,,,,,,,,,,,,,,\n";
    let choices = "list_name,name,label::中文 (zh),label::English (en),county\n\
        town,a,甲镇,Town A,东村\ntown,b,乙镇,Town B,西村\n";
    let settings =
        "form_id,version,default_language,instance_name\nvisit,3,中文 (zh),\"concat(${village}, ' ', ${size})\"\n";
    let form = build(&[("survey", survey), ("choices", choices), ("settings", settings)]).unwrap().form;
    let village = form.at("/data/village").unwrap();
    let said =
        |text, language| form.text(text, language).and_then(|text| text.literal()).unwrap_or_default().to_owned();
    assert_eq!(said(&village.label, LangId(0)), "哪个村");
    assert_eq!(said(&village.label, form.language("English (en)").unwrap()), "Village");
    assert_eq!(
        (said(&village.hint, LangId(0)), said(&village.guidance, LangId(0))),
        ("按户口本".into(), "曾用名写后面".into())
    );
    assert_eq!(village.pictures.image.by_language[0].1, "gate.png");
    assert!(village.appears("multiline") && form.at("/data/town").unwrap().appears("minimal"));
    assert_eq!((form.settings.id.as_str(), form.settings.version.as_str()), ("visit", "3"));

    let mut session = session(form);
    let item = |session: &Session, name: &str| session.find(&format!("/data/{name}")).unwrap();
    assert_eq!((value(&session, "village"), value(&session, "size")), ("东村".into(), "2".into()), "defaults");
    assert_eq!(session.instances(item(&session, "member")).len(), 2, "repeat_count");
    assert_eq!(session.choices(item(&session, "town")).len(), 1, "choice_filter");
    assert!(session.view(item(&session, "fixed")).unwrap().readonly);
    put(&mut session, "size", "6");
    assert!(session.relevant(item(&session, "why")));
    assert_eq!(
        (value(&session, "twice"), value(&session, "noted")),
        ("12".into(), "60".into()),
        "calculation, trigger"
    );
    put(&mut session, "noted", "另记");
    assert_eq!(value(&session, "noted"), "另记", "what a trigger wrote may be changed");
    put(&mut session, "size", "30");
    put(&mut session, "village", "");
    let told: Vec<Violation> = session.outstanding().into_iter().map(|open| open.violation).collect();
    assert_eq!(
        told,
        [Violation::Required(Some("请写村名".to_owned())), Violation::Constraint(Some("最多 19 口".to_owned()))]
    );
    put(&mut session, "village", "西村");
    let name = session.result().into_iter().find(|(path, _)| path.ends_with("instanceName"));
    assert_eq!(name.map(|(_, name)| name).as_deref(), Some("西村 30"));
}

//! Sheets that are saved, resumed and moved to a newer form.

use std::rc::Rc;
use std::sync::Arc;

use super::repeats::members;
use crate::form::session::sketch::{Sketch, env, expression};
use crate::form::session::{Attached, Program, Session};
use crate::form::{Form, Initial, Instance, InstanceSource, Pick};

#[test]
fn last_saved_answers_can_be_defaults() {
    let mut form = Sketch::new()
        .text("village")
        .default(Initial::Dynamic(expression("instance('__last-saved')/data/village")))
        .form();
    form.instances.push(Instance { id: "__last-saved".to_owned(), source: InstanceSource::LastSaved });
    let program = Rc::new(Program::new(Arc::new(form)).unwrap());
    let mut first = Session::new(Rc::clone(&program), Rc::default(), env());
    assert_eq!(first.told(), "");
    first.put("/data/village", "柳树村");
    let attached = Attached { last_saved: Some(first.save().tree()), ..Attached::default() };
    assert_eq!(Session::new(program, Rc::new(attached), env()).told(), "village=柳树村");
}

#[test]
fn a_sheet_resumes_as_it_was() {
    let mut session = members().session();
    let range = session.find("/data/member").unwrap();
    session.put("/data/member[1]/name", "测试甲");
    session.add(range);
    session.put("/data/member[2]/age", "7");
    let saved = session.save();
    let json = serde_json::to_string(&saved).unwrap();
    let resumed =
        Session::resume(Rc::clone(session.program()), Rc::default(), env(), &serde_json::from_str(&json).unwrap());
    assert_eq!(resumed.told(), session.told());
    assert_eq!(resumed.save(), saved);
}

#[test]
fn a_computed_value_is_as_old_as_the_answers_it_was_computed_from() {
    let mut session =
        Sketch::new().int("born").calculate("age", "int(format-date(today(), '%Y')) - /data/born").session();
    session.put("/data/born", "1950");
    let mut later = env();
    later.now += 365.0 * 86_400_000.0;
    let mut resumed = Session::resume(Rc::clone(session.program()), Rc::default(), later, &session.save());
    assert_eq!(resumed.told(), "born=1950 age=74");
    resumed.put("/data/born", "1951");
    assert_eq!(resumed.told(), "born=1951 age=74");
}

#[test]
fn a_newer_version_takes_what_it_can_and_keeps_the_rest_aside() {
    let old = || {
        Sketch::new()
            .text("phone")
            .text("gone")
            .select("fuel", Pick::One, 0, None)
            .list("fuel", &["name", "label"], &[&["coal", "煤"], &["peat", "泥炭"]])
            .repeat("member", None)
            .text("name")
            .end()
    };
    let mut session = old().session();
    session.put("/data/phone", "000");
    session.put("/data/gone", "旧");
    session.put("/data/fuel", "peat");
    session.put("/data/member[1]/name", "测试甲");
    let new = Sketch::new()
        .group("contact")
        .text("phone")
        .end()
        .select("fuel", Pick::One, 0, None)
        .required("true()")
        .list("fuel", &["name", "label"], &[&["coal", "煤"]])
        .group("family")
        .repeat("member", None)
        .text("name")
        .text("job")
        .end()
        .end()
        .calculate("people", "count(/data/family/member)");
    let program = Rc::new(new.program().unwrap());
    let old: Form = old().form();
    let (session, migration) = Session::migrate(program, Rc::default(), env(), &session.save(), Some(&old));
    assert_eq!(session.told(), "contact/phone=000 family/member[1]/name=测试甲 people=1");
    let moved: Vec<&str> = migration.moved.iter().map(|step| step.to.as_str()).collect();
    assert_eq!(moved, ["/data/family/member[1]/name", "/data/contact/phone"]);
    let pair = |path: &str, value: &str| (path.to_owned(), value.to_owned());
    assert_eq!(migration.dropped, [pair("/data/gone", "旧"), pair("/data/fuel", "peat")]);
    let missing: Vec<String> = migration.missing.iter().map(|item| session.path(*item)).collect();
    assert_eq!(missing, ["/data/fuel", "/data/family/member[1]/job"]);
    assert_eq!(session.save().aside.len(), 2);
}

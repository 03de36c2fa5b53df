//! The model of evaluation, one rule a test.

mod choices;
mod repeats;
mod saved;

use std::sync::Arc;

use super::sketch::{NOW, Sketch, expression};
use super::{Changed, Circle, ItemId, Program, Violation};
use crate::form::{DataType, Initial, Kind, Meta, Pick};

fn household() -> Sketch {
    Sketch::new()
        .select("heating", Pick::One, 0, None)
        .list("heating", &["name", "label"], &[&["coal", "燃煤"], &["power", "用电"], &["none", "没有"]])
        .group("coal")
        .relevant("/data/heating = 'coal'")
        .int("stoves")
        .required("true()")
        .constraint(". > 0 and . < 10")
        .calculate("many", "if(/data/coal/stoves > 2, 'yes', 'no')")
        .end()
        .calculate("risk", "if(/data/coal/stoves != '', /data/coal/stoves * 10, 0)")
}

#[test]
fn an_irrelevant_answer_is_kept_and_leaves_the_result() {
    let mut session = household().session();
    session.put("/data/heating", "coal");
    session.put("/data/coal/stoves", "3");
    assert_eq!(session.told(), "heating=coal coal/stoves=3 coal/many=yes risk=30");
    session.put("/data/heating", "power");
    assert_eq!(session.told(), "heating=power risk=0");
    assert_eq!(session.value(session.find("/data/coal/stoves").unwrap()), "3");
    session.put("/data/heating", "coal");
    assert_eq!(session.told(), "heating=coal coal/stoves=3 coal/many=yes risk=30");
}

#[test]
fn a_change_lists_what_to_draw_anew_and_nothing_else() {
    let mut session = household().text("elsewhere").session();
    session.put("/data/heating", "coal");
    let changed = session.put("/data/coal/stoves", "3");
    let paths: Vec<String> = changed.items.iter().map(|item| session.path(*item)).collect();
    assert_eq!(paths, ["/data/coal/stoves", "/data/coal/many", "/data/risk"]);
    assert_eq!(session.put("/data/coal/stoves", "3"), Changed::default());
}

#[test]
fn at_most_one_thing_is_wrong_and_nothing_is_with_what_takes_no_part() {
    let mut session = household().session();
    let stoves = session.find("/data/coal/stoves").unwrap();
    assert_eq!(session.violation(stoves), None);
    session.put("/data/heating", "coal");
    assert_eq!(session.violation(stoves), Some(Violation::Required(None)));
    session.put("/data/coal/stoves", "x");
    assert_eq!(session.violation(stoves), Some(Violation::Type(DataType::Int)));
    session.put("/data/coal/stoves", "12");
    assert_eq!(session.violation(stoves), Some(Violation::Constraint(None)));
    assert_eq!(session.outstanding().len(), 1);
    session.put("/data/coal/stoves", "2");
    assert_eq!(session.outstanding(), []);
}

#[test]
fn readonly_comes_down_from_the_group() {
    let form = Sketch::new().text("lock").group("g").readonly("/data/lock = 'on'").group("inner").text("a").end().end();
    let mut session = form.session();
    let a = session.find("/data/g/inner/a").unwrap();
    assert!(!session.readonly(a));
    let changed = session.put("/data/lock", "on");
    assert!(session.readonly(a) && changed.items.contains(&a));
}

#[test]
fn answers_stand_in_labels() {
    let form = Sketch::new()
        .text("head")
        .text("phone")
        .label(&["请问", "/data/head", "的电话？"])
        .text("home")
        .label(&["", "jr:choice-name(/data/head, '/data/pick')", ""])
        .select("pick", Pick::One, 0, None)
        .list("l", &["name", "label"], &[&["a", "甲"]]);
    let mut session = form.session();
    let phone = session.find("/data/phone").unwrap();
    let changed = session.put("/data/head", "a");
    assert!(changed.items.contains(&phone));
    assert_eq!(session.view(phone).unwrap().label.unwrap(), "请问a的电话？");
    assert_eq!(session.view(session.find("/data/home").unwrap()).unwrap().label.unwrap(), "甲");
}

#[test]
fn defaults_are_given_once_and_dynamic_ones_see_those_before() {
    let form = Sketch::new()
        .text("village")
        .default(Initial::Value("柳树村".to_owned()))
        .text("greeting")
        .default(Initial::Dynamic(expression("concat(/data/village, '：', today())")))
        .text("twice")
        .default(Initial::Dynamic(expression("concat(/data/greeting, '!')")))
        .repeat("r", None)
        .text("place")
        .default(Initial::Dynamic(expression("position(..)")))
        .end();
    let mut session = form.session();
    assert_eq!(session.told(), "village=柳树村 greeting=柳树村：2024-12-16 twice=柳树村：2024-12-16! r[1]/place=1");
    session.put("/data/greeting", "");
    session.add(session.find("/data/r").unwrap());
    assert_eq!(session.told(), "village=柳树村 twice=柳树村：2024-12-16! r[1]/place=1 r[2]/place=2");
}

#[test]
fn a_trigger_writes_an_answer_that_can_be_changed() {
    let form = Sketch::new()
        .int("a")
        .text("log")
        .trigger("/data/a")
        .calculated("concat(/data/a, '@', format-date(now(), '%H:%M'))");
    let mut session = form.session();
    assert_eq!(session.told(), "");
    session.put("/data/a", "1");
    assert_eq!(session.told(), "a=1 log=1@08:30");
    session.put("/data/log", "mine");
    session.set_now(NOW + 60_000.0);
    assert_eq!(session.told(), "a=1 log=mine");
    session.put("/data/a", "2");
    assert_eq!(session.told(), "a=2 log=2@08:31");
}

#[test]
fn once_keeps_its_first_value() {
    let mut session = Sketch::new().int("a").calculate("id", "once(concat(/data/a, random()))").session();
    let id = session.find("/data/id").unwrap();
    let first = session.value(id).to_owned();
    assert!(!first.is_empty());
    session.put("/data/a", "1");
    assert_eq!(session.value(id), first);
}

#[test]
fn a_circle_is_refused_with_its_nodes() {
    let names = |sketch: Sketch| {
        let form = sketch.form();
        let Circle(nodes) = Program::new(Arc::new(form.clone())).unwrap_err();
        let mut names: Vec<String> = nodes.iter().map(|id| form.node(*id).unwrap().name.clone()).collect();
        names.sort();
        names.join(" ")
    };
    let circle = Sketch::new().calculate("a", "/data/b + 1").calculate("b", "/data/c").calculate("c", "/data/a");
    assert_eq!(names(circle), "a b c");
    assert_eq!(names(Sketch::new().calculate("a", "../a + 1")), "a");
    assert_eq!(names(Sketch::new().group("g").relevant("./x = 1").int("x").end()), "g");
    assert_eq!(names(Sketch::new().int("a").relevant("/data/b = 1").int("b").relevant("../a = 1")), "a b");
    assert!(
        Sketch::new().int("a").constraint(". > 1 and . < /data/b").int("b").constraint(". > /data/a").program().is_ok()
    );
}

#[test]
fn what_cannot_be_computed_is_noted_and_stops_nothing() {
    let mut session =
        Sketch::new().text("p").text("q").relevant("regex('a', /data/p)").calculate("c", "nonsense()").session();
    assert_eq!(session.faults().count(), 1);
    session.put("/data/p", "(");
    assert_eq!(session.faults().count(), 2);
    assert!(session.relevant(session.find("/data/q").unwrap()));
    session.put("/data/p", "b");
    assert_eq!(session.faults().count(), 1);
}

#[test]
fn the_device_fills_in_what_it_knows() {
    let meta = |meta: Meta| move |node: &mut crate::form::Node| (node.kind, node.visible) = (Kind::Meta(meta), false);
    let form = Sketch::new()
        .text("start")
        .with(meta(Meta::Start))
        .text("end")
        .with(meta(Meta::End))
        .text("today")
        .with(meta(Meta::Today))
        .text("device")
        .with(meta(Meta::DeviceId))
        .text("id")
        .with(meta(Meta::InstanceId));
    let mut session = form.session();
    session.finish(NOW + 600_000.0);
    let told = session.told();
    assert!(told.starts_with(
        "start=2024-12-16T08:30:00.000+08:00 end=2024-12-16T08:40:00.000+08:00 today=2024-12-16 device=dev:1 id=uuid:"
    ));
}

#[test]
fn blocks_are_groups_and_runs_of_loose_questions() {
    let form = Sketch::new()
        .text("a")
        .calculate("hidden", "1")
        .text("b")
        .group("g")
        .text("c")
        .calculate("also", "2")
        .end()
        .repeat("r", None)
        .text("d")
        .end()
        .text("e");
    let session = form.session();
    let told: Vec<(Option<String>, usize)> =
        session.blocks().iter().map(|block| (block.head.map(|head| session.path(head)), block.items.len())).collect();
    let head = |path: &str| Some(path.to_owned());
    assert_eq!(told, [(None, 2), (head("/data/g"), 1), (head("/data/r"), 1), (None, 1)]);
    assert_eq!(session.blocks().len(), 4);
    assert_eq!(session.find("/data"), Some(ItemId::ROOT));
    assert_eq!(session.find("/data/r[2]"), None);
    assert_eq!(session.find("nonsense"), None);
}

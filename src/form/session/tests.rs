//! The model of evaluation, one rule a test.

use std::rc::Rc;
use std::sync::Arc;

use super::sketch::{NOW, Sketch, env, expression};
use super::{Answer, Attached, Circle, ItemId, ListDocument, Program, Session, Violation};
use crate::form::{DataType, Form, Initial, Instance, InstanceSource, Kind, Meta, Pick, Random, Source, Table};

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
    assert_eq!(session.put("/data/coal/stoves", "3"), super::Changed::default());
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

fn members() -> Sketch {
    Sketch::new()
        .repeat("member", None)
        .text("name")
        .int("age")
        .relevant("../name != ''")
        .calculate("place", "position(..)")
        .calculate("share", "../age div sum(/data/member/age)")
        .end()
        .calculate("count", "count(/data/member)")
        .calculate("oldest", "max(/data/member/age)")
        .calculate("names", "join('、', /data/member/name)")
}

#[test]
fn instances_come_go_and_move() {
    let mut session = members().session();
    let range = session.find("/data/member").unwrap();
    session.put("/data/member[1]/name", "测试甲");
    session.put("/data/member[1]/age", "60");
    let (second, changed) = session.add(range).unwrap();
    assert!(changed.repeats.contains(&range));
    session.put("/data/member[2]/name", "测试乙");
    session.put("/data/member[2]/age", "20");
    let total = "count=2 oldest=60 names=测试甲、测试乙";
    assert_eq!(
        session.told(),
        format!(
            "member[1]/name=测试甲 member[1]/age=60 member[1]/place=1 member[1]/share=0.75 member[2]/name=测试乙 member[2]/age=20 member[2]/place=2 member[2]/share=0.25 {total}"
        )
    );
    session.move_to(second, 0);
    assert!(session.told().starts_with("member[1]/name=测试乙 member[1]/age=20 member[1]/place=1"));
    assert!(session.told().ends_with("names=测试乙、测试甲"));
    session.remove(second);
    assert_eq!(
        session.told(),
        "member[1]/name=测试甲 member[1]/age=60 member[1]/place=1 member[1]/share=1 count=1 oldest=60 names=测试甲"
    );
    assert_eq!(session.answer(second, &"x".into()), super::Changed::default());
    assert_eq!(session.view(second), None);
}

#[test]
fn a_count_makes_instances_and_keeps_those_beyond_it() {
    let form = Sketch::new()
        .int("people")
        .repeat("member", Some("/data/people"))
        .text("name")
        .repeat("child", Some("../../people - 1"))
        .text("toy")
        .end()
        .end()
        .calculate("names", "join(' ', /data/member/name)");
    let mut session = form.session();
    let range = session.find("/data/member").unwrap();
    assert!(session.instances(range).is_empty() && session.add(range).is_none());
    session.put("/data/people", "2");
    session.put("/data/member[1]/name", "a");
    session.put("/data/member[2]/name", "b");
    session.put("/data/member[2]/child[1]/toy", "ball");
    session.put("/data/people", "1");
    assert_eq!(session.told(), "people=1 member[1]/name=a names=a");
    session.put("/data/people", "2");
    assert_eq!(session.told(), "people=2 member[1]/name=a member[2]/name=b member[2]/child[1]/toy=ball names=a b");
    session.put("/data/people", "99999999999");
    assert_eq!(session.instances(range).len(), 5000);
    session.put("/data/people", "-1");
    assert_eq!(session.told(), "people=-1");
}

#[test]
fn a_count_may_grow_with_its_own_instances() {
    let form = Sketch::new().repeat("r", Some("count(/data/r[more = 'yes']) + 1")).text("more").end();
    let mut session = form.session();
    let range = session.find("/data/r").unwrap();
    assert_eq!(session.instances(range).len(), 1);
    session.put("/data/r[1]/more", "yes");
    assert_eq!(session.instances(range).len(), 2);
    session.put("/data/r[2]/more", "yes");
    assert_eq!(session.instances(range).len(), 3);
}

#[test]
fn a_running_total_reads_the_instance_before() {
    let form = Sketch::new()
        .repeat("day", None)
        .int("spent")
        .calculate("total", "../spent + coalesce(/data/day[position() = position(current()/..) - 1]/total, 0)")
        .end();
    let mut session = form.session();
    let range = session.find("/data/day").unwrap();
    session.add(range);
    session.add(range);
    for (day, spent) in [(3, "5"), (1, "10"), (2, "7")] {
        session.put(&format!("/data/day[{day}]/spent"), spent);
    }
    let totals: Vec<&str> =
        (1..=3).map(|day| session.value(session.find(&format!("/data/day[{day}]/total")).unwrap())).collect();
    assert_eq!(totals, ["10", "17", "22"]);
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

//! Instances of repeats, by hand and by a count.

use crate::form::session::Changed;
use crate::form::session::sketch::Sketch;

pub fn members() -> Sketch {
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
    assert_eq!(session.answer(second, &"x".into()), Changed::default());
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

//! What a township asks, answered over made-up villages.

use serde_json::Value;

use super::export::Received;
use super::tables::{Form, Leaf, RollupView, Sort, TableWish};
use super::township::{Ask, Told, TownshipWish};
use super::villages::Villages;
use super::{Desk, Reply, Request, handle, json};
use crate::campaign::builtin;
use crate::demo::Demo;
use crate::journal::{Fields, Journal, Kind, RecordId, Stamp};
use crate::package::Label;
use crate::rollup::Rollup;
use crate::text::Lang;

const CAMPAIGN: &str = "household-winter";

/// Lines of three villages and what their packages say.
fn villages() -> (Journal, Vec<u8>) {
    let campaign = super::export::campaign(CAMPAIGN, None).unwrap();
    let demo = Demo { villages: 3, households: 10, seed: 3, sent: None };
    let (mut all, mut received) = (Journal::default(), Vec::new());
    for number in 1..=3 {
        let (label, journal) = demo.survey(&demo.village(number), &campaign);
        all.merge(&journal);
        received.push(serde_json::json!({ "label": label, "counts": { "writes": 0, "records": {} }, "at": 0 }));
    }
    (all, serde_json::to_vec(&received).unwrap())
}

fn asked(desk: &mut Desk, lines: &[u8], received: &[u8], ask: &Ask) -> Told {
    let wish = TownshipWish {
        campaign: CAMPAIGN.into(),
        now: "2026-12-28T09:00:00+08:00".into(),
        version: 1,
        lang: Lang::ZhHans,
        ask: ask.clone(),
    };
    let parts = [lines.to_vec(), received.to_vec()];
    let (reply, parts) = handle(desk, Request::Township(Box::new(wish)), &parts, &mut |_| ()).unwrap();
    assert_eq!(reply, Reply::Told);
    Told::from_json(ask, &serde_json::from_slice(&parts[0]).unwrap())
}

fn rollup(desk: &mut Desk, lines: &[u8], received: &[u8]) -> Value {
    let wish = TableWish { sort: Sort::Rollup, campaign: CAMPAIGN.into(), version: 1, ..TableWish::default() };
    let parts = [lines.to_vec(), received.to_vec(), b"[]".to_vec()];
    let (reply, parts) = handle(desk, Request::Tables(Box::new(wish)), &parts, &mut |_| ()).unwrap();
    assert_eq!(reply, Reply::Tables);
    let labels: Vec<Received> = serde_json::from_slice(received).unwrap();
    let labels: Vec<Label> = labels.into_iter().map(|received| received.label).collect();
    let mut journal = Journal::default();
    journal.merge_ndjson(lines).unwrap();
    let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let sums = Villages::new(1, journal, &labels, campaign.clone(), "").sums(&mut |_| ());
    let numbers = Rollup::new(sums, &[]).to_json(&campaign);
    let told = RollupView::from_json(&json::read(&parts[0]));
    let names: Vec<&str> =
        numbers["villages"].as_array().unwrap().iter().map(|village| village["village"].as_str().unwrap()).collect();
    assert_eq!((told.villages, told.missing.len()), (names.into_iter().map(str::to_owned).collect(), 0));
    numbers
}

#[test]
fn each_table_comes_in_a_part_of_its_own_under_its_name() {
    let (journal, received) = villages();
    let wish = TableWish { sort: Sort::Rollup, campaign: CAMPAIGN.into(), version: 1, ..TableWish::default() };
    let parts = [journal.to_ndjson().into_bytes(), received, b"[]".to_vec()];
    let request = Request::Tables(Box::new(wish));
    let (_, mut parts) = handle(&mut Desk::default(), request, &parts, &mut |_| ()).unwrap();
    let tables = parts.split_off(3);
    let count = tables.len();
    let leaves = Leaf::all(&json::read(&parts[2]), tables.into_iter());
    assert!(count > 5 && leaves.len() == count && leaves[0].number() == "T1");
    for leaf in &leaves {
        assert_eq!(leaf.name(), leaf.view().name);
        assert!(leaf.view().rows.iter().all(|row| row.cells.len() == leaf.view().columns.len()), "{}", leaf.name());
    }
}

#[test]
fn as_many_stand_behind_a_number_as_it_says() {
    let (journal, received) = villages();
    let (mut desk, lines) = (Desk::default(), journal.to_ndjson().into_bytes());
    let numbers = rollup(&mut desk, &lines, &received);
    let total = &numbers["total"]["indicators"];
    for (indicator, whole) in
        [("surveyed", None), ("problems_found", None), ("coverage", Some(())), ("leaflet", Some(()))]
    {
        let ask = Ask::Behind { indicator: indicator.into(), place: String::new(), class: None };
        // The worker holds the villages, so nothing is sent again.
        let Told::Behind(behind) = asked(&mut desk, b"", &received, &ask) else { panic!("{indicator}") };
        if whole.is_some() {
            assert_eq!(behind.counted_count as u64, total[indicator]["part"].as_u64().unwrap(), "{indicator}");
            let all = behind.counted_count + behind.lacking_count;
            assert_eq!(all as u64, total[indicator]["whole"].as_u64().unwrap(), "{indicator}");
        } else {
            assert_eq!(behind.counted_count as u64, total[indicator].as_u64().unwrap(), "{indicator}");
        }
    }
    let village = numbers["villages"][0].clone();
    let place = village["id"].as_str().unwrap().to_owned();
    let ask = Ask::Behind { indicator: "surveyed".into(), place, class: None };
    let Told::Behind(behind) = asked(&mut desk, b"", &received, &ask) else { panic!() };
    assert_eq!(behind.counted_count as u64, village["indicators"]["surveyed"].as_u64().unwrap());
    assert!(behind.counted.iter().all(|home| home.village == village["village"]));
}

#[test]
fn in_a_county_a_village_is_called_after_its_township() {
    let (journal, received) = villages();
    let mut packages: Value = serde_json::from_slice(&received).unwrap();
    packages[2]["label"]["region"]["township"] = "别镇".into();
    let (mut desk, lines) = (Desk::default(), journal.to_ndjson().into_bytes());
    let ask = Ask::Behind { indicator: "surveyed".into(), place: String::new(), class: None };
    let received = serde_json::to_vec(&packages).unwrap();
    let Told::Behind(behind) = asked(&mut desk, &lines, &received, &ask) else { panic!() };
    let mut names: Vec<String> = behind.counted.into_iter().map(|home| home.village).collect();
    names.dedup();
    assert_eq!(names, ["别镇示例3村", "示例镇示例1村", "示例镇示例2村"]);

    let wish = TableWish { sort: Sort::Rollup, campaign: CAMPAIGN.into(), version: 2, ..TableWish::default() };
    let parts = [lines, received, b"[]".to_vec()];
    let (_, mut parts) = handle(&mut desk, Request::Tables(Box::new(wish)), &parts, &mut |_| ()).unwrap();
    let tables = parts.split_off(3);
    let leaves = Leaf::all(&json::read(&parts[2]), tables.into_iter());
    let inside: usize = leaves[0].view().rows.iter().map(|row| row.inside.len()).sum();
    assert_eq!((leaves[0].view().count, inside), (2, 3), "what a township opens to is no row of its own");
}

/// The papers of an inspection at `now`, one text for each sheet of the progress of surveys.
fn inspected(labels: &[u8], lines: &[u8], now: &str) -> Vec<String> {
    let wish = TableWish { campaign: CAMPAIGN.into(), now: now.into(), ..TableWish::default() };
    let parts = [lines.to_vec(), labels.to_vec()];
    let request = Request::Inspection(Box::new(wish));
    let (_, parts) = handle(&mut Desk::default(), request, &parts, &mut |_| ()).unwrap();
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(&parts[0])).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let name = names.into_iter().find(|name| name.contains("排查进度和整改情况")).unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(&name).unwrap(), &mut bytes).unwrap();
    let book = crate::workbook::office::read(&bytes).unwrap();
    let text = |sheet: &crate::workbook::Sheet| {
        sheet.rows.iter().flatten().map(|cell| cell.text().into_owned()).collect::<Vec<_>>().join("|")
    };
    book.sheets.iter().map(text).collect()
}

#[test]
fn inspectors_see_each_village_as_of_its_own_data_as_the_roll_up_does() {
    let (journal, received) = villages();
    let lines = journal.to_ndjson().into_bytes();
    let (soon, late) = ("2026-12-28T09:00:00+08:00", "2027-02-28T09:00:00+08:00");
    let [at_once, later] = [soon, late].map(|now| inspected(&received, &lines, now));
    assert!(later[0].contains("2026-12-27 18:00") && !later[0].contains("2027-02"), "{}", later[0]);
    let without_date = |text: &String| text.split_once("序号").map(|(_, table)| table.to_owned());
    assert_eq!(
        at_once.iter().map(without_date).collect::<Vec<_>>(),
        later.iter().map(without_date).collect::<Vec<_>>(),
        "what was overdue then is what is overdue in both"
    );
}

#[test]
fn a_ledger_leaves_as_text_that_office_programs_know_by_its_mark() {
    let (journal, _) = villages();
    let wish = TableWish {
        names: vec!["L1".into()],
        campaign: CAMPAIGN.into(),
        edition: "report".into(),
        now: "2026-12-28T09:00:00+08:00".into(),
        form: Form::Csv,
        ..TableWish::default()
    };
    let parts = [journal.to_ndjson().into_bytes()];
    let (reply, parts) = handle(&mut Desk::default(), Request::Tables(Box::new(wish)), &parts, &mut |_| ()).unwrap();
    assert!(
        matches!(&reply, Reply::File { name, mime, .. } if name.contains("csv") && mime == "text/csv"),
        "{reply:?}"
    );
    let text = String::from_utf8(parts[0].clone()).unwrap();
    let mut lines = text.strip_prefix('\u{feff}').unwrap().lines();
    assert!(lines.next().unwrap().starts_with("序号,"));
    assert!(lines.count() > 0);
}

#[test]
fn a_worker_that_was_started_afresh_says_that_it_holds_nothing() {
    let wish = TableWish { sort: Sort::Rollup, campaign: CAMPAIGN.into(), version: 1, ..TableWish::default() };
    let parts = [Vec::new(), b"[]".to_vec(), b"[]".to_vec()];
    assert!(handle(&mut Desk::default(), Request::Tables(Box::new(wish)), &parts, &mut |_| ()).is_err());
}

#[test]
fn conflicts_and_twins_are_told_with_both_sources() {
    let (mut journal, received) = villages();
    let homes: Vec<RecordId> = journal.ids(&Kind::Household).cloned().collect();
    let mut write = |device: &str, author: &str, record: &RecordId, fields: &[(&str, &str)]| {
        let stamp = Stamp { device: device.into(), seq: 1, at: 1_797_350_400_000, author: author.into() };
        let fields: Fields = fields.iter().map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
        let mut draft = Journal::default().draft(stamp, Kind::Household, record.clone(), fields);
        draft.seen.clear();
        journal.insert(&draft);
    };
    write("one", "测试甲", &homes[0], &[("note", "东屋")]);
    write("two", "测试乙", &homes[0], &[("note", "西屋"), ("phone", "15400000001")]);
    let last = homes.last().unwrap();
    write("three", "测试丙", last, &[("phone", "15400000001")]);
    let ask = Ask::Doubts;
    let lines = journal.to_ndjson().into_bytes();
    let Told::Doubts(doubts) = asked(&mut Desk::default(), &lines, &received, &ask) else { panic!() };
    let note = doubts.conflicts.iter().find(|one| one.paths == ["note"]).unwrap();
    assert_eq!(note.label, "备注");
    let sides: Vec<(&str, &str)> = note.sides.iter().map(|side| (side.words.as_str(), side.author.as_str())).collect();
    assert_eq!(sides, [("西屋", "测试乙"), ("东屋", "测试甲")]);
    assert_eq!(note.sides[0].at, "2026-12-16 00:00");
    for twin in &doubts.twins {
        assert!(twin.sides.len() > 1 && twin.sides.iter().all(|side| !side.village.is_empty()), "{twin:?}");
    }
}

#[test]
fn two_steps_with_one_finding_are_settled_with_one_tap() {
    use serde_json::json;
    let mut journal = Journal::default();
    let fields = |value: Value| serde_json::from_value::<Fields>(value).unwrap();
    let mut put = |seq: u64, kind: Kind, id: &str, value: Value| {
        let stamp = Stamp { device: "roster".into(), seq, at: 0, author: String::new() };
        journal.insert(&journal.draft(stamp, kind, id.into(), fields(value)));
    };
    put(1, Kind::Region, "r1", json!({"village": "测试村"}));
    put(2, Kind::Household, "h1", json!({"village": "r1", "head": "测试丁"}));
    put(3, Kind::Finding, "f1", json!({"household": "h1", "text": "口粮快断了", "state": "new"}));
    let step = |device: &str, at: i64, value: Value| {
        let stamp = Stamp { device: device.into(), seq: 1, at, author: format!("测试{device}") };
        journal.draft(stamp, Kind::Finding, "f1".into(), fields(value))
    };
    let fixed = step(
        "甲",
        60_000,
        json!({"state": "to_verify", "how": "on_site", "action": "送了米面", "done": "2026-12-20T09:00:00+08:00"}),
    );
    let reported =
        step("乙", 0, json!({"state": "reported", "how": "reported", "reported": "2026-12-20T08:00:00+08:00"}));
    journal.insert(&fixed);
    journal.insert(&reported);
    let Told::Doubts(doubts) = asked(&mut Desk::default(), &journal.to_ndjson().into_bytes(), b"[]", &Ask::Doubts)
    else {
        panic!()
    };
    let [only] = doubts.conflicts.as_slice() else { panic!("{:?}", doubts.conflicts) };
    assert_eq!((only.label.as_str(), only.sides.len()), ("口粮快断了", 2));
    assert!(only.sides[0].words.contains("现场解决") && only.sides[1].words.contains("上报"), "{:?}", only.sides);
    let settled = |side: usize| {
        let mut journal = journal.clone();
        let stamp = Stamp { device: "丙".into(), seq: 1, at: 120_000, author: String::new() };
        let fields = fields(only.sides[side].fields.clone());
        journal.insert(&journal.draft(stamp, Kind::Finding, "f1".into(), fields));
        let record = journal.record(&Kind::Finding, &"f1".into()).unwrap();
        assert_eq!(record.conflicts().count(), 0);
        let words = ["state", "how", "action", "done", "reported"].map(|path| record.text(path).to_owned());
        words.join("|")
    };
    assert_eq!(settled(0), "to_verify|on_site|送了米面|2026-12-20T09:00:00+08:00|");
    assert_eq!(settled(1), "reported|reported|||2026-12-20T08:00:00+08:00");
}

#[test]
fn a_draw_repeats_and_says_what_the_village_says() {
    let (journal, received) = villages();
    let lines = journal.to_ndjson().into_bytes();
    let draw = |seed: &str, by_risk| {
        let ask = Ask::Draw { seed: seed.into(), by_risk, each: 2 };
        let Told::Drawn(drawn) = asked(&mut Desk::default(), &lines, &received, &ask) else { panic!() };
        drawn
    };
    let drawn = draw("2026-12-28", false);
    assert_eq!(drawn.homes.len(), 6);
    assert_eq!(drawn, draw("2026-12-28", false));
    assert_ne!(drawn, draw("2026-12-29", false));
    // In the words of the form, and never as a rate of one household.
    assert!(drawn.homes.iter().all(|home| home.says.iter().all(|(label, _)| !label.ends_with('率'))));
    let leaflets = drawn.homes.iter().flat_map(|home| &home.says).filter(|(label, _)| label == "明白纸");
    let leaflets: Vec<&str> = leaflets.map(|(_, words)| words.as_str()).collect();
    assert!(leaflets.contains(&"已发（签收）"), "{leaflets:?}");
    // Where nobody was yet, that is all there is to compare.
    let not_yet: Vec<_> = draw("2026-12-28", true)
        .homes
        .into_iter()
        .chain(drawn.homes)
        .filter(|home| home.says[0].1 == "还没入户")
        .collect();
    assert!(!not_yet.is_empty());
    assert!(
        not_yet.iter().all(|home| home.says.iter().all(|(label, _)| label == "入户" || label == "问题")),
        "{not_yet:?}"
    );
    assert!(draw("2026-12-28", true).homes.len() >= 4);
}

#[test]
fn a_history_tells_who_changed_what_newest_first() {
    let (mut journal, received) = villages();
    let visit = journal.records(&Kind::Visit).next().unwrap();
    let home = RecordId::from(visit.text("household"));
    let stamp = Stamp { device: "later".into(), seq: 1, at: 1_900_000_000_000, author: "测试甲".into() };
    let write =
        journal.draft(stamp, Kind::Household, home.clone(), Fields::from([("group".to_owned(), "九组".into())]));
    journal.insert(&write);
    let ask = Ask::History { household: home.0 };
    let Told::Story(story) = asked(&mut Desk::default(), journal.to_ndjson().as_bytes(), &received, &ask) else {
        panic!()
    };
    let newest = &story.events[0];
    assert_eq!((newest.what.as_str(), newest.author.as_str()), ("住户", "测试甲"));
    assert_eq!((newest.changes[0].label.as_str(), newest.changes[0].after.as_str()), ("组", "九组"));
    assert!(!newest.changes[0].before.is_empty());
    assert!(story.events.iter().any(|event| event.what == "入户"));
}

#[test]
fn a_history_says_what_its_author_saw_and_who_filled_it_in_differently() {
    let home = RecordId::from("h1");
    let stamp =
        |device: &str, seq: u64, at: i64, author: &str| Stamp { device: device.into(), seq, at, author: author.into() };
    let own = [("village".to_owned(), "r1".into()), ("head".to_owned(), "测试丁".into())];
    let phone = |number: &str| Fields::from([("phone".to_owned(), number.into())]);
    let mut journal = Journal::default();
    let village = Fields::from([("village".to_owned(), "测试村".into())]);
    journal.insert(&journal.draft(stamp("one", 1, 0, "测试甲"), Kind::Region, "r1".into(), village));
    let first = phone("13900000001").into_iter().chain(own).collect();
    journal.insert(&journal.draft(stamp("one", 2, 0, "测试甲"), Kind::Household, home.clone(), first));
    // Both changed the same number, and neither knew of the other.
    let first = journal.draft(stamp("two", 1, 60_000, "测试乙"), Kind::Household, home.clone(), phone("15400000002"));
    let second = journal.draft(stamp("one", 3, 120_000, "测试甲"), Kind::Household, home.clone(), phone("15400000001"));
    journal.insert(&first);
    journal.insert(&second);
    let ask = Ask::History { household: home.0.clone() };
    let told = |journal: &Journal| {
        let lines = journal.to_ndjson().into_bytes();
        let Told::Story(story) = asked(&mut Desk::default(), &lines, b"[]", &ask) else { panic!() };
        lines_of(&story)
    };
    insta::assert_snapshot!(told(&journal).join("\n"), @r"
    住户 1970-01-01 08:02
    电话: 13900000001 → 15400000001 [和测试乙填的不一样，待核对]
    住户 1970-01-01 08:01
    电话: 13900000001 → 15400000002 [和测试甲填的不一样，待核对]
    住户 1970-01-01 08:00
    户主:  → 测试丁
    电话:  → 13900000001
    村:  → 测试村
    ");
    // A third settles it, and knows both.
    journal.insert(&journal.draft(
        stamp("two", 2, 180_000, "测试乙"),
        Kind::Household,
        home.clone(),
        phone("15400000001"),
    ));
    insta::assert_snapshot!(told(&journal).join("\n"), @r"
    住户 1970-01-01 08:03
    电话: 15400000002、15400000001 → 15400000001 [核对后定下]
    住户 1970-01-01 08:02
    电话: 13900000001 → 15400000001
    住户 1970-01-01 08:01
    电话: 13900000001 → 15400000002
    住户 1970-01-01 08:00
    户主:  → 测试丁
    电话:  → 13900000001
    村:  → 测试村
    ");
}

/// A story as lines: what, then label: before → after [tag].
fn lines_of(story: &super::township::Story) -> Vec<String> {
    let change = |one: &super::township::ChangeView| {
        let tag = if one.tag.is_empty() { String::new() } else { format!(" [{}]", one.tag) };
        format!("{}: {} → {}{tag}", one.label, one.before, one.after)
    };
    story
        .events
        .iter()
        .flat_map(|event| {
            std::iter::once(format!("{} {}", event.what, event.at)).chain(event.changes.iter().map(change))
        })
        .collect()
}

#[test]
fn a_history_speaks_in_names_and_leaves_out_what_nobody_did() {
    use serde_json::json;
    let mut journal = Journal::default();
    let mut write = |at: i64, kind: &str, record: &str, fields: Value| {
        let seq = journal.next_seq(&"phone".into());
        let stamp = Stamp { device: "phone".into(), seq, at, author: "测试甲".into() };
        let fields: Fields = serde_json::from_value(fields).unwrap();
        let write = journal.draft(stamp, Kind::from(kind), record.into(), fields);
        journal.insert(&write);
    };
    let photo = |bytes: &[u8]| crate::attachment::name(bytes, "jpg");
    // 2026-12-20T15:59:00Z.
    let at = 1_797_782_340_000;
    write(at, "region", "r1", json!({"village": "测试村"}));
    write(at, "helper", "p1", json!({"village": "r1", "name": "测试丙"}));
    write(
        at,
        "household",
        "h1",
        json!({"village": "r1", "head": "测试乙", "helper/p1": true, "member/m1/name": "测试乙", "member/m1/phone": "15400000001"}),
    );
    write(
        at + 1000,
        "visit",
        "v1",
        json!({"household": "h1", "campaign": CAMPAIGN, "started": "2026-12-20T15:59:00+00:00",
        "answer/residence": "home", "answer/present": "1", "answer/burns": "0", "confirmed/residence": true,
        "answer/signature": crate::attachment::name(b"s", "png"), "answer/photo": photo(b"1")}),
    );
    write(
        at + 2000,
        "visit",
        "v1",
        json!({"answer/photo": photo(b"2"), "answer/residence": "rented", "confirmed/residence": null}),
    );
    write(at + 3000, "visit", "v1", json!({"answer/burns": "1"}));
    write(at + 4000, "private", "v1", json!({"answer/mood": "想家"}));
    write(
        at + 5000,
        "contact",
        "c1",
        json!({"household": "h1", "how": "phone", "entered": "2026-12-20T23:59:00+08:00", "outcome": "reached", "weather": "snow"}),
    );
    write(
        at + 6000,
        "finding",
        "f1",
        json!({"household": "h1", "reported": "2026-12-20T23:59:00+08:00", "callback": true, "photos": [photo(b"1"), photo(b"2")]}),
    );
    write(at + 7000, "put-off", "o1", json!({"household": "h1", "until": "2026-12-22", "reason": "外出"}));
    let wish = TownshipWish {
        campaign: CAMPAIGN.into(),
        now: "2026-12-28T01:00:00+00:00".into(),
        version: 1,
        lang: Lang::ZhHans,
        ask: Ask::History { household: "h1".into() },
    };
    let parts = [journal.to_ndjson().into_bytes(), b"[]".to_vec()];
    let (_, parts) =
        handle(&mut Desk::default(), Request::Township(Box::new(wish.clone())), &parts, &mut |_| ()).unwrap();
    let Told::Story(story) = Told::from_json(&wish.ask, &serde_json::from_slice(&parts[0]).unwrap()) else { panic!() };
    let told = lines_of(&story);
    insta::assert_snapshot!(told.join("\n"), @r"
    推迟 2026-12-20 15:59
    原因:  → 外出
    推到:  → 2026-12-22
    问题 2026-12-20 15:59
    要回访:  → 是
    照片:  → 照片 × 2
    上报时间:  → 2026-12-20 15:59
    联系 2026-12-20 15:59
    登记时间:  → 2026-12-20 15:59
    方式:  → 电话
    结果:  → 联系上了
    天气:  → 雨雪
    入户 2026-12-20 15:59
    思想动态:  → （内容不在这里显示）
    入户 2026-12-20 15:59
    现住情况: 在家常住 → 租住、投亲、过渡房
    照片（可不拍）:  → 照片 [换了]
    入户 2026-12-20 15:59
    开始:  → 2026-12-20 15:59
    现住情况:  → 在家常住 [整块确认]
    签名（可不签）:  → 签名
    照片（可不拍）:  → 照片
    住户 2026-12-20 15:59
    户主:  → 测试乙
    帮扶责任人:  → 测试丙
    成员姓名:  → 测试乙
    测试乙 · 电话:  → 15400000001
    村:  → 测试村
    ");
    assert!(!told.concat().contains("想家"));
}

//! Roll-ups of made-up villages: law 1 over files, law 3 with nothing to count, and the tables as offices see them.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::campaign::{Campaign, Due, Level, builtin};
use crate::demo::Demo;
use crate::finding::{Draft, DueBy, Setting};
use crate::journal::{Fields, Journal, Kind, Stamp};
use crate::ledger::{Cell, Edition, Heading, Row, RowKind, Table, View, make};
use crate::moment::Moment;
use crate::package::{Extent, Label, RegionLabel};
use crate::register::namesake::tests::on_another_phone;
use crate::text::Lang;

fn winter() -> Campaign {
    builtin::HOUSEHOLD_WINTER.campaign().unwrap()
}

fn files(villages: u32, households: u32) -> Vec<(Label, Journal)> {
    let (campaign, demo) = (winter(), Demo { villages, households, seed: 3, sent: None });
    (1..=villages).map(|number| demo.survey(&demo.village(number), &campaign)).collect()
}

fn rollup<'f>(files: impl IntoIterator<Item = &'f (Label, Journal)>, campaign: &Campaign) -> Rollup {
    let mut gathered = Gathered::default();
    for (label, journal) in files {
        gathered.add(label, journal.clone());
    }
    Rollup::new(gathered.villages().iter().map(|village| village.sums(campaign)), &[])
}

fn text(table: &Table) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
    };
    let mut lines = vec![table.name.clone(), table.title.clone(), format!("{} … {}", table.unit, table.date)];
    lines.push(table.columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>().join("|"));
    lines.extend(table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|")));
    lines.extend(table.notes.iter().cloned());
    lines.join("\n")
}

#[test]
fn the_tables_read_as_an_office_expects() {
    let campaign = winter();
    let expected =
        ["示例1村", "示例9村"].map(|village| RegionLabel { village: village.into(), ..RegionLabel::default() });
    let mut rollup = rollup(&files(3, 12), &campaign);
    rollup = Rollup::new(rollup.villages, &expected);
    let tables = tables(&rollup, &campaign, &["T1", "T4", "T8"], "示例镇", Lang::ZhHans);
    insta::assert_snapshot!(tables.map(|table| text(&table)).collect::<Vec<_>>().join("\n\n"));
}

#[test]
fn a_village_that_two_phones_wrote_down_differently_counts_once() {
    let (campaign, all) = (winter(), files(3, 12));
    let other = on_another_phone(&all[0]);
    assert_ne!(other.0.region.id, all[0].0.region.id);
    let mut wanted = rollup(&all, &campaign);
    wanted.villages[0].is_joined = true;
    let once = rollup(all.iter().chain([&other]), &campaign);
    assert_eq!(once, wanted);
    assert_eq!(rollup([&other].into_iter().chain(&all), &campaign), wanted, "in any order");
}

/// What an urgent need with these fields adds to 急难 24 小时内解决率 when the village's data are of the 20th, 18:00.
fn urgent(fields: &[(&str, &str)]) -> (i64, i64) {
    let campaign = winter();
    let mut journal = Journal::default();
    let own = [("household", "h1"), ("campaign", campaign.id.as_str()), ("level", "red"), ("need", "grain")];
    let mut all: Fields = own.iter().chain(fields).map(|(path, text)| ((*path).to_owned(), (*text).into())).collect();
    all.insert("urgent".into(), true.into());
    let head = Fields::from([("village".to_owned(), "v1".into()), ("head".to_owned(), "测试甲".into())]);
    for (seq, kind, id, fields) in [(1, Kind::Household, "h1", head), (2, Kind::Finding, "f1", all)] {
        let stamp = Stamp { device: "d".into(), seq, at: 0, author: String::new() };
        journal.insert(&journal.draft(stamp, kind, id.into(), fields));
    }
    let region = RegionLabel { id: "v1".into(), ..RegionLabel::default() };
    let sums = VillageSums::of(region, "2026-12-20T18:00:00+08:00", &journal, &campaign);
    let pair = sums.sums.of(campaign.place("urgent_in_time"));
    (pair.part, pair.whole)
}

#[test]
fn an_urgent_need_counts_as_met_in_time_only_once_it_is_met() {
    let morning = ("found", "2026-12-20T08:00:00+08:00");
    let day_before = ("found", "2026-12-19T08:00:00+08:00");
    let done = ("done", "2026-12-20T12:00:00+08:00");
    assert_eq!(urgent(&[morning, ("state", "new")]), (0, 0), "there is time left");
    assert_eq!(urgent(&[day_before, ("state", "new")]), (0, 1), "its time is over");
    assert_eq!(urgent(&[morning, ("state", "to-verify"), done]), (1, 1));
    assert_eq!(urgent(&[day_before, ("state", "closed"), done]), (0, 1), "too late");
}

#[test]
fn nobody_says_that_all_have_sent_where_nobody_said_who_should() {
    let campaign = winter();
    let rollup = rollup(&files(2, 2), &campaign);
    let note = |rollup: &Rollup| {
        let first = tables(rollup, &campaign, &["T1"], "", Lang::ZhHans).next().unwrap();
        first.notes[0].clone()
    };
    assert_eq!(note(&rollup), "已报 2 个村。");
    let expected: Vec<RegionLabel> = rollup.villages.iter().map(|village| village.region.clone()).collect();
    assert_eq!(note(&Rollup::new(rollup.villages, &expected)), "2 个村已全部上报。");
}

#[test]
fn with_nothing_to_count_a_rate_is_neither_nought_nor_a_hundred() {
    let campaign = winter();
    let (label, _) = files(1, 1).remove(0);
    let rollup = rollup(&[(label, Journal::default())], &campaign);
    for table in tables(&rollup, &campaign, &["T1", "T2", "T3", "T4", "T5"], "", Lang::ZhHans) {
        for (index, column) in
            table.columns.iter().enumerate().filter(|(_, column)| column.shape == crate::ledger::Shape::Rate)
        {
            for row in &table.rows {
                let said = matches!(&row.cells[index], Cell::Text(text) if text == "—" || text == "无隐患");
                assert!(said, "{} in {}: {:?}", column.label, table.title, row.cells[index]);
            }
        }
    }
    let json = rollup.to_json(&campaign);
    assert!(json["total"]["indicators"]["coverage"]["rate"].is_null());
    assert_eq!(json["total"]["indicators"]["coverage"]["whole"], 0);
}

/// Findings that a person raised: a red hazard and a need, at the first household.
fn by_hand(journal: &mut Journal, campaign: &Campaign, now: Moment) {
    let household = journal.ids(&Kind::Household).next().unwrap().clone();
    let setting = Setting { household: &household.0, visit: "", now, finder: "测试乙" };
    for (id, level, class, need) in [("a", Level::Red, "fire", ""), ("b", Level::Need, "clothing", "clothing")] {
        let draft = Draft {
            class: class.into(),
            level,
            need: need.into(),
            text: format!("记的{}", level.word()),
            department: "fire".into(),
            due: DueBy::after(Due::Days(1), now),
            urgent: false,
            callback: false,
        };
        let stamp = Stamp { device: "x".into(), seq: journal.next_seq(&"x".into()), at: 0, author: String::new() };
        let write = journal.draft(stamp, Kind::Finding, id.into(), draft.fields(campaign, setting));
        journal.insert(&write);
    }
}

#[test]
fn a_finding_by_hand_stands_in_its_ledger_and_is_counted_like_any_other() {
    let campaign = winter();
    let (label, journal) = files(1, 6).remove(0);
    let now = Moment::parse(&label.made).unwrap();
    let mut with = journal.clone();
    by_hand(&mut with, &campaign, now);
    let count = |journal: &Journal, name: &str| {
        let rollup = rollup(&[(label.clone(), journal.clone())], &campaign);
        rollup.to_json(&campaign)["total"]["indicators"][name].as_f64().unwrap()
    };
    for (name, more) in [("problems_found", 1.0), ("problems_working", 1.0), ("problems_closed", 0.0)] {
        let grown = count(&with, name) - count(&journal, name);
        assert!((grown - more).abs() < 1e-9, "{name} grows by {more}, not by {grown}");
    }
    for (number, words) in [("L4", "记的red"), ("L5", "记的need")] {
        let view = View::new(&with, &campaign, now, None);
        let edition = Edition::Report;
        let heading = Heading { unit: String::new(), author: String::new(), edition, lang: Lang::ZhHans };
        let table = text(&make(campaign.ledger(number).unwrap(), &view, &heading));
        assert_eq!(table.matches(words).count(), 1, "{number}: {table}");
    }
}

#[test]
fn districts_add_up_to_the_total() {
    let campaign = winter();
    let rollup = rollup(&files(7, 10), &campaign);
    let mut sum = Sums::default();
    let districts = rollup.districts();
    assert!(districts.len() > 1);
    for group in &districts {
        sum.add(&group.sums);
    }
    assert_eq!(sum, rollup.total());
    let table = tables(&rollup, &campaign, &["T1"], "", Lang::ZhHans).next().unwrap();
    let subtotals = table.rows.iter().filter(|row| row.kind == RowKind::Subtotal).count();
    assert_eq!(subtotals, districts.len());
}

#[test]
fn several_townships_make_a_county_whose_rows_are_townships() {
    let campaign = winter();
    let mut files = files(6, 5);
    for (place, (label, _)) in files.iter_mut().enumerate() {
        label.region.township = ["第1镇", "第2镇"][place % 2].into();
        label.made = format!("2026-12-2{place}T18:00:00+08:00");
    }
    let rollup = rollup(&files, &campaign);
    let names: Vec<String> = rollup.townships().into_iter().map(|group| group.name).collect();
    assert_eq!((names, rollup.unit().as_str()), (vec!["第1镇".to_owned(), "第2镇".to_owned()], "示例县"));
    let towns =
        ["第2镇", "第1镇", "第2镇"].map(|township| RegionLabel { township: township.into(), ..RegionLabel::default() });
    assert_eq!(unit(&towns.iter().collect::<Vec<_>>()), "第1镇、第2镇");
    let mut sum = Sums::default();
    rollup.townships().iter().for_each(|group| sum.add(&group.sums));
    assert_eq!(sum, rollup.total());
    for table in
        tables(&rollup, &campaign, &["T1", "T8"], &rollup.unit(), Lang::ZhHans).filter(|table| table.rows.len() == 3)
    {
        let labels: Vec<&str> = table.columns.iter().map(|column| column.label.as_str()).collect();
        assert_eq!((labels[1], &labels[labels.len() - 2..]), ("乡镇", &["报送村数", "最早的数据截至"][..]));
        let row = &table.rows[0];
        assert_eq!((row.kind, row.key.as_str()), (RowKind::Body, "第1镇"));
        // The oldest of its villages.
        assert_eq!(row.cells[row.cells.len() - 2..], [Cell::count(3), Cell::text("2026-12-20 18:00")]);
    }
    // On a screen each township opens: its villages stand below it, without a serial number, and add up to it.
    for (closed, open) in tables(&rollup, &campaign, &["T1", "T4"], "", Lang::ZhHans)
        .zip(opened(&rollup, &campaign, &["T1", "T4"], "", Lang::ZhHans))
        .filter(|(closed, _)| closed.columns.iter().any(|column| column.key == MADE))
    {
        let of = |row: &Row| row.cells[0] == Cell::Blank && row.kind == RowKind::Body;
        let (inside, rows): (Vec<Row>, Vec<Row>) = open.rows.into_iter().partition(of);
        assert_eq!((rows, inside.len()), (closed.rows.clone(), 6));
        let number = |row: &Row| if let Cell::Number(number) = row.cells[2] { number } else { 0.0 };
        assert!((inside[..3].iter().map(number).sum::<f64>() - number(&closed.rows[0])).abs() < f64::EPSILON);
    }
    let json = rollup.to_json(&campaign);
    assert_eq!(json["townships"][1]["township"], "第2镇");
    assert_eq!(json["townships"][1]["villages"], 3);
}

#[test]
fn a_villages_overdue_problems_are_one_number_on_its_progress_and_in_the_table_of_problems() {
    let (campaign, files) = (winter(), files(4, 60));
    let told = rollup(&files, &campaign);
    let mut all = Journal::default();
    for (_, journal) in &files {
        all.merge(journal);
    }
    // However late it is looked at, and whatever else is overdue: needs are counted apart.
    let now = Moment::parse("2027-02-01T08:00:00+08:00").unwrap();
    let board = crate::plan::Board::read(&campaign, &all, now);
    let made =
        |id: &str| told.villages.iter().find(|one| one.region.id.0 == id).and_then(|one| Moment::parse(&one.made));
    let states = board.today.villages(made);
    let place = campaign.place("problems_overdue");
    let in_table = |one: &VillageSums| usize::try_from(one.sums.of(place).part).unwrap();
    assert!(told.villages.iter().all(|one| states[one.region.id.0.as_str()].overdue == in_table(one)));
    assert!(told.villages.iter().map(in_table).sum::<usize>() > 0);
    assert!(states.values().map(|state| state.needs_overdue).sum::<usize>() > 0);
    let later = board.today.villages(|_| None);
    assert!(later.values().map(|state| state.overdue).sum::<usize>() > told.villages.iter().map(in_table).sum());
}

#[test]
fn as_many_households_were_visited_day_by_day_as_are_surveyed() {
    let campaign = winter();
    let total = rollup(&files(3, 60), &campaign).total();
    let of = |name: &str| u64::try_from(total.of(campaign.place(name)).part).unwrap();
    // Somebody went to those, too.
    assert!(of("not_found") > 0);
    assert_eq!(total.days.until(NaiveDate::MAX).visited, of(SURVEYED));
    // A campaign of somebody else's may not say who is surveyed.
    let (label, journal) = files(1, 60).remove(0);
    let mut other = campaign;
    other.indicators.retain(|indicator| indicator.name != SURVEYED);
    let view = View::new(&journal, &other, Moment::parse(&label.made).unwrap(), Some(&label.region.id));
    let visited = view.homes.iter().filter(|home| home.visit.as_ref().is_some_and(|visit| visit.finished.is_some()));
    assert_eq!(Sums::of_view(&view).days.until(NaiveDate::MAX).visited, visited.count() as u64);
}

#[test]
fn what_is_counted_from_the_answers_that_are_asked_for_is_what_all_answers_give() {
    let campaign = winter();
    let asked = campaign.asked();
    assert!(["residence", "leaflet", "at_home", "self_care", "categories"].into_iter().all(|name| asked.answer(name)));
    assert!(["heating", "co_alarm", "grade", ""].into_iter().all(|name| !asked.answer(name)));
    assert!(
        asked.finding("closed") && !asked.finding("text") && asked.household("categories") && !asked.household("phone")
    );
    assert!(asked.contact("how") && !asked.contact("opinion"));
    for (label, journal) in files(3, 30) {
        let now = Moment::parse(&label.made).unwrap();
        let all = Sums::of_view(&View::new(&journal, &campaign, now, Some(&label.region.id)));
        let few = Sums::of_view(&View::counting(&journal, &campaign, now, Some(&label.region.id), &asked));
        assert_eq!(all, few);
    }
}

#[test]
fn a_number_that_is_counted_is_the_sum_of_what_stands_behind_it() {
    let campaign = winter();
    for (label, journal) in files(2, 40) {
        let now = Moment::parse(&label.made).unwrap();
        let view = View::new(&journal, &campaign, now, Some(&label.region.id));
        let sums = Sums::of_view(&view);
        for (place, indicator) in campaign.indicators.iter().enumerate() {
            let behind = behind(&view, indicator, None);
            let sum = behind.into_iter().fold(Pair::default(), |sum, (_, pair)| sum.plus(pair));
            assert_eq!(sums.of(Some(place)), sum, "{}", indicator.name);
        }
    }
}

#[test]
fn a_household_that_two_phones_visited_counts_once() {
    let campaign = winter();
    let (label, journal) = files(1, 10).remove(0);
    let before = rollup(&[(label.clone(), journal.clone())], &campaign);
    // A second phone with the same roster corrects a phone number.
    let household = journal.ids(&Kind::Household).next().unwrap().clone();
    let stamp = Stamp { device: "second".into(), seq: 1, at: 0, author: "测试".into() };
    let fields = Fields::from([("phone".to_owned(), "15400000000".into())]);
    let mut second = journal.clone();
    second.insert(&journal.draft(stamp, Kind::Household, household, fields));
    let later = Label { device: "second".into(), made: "2026-12-28T08:00:00+08:00".into(), ..label.clone() };
    let both = rollup(&[(label, journal), (later, second)], &campaign);
    assert_eq!(both.villages.len(), 1);
    assert_eq!(both.villages[0].made, "2026-12-28T08:00:00+08:00");
    assert_eq!(both.total().of(campaign.place("households")), before.total().of(campaign.place("households")));
    assert_eq!(both.total().of(campaign.place("surveyed")), before.total().of(campaign.place("surveyed")));
}

#[test]
fn what_travels_as_a_denominator_is_what_the_data_give() {
    let campaign = winter();
    for (label, journal) in files(2, 30) {
        let sums = rollup(&[(label.clone(), journal)], &campaign).total();
        assert_eq!(
            label.denominators["households"],
            u64::try_from(sums.of(campaign.place("households")).part).unwrap()
        );
        assert_eq!(label.denominators["coverage"], u64::try_from(sums.of(campaign.place("coverage")).whole).unwrap());
        assert!(!label.denominators.contains_key("surveyed"));
    }
}

#[test]
fn who_sent_nothing_is_named_by_name_or_identity() {
    let campaign = winter();
    let rollup = rollup(&files(2, 3), &campaign);
    let named = |village: &str, township: &str| RegionLabel {
        village: village.into(),
        township: township.into(),
        ..RegionLabel::default()
    };
    let expected = [named("示例1村", ""), named("示例2村", "别镇"), named("示例3村", "示例镇")];
    let missing: Vec<String> =
        Rollup::new(rollup.villages, &expected).missing.into_iter().map(|region| region.village).collect();
    assert_eq!(missing, ["示例2村", "示例3村"]);
}

#[test]
fn a_village_whose_earlier_package_is_missing_is_noted_until_it_comes() {
    let campaign = winter();
    let (label, all) = files(1, 4).remove(0);
    let new = all.part(|record| *record.kind() == Kind::Finding);
    let extent = Extent { since: label.made.clone(), piece: 1, pieces: 1, writes: all.len() as u64, left_out: 0 };
    let since = Label { extent: Some(extent), ..label.clone() };
    let only_new = [(since, new.clone())];
    let lacking = |files: &[(Label, Journal)]| rollup(files, &campaign).villages[0].lacking;
    assert_eq!(lacking(&only_new), Some((new.len() as u64, all.len() as u64)));
    let told = rollup(&only_new, &campaign);
    let notes: Vec<String> =
        tables(&told, &campaign, &["T1"], "", Lang::ZhHans).flat_map(|table| table.notes).collect();
    assert!(notes.iter().any(|note| note.contains("示例1村缺以前的数据包")), "{notes:?}");
    let [only_new] = only_new;
    assert_eq!(lacking(&[only_new, (label, all)]), None);
}

#[test]
fn one_village_that_was_written_down_in_two_ways_is_noted() {
    let campaign = winter();
    let mut villages = rollup(&files(3, 3), &campaign).villages;
    villages[1].region.village = "示例1村".into();
    let noted = |villages: &[VillageSums]| {
        let rollup = Rollup::new(villages.to_vec(), &[]);
        let alike: Vec<String> = rollup.alike().into_iter().map(str::to_owned).collect();
        alike
    };
    assert_eq!(noted(&villages), ["示例1村"], "nothing tells them apart");
    villages[1].region.township = "别镇".into();
    villages[0].region.township = "示例镇".into();
    assert_eq!(noted(&villages), Vec::<String>::new());
    villages[1].region.township.clear();
    assert_eq!(noted(&villages), ["示例1村"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn files_in_any_order_and_twice_give_one_rollup(order in Just(vec![0, 1, 2, 0, 1, 2]).prop_shuffle()) {
        let (campaign, files) = (winter(), files(3, 6));
        let expected = rollup(&files, &campaign).to_json(&campaign).to_string();
        let shuffled = rollup(order.iter().map(|index| &files[*index]), &campaign);
        prop_assert_eq!(shuffled.to_json(&campaign).to_string(), expected);
    }

    #[test]
    fn adding_pairs_is_commutative_and_associative(
        pairs in prop::collection::vec((0..1_000_000_i64, 0..1_000_000_i64), 3)
    ) {
        let [a, b, c] = [0, 1, 2].map(|index| Pair { part: pairs[index].0, whole: pairs[index].1 });
        prop_assert_eq!(a.plus(b), b.plus(a));
        prop_assert_eq!(a.plus(b).plus(c), a.plus(b.plus(c)));
    }
}

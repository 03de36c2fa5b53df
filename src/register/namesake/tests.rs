use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::package::Label;

/// A valid ID number of nobody: the region of a test, a birthday, a place in the day's list and the check digit that follows.
fn number(nth: u32) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("99000019700101{nth:03}");
    let sum: u32 = body.chars().filter_map(|digit| digit.to_digit(10)).zip(WEIGHTS).map(|(a, b)| a * b).sum();
    format!("{body}{}", ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize])
}

/// A phone with the journal that it wrote.
struct Phone {
    device: &'static str,
    journal: Journal,
    region: RecordId,
}

impl Phone {
    fn new(device: &'static str, region: &Region) -> Self {
        let mut phone = Self { device, journal: Journal::default(), region: region.record_id() };
        phone.write(Kind::Region, &region.record_id(), Value::Object(region.fields().into_iter().collect()));
        phone
    }

    fn write(&mut self, kind: Kind, record: &RecordId, fields: Value) {
        let device: DeviceId = self.device.into();
        let seq = self.journal.next_seq(&device);
        let stamp = Stamp { device, seq, at: i64::try_from(seq).unwrap(), author: self.device.to_owned() };
        let Value::Object(fields) = fields else { panic!("fields are an object") };
        let write = self.journal.draft(stamp, kind, record.clone(), fields.into_iter().collect());
        self.journal.insert(&write);
    }

    /// The household of a head, as a roster makes it.
    fn home(&mut self, nth: u32, fields: Value) -> RecordId {
        let id = super::super::ResidentId::read(&number(nth)).unwrap().id;
        let home = identity::household(&self.region, identity::HouseholdKey::Head(&id));
        let member = identity::member(&home, Some(&id), "测试甲", 0);
        let village = self.region.0.clone();
        let own = json!({
            "village": village, "head": format!("测试{nth}"), "group": "1组", "order": nth,
            format!("member/{member}/name"): format!("测试{nth}"), format!("member/{member}/id_number"): number(nth),
            format!("member/{member}/relation"): "head",
        });
        self.write(Kind::Household, &home, own);
        self.write(Kind::Household, &home, fields);
        home
    }
}

fn region(village: &str, township: &str, county: &str) -> Region {
    Region { village: village.into(), township: township.into(), county: county.into(), ..Region::default() }
}

/// The two phones of one village: three households each, two of them the same.
fn phones() -> (Phone, Phone, [RecordId; 6]) {
    let mut full = Phone::new("full", &region("测试村", "测试镇", "测试县"));
    let mut short = Phone::new("short", &region("测试 村", "", ""));
    let homes = [
        full.home(1, json!({ "phone": "13900000001" })),
        full.home(2, json!({ "note": "only here" })),
        full.home(3, json!({})),
        short.home(1, json!({ "phone": "13900000002" })),
        short.home(2, json!({ "address": "only there" })),
        short.home(4, json!({})),
    ];
    short.write(Kind::Visit, &"v1".into(), json!({ "household": homes[3].0, "village": short.region.0 }));
    short.write(Kind::Visit, &"v2".into(), json!({ "household": homes[5].0 }));
    (full, short, homes)
}

fn insert(journal: &mut Journal, joined: &Joined) {
    for write in &joined.writes {
        journal.insert(write);
    }
}

/// The journal after as many rounds as change something.
fn one(mut journal: Journal) -> Journal {
    let joined = join(&journal);
    insert(&mut journal, &joined);
    assert_eq!(join(&journal), Joined::default(), "a second time there is nothing to do");
    journal
}

fn together(phones: &[&Journal]) -> Journal {
    let mut all = Journal::default();
    for journal in phones {
        all.merge(journal);
    }
    all
}

#[test]
fn two_phones_of_one_village_count_each_household_once() {
    let (full, short, homes) = phones();
    let mut all = together(&[&full.journal, &short.journal]);
    let joined = join(&all);
    assert_eq!(joined.villages, [OneVillage { village: "测试村".into(), households: 2 }]);
    insert(&mut all, &joined);
    let ids = |kind| all.records(&kind).map(|record| record.id().clone()).collect::<Vec<_>>();
    assert_eq!(ids(Kind::Region), std::slice::from_ref(&full.region));
    let mut wanted = [&homes[0], &homes[1], &homes[2], &homes[5]].map(RecordId::clone);
    wanted.sort();
    assert_eq!(ids(Kind::Household), wanted);
    assert!(all.records(&Kind::Household).all(|home| home.text("village") == full.region.0));
    let of_visit = |visit: &str| all.record(&Kind::Visit, &visit.into()).unwrap().text("household").to_owned();
    assert_eq!((of_visit("v1"), of_visit("v2")), (homes[0].0.clone(), homes[5].0.clone()));
    assert_eq!(*Whereabouts::of(&all).village(&short.region), full.region);
}

#[test]
fn what_one_left_empty_is_filled_and_what_they_say_differently_is_a_conflict() {
    let (full, short, homes) = phones();
    let all = one(together(&[&full.journal, &short.journal]));
    let home = |id: &RecordId| all.record(&Kind::Household, id).unwrap();
    let second = home(&homes[1]);
    assert_eq!((second.text("note"), second.text("address")), ("only here", "only there"));
    assert_eq!(second.conflicts().count(), 0, "the same roster on both says the same");
    let first = home(&homes[0]);
    let conflicts: Vec<&str> = first.conflicts().map(crate::journal::Field::path).collect();
    assert_eq!(conflicts, ["phone"]);
    let mut sides: Vec<(String, String)> = first
        .sides(first.field("phone").unwrap())
        .map(|side| (side.author.to_owned(), side.value.as_text().unwrap_or_default().to_owned()))
        .collect();
    sides.sort();
    assert_eq!(sides, [("full".into(), "13900000001".into()), ("short".into(), "13900000002".into())]);
    assert_eq!(Household::of(&first).members.len(), 1, "the head is one person");
}

#[test]
fn what_a_phone_writes_later_under_the_old_names_is_brought_over_too() {
    let (full, mut short, homes) = phones();
    let all = one(together(&[&full.journal, &short.journal]));
    short.write(Kind::Household, &homes[3], json!({ "phone": "13900000003" }));
    short.write(Kind::Visit, &"v3".into(), json!({ "household": homes[3].0 }));
    let new = short.home(5, json!({}));
    let later = one(together(&[&all, &short.journal]));
    let first = later.record(&Kind::Household, &homes[0]).unwrap();
    assert!(first.sides(first.field("phone").unwrap()).any(|side| side.value.as_text() == Some("13900000003")));
    assert_eq!(later.record(&Kind::Visit, &"v3".into()).unwrap().text("household"), homes[0].0);
    assert_eq!(later.record(&Kind::Household, &new).unwrap().text("village"), full.region.0);
    assert!(later.record(&Kind::Household, &homes[3]).unwrap().is_deleted());
    assert_eq!(later.records(&Kind::Household).count(), 5);
}

#[test]
fn settling_a_conflict_settles_it_for_everyone() {
    let (full, short, homes) = phones();
    let mut township =
        Phone { device: "township", journal: one(together(&[&full.journal, &short.journal])), region: full.region };
    township.write(Kind::Household, &homes[0], json!({ "phone": "13900000001" }));
    let elsewhere = one(together(&[&short.journal, &township.journal]));
    assert_eq!(elsewhere.record(&Kind::Household, &homes[0]).unwrap().conflicts().count(), 0);
}

#[test]
fn names_that_gainsay_each_other_and_names_that_prove_nothing_part_villages() {
    let village = |device, region: &Region, nth| {
        let mut phone = Phone::new(device, region);
        phone.home(nth, json!({}));
        phone.journal
    };
    let one = village("a", &region("东风村", "测试镇", "测试县"), 1);
    let other_township = village("b", &region("东风村", "别镇", "测试县"), 1);
    assert_eq!(join(&together(&[&one, &other_township])), Joined::default());
    let nobody_in_both = village("c", &region("东风村", "", ""), 2);
    assert_eq!(join(&together(&[&one, &nobody_in_both])), Joined::default());
    let other_name = village("d", &region("西风村", "", ""), 1);
    assert_eq!(join(&together(&[&one, &other_name])), Joined::default());
}

#[test]
fn villages_that_came_to_the_same_names_are_one_without_proof() {
    let full = Phone::new("a", &region("东风村", "测试镇", "测试县"));
    let mut renamed = Phone::new("b", &region("东风村", "", ""));
    let id = renamed.region.clone();
    renamed.write(Kind::Region, &id, json!({ "township": "测试镇", "county": "测试县", "district": "东管区" }));
    let all = one(together(&[&full.journal, &renamed.journal]));
    let regions: Vec<Region> = all.records(&Kind::Region).map(|record| Region::of(&record)).collect();
    assert_eq!(regions, [Region { district: "东管区".into(), ..region("东风村", "测试镇", "测试县") }]);
}

#[test]
fn a_helper_of_both_is_one_and_answers_for_the_households_of_both() {
    let (mut full, mut short, homes) = phones();
    for phone in [&mut full, &mut short] {
        let helper =
            super::super::Helper { name: "测试帮".into(), village: phone.region.0.clone(), ..Default::default() };
        let id = helper.record_id();
        phone.write(Kind::Helper, &id, Value::Object(helper.fields().into_iter().collect()));
        let own: &[&RecordId] = if phone.device == "full" { &[&homes[0]] } else { &[&homes[3], &homes[5]] };
        for home in own {
            phone.write(Kind::Household, home, json!({ format!("helper/{}", id.0): true }));
        }
    }
    let all = one(together(&[&full.journal, &short.journal]));
    let helpers: Vec<RecordId> = all.records(&Kind::Helper).map(|record| record.id().clone()).collect();
    assert_eq!(helpers.len(), 1);
    for home in [&homes[0], &homes[5]] {
        assert_eq!(Household::of(&all.record(&Kind::Household, home).unwrap()).helpers, [helpers[0].0.clone()]);
    }
}

#[test]
fn lines_that_point_at_each_other_in_a_circle_are_no_trap() {
    let mut phone = Phone::new("a", &region("东风村", "", ""));
    for (id, same) in [("x", "y"), ("y", "x"), ("z", "z")] {
        phone.write(Kind::Region, &id.into(), json!({ "village": "东风村", "same": same }));
        phone.write(Kind::Household, &id.into(), json!({ "village": id, "same": same }));
    }
    insert(&mut phone.journal.clone(), &join(&phone.journal));
    assert_eq!(*Whereabouts::of(&phone.journal).village(&"x".into()), "x".into());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    /// Whoever joins part of what there is and hears of the rest later ends with what somebody has who joined everything at once.
    #[test]
    fn joining_and_merging_come_to_the_same_in_any_order(edits in prop::collection::vec((any::<bool>(), 0_usize..3, 0_u8..3), 0..12), seen in 0_usize..12) {
        let (mut full, mut short, homes) = phones();
        let mut early = None;
        for (at, (of_full, home, what)) in edits.iter().enumerate() {
            if at == seen {
                early = Some(together(&[&full.journal, &short.journal]));
            }
            let (phone, home) = if *of_full { (&mut full, &homes[*home]) } else { (&mut short, &homes[home + 3]) };
            match what {
                0 => phone.write(Kind::Household, home, json!({ "note": at })),
                1 => phone.write(Kind::Household, home, json!({ "phone": "13900000009" })),
                _ => phone.write(Kind::Contact, &RecordId(format!("c{at}")), json!({ "household": home.0 })),
            }
        }
        let all = together(&[&full.journal, &short.journal]);
        let at_once = one(all.clone());
        let in_steps = one(together(&[&one(early.unwrap_or_default()), &all]));
        let shown = |journal: &Journal| {
            let of = |kind: &Kind| journal.records(kind).map(|record| {
                let fields = record.fields().iter().filter(|field| field.path() != SAME);
                let fields = fields.map(|field| {
                    let mut sides: Vec<String> = record.sides(field).map(|side| format!("{:?}", side.value)).collect();
                    sides.sort();
                    sides.dedup();
                    (field.path().to_owned(), sides)
                });
                (kind.word().to_owned(), record.id().clone(), fields.collect::<Vec<_>>())
            }).collect::<Vec<_>>();
            journal.kinds().flat_map(of).collect::<Vec<_>>()
        };
        prop_assert_eq!(shown(&at_once), shown(&in_steps));
        let both_ways = one(together(&[&in_steps, &at_once]));
        prop_assert_eq!(shown(&both_ways), shown(&at_once));
    }
}

/// The register of a village as another phone of it has it, which wrote down the village's name alone.
pub(crate) fn on_another_phone((label, journal): &(Label, Journal)) -> (Label, Journal) {
    let region = Region { village: label.region.village.clone(), ..Region::default() };
    let (id, mut text) = (region.record_id(), String::new());
    let kinds = [Kind::Region, Kind::Household, Kind::Helper];
    for write in kinds.iter().flat_map(|kind| journal.ids(kind).flat_map(|id| journal.history(kind, id))) {
        let mut write = write;
        write.fields.retain(|path, _| !["township", "county", "district", "code"].contains(&path.as_str()));
        text += &write.to_line();
        text.push('\n');
    }
    for old in journal.ids(&Kind::Household).chain(journal.ids(&Kind::Helper)) {
        text = text.replace(&old.0, &format!("{}2", old.0));
    }
    text = text.replace(&label.region.id.0, &id.0).replace("{\"id\":\"", "{\"id\":\"other-");
    text = text.replace("\"seen\":[\"", "\"seen\":[\"other-");
    let mut other = Journal::default();
    other.merge_ndjson(text.as_bytes()).unwrap();
    let region = crate::package::RegionLabel::of(&id, region);
    (Label { region, device: "other".into(), extent: None, ..label.clone() }, other)
}

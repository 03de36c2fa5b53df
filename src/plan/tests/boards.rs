//! The board that follows a journal.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::campaign::Campaign;
use crate::campaign::Method::{Phone, Visit};
use crate::campaign::tests::sheet::winter;
use crate::journal::{Fields, Journal, Kind, RecordId, Stamp};
use crate::text::{Lang, Say};

/// A journal and what changed in it.
#[derive(Default)]
struct Device {
    journal: Journal,
    changed: Vec<(Kind, RecordId)>,
}

impl Device {
    fn write(&mut self, kind: Kind, record: &str, fields: Fields) {
        let device = "phone".into();
        let stamp = Stamp { seq: self.journal.next_seq(&device), device, at: 0, author: String::new() };
        let write = self.journal.draft(stamp, kind.clone(), record.into(), fields);
        self.journal.insert(&write);
        self.changed.push((kind, record.into()));
    }

    fn json(&mut self, kind: Kind, record: &str, fields: serde_json::Value) {
        self.write(kind, record, serde_json::from_value(fields).unwrap());
    }

    fn household(&mut self, id: &str, categories: &[&str], helper: &str) {
        let mut fields = json!({ "head": id, "group": "1组", "village": "r1", "categories": categories });
        if !helper.is_empty() {
            fields[format!("helper/{helper}")] = json!(true);
        }
        self.json(Kind::Household, id, fields);
    }

    fn follow(&mut self, board: &mut Board, campaign: &Campaign, now: Moment) {
        let records = std::mem::take(&mut self.changed);
        let changes = records.iter().map(|(kind, id)| (kind, id)).collect();
        board.follow(campaign, &self.journal, Some(changes), now);
    }
}

/// Everything that screens read of a board.
fn shown(board: &Board, campaign: &Campaign) -> (Vec<String>, Vec<Progress>, Vec<Progress>, Vec<usize>) {
    let row = |subject: &Subject| {
        let reasons = board.today.reasons(campaign, &subject.home.id);
        let reasons: Vec<String> = reasons.iter().map(|reason| reason.say(Lang::ZhHans)).collect();
        format!("{} {}", subject.home.id, reasons.join(" · "))
    };
    let helpers = board.helpers.all().iter().map(|one| one.households).collect();
    let rows = board.today.urgent(None).chain(board.today.put_off(None)).map(row);
    let seen = board.today.seen(None).into_iter().map(|(subject, made)| format!("{} {}", subject.home.id, made.when));
    let counts = format!("{} {}", board.today.to_see(None), board.today.unassigned());
    assert_eq!(board.today.to_see(None), board.today.urgent(None).count());
    (rows.chain(seen).chain([counts]).collect(), board.today.stages().to_vec(), board.today.duties().to_vec(), helpers)
}

#[test]
fn a_key_household_without_a_helper_is_named_and_one_with_a_helper_is_paired() {
    let campaign = winter();
    let mut phone = Device::default();
    phone.json(Kind::Helper, "p1", json!({ "name": "测试甲", "phone": "0101" }));
    phone.household("h1", &["minimum_living"], "p1");
    phone.household("h2", &["minimum_living"], "");
    phone.household("h3", &["general"], "");
    let board = Board::read(&campaign, &phone.journal, at("2026-12-17T09:00"));
    let pairing = campaign.stages.iter().position(|stage| stage.name == "pairing").unwrap();
    assert_eq!(board.today.stages()[pairing], Progress { concerned: 2, done: 1 });
    assert_eq!(board.today.missing(pairing)[0].home.id, "h2");
    assert_eq!(board.today.unassigned(), 1);
    assert_eq!(board.helpers.get("p1").unwrap().households, 1);
    let village = &board.today.villages(|_| None)["r1"];
    assert_eq!((village.households, village.stages[pairing]), (3, Progress { concerned: 2, done: 1 }));
}

#[test]
fn a_contact_moves_its_household_and_taking_it_back_brings_it_back() {
    let campaign = winter();
    let mut phone = Device::default();
    phone.household("h1", &["minimum_living"], "");
    let now = at("2026-12-22T09:00");
    let mut board = Board::read(&campaign, &phone.journal, now);
    phone.changed.clear();
    let before = shown(&board, &campaign);
    phone.write(Kind::Contact, "c1", Contact::fields("h1", Phone, now, now, "测试甲", REACHED));
    phone.follow(&mut board, &campaign, now);
    assert_eq!(board.today.seen(None).len(), 1);
    assert_eq!(board.contacts(&phone.journal, "h1").len(), 1);
    phone.json(Kind::Contact, "c1", json!({ "deleted": true }));
    phone.follow(&mut board, &campaign, now);
    assert_eq!(shown(&board, &campaign), before);
    assert_eq!(board.contacts(&phone.journal, "h1"), []);
}

#[derive(Clone, Debug)]
enum Act {
    Household(u8, bool, u8),
    Gone(u8, bool),
    Contact(u8, u8, bool, u32),
    TakeBack(u8),
    Finding(u8, u8, bool),
    Visit(u8),
    PutOff(u8, bool),
    Signal(u8, u32),
    Helper(u8, bool, u8),
    Wait(u32),
}

fn act() -> impl Strategy<Value = Act> {
    let home = || 0..4_u8;
    prop_oneof![
        3 => (home(), any::<bool>(), 0..3_u8).prop_map(|(home, key, helper)| Act::Household(home, key, helper)),
        1 => (home(), any::<bool>()).prop_map(|(home, gone)| Act::Gone(home, gone)),
        4 => (home(), 0..4_u8, any::<bool>(), 0..40_u32).prop_map(|(home, id, visit, hours)| Act::Contact(home, id, visit, hours)),
        1 => (0..4_u8).prop_map(Act::TakeBack),
        3 => (home(), 0..3_u8, any::<bool>()).prop_map(|(home, id, open)| Act::Finding(home, id, open)),
        2 => home().prop_map(Act::Visit),
        2 => (home(), any::<bool>()).prop_map(|(home, on)| Act::PutOff(home, on)),
        1 => (0..2_u8, 0..40_u32).prop_map(|(id, hours)| Act::Signal(id, hours)),
        2 => (0..3_u8, any::<bool>(), 0..2_u8).prop_map(|(id, named, phone)| Act::Helper(id, named, phone)),
        2 => (1..30_u32).prop_map(Act::Wait),
    ]
}

fn perform(phone: &mut Device, act: &Act, now: &mut Moment) {
    let start = at("2026-12-21T00:00");
    match act {
        Act::Household(home, key, helper) => {
            let category = if *key { "elder_alone" } else { "general" };
            let helper = if *helper == 0 { String::new() } else { format!("p{helper}") };
            phone.household(&format!("h{home}"), &[category], &helper);
        }
        Act::Gone(home, gone) => phone.json(Kind::Household, &format!("h{home}"), json!({ "gone": gone })),
        Act::Contact(home, id, visit, hours) => {
            let when = start.plus_hours(*hours);
            let fields = Contact::fields(&format!("h{home}"), if *visit { Visit } else { Phone }, when, when, "", "");
            phone.write(Kind::Contact, &format!("c{id}"), fields);
        }
        Act::TakeBack(id) => phone.json(Kind::Contact, &format!("c{id}"), json!({ "deleted": true })),
        Act::Finding(home, id, open) => {
            let state = if *open { "new" } else { "closed" };
            let due = start.plus_hours(10 * u32::from(*id) + 6).to_string();
            let fields =
                json!({ "household": format!("h{home}"), "level": "red", "urgent": true, "state": state, "due": due });
            phone.json(Kind::Finding, &format!("f{home}{id}"), fields);
        }
        Act::Visit(home) => {
            let (began, ended) = (now.to_string(), now.plus_minutes(12).to_string());
            let fields = json!({ "household": format!("h{home}"), "campaign": "household-winter", "started": began, "finished": ended });
            phone.json(Kind::Visit, &format!("v{home}"), fields);
        }
        Act::PutOff(home, on) => {
            let household = format!("h{home}");
            let put_off = PutOff { until: "2026-12-24".parse().unwrap(), reason: "外出".into() };
            let fields = if *on { put_off.fields(&household) } else { PutOff::taken_back() };
            phone.write(PutOff::kind(), &PutOff::record_id(&household).0, fields);
        }
        Act::Signal(id, hours) => {
            let given = SignalGiven { signal: "orange".into(), from: start.plus_hours(*hours), until: None };
            phone.write(SignalGiven::kind(), &format!("s{id}"), given.fields());
        }
        Act::Helper(id, named, number) => {
            let fields = json!({ "name": if *named { "测试乙" } else { "" }, "phone": number.to_string() });
            phone.json(Kind::Helper, &format!("p{id}"), fields);
        }
        Act::Wait(hours) => *now = now.plus_hours(*hours),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Following change by change, hour by hour, gives what reading the journal anew gives.
    #[test]
    fn following_gives_what_reading_anew_gives(acts in prop::collection::vec(act(), 1..40)) {
        let campaign = winter();
        let mut now = at("2026-12-21T08:00");
        let mut phone = Device::default();
        let mut board = Board::read(&campaign, &phone.journal, now);
        for act in acts {
            perform(&mut phone, &act, &mut now);
            phone.follow(&mut board, &campaign, now);
            let anew = Board::read(&campaign, &phone.journal, now);
            prop_assert_eq!(shown(&board, &campaign), shown(&anew, &campaign), "after {:?} at {}", act, now);
        }
    }
}

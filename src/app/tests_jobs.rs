//! Files that come and go, with the real worker's work done on the spot.

use super::tests::{Tab, now};
use super::*;
use crate::journal::{Kind, Merged, RecordId};
use crate::office::tables::{Form, Sort};
use crate::office::{Handed, Reply, Request, handle};
use crate::package::{CampaignLabel, Label, RegionLabel};
use crate::register::Region;
use crate::store::Store;
use crate::text::{Lang, Say};

impl Tab {
    /// Does what the worker would.
    pub(super) fn ask(&mut self, request: Request, parts: Vec<Part>) {
        let (handed, parts): (Vec<Part>, Vec<Part>) =
            parts.into_iter().partition(|part| matches!(part, Part::Handed(_)));
        let read = |part| match part {
            Part::Bytes(bytes) => bytes.to_vec(),
            Part::File(id) | Part::Handed(id) => self.files[id as usize].clone(),
            Part::Stored(name) => now(self.store.file(&name)).unwrap().unwrap_or_default(),
        };
        let handed: Vec<Vec<u8>> = handed.into_iter().map(read).collect();
        let parts: Vec<Vec<u8>> = parts.into_iter().map(read).collect();
        self.office.handed = (!handed.is_empty()).then(|| Box::new(handed) as Box<dyn Handed>);
        let event = match handle(&mut self.office, request, &parts, &mut |_| ()) {
            Ok((Reply::File { name, more, .. }, mut parts)) => {
                let file = self.hold(&name, parts.remove(0));
                let known = parts.into_iter().next().unwrap_or_default();
                Event::JobMade { file, means: Means { share: false, save: true }, known, more }
            }
            answer => Event::JobAnswered(answer),
        };
        self.send(event);
    }

    pub(super) fn hold(&mut self, name: &str, bytes: Vec<u8>) -> FileRef {
        let id = u32::try_from(self.files.len()).unwrap();
        let size = bytes.len() as u64;
        self.files.push(bytes);
        FileRef { id, name: name.to_owned(), size }
    }

    pub(super) fn choose(&mut self, name: &str, bytes: &[u8], job: impl Fn(FileRef) -> Job) {
        let file = self.hold(name, bytes.to_vec());
        self.send(Event::Chosen(job(file)));
        self.settle();
    }

    /// What the last file that came in brought: new writes and known ones.
    fn brought(&self) -> (usize, usize) {
        let Merged { new, known, .. } = self.app.desk.receipts.last().unwrap().outcome.as_ref().unwrap().merged;
        (new, known)
    }
}

/// A village's tab with one household, and its package.
fn village(seed: u8) -> (Tab, Vec<u8>) {
    let store = Store::memory();
    now(store.device(&format!("village-{seed}").as_str().into())).unwrap();
    let mut tab = Tab::open(&store, seed);
    tab.set(&format!("h{seed}"), "head", "测试甲");
    tab.settle();
    let label = Label {
        campaign: CampaignLabel { id: "household-winter".into(), ..CampaignLabel::default() },
        region: RegionLabel { id: format!("v{seed}").as_str().into(), ..RegionLabel::default() },
        device: tab.app.device.clone().unwrap(),
        made: tab.app.moment(),
        ..Label::default()
    };
    let package = crate::package::write(label, &tab.app.journal);
    (tab, package)
}

#[test]
fn packages_in_any_order_and_twice_bring_what_is_new_and_are_remembered_once() {
    let (_, one) = village(1);
    let (_, two) = village(2);
    let store = Store::memory();
    let mut township = Tab::open(&store, 9);
    township.choose("二.zip", &two, Job::Receive);
    assert_eq!(township.brought(), (1, 0));
    township.choose("一.zip", &one, Job::Receive);
    township.choose("一 (1).zip", &one, Job::Receive);
    assert_eq!(township.brought(), (0, 1));
    assert_eq!(township.app.received.len(), 2);
    assert_eq!(township.app.journal.len(), 2);
    let reopened = Tab::open(&store, 8);
    assert_eq!(reopened.app.journal, township.app.journal);
    assert_eq!(reopened.app.received, township.app.received);
}

#[test]
fn a_file_that_is_refused_changes_nothing_and_does_not_stop_the_next() {
    let (_, good) = village(1);
    let mut township = Tab::open(&Store::memory(), 9);
    let (bad, good) = (township.hold("坏.zip", b"PK".to_vec()), township.hold("好.zip", good));
    township.send(Event::Chosen(Job::Receive(bad)));
    township.send(Event::Chosen(Job::Receive(good)));
    township.settle();
    let outcomes: Vec<bool> = township.app.desk.receipts.iter().map(|receipt| receipt.outcome.is_ok()).collect();
    assert_eq!(outcomes, [false, true]);
    assert_eq!(township.app.journal.len(), 1);
    assert_eq!(township.app.desk.running, None);
}

#[test]
fn a_backup_restores_everything_on_another_device_under_its_own_identity() {
    let (mut old, _) = village(1);
    old.send(Event::Do(Action::ChooseRole(Role::Village)));
    old.send(Event::Do(Action::SetAuthor("测试甲".into())));
    let photo = crate::attachment::name(b"a photo", "jpg");
    now(old.store.put_file(&photo, b"a photo")).unwrap();
    old.set("h1", "photo", &photo);
    // The disk has lost one that a write names.
    old.set("h1", "lost", &crate::attachment::name(b"a lost photo", "jpg"));
    old.settle();
    old.send(Event::Do(Action::Backup));
    old.settle();
    let outgoing = old.app.desk.outgoing.clone().unwrap();
    assert_eq!(old.app.settings.last_backup, None, "a file that is ready has not left yet");
    old.send(Event::Do(Action::SaveFile));
    assert!(old.app.settings.last_backup.is_some());

    let store = Store::memory();
    let mut new = Tab::open(&store, 5);
    new.choose(&outgoing.file.name, &old.files[outgoing.file.id as usize].clone(), Job::Restore);
    assert_eq!(new.brought(), (3, 0));
    assert_eq!(now(new.store.file(&photo)).unwrap().as_deref(), Some(&b"a photo"[..]));
    assert_eq!(new.app.settings.role, Some(Role::Village));
    assert_eq!(new.app.settings.author, "测试甲");
    assert_ne!(new.app.device, old.app.device);
    new.set("h1", "note", "乙");
    new.settle();
    assert_eq!(new.app.journal.forks().count(), 0);
    assert_eq!(Tab::open(&store, 6).app.journal, new.app.journal);
}

#[test]
fn restoring_on_the_same_device_keeps_what_was_typed_since() {
    let (mut tab, _) = village(1);
    tab.send(Event::Do(Action::Backup));
    tab.settle();
    let backup = tab.files.last().unwrap().clone();
    tab.set("h1", "head", "测试乙");
    tab.settle();
    tab.choose("备份.zip", &backup, Job::Restore);
    assert_eq!(tab.brought(), (0, 1));
    assert_eq!(tab.text("h1", "head"), "测试乙");
}

#[test]
fn clearing_forgets_everything_and_starts_over_with_a_new_identity() {
    let (mut tab, _) = village(1);
    tab.send(Event::Do(Action::ClearAll));
    while tab.step() {
        if tab.effects.contains(&Effect::StartOver) {
            break;
        }
    }
    assert_eq!(tab.app.saving, Saving::Nothing);
    let after = Tab::open(&tab.store, 7);
    assert!(after.app.journal.is_empty());
    assert_eq!(after.app.settings, Settings::default());
}

const ROSTER: &str =
    "序号,户主姓名,身份证号,组,联系电话\n1,测试甲,,一组,13900000001\n2,测试乙,,二组,13900000002\n合计,2户,,,\n";

fn region() -> Region {
    Region { village: "测试村".into(), township: "测试镇".into(), ..Region::default() }
}

fn read_roster(tab: &mut Tab, text: &str) {
    tab.choose("花名册.csv", text.as_bytes(), |file| Job::ReadRoster(file, region()));
}

fn households(tab: &Tab) -> usize {
    tab.app.journal.records(&Kind::Household).count()
}

#[test]
fn a_roster_is_looked_at_before_it_is_taken_over() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    read_roster(&mut tab, ROSTER);
    let view = tab.app.desk.roster.clone().unwrap().view;
    assert_eq!((view.households, view.added.count, view.changed.count, view.gone.count), (2, 2, 0, 0));
    assert!(view.rows.iter().any(|row| row.row == 4 && row.left_out));
    assert_eq!(households(&tab), 0, "nothing changes before a person has agreed");
    tab.send(Event::Do(Action::TakeRoster(Vec::new())));
    tab.settle();
    assert_eq!(households(&tab), 2);
    assert_eq!(tab.app.journal.records(&Kind::Region).count(), 1);
    assert_eq!(tab.app.desk.roster, None);
    let receipt = tab.app.desk.receipts.last().unwrap().outcome.clone().unwrap();
    assert_eq!(receipt.kind, TakenKind::Roster { added: 2, changed: 0 });
    assert_eq!(Tab::open(&store, 2).app.journal, tab.app.journal);
}

#[test]
fn the_same_roster_again_changes_nothing_and_a_shorter_one_offers_who_is_gone() {
    let mut tab = Tab::open(&Store::memory(), 1);
    read_roster(&mut tab, ROSTER);
    tab.send(Event::Do(Action::TakeRoster(Vec::new())));
    tab.settle();
    read_roster(&mut tab, ROSTER);
    let view = tab.app.desk.roster.clone().unwrap().view;
    assert_eq!((view.same, view.added.count, view.changed.count), (2, 0, 0));
    read_roster(&mut tab, &ROSTER.replace("2,测试乙,,二组,13900000002\n", "").replace("13900000001", "13900000009"));
    let view = tab.app.desk.roster.clone().unwrap().view;
    assert_eq!((view.changed.count, view.gone.count), (1, 1));
    let gone = RecordId(view.gone.first[0].record.clone());
    tab.send(Event::Do(Action::TakeRoster(vec![gone.clone()])));
    tab.settle();
    assert!(tab.app.journal.record(&Kind::Household, &gone).unwrap().flag("gone"));
    assert_eq!(tab.app.journal.forks().count(), 0);
}

#[test]
fn a_column_that_was_put_right_is_read_so_and_remembered() {
    let mut tab = Tab::open(&Store::memory(), 1);
    read_roster(&mut tab, &ROSTER.replace("联系电话", "号"));
    tab.send(Event::Do(Action::ReadColumnAs("号".into(), "phone".into())));
    tab.settle();
    tab.send(Event::Do(Action::TakeRoster(Vec::new())));
    tab.settle();
    let phones: Vec<String> =
        tab.app.journal.records(&Kind::Household).map(|record| record.text("phone").to_owned()).collect();
    assert!(phones.contains(&"13900000001".to_owned()), "{phones:?}");
    assert_eq!(tab.app.settings.roster_columns["号"], "phone");
}

#[test]
fn what_is_typed_while_a_roster_is_taken_over_follows_it() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    read_roster(&mut tab, ROSTER);
    tab.send(Event::Do(Action::TakeRoster(Vec::new())));
    tab.set("h9", "note", "甲");
    tab.settle();
    assert_eq!(households(&tab), 3);
    assert_eq!(tab.app.journal.forks().count(), 0);
    assert_eq!(Tab::open(&store, 2).app.journal, tab.app.journal);
}

#[test]
fn a_roster_is_shown_anew_when_another_tab_was_faster() {
    let store = Store::memory();
    let (mut one, mut two) = (Tab::open(&store, 1), Tab::open(&store, 2));
    read_roster(&mut one, ROSTER);
    two.set("h9", "note", "甲");
    two.settle();
    one.send(Event::Do(Action::TakeRoster(Vec::new())));
    one.settle();
    assert_eq!(one.app.notices, [Notice::RosterAgain]);
    assert_eq!(households(&one), 1);
    one.send(Event::Do(Action::TakeRoster(Vec::new())));
    one.settle();
    assert_eq!(households(&one), 3);
    assert_eq!(one.app.journal.forks().count(), 0);
}

#[test]
fn a_file_that_is_no_roster_says_so() {
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.choose("坏.xlsx", b"PK\x03\x04rubbish", |file| Job::ReadRoster(file, region()));
    assert_eq!(tab.app.desk.roster, None);
    assert!(tab.app.desk.receipts[0].outcome.is_err());
    tab.send(Event::Arrived(tab.app.route.clone()));
    assert_eq!(tab.app.desk.receipts.len(), 1, "the same page");
    tab.send(Event::Arrived(Route::Villages));
    assert!(tab.app.desk.receipts.is_empty(), "it does not stand above another page");
}

fn order(sort: Sort, names: &[&str], file: bool) -> Order {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let form = if file { Form::Workbook } else { Form::Screen };
    Order { sort, names, edition: "report".into(), village: None, form }
}

#[test]
fn what_villages_survey_reaches_the_roll_up_of_the_township() {
    let mut packages = Vec::new();
    for (seed, name) in [(1, "甲村"), (2, "乙村")] {
        let mut village = Tab::open(&Store::memory(), seed);
        let region = Region { village: name.into(), township: "测试镇".into(), ..Region::default() };
        village.choose("花名册.csv", ROSTER.as_bytes(), |file| Job::ReadRoster(file, region.clone()));
        village.send(Event::Do(Action::TakeRoster(Vec::new())));
        village.settle();
        village.send(Event::Do(Action::MakePackage(region.record_id())));
        village.settle();
        let outgoing = village.app.desk.outgoing.clone().unwrap();
        assert!(outgoing.file.name.contains(name) && outgoing.job != Job::Backup, "{}", outgoing.file.name);
        packages.push(village.files[outgoing.file.id as usize].clone());
    }
    let mut township = Tab::open(&Store::memory(), 9);
    township.choose("名单.csv", "村\n甲村\n乙村\n丙村\n".as_bytes(), Job::ReadVillages);
    for package in [&packages[1], &packages[0], &packages[1]] {
        township.choose("包.zip", package, Job::Receive);
    }
    township.send(Event::Do(Action::MakeTables(order(Sort::Rollup, &["T1"], false))));
    township.settle();
    let made = township.app.desk.rollup.clone().unwrap();
    let mut villages = made.rollup.villages.clone();
    villages.sort_unstable();
    assert_eq!(villages, ["乙村", "甲村"]);
    assert_eq!(made.rollup.missing, ["丙村"]);
    let total = made.tables[0].view().rows.iter().find(|row| row.sum).unwrap();
    assert!(total.cells.iter().any(|cell| cell == "4"), "{total:?}");
    township.send(Event::Do(Action::MakeTables(order(Sort::Rollup, &["T1", "T4"], true))));
    township.settle();
    let outgoing = township.app.desk.outgoing.clone().unwrap();
    assert!(
        std::path::Path::new(&outgoing.file.name).extension().is_some_and(|end| end == "xlsx")
            && outgoing.file.name.starts_with("汇总_测试镇"),
        "{}",
        outgoing.file.name
    );
}

#[test]
fn a_first_look_has_everything_and_a_village_that_is_missing() {
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.send(Event::Do(Action::Demo(Role::Township)));
    tab.settle();
    assert_eq!(tab.app.received.len(), 5);
    tab.send(Event::Do(Action::MakeTables(order(Sort::Rollup, &["T1", "T4"], false))));
    tab.send(Event::Do(Action::MakeTables(order(Sort::Ledger, &["L4"], false))));
    tab.settle();
    let rollup = tab.app.desk.rollup.clone().unwrap();
    assert_eq!((rollup.rollup.villages.len(), rollup.rollup.missing.len()), (5, 1));
    let ledger = tab.app.desk.ledger.clone().unwrap();
    assert!(ledger.tables[0].number() == "L4" && ledger.tables[0].view().rows.len() > 5);
    let visits = tab.app.journal.records(&Kind::Visit).count();
    assert!(visits > 100, "{visits}");
}

/// A village's tab with households in it, and its package as of now.
pub(super) fn package_of(village: &mut Tab, region: &Region) -> Vec<u8> {
    village.send(Event::Do(Action::MakePackage(region.record_id())));
    village.settle();
    let outgoing = village.app.desk.outgoing.clone().unwrap();
    village.files[outgoing.file.id as usize].clone()
}

#[test]
fn households_entered_by_hand_and_named_later_are_in_the_package() {
    let mut village = Tab::open(&Store::memory(), 1);
    village.send(Event::Do(Action::ChooseRole(Role::Village)));
    for (record, head) in [("h1", "测试甲"), ("h2", "测试乙")] {
        village.set(record, "head", head);
    }
    village.settle();
    for (kind, record, fields) in region().naming(&village.app.journal) {
        village.send(Event::Do(Action::Save { kind, record, fields }));
    }
    // One that is entered once the village has its name.
    village.set("h3", "head", "测试丙");
    village.set("h3", "village", &region().record_id().0);
    village.settle();
    let package = package_of(&mut village, &region());
    let mut township = Tab::open(&Store::memory(), 9);
    township.choose("测试村.zip", &package, Job::Receive);
    let homes: Vec<String> =
        township.app.journal.records(&Kind::Household).map(|record| record.text("head").to_owned()).collect();
    assert_eq!(homes, ["测试甲", "测试乙", "测试丙"]);
    assert!(township.app.journal.records(&Kind::Household).all(|home| home.text("village") == region().record_id().0));
}

#[test]
fn a_roster_with_nothing_to_change_can_be_taken_and_says_so() {
    let mut tab = Tab::open(&Store::memory(), 1);
    for outcome in [TakenKind::Roster { added: 2, changed: 0 }, TakenKind::Roster { added: 0, changed: 0 }] {
        read_roster(&mut tab, ROSTER);
        tab.send(Event::Do(Action::TakeRoster(Vec::new())));
        tab.settle();
        assert_eq!(tab.app.desk.receipts.last().unwrap().outcome.clone().unwrap().kind, outcome);
        assert_eq!((tab.app.desk.roster.clone(), households(&tab)), (None, 2));
    }
}

#[test]
fn a_village_that_sends_again_is_looked_at_before_it_counts() {
    let mut village = Tab::open(&Store::memory(), 1);
    read_roster(&mut village, ROSTER);
    village.send(Event::Do(Action::TakeRoster(Vec::new())));
    village.settle();
    let first = package_of(&mut village, &region());
    let more = ROSTER.replace("合计,2户,,,", "3,测试丙,,三组,13900000003");
    read_roster(&mut village, &more);
    village.send(Event::Do(Action::TakeRoster(Vec::new())));
    village.settle();
    let second = package_of(&mut village, &region());

    let mut township = Tab::open(&Store::memory(), 9);
    township.choose("一.zip", &first, Job::Receive);
    township.choose("二.zip", &second, Job::Receive);
    assert_eq!(households(&township), 2, "nothing counts before a person has looked");
    let again = township.app.desk.again.front().unwrap();
    let total = again.compared.totals.iter().find(|total| total.label == "应排查户").unwrap();
    assert_eq!((total.before.as_str(), total.after.as_str()), ("2", "3"));
    township.send(Event::Do(Action::TakeAgain(false)));
    township.settle();
    assert_eq!((households(&township), township.app.received.len()), (2, 1));
    assert_eq!(township.app.notices, [Notice::NotTaken("二.zip".into())], "whoever went back by mistake is told");

    township.choose("二.zip", &second, Job::Receive);
    township.send(Event::Do(Action::TakeAgain(true)));
    township.settle();
    assert_eq!((households(&township), township.app.received.len()), (3, 2));
    // The first one once more: it was received, and nothing asks about it.
    township.choose("一.zip", &first, Job::Receive);
    assert!(township.app.desk.again.is_empty());
    assert_eq!(township.brought().0, 0);
}

#[test]
fn the_roll_up_is_made_anew_while_it_is_looked_at_and_not_otherwise() {
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.send(Event::Do(Action::Demo(Role::Township)));
    // The demo begins at the roll-up; somebody looks elsewhere while it is made.
    tab.send(Event::Arrived(Route::More));
    tab.effects.retain(|effect| !matches!(effect, Effect::Replace(_)));
    tab.settle();
    assert_eq!(tab.app.desk.rollup, None, "nobody looks at it");
    tab.send(Event::Arrived(Route::Rollup(None)));
    tab.settle();
    let made = tab.app.desk.rollup.clone().unwrap();
    assert_eq!(made.version, tab.app.journal_version);
    tab.send(Event::Do(Action::SetLang(Lang::En)));
    tab.settle();
    let english = tab.app.desk.rollup.clone().unwrap();
    assert_ne!(made.tables[0].view().title, english.tables[0].view().title);
    tab.set("h9", "head", "测试甲");
    tab.settle();
    assert_eq!(tab.app.desk.rollup.unwrap().version, tab.app.journal_version);
}

#[test]
fn a_package_of_another_campaign_and_a_file_that_is_too_large_change_nothing() {
    let campaign = crate::campaign::builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let demo = crate::demo::Demo { villages: 1, households: 3, seed: 1, sent: None };
    let (mut label, journal) = demo.survey(&demo.village(1), &campaign);
    (label.campaign.id, label.campaign.title) = ("flood-2027".into(), "防汛排查".into());
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.choose("防汛.zip", &crate::package::write(label, &journal), Job::Receive);
    let large = FileRef { id: 900, name: "大.zip".into(), size: 2 << 30 };
    tab.send(Event::Chosen(Job::Receive(large)));
    tab.settle();
    let told: Vec<String> =
        tab.app.desk.receipts.iter().map(|one| one.outcome.as_ref().unwrap_err().say(Lang::ZhHans)).collect();
    assert!(told[0].contains("防汛排查") && told[1].contains("256 MB"), "{told:?}");
    assert!(tab.app.journal.is_empty() && tab.app.received.is_empty());
}

#[test]
fn files_are_added_up_without_being_taken_in() {
    let campaign = crate::campaign::builtin::HOUSEHOLD_WINTER.campaign().unwrap();
    let demo = crate::demo::Demo { villages: 3, households: 4, seed: 1, sent: None };
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.send(Event::Do(Action::ChooseRole(Role::Township)));
    let mut files: Vec<FileRef> = (1..=3)
        .map(|number| {
            let (label, journal) = demo.survey(&demo.village(number), &campaign);
            tab.hold(&format!("{number}.zip"), crate::package::write(label, &journal))
        })
        .collect();
    files.push(tab.hold("坏.zip", b"PK".to_vec()));
    tab.send(Event::Arrived(Route::Rollup(None)));
    tab.settle();
    tab.send(Event::Chosen(Job::AddUp(files.into(), Form::Screen)));
    tab.settle();
    let made = tab.app.desk.rollup.clone().unwrap();
    assert_eq!((made.rollup.villages.len(), tab.app.desk.filed.as_ref().map(|files| files.len())), (3, Some(4)));
    assert!(tab.app.journal.is_empty() && tab.app.received.is_empty());
    let refused: Vec<&str> = tab.app.desk.receipts.iter().map(|receipt| receipt.name.as_str()).collect();
    assert_eq!(refused, ["坏.zip"]);
    // A file that is refused changes nothing about what stands.
    let bad = tab.hold("又坏.zip", b"PK".to_vec());
    let before = (tab.app.desk.rollup.clone(), tab.app.desk.filed.clone());
    tab.send(Event::Chosen(Job::AddUp(vec![bad].into(), Form::Screen)));
    tab.settle();
    assert_eq!((tab.app.desk.rollup.clone(), tab.app.desk.filed.clone()), before);
    // The same numbers as a workbook, in another language, and gone.
    tab.act(Action::ExportRollup);
    assert!(tab.app.desk.outgoing.as_ref().unwrap().file.name.starts_with("汇总_示例镇"));
    tab.act(Action::SetLang(Lang::En));
    assert!(tab.app.desk.rollup.as_ref().unwrap().tables[0].view().title.contains("Survey progress"));
    tab.act(Action::CloseFiled);
    assert!(tab.app.desk.rollup.is_none() && tab.app.desk.filed.is_none());
}

//! Flows against a store in memory: tabs of one browser, disks that fail, batches that rot.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;

use super::*;
use crate::journal::{Fields, Kind, RecordId};
use crate::store::{Note, Store};

/// The memory store never waits.
pub(super) fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the memory store waited"),
    }
}

/// A tab: an application, the store it stands on, and the effects that have not been done yet.
pub(super) struct Tab {
    pub(super) app: App,
    pub(super) store: Store,
    pub(super) effects: VecDeque<Effect>,
    /// Errors that the next appends meet.
    faults: VecDeque<StoreError>,
    pub(super) clock: i64,
    seed: u8,
    /// What the worker remembers.
    #[cfg(feature = "office")]
    pub(super) office: crate::office::Desk,
    /// Files that the host holds.
    pub(super) files: Vec<Vec<u8>>,
}

/// What the store holds beside the writes.
pub(super) fn notes(store: &Store) -> Notes {
    now(store.notes(Notes::KINDS)).unwrap().into()
}

impl Tab {
    pub(super) fn open(store: &Store, seed: u8) -> Self {
        Self::open_at(store, seed, Route::default())
    }

    /// Opens the page at the address of this screen.
    fn open_at(store: &Store, seed: u8, route: Route) -> Self {
        let mut tab = Self {
            app: App::default(),
            store: store.clone(),
            effects: VecDeque::new(),
            faults: VecDeque::new(),
            clock: 0,
            seed,
            files: Vec::new(),
            #[cfg(feature = "office")]
            office: crate::office::Desk::default(),
        };
        let opened = Opened {
            place: Place::Disk,
            device: now(store.device(&DeviceId("first".into()))).unwrap(),
            notes: notes(store),
            loading: Box::new(Loading::of(now(store.read_after(Head(0))).unwrap())),
        };
        tab.send(Event::Arrived(route));
        tab.send(Event::CampaignCame(Some(crate::campaign::tests::sheet::winter_bytes())));
        tab.send(Event::Opened(Ok(opened)));
        tab.settle();
        tab
    }

    pub(super) fn send(&mut self, event: Event) {
        self.clock += 1;
        let mut env = Env::new(self.clock, 480, [self.seed.wrapping_add(self.clock.to_le_bytes()[0]); 32]);
        self.effects.extend(self.app.on(event, &mut env));
    }

    pub(super) fn set(&mut self, record: &str, field: &str, value: &str) {
        let fields = Fields::from([(field.to_owned(), value.into())]);
        self.send(Event::Do(Action::Save { kind: Kind::Household, record: record.into(), fields }));
    }

    /// Does the next effect; false when there is none.
    pub(super) fn step(&mut self) -> bool {
        let Some(effect) = self.effects.pop_front() else { return false };
        match effect {
            Effect::Append(append) => {
                let result = match self.faults.pop_front() {
                    Some(fault) => Err(fault),
                    None => now(self.append(&append)),
                };
                self.send(Event::Appended(result));
            }
            Effect::CatchUp(head) => {
                let result = now(self.store.read_after(head));
                self.send(Event::CaughtUp(result));
            }
            Effect::RetryAfter(_) => self.send(Event::RetryDue),
            Effect::Repair(repair) => {
                let result =
                    now(self.store.repair(&repair.old, &repair.new, repair.head, &repair.salvaged, &repair.aside));
                self.send(Event::Repaired(result.map(|head| (repair.new, head))));
            }
            Effect::Compact(compaction) => {
                now(self.store.compact(compaction.after, compaction.upto, &compaction.bytes)).unwrap();
            }
            Effect::Replace(route) => self.send(Event::Arrived(route)),
            Effect::PutCampaigns(bytes) => now(self.store.put_note(Note::Campaigns, &bytes)).unwrap(),
            Effect::KeepFiles(files) => {
                for (name, bytes) in files {
                    now(self.store.put_file(&name, &bytes)).unwrap();
                }
            }
            Effect::PutReceived(bytes) => now(self.store.put_note(Note::Received, &bytes)).unwrap(),
            Effect::Clear => {
                let result = now(self.store.clear());
                self.send(Event::Cleared(result));
            }
            #[cfg(feature = "office")]
            Effect::Ask { request, parts, campaign } => {
                #[cfg(feature = "office")]
                {
                    self.office.campaign = campaign.map(|bytes| bytes.to_vec());
                }
                self.ask(request, parts);
            }
            Effect::KeepGlance { head, device, bytes } => now(self.store.keep_glance(head, &device, &bytes)).unwrap(),
            Effect::PutSettings(bytes) => now(self.store.put_note(Note::Settings, &bytes)).unwrap(),
            _ => {}
        }
        true
    }

    async fn append(&self, append: &Append) -> Result<Head, StoreError> {
        let Append { expected, device, bytes, received } = append;
        match received {
            Some(received) => self.store.append_with(*expected, device, bytes, (Note::Received, received)).await,
            None => self.store.append(*expected, device, bytes).await,
        }
    }

    pub(super) fn settle(&mut self) {
        while self.step() {}
    }

    pub(super) fn text(&self, record: &str, field: &str) -> String {
        let record = self.app.journal.record(&Kind::Household, &RecordId::from(record));
        record.map(|record| record.text(field).to_owned()).unwrap_or_default()
    }
}

#[test]
fn what_is_shown_as_saved_is_on_disk() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    tab.set("h1", "head", "测试甲");
    assert_eq!(tab.app.saving, Saving::Pending(1));
    assert!(tab.app.journal.is_empty(), "nothing is folded before it is on disk");
    tab.settle();
    assert!(matches!(tab.app.saving, Saving::Saved(_)));
    assert_eq!(Tab::open(&store, 2).text("h1", "head"), "测试甲");
}

#[test]
fn what_is_typed_faster_than_the_disk_goes_in_one_append_in_order() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    for value in ["甲", "乙", "丙"] {
        tab.set("h1", "note", value);
    }
    tab.set("h2", "note", "丁");
    tab.settle();
    assert_eq!(now(store.read_after(Head(0))).unwrap().head, Head(2));
    let reopened = Tab::open(&store, 2);
    assert_eq!(reopened.text("h1", "note"), "丙");
    assert_eq!(reopened.text("h2", "note"), "丁");
    let record = reopened.app.journal.record(&Kind::Household, &"h1".into()).unwrap();
    assert_eq!(record.conflicts().count(), 0);
}

#[test]
fn what_could_not_be_saved_is_kept_shown_and_tried_again() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    tab.faults.extend([StoreError::Full, StoreError::Closed]);
    tab.set("h1", "note", "甲");
    tab.step();
    assert_eq!(tab.app.saving, Saving::Failed(1, StoreError::Full));
    tab.set("h1", "group", "2");
    tab.settle();
    assert!(matches!(tab.app.saving, Saving::Saved(_)));
    let reopened = Tab::open(&store, 2);
    assert_eq!((reopened.text("h1", "note"), reopened.text("h1", "group")), ("甲".into(), "2".into()));
}

#[test]
fn two_tabs_write_at_once_and_neither_loses_or_repeats_a_number() {
    let store = Store::memory();
    let (mut one, mut two) = (Tab::open(&store, 1), Tab::open(&store, 2));
    one.set("h1", "note", "甲");
    two.set("h1", "note", "乙");
    one.settle();
    two.settle();
    one.send(Event::OtherTabSaved);
    one.settle();
    assert_eq!(one.app.journal, two.app.journal);
    assert_eq!(one.app.journal.forks().count(), 0);
    // The second saw the first: the same person in two tabs is no conflict.
    let record = one.app.journal.record(&Kind::Household, &"h1".into()).unwrap();
    assert_eq!((record.text("note"), record.conflicts().count()), ("乙", 0));
}

#[test]
fn what_another_tab_saves_while_one_catches_up_is_not_missed() {
    let store = Store::memory();
    let (mut one, mut two) = (Tab::open(&store, 1), Tab::open(&store, 2));
    one.set("h1", "note", "甲");
    one.settle();
    two.send(Event::OtherTabSaved);
    let reading = now(store.read_after(Head(0))).unwrap();
    one.set("h1", "note", "乙");
    one.settle();
    two.send(Event::OtherTabSaved);
    two.send(Event::CaughtUp(Ok(reading)));
    two.effects.retain(|effect| *effect != Effect::CatchUp(Head(0)));
    two.settle();
    assert_eq!(two.text("h1", "note"), "乙");
}

#[test]
fn what_one_tab_sets_the_other_does_not_undo() {
    let store = Store::memory();
    let (mut one, mut two) = (Tab::open(&store, 1), Tab::open(&store, 2));
    one.send(Event::Do(Action::SetAuthor("测试甲".to_owned())));
    one.settle();
    two.send(Event::Noted(notes(&store)));
    two.send(Event::Do(Action::SetTextSize(TextSize::Large)));
    two.settle();
    let again = Tab::open(&store, 3);
    assert_eq!((again.app.settings.author.as_str(), again.app.settings.text_size), ("测试甲", TextSize::Large));
}

#[test]
fn settings_that_could_not_be_saved_are_put_again_with_one_tap() {
    let mut tab = Tab::open(&Store::memory(), 1);
    tab.send(Event::Do(Action::SetAuthor("测试甲".to_owned())));
    tab.effects.clear();
    tab.send(Event::SettingsNotSaved(StoreError::Full));
    assert_eq!(tab.app.notices, [Notice::SettingsNotSaved(StoreError::Full)]);
    tab.send(Event::Do(Action::PutAgain));
    tab.settle();
    assert!(tab.app.notices.is_empty());
    assert_eq!(Tab::open(&tab.store, 2).app.settings.author, "测试甲");
}

#[test]
fn a_township_opens_at_its_own_screen_and_a_village_at_its() {
    let store = Store::memory();
    for (role, home) in [(Role::Township, Route::Rollup(None)), (Role::Village, Route::Today)] {
        let mut tab = Tab::open(&store, 1);
        tab.send(Event::Do(Action::ChooseRole(role)));
        tab.settle();
        let opens = |address: Route| Tab::open_at(&store, 2, address).app.route;
        assert_eq!((opens(Route::default()), opens(Route::More)), (home, Route::More));
    }
}

#[test]
fn a_rotten_batch_is_set_aside_and_the_rest_goes_on_under_a_new_identity() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    tab.set("h1", "note", "甲");
    tab.settle();
    let device = tab.app.device.clone().unwrap();
    let good = tab.app.journal.to_ndjson().replace("h1", "h2").replace(".1\"", ".2\"");
    now(store.append(Head(1), &device, format!("{good}{{\"id\":\"first.3\",\"rec\n").as_bytes())).unwrap();

    let mut after = Tab::open(&store, 2);
    assert_eq!(after.app.phase, Phase::Ready);
    assert_eq!(after.app.notices, [Notice::SetAside(1)]);
    assert_ne!(after.app.device, Some(device));
    assert_eq!(now(store.aside()).unwrap(), 1);
    after.set("h1", "note", "乙");
    after.settle();

    let last = Tab::open(&store, 3);
    assert_eq!(last.app.notices, []);
    assert_eq!((last.text("h1", "note"), last.text("h2", "note")), ("乙".into(), "甲".into()));
}

#[test]
fn a_visit_on_the_screen_opens_although_something_had_to_be_set_aside() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    tab.set("h1", "head", "测试甲");
    tab.settle();
    now(store.append(Head(1), tab.app.device.as_ref().unwrap(), b"rotten")).unwrap();
    let after = Tab::open_at(&store, 2, Route::Visit("h1".into(), None));
    assert_eq!(after.app.notices, [Notice::SetAside(1)]);
    assert!(after.app.ongoing().is_some());
}

/// What a page that is just being opened shows of the kept list.
fn glanced(store: &Store) -> Option<Vec<u8>> {
    let start = now(store.start(&DeviceId("first".into()))).unwrap();
    let (place, device, head) = (Place::Disk, start.device, start.head);
    let glanced = Glanced { place, device, head, notes: notes(store), glance: start.glance? };
    let mut app = App::default();
    app.on(Event::Glanced(glanced), &mut Env::new(1, 480, [0; 32]));
    let list = app.glance.map(|glance| glance.list().to_vec());
    assert_eq!(app.phase, if list.is_some() { Phase::Glance } else { Phase::Opening });
    list
}

#[test]
fn a_kept_list_is_shown_only_while_it_is_the_stores() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    tab.set("h1", "head", "测试甲");
    tab.settle();
    assert_eq!(glanced(&store), None);
    let keep = |tab: &mut Tab, version: u64| {
        tab.send(Event::Do(Action::KeepGlance(version, b"list".to_vec())));
        tab.settle();
    };
    let version = tab.app.journal_version;
    keep(&mut tab, version);
    assert_eq!(glanced(&store), Some(b"list".to_vec()));

    tab.set("h1", "head", "测试乙");
    tab.settle();
    assert_eq!(glanced(&store), None, "it is the list of before");
    keep(&mut tab, version);
    assert_eq!(glanced(&store), None, "a list of another version is not kept");
    let version = tab.app.journal_version;
    keep(&mut tab, version);
    assert!(glanced(&store).is_some());
    now(store.replace_device(&DeviceId("first".into()), &DeviceId("restored".into()))).unwrap();
    assert_eq!(glanced(&store), None, "it is the list of another installation");
}

#[test]
fn what_is_asked_for_while_a_new_device_still_opens_its_store_is_done_after_it() {
    let mut app = App::of_new_page(false);
    let mut happen = |event| app.on(event, &mut Env::new(1, 480, [1; 32]));
    assert_eq!(happen(Event::Do(Action::ChooseRole(Role::Village))), [Effect::Open]);
    assert_eq!(happen(Event::Do(Action::Go(Route::Settings))), [Effect::Go(Route::Settings)]);
    let opened = Opened {
        place: Place::Disk,
        device: DeviceId("first".into()),
        notes: Notes::default(),
        loading: Box::default(),
    };
    let effects = happen(Event::Opened(Ok(opened)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::PutSettings(_))), "{effects:?}");
    assert_eq!((app.phase, app.settings.role), (Phase::Ready, Some(Role::Village)));
}

#[test]
fn settings_survive_and_a_first_start_asks_who_it_is() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    assert_eq!(tab.app.settings.role, None);
    tab.send(Event::Do(Action::ChooseRole(Role::Township)));
    assert!(tab.effects.contains(&Effect::AskToPersist) && tab.effects.contains(&Effect::Replace(Route::Rollup(None))));
    tab.settle();
    assert_eq!(Tab::open(&store, 2).app.settings.role, Some(Role::Township));
}

#[test]
fn a_store_that_was_cleared_meanwhile_takes_nothing_more_from_this_tab() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    now(store.clear()).unwrap();
    now(store.device(&DeviceId("second".into()))).unwrap();
    tab.set("h1", "note", "甲");
    tab.step();
    assert_eq!(tab.app.saving, Saving::Failed(1, StoreError::Replaced));
    assert_eq!(now(store.read_after(Head(0))).unwrap().head, Head(0));
}

#[test]
fn many_small_batches_are_made_one_at_the_next_start() {
    let store = Store::memory();
    let mut tab = Tab::open(&store, 1);
    for number in 0..400 {
        tab.set("h1", "note", &number.to_string());
        tab.settle();
    }
    drop(Tab::open(&store, 2));
    let reading = now(store.read_after(Head(0))).unwrap();
    assert_eq!((reading.batches.len(), reading.head), (1, Head(400)));
    tab.set("h1", "note", "甲");
    tab.settle();
    assert_eq!(Tab::open(&store, 3).text("h1", "note"), "甲");
}

/// What a random history does: a tab types, does one of its effects, is told of the others, meets a fault, or is killed.
#[derive(Clone, Debug)]
enum Move {
    Type(usize, u8, u8),
    Step(usize),
    Tell(usize),
    Fault(usize),
    Kill(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let tab = 0..3_usize;
    let one = prop_oneof![
        4 => (tab.clone(), 0..3_u8, 0..3_u8).prop_map(|(tab, record, field)| Move::Type(tab, record, field)),
        6 => tab.clone().prop_map(Move::Step),
        1 => tab.clone().prop_map(Move::Tell),
        1 => tab.clone().prop_map(Move::Fault),
        1 => tab.prop_map(Move::Kill),
    ];
    proptest::collection::vec(one, 1..80)
}

proptest! {
    /// Law 2: whatever three tabs do in whatever order, with failing disks and killed tabs, everything that any of them
    /// has folded is on disk, no number is given twice, and in the end all see the same.
    #[test]
    fn what_any_tab_folded_is_on_disk_and_all_tabs_agree(moves in moves()) {
        let store = Store::memory();
        let mut tabs: Vec<Tab> = (0..3).map(|seed| Tab::open(&store, seed)).collect();
        for (count, one) in moves.into_iter().enumerate() {
            match one {
                Move::Type(tab, record, field) => tabs[tab].set(&format!("h{record}"), &format!("f{field}"), &count.to_string()),
                Move::Step(tab) => { tabs[tab].step(); }
                Move::Tell(tab) => tabs[tab].send(Event::OtherTabSaved),
                Move::Fault(tab) => tabs[tab].faults.push_back(StoreError::Full),
                Move::Kill(tab) => tabs[tab] = Tab::open(&store, 9),
            }
            let disk = Tab::open(&store, 8).app.journal;
            for tab in &tabs {
                let mut both = disk.clone();
                prop_assert_eq!(both.merge(&tab.app.journal).new, 0);
            }
        }
        for _ in 0..2 {
            for tab in &mut tabs {
                tab.send(Event::OtherTabSaved);
                tab.settle();
                prop_assert_eq!(tab.app.queue.len(), 0);
            }
        }
        prop_assert_eq!(tabs[0].app.journal.forks().count(), 0);
        prop_assert_eq!(&tabs[0].app.journal, &tabs[1].app.journal);
        prop_assert_eq!(&tabs[0].app.journal, &tabs[2].app.journal);
    }
}

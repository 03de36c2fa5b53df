//! What is measured of the planner, natively and in a browser alike: the list of the day over a township's households after every
//! sort of change, and the plan of a stage.
//!
//! A change is first written and filed; what is timed is from then until the first rows of the list stand, with their reasons.

use nuandong::campaign::{Campaign, Method, builtin, compile};
use nuandong::demo::Demo;
use nuandong::finding::State;
use nuandong::journal::{DeviceId, Fields, Journal, Kind, RecordId, Stamp};
use nuandong::moment::Moment;
use nuandong::plan::schedule::{Call, Task, plan};
use nuandong::plan::{Board, Contact, PutOff, SignalGiven, responses};

/// How often each is measured.
pub const TIMES: usize = 9;

/// The township of the figures: villages, and households in each.
pub const TOWNSHIP: (u32, u32) = (40, 500);

/// A township as it was entered, and its board.
pub struct Work<'c> {
    clock: &'c dyn Fn() -> f64,
    campaign: Campaign,
    journal: Journal,
    now: Moment,
    /// How many writes were made, so that each record is new.
    made: usize,
}

impl<'c> Work<'c> {
    /// A township with what was entered in the first days of its winter; `clock` tells milliseconds.
    pub fn new((villages, households): (u32, u32), clock: &'c dyn Fn() -> f64) -> Self {
        let campaign = compile(&builtin::HOUSEHOLD_WINTER.workbook()).unwrap();
        let demo = Demo { villages, households, seed: 1, sent: None };
        let mut journal = Journal::default();
        for number in 1..=villages {
            journal.merge(&demo.survey(&demo.village(number), &campaign).1);
        }
        Self { clock, campaign, journal, now: Moment::parse("2026-12-22T09:00:00+08:00").unwrap(), made: 0 }
    }

    /// Measures everything; each figure in milliseconds, with its name.
    pub fn measure(&mut self, say: &mut dyn FnMut(&str, f64)) {
        let (mut board, read) = self.once(|work| Board::read(&work.campaign, &work.journal, work.now));
        say("reading the journal, once a day", read);
        let roster = self.journal.part(|record| [Kind::Region, Kind::Helper, Kind::Household].contains(record.kind()));
        let (_, read) = self.once(|work| Board::read(&work.campaign, &roster, work.now).today.len());
        say("reading a roster that nobody was visited of yet", read);
        let homes: Vec<String> = board.today.subjects().map(|subject| subject.home.id.clone()).collect();
        let sorts: [(&str, Change<'c>); 8] = [
            ("a contact", Self::contact),
            ("a visit with a finding", Self::visit),
            ("a finding that is closed", Self::close),
            ("a household that is edited", Self::edit),
            ("a household that is put off", Self::put_off),
            ("a signal that is set or taken back", Self::signal),
            ("a helper's telephone that is edited", Self::telephone),
            ("a helper who is renamed", Self::rename),
        ];
        for (place, (name, change)) in sorts.into_iter().enumerate() {
            let homes = homes.iter().skip(place * TIMES % homes.len()).take(TIMES);
            let times = homes.map(|home| {
                let touched = change(self, home);
                self.listed(&mut board, &touched)
            });
            say(&format!("{name}, and the list"), median(times.collect()));
        }
        let times = (0..TIMES).map(|_| {
            self.now = self.now.plus_minutes(1);
            self.listed(&mut board, &[])
        });
        say("a minute that passes, and the list", median(times.collect()));
        let task = stage();
        let times = (0..TIMES).map(|_| self.once(|_| plan(&task).unreached.len()).1).collect();
        say("the plan of 1,000 households and 10 helpers over 5 days", median(times));
    }

    /// From a change that is filed until the list stands.
    fn listed(&self, board: &mut Board, touched: &[(Kind, RecordId)]) -> f64 {
        let (_, time) = self.once(|work| {
            let changes = touched.iter().map(|(kind, id)| (kind, id)).collect();
            board.follow(&work.campaign, &work.journal, Some(changes), work.now);
            let rows: usize = board.today.groups(&work.campaign, None, 20).iter().map(|group| group.rows.len()).sum();
            let answers =
                board.today.signals().last().map(|given| responses(&work.campaign, &board.today, given).len());
            rows + answers.unwrap_or(0)
                + board.today.to_see(None)
                + board.today.put_off(None).count()
                + board.today.seen(None).len()
        });
        time
    }

    fn once<T>(&self, act: impl FnOnce(&Self) -> T) -> (T, f64) {
        let start = (self.clock)();
        let made = act(self);
        (made, (self.clock)() - start)
    }

    fn write(&mut self, kind: Kind, record: RecordId, fields: Fields) -> (Kind, RecordId) {
        let device = DeviceId("bench".to_owned());
        let stamp = Stamp { seq: self.journal.next_seq(&device), device, at: 0, author: String::new() };
        let write = self.journal.draft(stamp, kind.clone(), record.clone(), fields);
        self.journal.insert(&write);
        (kind, record)
    }

    fn new_id(&mut self) -> RecordId {
        self.made += 1;
        RecordId(format!("bench-{}", self.made))
    }

    fn contact(&mut self, home: &str) -> Touched {
        let id = self.new_id();
        vec![self.write(Kind::Contact, id, Contact::fields(home, Method::Phone, self.now, self.now, "", ""))]
    }

    fn visit(&mut self, home: &str) -> Touched {
        let [visit, contact, finding] = [(); 3].map(|()| self.new_id());
        let text = |text: &str| text.to_owned().into();
        let (now, id) = (self.now.to_string(), self.campaign.id.clone());
        let visited = [("household", home), ("campaign", &id), ("started", &now), ("finished", &now)];
        let visited = visited.map(|(path, value)| (path.to_owned(), text(value))).into();
        let found = [("household", home), ("campaign", &id), ("level", "red"), ("state", "new"), ("due", &now)];
        let found = found.map(|(path, value)| (path.to_owned(), text(value))).into();
        vec![
            self.write(Kind::Visit, visit, visited),
            self.write(Kind::Contact, contact, Contact::fields(home, Method::Visit, self.now, self.now, "", "")),
            self.write(Kind::Finding, finding, found),
        ]
    }

    fn close(&mut self, _: &str) -> Touched {
        let findings = self.journal.records(&Kind::Finding);
        let mut open = findings.filter(|finding| State::named(finding.text("state")).is_open());
        let id = open.next().map(|finding| finding.id().clone());
        drop(open);
        let Some(id) = id else { return Vec::new() };
        vec![self.write(Kind::Finding, id, Fields::from([("state".to_owned(), "closed".into())]))]
    }

    fn edit(&mut self, home: &str) -> Touched {
        let fields = Fields::from([
            ("group".to_owned(), "9组".into()),
            ("categories".to_owned(), vec!["elder_alone".to_owned()].into()),
        ]);
        vec![self.write(Kind::Household, home.into(), fields)]
    }

    fn put_off(&mut self, home: &str) -> Touched {
        let put_off = PutOff { until: "2026-12-25".parse().unwrap(), reason: "外出".to_owned() };
        vec![self.write(PutOff::kind(), PutOff::record_id(home), put_off.fields(home))]
    }

    /// Sets a signal, or takes back the one that was set.
    fn signal(&mut self, _: &str) -> Touched {
        let id = RecordId("bench-signal".to_owned());
        let stands = self.journal.record(&SignalGiven::kind(), &id).is_some_and(|record| !record.is_deleted());
        let given = SignalGiven { signal: "orange".to_owned(), from: self.now, until: None };
        let mut fields = given.fields();
        fields.insert("deleted".to_owned(), stands.into());
        vec![self.write(SignalGiven::kind(), id, fields)]
    }

    fn telephone(&mut self, _: &str) -> Touched {
        self.helper("phone")
    }

    fn rename(&mut self, _: &str) -> Touched {
        self.helper("name")
    }

    fn helper(&mut self, part: &str) -> Touched {
        let new = self.new_id().0;
        let Some(id) = self.journal.ids(&Kind::Helper).next().cloned() else { return Vec::new() };
        vec![self.write(Kind::Helper, id, Fields::from([(part.to_owned(), new.into())]))]
    }
}

/// Changes something of a household, or beside it.
type Change<'c> = fn(&mut Work<'c>, &str) -> Touched;

/// Which records a change touched.
type Touched = Vec<(Kind, RecordId)>;

/// 1,000 households in 40 groups, of every urgency.
fn stage() -> Task {
    let call = |number: u32| Call {
        id: number.to_string(),
        group: number % 40,
        urgency: f64::from(1 + number * 37 % 101),
        minutes: 8 + number * 13 % 15,
        helper: None,
        from: 0,
    };
    Task { calls: (0..1000).map(call).collect(), minutes: vec![vec![360; 5]; 10], walk: 10 }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

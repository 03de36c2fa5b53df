//! Taking back what one tap did, rather than asking before it: the change is made at once, and for a while one more tap puts
//! every field back as it was.
//!
//! Nothing is erased by that: putting back is a further write, and the history shows both.

use serde_json::Value as Json;

use super::App;
use super::flow::Effect;
use super::saving::Change;
use crate::finding::State;
use crate::journal::{DELETED, Fields, Kind, RecordId};
use crate::text::{Lang, Say};

/// How long it is offered, in milliseconds.
const OFFERED: u32 = 12_000;

/// A change that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// What is said of it.
    pub told: Told,
    /// The records with their fields as they were.
    before: Vec<(Kind, RecordId, Fields)>,
    at: i64,
}

/// What a change was, as it is told beside the button that takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A finding was brought to this state.
    Finding(State),
    /// Something was written to a finding, which stays where it stands.
    Noted,
    /// A household moved away, or is counted again.
    Moved(bool),
    /// A member was removed, by name.
    MemberRemoved(String),
    /// A call was logged: somebody answered, or nobody did.
    Called(bool),
    /// A contact was logged other than a call.
    Contacted,
    /// A household was put off, or is on the list again.
    PutOff(bool),
    /// A household was put off that must be seen all the same, and so stays on the list.
    PutOffStays,
    /// A weather signal was set, or lifted.
    Signal(bool),
    /// Something was handed in, or was not after all.
    HandedIn(bool),
    /// A record was deleted.
    Deleted,
    /// A visit that was begun by mistake was dropped.
    Dropped,
    /// A helper answers for a household from now on, or no longer, by name.
    Helper(String, bool),
    /// A village counts again, or no more, by name.
    Counts(String, bool),
    /// So many proposals were carried out.
    Proposals(usize),
    /// So many fields were changed as an edited ledger says.
    ReadBack(usize),
}

impl App {
    /// Saves fields of records and offers to take all of it back.
    pub(super) fn save_with_undo(&mut self, changes: Vec<(Kind, RecordId, Fields)>, told: Told) -> Vec<Effect> {
        let before = changes.iter().map(|(kind, record, fields)| {
            let before = self.before(kind, record, fields);
            (kind.clone(), record.clone(), before)
        });
        self.undo = Some(Undo { told, before: before.collect(), at: self.now });
        for (_, record, fields) in changes.iter().filter(|(kind, ..)| *kind == Kind::Finding) {
            self.note_ahead(record, fields);
        }
        let mut effects = vec![Effect::RetryAfter(OFFERED)];
        effects.extend(self.save_all(changes));
        effects
    }

    fn save_all(&mut self, changes: Vec<(Kind, RecordId, Fields)>) -> Vec<Effect> {
        let changes = changes.into_iter().map(|(kind, record, fields)| self.change(kind, record, fields));
        let changes: Vec<Change> = changes.collect();
        self.save(changes)
    }

    /// What puts fields back as they are now; for a record that is not there yet, its deletion.
    fn before(&self, kind: &Kind, record: &RecordId, fields: &Fields) -> Fields {
        let stored = self.journal.record(kind, record);
        let waiting: Vec<&Change> =
            self.queue.changes().filter(|change| change.kind == *kind && change.record == *record).collect();
        if stored.is_none() && waiting.is_empty() {
            return Fields::from([(DELETED.to_owned(), Json::Bool(true))]);
        }
        let value = |path: &String| {
            let typed = waiting.iter().rev().find_map(|change| change.fields.get(path)).cloned();
            typed.or_else(|| stored.as_ref().map(|stored| stored.get(path).to_json())).unwrap_or_default()
        };
        fields.keys().map(|path| (path.clone(), value(path))).collect()
    }

    /// Puts the fields of the last change back as they were.
    pub(super) fn take_back(&mut self) -> Vec<Effect> {
        let Some(Undo { before, told, .. }) = self.undo.take() else { return Vec::new() };
        if matches!(told, Told::ReadBack(_)) {
            self.desk.papers.taken = None;
        }
        for (_, record, fields) in before.iter().filter(|(kind, ..)| *kind == Kind::Finding) {
            self.note_ahead(record, fields);
        }
        self.save_all(before)
    }

    /// The offer is over.
    pub(super) fn forget_undo(&mut self) {
        self.undo.take_if(|undo| self.now - undo.at >= i64::from(OFFERED));
    }

    pub(super) fn change(&self, kind: Kind, record: RecordId, fields: Fields) -> Change {
        Change { kind, record, fields, at: self.now, author: self.settings.author.clone() }
    }
}

impl Say for Told {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Finding(state), _) => state.say(lang),
            (Self::ReadBack(count), Lang::ZhHans) => format!("改了 {count} 处"),
            (Self::ReadBack(1), Lang::En) => "1 field changed".to_owned(),
            (Self::ReadBack(count), Lang::En) => format!("{count} fields changed"),
            (Self::Noted, _) => lang.pick("记下了", "Noted").to_owned(),
            (Self::Moved(true), _) => lang.pick("这一户不再统计", "No longer counted").to_owned(),
            (Self::Moved(false), _) => lang.pick("这一户重新统计", "Counted again").to_owned(),
            (Self::MemberRemoved(name), Lang::ZhHans) => format!("已删除 {name}"),
            (Self::MemberRemoved(name), Lang::En) => format!("{name} removed"),
            (Self::Called(true), _) => lang.pick("已记：电话接通", "Logged: call answered").to_owned(),
            (Self::Called(false), _) => lang.pick("已记：电话未接", "Logged: no answer").to_owned(),
            (Self::Contacted, _) => lang.pick("已记下这次联系", "Contact logged").to_owned(),
            (Self::PutOff(true), _) => lang.pick("已推迟", "Put off").to_owned(),
            (Self::PutOffStays, Lang::ZhHans) => "已记下；有红色隐患、急难或今天到期的事，仍在名单上".to_owned(),
            (Self::PutOffStays, Lang::En) => {
                "Noted. A red hazard, an urgent need or a last day keeps it on today’s list".to_owned()
            }
            (Self::PutOff(false), _) => lang.pick("已放回名单", "Back on the list").to_owned(),
            (Self::Signal(true), _) => lang.pick("预警已设", "Signal set").to_owned(),
            (Self::Signal(false), _) => lang.pick("预警已解除", "Signal lifted").to_owned(),
            (Self::HandedIn(true), _) => lang.pick("已记：报了", "Marked as handed in").to_owned(),
            (Self::HandedIn(false), _) => lang.pick("改回没报", "Not handed in").to_owned(),
            (Self::Deleted, _) => lang.pick("已删掉", "Deleted").to_owned(),
            (Self::Dropped, _) => lang.pick("这次入户不算了", "The visit was dropped").to_owned(),
            (Self::Counts(village, true), Lang::ZhHans) => format!("{village}重新算上"),
            (Self::Counts(village, true), Lang::En) => format!("{village} counts again"),
            (Self::Counts(village, false), Lang::ZhHans) => format!("{village}不算了"),
            (Self::Counts(village, false), Lang::En) => format!("{village} is left out"),
            (Self::Proposals(count), Lang::ZhHans) => format!("{count} 条建议都采纳了"),
            (Self::Proposals(count), Lang::En) => format!("{count} proposals carried out"),
            (Self::Helper(name, true), Lang::ZhHans) => format!("由 {name} 帮扶"),
            (Self::Helper(name, true), Lang::En) => format!("{name} answers for it"),
            (Self::Helper(name, false), Lang::ZhHans) => format!("不再由 {name} 帮扶"),
            (Self::Helper(name, false), Lang::En) => format!("{name} no longer answers for it"),
        }
    }
}

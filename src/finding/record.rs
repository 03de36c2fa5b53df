//! The record of a finding, typed; its clock; and the fields that a step writes.

use std::borrow::Cow;

use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::Value as Json;

use super::state::{Refused, State, Step};
use crate::campaign::{Campaign, Due, Level};
use crate::expr::Value;
use crate::journal::{Fields, Record, RecordId, Write};
use crate::moment::Moment;
use crate::text::Lang;

/// A finding as its record stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The record.
    pub id: RecordId,
    /// The household.
    pub household: String,
    /// The visit that raised it last; empty where a person did.
    pub visit: String,
    /// The rule that raised it; empty where a person did.
    pub rule: String,
    /// 类别, of the list `class`.
    pub class: String,
    /// 等级.
    pub level: Level,
    /// 需求种类, of the list `need`; empty where none.
    pub need: String,
    /// What is wrong.
    pub text: String,
    /// 数量.
    pub quantity: Option<f64>,
    /// 单位.
    pub unit: String,
    /// 急难: the clock runs from discovery.
    pub urgent: bool,
    /// 责任部门, of the list `department`.
    pub department: String,
    /// 责任人.
    pub officer: String,
    /// When it is due.
    pub due: Option<DueBy>,
    /// When it was found.
    pub found: Option<Moment>,
    /// By whom.
    pub finder: String,
    /// Where it stands.
    pub state: State,
    /// `on_site` or `reported`; empty while neither.
    pub how: String,
    /// 现场措施.
    pub action: String,
    /// 临时措施.
    pub interim: String,
    /// 整改结果.
    pub result: String,
    /// When it was put right.
    pub done: Option<Moment>,
    /// When it was closed.
    pub closed: Option<Moment>,
    /// By whom.
    pub verifier: String,
    /// When a person withdrew it; none where correcting an answer did.
    pub withdrawn: Option<Moment>,
    /// When the household was told.
    pub answered: Option<Moment>,
    /// Whether the household must be told before it is closed.
    pub callback: bool,
}

/// When a finding is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueBy {
    /// By the end of this day.
    Day(NaiveDate),
    /// By this moment.
    Moment(Moment),
}

impl DueBy {
    /// As records write it: a date, or a moment.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.parse() {
            Ok(day) => Some(Self::Day(day)),
            Err(_) => Moment::parse(text).map(Self::Moment),
        }
    }

    /// When something is due that was found now; the day it was found is not counted.
    #[must_use]
    pub fn after(due: Due, now: Moment) -> Self {
        match due {
            Due::Hours(hours) => Self::Moment(now.plus_hours(hours)),
            Due::Days(days) => Self::Day(now.day().checked_add_days(Days::new(u64::from(days))).unwrap_or(now.day())),
        }
    }

    /// As records write it.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Moment(moment) => moment.to_string(),
        }
    }

    /// How much time is left at `now`; negative where it is over.
    #[must_use]
    pub fn left(self, now: Moment) -> TimeDelta {
        match self {
            Self::Moment(moment) => moment.since(now),
            Self::Day(day) => {
                let end = day.succ_opt().and_then(|next| now.on(next.and_hms_opt(0, 0, 0)?));
                end.map_or(TimeDelta::MAX, |end| end.since(now))
            }
        }
    }
}

impl Finding {
    /// Reads a `finding` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let text = |path: &str| record.text(path).to_owned();
        let moment = |path: &str| Moment::parse(record.text(path));
        Self {
            id: record.id().clone(),
            household: text("household"),
            visit: text("visit"),
            rule: text("rule"),
            class: text("class"),
            level: Level::named(record.text("level")).unwrap_or(Level::Yellow),
            need: text("need"),
            text: text("text"),
            quantity: record.number("quantity"),
            unit: text("unit"),
            urgent: record.flag("urgent"),
            department: text("department"),
            officer: text("officer"),
            due: DueBy::parse(record.text("due")),
            found: moment("found"),
            finder: text("finder"),
            state: State::named(record.text("state")),
            how: text("how"),
            action: text("action"),
            interim: text("interim"),
            result: text("result"),
            done: moment("done"),
            closed: moment("closed"),
            verifier: text("verifier"),
            withdrawn: moment("withdrawn"),
            answered: moment("answered"),
            callback: record.flag("callback"),
        }
    }

    /// What is wrong, in a language of the interface as far as its campaign is known.
    #[must_use]
    pub fn said(&self, campaign: Option<&Campaign>, lang: Lang) -> Cow<'_, str> {
        campaign.map_or(Cow::Borrowed(&self.text), |campaign| campaign.retell(&self.rule, &self.text, lang))
    }

    /// A fact of it that a rule has written or advised, in a language of the interface; what a person wrote stands as it is. None for
    /// the facts of which no language is asked.
    #[must_use]
    pub fn told<'t>(&'t self, name: &str, campaign: &'t Campaign, lang: Lang) -> Option<Cow<'t, str>> {
        let told = match name {
            "text" => return Some(self.said(Some(campaign), lang)),
            "unit" => campaign.repeat(&self.rule, &self.unit, |rule| &rule.unit, lang),
            "action" => campaign.repeat(&self.rule, self.measure(), |rule| &rule.advice, lang),
            "way" => campaign.repeat(&self.rule, self.way(), |rule| &rule.advice, lang),
            _ => return None,
        };
        Some(Cow::Borrowed(told))
    }

    /// What was done on the spot, or for the time being.
    fn measure(&self) -> &str {
        if self.action.is_empty() { &self.interim } else { &self.action }
    }

    /// How it was met.
    fn way(&self) -> &str {
        if self.result.is_empty() { &self.action } else { &self.result }
    }

    /// Whether what it says is over for good: if it comes back, it is another one.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.state == State::Closed || self.state == State::Withdrawn && self.withdrawn.is_some()
    }

    /// Whether nothing has been done about it, so that correcting the answer takes it back.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.state == State::New && self.action.is_empty() && self.interim.is_empty() && self.answered.is_none()
    }

    /// 超期: open, not even put right, and past due. One that waits to be looked at is not overdue.
    #[must_use]
    pub fn is_overdue(&self, now: Moment) -> bool {
        let waits = self.state.is_open() && self.state != State::ToVerify;
        waits && self.due.is_some_and(|due| due.left(now) <= TimeDelta::zero())
    }

    /// 是否超期, as a ledger says it: overdue still, or put right after it was due.
    #[must_use]
    pub fn is_late(&self, now: Moment) -> bool {
        let done_late = self.done.zip(self.due).is_some_and(|(done, due)| due.left(done) < TimeDelta::zero());
        done_late || self.is_overdue(now)
    }

    /// How much time is left; negative where it is over; none where it is done or never due.
    #[must_use]
    pub fn left(&self, now: Moment) -> Option<TimeDelta> {
        let waits = self.state.is_open() && self.state != State::ToVerify;
        self.due.filter(|_| waits).map(|due| due.left(now))
    }

    /// Hours from discovery until it was put right, or until `now`.
    #[must_use]
    pub fn hours(&self, now: Moment) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "minutes of a winter")]
        self.found.map(|found| self.done.unwrap_or(now).since(found).num_minutes() as f64 / 60.0)
    }

    /// `finding.…` in expressions.
    #[must_use]
    pub fn fact(&self, name: &str, now: Moment) -> Option<Value> {
        let text = |text: &str| Some(Value::from(text));
        let flag = |truth: bool| Some(Value::Number(f64::from(u8::from(truth))));
        let day = |moment: Option<Moment>| moment.map(|moment| Value::from(moment.day().to_string()));
        match name {
            "rule" => text(&self.rule),
            "class" => text(&self.class),
            "text" => text(&self.text),
            "level" => text(self.level.word()),
            "need" => text(&self.need),
            "help" => text(help(&self.need)),
            "quantity" => self.quantity.map(Value::Number),
            "unit" => text(&self.unit),
            "urgent" => flag(self.urgent),
            "found" => day(self.found),
            "finder" => text(&self.finder),
            "action" => text(self.measure()),
            "how" => text(&self.how),
            "way" => text(self.way()),
            "department" => text(&self.department),
            "officer" => text(&self.officer),
            "due" => self.due.map(|due| match due {
                DueBy::Day(day) => Value::from(day.to_string()),
                DueBy::Moment(moment) => Value::from(moment.day().to_string()),
            }),
            "result" => text(&self.result),
            "done" => day(self.done),
            "verifier" => text(&self.verifier),
            "closed" => day(self.closed),
            "answered" => day(self.answered),
            "state" => text(self.state.word()),
            "open" => flag(self.state.is_open()),
            "overdue" => flag(self.is_overdue(now)),
            "late" => flag(self.is_late(now)),
            "hours" => self.hours(now).map(Value::Number),
            _ => None,
        }
    }
}

/// The kinds of need that are met with things and tell nothing about a person's body or means.
const THINGS: [&str; 5] = ["grain", "water", "clothing", "heating", "housing"];

/// The kind of help that a notice board may name: that of a need which is met with things, and of every other, whatever a campaign calls
/// it, only that there is one.
fn help(need: &str) -> &str {
    match need {
        "" => "",
        _ if THINGS.contains(&need) => need,
        _ => "other",
    }
}

/// The fields that a step writes, if it can be taken. Who took it is the write's author besides.
pub fn take(finding: &Finding, step: &Step, at: Moment) -> Result<Fields, Refused> {
    let to = step.leads(finding.state)?;
    if matches!(step, Step::Close { .. }) && finding.callback && finding.answered.is_none() {
        return Err(Refused::CallBackFirst);
    }
    let mut fields = Fields::new();
    let mut set = |path: &str, value: &str| fields.insert(path.to_owned(), Json::from(value.trim()));
    let now = at.to_string();
    match step {
        Step::FixOnSite { action } => {
            set("how", "on_site");
            set("action", action);
            set("done", &now);
        }
        Step::Report { department } => {
            set("how", "reported");
            set("reported", &now);
            if let Some(department) = department {
                set("department", department);
            }
        }
        Step::Accept { officer } => {
            set("accepted", &now);
            set("officer", officer);
        }
        Step::Start => {
            set("begun", &now);
        }
        Step::Finish { result } => {
            set("result", result);
            set("done", &now);
        }
        Step::SendBack { reason } => {
            set("returned", &now);
            set("reason", reason);
        }
        Step::Close { verifier } => {
            set("closed", &now);
            set("verifier", verifier);
        }
        Step::Interim { measure } => {
            set("interim", measure);
        }
        Step::CallBack => {
            set("answered", &now);
        }
        Step::Withdraw { reason } => {
            set("withdrawn", &now);
            set("reason", reason);
        }
    }
    if matches!(step, Step::SendBack { .. }) {
        // What was said to be done did not stand: no ledger says it any longer. The history keeps it.
        let undone = [("done", finding.done.is_some()), ("result", !finding.result.is_empty())];
        fields.extend(undone.into_iter().filter(|(_, set)| *set).map(|(path, _)| (path.to_owned(), Json::Null)));
    }
    if to != finding.state {
        fields.insert("state".to_owned(), Json::from(to.word()));
    }
    Ok(fields)
}

/// The texts of the findings that are still open, as a ledger's 存在困难问题 has them.
#[must_use]
pub fn open_texts<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> String {
    let open = findings.into_iter().filter(|finding| finding.state.is_open());
    open.map(|finding| finding.text.as_str()).collect::<Vec<_>>().join("；")
}

/// What expressions can ask of a household's findings: `household.problems`, `household.open`, `household.open_red`, and `need.x`,
/// 1 where an open finding has this need. None where the name is none of these.
#[must_use]
pub fn fact(findings: &[Finding], name: &str) -> Option<Value> {
    let open = || findings.iter().filter(|finding| finding.state.is_open());
    #[expect(clippy::cast_precision_loss, reason = "findings of one household")]
    let count = |count: usize| Some(Value::Number(count as f64));
    match name.split_once('.')? {
        ("need", need) => count(open().filter(|finding| finding.need == need).count().min(1)),
        ("household", "problems") => Some(Value::from(open_texts(findings))),
        ("household", "open") => count(open().count()),
        ("household", "open_red") => count(open().filter(|finding| finding.level == Level::Red).count()),
        _ => None,
    }
}

/// One line of a finding's history: what state it was put in, when and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The state it was put in; none where only words were added.
    pub state: Option<State>,
    /// What was written: the action, the result, the reason, the measure, the note.
    pub words: String,
    /// When, in milliseconds by the clock of the device.
    pub at: i64,
    /// Who.
    pub author: String,
}

/// A finding's history, oldest first, from its writes.
#[must_use]
pub fn history(writes: &[Write]) -> Vec<Event> {
    let events = writes.iter().map(|write| {
        let text = |path: &str| write.fields.get(path).and_then(Json::as_str).unwrap_or_default();
        let words =
            ["action", "result", "reason", "interim", "note"].map(text).into_iter().find(|text| !text.is_empty());
        Event {
            state: write.fields.get("state").and_then(Json::as_str).map(State::named),
            words: words.unwrap_or_default().to_owned(),
            at: write.at,
            author: write.author.clone(),
        }
    });
    events.filter(|event| event.state.is_some() || !event.words.is_empty()).collect()
}

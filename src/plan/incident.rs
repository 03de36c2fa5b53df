//! 值班与事件 (L14): who is on duty, what was reported when, and the red lines that are to stay at nothing.
//!
//! S002-1 「确保不冻死、冻伤一名流浪乞讨人员」; S002-7 「24小时值班制度和领导带班制度」「立即报告、不得延误」.

use std::collections::BTreeMap;

use chrono::{Datelike, TimeDelta};
use serde_json::Value as Json;

use crate::journal::{Fields, Record};
use crate::moment::Moment;
use crate::text::Lang;

/// The kind of record that a shift is.
pub const SHIFT: &str = "shift";
/// The kind of record that an incident is.
pub const INCIDENT: &str = "incident";

/// A shift of the duty roster.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift {
    /// Identity of the village's `region` record; empty where it is of none, such as a township's own.
    pub village: String,
    /// From.
    pub from: Moment,
    /// Until.
    pub to: Moment,
    /// 带班领导.
    pub leader: String,
    /// 值班员.
    pub officer: String,
    /// 电话.
    pub phone: String,
}

impl Shift {
    /// Reads a `shift` record; none where it lacks its beginning or end.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Option<Self> {
        Some(Self {
            village: record.text("village").to_owned(),
            from: Moment::parse(record.text("from"))?,
            to: Moment::parse(record.text("to"))?,
            leader: record.text("leader").to_owned(),
            officer: record.text("officer").to_owned(),
            phone: record.text("phone").to_owned(),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let texts = [
            ("village", self.village.clone()),
            ("from", self.from.to_string()),
            ("to", self.to.to_string()),
            ("leader", self.leader.clone()),
            ("officer", self.officer.clone()),
            ("phone", self.phone.clone()),
        ];
        fields(texts)
    }
}

/// The shifts that are on at a moment, and the hours from then on, within `hours`, in which nobody is.
#[must_use]
pub fn on_duty(shifts: &[Shift], at: Moment, hours: u32) -> (Vec<&Shift>, Vec<(Moment, Moment)>) {
    let on = shifts.iter().filter(|shift| shift.from <= at && at < shift.to).collect();
    let end = at.plus_hours(hours);
    let mut ahead: Vec<&Shift> = shifts.iter().filter(|shift| shift.to > at && shift.from < end).collect();
    ahead.sort_by_key(|shift| shift.from);
    let (mut gaps, mut covered) = (Vec::new(), at);
    for shift in ahead {
        if shift.from > covered {
            gaps.push((covered, shift.from));
        }
        covered = covered.max(shift.to);
    }
    if covered < end {
        gaps.push((covered, end));
    }
    (on, gaps)
}

/// Something that happened: 冻伤, 中毒, 火灾….
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Identity of the village's `region` record; empty where it is of none.
    pub village: String,
    /// What, by the code of the campaign's list `incident`.
    pub what: String,
    /// When it happened.
    pub at: Moment,
    /// 接报时间: when it was heard of.
    pub heard: Option<Moment>,
    /// 上报时间: when it was reported upward.
    pub reported: Option<Moment>,
    /// Where.
    pub place: String,
    /// How many people were hurt.
    pub hurt: u32,
    /// How many died.
    pub dead: u32,
    /// 内容.
    pub text: String,
    /// 首接人: who heard of it first, and stays answerable (首接负责制).
    pub first: String,
    /// 处置.
    pub handled: String,
}

impl Incident {
    /// Reads an `incident` record; none where it lacks its kind or moment.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Option<Self> {
        let text = |path: &str| record.text(path).to_owned();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept within the range of u32")]
        let count = |path: &str| record.number(path).unwrap_or(0.0).clamp(0.0, f64::from(u32::MAX)) as u32;
        Some(Self {
            village: text("village"),
            what: Some(text("what")).filter(|what| !what.is_empty())?,
            at: Moment::parse(record.text("at"))?,
            heard: Moment::parse(record.text("heard")),
            reported: Moment::parse(record.text("reported")),
            place: text("place"),
            hurt: count("hurt"),
            dead: count("dead"),
            text: text("text"),
            first: text("first"),
            handled: text("handled"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let moment = |moment: Option<Moment>| moment.map_or_else(String::new, |moment| moment.to_string());
        let texts = [
            ("village", self.village.clone()),
            ("what", self.what.clone()),
            ("at", self.at.to_string()),
            ("heard", moment(self.heard)),
            ("reported", moment(self.reported)),
            ("place", self.place.clone()),
            ("text", self.text.clone()),
            ("first", self.first.clone()),
            ("handled", self.handled.clone()),
        ];
        let mut fields = fields(texts);
        for (path, count) in [("hurt", self.hurt), ("dead", self.dead)] {
            if count > 0 {
                fields.insert(path.to_owned(), Json::from(count));
            }
        }
        fields
    }

    /// How long it took from hearing of it to reporting it, or has taken by `now` where it is not reported.
    #[must_use]
    pub fn delay(&self, now: Moment) -> TimeDelta {
        self.reported.unwrap_or(now).since(self.heard.unwrap_or(self.at))
    }
}

impl Incident {
    /// The text of an immediate report, of what is known: which unit, what, when, where, who was hurt, what was done, who answers for
    /// it. `what` is the incident's kind in words, `unit` who reports.
    #[must_use]
    pub fn report(&self, what: &str, unit: &str, now: Moment, lang: Lang) -> String {
        let time = |moment: Moment| match lang {
            Lang::ZhHans => format!("{}月{}日{}", moment.day().month(), moment.day().day(), moment.clock()),
            Lang::En => format!("{} {}", moment.day(), moment.clock()),
        };
        let mut text = String::new();
        let mut add = |sentence: String| {
            if lang == Lang::En && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&sentence);
        };
        let (at, place) = (time(self.at), self.place.trim());
        match lang {
            Lang::ZhHans => {
                let unit = if unit.is_empty() { String::new() } else { format!("【{unit}】") };
                add(format!("{unit}突发事件报告：{at}，{place}发生{what}。"));
                add(match (self.hurt, self.dead) {
                    (0, 0) => "目前没有人员伤亡。".to_owned(),
                    (hurt, dead) => format!("受伤 {hurt} 人，死亡 {dead} 人。"),
                });
            }
            Lang::En => {
                let unit = if unit.is_empty() { String::new() } else { format!("[{unit}] ") };
                let place = if place.is_empty() { String::new() } else { format!(", {place}") };
                add(format!("{unit}Incident report: {what}, {at}{place}."));
                add(match (self.hurt, self.dead) {
                    (0, 0) => "Nobody is hurt so far.".to_owned(),
                    (hurt, dead) => format!("Hurt: {hurt}; dead: {dead}."),
                });
            }
        }
        let parts = [
            (lang.pick("经过", "What is known"), self.text.clone()),
            (lang.pick("处置", "What was done"), self.handled.clone()),
            (lang.pick("接报时间", "Heard of"), self.heard.map(time).unwrap_or_default()),
            (lang.pick("首接人", "Taken by"), self.first.clone()),
            (lang.pick("报告时间", "Reported"), time(self.reported.unwrap_or(now))),
        ];
        for (name, part) in parts.iter().filter(|(_, part)| !part.trim().is_empty()) {
            let part = part.trim().trim_end_matches(['。', '.']);
            add(match lang {
                Lang::ZhHans => format!("{name}：{part}。"),
                Lang::En => format!("{name}: {part}."),
            });
        }
        text
    }
}

/// What is counted and expected to stay at nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedLines {
    /// How many incidents of each kind.
    pub incidents: BTreeMap<String, usize>,
    /// How many people were hurt.
    pub hurt: u32,
    /// How many died.
    pub dead: u32,
    /// How many incidents are not reported yet.
    pub unreported: usize,
}

/// Adds incidents up. Adding villages up is adding these.
#[must_use]
pub fn red_lines<'a>(incidents: impl IntoIterator<Item = &'a Incident>) -> RedLines {
    let mut lines = RedLines::default();
    for incident in incidents {
        *lines.incidents.entry(incident.what.clone()).or_default() += 1;
        lines.hurt = lines.hurt.saturating_add(incident.hurt);
        lines.dead = lines.dead.saturating_add(incident.dead);
        lines.unreported += usize::from(incident.reported.is_none());
    }
    lines
}

/// The texts that are not empty, as fields.
fn fields<const N: usize>(texts: [(&str, String); N]) -> Fields {
    let given = texts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    given.map(|(path, text)| (path.to_owned(), Json::from(text.trim()))).collect()
}

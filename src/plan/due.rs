//! 时限: what is due when, and how long is left.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::holiday::calendar;
use super::own::{HandedIn, OwnDeadline, own_village};
use crate::campaign::{Calendar, Campaign, Deadline, Stage, Text};
use crate::journal::{Journal, RecordId};
use crate::moment::Moment;
use crate::text::{Lang, Say};

/// Something that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct DueItem {
    /// The stage's name, or the identity of the record of a deadline of one's own.
    pub key: String,
    /// What people call it.
    pub label: Text,
    /// What is to be done or handed in.
    pub what: Text,
    /// To whom.
    pub to: Text,
    /// Whether somebody added it here.
    pub own: bool,
    /// When, on the wall clock.
    pub at: NaiveDateTime,
    /// How long is left.
    pub left: Countdown,
    /// When it was handed in.
    pub handed: Option<Moment>,
}

impl DueItem {
    /// Whether it calls for attention: not handed in, and over or due within the three days after today.
    #[must_use]
    pub const fn presses(&self) -> bool {
        let near = match self.left {
            Countdown::Days { days, .. } => days <= 4,
            Countdown::Hours(_) | Countdown::Over => true,
        };
        near && self.handed.is_none()
    }
}

/// How many days are left up to and with `end`, today counted too, as long as it lasts: on the last day 1, after it 0 or less. Stages,
/// deadlines and reasons count by this one rule.
#[must_use]
pub fn days_left(today: NaiveDate, end: NaiveDate) -> i64 {
    (end - today).num_days() + 1
}

/// How long is left until a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Countdown {
    /// Whole days, and the working days among them (公布的节假日 in the sheet `holidays`).
    Days {
        /// Days from today on, up to and with the day it is due: see [`days_left`].
        days: i64,
        /// Of these, working days.
        working: usize,
    },
    /// Today, in so many hours, rounded down.
    Hours(i64),
    /// It is over.
    Over,
}

/// What is due next, with working days counted by `calendar`, the soonest first: of each stage its deadline that is still to come, or one that is over within the last
/// week, and the same of those that somebody added. A weekly deadline comes round for as long as its stage lasts; one that is over and
/// was not handed in stays until the next is less than three days off.
#[must_use]
pub fn due(
    campaign: &Campaign,
    calendar: &Calendar,
    own: &[OwnDeadline],
    handed: &HandedIn,
    village: Option<&RecordId>,
    now: Moment,
) -> Vec<DueItem> {
    let wall = now.wall();
    let item = |key: &str, label: Text, what: Text, to: Text, own: bool, at: NaiveDateTime| {
        let recent = wall.signed_duration_since(at).num_days() < 7;
        let left = countdown(calendar, wall, at);
        recent.then(|| DueItem {
            handed: handed.when(village, key, at),
            key: key.to_owned(),
            label,
            what,
            to,
            own,
            at,
            left,
        })
    };
    let stages = campaign.stages.iter().filter_map(|stage| {
        let next = next(stage, wall)?;
        let last = next.checked_sub_days(Days::new(7)).filter(|last| {
            let weekly = matches!(stage.deadline, Some(Deadline::Weekly(..)));
            let began = stage.start.is_none_or(|start| last.date() > start);
            weekly && began && (next - wall).num_hours() >= 72 && handed.when(village, &stage.name, *last).is_none()
        });
        let at = last.unwrap_or(next);
        item(&stage.name, stage.label.clone(), stage.what.clone(), stage.to.clone(), false, at)
    });
    let one = |text: &str| Text { zh_hans: text.to_owned(), en: String::new() };
    let added =
        own.iter().filter_map(|own| item(&own.id.0, one(&own.title), Text::default(), one(&own.to), true, own.at));
    let mut items: Vec<DueItem> = stages.chain(added).collect();
    items.sort_by_key(|item| item.at);
    items
}

/// What is due for the office that keeps a journal.
#[must_use]
pub fn due_here(campaign: &Campaign, journal: &Journal, now: Moment) -> Vec<DueItem> {
    let (own, handed) = (OwnDeadline::all(journal), HandedIn::of(journal));
    due(campaign, &calendar(campaign, journal), &own, &handed, own_village(journal), now)
}

/// The deadline of a stage that is the next after `wall`; the only one, past or not, where there is one only.
fn next(stage: &Stage, wall: NaiveDateTime) -> Option<NaiveDateTime> {
    match stage.deadline? {
        Deadline::At(at) => Some(at),
        Deadline::Weekly(weekday, time) => {
            let from = stage.start.map_or(wall, |start| wall.max(start.and_time(NaiveTime::MIN)));
            let ahead = weekday.num_days_from_monday() + 7 - from.weekday().num_days_from_monday();
            let mut at = from.date().checked_add_days(Days::new(u64::from(ahead % 7)))?.and_time(time);
            if at < from {
                at = at.checked_add_days(Days::new(7))?;
            }
            // The week in which the stage ends is still reported: on the day after its Sunday.
            let last = stage.end.and_then(|end| end.checked_add_days(Days::new(7)));
            last.is_none_or(|last| at.date() <= last).then_some(at)
        }
    }
}

fn countdown(calendar: &Calendar, wall: NaiveDateTime, at: NaiveDateTime) -> Countdown {
    let (today, end) = (wall.date(), at.date());
    if at < wall {
        Countdown::Over
    } else if today == end {
        Countdown::Hours((at - wall).num_hours())
    } else {
        Countdown::Days { days: days_left(today, end), working: calendar.working_days_left(today, end) }
    }
}

impl Say for Countdown {
    fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Over, _) => lang.pick("已过时限", "Past its deadline").to_owned(),
            (Self::Hours(hours), Lang::ZhHans) => format!("今天，还剩 {hours} 小时"),
            (Self::Hours(hours), Lang::En) => format!("Today, {hours} h left"),
            (Self::Days { days, working }, Lang::ZhHans) => format!("还剩 {days} 天（{working} 个工作日）"),
            (Self::Days { days, working: 1 }, Lang::En) => format!("{days} days left (1 working day)"),
            (Self::Days { days, working }, Lang::En) => format!("{days} days left ({working} working days)"),
        }
    }
}

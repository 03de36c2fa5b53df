//! Days and deadlines.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::text::Text;
use crate::packed::packed;

/// Holidays and the weekends worked instead: the sheet `holidays`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// Days in their order: whether it is off, and what it is called.
    days: Vec<(NaiveDate, bool, Text)>,
}

packed!(struct Calendar { days });

impl Calendar {
    /// Says of a day whether it is off, and what it is called. What was said of it before is forgotten.
    pub fn set(&mut self, day: NaiveDate, off: bool, called: Text) {
        match self.days.binary_search_by_key(&day, |(known, ..)| *known) {
            Ok(place) => self.days.splice(place..=place, [(day, off, called)]).for_each(drop),
            Err(place) => self.days.insert(place, (day, off, called)),
        }
    }

    /// What the sheet says of a day: whether it is off, and what it is called.
    #[must_use]
    pub fn get(&self, day: NaiveDate) -> Option<(bool, &Text)> {
        let place = self.days.binary_search_by_key(&day, |(known, ..)| *known).ok()?;
        self.days.get(place).map(|(_, off, called)| (*off, called))
    }

    /// All that the sheet says, day by day.
    pub fn all(&self) -> impl Iterator<Item = (NaiveDate, bool, &Text)> {
        self.days.iter().map(|(day, off, called)| (*day, *off, called))
    }

    /// Whether offices work on this day: what the sheet says, else Monday to Friday.
    #[must_use]
    pub fn works(&self, day: NaiveDate) -> bool {
        self.get(day).map_or_else(|| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun), |(off, _)| !off)
    }

    /// The `count`-th working day after `day`, which is not counted itself (民法典 201). With 0, the day itself.
    #[must_use]
    pub fn after_working_days(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let (mut day, mut left) = (day, count);
        while left > 0 {
            let Some(next) = day.succ_opt() else { break };
            day = next;
            left -= u32::from(self.works(day));
        }
        day
    }

    /// How many working days lie after `from` up to and with `to`.
    #[must_use]
    pub fn working_days(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| self.works(*day)).count()
    }

    /// How many working days are left up to and with `to`, today counted where it is one.
    #[must_use]
    pub fn working_days_left(&self, today: NaiveDate, to: NaiveDate) -> usize {
        self.working_days(today, to) + usize::from(today <= to && self.works(today))
    }
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Once.
    At(NaiveDateTime),
    /// Every week.
    Weekly(Weekday, NaiveTime),
}

packed!(enum Deadline { 0 => At(moment), 1 => Weekly(day, time) } else Self::At(NaiveDateTime::MIN));

/// A span of the day, as 14:00—22:00 (S002-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// From.
    pub from: NaiveTime,
    /// Until.
    pub to: NaiveTime,
}

packed!(struct Hours { from, to });

/// The end of a day, for deadlines that name no hour.
pub const END_OF_DAY: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

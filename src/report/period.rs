//! What a report covers.

use chrono::NaiveDate;

use crate::plan::Span;
use crate::rollup::week_of;

/// First and last day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl From<Span> for Period {
    fn from(Span { from, to }: Span) -> Self {
        Self { from, to }
    }
}

impl Period {
    /// The week (Monday to Sunday) that a day lies in.
    #[must_use]
    pub fn week(day: NaiveDate) -> Self {
        Span::week(day).into()
    }

    /// The week of the report that is made on a day: on a Monday, when it is due at noon (S002-3), the week before; on any other
    /// day the week so far.
    ///
    /// ```
    /// # use nuandong::report::Period;
    /// let week = |day: &str| Period::due(day.parse().unwrap()).from.to_string();
    /// assert_eq!(week("2026-12-21"), "2026-12-14"); // a Monday
    /// assert_eq!(week("2026-12-22"), "2026-12-21");
    /// assert_eq!(week("2026-12-27"), "2026-12-21"); // a Sunday
    /// ```
    #[must_use]
    pub fn due(day: NaiveDate) -> Self {
        week_of(day).into()
    }

    /// Whether a day, as records write it, is one of its days.
    #[must_use]
    pub fn has(self, day: &str) -> bool {
        day.get(..10).and_then(|day| day.parse().ok()).is_some_and(|day| (self.from..=self.to).contains(&day))
    }
}

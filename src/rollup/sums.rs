//! The indicators of one village.

use std::collections::BTreeMap;

use super::count::{Count, Counts};
use super::days::Days;
use super::pair::Pair;
use crate::campaign::{Campaign, Level, Of, Show};
use crate::finding::State;
use crate::journal::{Journal, RecordId};
use crate::ledger::View;
use crate::moment::Moment;
use crate::package::RegionLabel;

/// Pairs by indicator, and by what the indicator is broken down by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// By the indicator's place in the campaign's sheet: a province has ten thousand villages, and none of them holds names.
    all: Vec<Pair>,
    /// By the indicator's place and the value of what its table is broken down by (`class`: `heating`).
    by: BTreeMap<(usize, String), Pair>,
    /// Problems found, those taken back left out; needs are none.
    pub problems: u64,
    /// Problems that are still open.
    pub open: u64,
    /// What was done each day.
    pub days: Days,
}

/// A village's indicators with whose and of when they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VillageSums {
    /// The village.
    pub region: RegionLabel,
    /// 数据截至: ISO local date-time with offset.
    pub made: String,
    /// How many households its register has.
    pub households: u64,
    /// Its indicators.
    pub sums: Sums,
    /// How many of its writes are here, of how many, where files are missing: one that holds only what is new came without the one before.
    pub lacking: Option<(u64, u64)>,
    /// Whether files brought it under several names and it was made one here; see [`namesake`](crate::register::namesake).
    pub is_joined: bool,
}

impl Sums {
    /// Adds another village's.
    pub fn add(&mut self, other: &Self) {
        if self.all.len() < other.all.len() {
            self.all.resize(other.all.len(), Pair::default());
        }
        for (sum, pair) in self.all.iter_mut().zip(&other.all) {
            *sum = sum.plus(*pair);
        }
        for (key, pair) in &other.by {
            let sum = self.by.entry(key.clone()).or_default();
            *sum = sum.plus(*pair);
        }
        self.problems += other.problems;
        self.open += other.open;
        self.days.add(&other.days);
    }

    /// The pair of the indicator at a [place](Campaign::place); nothing where there is none.
    #[must_use]
    pub fn of(&self, place: Option<usize>) -> Pair {
        place.and_then(|place| self.all.get(place)).copied().unwrap_or_default()
    }

    /// The pairs of the indicator at a place by the values of what it is broken down by.
    pub fn parts(&self, place: Option<usize>) -> impl Iterator<Item = (&str, Pair)> {
        let from = place.map(|place| self.by.range((place, String::new())..(place + 1, String::new())));
        from.into_iter().flatten().map(|((_, value), pair)| (value.as_str(), *pair))
    }

    /// The indicators of what a view shows.
    #[must_use]
    pub fn of_view(view: &View<'_>) -> Self {
        Self::counted(view, None)
    }

    /// The indicators of those entries alone whose day (the fact that the indicator is dated [`on`](Indicator::on)) is wanted:
    /// what a week brought.
    #[must_use]
    pub fn of_days(view: &View<'_>, wanted: &dyn Fn(&str) -> bool) -> Self {
        Self::counted(view, Some(wanted))
    }

    fn counted(view: &View<'_>, wanted: Option<&dyn Fn(&str) -> bool>) -> Self {
        let campaign = view.campaign;
        let mut counts = Counts::new(campaign);
        for of in [Of::Household, Of::Finding, Of::Contact, Of::Record] {
            Count::new(campaign, of).add(view, wanted, &mut counts);
        }
        let mut sums = Self { all: counts.all, ..Self::default() };
        for (place, by) in counts.by.into_iter().enumerate() {
            sums.by.extend(by.into_iter().map(|(value, pair)| ((place, value), pair)));
        }
        let problems = view.homes.iter().flat_map(|home| &home.findings);
        for finding in problems.filter(|finding| finding.level != Level::Need && finding.state != State::Withdrawn) {
            sums.problems += 1;
            sums.open += u64::from(finding.state.is_open());
        }
        sums.days = Days::of_view(view, counts.surveyed.as_deref());
        sums
    }
}

/// What rates are divided by, by the indicator's name: the denominators of all rates, and the plain counts that ask nothing of a
/// visit (应排查户、应查人、重点户). They travel with a village's file, so that nobody has to work them out from part of it.
#[must_use]
pub fn denominators(view: &View<'_>) -> BTreeMap<String, u64> {
    let sums = Sums::of_view(view);
    let mut denominators = BTreeMap::new();
    for (place, indicator) in view.campaign.indicators.iter().enumerate() {
        let pair = sums.of(Some(place));
        let known_before = || {
            indicator.of == Of::Household
                && indicator.numerator.names().iter().all(|name| name.starts_with("household."))
        };
        let whole = match indicator.show {
            Show::Rate => pair.whole,
            Show::Count if known_before() => pair.part,
            Show::Count | Show::Sum => continue,
        };
        denominators.insert(indicator.name.clone(), u64::try_from(whole).unwrap_or_default());
    }
    denominators
}

impl VillageSums {
    /// Counts one village's households in a journal, as of the moment at which its data were made.
    #[must_use]
    pub fn of(region: RegionLabel, made: &str, journal: &Journal, campaign: &Campaign) -> Self {
        let now = Moment::parse(made).unwrap_or_else(|| Moment::new(0, 0));
        let village: RecordId = region.id.clone();
        Self::of_view(region, made, &View::counting(journal, campaign, now, Some(&village), &campaign.asked()))
    }

    /// Counts the households that a view of one village shows.
    #[must_use]
    pub fn of_view(region: RegionLabel, made: &str, view: &View<'_>) -> Self {
        let households = view.homes.len() as u64;
        Self { sums: Sums::of_view(view), households, region, made: made.to_owned(), ..Self::default() }
    }
}

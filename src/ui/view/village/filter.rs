//! Which households of a village are shown: those that a filter lets through or a search finds, and how many there are of each sort.

use super::{Entry, Village, Visited};
use crate::register::search::{How, Index};

/// Which households to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// 未查: not visited, or not to the end.
    Unvisited,
    /// 有类别: of a category that asks for more than the ordinary. Who is 重点 is for the campaign to say.
    Key,
    /// 有问题: with open findings.
    Open,
    /// 无责任人: nobody answers for it.
    Alone,
}

impl Filter {
    /// Whether it lets a household through.
    #[must_use]
    pub fn lets(self, entry: &Entry) -> bool {
        match self {
            Self::All => true,
            Self::Unvisited => !matches!(entry.visit, Visited::Done(_)),
            Self::Key => !entry.categories.is_empty(),
            Self::Open => entry.open.all() > 0,
            Self::Alone => entry.helpers.is_empty(),
        }
    }
}

/// How many households there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub all: usize,
    /// Visited to the end.
    pub done: usize,
    /// 有类别.
    pub key: usize,
    /// With open findings.
    pub open: usize,
    /// Nobody answers for them.
    pub alone: usize,
}

impl Village {
    /// How many there are of each sort.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |filter: Filter| self.entries.iter().filter(|entry| filter.lets(entry)).count();
        let all = self.entries.len();
        Counts {
            all,
            done: all - count(Filter::Unvisited),
            key: count(Filter::Key),
            open: count(Filter::Open),
            alone: count(Filter::Alone),
        }
    }

    /// The places of the households that a filter lets through.
    #[must_use]
    pub fn filter(&self, filter: Filter) -> Vec<usize> {
        let found = self.entries.iter().enumerate().filter(|(_, entry)| filter.lets(entry));
        found.map(|(at, _)| at).collect()
    }

    /// The places of the households that a search finds and a filter lets through, the best first, each with the member that it
    /// was found by.
    #[must_use]
    pub fn search(&self, index: &Index, filter: Filter, query: &str) -> Vec<(usize, String)> {
        /// More than a person looks through.
        const MOST: usize = 500;
        let most = if filter == Filter::All { MOST } else { usize::MAX };
        let hits = index.search(query, most).into_iter().filter_map(|hit| {
            let place = self.place(hit.item.record())?;
            let by = match hit.how {
                How::Member(name) | How::IdTail(name) if name != hit.item.head() => name.to_owned(),
                _ => String::new(),
            };
            self.entries.get(place).is_some_and(|entry| filter.lets(entry)).then_some((place, by))
        });
        hits.take(MOST).collect()
    }
}

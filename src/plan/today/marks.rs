//! How stages and duties stand for each household, in one piece of memory: a row for each household, first its stages, then its
//! duties, by their places in the campaign.

use super::figures::Progress;
use crate::campaign::Campaign;

/// How something stands for a household.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mark {
    /// It does not concern it.
    #[default]
    Not,
    /// It does, and is not done.
    Left,
    /// It does, and is done.
    Done,
}

impl Mark {
    /// None where it does not concern it; else whether it is done.
    pub(super) const fn of(done: Option<bool>) -> Self {
        match done {
            None => Self::Not,
            Some(false) => Self::Left,
            Some(true) => Self::Done,
        }
    }

    /// Counts it in or out.
    pub(super) const fn count(self, progress: &mut Progress, into: bool) {
        match (self, into) {
            (Self::Not, _) => {}
            (_, true) => progress.add(matches!(self, Self::Done)),
            (_, false) => progress.take(matches!(self, Self::Done)),
        }
    }
}

/// The marks of all households.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    stages: usize,
    duties: usize,
    all: Vec<Mark>,
}

impl Marks {
    /// Those of no household.
    pub(super) fn new(campaign: &Campaign) -> Self {
        Self { stages: campaign.stages.len(), duties: campaign.duties.len(), all: Vec::new() }
    }

    /// How many marks a household has.
    pub(super) const fn width(&self) -> usize {
        self.stages + self.duties
    }

    /// A household's, of stages and of duties.
    pub(super) fn row(&self, place: usize) -> [&[Mark]; 2] {
        let row = self.all.get(place * self.width()..).and_then(|row| row.get(..self.width())).unwrap_or_default();
        let (stages, duties) = row.split_at_checked(self.stages).unwrap_or_default();
        [stages, duties]
    }

    /// Sets those of a household, which may be the next new one.
    pub(super) fn set(&mut self, place: usize, row: &[Mark]) {
        let (start, width) = (place * self.width(), self.width());
        match self.all.get_mut(start..start + width) {
            Some(old) => old.copy_from_slice(row),
            None => self.all.extend(row),
        }
    }

    /// Sets those of all.
    pub(super) fn set_all(&mut self, rows: Vec<Mark>) {
        self.all = rows;
    }

    /// Sets one of a stage; the old one where it was another.
    pub(super) fn change_stage(&mut self, place: usize, stage: usize, mark: Mark) -> Option<Mark> {
        self.change(place * self.width() + stage, mark)
    }

    /// Sets one of a duty; the old one where it was another.
    pub(super) fn change_duty(&mut self, place: usize, duty: usize, mark: Mark) -> Option<Mark> {
        self.change(place * self.width() + self.stages + duty, mark)
    }

    fn change(&mut self, at: usize, mark: Mark) -> Option<Mark> {
        let known = self.all.get_mut(at)?;
        let old = std::mem::replace(known, mark);
        (old != mark).then_some(old)
    }
}

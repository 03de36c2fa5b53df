//! What is asked of the list: whom to see, who is put off, who was seen, who is still missing, what helpers and villages have.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::marks::Mark;
use super::{Group, Place, Progress, Row, Score, Seen, Today, VillageState};
use crate::campaign::Campaign;
use crate::moment::Moment;
use crate::plan::Made;
use crate::plan::reason::{Reason, Scorer};
use crate::plan::subject::Subject;

impl Today {
    /// The households in order of urgency, with what was computed of them; those for which nothing speaks stand last.
    fn ordered(&self) -> impl Iterator<Item = (&Subject, &Seen)> {
        self.order.places().filter_map(|place| Some((self.subjects.get(place)?, self.seen.get(place)?)))
    }

    /// The households to see today, in order of urgency; of one helper or of all. Those put off are left out unless they must
    /// be seen, and so are those that are settled.
    pub fn urgent<'t>(&'t self, helper: Option<&'t str>) -> impl Iterator<Item = &'t Subject> {
        let listed = self.ordered().filter(|(_, seen)| seen.place == Place::Listed).map(|(subject, _)| subject);
        listed.take(self.totals.listed).filter(move |subject| is_of(subject, helper))
    }

    /// How many households are to be seen today; of one helper or of all.
    #[must_use]
    pub fn to_see(&self, helper: Option<&str>) -> usize {
        helper.map_or(self.totals.listed, |_| self.urgent(helper).count())
    }

    /// The households that would be on the list had they not been put off, the most urgent first.
    pub fn put_off<'t>(&'t self, helper: Option<&'t str>) -> impl Iterator<Item = &'t Subject> {
        let waiting = self.ordered().filter(|(_, seen)| seen.place == Place::Waiting).map(|(subject, _)| subject);
        // No further than the last of them.
        waiting.take(self.totals.waiting).filter(move |subject| is_of(subject, helper))
    }

    /// The households that somebody was in touch with today, the latest first.
    #[must_use]
    pub fn seen<'t>(&'t self, helper: Option<&'t str>) -> Vec<(&'t Subject, Made)> {
        let met = self.subjects.iter().zip(&self.seen).filter(|(_, seen)| seen.met).map(|(subject, _)| subject);
        let here = met.take(self.totals.met).filter(|subject| is_of(subject, helper));
        let mut seen: Vec<_> = here.filter_map(|subject| Some((subject, subject.seen_on(self.now)?))).collect();
        seen.sort_unstable_by(|(one, a), (other, b)| b.when.cmp(&a.when).then_with(|| one.home.id.cmp(&other.home.id)));
        seen
    }

    /// The list by groups: at most `most` households, the most urgent; groups by their most urgent household.
    #[must_use]
    pub fn groups<'t>(&'t self, campaign: &Campaign, helper: Option<&'t str>, most: usize) -> Vec<Group<'t>> {
        let scorer = Scorer::new(campaign, &self.signals, self.now);
        let mut groups: Vec<Group<'_>> = Vec::new();
        for subject in self.urgent(helper).take(most) {
            let score = self.score(&subject.home.id).unwrap_or_default();
            let row = Row { subject, score, reasons: scorer.reasons(subject) };
            let (village, name) = (subject.home.village.as_str(), subject.home.group.as_str());
            match groups.iter_mut().find(|group| (group.village, group.name) == (village, name)) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { village, name, rows: vec![row] }),
            }
        }
        groups
    }

    /// How urgent a household is.
    #[must_use]
    pub fn score(&self, household: &str) -> Option<Score> {
        self.seen.get(*self.places.get(household)?).map(|seen| seen.score)
    }

    /// Why a household is to be seen.
    #[must_use]
    pub fn reasons(&self, campaign: &Campaign, household: &str) -> Vec<Reason> {
        let subject = self.subject(household);
        subject.map(|subject| Scorer::new(campaign, &self.signals, self.now).reasons(subject)).unwrap_or_default()
    }

    /// 还差哪几户: the households that a stage concerns and that are not done with it, in the roster's order.
    #[must_use]
    pub fn missing(&self, stage: usize) -> Vec<&Subject> {
        self.left(|[stages, _]| stages, stage)
    }

    /// 还差哪几户 of a duty in its [`running`] week, day or signal: those to which more is owed than was made, in the roster's order.
    #[must_use]
    pub fn owing(&self, duty: usize) -> Vec<&Subject> {
        self.left(|[_, duties]| duties, duty)
    }

    fn left(&self, of: for<'m> fn([&'m [Mark]; 2]) -> &'m [Mark], place: usize) -> Vec<&Subject> {
        let is_left = |at: usize| of(self.marks.row(at)).get(place) == Some(&Mark::Left);
        let left = self.subjects.iter().enumerate().filter(|(at, _)| is_left(*at));
        in_order(left.map(|(_, subject)| subject).collect())
    }

    /// How many households nobody answers for although a duty concerns them.
    #[must_use]
    pub const fn unassigned(&self) -> usize {
        self.totals.alone
    }

    /// The helpers who answer for anybody, with how many of today's households are theirs, the busiest first.
    #[must_use]
    pub fn helpers(&self) -> Vec<(&str, usize)> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for id in self.subjects().flat_map(|subject| &subject.home.helpers) {
            counts.entry(id.as_str()).or_default();
        }
        for id in self.urgent(None).flat_map(|subject| &subject.home.helpers) {
            if let Some(count) = counts.get_mut(id.as_str()) {
                *count += 1;
            }
        }
        let mut helpers: Vec<(&str, usize)> = counts.into_iter().collect();
        helpers.sort_unstable_by_key(|(id, count)| (Reverse(*count), *id));
        helpers
    }

    /// What each village has come to, by the identity of its `region` record. What is overdue is so as of its data: `made` gives their
    /// time, none where it is the present.
    #[must_use]
    pub fn villages(&self, made: impl Fn(&str) -> Option<Moment>) -> HashMap<&str, VillageState> {
        let mut villages: HashMap<&str, VillageState> = HashMap::new();
        for (at, subject) in self.subjects.iter().enumerate().filter(|(_, subject)| !subject.home.gone) {
            let village = villages.entry(&subject.home.village).or_insert_with(|| VillageState {
                stages: vec![Progress::default(); self.stages.len()],
                duties: vec![Progress::default(); self.duties.len()],
                ..VillageState::default()
            });
            village.households += 1;
            super::count(&self.marks, at, [&mut village.stages, &mut village.duties], true);
            village.red += subject.findings(self.now).0;
            let (problems, needs) = subject.overdue(made(&subject.home.village).unwrap_or(self.now));
            village.overdue += problems;
            village.needs_overdue += needs;
        }
        villages
    }
}

fn is_of(subject: &Subject, helper: Option<&str>) -> bool {
    helper.is_none_or(|helper| subject.home.helpers.iter().any(|id| id == helper))
}

/// Village by village, in the roster's order.
fn in_order(mut subjects: Vec<&Subject>) -> Vec<&Subject> {
    subjects.sort_unstable_by(|a, b| {
        (&a.home.village, a.home.order, &a.home.id).cmp(&(&b.home.village, b.home.order, &b.home.id))
    });
    subjects
}

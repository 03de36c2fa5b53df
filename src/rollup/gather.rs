//! Putting the files of each village together.

use std::collections::BTreeMap;

use super::sums::VillageSums;
use crate::campaign::Campaign;
use crate::journal::{Journal, Kind, RecordId};
use crate::moment::Moment;
use crate::package::{Label, RegionLabel};
use crate::register::Region;
use crate::register::namesake::{self, Whereabouts, may_be_one};
use crate::register::typed::squeeze;

/// The villages that files brought.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    villages: BTreeMap<RecordId, Village>,
}

/// One village.
#[derive(Clone, Debug, Default)]
pub struct Village {
    /// What its newest file says of itself.
    pub label: Label,
    /// The writes of all of its files.
    pub journal: Journal,
    /// How many of its writes are here, of how many, where one that was joined to it lacks some.
    lacking: Option<(u64, u64)>,
    /// Whether others were joined to it.
    is_joined: bool,
}

/// Whether two labels are of one village, or may be.
#[must_use]
pub fn are_namesakes(one: &RegionLabel, other: &RegionLabel) -> bool {
    let alike = || squeeze(&one.village) == squeeze(&other.village) && may_be_one(&one.names(), &other.names());
    one.id == other.id || alike()
}

/// The places of those regions that may be one village, together: files of them are to be [gathered](Gathered) before any is counted.
#[must_use]
pub fn namesakes(regions: &[&RegionLabel]) -> Vec<Vec<usize>> {
    let (mut by_id, mut by_name) = (BTreeMap::<&RecordId, usize>::new(), BTreeMap::<String, Vec<usize>>::new());
    // Of each the first one that it was found to belong to; that one belongs to itself.
    let mut leaders: Vec<usize> = Vec::with_capacity(regions.len());
    for (at, region) in regions.iter().enumerate() {
        leaders.push(at);
        let same = by_id.insert(&region.id, at);
        let named = by_name.entry(squeeze(&region.village)).or_default();
        let is_namesake = |other: &&usize| regions.get(**other).is_some_and(|other| are_namesakes(other, region));
        let others: Vec<usize> = same.into_iter().chain(named.iter().filter(is_namesake).copied()).collect();
        // One of each village is enough to tell the others by.
        named.retain(|other| regions.get(*other).is_some_and(|other| other.id != region.id));
        named.push(at);
        for other in others {
            let (one, other) = (leader(&leaders, at), leader(&leaders, other));
            if let Some(greater) = leaders.get_mut(one.max(other)) {
                *greater = one.min(other);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..regions.len() {
        groups.entry(leader(&leaders, at)).or_default().push(at);
    }
    groups.into_values().collect()
}

fn leader(leaders: &[usize], mut at: usize) -> usize {
    while let Some(next) = leaders.get(at).filter(|next| **next != at) {
        at = *next;
    }
    at
}

impl Gathered {
    /// Takes a file in. The order of files and a file that comes twice change nothing.
    pub fn add(&mut self, label: &Label, journal: Journal) {
        self.villages.entry(label.region.id.clone()).or_default().add(label, journal);
    }

    /// The villages. One that two devices wrote down differently is [joined](namesake::join).
    #[must_use]
    pub fn villages(self) -> Vec<Village> {
        let villages: Vec<Village> = self.villages.into_values().collect();
        let groups = namesakes(&villages.iter().map(|village| &village.label.region).collect::<Vec<_>>());
        let mut villages: Vec<Option<Village>> = villages.into_iter().map(Some).collect();
        let mut take = |at: usize| villages.get_mut(at).and_then(Option::take);
        let groups = groups.into_iter().map(|group| group.into_iter().filter_map(&mut take).collect());
        groups.flat_map(joined).collect()
    }
}

/// Namesakes as the villages that they are.
fn joined(villages: Vec<Village>) -> Vec<Village> {
    if villages.len() < 2 {
        return villages;
    }
    let mut all = Journal::default();
    for village in &villages {
        all.merge(&village.journal);
    }
    let joined = namesake::join(&all).writes;
    for write in &joined {
        all.insert(write);
    }
    let whereabouts = Whereabouts::of(&all);
    let mut by_village: BTreeMap<RecordId, Village> = BTreeMap::new();
    for village in villages {
        let id = whereabouts.village(&village.label.region.id).clone();
        match by_village.get_mut(&id) {
            Some(known) => known.unite(village),
            None => {
                by_village.insert(id, village);
            }
        }
    }
    for (id, village) in by_village.iter_mut().filter(|(_, village)| village.is_joined) {
        for write in &joined {
            village.journal.insert(write);
        }
        if let Some(names) = all.record(&Kind::Region, id) {
            village.label.region = RegionLabel::of(id, Region::of(&names));
        }
    }
    by_village.into_values().collect()
}

impl Village {
    fn add(&mut self, label: &Label, journal: Journal) {
        if self.journal.is_empty() {
            self.journal = journal;
        } else {
            self.journal.merge(&journal);
        }
        if self.label.made.is_empty() || age(&self.label) < age(label) {
            self.label = label.clone();
        }
    }

    /// Takes the records of one that is the same village.
    fn unite(&mut self, other: Self) {
        self.lacking = self.lacks().or_else(|| other.lacks());
        if age(&self.label) < age(&other.label) {
            self.label = other.label;
        }
        self.journal.merge(&other.journal);
        (self.label.extent, self.is_joined) = (None, true);
    }

    fn lacks(&self) -> Option<(u64, u64)> {
        // How many the village had when it made the newest file, where that says so.
        let (here, all) = (self.journal.len() as u64, self.label.extent.as_ref().map_or(0, |extent| extent.writes));
        self.lacking.or_else(|| (here < all).then_some((here, all)))
    }

    /// Its indicators.
    #[must_use]
    pub fn sums(&self, campaign: &Campaign) -> VillageSums {
        VillageSums {
            lacking: self.lacks(),
            is_joined: self.is_joined,
            ..VillageSums::of(self.label.region.clone(), &self.label.made, &self.journal, campaign)
        }
    }
}

/// What decides which of two files is newer: the moment, and, so that the order of arrival never does, who made it and the names.
fn age(label: &Label) -> (Option<Moment>, &str, [&str; 6]) {
    let RegionLabel { village, district, township, county, code, .. } = &label.region;
    (Moment::parse(&label.made), &label.made, [&label.device.0, village, district, township, county, code])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(id: &str, village: &str, township: &str) -> RegionLabel {
        RegionLabel { id: id.into(), village: village.into(), township: township.into(), ..RegionLabel::default() }
    }

    #[test]
    fn files_are_together_that_are_of_one_village_or_may_be() {
        let all = [
            label("r1", "东风村", "甲镇"),
            label("r2", "西风村", "甲镇"),
            label("r3", "东风 村", ""),
            label("r4", "东风村", "乙镇"),
            label("r2", "西风新村", "甲镇"),
            label("r1", "东风村", "甲镇"),
            label("r5", "西风新村", "丙镇"),
        ];
        let groups = |order: &[usize]| {
            let regions: Vec<&RegionLabel> = order.iter().map(|at| &all[*at]).collect();
            let mut groups = namesakes(&regions);
            for group in &mut groups {
                *group = group.iter().map(|at| order[*at]).collect();
                group.sort_unstable();
            }
            groups.sort();
            groups
        };
        // What says less may be either of two, so that all three are looked at together.
        let wanted = [vec![0, 2, 3, 5], vec![1, 4], vec![6]];
        assert_eq!(groups(&[0, 1, 2, 3, 4, 5, 6]), wanted);
        assert_eq!(groups(&[6, 5, 4, 3, 2, 1, 0]), wanted);
        assert_eq!(groups(&[3, 0, 6, 2, 4, 5, 1]), wanted);
    }
}

//! The villages that a township's questions are about, each with its own records and the time of its data.

use std::collections::BTreeMap;

use super::Progress;
use crate::campaign::Campaign;
use crate::journal::{Journal, Kind, RecordId};
use crate::ledger::View;
use crate::moment::Moment;
use crate::package::{Label, RegionLabel};
use crate::register::Region;
use crate::register::namesake::{self, Whereabouts};
use crate::rollup::{VillageSums, called, is_county, order};

/// The villages, kept from one question to the next.
#[derive(Debug)]
pub(super) struct Villages {
    /// The version of the page's journal that they are of.
    pub version: u64,
    /// The campaign whose data count.
    pub campaign: Campaign,
    /// What it was read from, where an office has edited it.
    pub edited: Option<Vec<u8>>,
    /// The villages.
    pub all: Vec<Village>,
}

/// A village.
#[derive(Debug)]
pub(super) struct Village {
    /// Its names.
    pub region: RegionLabel,
    /// How it is called among the others.
    pub name: String,
    /// 数据截至.
    pub made: String,
    /// Its records, with those that belong to no village.
    pub journal: Journal,
}

impl Villages {
    /// Sorts records into villages. `labels` are those of the packages that were received; villages of this device's own register
    /// are of `now`.
    pub fn new(version: u64, mut journal: Journal, labels: &[Label], campaign: Campaign, now: &str) -> Self {
        for write in namesake::join(&journal).writes {
            journal.insert(&write);
        }
        let homes = homes(&journal);
        let sources = sources(&journal, &homes, labels, (&campaign, now));
        let is_county = is_county(&sources.iter().map(|(region, _)| region).collect::<Vec<_>>());
        let (common, mut parts) = journal.split(|record| match record.kind() {
            Kind::Region => Some(record.id().clone()),
            Kind::Household => homes.get(record.id()).cloned(),
            _ => match (record.text("household"), record.text("village")) {
                ("", "") => None,
                ("", village) => Some(village.into()),
                (household, _) => homes.get(&RecordId::from(household)).cloned(),
            },
        });
        let village = |(region, made): (RegionLabel, String)| {
            let mut journal = parts.remove(&region.id).unwrap_or_default();
            journal.merge(&common);
            Village { name: called(&region, is_county), region, made, journal }
        };
        Self { version, campaign, edited: None, all: sources.into_iter().map(village).collect() }
    }

    /// Counts them, one after another.
    pub fn sums(&self, progress: &mut dyn FnMut(Progress)) -> Vec<VillageSums> {
        let total = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let mut sums = Vec::with_capacity(self.all.len());
        for (done, village) in (0..).zip(&self.all) {
            progress(Progress { done, total });
            sums.push(VillageSums::of_view(village.region.clone(), &village.made, &village.view(&self.campaign)));
        }
        sums
    }

    /// Those of a place: a village's record, the name of a 管区 or, in a county, of a township as its roll-up's row has it, or nothing
    /// for all.
    pub fn at<'v>(&'v self, place: &'v str) -> impl Iterator<Item = &'v Village> {
        let is_there = move |RegionLabel { id, district, township, county, .. }: &RegionLabel| {
            id.0 == place
                || district == place
                || township == place
                || place.strip_prefix(&**county) == Some(&**township)
        };
        self.all.iter().filter(move |village| place.is_empty() || is_there(&village.region))
    }
}

impl Village {
    /// Its households, as of its data.
    pub fn view<'c>(&self, campaign: &'c Campaign) -> View<'c> {
        let now = Moment::parse(&self.made).unwrap_or_else(|| Moment::new(0, 0));
        View::new(&self.journal, campaign, now, Some(&self.region.id))
    }
}

/// The village of each household.
pub(super) fn homes(journal: &Journal) -> BTreeMap<RecordId, RecordId> {
    let homes = journal.all_records(&Kind::Household);
    homes.map(|home| (home.id().clone(), RecordId::from(home.text("village")))).collect()
}

/// The villages that count, in order, each with the time of its newest data: those that were sent, and those of this device's own
/// register, which are of `now`.
pub(super) fn sources(
    journal: &Journal,
    homes: &BTreeMap<RecordId, RecordId>,
    labels: &[Label],
    (campaign, now): (&Campaign, &str),
) -> Vec<(RegionLabel, String)> {
    // A file that came without the one it follows on may bring none of its village: then that has sent nothing yet. And one that was
    // left out counts no more.
    let is_here = |id: &RecordId| match journal.record(&Kind::Region, id) {
        Some(record) => !record.is_deleted(),
        None => homes.values().any(|village| village == id),
    };
    let whereabouts = Whereabouts::of(journal);
    let mut sources: Vec<(RegionLabel, String)> = Vec::new();
    for label in labels.iter().filter(|label| label.campaign.id == campaign.id) {
        let id = whereabouts.village(&label.region.id);
        if !is_here(id) {
            continue;
        }
        // One that was joined to another goes by the other's names.
        let other = journal.record(&Kind::Region, id).filter(|_| *id != label.region.id);
        let named = other.map_or_else(|| label.region.clone(), |other| RegionLabel::of(id, Region::of(&other)));
        match sources.iter_mut().find(|(region, _)| region.id == named.id) {
            Some((region, made)) => {
                if Moment::parse(made) < Moment::parse(&label.made) {
                    (*region, *made) = (named, label.made.clone());
                }
            }
            None => sources.push((named, label.made.clone())),
        }
    }
    for record in journal.records(&Kind::Region) {
        if !sources.iter().any(|(region, _)| region.id == *record.id()) {
            sources.push((RegionLabel::of(record.id(), Region::of(&record)), now.to_owned()));
        }
    }
    let is_county = is_county(&sources.iter().map(|(region, _)| region).collect::<Vec<_>>());
    sources.sort_by(|(a, _), (b, _)| order(a, b, is_county));
    sources
}

//! The villages that a township's questions are about, each with its own records and the time of its data.

use std::collections::BTreeMap;

use super::Progress;
use crate::campaign::Campaign;
use crate::journal::{Journal, Kind, RecordId};
use crate::ledger::View;
use crate::moment::Moment;
use crate::package::{Label, RegionLabel};
use crate::register::Region;
use crate::rollup::VillageSums;

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
    /// 数据截至.
    pub made: String,
    /// Its records, with those that belong to no village.
    pub journal: Journal,
}

impl Villages {
    /// Sorts records into villages. `labels` are those of the packages that were received; villages of this device's own register
    /// are of `now`.
    pub fn new(version: u64, journal: Journal, labels: &[Label], campaign: Campaign, now: &str) -> Self {
        let homes: BTreeMap<RecordId, RecordId> = journal
            .all_records(&Kind::Household)
            .map(|home| (home.id().clone(), RecordId::from(home.text("village"))))
            .collect();
        // A file that came without the one it follows on may bring none of its village: then that has sent nothing yet.
        let is_here =
            |id: &RecordId| journal.record(&Kind::Region, id).is_some() || homes.values().any(|village| village == id);
        let labels = labels.iter().filter(|label| is_here(&label.region.id));
        let sources = sources(&journal, labels, &campaign.id, now);
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
            Village { region, made, journal }
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

/// The villages that count, each with the time of its newest data: those of the packages, and those of this device's own register.
fn sources<'l>(
    journal: &Journal,
    labels: impl Iterator<Item = &'l Label>,
    campaign: &str,
    now: &str,
) -> Vec<(RegionLabel, String)> {
    let mut sources: Vec<(RegionLabel, String)> = Vec::new();
    for label in labels.filter(|label| label.campaign.id == campaign) {
        match sources.iter_mut().find(|(region, _)| region.id == label.region.id) {
            Some((region, made)) => {
                if Moment::parse(made) < Moment::parse(&label.made) {
                    region.clone_from(&label.region);
                    made.clone_from(&label.made);
                }
            }
            None => sources.push((label.region.clone(), label.made.clone())),
        }
    }
    for record in journal.records(&Kind::Region) {
        if !sources.iter().any(|(region, _)| region.id == *record.id()) {
            sources.push((RegionLabel::of(record.id(), Region::of(&record)), now.to_owned()));
        }
    }
    sources
}

//! Putting the files of each village together.

use std::collections::BTreeMap;

use super::sums::VillageSums;
use crate::campaign::Campaign;
use crate::journal::{Journal, RecordId};
use crate::moment::Moment;
use crate::package::{Label, RegionLabel};

/// The villages that files brought.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    villages: BTreeMap<RecordId, Village>,
}

/// One village: all its files' writes as one journal, and the newest file's label.
#[derive(Clone, Debug, Default)]
pub struct Village {
    /// The names, as the newest file has them.
    pub region: RegionLabel,
    /// When the newest file was made.
    pub made: String,
    /// The writes of all of its files.
    pub journal: Journal,
    /// How many writes the village had when it made the newest file; 0 where that does not say.
    all: u64,
}

impl Gathered {
    /// Takes a file in. The order of files and a file that comes twice change nothing.
    pub fn add(&mut self, label: &Label, journal: Journal) {
        self.villages.entry(label.region.id.clone()).or_default().add(label, journal);
    }

    /// The villages.
    pub fn villages(&self) -> impl Iterator<Item = &Village> {
        self.villages.values()
    }
}

impl Village {
    /// Takes one of its files in.
    pub fn add(&mut self, label: &Label, journal: Journal) {
        if self.journal.is_empty() {
            self.journal = journal;
        } else {
            self.journal.merge(&journal);
        }
        if self.made.is_empty() || age(&self.made, &self.region) < age(&label.made, &label.region) {
            self.region = label.region.clone();
            self.made.clone_from(&label.made);
            self.all = label.extent.as_ref().map_or(0, |extent| extent.writes);
        }
    }

    /// Its indicators.
    #[must_use]
    pub fn sums(&self, campaign: &Campaign) -> VillageSums {
        let here = self.journal.len() as u64;
        let lacking = (here < self.all).then_some((here, self.all));
        VillageSums { lacking, ..VillageSums::of(self.region.clone(), &self.made, &self.journal, campaign) }
    }
}

/// What decides which of two files is newer: the moment, and, so that the order of arrival never does, the names.
fn age<'a>(made: &'a str, region: &'a RegionLabel) -> (Option<Moment>, &'a str, [&'a str; 5]) {
    let RegionLabel { village, district, township, county, code, .. } = region;
    (Moment::parse(made), made, [village, district, township, county, code])
}

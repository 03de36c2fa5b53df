//! The records of packages taken together, with the campaign they are of and the time of the newest.

use std::collections::BTreeMap;

use clap::ArgMatches;

use super::campaigns::Campaigns;
use super::error::CliError;
use super::input::Input;
use super::progress::Progress;
use super::refused::{Refused, Skipped};
use crate::campaign::Campaign;
use crate::journal::{Journal, Kind, RecordId};
use crate::moment::Moment;
use crate::package::{Label, RegionLabel};
use crate::register::Region;
use crate::register::namesake::{self, Whereabouts};
use crate::rollup::unit;
use crate::text::Lang;

/// Packages, read together.
#[derive(Debug, Default)]
pub(super) struct Together {
    campaigns: Campaigns,
    /// Their records.
    pub journal: Journal,
    /// The newest label of each village.
    pub labels: BTreeMap<RecordId, Label>,
    /// The bad files that were left out, where that was asked for.
    pub skipped: Skipped,
}

impl Together {
    /// Reads the packages that were named.
    ///
    /// # Errors
    /// Every file that cannot be used, unless the others are wanted without them.
    pub(super) fn read(matches: &ArgMatches, lang: Lang) -> Result<Self, CliError> {
        let input = Input::of(matches)?;
        let paths = Input::packages(matches)?;
        let (progress, refused) = (Progress::new(paths.len(), lang), Refused::none_of(paths.len(), matches));
        let mut all = Self { campaigns: Campaigns::of_workbook(matches, lang)?, ..Self::default() };
        for path in paths {
            let package = input.package(&path).and_then(|package| {
                all.campaigns.of(&path, &package.manifest.label)?;
                Ok(package)
            });
            progress.step();
            let Some(package) = refused.pass(&path, package) else { continue };
            package.merge_into(&mut all.journal);
            let label = package.manifest.label;
            let newer = |known: &Label| Moment::parse(&known.made) < Moment::parse(&label.made);
            if all.labels.get(&label.region.id).is_none_or(newer) {
                all.labels.insert(label.region.id.clone(), label);
            }
        }
        drop(progress);
        all.skipped = refused.settle(lang)?;
        all.join();
        Ok(all)
    }

    /// Makes one village of two that two devices wrote down differently.
    fn join(&mut self) {
        for write in namesake::join(&self.journal).writes {
            self.journal.insert(&write);
        }
        let whereabouts = Whereabouts::of(&self.journal);
        for (id, mut label) in std::mem::take(&mut self.labels) {
            let village = whereabouts.village(&id).clone();
            if let Some(names) = self.journal.record(&Kind::Region, &village).filter(|_| village != id) {
                label.region = RegionLabel::of(&village, Region::of(&names));
            }
            let newer = |known: &Label| Moment::parse(&known.made) < Moment::parse(&label.made);
            if self.labels.get(&village).is_none_or(newer) {
                self.labels.insert(village, label);
            }
        }
    }

    /// The campaign; none where there was no package.
    pub(super) fn campaign(&self) -> Option<&Campaign> {
        self.campaigns.the_one()
    }

    /// When the newest of them was made.
    pub(super) fn now(&self) -> Moment {
        let made = self.labels.values().filter_map(|label| Moment::parse(&label.made));
        made.max().unwrap_or_else(|| Moment::new(0, 0))
    }

    /// The village's name; of several the township's, or the county's.
    pub(super) fn unit(&self) -> String {
        unit_of(self.labels.values().map(|label| &label.region))
    }
}

/// The name of what villages are of: of one its own; of several the township's, or the county's.
pub(super) fn unit_of<'l>(regions: impl IntoIterator<Item = &'l RegionLabel>) -> String {
    match regions.into_iter().collect::<Vec<_>>().as_slice() {
        [one] => one.village.clone(),
        several => unit(several),
    }
}

//! The campaign that packages are of: one, and one that this program knows.

use std::path::Path;

use super::error::CliError;
use crate::campaign::{Campaign, builtin};
use crate::package::Label;

/// The campaign of the packages read so far.
#[derive(Debug, Default)]
pub(super) struct Campaigns {
    found: Option<Campaign>,
}

impl Campaigns {
    /// Checks that a package is of the same campaign as those before it.
    pub(super) fn of(&mut self, path: &Path, label: &Label) -> Result<(), CliError> {
        let refused = |cause| CliError::Package { path: path.to_owned(), cause };
        if let Some(campaign) = &self.found {
            return label.expect_campaign(&campaign.id).map_err(refused);
        }
        let unknown = || CliError::UnknownCampaign { path: path.to_owned(), id: label.campaign.id.clone() };
        self.found = Some(builtin::campaign(&label.campaign.id).ok_or_else(unknown)?);
        Ok(())
    }

    /// The campaign; none before the first package.
    pub(super) fn the_one(&self) -> Option<&Campaign> {
        self.found.as_ref()
    }
}

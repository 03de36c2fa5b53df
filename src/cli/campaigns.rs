//! The campaign that packages are of: one, and one that this program knows or whose workbook is named.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches};

use super::error::CliError;
use super::input::Input;
use super::{args, campaign};
use crate::campaign::{Campaign, builtin};
use crate::package::Label;
use crate::text::Lang;

/// The argument of every command that makes something of packages.
pub(super) fn argument(lang: Lang) -> Arg {
    let t = |zh_hans: &'static str, en: &'static str| lang.pick(zh_hans, en);
    args::option(
        "campaign",
        t("工作簿", "WORKBOOK"),
        t(
            "专项行动的工作簿，本单位改过的要写上（默认用内置的）",
            "The campaign’s workbook, where your office has edited it (default: the built-in one)",
        ),
    )
}

/// The campaign of the packages read so far.
#[derive(Debug, Default)]
pub(super) struct Campaigns {
    found: Option<Campaign>,
}

impl Campaigns {
    /// The campaign of the workbook that was named; else that of the first package will be taken.
    pub(super) fn of_workbook(matches: &ArgMatches, lang: Lang) -> Result<Self, CliError> {
        let named = matches.get_one::<PathBuf>("campaign");
        Ok(Self { found: named.map(|path| campaign::read(path, lang)).transpose()? })
    }

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

    /// What a package says of itself, where it is of the same campaign as those before it.
    pub(super) fn label(&mut self, input: &Input, path: &Path) -> Result<Label, CliError> {
        let label = input.manifest(path)?.label;
        self.of(path, &label)?;
        Ok(label)
    }

    /// The campaign; none before the first package.
    pub(super) fn the_one(&self) -> Option<&Campaign> {
        self.found.as_ref()
    }
}

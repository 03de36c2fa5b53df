//! What this installation is set to. Kept beside the journal, never sent in a package.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Route;
use crate::text::Lang;

/// Who uses this installation. It decides where the application opens; every screen stays reachable to both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 村里入户: visits households.
    Village,
    /// 乡镇汇总: merges the packages of villages.
    Township,
}

impl Role {
    /// Where the application opens.
    #[must_use]
    pub const fn home(self) -> Route {
        match self {
            Self::Village => Route::Today,
            Self::Township => Route::Rollup(None),
        }
    }
}

/// The colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the device is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
}

/// The size of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSize {
    /// 18 px on the phone.
    #[default]
    Normal,
    /// 1.35 times.
    Large,
    /// Twice.
    Largest,
}

/// The settings. Every field has a default, so that settings written by another version always load.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Settings {
    /// Who uses it; none before the first start is answered.
    pub role: Option<Role>,
    /// The language of the interface.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// The size of text.
    pub text_size: TextSize,
    /// The name under which this person's writes are made; empty until given.
    pub author: String,
    /// What is on this device is made up, for a look around.
    pub demo: bool,
    /// When each sort of file last left, as records write times, by the words of [`Job::sort`](super::Job::sort).
    pub sent: BTreeMap<String, String>,
    /// The public key of the township, to which this village's packages are sealed; empty for not at all.
    pub seal_to: String,
    /// This township's secret keys, the newest first; empty where it has made none.
    pub township_key: String,
    /// When each village's package last left and what it held, by `made` or `known` and the village's record.
    pub exports: BTreeMap<String, String>,
    /// When a backup was last saved, in milliseconds since 1970.
    pub last_backup: Option<i64>,
    /// The villages whose packages a township waits for, by name.
    pub expected_villages: Vec<String>,
    /// What columns of rosters mean, by heading, where a person has said so; empty for a column to leave out.
    pub roster_columns: BTreeMap<String, String>,
    /// The last row of a roster's heading, by sheet, where a person has said so.
    pub roster_header_rows: BTreeMap<String, u32>,
    /// The texts of reports that a person has edited, by the report's kind and its first and last day.
    pub reports: BTreeMap<String, String>,
}

impl Settings {
    /// What a backup holds of them: all but the township's secret keys. A backup is not sealed, and with a key everything that was
    /// ever sealed to it would be open to whoever finds the file; the key has a file of its own.
    pub(super) fn for_backup(&self) -> Self {
        Self { township_key: String::new(), ..self.clone() }
    }

    /// Takes over from a restored backup what is not set here.
    pub(super) fn fill_from(&mut self, theirs: Self) {
        if self.role.is_none() {
            let last_backup = self.last_backup;
            *self = theirs;
            self.last_backup = last_backup;
            return;
        }
        if self.township_key.is_empty() {
            self.township_key = theirs.township_key;
        }
        if self.seal_to.is_empty() {
            self.seal_to = theirs.seal_to;
        }
        if self.author.is_empty() {
            self.author = theirs.author;
        }
        for (report, text) in theirs.reports {
            self.reports.entry(report).or_insert(text);
        }
        for village in theirs.expected_villages {
            if !self.expected_villages.contains(&village) {
                self.expected_villages.push(village);
            }
        }
    }
}

//! What a package says of itself: `manifest.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::refuse::PackageError;
use crate::journal::{DeviceId, RecordId};
use crate::register::Region;

/// The version of the package format.
///
/// A reader refuses a higher number than it knows. What a later version of the *same* number adds (fields of the manifest,
/// fields of writes, kinds of records) an older reader keeps and sends on.
///
/// # Changelog
/// - **1**: `manifest.json` and `writes.ndjson`. Later within it: `files/…`, and `extent` for packages that are not everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Format(pub u32);

impl Format {
    /// The version that is written, and the highest that is read.
    pub const CURRENT: Self = Self(1);
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the format.
    pub format: Format,
    /// Whose data, of what, from when.
    #[serde(flatten)]
    pub label: Label,
    /// What the writes come to.
    pub counts: Counts,
    /// Every other part of the zip, in its order.
    pub parts: Vec<Part>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

/// What the sender knows and the data do not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The campaign.
    pub campaign: CampaignLabel,
    /// The village.
    pub region: RegionLabel,
    /// The installation that made the file.
    pub device: DeviceId,
    /// The name of whoever exported it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// When it was made, ISO local date-time with offset: 数据截至.
    pub made: String,
    /// The days that the data are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// What rates are divided by, by name (`households`, `people`, `key_households`), as the sender's register says.
    #[serde(default)]
    pub denominators: BTreeMap<String, u64>,
    /// How much of the village's data the file holds; none where it is all of them in one file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
}

/// How much of a village's data a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Extent {
    /// Only what is new since the export of this time; empty where it is everything.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// Which piece of the export it is, from 1.
    pub piece: u32,
    /// Into how many pieces the export was cut.
    pub pieces: u32,
    /// How many writes the village has in all at the sender: who has fewer after taking this in lacks a file.
    pub writes: u64,
    /// How many attachments the writes of all pieces refer to that no piece of this export holds.
    pub left_out: u64,
}

/// Which campaign, and which edition of its workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignLabel {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// Which village. Its names are those of the fields of a `region` record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionLabel {
    /// The identity of its record.
    pub id: RecordId,
    /// 村.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub village: String,
    /// 管区; empty where the township has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub district: String,
    /// 乡镇、街道.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub township: String,
    /// 县、区.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub county: String,
    /// 统计用区划代码; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
}

impl RegionLabel {
    /// What a village's record says.
    #[must_use]
    pub fn of(id: &RecordId, region: Region) -> Self {
        let Region { village, district, township, county, code } = region;
        Self { id: id.clone(), village, district, township, county, code }
    }

    /// Its names.
    #[must_use]
    pub fn names(&self) -> Region {
        let Self { id: _, village, district, township, county, code } = self.clone();
        Region { village, district, township, county, code }
    }
}

/// First and last day, ISO dates, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// What the writes come to, so that a person sees what a file holds and a reader that it holds all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Writes.
    pub writes: u64,
    /// Records by kind, deleted ones with them.
    pub records: BTreeMap<String, u64>,
}

/// One part of the zip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the zip.
    pub name: String,
    /// Its size in bytes, before compression.
    pub size: u64,
    /// SHA-256 of its bytes before compression, in small hexadecimal digits.
    pub sha256: String,
}

impl Label {
    /// A name for the file, plain in every messenger and file system: 数据包, village, day, and of what is not everything 新增 or
    /// which piece it is.
    ///
    /// ```
    /// # use nuandong::package::Label;
    /// let mut label = Label { made: "2026-12-20T18:00:00+08:00".into(), ..Label::default() };
    /// label.region.village = "黄泥村".into();
    /// assert_eq!(label.file_name(), "数据包_黄泥村_20261220.zip");
    /// ```
    #[must_use]
    pub fn file_name(&self) -> String {
        let village: String = self.region.village.chars().filter(|letter| letter.is_alphanumeric()).take(40).collect();
        let day: String = self.made.chars().take(10).filter(char::is_ascii_digit).collect();
        let extent = self.extent.clone().unwrap_or_default();
        let new = if extent.since.is_empty() { "" } else { "新增" };
        let piece =
            if extent.pieces > 1 { format!("第{}份共{}份", extent.piece, extent.pieces) } else { String::new() };
        let words = ["数据包", &village, &day, new, &piece];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        format!("{}.zip", words.join("_"))
    }

    /// Refuses data of another campaign.
    pub fn expect_campaign(&self, id: &str) -> Result<(), PackageError> {
        if self.campaign.id == id {
            return Ok(());
        }
        let found = if self.campaign.title.is_empty() { &self.campaign.id } else { &self.campaign.title };
        Err(PackageError::OtherCampaign { found: found.clone() })
    }
}

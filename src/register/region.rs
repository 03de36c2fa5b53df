//! 村、管区、乡镇、县: where a register belongs.

use serde::{Deserialize, Serialize};

use super::identity;
use super::typed::squeeze;
use crate::journal::{Fields, Record, RecordId};

/// A village with the units above it, by name; the names are what packages are matched by when a code is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Region {
    /// 行政村、社区.
    pub village: String,
    /// 管区, which some townships have between village and township.
    pub district: String,
    /// 乡镇、街道.
    pub township: String,
    /// 县、区.
    pub county: String,
    /// 统计用区划代码, empty where unknown. It changes from year to year, so that nothing hangs on it.
    pub code: String,
}

impl Region {
    /// Reads the fields of a `region` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let text = |path| record.text(path).to_owned();
        Self {
            village: text("village"),
            district: text("district"),
            township: text("township"),
            county: text("county"),
            code: text("code"),
        }
    }

    /// The fields of a `region` record.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let all = [
            ("village", &self.village),
            ("district", &self.district),
            ("township", &self.township),
            ("county", &self.county),
            ("code", &self.code),
        ];
        all.into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(path, text)| (path.to_owned(), text.as_str().into()))
            .collect()
    }

    /// The record's identity: from the names, so that two phones of one village, or next year's new code, give one region.
    #[must_use]
    pub fn record_id(&self) -> RecordId {
        let (county, township, village) = (squeeze(&self.county), squeeze(&self.township), squeeze(&self.village));
        identity::derive("r", &["region", &county, &township, &village])
    }

    /// The names from the county down, as one line: 某县某镇某村.
    #[must_use]
    pub fn path(&self) -> String {
        [&self.county, &self.township, &self.district, &self.village].map(String::as_str).concat()
    }
}

/// Whether a text is a 统计用区划代码: 12 digits that begin with a province's. A wrong one warns.
#[must_use]
pub fn is_code(text: &str) -> bool {
    let digits = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits && matches!(text.as_bytes(), [b'1'..=b'8', b'1'..=b'7', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region() -> Region {
        let text = str::to_owned;
        Region {
            village: text("测试村"), township: text("测试镇"), county: text("测试县"), ..Region::default()
        }
    }

    #[test]
    fn the_code_and_spaces_do_not_change_which_region_it_is() {
        let typed =
            Region {
                code: "370000000001".into(), village: "测试 村".into(), district: "东管区".into(), ..region()
            };
        assert_eq!(typed.record_id(), region().record_id());
        assert_ne!(Region { village: "别村".into(), ..region() }.record_id(), region().record_id());
    }

    #[test]
    fn a_code_has_twelve_digits_and_a_province() {
        assert!(is_code("110101001001"));
        assert!(!is_code("11010100100"));
        assert!(!is_code("010101001001"));
    }
}

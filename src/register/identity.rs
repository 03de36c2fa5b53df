//! Identities that are derived from what a record is about, so that one roster imported twice, or on two phones, makes each
//! household once.
//!
//! A household is, in this order: its head's valid ID number; else its head's name, group and how many of the same name and
//! group stand before it in the file. Both with the village. Not the address, phone or 序号, which are corrected from one
//! version of a roster to the next. A household that was first imported without an ID number keeps its identity when a later
//! roster brings one, because the import plan looks for it in the register before it derives anything.
//!
//! A member is its valid ID number; else its name and how many of the same name stand before it in the household.
//!
//! Identities are the first half of a SHA-256, so that no ID number can be read from one that stands in a log.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::ResidentId;
use super::typed::squeeze;
use crate::journal::RecordId;

/// How a household is told from others of its village.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HouseholdKey<'a> {
    /// By its head's ID number.
    Head(&'a ResidentId),
    /// By its head's name and group, and its place among those who share them, from 0.
    Name {
        /// 户主姓名.
        head: &'a str,
        /// 组.
        group: &'a str,
        /// How many of the same name and group stand before it.
        nth: usize,
    },
}

/// The identity of a household in a village.
#[must_use]
pub fn household(village: &RecordId, key: HouseholdKey<'_>) -> RecordId {
    match key {
        HouseholdKey::Head(id) => derive("h", &["household", &village.0, "id", id.as_str()]),
        HouseholdKey::Name { head, group, nth } => {
            derive("h", &["household", &village.0, "name", &squeeze(head), &group_key(group), &nth.to_string()])
        }
    }
}

/// A group's name for telling whether two are one: 第一村民小组, 1组 and １ are, 李家屯 is itself.
#[must_use]
pub fn group_key(group: &str) -> String {
    const HAN: &str = "一二三四五六七八九";
    let plain = squeeze(group);
    let bare = plain.strip_prefix('第').unwrap_or(&plain);
    let bare =
        ["村民小组", "居民小组", "村民组", "小组", "组"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    if let Ok(number) = bare.parse::<u32>() {
        return number.to_string();
    }
    let digit = |text: &str| match text {
        "" => None,
        text => HAN.chars().position(|han| text.strip_prefix(han) == Some("")).map(|place| place + 1),
    };
    // 三, 十, 十二, 二十, 二十三.
    let number = match bare.split_once('十') {
        None => digit(bare),
        Some((tens, ones)) => {
            let (tens_value, ones_value) = (digit(tens), digit(ones));
            let sound = (tens.is_empty() || tens_value.is_some()) && (ones.is_empty() || ones_value.is_some());
            sound.then(|| tens_value.unwrap_or(1) * 10 + ones_value.unwrap_or(0))
        }
    };
    number.map_or(plain, |number| number.to_string())
}

/// The identity of a member within its household, as it stands in `member/<mid>/name`.
#[must_use]
pub fn member(household: &RecordId, id: Option<&ResidentId>, name: &str, nth: usize) -> String {
    let RecordId(derived) = match id {
        Some(id) => derive("", &["member", &household.0, "id", id.as_str()]),
        None => derive("", &["member", &household.0, "name", name, &nth.to_string()]),
    };
    derived.chars().take(12).collect()
}

/// `prefix` and 32 hexadecimal digits from the parts; parts are kept apart, so that `a, bc` is not `ab, c`.
pub(crate) fn derive(prefix: &str, parts: &[&str]) -> RecordId {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes().get(..4).unwrap_or_default());
        hash.update(part.as_bytes());
    }
    let mut id = prefix.to_owned();
    for byte in hash.finalize().iter().take(16) {
        // Writing to a String does not fail.
        let _ = write!(id, "{byte:02x}");
    }
    RecordId(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_do_not_change_from_version_to_version() {
        let village = RecordId("r1".into());
        let id = ResidentId::read("11010519491231002X").unwrap().id;
        let by_name = HouseholdKey::Name { head: "测试甲", group: "1组", nth: 0 };
        assert_eq!(household(&village, HouseholdKey::Head(&id)).0, "h7c9a3aa7871caff4e370eddf7b192b25");
        assert_eq!(household(&village, by_name).0, "h9ad4aad3e29eb8e28965cfec9ff193fb");
        assert_eq!(member(&village, Some(&id), "测试甲", 0), "db7eb537c046");
    }

    #[test]
    fn a_group_is_one_however_it_is_written() {
        for group in ["1", "１组", "一组", "第1村民小组", "第一小组", "01组"] {
            assert_eq!(group_key(group), "1", "{group}");
        }
        assert_eq!(["十组", "十二组", "二十组", "二十三组"].map(group_key), ["10", "12", "20", "23"]);
        assert_eq!(
            (group_key("李家屯").as_str(), group_key("十里组").as_str(), group_key("")),
            ("李家屯", "十里组", String::new())
        );
    }

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(derive("", &["a", "bc"]), derive("", &["ab", "c"]));
    }
}

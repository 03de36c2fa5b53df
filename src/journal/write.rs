//! A write, the only thing that is ever stored or sent.
//!
//! Invariant: a write never changes once made. Correcting, settling a conflict and deleting are further writes.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

/// The field by which a record is deleted (`true`) or brought back (`false`).
pub const DELETED: &str = "deleted";

/// The fields that a write sets, by path.
pub type Fields = BTreeMap<String, Value>;

/// The identity of one installation, drawn at random when it first starts or is restored from a backup.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub String);

/// So that a device is found by its name without making one.
impl Borrow<str> for DeviceId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for DeviceId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// The identity of a write: the `seq`-th that this device made, from 1. Written `device.seq`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WriteId {
    /// Who made it.
    pub device: DeviceId,
    /// Its place in that device's sequence, from 1.
    pub seq: u64,
}

impl WriteId {
    /// The device and the number in `device.seq`; none where either is missing.
    pub(super) fn split(text: &str) -> Option<(&str, u64)> {
        let point = text.bytes().rposition(|byte| byte == b'.')?;
        let (device, digits) = (text.get(..point)?, text.as_bytes().get(point + 1..)?);
        let mut seq = 0_u64;
        for digit in digits {
            let value = digit.is_ascii_digit().then(|| u64::from(digit - b'0'))?;
            seq = seq.checked_mul(10)?.checked_add(value)?;
        }
        (digits.first().is_some_and(|first| *first != b'0') && is_name(device)).then_some((device, seq))
    }
}

/// Whether this can name a device or a record: neither empty, nor long, nor with control characters.
pub(super) fn is_name(text: &str) -> bool {
    let plain = || text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    (1..=200).contains(&text.len()) && (plain() || !text.chars().any(char::is_control))
}

impl fmt::Display for WriteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.device.0, self.seq)
    }
}

impl Serialize for WriteId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WriteId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (device, seq) = Self::split(&text).ok_or_else(|| de::Error::custom("not a write's id"))?;
        Ok(Self { device: device.into(), seq })
    }
}

/// The identity of a record, drawn at random or derived from what the record is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(pub String);

/// So that a record is found by a text without making an identity of it.
impl Borrow<str> for RecordId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for RecordId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What a record is. Kinds of a newer version are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 户: a household with its members.
    Household,
    /// 入户: the answers of one form on one subject.
    Visit,
    /// 问题、隐患、需求.
    Finding,
    /// 联系: a visit or a call counted against a duty.
    Contact,
    /// 帮扶责任人.
    Helper,
    /// 村: the region itself, its totals and settings.
    Region,
    /// A kind this version does not know.
    Other(String),
}

impl Kind {
    /// The word written in a file.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Household => "household",
            Self::Visit => "visit",
            Self::Finding => "finding",
            Self::Contact => "contact",
            Self::Helper => "helper",
            Self::Region => "region",
            Self::Other(word) => word,
        }
    }
}

impl From<&str> for Kind {
    fn from(word: &str) -> Self {
        match word {
            "household" => Self::Household,
            "visit" => Self::Visit,
            "finding" => Self::Finding,
            "contact" => Self::Contact,
            "helper" => Self::Helper,
            "region" => Self::Region,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|word| Self::from(word.as_str()))
    }
}

/// One immutable change to one record.
///
/// ```json
/// {"id":"a91f.17","record":"h3","kind":"household","seen":["77c0.4"],"author":"测试甲","at":1734312345678,"fields":{"group":"2"}}
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Write {
    /// Who and which.
    pub id: WriteId,
    /// The record it changes. With [`kind`](Self::kind) it is the record's identity.
    pub record: RecordId,
    /// What that record is.
    pub kind: Kind,
    /// The writes whose values it replaces: those current in the fields it sets, as its author saw them, sorted.
    ///
    /// They are named one by one, since "all of that device's up to number 7" would also claim those that have not
    /// arrived yet, when files come in any order, and their values would be lost from sight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<WriteId>,
    /// The name the author goes by; empty where none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Wall-clock time in milliseconds since 1970-01-01T00:00Z. Phones' clocks are wrong by years, so it orders what is
    /// *shown* and decides nothing that is *kept*.
    pub at: i64,
    /// The fields it sets, by path (`head`, `member/3f/name`, `answer/heating`); `null` clears one.
    pub fields: Fields,
    /// Parts of a newer version of the format, carried along untouched.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

//! A write, the only thing that is ever stored or sent.
//!
//! Invariant: a write never changes once made. Correcting, settling a conflict and deleting are further writes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The identity of one installation, drawn at random when it first starts or is restored from a backup.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub String);

/// The identity of a write: the `seq`-th that this device made, from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WriteId {
    /// Who made it.
    pub device: DeviceId,
    /// Its place in that device's sequence, from 1 with no gaps.
    pub seq: u64,
}

/// The identity of a record, drawn at random or derived from what the record is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(pub String);

/// What a record is. Kinds of a newer version are kept as they came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
    #[serde(untagged)]
    Other(String),
}

/// The writes of one record that its author had seen, as the highest sequence number by device.
///
/// A device's own earlier writes are always seen.
pub type Seen = BTreeMap<DeviceId, u64>;

/// One immutable change to one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Write {
    /// Who and which.
    pub id: WriteId,
    /// The record it changes.
    pub record: RecordId,
    /// What that record is.
    pub kind: Kind,
    /// The writes of that record its author had seen.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: Seen,
    /// The name the author goes by; empty where none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Wall-clock time in milliseconds since 1970-01-01T00:00Z. Phones' clocks are wrong by years, so it orders what is
    /// *shown* and decides nothing that is *kept*.
    pub at: i64,
    /// The fields it sets, by path (`head`, `member/3f/name`, `answer/heating`); `null` clears one.
    pub fields: BTreeMap<String, Value>,
    /// Parts of a newer version of the format, carried along untouched.
    #[serde(flatten)]
    pub rest: BTreeMap<String, Value>,
}

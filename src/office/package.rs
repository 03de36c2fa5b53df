//! Packages and keys as the page asks for them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{count, text};
use crate::journal::{DeviceId, RecordId};

/// A package that is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageWish {
    /// The campaign's identity.
    pub campaign: String,
    /// The village's record.
    pub village: RecordId,
    /// The installation that makes it.
    pub device: DeviceId,
    /// The name of whoever exports it; may be empty.
    pub author: String,
    /// When, as records write it.
    pub made: String,
    /// Only what is new since the export of this time; empty for everything.
    pub since: String,
    /// What that export held, as the reply to it said.
    pub known: String,
    /// The names of the attachments that come as parts, in their order.
    pub files: Vec<String>,
    /// The largest file in bytes; 0 for no limit.
    pub limit: u64,
    /// Which piece, from 1, where the limit makes several.
    pub piece: u32,
    /// With what it is sealed.
    pub lock: Lock,
}

/// With what a file is sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lock {
    /// With nothing.
    #[default]
    Open,
    /// To a township's public key.
    Key(String),
    /// With a passphrase.
    Passphrase(String),
}

/// A key for the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KeyView {
    /// The secret half; empty where only the public one is known.
    pub secret: String,
    /// The public half.
    pub public: String,
    /// The public half as a QR code: how many modules its side has.
    pub side: usize,
    /// Its dark modules as the data of an SVG path.
    pub path: String,
}

impl KeyView {
    /// Reads what the worker wrote.
    #[must_use]
    pub fn from_json(value: &Value) -> Self {
        Self {
            secret: text(value, "secret"),
            public: text(value, "public"),
            side: count(value, "side"),
            path: text(value, "path"),
        }
    }
}

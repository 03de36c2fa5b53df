//! For whom a ledger is made.

use serde::{Deserialize, Serialize};

/// For whom a ledger is made. The file name says which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// 公示版: for the notice board. Holds no ID number, phone, account, illness or child's name.
    Public,
    /// 核对版: to be checked in the village. ID numbers, phones and accounts show enough to tell people apart.
    Check,
    /// 上报版: handed in. Everything.
    #[default]
    Report,
}

impl Edition {
    /// All of them, the most careful first.
    pub const ALL: [Self; 3] = [Self::Public, Self::Check, Self::Report];

    /// The word in the campaign workbook and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Check => "check",
            Self::Report => "report",
        }
    }
}

//! Why a file is refused.

use crate::journal::LineError;

/// Why a file is not taken in. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageError {
    /// It has no bytes.
    Empty,
    /// It is larger than is read, or swells beyond that when unpacked.
    TooLarge {
        /// The limit in MB.
        limit: u64,
    },
    /// It is something else.
    NotAPackage(Looks),
    /// It is a package, but cut short or changed on its way.
    Damaged,
    /// A part that the manifest lists is missing or not what it was, or one that it does not list is there.
    PartDiffers {
        /// The part's name.
        part: String,
    },
    /// A part's name tries to be a path out of the package.
    UnsafeName,
    /// It is of a newer version of the format.
    TooNew {
        /// Its version.
        format: u32,
    },
    /// Its manifest cannot be understood.
    BadManifest {
        /// The line of `manifest.json`, from 1.
        line: usize,
    },
    /// One of its writes cannot be understood.
    BadWrite(LineError),
    /// It is of another campaign than the one asked for.
    OtherCampaign {
        /// The title, or else the id, of its campaign.
        found: String,
    },
}

/// What a file that is no package seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// An Excel or WPS workbook.
    Workbook,
    /// A zip of other files, perhaps with packages among them.
    Archive,
    /// A backup of an installation.
    Backup,
    /// Encrypted in the age format.
    Sealed,
    /// None of these.
    Unknown,
}

impl Looks {
    /// What these bytes, which are no zip, seem to be.
    #[cfg(feature = "office")]
    pub(super) fn at(bytes: &[u8]) -> Self {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            Self::Workbook
        } else if bytes.starts_with(b"age-encryption.org/") || bytes.starts_with(b"-----BEGIN AGE") {
            Self::Sealed
        } else {
            Self::Unknown
        }
    }
}

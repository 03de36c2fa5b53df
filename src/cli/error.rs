//! What can go wrong at the command line.

use std::io;
use std::path::PathBuf;

use super::eval::AnswerFault;
use crate::ledger::blank::BlankError;
use crate::ledger::xlsx::XlsxFault;
use crate::package::PackageError;
use crate::package::seal::SealError;
use crate::workbook::WorkbookError;

/// Why a command gave up. It left no half-written file behind.
#[derive(Debug)]
pub enum CliError {
    /// A file or folder cannot be read.
    Read {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A file or folder cannot be written.
    Write {
        /// Which.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A file is no sound package.
    Package {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: PackageError,
    },
    /// A file is not sealed or opened.
    Seal {
        /// Which file, or the key that was given.
        path: PathBuf,
        /// Why.
        cause: SealError,
    },
    /// A file is there that must not be written over.
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// A file was asked for in a format that is not written.
    Ending {
        /// Which.
        path: PathBuf,
        /// The endings that are.
        known: &'static [&'static str],
    },
    /// Of several packages some cannot be used, and nothing was written.
    Refused {
        /// Why, of each that is refused.
        each: Vec<CliError>,
        /// How many files there are.
        all: usize,
    },
    /// Of several packages some are not sound; each was named where it stands.
    Unsound {
        /// How many.
        refused: usize,
        /// Of how many.
        all: usize,
    },
    /// A period was asked for that ends before it begins.
    Backwards,
    /// Several ledgers were asked for in a format that holds one.
    OneLedger,
    /// A folder was given, and there is no package in it.
    NoPackages {
        /// Which.
        path: PathBuf,
    },
    /// A workbook has no sheet that is a roster.
    NoRoster {
        /// Which.
        path: PathBuf,
    },
    /// A package is of a campaign that this program does not have.
    UnknownCampaign {
        /// Which package.
        path: PathBuf,
        /// The campaign's identity.
        id: String,
    },
    /// A workbook has no sheet with the heading of a ledger.
    NoHeading {
        /// Which.
        path: PathBuf,
    },
    /// A blank cannot be filled.
    Blank {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: BlankError,
    },
    /// A blank holds rows already, and nobody has said what becomes of them.
    Taken {
        /// Which.
        path: PathBuf,
        /// How many.
        rows: usize,
    },
    /// A blank has no such column.
    NoColumn {
        /// What was asked for.
        wanted: String,
        /// The titles of those that it has.
        known: Vec<String>,
    },
    /// A blank's column cannot hold this.
    NoSource {
        /// What was asked for.
        wanted: String,
        /// The codes of what it can hold.
        known: Vec<String>,
    },
    /// There is no such ledger.
    NoLedger {
        /// What was asked for.
        wanted: String,
        /// The numbers of those that there are.
        known: Vec<String>,
    },
    /// The campaign has no such report.
    NoReport {
        /// What was asked for.
        wanted: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A table does not fit into a workbook.
    Table(XlsxFault),
    /// A roster or workbook cannot be read or written.
    Workbook {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: WorkbookError,
    },
    /// A workbook is no form. What is wrong with it was listed.
    Form {
        /// Which.
        path: PathBuf,
        /// How many problems it has.
        problems: usize,
    },
    /// Answers do not fit a form.
    Answers {
        /// Which.
        path: PathBuf,
        /// Why.
        fault: AnswerFault,
    },
}

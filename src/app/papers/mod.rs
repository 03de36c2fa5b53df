//! 办公室的纸: a ledger that comes back edited, a blank of somebody else's, a report, what inspectors are shown.
//!
//! Each is looked at before anything follows from it. What a person says of a blank's columns is a record like any other
//! (`layout`), so that it goes with backups and holds the next time on every device.
//!
//! Start with [`PaperAct`], what a person does, and [`Papers`], what lies on the desk. `work` asks the worker and takes over what it
//! gives; `back` is about edited ledgers, `blank` about blanks, `report` about reports.

mod back;
mod blank;
mod report;
mod work;

use super::App;
use super::flow::Effect;
use super::job::Job;
use crate::journal::RecordId;
use crate::ledger::Existing;
use crate::office::tables::Form;

pub use back::BackReview;
pub use blank::BlankReview;
pub use report::{ReportOrder, Reported};
pub use work::PaperJob;

/// What a person does with papers.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperAct {
    /// Lets the changes of the edited ledger count, but for those at these places.
    TakeBack(Vec<usize>),
    /// Gives up the edited ledger.
    DropBack,
    /// Says what a column of the blank holds, by its place; empty for nothing. Remembered.
    BlankColumn(usize, String),
    /// Says which ledger's rows the blank takes. Remembered.
    BlankLedger(String),
    /// Says what becomes of the rows that the blank already holds.
    BlankExisting(Existing),
    /// Fills the blank.
    FillBlank,
    /// Gives up the blank.
    DropBlank,
    /// Makes what inspectors are shown.
    Inspection,
    /// Writes a report.
    Report(ReportOrder),
    /// Keeps a report's text as a person has edited it; nothing gives the editing up.
    EditReport(ReportOrder, Option<String>),
    /// Makes a document of a report's text as it was edited.
    Document(String),
    /// Seals packages with this passphrase until the page is closed; empty for none.
    Passphrase(String),
    /// Cuts packages into pieces of at most so many bytes until the page is closed; 0 for whole ones.
    Limit(u64),
    /// Photos and signatures stay here, or go with the packages.
    LeaveFiles(bool),
    /// Makes the next piece of the package that is ready to leave.
    NextPiece,
}

/// A piece of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The village.
    pub village: RecordId,
    /// Of what is new since the last export only.
    pub new: bool,
    /// Which, from 1.
    pub piece: u32,
}

/// How packages are made ready for a messenger. Not kept: a passphrase belongs in no file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrapping {
    /// With what they are sealed where no township's key is known; empty for nothing.
    pub passphrase: String,
    /// The largest file in bytes; 0 for no limit.
    pub limit: u64,
    /// Without photos and signatures, which are most of a package's size.
    pub without_files: bool,
}

/// The papers on the desk.
#[derive(Clone, Debug, Default)]
pub struct Papers {
    /// The edited ledger under review.
    pub back: Option<BackReview>,
    /// How many changes the last one brought, until another is read.
    pub taken: Option<usize>,
    /// The blank under review.
    pub blank: Option<BlankReview>,
    /// What a person said of it since it was chosen.
    said: (String, Vec<(usize, String)>),
    /// What a person said of the rows that it already holds.
    pub existing: Option<Existing>,
    /// The report on the screen.
    pub report: Option<Reported>,
    /// The report that was asked for last.
    pub wanted: Option<ReportOrder>,
    /// How packages are made ready for a messenger.
    pub wrapping: Wrapping,
}

impl App {
    /// Does what a person does with papers.
    #[inline(never)]
    pub(super) fn paper(&mut self, act: PaperAct) -> Vec<Effect> {
        match act {
            PaperAct::EditReport(order, text) => self.set(|settings| {
                let key = order.key();
                match text {
                    Some(text) => settings.reports.insert(key, text),
                    None => settings.reports.remove(&key),
                };
            }),
            PaperAct::TakeBack(left_out) => self.take_back_ledger(&left_out),
            PaperAct::DropBack => {
                self.desk.papers.back = None;
                Vec::new()
            }
            PaperAct::BlankColumn(at, source) => {
                let (_, columns) = &mut self.desk.papers.said;
                columns.retain(|(known, _)| *known != at);
                columns.push((at, source.clone()));
                self.remember_blank(format!("column/{at}"), source)
            }
            PaperAct::BlankLedger(ledger) => {
                self.desk.papers.said = (ledger.clone(), Vec::new());
                self.remember_blank("ledger".to_owned(), ledger)
            }
            PaperAct::BlankExisting(existing) => {
                self.desk.papers.existing = Some(existing);
                Vec::new()
            }
            PaperAct::FillBlank => self.enqueue(Job::Paper(PaperJob::FillBlank)),
            PaperAct::DropBlank => self.drop_blank(),
            PaperAct::Inspection => {
                let order = self.ledgers(Vec::new(), Form::Workbook);
                self.enqueue(Job::Paper(PaperJob::Inspection(order)))
            }
            PaperAct::Report(order) => {
                self.desk.papers.wanted = Some(order.clone());
                self.enqueue(Job::Paper(PaperJob::Report(order)))
            }
            PaperAct::Passphrase(passphrase) => {
                self.desk.papers.wrapping.passphrase = passphrase;
                Vec::new()
            }
            PaperAct::Limit(limit) => {
                self.desk.papers.wrapping.limit = limit;
                Vec::new()
            }
            PaperAct::LeaveFiles(leave) => {
                self.desk.papers.wrapping.without_files = leave;
                Vec::new()
            }
            PaperAct::NextPiece => self.next_piece(),
            PaperAct::Document(text) => {
                let wish = self.document_wish(&text);
                wish.map(|wish| self.enqueue(Job::Paper(PaperJob::Document(wish)))).unwrap_or_default()
            }
        }
    }

    /// Makes the piece after the one that is ready to leave.
    fn next_piece(&mut self) -> Vec<Effect> {
        let piece = match self.desk.outgoing.as_ref().filter(|outgoing| outgoing.more > 0).map(|outgoing| &outgoing.job)
        {
            Some(Job::Package(village)) => Piece { village: village.clone(), new: false, piece: 2 },
            Some(Job::PackageNew(village)) => Piece { village: village.clone(), new: true, piece: 2 },
            Some(Job::Paper(PaperJob::Piece(piece))) => Piece { piece: piece.piece + 1, ..piece.clone() },
            _ => return Vec::new(),
        };
        let mut effects = self.close_outgoing();
        effects.extend(self.enqueue(Job::Paper(PaperJob::Piece(piece))));
        effects
    }

    /// The village's own name, or the township's of several.
    pub(super) fn unit(&self) -> String {
        self.wish(&self.ledgers(Vec::new(), Form::Screen)).unit
    }
}

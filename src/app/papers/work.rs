//! What the worker is asked about papers, and what becomes of its answers.

use std::rc::Rc;

use super::blank::LAYOUT;
use super::{BackReview, BlankReview, Piece, ReportOrder, Reported};
use crate::app::flow::Effect;
use crate::app::job::{FileRef, Part};
use crate::app::{App, Order};
use crate::campaign::BUILTIN;
use crate::journal::Kind;
use crate::ledger::Edition;
use crate::office::papers::{BackView, BackWish, BlankView, DocumentWish, ReportView, ReportWish};
use crate::office::tables::Form;
use crate::office::{Request, json};

/// A job with papers for the worker.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperJob {
    /// Hold an edited ledger against the records.
    ReadLedger(FileRef),
    /// Read a blank's heading.
    ReadBlank(FileRef),
    /// Fill the blank under review.
    FillBlank,
    /// Make what inspectors are shown.
    Inspection(Order),
    /// Write a report.
    Report(ReportOrder),
    /// Make a document.
    Document(DocumentWish),
    /// Make a further piece of a village's package.
    Piece(Piece),
}

impl App {
    /// What the worker is asked for a job with papers; none where there is nothing left to do.
    #[inline(never)]
    pub(in crate::app) fn paper_request(&self, job: &PaperJob) -> Option<(Request, Vec<Part>)> {
        let (campaign, lang) = (BUILTIN.to_owned(), self.settings.lang);
        let bytes = |bytes: Vec<u8>| Part::Bytes(Rc::new(bytes));
        Some(match job {
            PaperJob::ReadLedger(file) => (
                Request::ReadLedger(Box::new(BackWish { campaign, now: self.moment(), lang })),
                vec![Part::File(file.id), self.everything()],
            ),
            PaperJob::ReadBlank(file) => {
                let kind = Kind::Other(LAYOUT.to_owned());
                let mut lines = Vec::new();
                for line in self.journal.ids(&kind).flat_map(|id| self.journal.lines_of(&kind, id)) {
                    lines.extend_from_slice(line.as_bytes());
                    lines.push(b'\n');
                }
                (Request::ReadBlank(Box::new(self.blank_wish(file))), vec![Part::File(file.id), bytes(lines)])
            }
            PaperJob::FillBlank => {
                let review = self.desk.papers.blank.as_ref()?;
                let both = (self.blank_wish(&review.file), self.wish(&self.ledgers(Vec::new(), Form::Workbook)));
                (Request::FillBlank(Box::new(both)), vec![Part::File(review.file.id), self.everything()])
            }
            PaperJob::Inspection(order) => (
                Request::Inspection(Box::new(self.wish(order))),
                vec![self.everything(), bytes(serde_json::to_vec(&self.received).unwrap_or_default())],
            ),
            PaperJob::Report(order) => (
                Request::Report(Box::new(ReportWish {
                    campaign,
                    kind: order.kind.clone(),
                    unit: self.unit(),
                    from: order.period.from.to_string(),
                    to: order.period.to.to_string(),
                    now: self.moment(),
                    version: self.journal_version,
                    lang,
                })),
                vec![self.villages(), bytes(serde_json::to_vec(&self.received).unwrap_or_default())],
            ),
            PaperJob::Piece(piece) => self.package_request(&piece.village, (piece.new, piece.piece))?,
            PaperJob::Document(wish) => (Request::WriteDocument(Box::new(wish.clone())), Vec::new()),
        })
    }

    /// Takes over what the worker gave for a job with papers.
    #[inline(never)]
    pub(in crate::app) fn take_paper(&mut self, job: PaperJob, version: u64, told: &[u8]) -> Vec<Effect> {
        let value = json::read(told);
        match job {
            PaperJob::ReadLedger(file) => {
                let view = Rc::new(BackView::from_json(&value));
                self.desk.papers.back = Some(BackReview { name: file.name, view });
                self.desk.papers.taken = None;
                Vec::new()
            }
            PaperJob::ReadBlank(file) => {
                let before = self.desk.papers.blank.take().filter(|review| review.file.id != file.id);
                if before.is_some() {
                    self.desk.papers.forget_said();
                }
                // It is for whoever sent it.
                self.desk.edition.get_or_insert(Edition::Report);
                self.desk.papers.blank = Some(BlankReview { file, view: Rc::new(BlankView::from_json(&value)) });
                before.map(|review| Effect::Forget(review.file.id)).into_iter().collect()
            }
            PaperJob::Report(order) => {
                self.desk.papers.report = Some(Reported {
                    order,
                    version,
                    lang: self.settings.lang,
                    view: Rc::new(ReportView::from_json(&value)),
                });
                Vec::new()
            }
            PaperJob::FillBlank | PaperJob::Inspection(_) | PaperJob::Document(_) | PaperJob::Piece(_) => Vec::new(),
        }
    }
}

impl PaperJob {
    /// The file that it takes in and is done with afterwards. A blank's is kept for filling.
    pub(in crate::app) const fn spent(&self) -> Option<&FileRef> {
        match self {
            Self::ReadLedger(file) => Some(file),
            _ => None,
        }
    }

    /// The file that could not be read, where it is one that came in.
    pub(in crate::app) fn refused(&self) -> Option<&FileRef> {
        match self {
            Self::ReadLedger(file) | Self::ReadBlank(file) => Some(file),
            _ => None,
        }
    }

    /// Whether it is a question about the villages that the worker holds.
    pub(in crate::app) const fn is_about_villages(&self) -> bool {
        matches!(self, Self::Report(_))
    }

    /// Whether the screen itself says that it is being made.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        matches!(self, Self::Report(_) | Self::ReadBlank(_))
    }
}

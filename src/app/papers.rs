//! 办公室的纸: a ledger that comes back edited, a blank of somebody else's, a report, what inspectors are shown.
//!
//! Each is looked at before anything follows from it. What a person says of a blank's columns is a record like any other
//! (`layout`), so that it goes with backups and holds the next time on every device.

use std::rc::Rc;

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::flow::Effect;
use super::job::{FileRef, Job, Part};
use super::saving::Change;
use super::{App, Order, Phase, Route, local};
use crate::campaign::BUILTIN;
use crate::journal::{Fields, Kind, RecordId};
use crate::ledger::{Edition, Existing};
use crate::office::papers::{BackView, BackWish, BlankView, BlankWish, DocumentWish, ReportView, ReportWish};
use crate::office::tables::Form;
use crate::office::{Request, json};
use crate::report::Period;
use crate::text::Lang;

/// The kind of record that remembers how blanks are filled.
const LAYOUT: &str = "layout";

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

/// Which report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportOrder {
    /// `weekly`, `summary`, `brief`, or another of the campaign.
    pub kind: String,
    /// What it covers.
    pub period: Period,
}

impl ReportOrder {
    /// Under what the settings keep its edited text.
    fn key(&self) -> String {
        format!("{} {} {}", self.kind, self.period.from, self.period.to)
    }
}

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

/// An edited ledger that is looked at before it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct BackReview {
    /// The file's name.
    pub name: String,
    /// What it comes to.
    pub view: Rc<BackView>,
}

/// A blank that is looked at before it is filled.
#[derive(Clone, Debug, PartialEq)]
pub struct BlankReview {
    /// The file, which is kept for filling.
    pub file: FileRef,
    /// What was understood.
    pub view: Rc<BlankView>,
}

/// A report that was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// Which.
    pub order: ReportOrder,
    /// The journal's version that it was written from.
    pub version: u64,
    /// The language that it was written in.
    pub lang: Lang,
    /// The report.
    pub view: Rc<ReportView>,
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

impl Papers {
    /// Forgets what was said of a blank: another one comes.
    fn forget_said(&mut self) {
        (self.said, self.existing) = Default::default();
    }

    /// Whether the blank under review can be filled: what becomes of its rows is said.
    #[must_use]
    pub fn is_blank_ready(&self) -> bool {
        self.blank.as_ref().is_some_and(|review| review.view.taken == 0 || self.existing.is_some())
    }
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

    /// The changes that were not left out, as writes of whoever works here.
    fn take_back_ledger(&mut self, left_out: &[usize]) -> Vec<Effect> {
        let Some(review) = self.desk.papers.back.take() else { return Vec::new() };
        let chosen = review.view.changes.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
        let changes: Vec<Change> = chosen
            .filter_map(|(_, change)| {
                let fields = change.fields.as_object()?;
                Some(Change {
                    kind: Kind::from(change.kind.as_str()),
                    record: RecordId(change.record.clone()),
                    fields: fields.iter().map(|(path, value)| (path.clone(), value.clone())).collect(),
                    at: self.now,
                    author: self.settings.author.clone(),
                })
            })
            .collect();
        self.desk.papers.taken = Some(changes.len());
        self.save(changes)
    }

    /// Remembers what a person said of the blank under review, and reads it anew.
    fn remember_blank(&mut self, path: String, value: String) -> Vec<Effect> {
        let Some(review) = &self.desk.papers.blank else { return Vec::new() };
        let (record, file) = (RecordId(review.view.fingerprint.clone()), review.file.clone());
        let mut fields = Fields::from([(path, Json::from(value))]);
        // The columns are those of a ledger, so which one goes with them.
        fields.entry("ledger".to_owned()).or_insert_with(|| Json::from(review.view.ledger.as_str()));
        let kind = Kind::Other(LAYOUT.to_owned());
        let mut effects =
            self.save([Change { kind, record, fields, at: self.now, author: self.settings.author.clone() }]);
        effects.extend(self.enqueue(Job::Paper(PaperJob::ReadBlank(file))));
        effects
    }

    fn drop_blank(&mut self) -> Vec<Effect> {
        self.desk.papers.forget_said();
        self.desk.papers.blank.take().map(|review| Effect::Forget(review.file.id)).into_iter().collect()
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
    fn unit(&self) -> String {
        self.wish(&self.ledgers(Vec::new(), Form::Screen)).unit
    }

    fn document_wish(&self, text: &str) -> Option<DocumentWish> {
        let report = self.desk.papers.report.as_ref()?;
        let lines = report.view.styled(text);
        let title = lines.first().map(|(_, text)| text.clone()).unwrap_or_default();
        let day = local(self.now, self.zone).date();
        let plain: String = title.chars().filter(|letter| letter.is_alphanumeric()).take(40).collect();
        Some(DocumentWish {
            name: format!("{plain}_{}.docx", day.to_string().replace('-', "")),
            lines,
            unit: self.unit(),
            day: day.to_string(),
            lang: self.settings.lang,
        })
    }

    /// What a report is asked for with when the screen is first seen: the week that is due.
    #[must_use]
    pub fn due_report(&self) -> ReportOrder {
        let today: NaiveDate = local(self.now, self.zone).date();
        ReportOrder { kind: "weekly".to_owned(), period: Period::due(today) }
    }

    /// A report's text as a person has edited it; none where nobody has.
    #[must_use]
    pub fn edited_report(&self, order: &ReportOrder) -> Option<&str> {
        self.settings.reports.get(&order.key()).map(String::as_str)
    }

    /// Has the report written that the screen shows, unless it is there or on its way.
    #[inline(never)]
    pub(super) fn look_at_report(&mut self) -> Vec<Effect> {
        if self.phase != Phase::Ready || self.route != Route::Report {
            return Vec::new();
        }
        let order = self.desk.papers.wanted.clone().unwrap_or_else(|| self.due_report());
        let (version, lang) = (self.journal_version, self.settings.lang);
        let there = |made: &Reported| made.order == order && (made.version, made.lang) == (version, lang);
        let job = Job::Paper(PaperJob::Report(order.clone()));
        let running = self.desk.running.as_ref().map(|running| &running.job);
        if self.desk.papers.report.as_ref().is_some_and(there)
            || running.into_iter().chain(&self.desk.waiting).any(|coming| *coming == job)
        {
            return Vec::new();
        }
        self.paper(PaperAct::Report(order))
    }

    /// What the worker is asked for a job with papers; none where there is nothing left to do.
    #[inline(never)]
    pub(super) fn paper_request(&self, job: &PaperJob) -> Option<(Request, Vec<Part>)> {
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
            PaperJob::Inspection(order) => (Request::Inspection(Box::new(self.wish(order))), vec![self.everything()]),
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

    fn blank_wish(&self, file: &FileRef) -> BlankWish {
        let (ledger, columns) = self.desk.papers.said.clone();
        let name = file.name.strip_suffix(".xlsx").unwrap_or(&file.name);
        let edition = crate::text::Say::say(&self.desk.edition(), self.settings.lang);
        BlankWish {
            campaign: BUILTIN.to_owned(),
            ledger,
            columns,
            existing: self.desk.papers.existing,
            name: format!("{name}_{}_{edition}.xlsx", self.settings.lang.pick("已填", "filled")),
            lang: self.settings.lang,
        }
    }

    /// Takes over what the worker gave for a job with papers.
    #[inline(never)]
    pub(super) fn take_paper(&mut self, job: PaperJob, version: u64, told: &[u8]) -> Vec<Effect> {
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
    pub(super) const fn spent(&self) -> Option<&FileRef> {
        match self {
            Self::ReadLedger(file) => Some(file),
            _ => None,
        }
    }

    /// The file that could not be read, where it is one that came in.
    pub(super) fn refused(&self) -> Option<&FileRef> {
        match self {
            Self::ReadLedger(file) | Self::ReadBlank(file) => Some(file),
            _ => None,
        }
    }

    /// Whether it is a question about the villages that the worker holds.
    pub(super) const fn is_about_villages(&self) -> bool {
        matches!(self, Self::Report(_))
    }

    /// Whether the screen itself says that it is being made.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        matches!(self, Self::Report(_) | Self::ReadBlank(_))
    }
}

//! 报告: which one the screen shows, what a person has made of it, and the document that it leaves as.

use std::rc::Rc;

use chrono::NaiveDate;

use super::{PaperAct, PaperJob};
use crate::app::flow::Effect;
use crate::app::job::Job;
use crate::app::{App, Phase, Route, local};
use crate::office::papers::{DocumentWish, ReportView};
use crate::report::Period;
use crate::text::Lang;

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
    pub(super) fn key(&self) -> String {
        format!("{} {} {}", self.kind, self.period.from, self.period.to)
    }
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

impl App {
    pub(super) fn document_wish(&self, text: &str) -> Option<DocumentWish> {
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
    pub(in crate::app) fn look_at_report(&mut self) -> Vec<Effect> {
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
}

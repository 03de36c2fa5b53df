//! From a workbook to a [`Campaign`].
//!
//! The form comes first, then our sheets; then every name in them is looked up and every call checked, so that what can fail
//! fails here and not in a yard.

mod check;
mod duty;
mod fixed;
mod indicator;
mod ledger;
mod names;
mod question;
mod rule;
mod sheet;
mod stage;

use std::sync::Arc;

use chrono::NaiveDate;

use self::check::Check;
use self::fixed::Fixed;
use self::sheet::{Problems, Table, is_name};
use super::problem::{Cause, Problem};
use super::{
    Calendar, Campaign, Duty, Indicator, Ledger, Named, Paragraph, Question, Rule, Signal, Stage, Subject, Tag, Text,
};
use crate::form::{Form, Options};
use crate::workbook::Workbook;

/// Compiles a workbook, from a file or built in. On failure every problem is listed, the form's and ours.
pub fn compile(book: &Workbook) -> Result<Campaign, Vec<Problem>> {
    let mut problems = Problems::default();
    let form = form(book, &mut problems);
    let head = Head::read(book, &mut problems);
    // Without the form every name would be unknown, and without a start no day could be read.
    let (Some(form), Some(head)) = (form, head) else { return Err(problems.0) };
    let campaign = rest(book, form, head, &mut problems);
    Check::new(book, &campaign, &mut problems).all();
    if problems.0.is_empty() { Ok(campaign) } else { Err(problems.0) }
}

fn form(book: &Workbook, problems: &mut Problems) -> Option<Form> {
    match crate::form::compile(book.clone(), &Options::default()) {
        Ok(compiled) => Some(compiled.form),
        Err(refused) => {
            problems.0.extend(refused.problems.into_iter().map(|problem| Problem {
                sheet: problem.at.sheet.clone(),
                row: problem.at.row,
                column: problem.at.column.clone(),
                cause: Cause::Form(Box::new(problem)),
            }));
            None
        }
    }
}

/// What the sheet `campaign` says.
struct Head {
    id: String,
    title: Text,
    subject: Subject,
    start: NaiveDate,
    end: Option<NaiveDate>,
    authority: String,
    hotline: String,
    params: Named<String>,
}

impl Head {
    fn read(book: &Workbook, problems: &mut Problems) -> Option<Self> {
        if book.sheet("campaign").is_none() {
            problems.sheet("campaign", Cause::NoSheet);
            return None;
        }
        let table = Table::open(book, "campaign", &["key", "value"], problems)?;
        let mut title = Text::default();
        let (mut id, mut start, mut end) = (None, None, None);
        let (mut authority, mut hotline) = (String::new(), String::new());
        let (mut subject, mut params) = (Subject::Household, Named::default());
        let words = [
            ("household", Subject::Household),
            ("person", Subject::Person),
            ("place", Subject::Place),
            ("event", Subject::Event),
        ];
        for row in table.rows() {
            let key = row.text("key");
            let value = row.text("value").into_owned();
            if let Some(param) = key.strip_prefix("param.") {
                if !is_name(param) {
                    row.problem("key", Cause::NotAName(param.to_owned()), problems);
                } else if value.is_empty() {
                    row.problem("value", Cause::Empty, problems);
                } else if params.insert(param.to_owned(), value).is_some() {
                    row.problem("key", Cause::Twice(param.to_owned()), problems);
                }
                continue;
            }
            match &*key {
                "id" => id = Some(value),
                "subject" => subject = row.one_of("value", &words, problems).unwrap_or(subject),
                "start" | "end" => {
                    let day = fixed::date(&value, None);
                    if day.is_none() && !(value.is_empty() && key == "end") {
                        row.problem("value", Cause::NotADate(value), problems);
                    }
                    if key == "start" { start = day } else { end = day }
                }
                "authority" => authority = value,
                "hotline" => hotline = value,
                _ => title.take(&key, "title", value),
            }
        }
        for (key, there) in [
            ("id", id.as_ref().is_some_and(|id| !id.is_empty())),
            ("start", start.is_some()),
            ("title", !title.is_empty()),
        ] {
            if !there
                && !problems
                    .0
                    .iter()
                    .any(|problem| problem.sheet == "campaign" && matches!(problem.cause, Cause::NotADate(_)))
            {
                problems.sheet("campaign", Cause::NoKey(key.to_owned()));
            }
        }
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            problems.sheet("campaign", Cause::EndsBeforeItBegins);
        }
        Some(Self { id: id?, title, subject, start: start?, end, authority, hotline, params })
    }
}

/// Reads a sheet that may be missing, row by row.
fn rows<T>(
    book: &Workbook,
    sheet: &'static str,
    needed: &[&str],
    problems: &mut Problems,
    mut read: impl FnMut(&sheet::Row<'_>, &[T], &mut Problems) -> Option<T>,
) -> Vec<T> {
    let mut out = Vec::new();
    if let Some(table) = Table::open(book, sheet, needed, problems) {
        for row in table.rows() {
            out.extend(read(&row, &out, problems));
        }
    }
    out
}

fn rest(book: &Workbook, form: Form, head: Head, problems: &mut Problems) -> Campaign {
    let questions = question::read(book, &form, problems);
    let fixed = Fixed { start: head.start, params: &head.params };
    let calendar = holidays(book, &fixed, problems);
    let tags = rows(book, "tags", &["name", "label"], problems, Tag::read);
    let rules = rows(
        book,
        "findings",
        &["name", "level", "class", "department", "when", "text"],
        problems,
        |row, taken, problems| Rule::read(row, taken, &fixed, problems),
    );
    let duties = rows(book, "contacts", &["name", "label", "who", "per", "times"], problems, |row, taken, problems| {
        Duty::read(row, taken, &fixed, problems)
    });
    let stages = rows(book, "stages", &["name", "label"], problems, |row, taken, problems| {
        Stage::read(row, taken, &fixed, &calendar, problems)
    });
    let signals = rows(book, "signals", &["name", "label"], problems, Signal::read);
    let mut ledgers = rows(book, "ledgers", &["name", "label", "of"], problems, Ledger::read);
    if let Some(table) = Table::open(book, "columns", &["ledger", "name", "label", "value"], problems) {
        ledger::read_columns(&table, &mut ledgers, problems);
    }
    let indicators = rows(book, "indicators", &["name", "label", "of", "numerator"], problems, Indicator::read);
    let reports =
        rows(book, "reports", &["report", "name", "text"], problems, |row, _, problems| Paragraph::read(row, problems));
    Campaign {
        id: head.id,
        title: head.title,
        subject: head.subject,
        start: head.start,
        end: head.end,
        authority: head.authority,
        hotline: head.hotline,
        params: head.params,
        registered: registered(&questions),
        questions,
        blocks: question::blocks(&form),
        source: Arc::clone(&form.source),
        form: Arc::new(form),
        tags,
        rules,
        duties,
        stages,
        calendar,
        signals,
        ledgers,
        indicators,
        reports,
    }
}

fn registered(questions: &Named<Question>) -> Named<String> {
    let asked = questions.iter().filter(|(_, question)| !question.register.is_empty());
    asked.map(|(name, question)| (question.register.clone(), name.to_owned())).collect()
}

fn holidays(book: &Workbook, fixed: &Fixed<'_>, problems: &mut Problems) -> Calendar {
    let mut calendar = Calendar::default();
    if let Some(table) = Table::open(book, "holidays", &["date", "kind"], problems) {
        for row in table.rows() {
            row.need("date", problems);
            let off = row.one_of("kind", &[("off", true), ("work", false)], problems);
            if let Some((day, off)) = fixed.date(&row, "date", problems).zip(off) {
                calendar.set(day, off, row.words("label"));
            }
        }
    }
    calendar
}

//! From a workbook to a [`Campaign`].
//!
//! The form comes first, then our sheets; then every name in them is looked up and every call checked, so that what can fail
//! fails here and not in a yard.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::calendar::{self, Calendar, Fixed};
use super::indicator::{Indicator, Paragraph};
use super::ledger::{self, ColumnKind, ColumnValue, Ledger, Of};
use super::names::{Names, Place};
use super::problem::{Cause, Problem};
use super::question::{self, Question};
use super::rule::{Department, Rule, Tag};
use super::sheet::{Problems, Table, is_name};
use super::stage::{Signal, Stage};
use super::text::{Templates, Text};
use super::{Campaign, Duty, Formula, Per, Subject};
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
    Check { campaign: &campaign, names: names(book, &campaign), problems: &mut problems }.all();
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
    params: BTreeMap<String, String>,
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
        let (mut subject, mut params) = (Subject::Household, BTreeMap::new());
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
                    let day = calendar::date(&value, None);
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
    mut read: impl FnMut(&super::sheet::Row<'_>, &[T], &mut Problems) -> Option<T>,
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

fn registered(questions: &HashMap<String, Question>) -> HashMap<String, String> {
    let asked = questions.iter().filter(|(_, question)| !question.register.is_empty());
    asked.map(|(name, question)| (question.register.clone(), name.clone())).collect()
}

fn holidays(book: &Workbook, fixed: &Fixed<'_>, problems: &mut Problems) -> Calendar {
    let mut calendar = Calendar::default();
    if let Some(table) = Table::open(book, "holidays", &["date", "kind"], problems) {
        for row in table.rows() {
            row.need("date", problems);
            let off = row.one_of("kind", &[("off", true), ("work", false)], problems);
            if let Some((day, off)) = fixed.date(&row, "date", problems).zip(off) {
                calendar.days.insert(day, (off, row.words("label")));
            }
        }
    }
    calendar
}

/// The names that expressions can refer to. Those of rows that could not be read are among them: the row is the problem, not
/// those who refer to it.
fn names<'c>(book: &Workbook, campaign: &'c Campaign) -> Names<'c> {
    let needs = campaign.form.lists.iter().find(|list| list.name == "need");
    let column = |sheet: &'static str| {
        let table = Table::open(book, sheet, &["name"], &mut Problems::default());
        table.map(|table| table.rows().map(|row| row.text("name").into_owned()).collect()).unwrap_or_default()
    };
    Names {
        questions: campaign.questions.keys().map(String::as_str).collect(),
        registered: campaign.registered.keys().map(String::as_str).collect(),
        params: campaign.params.keys().map(String::as_str).collect(),
        tags: column("tags"),
        stages: column("stages"),
        duties: column("contacts"),
        needs: needs.map(|list| (0..list.len()).map(|choice| list.value(choice)).collect()).unwrap_or_default(),
        indicators: column("indicators"),
    }
}

/// Looks up every name and computes every expression once.
struct Check<'c, 'p> {
    campaign: &'c Campaign,
    names: Names<'c>,
    problems: &'p mut Problems,
}

/// Where a checked cell stands.
#[derive(Clone, Copy)]
struct At {
    sheet: &'static str,
    row: Option<u32>,
}

impl Check<'_, '_> {
    fn all(&mut self) {
        let campaign = self.campaign;
        for tag in &campaign.tags {
            let at = At { sheet: "tags", row: tag.row };
            self.formulas(at, "when", tag.when.as_ref(), Place::Tag);
            for code in &tag.categories {
                self.choice(at, "categories", "category", code);
            }
        }
        for rule in &campaign.rules {
            self.rule(rule);
        }
        for duty in &campaign.duties {
            let at = At { sheet: "contacts", row: duty.row };
            self.formulas(at, "who", Some(&duty.who), Place::Rule);
            if let Per::Signal { from, .. } = &duty.per
                && campaign.gravity(from).is_none()
            {
                self.note(at, "signal", Cause::NoSuch { sheet: "signals", name: from.clone() });
            }
        }
        for stage in &campaign.stages {
            let at = At { sheet: "stages", row: stage.row };
            self.formulas(at, "who", stage.who.as_ref(), Place::Rule);
            self.formulas(at, "done", stage.done.as_ref(), Place::Rule);
        }
        for ledger in &campaign.ledgers {
            self.ledger(ledger);
        }
        for indicator in &campaign.indicators {
            let at = At { sheet: "indicators", row: indicator.row };
            let place = place(indicator.of);
            self.formulas(at, "where", indicator.filter.as_ref(), place);
            self.formulas(at, "numerator", Some(&indicator.numerator), place);
            self.formulas(at, "denominator", indicator.denominator.as_ref(), place);
            if !indicator.by.is_empty() {
                self.name(at, "by", &fact_of(indicator.of, &indicator.by), place);
            }
        }
        for paragraph in &campaign.reports {
            self.templates(At { sheet: "reports", row: paragraph.row }, "text", &paragraph.text, Place::Report);
        }
    }

    fn rule(&mut self, rule: &Rule) {
        let at = At { sheet: "findings", row: rule.row };
        self.formulas(at, "when", Some(&rule.when), Place::Rule);
        self.formulas(at, "quantity", rule.quantity.as_ref(), Place::Rule);
        self.templates(at, "text", &rule.text, Place::Rule);
        self.choice(at, "class", "class", &rule.class);
        if !rule.need.is_empty() {
            self.choice(at, "need", "need", &rule.need);
        }
        match &rule.department {
            Department::Fixed(code) => self.choice(at, "department", "department", code),
            Department::By(formula) => self.formulas(at, "department", Some(formula), Place::Rule),
        }
    }

    fn ledger(&mut self, ledger: &Ledger) {
        let place = place(ledger.of);
        let at = At { sheet: "ledgers", row: ledger.row };
        self.formulas(at, "where", ledger.filter.as_ref(), place);
        for name in &ledger.order {
            self.name(at, "order", name, place);
        }
        for column in &ledger.columns {
            let at = At { sheet: "columns", row: column.row };
            match &column.value {
                ColumnValue::Serial => {}
                ColumnValue::Formula(formula) => self.formulas(at, "value", Some(formula), place),
                ColumnValue::Template(template) => self.templates(at, "value", template, place),
            }
            match &column.kind {
                ColumnKind::Choice(list) if !self.campaign.form.lists.iter().any(|known| known.name == *list) => {
                    self.note(at, "type", Cause::NoList(list.clone()));
                }
                ColumnKind::Answer(question) if !self.campaign.questions.contains_key(question) => {
                    self.note(at, "value", Cause::UnknownName(question.clone()));
                }
                _ => {}
            }
        }
    }

    fn note(&mut self, at: At, column: &str, cause: Cause) {
        let problem = Problem { sheet: at.sheet.to_owned(), row: at.row, column: Some(column.to_owned()), cause };
        // One miswritten name in both languages of a text is one thing to correct.
        if !self.problems.0.contains(&problem) {
            self.problems.0.push(problem);
        }
    }

    fn name(&mut self, at: At, column: &str, name: &str, place: Place) {
        if !self.names.has(name, place) {
            self.note(at, column, Cause::UnknownName(name.to_owned()));
        }
    }

    fn formulas(&mut self, at: At, column: &str, formula: Option<&Formula>, place: Place) {
        let Some(formula) = formula else { return };
        for name in formula.names() {
            self.name(at, column, name, place);
        }
        for text in formula.bare() {
            self.note(at, column, Cause::Bare(text));
        }
        for fault in formula.faults() {
            self.note(at, column, Cause::Fault(fault));
        }
    }

    fn templates(&mut self, at: At, column: &str, templates: &Templates, place: Place) {
        for name in templates.zh_hans.names().chain(templates.en.names()) {
            self.name(at, column, name, place);
        }
    }

    fn choice(&mut self, at: At, column: &str, list: &str, code: &str) {
        let known = self.campaign.form.lists.iter().find(|known| known.name == list);
        match known {
            None => self.note(at, column, Cause::NoList(list.to_owned())),
            Some(known) if !(0..known.len()).any(|choice| known.value(choice) == code) => {
                self.note(at, column, Cause::NotAChoice { list: list.to_owned(), found: code.to_owned() });
            }
            Some(_) => {}
        }
    }
}

fn place(of: Of) -> Place {
    match of {
        Of::Household => Place::Household,
        Of::Finding => Place::Finding,
        Of::Contact => Place::Contact,
        Of::Record => Place::Record,
    }
}

/// `class` of findings is the fact `finding.class`.
fn fact_of(of: Of, by: &str) -> String {
    match of {
        _ if by.contains('.') => by.to_owned(),
        Of::Household => format!("household.{by}"),
        Of::Finding => format!("finding.{by}"),
        Of::Contact => format!("contact.{by}"),
        Of::Record => format!("record.{by}"),
    }
}

//! Looking up every name and computing every expression once.

use super::names::{Names, Place};
use super::sheet::{Problems, Table};
use crate::campaign::problem::{Cause, Problem};
use crate::campaign::{
    Campaign, ColumnKind, ColumnValue, Department, Formula, Formulas, Ledger, Of, Per, Rule, Templates,
};
use crate::workbook::Workbook;

/// The names that expressions can refer to. Those of rows that could not be read are among them: the row is the problem, not
/// those who refer to it.
fn names<'c>(book: &Workbook, campaign: &'c Campaign) -> Names<'c> {
    let needs = campaign.form.lists.iter().find(|list| list.name == "need");
    let column = |sheet: &'static str| {
        let table = Table::open(book, sheet, &["name"], &mut Problems::default());
        table.map(|table| table.rows().map(|row| row.text("name").into_owned()).collect()).unwrap_or_default()
    };
    Names {
        questions: campaign.questions.keys().collect(),
        registered: campaign.registered.keys().collect(),
        params: campaign.params.keys().collect(),
        tags: column("tags"),
        stages: column("stages"),
        duties: column("contacts"),
        needs: needs.map(|list| (0..list.len()).map(|choice| list.value(choice)).collect()).unwrap_or_default(),
        indicators: column("indicators"),
    }
}

/// Looks up every name and computes every expression once.
pub(super) struct Check<'c, 'p> {
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

impl<'c, 'p> Check<'c, 'p> {
    pub(super) fn new(book: &Workbook, campaign: &'c Campaign, problems: &'p mut Problems) -> Self {
        Self { campaign, names: names(book, campaign), problems }
    }

    pub(super) fn all(&mut self) {
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
            self.name(at, "on", &indicator.on, place);
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
                ColumnValue::Words(Formulas { zh_hans, en }) => {
                    for formula in [zh_hans, en] {
                        self.formulas(at, "value", Some(formula), place);
                    }
                }
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

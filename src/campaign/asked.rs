//! What indicators ask of records, whatever names they ask by: who adds villages up reads these fields alone.

use super::Campaign;
use super::formula::Formula;
use super::ledger::Of;

/// What is asked of records: answers by their questions, and facts by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// By length: of the many answers of a visit most are told from those that are asked for by their length alone.
    questions: Vec<Vec<String>>,
    facts: Vec<String>,
}

/// The fields of a finding, a contact and a household that only these facts read. All others decide what counts, whoever asks.
const FINDING: [(&str, &[&str]); 11] = [
    ("visit", &[]),
    ("rule", &["finding.rule"]),
    ("text", &["finding.text", "household.problems"]),
    ("unit", &["finding.unit"]),
    ("department", &["finding.department"]),
    ("officer", &["finding.officer"]),
    ("finder", &["finding.finder"]),
    ("action", &["finding.action", "finding.way"]),
    ("interim", &["finding.action"]),
    ("result", &["finding.result", "finding.way"]),
    ("verifier", &["finding.verifier"]),
];
const CONTACT: [(&str, &[&str]); 9] = [
    ("by", &["contact.by"]),
    ("entered", &["contact.entered"]),
    ("met", &["contact.met"]),
    ("weather", &["contact.weather"]),
    ("problem", &["contact.problem"]),
    ("handled", &["contact.handled"]),
    ("reported", &["contact.reported"]),
    ("opinion", &["contact.opinion"]),
    ("proof", &["contact.proof"]),
];
const HOUSEHOLD: [(&str, &[&str]); 7] = [
    ("address", &["household.address"]),
    ("residence", &["household.residence"]),
    ("position", &[]),
    ("phone", &["household.phone"]),
    ("group", &["household.group"]),
    ("account", &["household.account"]),
    ("note", &["household.note"]),
];

impl Asked {
    /// Whether the answer to a question is asked for.
    #[must_use]
    pub fn answer(&self, question: &str) -> bool {
        self.questions.get(question.len()).is_some_and(|alike| alike.iter().any(|known| known == question))
    }

    /// Whether a field of a finding is.
    #[must_use]
    pub fn finding(&self, path: &str) -> bool {
        self.reads(&FINDING, path)
    }

    /// Whether a field of a contact is.
    #[must_use]
    pub fn contact(&self, path: &str) -> bool {
        self.reads(&CONTACT, path)
    }

    /// Whether a field of a household is.
    #[must_use]
    pub fn household(&self, path: &str) -> bool {
        self.reads(&HOUSEHOLD, path)
    }

    fn reads(&self, fields: &[(&str, &[&str])], path: &str) -> bool {
        let facts = fields.iter().find(|(field, _)| *field == path).map(|(_, facts)| facts);
        facts.is_none_or(|facts| facts.iter().any(|fact| self.facts.iter().any(|asked| asked == fact)))
    }

    /// Adds a question; whether it was not there yet.
    fn add(&mut self, question: &str) -> bool {
        if self.answer(question) {
            return false;
        }
        if self.questions.len() <= question.len() {
            self.questions.resize(question.len() + 1, Vec::new());
        }
        if let Some(alike) = self.questions.get_mut(question.len()) {
            alike.push(question.to_owned());
        }
        true
    }
}

impl Campaign {
    /// What decides what all indicators count.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let mut asked = Asked::default();
        for indicator in &self.indicators {
            let formulas = [indicator.filter.as_ref(), Some(&indicator.numerator), indicator.denominator.as_ref()];
            for formula in formulas.into_iter().flatten() {
                self.behind_formula(formula, &mut asked);
            }
            self.behind(&indicator.on, &mut asked);
            self.behind(&indicator.by, &mut asked);
            // A table is broken down by a field of what it counts.
            asked.facts.extend(Of::WORDS.map(|(word, _)| format!("{word}.{}", indicator.by)));
        }
        asked
    }

    fn behind_formula(&self, formula: &Formula, asked: &mut Asked) {
        for name in formula.names() {
            self.behind(name, asked);
        }
    }

    /// Adds what is behind one name. What a question is calculated from is followed once, so that a circle ends.
    fn behind(&self, name: &str, asked: &mut Asked) {
        match name.split_once('.') {
            None => {
                let calculation = || self.questions.get(name)?.calculation.as_ref();
                if !name.is_empty()
                    && asked.add(name)
                    && let Some(formula) = calculation()
                {
                    self.behind_formula(formula, asked);
                }
            }
            Some(("known", field)) => {
                asked.facts.push(format!("household.{field}"));
                if let Some(question) = self.registered.get(field) {
                    self.behind(question, asked);
                }
            }
            Some(("tag", tag)) => {
                if let Some(tag) = self.tag(tag) {
                    if !tag.categories.is_empty() {
                        self.behind("known.categories", asked);
                    }
                    if let Some(when) = &tag.when {
                        self.behind_formula(when, asked);
                    }
                }
            }
            Some(("duty", duty)) => {
                if let Some(duty) = duty.rsplit_once('.').and_then(|(duty, _)| self.duty(duty)) {
                    self.behind_formula(&duty.who, asked);
                }
            }
            Some(_) => asked.facts.push(name.to_owned()),
        }
    }
}

//! 专项行动: a campaign, compiled from a workbook that a township office edits.
//!
//! **For** everything that a township can change: questions, rules, thresholds, departments, deadlines, duties, tables and
//! their columns are rows, none of them in code. Three sheets are standard XLSForm and open in ODK and KoboToolbox; the others
//! are ours and speak the same expression language. `docs/campaign-workbook.md` says what each column means.
//!
//! **Invariant.** A [`Campaign`] that exists is sound: every name in it means something and every expression can be computed.
//! A workbook that is not gives all its [`Problem`]s at once, each with its place and a remedy. The workbook itself is kept as it
//! came, so exporting it changes nothing.
//!
//! Start with [`compile`] and [`Campaign::scope`]; [`builtin`] holds the campaigns that ship with the program.

mod asked;
#[cfg(feature = "compile")]
pub mod builtin;
mod calendar;
#[cfg(feature = "compile")]
mod compile;
mod duty;
mod formula;
mod indicator;
mod ledger;
mod named;
mod names;
mod packed;
#[cfg(feature = "compile")]
mod problem;
mod question;
mod retell;
mod rule;
#[cfg(feature = "compile")]
mod say;
mod scope;
mod shelf;
mod stage;
mod text;

use std::sync::Arc;

use chrono::NaiveDate;

pub use asked::Asked;
pub use calendar::{Calendar, Deadline, END_OF_DAY, Hours};
#[cfg(feature = "compile")]
pub use compile::compile;
pub use duty::{Duty, Method, Per};
pub use formula::{Facts, Formula, Formulas, text_of};
pub use indicator::{Indicator, Paragraph, Show, Style};
pub use ledger::{Column, ColumnKind, ColumnValue, Ledger, Mask, Masks, Of};
pub use named::Named;
pub use names::{CAMPAIGN, CONTACT, DUTY, FINDING, HOUSEHOLD, PERIOD, VISIT};
pub use packed::{read, write};
#[cfg(feature = "compile")]
pub use problem::{Cause, Problem};
pub use question::{Block, Good, Question};
pub use rule::{Department, Due, Level, Rule, Tag};
pub use scope::{Memo, Scope};
pub use shelf::{Kept, Shelf};
pub use stage::{Signal, Stage};
#[cfg(feature = "compile")]
pub use text::TemplateError;
pub use text::{Template, Templates, Text};

use crate::expr::Value;
use crate::form::Form;
use crate::packed::packed;
use crate::workbook::Workbook;

/// The identity of the campaign that ships with the program: 困难群众温暖过冬.
pub const BUILTIN: &str = "household-winter";

/// A campaign, compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct Campaign {
    /// Its identity, which visits carry.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What is surveyed.
    pub subject: Subject,
    /// Its first day.
    pub start: NaiveDate,
    /// Its last day, which may be put off.
    pub end: Option<NaiveDate>,
    /// Who ordered it.
    pub authority: String,
    /// The helpline that the township filled in; empty where it has not.
    pub hotline: String,
    /// Parameters by name, without `param.`.
    pub params: Named<String>,
    /// The form.
    pub form: Arc<Form>,
    /// What our columns add to the form's questions, by the question's name.
    pub questions: Named<Question>,
    /// Names of questions by the field of the register that they ask about anew.
    pub registered: Named<String>,
    /// The screens of a visit.
    pub blocks: Vec<Block>,
    /// 标签.
    pub tags: Vec<Tag>,
    /// 问题判定规则.
    pub rules: Vec<Rule>,
    /// 联系任务.
    pub duties: Vec<Duty>,
    /// 阶段.
    pub stages: Vec<Stage>,
    /// Holidays.
    pub calendar: Calendar,
    /// 预警, mildest first.
    pub signals: Vec<Signal>,
    /// 台账.
    pub ledgers: Vec<Ledger>,
    /// 指标.
    pub indicators: Vec<Indicator>,
    /// The paragraphs of the reports.
    pub reports: Vec<Paragraph>,
    /// The workbook as it came; empty in a campaign that was read from a compiled file.
    pub source: Arc<Workbook>,
}

/// What a campaign surveys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// 户.
    Household,
    /// 人.
    Person,
    /// 场所.
    Place,
    /// 事件.
    Event,
}

packed!(enum Subject { 0 => Household, 1 => Person, 2 => Place, 3 => Event } else Self::Household);

impl Campaign {
    /// The rule of this name.
    #[must_use]
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.name == name)
    }

    /// The tag of this name.
    #[must_use]
    pub fn tag(&self, name: &str) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.name == name)
    }

    /// The stage of this name.
    #[must_use]
    pub fn stage(&self, name: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.name == name)
    }

    /// The place of an indicator in the sheet, by which roll-ups know it.
    #[must_use]
    pub fn place(&self, indicator: &str) -> Option<usize> {
        self.indicators.iter().position(|known| known.name == indicator)
    }

    /// The duty of this name.
    #[must_use]
    pub fn duty(&self, name: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.name == name)
    }

    /// The ledger of this name, or of this number (`L4`).
    #[must_use]
    pub fn ledger(&self, name: &str) -> Option<&Ledger> {
        self.ledgers.iter().find(|ledger| ledger.name == name || ledger.number == name)
    }

    /// How grave a signal is: its place in the sheet, mildest 0; none where there is no such signal.
    #[must_use]
    pub fn gravity(&self, signal: &str) -> Option<usize> {
        self.signals.iter().position(|known| known.name == signal)
    }

    /// The version of the form, which visits carry.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.form.settings.version
    }

    /// `campaign.…`.
    fn fact(&self, name: &str) -> Option<Value> {
        let text = match name {
            "id" => self.id.clone(),
            "title" => self.title.zh_hans.clone(),
            "start" => self.start.to_string(),
            "end" => self.end.map(|day| day.to_string())?,
            "authority" => self.authority.clone(),
            "hotline" => self.hotline.clone(),
            _ => return None,
        };
        Some(Value::from(text))
    }
}

#[cfg(test)]
pub(crate) mod tests;

//! From answers to findings: after each answer, which are raised, kept, changed or taken back.
//!
//! One household has at most one open finding of a rule. Its identity is derived from household, rule and how often it was
//! closed before, so that two phones raise it once and a later visit with the same bad answer goes on with the open one.

use serde_json::Value as Json;

use super::record::{DueBy, Finding};
use super::state::State;
use crate::campaign::{Campaign, Department, Due, Level, Rule, Scope};
use crate::form::Kind;
use crate::journal::{FieldValue, Fields, RecordId};
use crate::moment::Moment;
use crate::text::Lang;

/// Where and when answers are given.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The household.
    pub household: &'a str,
    /// The visit.
    pub visit: &'a str,
    /// Now.
    pub now: Moment,
    /// Who finds.
    pub finder: &'a str,
}

/// What becomes of a finding after an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Change<'c> {
    /// It is new: these fields make its record.
    Raise {
        /// The rule.
        rule: &'c Rule,
        /// Its record.
        record: RecordId,
        /// The fields.
        fields: Fields,
    },
    /// It stands, and its words or amount change with the answers.
    Update {
        /// The rule.
        rule: &'c Rule,
        /// Its record.
        record: RecordId,
        /// The fields that change.
        fields: Fields,
    },
    /// It stands as it is.
    Keep {
        /// The rule.
        rule: &'c Rule,
        /// Its record.
        record: RecordId,
    },
    /// A wrong tap, corrected before anything was done.
    Withdraw {
        /// The rule.
        rule: &'c Rule,
        /// Its record.
        record: RecordId,
        /// The fields.
        fields: Fields,
    },
    /// The answer is good now, but the finding is older or something was done about it: a person says how it was put right.
    Better {
        /// The rule.
        rule: &'c Rule,
        /// Its record.
        record: RecordId,
    },
}

impl Change<'_> {
    /// The record and the fields to write; none where nothing is to be written.
    #[must_use]
    pub fn write(&self) -> Option<(&RecordId, &Fields)> {
        match self {
            Self::Raise { record, fields, .. }
            | Self::Update { record, fields, .. }
            | Self::Withdraw { record, fields, .. } => Some((record, fields)),
            Self::Keep { .. } | Self::Better { .. } => None,
        }
    }
}

/// What becomes of the household's findings under the answers that `scope` sees. `findings` are all of the household's.
#[must_use]
pub fn assess<'c>(
    campaign: &'c Campaign,
    scope: &Scope<'_>,
    findings: &[Finding],
    setting: Setting<'_>,
) -> Vec<Change<'c>> {
    let changes = campaign.rules.iter().map(|rule| {
        let own =
            || findings.iter().filter(|finding| finding.rule == rule.name && finding.household == setting.household);
        let open = own().find(|finding| finding.state.is_open());
        match (scope.holds(&rule.when), open) {
            (true, Some(finding)) => Some(stand(campaign, rule, scope, finding, setting)),
            (true, None) => {
                let past = own().filter(|finding| finding.is_past()).count();
                let record = identity(setting.household, &rule.name, past);
                Some(Change::Raise { rule, fields: raise(campaign, rule, scope, setting), record })
            }
            (false, Some(finding)) if finding.visit == setting.visit && finding.is_untouched() => {
                let fields = Fields::from([("state".to_owned(), Json::from(State::Withdrawn.word()))]);
                Some(Change::Withdraw { rule, record: finding.id.clone(), fields })
            }
            (false, Some(finding)) if is_asked(campaign, rule, scope) => {
                Some(Change::Better { rule, record: finding.id.clone() })
            }
            (false, _) => None,
        }
    });
    changes.flatten().collect()
}

/// The identity of the finding of a rule at a household where so many of it are [past](Finding::is_past).
#[must_use]
pub fn identity(household: &str, rule: &str, past: usize) -> RecordId {
    match past {
        0 => RecordId(format!("{household}~{rule}")),
        times => RecordId(format!("{household}~{rule}~{}", times + 1)),
    }
}

/// Whether one of the questions that the rule looks at has been answered: a visit that has not come so far says nothing
/// about what earlier visits found.
fn is_asked(campaign: &Campaign, rule: &Rule, scope: &Scope<'_>) -> bool {
    let mut questions = rule.when.names().iter().filter(|name| {
        let node = campaign.questions.get(name.as_str()).and_then(|question| campaign.form.node(question.node));
        node.is_some_and(|node| !matches!(node.kind, Kind::Calculate))
    });
    questions.any(|name| scope.fact(name).is_some_and(|value| value.to_bool()))
}

/// What a finding is when it is new.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// 类别, of the list `class`.
    pub class: String,
    /// 等级.
    pub level: Level,
    /// 需求种类, of the list `need`; empty where none.
    pub need: String,
    /// What is wrong.
    pub text: String,
    /// 责任部门, of the list `department`.
    pub department: String,
    /// When it is due.
    pub due: DueBy,
    /// 急难.
    pub urgent: bool,
    /// Whether the household must be told before it is closed.
    pub callback: bool,
}

impl Draft {
    /// The fields of a finding that a person raises by hand; its record is drawn at random.
    #[must_use]
    pub fn fields(&self, campaign: &Campaign, setting: Setting<'_>) -> Fields {
        let mut fields = Fields::new();
        let mut set = |path: &str, value: Json| fields.insert(path.to_owned(), value);
        set("household", setting.household.into());
        set("campaign", campaign.id.as_str().into());
        set("class", self.class.as_str().into());
        set("level", self.level.word().into());
        set("text", self.text.trim().into());
        set("department", self.department.as_str().into());
        set("due", self.due.text().into());
        set("found", setting.now.to_string().into());
        set("finder", setting.finder.into());
        set("state", State::New.word().into());
        if !setting.visit.is_empty() {
            set("visit", setting.visit.into());
        }
        if !self.need.is_empty() {
            set("need", self.need.as_str().into());
        }
        if self.urgent {
            set("urgent", true.into());
        }
        if self.callback {
            set("callback", true.into());
        }
        fields
    }
}

/// The fields of a finding of a rule, new or come back after it was withdrawn.
fn raise(campaign: &Campaign, rule: &Rule, scope: &Scope<'_>, setting: Setting<'_>) -> Fields {
    let draft = Draft {
        class: rule.class.clone(),
        level: rule.level,
        need: rule.need.clone(),
        text: String::new(),
        department: department(rule, scope),
        due: DueBy::after(rule.due, setting.now),
        urgent: rule.urgent,
        callback: rule.callback,
    };
    let mut fields = draft.fields(campaign, setting);
    fields.insert("rule".to_owned(), rule.name.as_str().into());
    fields.extend(words(rule, scope));
    fields
}

/// What a finding says: text, amount and unit, in the language of the records.
fn words(rule: &Rule, scope: &Scope<'_>) -> Fields {
    let mut fields = Fields::from([("text".to_owned(), Json::from(scope.fill(&rule.text, Lang::ZhHans)))]);
    if let Some(quantity) = rule.quantity.as_ref() {
        let number = scope.number(quantity).map_or(FieldValue::Null, FieldValue::Number);
        fields.insert("quantity".to_owned(), number.to_json());
        fields.insert("unit".to_owned(), rule.unit.get(Lang::ZhHans).into());
    }
    fields
}

/// A finding that stands: what the answers say of it now may differ from what is written.
fn stand<'c>(
    campaign: &Campaign,
    rule: &'c Rule,
    scope: &Scope<'_>,
    finding: &Finding,
    setting: Setting<'_>,
) -> Change<'c> {
    let record = finding.id.clone();
    // An older visit's words stay until somebody has answered the question anew.
    if finding.visit != setting.visit && !is_asked(campaign, rule, scope) {
        return Change::Keep { rule, record };
    }
    let mut fields = words(rule, scope);
    fields.retain(|path, value| match path.as_str() {
        "text" => value.as_str() != Some(finding.text.as_str()),
        "quantity" => value.as_f64() != finding.quantity,
        _ => value.as_str() != Some(finding.unit.as_str()),
    });
    if fields.is_empty() { Change::Keep { rule, record } } else { Change::Update { rule, record, fields } }
}

/// Who is responsible.
fn department(rule: &Rule, scope: &Scope<'_>) -> String {
    match &rule.department {
        Department::Fixed(code) => code.clone(),
        Department::By(formula) => scope.text(formula),
    }
}

/// How many days findings of a level may usually take: what most rules of the level say; none where no rule gives days.
#[must_use]
pub fn usual_days(campaign: &Campaign, level: Level) -> Option<u32> {
    let days = || {
        campaign.rules.iter().filter(|rule| rule.level == level).filter_map(|rule| match rule.due {
            Due::Days(days) => Some(days),
            Due::Hours(_) => None,
        })
    };
    days().max_by_key(|wanted| days().filter(|other| other == wanted).count())
}

/// How many hours an urgent finding may take: the fewest that a rule says; a day where none does.
#[must_use]
pub fn urgent_hours(campaign: &Campaign) -> u32 {
    let hours = campaign.rules.iter().filter_map(|rule| match rule.due {
        Due::Hours(hours) => Some(hours),
        Due::Days(_) => None,
    });
    hours.min().unwrap_or(24)
}

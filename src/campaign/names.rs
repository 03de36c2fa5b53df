//! 资料名: every name that `${…}` can refer to in our own sheets.
//!
//! A plain name is a question. A name with a point is a fact, by its first word:
//!
//! | name | what it is |
//! |---|---|
//! | `param.x` | a parameter of the sheet `campaign` |
//! | `campaign.x` | its title, start, end, authority, hotline |
//! | `stage.x.start`, `stage.x.end` | a stage's first and last day |
//! | `household.x` | what the register knows of the household |
//! | `known.x` | the answer of the question whose `register` is `x`; without one, `household.x` |
//! | `visit.x` | the last finished visit |
//! | `tag.x` | 1 where the household has the tag |
//! | `need.x` | 1 where an unmet need of the list `need` stands |
//! | `duty.x.owed`, `.done`, `.missed`, `.met` | contacts of the period under a duty |
//! | `finding.x`, `contact.x` | the finding or contact of the row |
//! | `record.x` | a field of the record of the row, whatever its kind has; `at`, `date`, `time` and `kind` of any |
//! | `period.from`, `period.to` | what a report or roll-up covers |
//!
//! `docs/campaign-workbook.md` explains each to those who write the sheets.

/// `household.…`.
pub const HOUSEHOLD: &[&str] = &[
    "id",
    "village",
    "district",
    "township",
    "county",
    "group",
    "head",
    "head_id",
    "head_sex",
    "head_age",
    "members",
    "over60",
    "over80",
    "under16",
    "severe_disabled",
    "categories",
    "address",
    "residence",
    "phone",
    "note",
    "order",
    "helper",
    "helper_role",
    "helper_phone",
    "pairing",
    "problems",
    "open",
    "open_red",
];
/// `visit.…`: `done` is 1 where there is one.
pub const VISIT: &[&str] = &["done", "date", "surveyor", "count"];
/// `finding.…`: `open`, `urgent` and `overdue` are 1 or 0, `hours` is how long it took from discovery.
pub const FINDING: &[&str] = &[
    "rule",
    "class",
    "text",
    "level",
    "need",
    "quantity",
    "unit",
    "urgent",
    "found",
    "finder",
    "action",
    "how",
    "way",
    "department",
    "officer",
    "due",
    "result",
    "done",
    "verifier",
    "closed",
    "answered",
    "state",
    "open",
    "overdue",
    "hours",
];
/// `contact.…`.
pub const CONTACT: &[&str] = &[
    "at", "date", "time", "how", "by", "met", "weather", "problem", "handled", "reported", "opinion", "proof",
    "outcome",
];
/// `duty.x.…`.
pub const DUTY: &[&str] = &["owed", "done", "missed", "met"];
/// `campaign.…`.
pub const CAMPAIGN: &[&str] = &["id", "title", "start", "end", "authority", "hotline"];
/// `period.…`.
pub const PERIOD: &[&str] = &["from", "to"];

/// Where an expression or text stands, which decides what it can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// `tags`: answers and the register.
    Tag,
    /// `findings`, `contacts`, `stages`: besides, tags.
    Rule,
    /// Ledgers and indicators of households: besides, everything that is derived.
    Household,
    /// … of findings.
    Finding,
    /// … of contacts.
    Contact,
    /// … of records.
    Record,
    /// Reports: indicators.
    Report,
}

/// The names that the campaign itself makes.
pub(super) struct Names<'c> {
    pub(super) questions: Vec<&'c str>,
    pub(super) registered: Vec<&'c str>,
    pub(super) params: Vec<&'c str>,
    pub(super) tags: Vec<String>,
    pub(super) stages: Vec<String>,
    pub(super) duties: Vec<String>,
    pub(super) needs: Vec<&'c str>,
    pub(super) indicators: Vec<String>,
}

impl Names<'_> {
    /// Whether a name means something at this place.
    pub(super) fn has(&self, name: &str, place: Place) -> bool {
        let derived = matches!(place, Place::Household | Place::Finding | Place::Contact | Place::Record);
        let Some((family, rest)) = name.split_once('.') else {
            return match place {
                Place::Report => listed(&self.indicators, name),
                _ => self.questions.contains(&name),
            };
        };
        match family {
            "param" => self.params.contains(&rest),
            "campaign" => CAMPAIGN.contains(&rest),
            "stage" => rest
                .rsplit_once('.')
                .is_some_and(|(stage, end)| listed(&self.stages, stage) && matches!(end, "start" | "end")),
            "period" => derived || place == Place::Report,
            _ if place == Place::Report => false,
            "household" => HOUSEHOLD.contains(&rest),
            "known" => self.registered.contains(&rest),
            "visit" => VISIT.contains(&rest),
            "tag" => place != Place::Tag && listed(&self.tags, rest),
            // A stage is done when a duty is met, so stages may look at duties, too.
            "duty" => {
                (derived || place == Place::Rule)
                    && rest
                        .rsplit_once('.')
                        .is_some_and(|(duty, what)| listed(&self.duties, duty) && DUTY.contains(&what))
            }
            "need" => derived && self.needs.contains(&rest),
            "finding" => place == Place::Finding && FINDING.contains(&rest),
            "contact" => place == Place::Contact && CONTACT.contains(&rest),
            // A campaign may make kinds of records up, and so their fields.
            "record" => place == Place::Record && is_field(rest),
            _ => false,
        }
    }
}

/// Whether this can name a field of a record.
fn is_field(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

fn listed(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known == name)
}

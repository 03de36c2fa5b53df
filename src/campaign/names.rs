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
//! | `period.as_of` | the day that a report's totals are of |
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
    "account",
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
/// `finding.…`: `open`, `urgent`, `overdue` and `late` are 1 or 0, `hours` is how long it took from discovery, `help` is the kind of need as far as
/// a notice board may name it.
pub const FINDING: &[&str] = &[
    "rule",
    "class",
    "text",
    "level",
    "need",
    "help",
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
    "late",
    "hours",
];
/// `contact.…`.
pub const CONTACT: &[&str] = &[
    "at", "date", "time", "how", "by", "met", "weather", "problem", "handled", "reported", "opinion", "proof",
    "outcome", "counts", "signal",
];
/// `duty.x.…`.
pub const DUTY: &[&str] = &["owed", "done", "missed", "met"];
/// `campaign.…`.
pub const CAMPAIGN: &[&str] = &["id", "title", "start", "end", "authority", "hotline"];
/// `period.…`.
pub const PERIOD: &[&str] = &["from", "to"];

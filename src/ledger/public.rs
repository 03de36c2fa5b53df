//! 公示: what may hang on a notice board (law 5).
//!
//! The campaign can only say less than this, never more. Three walls, one behind the other:
//! 1. a column stands only if everything that it asks for is on a closed list ([`may_stand`]): no answer of a form is, since
//!    a township may ask about illness in any question;
//! 2. of the text that remains, everything that could be a number of a person is taken out, however it is spelt;
//! 3. the names of children are taken out, and of everybody in the household but a grown head.

use chrono::NaiveDate;

use super::mask;
use super::table::{Cell, Table};
use crate::campaign::{self, ColumnKind};
use crate::register::Household;

/// The facts of the register, findings and contacts that say nothing about a person's body, means or papers.
const OPEN_FACTS: [&str; 40] = [
    "household.village",
    "household.district",
    "household.township",
    "household.county",
    "household.group",
    "household.head",
    "household.members",
    "household.order",
    "household.helper",
    "visit.done",
    "visit.date",
    "visit.count",
    "finding.level",
    "finding.help",
    "finding.quantity",
    "finding.unit",
    "finding.urgent",
    "finding.found",
    "finding.how",
    "finding.department",
    "finding.due",
    "finding.done",
    "finding.closed",
    "finding.state",
    "finding.open",
    "finding.overdue",
    "finding.late",
    "contact.date",
    "contact.time",
    "contact.how",
    "record.date",
    "record.time",
    "record.item",
    "record.spec",
    "record.unit",
    "record.in",
    "record.out",
    "record.balance",
    "record.price",
    "record.amount",
];

/// Families of names that are of the campaign, not of a person.
const OPEN_FAMILIES: [&str; 4] = ["campaign.", "stage.", "period.", "param."];

/// What replaces what was taken out.
const TAKEN_OUT: &str = "＊";

/// Whether a column may stand on a notice board at all.
pub(super) fn may_stand(column: &campaign::Column) -> bool {
    let open = |name: &str| OPEN_FACTS.contains(&name) || OPEN_FAMILIES.iter().any(|family| name.starts_with(family));
    column.value.names().all(open) && !matches!(column.kind, ColumnKind::Id | ColumnKind::Phone | ColumnKind::Answer(_))
}

/// A cell's text without numbers of persons and without the names of children.
pub(super) fn clean(text: &str, household: &Household, today: NaiveDate) -> String {
    let mut text = mask::hide_numbers(text, |_| TAKEN_OUT.to_owned());
    let head = household.head_member().map(|(id, _)| id);
    for (id, person) in &household.members {
        let child = person.age(today).is_some_and(|age| age < 18);
        let name = person.name.trim();
        if !name.is_empty() && (child || head != Some(id.as_str())) && (child || name != household.head) {
            text = text.replace(name, TAKEN_OUT);
        }
    }
    text
}

/// Takes numbers of persons out of everything else that stands on the sheet: title, headers, unit, names of villages and of
/// whoever filled it in.
pub(super) fn clean_rest(table: &mut Table) {
    let clean = |text: &mut String| *text = mask::hide_numbers(text, |_| TAKEN_OUT.to_owned());
    for text in [&mut table.name, &mut table.title, &mut table.unit, &mut table.date] {
        clean(text);
    }
    table.signatures.iter_mut().chain(&mut table.notes).for_each(clean);
    for column in &mut table.columns {
        clean(&mut column.group);
        clean(&mut column.label);
    }
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let Cell::Text(text) = cell {
            clean(text);
        }
    }
}

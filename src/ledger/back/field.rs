//! Which field of which record a column is, where it is one plain field.

use crate::campaign::Column;
use crate::journal::{Kind, RecordId};
use crate::ledger::Entry;
use crate::text::Lang;

/// A field that a column shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// What the record is.
    pub kind: Kind,
    /// Which it is.
    pub record: RecordId,
    /// Its path; of a head's name also that of the member who is the head.
    pub paths: Vec<String>,
}

/// Fields of a household that a ledger may set. Categories are none: a visit's answer stands before them.
const HOUSEHOLD: [(&str, &str); 9] = [
    ("group", "group"),
    ("head", "head"),
    ("address", "address"),
    ("residence", "residence"),
    ("phone", "phone"),
    ("members", "size"),
    ("categories", "categories"),
    ("account", "account"),
    ("note", "note"),
];

/// Fields of a finding that a ledger may set. Its level, its state and its dates follow from steps that are taken with it.
const FINDING: [&str; 11] =
    ["text", "class", "need", "quantity", "unit", "finder", "department", "officer", "due", "result", "verifier"];

/// Fields of a contact that a ledger may set.
const CONTACT: [&str; 8] = ["by", "met", "weather", "problem", "handled", "reported", "opinion", "proof"];

/// What a record of a ledger of records says without having a field of that name.
const DERIVED: [&str; 4] = ["at", "time", "kind", "balance"];

/// The field that a column shows of an entry; none where it is computed.
pub(super) fn field(entry: &Entry<'_>, column: &Column) -> Option<Field> {
    let (family, name) = column.value.formula(Lang::ZhHans)?.reference()?.split_once('.')?;
    let plain = |kind, record: &RecordId| Field { kind, record: record.clone(), paths: vec![name.to_owned()] };
    match family {
        "household" => of_household(entry, name),
        "finding" => entry.finding.filter(|_| FINDING.contains(&name)).map(|finding| plain(Kind::Finding, &finding.id)),
        "contact" => entry.contact.filter(|_| CONTACT.contains(&name)).map(|contact| plain(Kind::Contact, &contact.id)),
        "record" => {
            let log = entry.record?;
            let derived = DERIVED.contains(&name) || name.ends_with("_time");
            // A name that only its moment or its shift gives it is no field of its own.
            let own = log.own.iter().any(|own| own == name) || !["date", "leader", "officer", "phone"].contains(&name);
            (!derived && own).then(|| plain(Kind::from(log.kind.as_str()), &log.id))
        }
        _ => None,
    }
}

fn of_household(entry: &Entry<'_>, name: &str) -> Option<Field> {
    let (home, household) = (entry.home, &entry.home.household);
    if home.id.0.is_empty() {
        return None;
    }
    let member = household.head_member();
    let paths = if name == "head_id" {
        vec![format!("member/{}/id_number", member?.0)]
    } else {
        let (_, path) = HOUSEHOLD.iter().find(|(known, _)| *known == name)?;
        let mut paths = vec![(*path).to_owned()];
        if let Some((id, _)) = member.filter(|(_, person)| name == "head" && person.name == household.head) {
            paths.push(format!("member/{id}/name"));
        }
        paths
    };
    Some(Field { kind: Kind::Household, record: home.id.clone(), paths })
}

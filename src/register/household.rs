//! 户: a household with its members, as a view of its record.
//!
//! The record's fields are flat (`docs/records.md`); a [`Household`] gathers them, and [`Household::changes`] gives back only
//! the fields that a change really changes, so that two people who correct different things do not meet in a conflict.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Category, Person, ResidentId};
use crate::journal::{FieldValue, Fields, Record, RecordId};

/// A household.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Household {
    /// Identity of its `region` record.
    pub village: Option<RecordId>,
    /// 户主姓名.
    pub head: String,
    /// 组、屯.
    pub group: String,
    /// 户籍住址.
    pub address: String,
    /// 现居住地 where it differs.
    pub residence: String,
    /// Where the house is, as forms write a position: degrees north, degrees east (WGS 84), metres above the sea, metres that it
    /// may be off.
    pub position: String,
    /// 联系电话, several parted by 、.
    pub phone: String,
    /// 对象类别, by code; codes of a newer version stay.
    pub categories: Vec<String>,
    /// 家庭人口 as declared; the members may be fewer.
    pub size: Option<u32>,
    /// The members by their identity.
    pub members: BTreeMap<String, Person>,
    /// Identities of the `helper` records that answer for it, in order. They are written one by one, as `helper/<identity>`, and so
    /// no part of [`Self::changes`].
    pub helpers: Vec<String>,
    /// Place in the roster.
    pub order: Option<u32>,
    /// 一卡通或社保卡账号 by which relief is paid; spaces as typed.
    pub account: String,
    /// 备注.
    pub note: String,
    /// Moved away or not existing: no longer counted.
    pub gone: bool,
}

impl Household {
    /// Reads the fields of a `household` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let text = |path| record.text(path).to_owned();
        let mut members: BTreeMap<String, Person> = BTreeMap::new();
        for (rest, field) in record.under("member/") {
            let Some((member, part)) = rest.split_once('/') else { continue };
            let value = field.value().as_text().unwrap_or_default().to_owned();
            let person = members.entry(member.to_owned()).or_default();
            match part {
                "name" => person.name = value,
                "id_number" => person.id_number = value,
                "relation" => person.relation = value,
                "phone" => person.phone = value,
                "sex" => person.told_sex = value,
                "born" => person.told_birth = value,
                _ => {}
            }
        }
        members.retain(|_, person| *person != Person::default());
        Self {
            village: Some(record.text("village")).filter(|id| !id.is_empty()).map(|id| RecordId(id.to_owned())),
            head: text("head"),
            group: text("group"),
            address: text("address"),
            residence: text("residence"),
            position: text("position"),
            phone: text("phone"),
            categories: record.list("categories").map(str::to_owned).collect(),
            size: count(record.get("size")),
            members,
            helpers: record
                .under("helper/")
                .filter(|(_, field)| *field.value() == FieldValue::Bool(true))
                .map(|(helper, _)| helper.to_owned())
                .collect(),
            order: count(record.get("order")),
            account: text("account"),
            note: text("note"),
            gone: record.flag("gone"),
        }
    }

    /// The fields of a new `household` record; nothing is set that is empty.
    #[must_use]
    pub fn fields(&self) -> Fields {
        self.all_fields().into_iter().filter(|(_, value)| !is_nothing(value)).collect()
    }

    /// The fields that make `before` into `self`; what was emptied becomes null. Empty where nothing changed.
    #[must_use]
    pub fn changes(&self, before: &Self) -> Fields {
        let (new, mut old) = (self.all_fields(), before.all_fields());
        let mut changes = Fields::new();
        for (path, value) in new {
            let was = old.remove(&path).unwrap_or(Value::Null);
            let (now_nothing, was_nothing) = (is_nothing(&value), is_nothing(&was));
            if value != was && !(now_nothing && was_nothing) {
                changes.insert(path, if now_nothing { Value::Null } else { value });
            }
        }
        // What is left belongs to members who are no longer there.
        changes.extend(old.into_iter().filter(|(_, was)| !is_nothing(was)).map(|(path, _)| (path, Value::Null)));
        changes
    }

    /// The member who is the head: by relation, else by name, with their identity.
    #[must_use]
    pub fn head_member(&self) -> Option<(&str, &Person)> {
        let by_relation = self.members.iter().find(|(_, person)| super::relation::is_head(&person.relation));
        let found = by_relation.or_else(|| self.members.iter().find(|(_, person)| person.name == self.head));
        found.map(|(member, person)| (member.as_str(), person))
    }

    /// The head's ID number, where it is valid.
    #[must_use]
    pub fn head_id(&self) -> Option<ResidentId> {
        self.head_member().and_then(|(_, person)| person.id())
    }

    /// The categories that this version knows.
    pub fn known_categories(&self) -> impl Iterator<Item = Category> {
        self.categories.iter().filter_map(|code| Category::from_code(code))
    }

    /// 家庭人口: as declared, else the members that are known.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.size.unwrap_or_else(|| u32::try_from(self.members.len()).unwrap_or(u32::MAX))
    }

    fn all_fields(&self) -> Fields {
        let village = self.village.as_ref().map_or("", |id| id.0.as_str());
        let mut fields: Fields = [
            ("village", Value::from(village)),
            ("head", self.head.as_str().into()),
            ("group", self.group.as_str().into()),
            ("address", self.address.as_str().into()),
            ("residence", self.residence.as_str().into()),
            ("position", self.position.as_str().into()),
            ("phone", self.phone.as_str().into()),
            ("categories", self.categories.iter().map(String::as_str).collect()),
            ("size", self.size.into()),
            ("order", self.order.into()),
            ("account", self.account.as_str().into()),
            ("note", self.note.as_str().into()),
            ("gone", self.gone.into()),
        ]
        .map(|(path, value)| (path.to_owned(), value))
        .into();
        for (member, person) in &self.members {
            let parts = [
                ("name", &person.name),
                ("id_number", &person.id_number),
                ("relation", &person.relation),
                ("phone", &person.phone),
                ("sex", &person.told_sex),
                ("born", &person.told_birth),
            ];
            fields.extend(parts.map(|(part, text)| (format!("member/{member}/{part}"), text.as_str().into())));
        }
        fields
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and 1,000,000")]
fn count(value: &FieldValue<'_>) -> Option<u32> {
    match value {
        FieldValue::Number(number) if (0.0..=1_000_000.0).contains(number) => Some(*number as u32),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Journal, Kind, Stamp};

    fn household() -> Household {
        let person = |name: &str, id: &str, relation: &str| Person {
            name: name.into(),
            id_number: id.into(),
            relation: relation.into(),
            ..Person::default()
        };
        Household {
            village: Some(RecordId("r1".into())),
            head: "测试甲".into(),
            group: "1组".into(),
            phone: "13900000001".into(),
            categories: vec!["minimum_living".into(), "of_a_newer_version".into()],
            size: Some(3),
            members: [
                ("a1".to_owned(), person("测试甲", "11010519491231002X", "户主")),
                ("b2".to_owned(), person("测试乙", "1101", "配偶")),
            ]
            .into(),
            order: Some(7),
            ..Household::default()
        }
    }

    fn stored(writes: &[Fields]) -> Household {
        let mut journal = Journal::default();
        let id = RecordId("h1".into());
        for (index, fields) in writes.iter().enumerate() {
            let stamp = Stamp { device: "phone".into(), seq: index as u64 + 1, at: 0, author: String::new() };
            let write = journal.draft(stamp, Kind::Household, id.clone(), fields.clone());
            journal.insert(&write);
        }
        Household::of(&journal.record(&Kind::Household, &id).unwrap())
    }

    #[test]
    fn a_household_reads_back_from_its_record() {
        assert_eq!(stored(&[household().fields()]), household());
    }

    #[test]
    fn a_change_writes_only_what_changed_and_clears_who_left() {
        let mut after = household();
        after.phone = String::new();
        after.gone = true;
        after.members.remove("b2");
        let changes = after.changes(&household());
        let paths: Vec<_> = changes.keys().map(String::as_str).collect();
        assert_eq!(paths, ["gone", "member/b2/id_number", "member/b2/name", "member/b2/relation", "phone"]);
        assert_eq!(stored(&[household().fields(), changes]), after);
        assert!(after.changes(&after).is_empty());
    }

    #[test]
    fn the_head_is_found_by_relation_or_by_name() {
        assert_eq!(household().head_id().unwrap().as_str(), "11010519491231002X");
        let mut named = household();
        for person in named.members.values_mut() {
            person.relation.clear();
        }
        assert_eq!(named.head_member().unwrap().0, "a1");
    }
}

//! The households of a village as a list shows them: who, where, in what state.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use crate::journal::{Journal, Kind, Record, RecordId};
use crate::register::{Category, Household, Person};

/// A household in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its record.
    pub id: String,
    /// 户主姓名.
    pub head: String,
    /// 组、屯; empty where none is known.
    pub group: String,
    /// 家庭人口.
    pub people: u32,
    /// 联系电话.
    pub phone: String,
    /// 对象类别, without 一般户.
    pub categories: Vec<Category>,
    /// The last visit's state.
    pub visit: Visited,
    /// Open findings.
    pub open: Open,
    /// What a search looks through: names, ID numbers, phones, address.
    haystack: String,
    order: u32,
}

/// How far the visiting of a household has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Visited {
    /// Not visited.
    #[default]
    Never,
    /// A visit was begun and is not finished.
    Begun,
    /// Visited, on this day (`2026-12-16`).
    Done(String),
}

/// How many findings of each level are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// 红.
    pub red: u16,
    /// 黄.
    pub yellow: u16,
    /// 需.
    pub need: u16,
}

impl Open {
    /// All of them.
    #[must_use]
    pub const fn all(self) -> u16 {
        self.red.saturating_add(self.yellow).saturating_add(self.need)
    }

    fn add(&mut self, level: &str) {
        let count = match level {
            "red" => &mut self.red,
            "yellow" => &mut self.yellow,
            _ => &mut self.need,
        };
        *count = count.saturating_add(1);
    }
}

/// Which households to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All.
    #[default]
    All,
    /// 未查: not visited, or not to the end.
    Unvisited,
    /// 重点: of a category that asks for more than the ordinary.
    Key,
    /// 有问题: with open findings.
    Open,
}

impl Entry {
    /// Whether a household that is being typed is likely this one: the same ID number of a member, or the same head in the
    /// same group with nothing that tells them apart.
    #[must_use]
    pub fn is_like(&self, other: &Household) -> bool {
        let mut ids = other.members.values().filter_map(Person::id);
        ids.any(|id| self.haystack.contains(&id.as_str().to_lowercase()))
            || self.head == other.head && (self.group == other.group || self.group.is_empty() || other.group.is_empty())
    }
}

impl Filter {
    /// Whether it lets a household through.
    #[must_use]
    pub fn lets(self, entry: &Entry) -> bool {
        match self {
            Self::All => true,
            Self::Unvisited => !matches!(entry.visit, Visited::Done(_)),
            Self::Key => !entry.categories.is_empty(),
            Self::Open => entry.open.all() > 0,
        }
    }
}

/// Every household that counts, in the order of groups and of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Village {
    /// The households.
    pub entries: Vec<Entry>,
    /// Their places in the order of their identities.
    by_id: Vec<u32>,
}

/// How many households there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub all: usize,
    /// Visited to the end.
    pub done: usize,
    /// 重点.
    pub key: usize,
    /// With open findings.
    pub open: usize,
}

impl Village {
    /// Reads the journal.
    #[must_use]
    pub fn of(journal: &Journal) -> Self {
        let mut visits = visits(journal);
        let mut open = open_findings(journal);
        let mut entries: Vec<Entry> = journal
            .records(&Kind::Household)
            .map(|record| (record.id().0.clone(), Household::of(&record)))
            .filter(|(_, household)| !household.gone)
            .map(|(id, household)| {
                let visit = visits.remove(&id).unwrap_or_default();
                let open = open.remove(&id).unwrap_or_default();
                entry(id, household, visit, open)
            })
            .collect();
        entries.sort_by(|a, b| natural(&a.group, &b.group).then(a.order.cmp(&b.order)).then_with(|| a.id.cmp(&b.id)));
        let mut by_id: Vec<u32> = (0..).take(entries.len()).collect();
        by_id.sort_unstable_by_key(|at| entries.get(*at as usize).map(|entry| &entry.id));
        Self { entries, by_id }
    }

    /// How many there are of each sort.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |filter: Filter| self.entries.iter().filter(|entry| filter.lets(entry)).count();
        let all = self.entries.len();
        Counts { all, done: all - count(Filter::Unvisited), key: count(Filter::Key), open: count(Filter::Open) }
    }

    /// The places of the households that a filter and a search let through.
    #[must_use]
    pub fn find(&self, filter: Filter, query: &str) -> Vec<usize> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let holds = |entry: &Entry| words.iter().all(|word| entry.haystack.contains(word.as_str()));
        let found = self.entries.iter().enumerate().filter(|(_, entry)| filter.lets(entry) && holds(entry));
        found.map(|(at, _)| at).collect()
    }

    /// The groups among these places, each with how many follow, in their order.
    #[must_use]
    pub fn groups(&self, places: &[usize]) -> Vec<(String, usize)> {
        let mut groups: Vec<(String, usize)> = Vec::new();
        for group in places.iter().filter_map(|&at| self.entries.get(at)).map(|entry| &entry.group) {
            match groups.last_mut() {
                Some((last, count)) if last == group => *count += 1,
                _ => groups.push((group.clone(), 1)),
            }
        }
        groups
    }

    /// The household of this identity.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.place(id).and_then(|at| self.entries.get(at))
    }

    fn place(&self, id: &str) -> Option<usize> {
        let entry = |at: &u32| self.entries.get(*at as usize);
        let found = self.by_id.binary_search_by(|at| entry(at).map_or("", |entry| &entry.id).cmp(id));
        found.ok().and_then(|at| self.by_id.get(at)).map(|at| *at as usize)
    }

    /// The name of a household's head; empty where it is not known.
    #[must_use]
    pub fn name_of(&self, id: &str) -> &str {
        self.entry(id).map_or("", |entry| &entry.head)
    }

    /// The next household to visit after this one: in the list's order, going round.
    #[must_use]
    pub fn next_after(&self, id: &str) -> Option<&Entry> {
        let at = self.place(id).map_or(0, |at| at + 1);
        let (before, after) = self.entries.split_at_checked(at)?;
        after.iter().chain(before).find(|entry| entry.id != id && Filter::Unvisited.lets(entry))
    }
}

fn entry(id: String, household: Household, visit: Visited, open: Open) -> Entry {
    let mut haystack = String::new();
    let members = household.members.values().flat_map(|person| [&person.name, &person.id_number, &person.phone]);
    for text in [&household.head, &household.phone, &household.address, &household.group].into_iter().chain(members) {
        haystack.push_str(&text.to_lowercase());
        haystack.push('\n');
    }
    Entry {
        people: household.people(),
        categories: household.known_categories().filter(|category| *category != Category::General).collect(),
        order: household.order.unwrap_or(u32::MAX),
        head: household.head,
        group: household.group,
        phone: household.phone,
        id,
        visit,
        open,
        haystack,
    }
}

/// The state of each household's latest visit.
fn visits(journal: &Journal) -> HashMap<String, Visited> {
    let mut latest: BTreeMap<String, (String, Visited)> = BTreeMap::new();
    for record in journal.records(&Kind::Visit) {
        let visited = visited(&record);
        let started = record.text("started").to_owned();
        let known = latest.entry(record.text("household").to_owned()).or_default();
        if known.0 <= started {
            *known = (started, visited);
        }
    }
    latest.into_iter().map(|(household, (_, visited))| (household, visited)).collect()
}

/// How far one visit has come.
fn visited(visit: &Record<'_>) -> Visited {
    match visit.text("finished").get(..10) {
        Some(day) => Visited::Done(day.to_owned()),
        None => Visited::Begun,
    }
}

fn open_findings(journal: &Journal) -> HashMap<String, Open> {
    let mut open: HashMap<String, Open> = HashMap::new();
    for record in journal.records(&Kind::Finding) {
        if !matches!(record.text("state"), "closed" | "withdrawn") {
            open.entry(record.text("household").to_owned()).or_default().add(record.text("level"));
        }
    }
    open
}

/// The identity of a household as its record's.
impl From<&Entry> for RecordId {
    fn from(entry: &Entry) -> Self {
        Self(entry.id.clone())
    }
}

/// Compares names of groups as people order them: 2组 before 10组, 二组 before 十组, no group last.
fn natural(a: &str, b: &str) -> Ordering {
    let key = |text: &str| (text.is_empty(), number(text).unwrap_or(u32::MAX));
    key(a).cmp(&key(b)).then_with(|| a.cmp(b))
}

/// The number in a group's name, in digits or in Chinese numerals up to 九十九.
fn number(text: &str) -> Option<u32> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(6).collect();
    if !digits.is_empty() {
        return digits.parse().ok();
    }
    let value = |c: char| "零一二三四五六七八九".chars().position(|d| d == c).and_then(|n| u32::try_from(n).ok());
    let numerals: Vec<char> = text
        .chars()
        .skip_while(|c| *c != '十' && value(*c).is_none())
        .take_while(|c| *c == '十' || value(*c).is_some())
        .collect();
    match numerals.as_slice() {
        [one] if *one != '十' => value(*one),
        ['十'] => Some(10),
        ['十', one] => Some(10 + value(*one)?),
        [ten, '十'] => Some(value(*ten)? * 10),
        [ten, '十', one] => Some(value(*ten)? * 10 + value(*one)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::journal::{Fields, Stamp};

    fn journal(records: &[(Kind, &str, Value)]) -> Journal {
        let mut journal = Journal::default();
        for (seq, (kind, id, fields)) in (1..).zip(records) {
            let fields: Fields = serde_json::from_value(fields.clone()).unwrap();
            let stamp = Stamp { device: "d".into(), seq, at: 0, author: String::new() };
            let write = journal.draft(stamp, kind.clone(), RecordId((*id).into()), fields);
            journal.insert(&write);
        }
        journal
    }

    fn village() -> Village {
        Village::of(&journal(&[
            (Kind::Household, "a", json!({"head": "测试甲", "group": "10组", "categories": ["minimum_living"]})),
            (Kind::Household, "b", json!({"head": "测试乙", "group": "2组", "order": 2, "phone": "13900001234"})),
            (Kind::Household, "c", json!({"head": "测试丙", "group": "2组", "order": 1, "categories": ["general"]})),
            (Kind::Household, "d", json!({"head": "测试丁"})),
            (Kind::Household, "e", json!({"head": "搬走", "gone": true})),
            (
                Kind::Visit,
                "v1",
                json!({"household": "c", "started": "2026-12-15T09:00:00+08:00", "finished": "2026-12-15T09:10:00+08:00"}),
            ),
            (Kind::Visit, "v2", json!({"household": "b", "started": "2026-12-15T09:00:00+08:00"})),
            (Kind::Finding, "f1", json!({"household": "b", "level": "red", "state": "new"})),
            (Kind::Finding, "f2", json!({"household": "c", "level": "red", "state": "closed"})),
        ]))
    }

    #[test]
    fn households_stand_by_group_and_roster_and_those_that_left_are_not_shown() {
        let heads: Vec<_> = village().entries.iter().map(|entry| entry.head.clone()).collect();
        assert_eq!(heads, ["测试丙", "测试乙", "测试甲", "测试丁"]);
    }

    #[test]
    fn filters_and_search_narrow_together() {
        let village = village();
        let heads = |filter, query: &str| -> Vec<String> {
            village.find(filter, query).iter().map(|&at| village.entries[at].head.clone()).collect()
        };
        assert_eq!(heads(Filter::Unvisited, ""), ["测试乙", "测试甲", "测试丁"]);
        assert_eq!(heads(Filter::Key, ""), ["测试甲"]);
        assert_eq!(heads(Filter::Open, ""), ["测试乙"]);
        assert_eq!(heads(Filter::All, "1234"), ["测试乙"]);
        assert_eq!(heads(Filter::All, "测试 2组"), ["测试丙", "测试乙"]);
        assert_eq!(heads(Filter::Key, "乙"), Vec::<String>::new());
        assert_eq!(village.counts(), Counts { all: 4, done: 1, key: 1, open: 1 });
    }

    #[test]
    fn the_next_household_is_the_next_unvisited_going_round() {
        let village = village();
        assert_eq!(village.next_after("d").unwrap().head, "测试乙");
        assert_eq!(village.next_after("c").unwrap().head, "测试乙");
        assert_eq!(village.next_after("nobody").unwrap().head, "测试乙");
    }

    #[test]
    fn groups_are_ordered_as_people_count() {
        let mut groups = ["10组", "", "三组", "2组", "十二组", "二十组", "东屯"];
        groups.sort_by(|a, b| natural(a, b));
        assert_eq!(groups, ["2组", "三组", "10组", "十二组", "二十组", "东屯", ""]);
    }
}

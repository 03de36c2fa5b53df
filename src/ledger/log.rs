//! 登记: records that a ledger lists as they are, beside households, findings and contacts: stock, gifts, shifts, incidents,
//! clues, and whatever kind a campaign makes up. A campaign's ledger names the kinds; nothing here knows them all.

use std::collections::BTreeMap;

use super::view::Home;
use crate::expr::Value;
use crate::journal::{FieldValue, Journal, Kind, Record, RecordId, Texts};
use crate::moment::Moment;
use crate::plan::{INCIDENT, SHIFT};

/// The kind of record that goods in and out are.
const STOCK: &str = "stock";

/// A record of a ledger of records.
#[derive(Clone, Debug)]
pub struct Log {
    /// Its identity.
    pub id: RecordId,
    /// Its kind's word.
    pub kind: String,
    /// The household it names; else an empty one of its village.
    pub home: Home,
    /// When it was, as its record writes it: a date, or a date-time.
    pub at: String,
    /// Its fields, as text, with what is made from them.
    pub texts: Texts,
    /// The names of the fields that it has itself.
    pub own: Vec<String>,
}

impl Log {
    fn of(record: &Record<'_>, home: Home) -> Self {
        let texts: Texts = record
            .fields()
            .iter()
            .map(|field| (field.path(), text(field.value())))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let own = texts.iter().map(|(name, _)| name.to_owned()).collect();
        let at = ["when", "date", "at", "heard", "from"].iter().find_map(|path| texts.get(path)).map(str::to_owned);
        Self {
            id: record.id().clone(),
            kind: record.kind().word().to_owned(),
            home,
            at: at.unwrap_or_default(),
            texts,
            own,
        }
    }

    /// The value of a field, or of what is made from it: `at`, `date` and `time` of its moment, `kind`, and `x_time`, the day
    /// and time of a field `x` that holds a moment.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<Value> {
        let moment = || Moment::parse(&self.at);
        let value = match name {
            "kind" => self.kind.clone(),
            "at" => self.at.clone(),
            "date" => self.at.get(..10).unwrap_or(&self.at).to_owned(),
            "time" => moment().map(Moment::clock)?,
            _ => match (self.texts.get(name), name.strip_suffix("_time")) {
                (Some(text), _) => text.to_owned(),
                (None, Some(moment)) => self.moment(moment)?.wall().format("%m-%d %H:%M").to_string(),
                (None, None) => return None,
            },
        };
        Some(Value::from(value))
    }

    fn text(&self, name: &str) -> &str {
        self.texts.get(name).unwrap_or_default()
    }

    fn number(&self, name: &str) -> f64 {
        self.text(name).parse().unwrap_or(0.0)
    }

    fn moment(&self, name: &str) -> Option<Moment> {
        Moment::parse(self.text(name))
    }
}

/// A value as a ledger's expressions see it.
fn text(value: &FieldValue<'_>) -> String {
    match value {
        FieldValue::Null | FieldValue::Object(_) => String::new(),
        FieldValue::Bool(truth) => u8::from(*truth).to_string(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Text(text) => text.trim().to_owned(),
        FieldValue::List(list) => list.iter().map(text).collect::<Vec<_>>().join(" "),
    }
}

/// The records of these kinds, oldest first. Of one village only its own, and those that name none where there is no other village.
pub(super) fn logs(journal: &Journal, kinds: &[&str], homes: &[Home], village: Option<&RecordId>) -> Vec<Log> {
    let by_id: BTreeMap<&str, &Home> = homes.iter().map(|home| (home.id.0.as_str(), home)).collect();
    let alone = journal.ids(&Kind::Region).nth(1).is_none();
    let mut logs = Vec::new();
    for kind in kinds {
        for record in journal.records(&Kind::from(*kind)) {
            let household = record.text("household");
            let of = Some(record.text("village")).filter(|id| !id.is_empty()).map(RecordId::from);
            let home = match by_id.get(household) {
                Some(home) => (*home).clone(),
                None if !household.is_empty() && village.is_some() => continue,
                None if village.is_some_and(|wanted| of.as_ref().map_or(!alone, |of| of != wanted)) => continue,
                None => Home::nowhere(of),
            };
            logs.push(Log::of(&record, home));
        }
    }
    logs.sort_by(|a, b| (&a.at, &a.id).cmp(&(&b.at, &b.id)));
    balance(&mut logs);
    name_shifts(&mut logs);
    logs
}

/// 结存: what has come in less what has gone out, by article, specification and unit, up to each row.
fn balance(logs: &mut [Log]) {
    let mut stocks: BTreeMap<[String; 4], f64> = BTreeMap::new();
    for log in logs.iter_mut().filter(|log| log.kind == STOCK) {
        let village = log.home.household.village.as_ref().map_or_else(String::new, |id| id.0.clone());
        let [item, spec, unit] = ["item", "spec", "unit"].map(|name| log.text(name).to_owned());
        let sum = stocks.entry([village, item, spec, unit]).or_default();
        *sum += log.number("in") - log.number("out");
        // Thousandths are as fine as goods are counted; what is finer came of adding fractions.
        let rounded = (*sum * 1000.0).round() / 1000.0;
        log.texts.insert("balance", &rounded.to_string());
    }
}

/// An incident's 带班领导, 值班员 and 电话 are those of the shift in which it was heard of, where its record does not say.
fn name_shifts(logs: &mut [Log]) {
    let shifts: Vec<Log> = logs.iter().filter(|log| log.kind == SHIFT).cloned().collect();
    for log in logs.iter_mut().filter(|log| log.kind == INCIDENT) {
        let Some(heard) = log.moment("heard").or_else(|| log.moment("at")) else { continue };
        let covers = |shift: &&Log| {
            shift.moment("from").is_some_and(|from| from <= heard) && shift.moment("to").is_some_and(|to| heard < to)
        };
        if let Some(shift) = shifts.iter().find(covers) {
            for name in ["leader", "officer", "phone"] {
                if let Some(text) = shift.texts.get(name).filter(|_| !log.texts.contains(name)) {
                    log.texts.insert(name, text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Edition, Heading, Table, View, make};
    use crate::campaign::builtin;
    use crate::journal::{Journal, Kind, Stamp};
    use crate::moment::Moment;
    use crate::text::Lang;
    use serde_json::{Value, json};

    fn journal(records: &[(&str, &str, Value)]) -> Journal {
        let mut journal = Journal::default();
        for (seq, (kind, id, fields)) in (1..).zip(records) {
            let stamp = Stamp { device: "d".into(), seq, at: 0, author: String::new() };
            let fields =
                fields.as_object().unwrap().iter().map(|(path, value)| (path.clone(), value.clone())).collect();
            let write = journal.draft(stamp, Kind::from(*kind), (*id).into(), fields);
            journal.insert(&write);
        }
        journal
    }

    fn ledger(number: &str, edition: Edition, journal: &Journal, village: Option<&str>) -> Table {
        let campaign = builtin::HOUSEHOLD_WINTER.campaign().unwrap();
        let now = Moment::parse("2026-12-27T18:00:00+08:00").unwrap();
        let view = View::new(journal, &campaign, now, village.map(Into::into).as_ref());
        let heading = Heading { unit: "示例1村".into(), author: String::new(), edition, lang: Lang::ZhHans };
        make(campaign.ledger(number).unwrap(), &view, &heading)
    }

    fn rows(table: &Table) -> Vec<String> {
        let cell = |cell: &Cell| match cell {
            Cell::Blank => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
        };
        table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
    }

    fn goods() -> Journal {
        journal(&[
            (
                "stock",
                "s2",
                json!({"village": "v1", "date": "2026-12-20", "item": "棉被", "unit": "床", "out": 12.5, "price": 80}),
            ),
            (
                "stock",
                "s1",
                json!({"village": "v1", "date": "2026-12-18", "item": "棉被", "unit": "床", "in": 40, "source": "allotted", "price": 80}),
            ),
            ("stock", "s3", json!({"village": "v1", "date": "2026-12-21", "item": "大米", "unit": "公斤", "in": 100})),
            ("stock", "s4", json!({"village": "v2", "date": "2026-12-19", "item": "棉被", "unit": "床", "in": 7})),
        ])
    }

    #[test]
    fn what_is_left_follows_from_what_came_and_went_however_it_was_typed() {
        let table = ledger("L10", Edition::Report, &goods(), Some("v1"));
        assert_eq!(
            rows(&table),
            [
                "1|2026-12-18|棉被||床|调拨|40||40|80|3200||||",
                "2|2026-12-20|棉被||床|||12.5|27.5|80||1000|||",
                "3|2026-12-21|大米||公斤||100||100||||||",
                "合计||||||||||3200|1000|||",
            ]
        );
    }

    #[test]
    fn villages_keep_their_stocks_apart() {
        let all = rows(&ledger("L10", Edition::Report, &goods(), None));
        assert_eq!(all.iter().filter(|row| row.contains("棉被||床||7||7|")).count(), 1, "{all:?}");
    }

    #[test]
    fn an_incident_names_those_who_were_on_duty_when_it_was_heard_of() {
        let journal = journal(&[
            (
                "shift",
                "a",
                json!({"from": "2026-12-21T08:00:00+08:00", "to": "2026-12-22T08:00:00+08:00", "leader": "测试甲", "officer": "测试乙", "phone": "15400000000"}),
            ),
            (
                "incident",
                "b",
                json!({"what": "co", "at": "2026-12-22T01:00:00+08:00", "heard": "2026-12-22T01:10:00+08:00", "reported": "2026-12-22T01:20:00+08:00", "text": "一氧化碳中毒", "first": "测试丙"}),
            ),
        ]);
        assert_eq!(
            rows(&ledger("L14", Edition::Report, &journal, None)),
            [
                "1|2026-12-21|12-21 08:00|12-22 08:00|测试甲|测试乙|15400000000|||||",
                "2|2026-12-22|||测试甲|测试乙|15400000000|12-22 01:10|一氧化碳中毒|测试丙||12-22 01:20",
            ]
        );
    }

    #[test]
    fn a_gift_to_a_household_bears_its_name_and_its_board_tells_no_person() {
        let journal = journal(&[
            ("household", "h1", json!({"village": "v1", "head": "测试甲", "categories": ["minimum_living"]})),
            (
                "gift",
                "g1",
                json!({"household": "h1", "date": "2026-12-25", "money": 500, "goods": "大米 10 公斤", "value": 60, "receipt": "signed", "letter": true}),
            ),
            ("gift", "g2", json!({"village": "v1", "date": "2026-12-26", "person": "测试丁", "money": 300})),
        ]);
        let table = ledger("L13", Edition::Report, &journal, Some("v1"));
        assert_eq!(
            rows(&table),
            [
                "1|2026-12-25|测试甲|低保|500|大米 10 公斤|60||本人签收|是|",
                "2|2026-12-26|测试丁||300||||||",
                "合计||||800||60||||",
            ]
        );
        let board = rows(&ledger("L13", Edition::Public, &journal, Some("v1")));
        assert!(!board.concat().contains("测试"), "{board:?}");
    }
}

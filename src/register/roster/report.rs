//! What was read, as the JSON that `nuandong roster --json` writes.

use serde_json::{Map, Value, json};

use super::{Problem, RosterReading};
use crate::text::{Lang, Say};

impl RosterReading {
    /// The report: `households` with `head`, `group` and `members` (`name`, `relation`, and `id` only where it is valid),
    /// `rows` with what there is to say in `lang`, `columns` from heading to meaning.
    ///
    /// A row has `sheet` where the workbook has several. A sheet that was not read is told by its first row.
    #[must_use]
    pub fn to_json(&self, lang: Lang) -> Value {
        let households: Vec<Value> = self
            .households
            .iter()
            .map(|household| {
                let members: Vec<Value> = household
                    .members
                    .iter()
                    .map(|member| {
                        let mut entry = Map::new();
                        entry.insert("name".into(), json!(member.name));
                        if let Some(id) = &member.id {
                            entry.insert("id".into(), json!(id.as_str()));
                        }
                        entry.insert("relation".into(), json!(member.relation));
                        Value::Object(entry)
                    })
                    .collect();
                json!({ "head": household.head, "group": household.group, "members": members })
            })
            .collect();
        let sheets = self.sheets.iter().filter_map(|sheet| Some((sheet, sheet.problem?)));
        let unread =
            sheets.map(|(sheet, problem)| json!({ "sheet": sheet.name, "row": 1, "problems": [problem.say(lang)] }));
        let rows = self.rows.iter().map(|report| {
            let problems: Vec<String> = report.problems.iter().map(|problem: &Problem| problem.say(lang)).collect();
            match self.sheets.get(report.sheet) {
                Some(sheet) if self.sheets.len() > 1 => {
                    json!({ "sheet": sheet.name, "row": report.row, "problems": problems })
                }
                _ => json!({ "row": report.row, "problems": problems }),
            }
        });
        let columns: Map<String, Value> = self
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.columns)
            .filter_map(|column| Some((column.heading.clone(), json!(column.target.as_ref()?.code()))))
            .collect();
        json!({ "households": households, "rows": rows.chain(unread).collect::<Vec<_>>(), "columns": columns })
    }
}

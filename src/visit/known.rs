//! What expressions can ask of a household: its register entry, its last visit, and whatever else is put beside them.

use chrono::NaiveDate;

use super::Visit;
use crate::expr::Value;
use crate::register::{Category, Helpers, Household, Region};

/// What is known of one household. Names are those of `campaign::HOUSEHOLD` and `campaign::VISIT`, and the questions'.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its identity.
    pub id: &'a str,
    /// Its entry in the register.
    pub household: &'a Household,
    /// Where it lives.
    pub region: Option<&'a Region>,
    /// Who answers for households; none where nobody knows.
    pub helpers: Option<&'a Helpers>,
    /// The visit whose answers count: the last finished one, or the one that is going on.
    pub visit: Option<&'a Visit>,
    /// How many finished visits there are.
    pub visits: usize,
    /// The day on which ages are counted.
    pub today: NaiveDate,
}

impl Known<'_> {
    /// The value of a name; none where nothing is known.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<Value> {
        match name.split_once('.') {
            None => self.visit?.answers.get(name).map(Value::from),
            Some(("household", name)) => self.entry(name),
            Some(("visit", name)) => self.visit_fact(name),
            Some(_) => None,
        }
    }

    fn visit_fact(&self, name: &str) -> Option<Value> {
        let finished = self.visit.filter(|visit| visit.finished.is_some());
        match name {
            "done" => Some(number(usize::from(finished.is_some()))),
            "count" => Some(number(self.visits)),
            "date" => finished?.finished.map(|moment| Value::from(moment.day().to_string())),
            "surveyor" => self.visit.map(|visit| Value::from(visit.surveyor.as_str())),
            _ => None,
        }
    }

    fn entry(&self, name: &str) -> Option<Value> {
        let household = self.household;
        let text = |text: &str| Some(text).filter(|text| !text.is_empty()).map(Value::from);
        match name {
            "id" => text(self.id),
            "village" => text(&self.region?.village),
            "district" => text(&self.region?.district),
            "township" => text(&self.region?.township),
            "county" => text(&self.region?.county),
            "group" => text(&household.group),
            "head" => text(&household.head),
            "head_id" => text(&household.head_member()?.1.id_number),
            "head_sex" => household.head_member()?.1.sex().map(|sex| Value::from(sex.code())),
            "head_age" => household.head_member()?.1.age(self.today).map(|age| Value::from(f64::from(age))),
            "members" => {
                Some(household.people()).filter(|people| *people > 0).map(|people| Value::from(f64::from(people)))
            }
            "over60" => self.aged(|age| age >= 60),
            "over80" => self.aged(|age| age >= 80),
            "under16" => self.aged(|age| age < 16),
            // The register knows that there is one, not how many.
            "severe_disabled" => (!household.known_categories().any(|known| known == Category::SevereDisability))
                .then_some(Value::Number(0.0)),
            "categories" => text(&household.categories.join(" ")),
            "address" => text(&household.address),
            "residence" => text(&household.residence),
            "phone" => text(&household.phone),
            "account" => text(&household.account),
            "note" => text(&household.note),
            "order" => household.order.map(|order| Value::from(f64::from(order))),
            name => self.helpers?.fact(household, name),
        }
    }

    /// How many members are of such an age; none where the age of one is not known, since the count could be wrong.
    fn aged(&self, wanted: impl Fn(u32) -> bool) -> Option<Value> {
        let household = self.household;
        let members = household.members.len();
        if members == 0 || u32::try_from(members).ok()? < household.people() {
            return None;
        }
        let ages: Option<Vec<u32>> = household.members.values().map(|person| person.age(self.today)).collect();
        Some(number(ages?.into_iter().filter(|age| wanted(*age)).count()))
    }
}

fn number(count: usize) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "counts of people and visits")]
    Value::Number(count as f64)
}

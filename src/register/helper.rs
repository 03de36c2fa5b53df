//! 帮扶责任人: who answers for households. A household names its helpers by `helper/<identity>`, so that two people who assign
//! different helpers do not meet in a conflict.

use super::typed::squeeze;
use super::{Household, identity};
use crate::expr::Value;
use crate::journal::{Fields, Journal, Kind, Record, RecordId};

/// A helper: 村两委, 党员, 网格员, an official of the township.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Helper {
    /// 姓名.
    pub name: String,
    /// 职务.
    pub duty: String,
    /// 电话.
    pub phone: String,
    /// Identity of the `region` record they help in.
    pub village: String,
}

impl Helper {
    /// Reads the fields of a `helper` record.
    #[must_use]
    pub fn of(record: &Record<'_>) -> Self {
        let text = |path| record.text(path).to_owned();
        Self { name: text("name"), duty: text("duty"), phone: text("phone"), village: text("village") }
    }

    /// The fields of a `helper` record; nothing is set that is empty.
    #[must_use]
    pub fn fields(&self) -> Fields {
        let all = [("name", &self.name), ("duty", &self.duty), ("phone", &self.phone), ("village", &self.village)];
        let filled = all.into_iter().filter(|(_, text)| !text.is_empty());
        filled.map(|(path, text)| (path.to_owned(), text.as_str().into())).collect()
    }

    /// The record's identity: from village and name, so that one roster on two phones makes each helper once.
    #[must_use]
    pub fn record_id(&self) -> RecordId {
        identity::derive("p", &["helper", &self.village, &squeeze(&self.name)])
    }
}

/// The helpers of a journal, each with how many households they answer for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Helpers(Vec<Answering>);

/// A helper, and for how many households they answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    /// The helper's record.
    pub id: RecordId,
    /// Who it is.
    pub helper: Helper,
    /// How many households.
    pub households: usize,
}

impl Helpers {
    /// Reads the `helper` records of a journal; nobody answers for anything yet.
    #[must_use]
    pub fn of(journal: &Journal) -> Self {
        let one =
            |record: Record<'_>| Answering { id: record.id().clone(), helper: Helper::of(&record), households: 0 };
        let mut all: Vec<Answering> = journal.records(&Kind::Helper).map(one).collect();
        all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Self(all)
    }

    /// Counts one more household for each of its helpers.
    pub fn count<'a>(&mut self, helpers: impl IntoIterator<Item = &'a String>) {
        for id in helpers {
            self.change(id, |households| households + 1);
        }
    }

    /// Counts one household less for each of its helpers.
    pub fn discount<'a>(&mut self, helpers: impl IntoIterator<Item = &'a String>) {
        for id in helpers {
            self.change(id, |households| households.saturating_sub(1));
        }
    }

    /// Takes over for how many households each helper answers, as far as `before` knows them.
    pub fn keep_counts(&mut self, before: &Self) {
        for one in &mut self.0 {
            one.households = before.get(&one.id.0).map_or(0, |known| known.households);
        }
    }

    /// Says for how many households a helper answers.
    pub fn set_count(&mut self, id: &str, count: usize) {
        self.change(id, |_| count);
    }

    fn change(&mut self, id: &str, change: impl FnOnce(usize) -> usize) {
        if let Ok(place) = self.place(id)
            && let Some(one) = self.0.get_mut(place)
        {
            one.households = change(one.households);
        }
    }

    fn place(&self, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|one| one.id.0.as_str().cmp(id))
    }

    /// The helper of this identity.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Answering> {
        self.0.get(self.place(id).ok()?)
    }

    /// All of them, by identity.
    #[must_use]
    pub fn all(&self) -> &[Answering] {
        &self.0
    }

    /// Those who answer for a household.
    pub fn answering<'a>(&'a self, household: &'a Household) -> impl Iterator<Item = &'a Answering> {
        household.helpers.iter().filter_map(|id| self.get(id))
    }

    /// `household.helper`, `.helper_role`, `.helper_phone` and `.pairing` (一帮一 where each of its helpers has no other household)
    /// in expressions; none where nobody answers for it.
    #[must_use]
    pub fn fact(&self, household: &Household, name: &str) -> Option<Value> {
        let joined = |part: fn(&Helper) -> &str, between: &str| {
            let mut texts: Vec<&str> = Vec::new();
            for text in self.answering(household).map(|one| part(&one.helper)).filter(|text| !text.is_empty()) {
                if !texts.contains(&text) {
                    texts.push(text);
                }
            }
            Some(texts.join(between)).filter(|text| !text.is_empty()).map(Value::from)
        };
        match name {
            "helper" => joined(|helper| &helper.name, "、"),
            "helper_role" => joined(|helper| &helper.duty, " "),
            "helper_phone" => joined(|helper| &helper.phone, "、"),
            "pairing" => {
                // Nobody has counted where nobody has any.
                let most = self.answering(household).map(|one| one.households).max().filter(|most| *most > 0)?;
                Some(Value::from(if most <= 1 { "one" } else { "many" }))
            }
            _ => None,
        }
    }
}

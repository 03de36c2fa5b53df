//! Where a fact is found, told once from its name and not at every entry; and the facts behind those that are computed.

use super::Count;
use super::known::Ready;
use crate::campaign::{Formula, Tag};
use crate::expr::Value;

/// Where a fact is found: told once from its name, and not at every entry.
pub(super) enum Source<'c> {
    /// In the entry's finding, by the name from this place on.
    Finding(usize),
    /// Among the answers of the visit.
    Answer,
    /// It is computed from others.
    Derived(Derived<'c>),
    /// Wherever its name says.
    Named,
}

/// A fact that is computed from others: a calculation of the form, or a tag.
pub(super) struct Derived<'c> {
    pub tag: Option<&'c Tag>,
    pub ready: Option<Ready<'c, Option<Value>>>,
}

/// The fact that tags ask beside their conditions.
pub(super) const CATEGORIES: &str = "known.categories";

impl<'c> Count<'c> {
    /// The tag of a name with its condition, or the calculation of one; none where it is computed from nothing, or from itself.
    pub(super) fn behind(&self, name: &str) -> Option<(Option<&'c Tag>, Option<&'c Formula>)> {
        let (tag, formula) = match name.split_once('.') {
            Some(("tag", tag)) => self.campaign.tag(tag).map(|tag| (Some(tag), tag.when.as_ref()))?,
            Some(_) => return None,
            None => (None, self.campaign.questions.get(name)?.calculation.as_ref()),
        };
        let mut path = vec![name];
        let is_sound = formula.is_none_or(|formula| self.ends(formula, &mut path));
        is_sound.then_some((tag, formula))
    }

    /// Whether following what a formula is computed from comes to an end.
    fn ends<'n>(&self, formula: &'n Formula, path: &mut Vec<&'n str>) -> bool
    where
        'c: 'n,
    {
        formula.names().iter().all(|name| {
            let next: Option<&'n Formula> = match name.split_once('.') {
                Some(("tag", tag)) => self.campaign.tag(tag).and_then(|tag| tag.when.as_ref()),
                Some(_) => None,
                None => self.campaign.questions.get(name).and_then(|question| question.calculation.as_ref()),
            };
            let Some(next) = next else { return true };
            if path.contains(&name.as_str()) {
                return false;
            }
            path.push(name);
            let ends = self.ends(next, path);
            path.pop();
            ends
        })
    }

    /// Adds the names that tags and calculations ask for, and sorts all.
    pub(super) fn add_names_behind(&mut self) {
        let mut next = 0;
        while let Some(name) = self.names.get(next) {
            let (tag, formula) = self.behind(name).unwrap_or_default();
            let categories = tag.filter(|tag| !tag.categories.is_empty()).map(|_| CATEGORIES.to_owned());
            let asked = formula.map(Formula::names).unwrap_or_default().iter().cloned().chain(categories);
            let new: Vec<String> = asked.filter(|name| !self.names.contains(name)).collect();
            self.names.extend(new);
            next += 1;
        }
        self.names.sort_unstable();
        self.names.dedup();
    }
}

//! A sentence that a rule has written, in another language.
//!
//! Findings carry their sentence in the language of the records, which is what ledgers and packages show and what a township without
//! this campaign can still read. On a screen or in a table in another language the blanks of the rule's template are read back from the sentence and
//! filled into the template of that language; a sentence that the template cannot have written stands as it is.

use std::borrow::Cow;

use super::text::Part;
use super::{Campaign, Rule, Template, Text};
use crate::form::{Kind, Source};
use crate::text::Lang;

/// What stands between the labels of several choices.
const BETWEEN: char = '、';

impl Campaign {
    /// What the rule of this name says in `lang`, where `text` is what it said in the language of the records.
    #[must_use]
    pub fn retell<'t>(&self, rule: &str, text: &'t str, lang: Lang) -> Cow<'t, str> {
        let said = self.rule(rule).filter(|_| lang != Lang::ZhHans).and_then(|rule| {
            let blanks = rule.text.get(Lang::ZhHans).read(text)?;
            let filled = rule.text.get(lang).fill(|name| {
                let (_, words) = blanks.iter().find(|(known, _)| *known == name)?;
                Some(self.relabel(name, words, lang))
            });
            Some(filled).filter(|filled| !filled.is_empty())
        });
        said.map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// What the rule of this name says in `lang` where `text` is, word for word, what it says in the language of the records: its unit,
    /// its advice. Anything else as it stands.
    #[must_use]
    pub fn repeat<'t>(&'t self, rule: &str, text: &'t str, said: fn(&Rule) -> &Text, lang: Lang) -> &'t str {
        self.rule(rule).map(said).filter(|said| said.zh_hans == text).map_or(text, |said| said.get(lang))
    }

    /// The labels of a question's choices in `lang`; other words as they stand.
    fn relabel(&self, question: &str, words: &str, lang: Lang) -> String {
        let node = self.questions.get(question).and_then(|question| self.form.node(question.node));
        let list = match node.map(|node| &node.kind) {
            Some(Kind::Select(select)) => match &select.source {
                Source::List(list) => self.form.list(*list),
                _ => None,
            },
            _ => None,
        };
        let Some(list) = list else { return words.to_owned() };
        let (own, wanted) = (self.language(Lang::ZhHans), self.language(lang));
        let usual = self.form.settings.default_language;
        let mut labels = Vec::new();
        let mut rest = words;
        while !rest.is_empty() {
            // A label may hold what stands between labels, so the longest that fits is meant.
            let fits = |choice: &usize| {
                let after = rest.strip_prefix(list.label(*choice, own, usual));
                after.is_some_and(|after| after.is_empty() || after.starts_with(BETWEEN))
            };
            let choices = (0..list.len()).filter(fits);
            let Some(choice) = choices.max_by_key(|choice| list.label(*choice, own, usual).len()) else {
                return words.to_owned();
            };
            labels.push(list.label(choice, wanted, usual));
            rest = rest.get(list.label(choice, own, usual).len()..).unwrap_or_default();
            rest = rest.strip_prefix(BETWEEN).unwrap_or(rest);
        }
        labels.join(lang.pick("、", ", "))
    }
}

impl Template {
    /// What its blanks were filled with in a text that it wrote; none where it cannot have written it.
    fn read<'t>(&'t self, text: &'t str) -> Option<Vec<(&'t str, &'t str)>> {
        let parts: Vec<&Part> = self.parts.iter().collect();
        let mut blanks = Vec::new();
        read(&parts, text, &mut blanks).then_some(blanks)
    }
}

fn read<'t>(parts: &[&'t Part], text: &'t str, blanks: &mut Vec<(&'t str, &'t str)>) -> bool {
    let Some((part, rest)) = parts.split_first() else { return text.is_empty() };
    match part {
        Part::Plain(plain) => text.strip_prefix(plain.as_str()).is_some_and(|text| read(rest, text, blanks)),
        Part::Blank(name) => {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (words, left) in ends.filter_map(|at| text.split_at_checked(at)) {
                blanks.push((name, words));
                if read(rest, left, blanks) {
                    return true;
                }
                blanks.pop();
            }
            false
        }
        Part::Optional(inside) => {
            let there: Vec<&Part> = inside.iter().chain(rest.iter().copied()).collect();
            read(&there, text, blanks) || read(rest, text, blanks)
        }
    }
}

#[cfg(test)]
#[cfg(feature = "compile")]
mod tests {
    use super::*;
    use crate::campaign::{builtin, compile};

    #[test]
    fn what_a_rule_wrote_is_told_again_in_the_other_language() {
        let campaign = compile(&builtin::HOUSEHOLD_WINTER.workbook()).unwrap();
        let told = |rule: &str, text: &str| campaign.retell(rule, text, Lang::En).into_owned();
        assert_eq!(told("fuel_red", "燃料快用完了，约够 5 天"), "Fuel is running out: about 5 days left");
        assert_eq!(told("fuel_red", "燃料快用完了"), "Fuel is running out");
        assert_eq!(told("chimney", "烟囱：堵塞、久未清"), "Chimney: Blocked or long uncleaned");
        assert_eq!(told("outage", "近 7 天有过，约 9 小时"), "An outage in the last 7 days, about 9 hours");
        // Written by an older version of the rule, by hand, or by a campaign that is not here.
        assert_eq!(told("chimney", "烟囱裂了"), "烟囱裂了");
        assert_eq!(told("", "院里堆着汽油"), "院里堆着汽油");
        assert_eq!(campaign.retell("fuel_red", "燃料快用完了", Lang::ZhHans), "燃料快用完了");
    }
}

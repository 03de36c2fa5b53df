//! Asking a campaign about one household: expressions computed, blanks filled, codes turned into words.

use std::borrow::Cow;
use std::cell::RefCell;

use super::Campaign;
use super::formula::{Facts, Formula, text_of};
use super::ledger::ColumnValue;
use super::rule::Tag;
use super::text::{CHINESE, ENGLISH, Templates, is_language};
use crate::expr::{Env, Value};
use crate::form::{Kind, LangId, Pick, Source};
use crate::text::Lang;

/// A campaign, what is known of one subject, and the moment.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    campaign: &'a Campaign,
    facts: &'a Facts<'a>,
    env: &'a Env,
    /// How many calculations may still stand on one another.
    depth: u8,
    /// What was asked before of the same subject.
    memo: Option<&'a Memo>,
}

/// The values of names that many expressions ask of one subject, so that each is computed once. It keeps its names from one subject
/// to the next.
#[derive(Clone, Debug, Default)]
pub struct Memo(RefCell<Vec<(String, Known)>>);

#[derive(Clone, Debug)]
enum Known {
    /// Not of this subject.
    Not,
    /// That nothing is known.
    Nothing,
    /// Its value.
    Is(Value),
}

impl Memo {
    /// Forgets all values: another subject, or another moment.
    pub fn forget(&self) {
        for (_, known) in self.0.borrow_mut().iter_mut() {
            *known = Known::Not;
        }
    }

    /// What is known of a name, else what `find` finds.
    fn fact(&self, name: &str, find: impl FnOnce() -> Option<Value>) -> Option<Value> {
        let known = self.0.borrow().iter().find(|(known, _)| known == name).map(|(_, known)| known.clone());
        match known {
            Some(Known::Is(value)) => return Some(value),
            Some(Known::Nothing) => return None,
            Some(Known::Not) | None => {}
        }
        let value = find();
        let known = value.clone().map_or(Known::Nothing, Known::Is);
        let mut all = self.0.borrow_mut();
        match all.iter_mut().find(|(known, _)| known == name) {
            Some((_, slot)) => *slot = known,
            None => all.push((name.to_owned(), known)),
        }
        value
    }
}

impl Campaign {
    /// Asks this campaign about what `facts` knows. `facts` gives answers by the question's name, a selection of several as
    /// codes with spaces between, and facts by their names; `param.`, `campaign.`, `stage.`, `known.` and `tag.` are added here.
    #[must_use]
    pub fn scope<'a>(&'a self, facts: &'a Facts<'a>, env: &'a Env) -> Scope<'a> {
        Scope { campaign: self, facts, env, depth: 32, memo: None }
    }

    /// The label of a code in a list of the sheet `choices`; the code itself where the list has none. Rosters bring the Chinese label in
    /// place of the code (村两委): it is as good.
    #[must_use]
    pub fn choice<'a>(&'a self, list: &str, code: &'a str, lang: Lang) -> &'a str {
        let Some(list) = self.form.lists.iter().find(|known| known.name == list) else { return code };
        let usual = self.form.settings.default_language;
        let label = |choice: usize, lang: Lang| list.label(choice, self.language(lang), usual);
        let choice = (0..list.len()).find(|choice| list.value(*choice) == code);
        let labelled = || (0..list.len()).find(|choice| label(*choice, Lang::ZhHans) == code);
        choice.or_else(labelled).map_or(code, |choice| label(choice, lang))
    }

    /// The codes of a list of the sheet `choices`, in its order; none where there is no such list.
    pub fn codes<'a>(&'a self, list: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let list = self.form.lists.iter().find(|known| known.name == list);
        list.into_iter().flat_map(|list| (0..list.len()).map(|choice| list.value(choice)))
    }

    /// Codes with spaces between as their labels: 煤炉、火炕.
    #[must_use]
    pub fn choices(&self, list: &str, codes: &str, lang: Lang) -> String {
        let labels: Vec<&str> = codes.split_whitespace().map(|code| self.choice(list, code, lang)).collect();
        labels.join(lang.pick("、", ", "))
    }

    /// An answer as people read it: choices by their labels, everything else as it stands.
    #[must_use]
    pub fn answer<'a>(&self, question: &str, value: &'a str, lang: Lang) -> Cow<'a, str> {
        let node = self.questions.get(question).and_then(|question| self.form.node(question.node));
        let Some(Kind::Select(select)) = node.map(|node| &node.kind) else { return Cow::Borrowed(value) };
        let Source::List(list) = &select.source else { return Cow::Borrowed(value) };
        let Some(list) = self.form.list(*list) else { return Cow::Borrowed(value) };
        match select.pick {
            Pick::One => Cow::Owned(self.choice(&list.name, value, lang).to_owned()),
            Pick::Many | Pick::Rank => Cow::Owned(self.choices(&list.name, value, lang)),
        }
    }

    /// The form's language for a language of the interface; its default where it has none.
    #[must_use]
    pub fn language(&self, lang: Lang) -> LangId {
        let tags = lang.pick(CHINESE, ENGLISH);
        let place = self.form.languages.iter().position(|written| is_language(written, tags));
        place.and_then(|place| u8::try_from(place).ok()).map_or(self.form.settings.default_language, LangId)
    }
}

impl<'a> Scope<'a> {
    /// The same, computing each name once.
    #[must_use]
    pub const fn remembering(self, memo: &'a Memo) -> Self {
        Self { memo: Some(memo), ..self }
    }

    /// The value of a name; none where nothing is known.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<Value> {
        match self.memo {
            Some(memo) => memo.fact(name, || self.find(name)),
            None => self.find(name),
        }
    }

    fn find(&self, name: &str) -> Option<Value> {
        let Some((family, rest)) = name.split_once('.') else {
            return (self.facts)(name).or_else(|| self.calculated(name));
        };
        match family {
            "param" => self.campaign.params.get(rest).map(|text| Value::from(text.as_str())),
            "campaign" => self.campaign.fact(rest),
            "stage" => {
                let (stage, end) = rest.rsplit_once('.')?;
                let stage = self.campaign.stage(stage)?;
                let day = if end == "start" { stage.start } else { stage.end };
                day.map(|day| Value::from(day.to_string()))
            }
            "known" => Some(self.known(rest)),
            "tag" => self.campaign.tag(rest).map(|tag| Value::from(if self.has(tag) { 1.0 } else { 0.0 })),
            _ => (self.facts)(name),
        }
    }

    /// What the form computes of the answers, where nobody who knows has computed it. A calculation that depends on itself,
    /// which only a running form would find out, has no value.
    fn calculated(&self, name: &str) -> Option<Value> {
        let formula = self.campaign.questions.get(name)?.calculation.as_ref()?;
        let within = Self { depth: self.depth.checked_sub(1)?, ..*self };
        formula.value(&|name| within.fact(name), self.env).ok()
    }

    /// The answer of the question that asks about this field of the register; else what the register says.
    fn known(&self, field: &str) -> Value {
        let question = self.campaign.registered.get(field);
        let answer = question.and_then(|question| (self.facts)(question)).filter(Value::to_bool);
        answer.or_else(|| (self.facts)(&format!("household.{field}"))).unwrap_or(Value::blank())
    }

    /// Whether an expression is true.
    #[must_use]
    pub fn holds(&self, formula: &Formula) -> bool {
        formula.holds(&|name| self.fact(name), self.env)
    }

    /// Whether a condition is true; one that is not given is.
    #[must_use]
    pub fn passes(&self, condition: Option<&Formula>) -> bool {
        condition.is_none_or(|formula| self.holds(formula))
    }

    /// An expression's value as text.
    #[must_use]
    pub fn text(&self, formula: &Formula) -> String {
        formula.text(&|name| self.fact(name), self.env)
    }

    /// An expression's value as a number; none where it is not one.
    #[must_use]
    pub fn number(&self, formula: &Formula) -> Option<f64> {
        formula.number(&|name| self.fact(name), self.env)
    }

    /// Whether the household has the tag.
    #[must_use]
    pub fn has(&self, tag: &Tag) -> bool {
        if !tag.categories.is_empty() {
            let known = self.fact("known.categories").map(|known| text_of(known, self.env)).unwrap_or_default();
            if known.split_whitespace().any(|code| tag.categories.iter().any(|wanted| wanted == code)) {
                return true;
            }
        }
        tag.when.as_ref().is_some_and(|formula| self.holds(formula))
    }

    /// The tags the household has, in the sheet's order.
    pub fn tags(&self) -> impl Iterator<Item = &'a Tag> + use<'a> {
        let this = *self;
        this.campaign.tags.iter().filter(move |tag| this.has(tag))
    }

    /// What fills a blank: answers and coded facts as people read them; none where nothing is known.
    #[must_use]
    pub fn words(&self, name: &str, lang: Lang) -> Option<String> {
        if name == "campaign.title" {
            return Some(self.campaign.title.get(lang).to_owned());
        }
        let value = text_of(self.fact(name)?, self.env);
        let words = match name.split_once('.') {
            None => self.campaign.answer(name, &value, lang).into_owned(),
            Some((_, "categories")) => self.campaign.choices("category", &value, lang),
            Some(("known", field)) => match self.campaign.registered.get(field) {
                Some(question) => self.campaign.answer(question, &value, lang).into_owned(),
                None => value,
            },
            Some(_) => value,
        };
        Some(words)
    }

    /// A text with its blanks filled.
    #[must_use]
    pub fn fill(&self, text: &Templates, lang: Lang) -> String {
        text.get(lang).fill(|name| self.words(name, lang))
    }

    /// What stands in a column, as text. A serial number is the row's and not the record's: here it is empty.
    #[must_use]
    pub fn column(&self, value: &ColumnValue, lang: Lang) -> String {
        match value {
            ColumnValue::Serial => String::new(),
            ColumnValue::Formula(formula) => self.text(formula),
            ColumnValue::Template(templates) => self.fill(templates, lang),
            ColumnValue::Words(formulas) => self.text(formulas.get(lang)),
        }
    }
}

//! An answer sheet of the built-in campaign, for tests.

use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use crate::campaign::{Campaign, builtin, compile, write};
use crate::form::session::{Answer, ItemId, Program, Session};
use crate::moment::Moment;
use crate::register::Household;
use crate::text::{Lang, Say};
use crate::visit::{Known, Visit};

/// The built-in campaign.
pub(crate) fn winter() -> Campaign {
    compile(&builtin::HOUSEHOLD_WINTER.workbook()).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(|problem| problem.say(Lang::En)).collect::<Vec<_>>().join("\n"))
    })
}

/// The same, compiled to bytes.
pub(crate) fn winter_bytes() -> Vec<u8> {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = BYTES.get_or_init(|| {
        let campaign = winter();
        write(&campaign, &Program::new(Arc::clone(&campaign.form)).unwrap())
    });
    bytes.clone()
}

/// Half past nine on the campaign's first day.
pub(crate) fn morning() -> Moment {
    Moment::parse("2026-12-16T09:30:00+08:00").unwrap()
}

/// What a household of two that burns coal and has nothing wrong answers first.
pub(crate) const USUAL: &str = "residence=home at_home=2 over60=0 under16=0 severe_disabled=0 seriously_ill=0 categories=general \
    heating=coal_stove gas=no";

/// A household's answers.
pub(crate) struct Answers<'c> {
    pub(crate) campaign: &'c Campaign,
    pub(crate) session: Session,
    pub(crate) visit: Visit,
    pub(crate) household: Household,
}

impl<'c> Answers<'c> {
    pub(crate) fn new(campaign: &'c Campaign) -> Self {
        let program = Program::new(Arc::clone(&campaign.form)).unwrap();
        let session = Session::new(Rc::new(program), Rc::default(), morning().env());
        Self { campaign, session, visit: Visit::default(), household: Household::default() }
    }

    /// Answers `name=value` by `name=value`, choices parted by `+`.
    pub(crate) fn of(campaign: &'c Campaign, answers: &str) -> Self {
        let mut sheet = Self::new(campaign);
        sheet.answer(answers);
        sheet
    }

    pub(crate) fn answer(&mut self, answers: &str) {
        for answer in answers.split_whitespace() {
            let (name, value) = answer.split_once('=').unwrap();
            let item = self.item(name);
            let value = value.replace('+', " ");
            let answer = if value.is_empty() { Answer::Blank } else { Answer::Text(value) };
            self.session.answer(item, &answer);
        }
        let result = self.session.result().into_iter();
        self.visit.answers = result.map(|(path, value)| (path.rsplit('/').next().unwrap().to_owned(), value)).collect();
    }

    pub(crate) fn item(&self, name: &str) -> ItemId {
        let node = self.campaign.questions.get(name).and_then(|question| self.campaign.form.node(question.node));
        let path = &node.unwrap_or_else(|| panic!("no question {name}")).path;
        self.session.find(path).unwrap_or_else(|| panic!("no item {path}"))
    }

    pub(crate) fn is_asked(&self, name: &str) -> bool {
        self.session.relevant(self.item(name))
    }

    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            id: "h1",
            household: &self.household,
            region: None,
            helpers: None,
            visit: Some(&self.visit),
            visits: 0,
            today: morning().day(),
        }
    }

    /// The names of the rules that hold.
    pub(crate) fn holding(&self) -> Vec<&'c str> {
        let (env, known) = (morning().env(), self.known());
        let facts = |name: &str| known.fact(name);
        let scope = self.campaign.scope(&facts, &env);
        self.campaign.rules.iter().filter(|rule| scope.holds(&rule.when)).map(|rule| rule.name.as_str()).collect()
    }

    /// The names of the tags that it has.
    pub(crate) fn tags(&self) -> Vec<String> {
        let (env, known) = (morning().env(), self.known());
        let facts = |name: &str| known.fact(name);
        self.campaign.scope(&facts, &env).tags().map(|tag| tag.name.clone()).collect()
    }
}

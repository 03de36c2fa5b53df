//! 本区正常: what "this block is fine" says, question by question, before it is tapped and when it is.

use std::rc::Rc;

use super::{Assertion, Ongoing};
use crate::app::App;
use crate::app::flow::Effect;
use crate::campaign::Good;
use crate::expr::{self, Value};
use crate::form::Kind as Question;
use crate::form::session::{Answer, Block, ItemId, Session};
use crate::moment::Moment;
use crate::text::Lang;

impl Ongoing {
    /// What "this block is fine" would say: the unanswered questions of the block whose good answer is known, those that come
    /// up on the way among them. Questions that people must answer are left out.
    #[must_use]
    pub fn assertions(&self, block: &Block, lang: Lang) -> Vec<Assertion> {
        let Some(head) = block.head.map(|head| self.session.path(head)) else { return Vec::new() };
        let mut trial = self.resumed();
        trial.set_language(self.session.language());
        let mut said = Vec::new();
        // Each answer may bring up further questions, so the block is read again until nothing new comes.
        loop {
            let Some(head) = trial.find(&head) else { return said };
            let Some((item, value)) = self.next_good(&trial, head) else { return said };
            let changed = trial.answer(item, &Answer::Text(value.clone()));
            if changed.items.is_empty() || trial.value(item) != value {
                return said;
            }
            let Some(view) = trial.view(item) else { return said };
            let words: Vec<String> = match &view.node.kind {
                Question::Select(_) => value.split_whitespace().map(|code| trial.label_of(item, code)).collect(),
                _ => vec![value.clone()],
            };
            said.push(Assertion {
                path: trial.path(item),
                name: view.node.name.clone(),
                label: view.label.unwrap_or_default(),
                words: words.join(lang.pick("、", ", ")),
                value,
            });
        }
    }

    fn next_good(&self, trial: &Session, head: ItemId) -> Option<(ItemId, String)> {
        leaves(trial, head).into_iter().find_map(|item| {
            let view = trial.view(item)?;
            let blank = view.relevant && !view.readonly && view.value.is_empty();
            let question = self.season.campaign.questions.get(&view.node.name).filter(|_| blank)?;
            let value = match &question.ok {
                Good::Ask => None,
                Good::Values(values) => values.first().cloned(),
                Good::Register(fact) => self.known().fact(fact).map(Self::text),
            };
            value.filter(|value| !value.is_empty()).map(|value| (item, value))
        })
    }

    /// A second session with the same answers, to try things on.
    fn resumed(&self) -> Session {
        let env = Self::env(self.visit.started.unwrap_or_else(|| Moment::new(0, 480)), 0);
        Session::resume(Rc::clone(&self.season.program), Rc::default(), env, &self.session.save())
    }

    fn text(value: Value) -> String {
        crate::campaign::text_of(value, &Moment::new(0, 480).env())
    }

    fn env(now: Moment, seed: u64) -> expr::Env {
        expr::Env { random: expr::Random::new(seed), ..now.env() }
    }
}

/// The questions inside an item, in order.
fn leaves(session: &Session, item: ItemId) -> Vec<ItemId> {
    let children = session.children(item);
    if children.is_empty() {
        vec![item]
    } else {
        children.into_iter().flat_map(|child| leaves(session, child)).collect()
    }
}

impl App {
    /// "This block is fine": stores what the block's assertions say, question by question.
    pub(in crate::app) fn confirm_block(&mut self, assertions: &[Assertion]) -> Vec<Effect> {
        let answers = assertions.iter().map(|said| (said.path.clone(), Answer::Text(said.value.clone())));
        let names: Vec<String> = assertions.iter().map(|said| said.name.clone()).collect();
        self.answer_all(&answers.collect::<Vec<_>>(), &names)
    }
}

//! Households of which the same is known: what expressions conclude of the first holds for the others.
//!
//! A township has thousands of households, and what its duties and stages ask of them has few answers. What was asked of a household
//! is remembered as a way through a tree, question by question with its answer; another household that gives the same answers on
//! that way ends where the first did, and no expression is computed for it.
//!
//! Invariant: what is concluded depends on nothing but the campaign, the answers and the moment, and a new moment forgets the tree.

use std::cell::RefCell;

use super::Standing;
use crate::campaign::{Campaign, Facts, Memo};
use crate::expr::{Env, Value};

/// How many questions are remembered, and how many answers to one.
const MOST: (usize, usize) = (8_000, 300);

/// What expressions conclude of a household: places in the campaign, and how each stage stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Concluded {
    pub(super) tags: Vec<usize>,
    pub(super) duties: Vec<usize>,
    pub(super) stages: Vec<Standing>,
}

/// What was concluded so far at one moment.
#[derive(Clone, Debug, Default)]
pub struct Alike {
    memo: Memo,
    tree: RefCell<Tree>,
}

#[derive(Clone, Debug, Default)]
struct Tree {
    /// The moment, as the bits of its number.
    now: u64,
    /// The first is where every way begins.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    /// Nobody has come further yet.
    Open,
    /// What is asked here, and where each answer leads.
    Asks(String, Vec<(Option<Value>, usize)>),
    /// What is concluded.
    Ends(Concluded),
}

impl Alike {
    /// Forgets everything.
    pub(super) fn forget(&self) {
        self.tree.borrow_mut().nodes = Vec::new();
    }

    /// What the campaign's expressions conclude of a household.
    pub(super) fn conclude(&self, campaign: &Campaign, facts: &Facts<'_>, env: &Env) -> Concluded {
        let mut tree = self.tree.borrow_mut();
        if tree.now != env.now.to_bits() {
            *tree = Tree { now: env.now.to_bits(), nodes: Vec::new() };
        }
        if let Some(known) = tree.find(facts) {
            return known;
        }
        let asked = RefCell::new(Vec::new());
        let facts = |name: &str| {
            let value = facts(name);
            asked.borrow_mut().push((name.to_owned(), value.clone()));
            value
        };
        let concluded = compute(campaign, &facts, &self.memo, env);
        tree.learn(asked.take(), concluded.clone());
        concluded
    }
}

impl Tree {
    /// What was concluded of a household that gave the same answers.
    fn find(&self, facts: &Facts<'_>) -> Option<Concluded> {
        let mut at = 0;
        loop {
            match self.nodes.get(at)? {
                Node::Open => return None,
                Node::Ends(concluded) => return Some(concluded.clone()),
                Node::Asks(name, answers) => {
                    let value = facts(name);
                    at = answers.iter().find(|(known, _)| *known == value)?.1;
                }
            }
        }
    }

    /// Remembers the way of a household, and where it ended.
    fn learn(&mut self, asked: Vec<(String, Option<Value>)>, concluded: Concluded) {
        if self.nodes.len() + asked.len() >= MOST.0 {
            return;
        }
        if self.nodes.is_empty() {
            self.nodes.push(Node::Open);
        }
        let mut at = 0;
        for (name, value) in asked {
            let new = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else { return };
            if let Node::Open = node {
                *node = Node::Asks(name.clone(), Vec::new());
            }
            // Who asks otherwise after the same answers has asked chance.
            let Node::Asks(known, answers) = node else { return };
            if *known != name {
                return;
            }
            at = match answers.iter().find(|(known, _)| *known == value) {
                Some((_, next)) => *next,
                None if answers.len() < MOST.1 => {
                    answers.push((value, new));
                    self.nodes.push(Node::Open);
                    new
                }
                None => return,
            };
        }
        if let Some(node @ Node::Open) = self.nodes.get_mut(at) {
            *node = Node::Ends(concluded);
        }
    }
}

fn compute(campaign: &Campaign, facts: &Facts<'_>, memo: &Memo, env: &Env) -> Concluded {
    memo.forget();
    let scope = campaign.scope(facts, env).remembering(memo);
    let tags = (0..).zip(&campaign.tags).filter(|(_, tag)| scope.has(tag));
    let duties = (0..).zip(&campaign.duties).filter(|(_, duty)| scope.holds(&duty.who));
    let stages = campaign.stages.iter().map(|stage| match (&stage.who, &stage.done) {
        (None, _) | (_, None) => Standing::Not,
        (Some(who), _) if !scope.holds(who) => Standing::Not,
        (_, Some(done)) if done.names().iter().any(|name| name.starts_with("duty.")) => {
            let others = done.names().iter().filter(|name| !name.starts_with("duty."));
            let values = others.filter_map(|name| Some((name.clone(), scope.fact(name)?)));
            Standing::Later(values.collect())
        }
        (_, Some(done)) => Standing::Done(scope.holds(done)),
    });
    Concluded {
        tags: tags.map(|(place, _)| place).collect(),
        duties: duties.map(|(place, _)| place).collect(),
        stages: stages.collect(),
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::campaign::tests::sheet::winter;
    use crate::demo::Demo;
    use crate::journal::Kind;
    use crate::moment::Moment;
    use crate::plan::Board;

    #[test]
    fn what_is_concluded_of_many_is_what_is_concluded_of_each_alone() {
        let (campaign, now) = (winter(), Moment::parse("2026-12-22T09:00:00+08:00").unwrap());
        let demo = Demo { villages: 1, households: 60, seed: 7, sent: None };
        let journal = demo.survey(&demo.village(1), &campaign).1;
        let all = Board::read(&campaign, &journal, now);
        for subject in all.today.subjects() {
            let home = subject.home.id.as_str();
            let alone = journal.part(|record| match record.kind() {
                Kind::Household => record.id().0 == home,
                Kind::Helper | Kind::Region => true,
                _ => record.text("household") == home,
            });
            let alone = Board::read(&campaign, &alone, now);
            assert_eq!(alone.today.subject(home), Some(subject));
        }
    }
}

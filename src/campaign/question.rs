//! What our own columns of the sheet `survey` add to a question: `item`, `ok`, `register`, `private`.
//!
//! XLSForm readers pass over these columns, so the same sheet opens in ODK and KoboToolbox.

use super::formula::Formula;
use crate::form::NodeId;
use crate::packed::packed;

/// What a campaign knows of a question beyond its form.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its node in the form.
    pub node: NodeId,
    /// Column `item`: its number in the checklist, `B3`. Several questions may make one item.
    pub item: String,
    /// Column `ok`: the answer that means that nothing is wrong.
    pub ok: Good,
    /// Column `register`: the field of the register that this question asks about anew.
    pub register: String,
    /// Column `calculation` of a `calculate`: what the form computes, for whoever looks at a visit without running its form.
    pub calculation: Option<Formula>,
    /// Column `private`: no ledger, report or package carries the answer.
    pub private: bool,
}

packed!(struct Question { node, item, ok, register, calculation, private });

/// The answer that means that nothing is wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Good {
    /// There is none: people must answer.
    #[default]
    Ask,
    /// These values. "This block is fine" stores the first; the others are just as good.
    Values(Vec<String>),
    /// What the register says, by the fact's name (`household.members`). Where it says nothing, people must answer.
    Register(String),
}

packed!(enum Good { 0 => Ask, 1 => Values(values), 2 => Register(fact) } else Self::Ask);

/// 一屏: a top-level group of the form with its questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The group.
    pub node: NodeId,
    /// The questions in it that people answer, in order.
    pub questions: Vec<NodeId>,
}

packed!(struct Block { node, questions });

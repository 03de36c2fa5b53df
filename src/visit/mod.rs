//! 入户: a visit, from its record and back.
//!
//! **For** the screen of a visit, which answers a form's session; each answer becomes fields of the visit's record here, and
//! opening a visit gives them back. Nothing is ever filled in as normal: "this block is fine" lists what it asserts and
//! stores it question by question as *confirmed* (law 8), and the last visit's answers are shown beside, never copied.
//!
//! Start with [`Visit`], then [`begin`], [`answer`], [`confirm`], [`finish`]. [`Known`] is what rules, duties and tables ask.

mod known;
mod record;

pub use known::Known;
pub use record::{
    ANSWER, CONFIRMED, PRIVATE, Visit, answer, begin, confirm, correct, finish, kind_of, last_finished, open, visits,
};

#[cfg(test)]
mod tests;

//! 问题、隐患、需求: findings, from the answer that raises one to 销号.
//!
//! **For** the screen of a visit, where a bad answer unfolds its finding, and the board of findings. [`assess`] says after each
//! answer what is raised, kept, changed or taken back; [`take`] turns a person's step into fields, or refuses it with a reason.
//!
//! **Invariants.** A household has at most one open finding of a rule. Overdue is never stored: it follows from the due date
//! and the moment. A refused step writes nothing.
//!
//! Start with [`assess`] and [`State`].

mod raise;
mod record;
mod say;
mod state;

pub use raise::{Change, Draft, Setting, assess, identity, urgent_hours, usual_days};
pub use record::{DueBy, Event, Finding, fact, history, open_texts, take};
pub use state::{Missing, Refused, State, Step};

#[cfg(test)]
mod tests;

//! 联系与计划: who is to be seen today and why, what each duty owes, what is due when.
//!
//! **For** the screen 今天, the plan of a stage and the township's overview. Everything is computed from records, the campaign and
//! a moment that is handed in; nothing is stored but contacts, signals and what a person put off.
//!
//! **Invariants.** A reason that is shown is one that was counted. A tally never has more done than owed. The list after any
//! sequence of changes equals the list made afresh.
//!
//! Start with [`tally`], then [`Today`], then [`Board`], which follows a journal.

mod alike;
mod asked;
mod balance;
mod board;
mod contact;
mod due;
mod holiday;
mod ical;
mod incident;
mod own;
mod put_off;
mod reason;
mod response;
pub mod schedule;
mod stage;
mod subject;
mod tally;
mod today;

pub use alike::Alike;
pub use balance::{Load, Proposal, balance, loads, proposals};
pub use board::Board;
pub use contact::{Contact, MISSED, REACHED, SIGNAL, SignalGiven};
pub use due::{Countdown, DueItem, days_left, due, due_here};
pub use holiday::{HOLIDAY, OwnHoliday, calendar};
pub use ical::ical;
pub use incident::{INCIDENT, Incident, RedLines, SHIFT, Shift, on_duty, red_lines};
pub use own::{DEADLINE, HANDED_IN, HandedIn, OwnDeadline, kind, own_village};
pub use put_off::{PUT_OFF, PutOff};
pub use reason::Reason;
pub use response::{Response, responses, runs};
pub use stage::{STAGE_PLAN, StagePlan, Wish, stage_plan};
pub use subject::{Home, Open, Standing, Subject, fact};
pub use tally::{Made, Span, Tally, part_of_week, range, reported, running, signal_due, tally};
pub use today::{Group, Progress, Row, Score, Today, VillageState};

#[cfg(test)]
mod tests;

//! Running tasks: a change sets off its readers, each runs once, in order, until nothing is left to run.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::program::{Aspect, Program, Task};
use super::sheet::{ItemId, Role};
use super::{Changed, Session};
use crate::expr::EvalError;
use crate::form::{DataType, Initial, NodeId};

/// How often one repeat's count may change within one answer: a count that reads its own instances grows by steps.
const MOST_COUNTS: u32 = 1000;

/// What one call has to do, and what it did.
#[derive(Default)]
pub(super) struct Work {
    queue: BTreeSet<(u32, ItemId)>,
    /// Calculations set off by their trigger, which wait until everything else is settled.
    triggered: BTreeSet<ItemId>,
    fired: BTreeSet<ItemId>,
    /// New items, whose dynamic defaults are computed when everything else is settled.
    pub fresh: BTreeSet<ItemId>,
    counts: BTreeMap<ItemId, u32>,
    /// Whether the sheet is being opened: nothing triggers then.
    loading: bool,
    pub changed: Changed,
}

impl Work {
    pub fn loading() -> Self {
        Self { loading: true, ..Self::default() }
    }

    /// Sets off every task of every item.
    pub fn queue_all(&mut self, session: &Session) {
        for item in session.sheet.within(ItemId::ROOT) {
            self.queue_own(session, item);
        }
    }

    /// Sets off the tasks of an item.
    pub fn queue_own(&mut self, session: &Session, item: ItemId) {
        let Some(entry) = session.sheet.get(item) else { return };
        // What belongs to a repeat as a whole is computed at its range.
        if entry.role != Role::Instance {
            let own = session.program.own.get(entry.node.0 as usize);
            self.queue.extend(own.into_iter().flatten().map(|task| (*task, item)));
        }
    }

    /// Leaves only the tasks that a condition takes.
    pub fn keep(&mut self, takes: impl Fn(&Task, ItemId) -> bool, session: &Session) {
        self.queue
            .retain(|(place, item)| session.program.tasks.get(*place as usize).is_some_and(|task| takes(task, *item)));
    }

    /// Counts one more change of a repeat's count; false when there were too many.
    pub fn count_again(&mut self, range: ItemId) -> bool {
        let count = self.counts.entry(range).or_default();
        *count += 1;
        *count <= MOST_COUNTS
    }
}

impl Session {
    /// Runs what is set off, then what was triggered, until nothing is left.
    pub(super) fn run(&mut self, work: &mut Work) {
        let program = Rc::clone(&self.program);
        loop {
            while let Some((place, item)) = work.queue.pop_first() {
                let Some(task) = program.tasks.get(place as usize) else { continue };
                if !task.in_order {
                    self.perform(&program, *task, item, work);
                    continue;
                }
                // Each instance reads earlier ones, so all run, in their order.
                work.queue.retain(|(other, _)| *other != place);
                for item in self.sheet.below(&program, ItemId::ROOT, task.node) {
                    self.perform(&program, *task, item, work);
                }
                work.queue.retain(|(other, _)| *other != place);
            }
            if let Some(item) = work.fresh.pop_first() {
                self.dynamic_default(item, work);
                continue;
            }
            let Some(item) = work.triggered.pop_first() else { return };
            if work.fired.insert(item) {
                let expr = self.node(item).and_then(|node| node.bind.calculate.clone());
                let text = expr.and_then(|expression| self.expression_text(&expression, item)).unwrap_or_default();
                self.set_computed(item, &text, work);
            }
        }
    }

    fn perform(&mut self, program: &Program, task: Task, item: ItemId, work: &mut Work) {
        if self.live(item).is_none() {
            return;
        }
        let value = match program.expr(task) {
            Some(expr) => {
                let value = self.eval_text_or_bool(task.aspect, expr, item);
                self.note(task.aspect, item, value.as_ref().err());
                value.ok()
            }
            None => None,
        };
        let truth = |missing: bool| match value {
            Some(Computed::Truth(truth)) => truth,
            _ => missing,
        };
        let Some(entry) = self.sheet.get(item) else { return };
        match task.aspect {
            Aspect::Relevant if entry.own_relevant != truth(true) => {
                self.change(item, |entry| entry.own_relevant = truth(true));
                self.spread_relevance(item, work);
            }
            Aspect::Readonly if entry.own_readonly != truth(false) => {
                self.change(item, |entry| entry.own_readonly = truth(false));
                work.changed.items.extend(self.sheet.within(item));
            }
            Aspect::Required if entry.required != truth(false) => {
                self.change(item, |entry| entry.required = truth(false));
                work.changed.items.insert(item);
            }
            Aspect::Constraint if entry.valid != truth(true) => {
                self.change(item, |entry| entry.valid = truth(true));
                work.changed.items.insert(item);
            }
            Aspect::Relevant | Aspect::Readonly | Aspect::Required | Aspect::Constraint => {}
            Aspect::Calculate => match value {
                Some(Computed::Text(text)) => self.set_computed(item, &text, work),
                _ => self.set_computed(item, "", work),
            },
            Aspect::Count => match value {
                Some(Computed::Text(text)) => self.set_count(item, crate::expr::number::parse(&text), work),
                _ => self.set_count(item, 0.0, work),
            },
            Aspect::Offer => self.offer(item, work),
            Aspect::Look => {
                work.changed.items.insert(item);
                work.changed.items.extend(self.sheet.instances(item));
            }
        }
    }

    fn eval_text_or_bool(&self, aspect: Aspect, expr: &crate::expr::Expr, item: ItemId) -> Result<Computed, EvalError> {
        match aspect {
            Aspect::Calculate | Aspect::Count => self.eval_text_at(expr, item).map(Computed::Text),
            _ => self.eval_at(expr, item).map(|value| Computed::Truth(value.to_bool())),
        }
    }

    fn note(&mut self, aspect: Aspect, item: ItemId, error: Option<&EvalError>) {
        match error {
            Some(error) => {
                self.faults.insert((item, aspect), error.clone());
            }
            None => {
                self.faults.remove(&(item, aspect));
            }
        }
    }

    fn change(&mut self, item: ItemId, change: impl FnOnce(&mut super::sheet::Entry)) {
        if let Some(entry) = self.sheet.get_mut(item) {
            change(entry);
        }
    }

    /// Stores what was computed, in the form that its type has.
    pub(super) fn set_computed(&mut self, item: ItemId, text: &str, work: &mut Work) {
        let text = match self.node(item).and_then(|node| node.bind.data_type.as_ref()) {
            // `today() + 1` is a number of days, and a date with its time; a day is neither.
            Some(DataType::Date) => text.split_once('T').map_or(text, |(day, _)| day),
            _ => text,
        };
        self.set_value(item, text.to_owned(), work);
    }

    /// Stores a value, and sets off what reads it.
    pub(super) fn set_value(&mut self, item: ItemId, text: String, work: &mut Work) {
        let Some(entry) = self.sheet.get_mut(item).filter(|entry| entry.value != text) else { return };
        let before = entry.shown().to_owned();
        entry.value = text;
        entry.offered = None;
        work.changed.items.insert(item);
        let offered = self.offered(item);
        self.change(item, |entry| entry.offered = offered);
        if self.sheet.get(item).is_some_and(|entry| entry.shown() != before) {
            self.set_off(item, work);
        }
        self.trigger(item, work);
    }

    /// What the filter of a question leaves of its answer has changed.
    fn offer(&mut self, item: ItemId, work: &mut Work) {
        let offered = self.offered(item);
        let Some(entry) = self.sheet.get_mut(item).filter(|entry| entry.offered != offered) else { return };
        entry.offered = offered;
        work.changed.items.insert(item);
        self.set_off(item, work);
    }

    /// Sets off the calculations that an item triggers.
    fn trigger(&mut self, item: ItemId, work: &mut Work) {
        let Some(node) = self.sheet.get(item).map(|entry| entry.node).filter(|_| !work.loading) else { return };
        for target in self.program.triggered.get(node.0 as usize).into_iter().flatten() {
            let top = super::layout::Layout::ancestors(&self.program.form, *target)
                .find_map(|above| self.sheet.climb(item, above));
            let targets = self.sheet.below(&self.program, top.unwrap_or(ItemId::ROOT), *target);
            work.triggered.extend(targets);
        }
    }

    /// Sets off what reads an item: those of its readers that can see it.
    pub(super) fn set_off(&self, item: ItemId, work: &mut Work) {
        if let Some(entry) = self.sheet.get(item) {
            self.set_off_node(item, entry.node, work);
        }
    }

    /// Sets off what reads `node` where `item` stands.
    fn set_off_node(&self, item: ItemId, node: NodeId, work: &mut Work) {
        for reader in self.program.readers.get(node.0 as usize).into_iter().flatten() {
            let Some(task) = self.program.tasks.get(reader.task as usize) else { continue };
            let top = self.sheet.climb(item, reader.common).unwrap_or(ItemId::ROOT);
            for target in self.sheet.below(&self.program, top, task.node) {
                // What belongs to a repeat as a whole is computed at its range.
                let above = self.sheet.get(target).filter(|entry| entry.role == Role::Instance);
                work.queue.insert((reader.task, above.and_then(|entry| entry.parent).unwrap_or(target)));
            }
        }
    }

    /// Brings relevance down from an item whose own changed, and sets off what reads the items that it changes.
    pub(super) fn spread_relevance(&mut self, item: ItemId, work: &mut Work) {
        let mut stack = vec![item];
        while let Some(item) = stack.pop() {
            let Some(entry) = self.sheet.get(item) else { continue };
            let above = entry.parent.and_then(|parent| self.sheet.get(parent)).is_none_or(|parent| parent.relevant);
            let relevant = above && entry.own_relevant && !entry.removed;
            if entry.relevant == relevant {
                continue;
            }
            stack.extend(&entry.children);
            self.change(item, |entry| entry.relevant = relevant);
            work.changed.items.insert(item);
            self.set_off(item, work);
        }
    }

    /// Gives a new item its dynamic default. Defaults are computed in document order, each seeing those before it.
    fn dynamic_default(&mut self, item: ItemId, work: &mut Work) {
        let Some(Initial::Dynamic(expression)) = self.node(item).and_then(|node| node.default.clone()) else { return };
        if self.value(item).is_empty()
            && let Some(text) = self.expression_text(&expression, item)
        {
            self.set_computed(item, &text, work);
        }
    }
}

/// What a task computed.
enum Computed {
    Text(String),
    Truth(bool),
}

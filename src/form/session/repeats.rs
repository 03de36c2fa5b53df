//! Repeats: instances come, go and move; a count makes as many as it says.

use super::run::Work;
use super::sheet::{ItemId, Role};
use super::{Changed, Session};
use crate::form::{Form, Kind, NodeId};

/// The most items of one sheet: repeats within repeats whose counts ask for more get none.
pub(super) const MOST_ITEMS: usize = 50_000;
/// The most instances of one repeat: a count beyond it is a slip of the pen.
pub(super) const MOST_INSTANCES: u32 = 5000;

impl Session {
    /// The instances of a repeat, in order, with those beyond its count, which do not take part.
    #[must_use]
    pub fn instances(&self, range: ItemId) -> &[ItemId] {
        self.sheet.instances(range)
    }

    /// Whether a person adds and removes the instances of a repeat, as there is no count for it.
    #[must_use]
    pub fn is_free(&self, range: ItemId) -> bool {
        matches!(self.node(range).map(|node| &node.kind), Some(Kind::Repeat(repeat)) if repeat.count.is_none())
            && self.sheet.get(range).is_some_and(|entry| entry.role == Role::Range)
    }

    /// Adds an instance at the end of a repeat; nothing where its count decides, or there are too many.
    pub fn add(&mut self, range: ItemId) -> Option<(ItemId, Changed)> {
        if !self.is_free(range) || self.sheet.instances(range).len() >= MOST_INSTANCES as usize {
            return None;
        }
        let mut work = Work::default();
        let instance = self.add_instance(range, &mut work)?;
        self.set_off(range, &mut work);
        self.run(&mut work);
        Some((instance, work.changed))
    }

    /// Takes an instance out, with its answers. Only an instance of a repeat without a count can be.
    pub fn remove(&mut self, instance: ItemId) -> Changed {
        let mut work = Work::default();
        let Some(range) = self.range_of(instance).filter(|range| self.is_free(*range)) else { return work.changed };
        for item in self.sheet.within(instance) {
            if let Some(entry) = self.sheet.get_mut(item) {
                entry.removed = true;
                entry.relevant = false;
            }
        }
        if let Some(entry) = self.sheet.get_mut(range) {
            entry.children.retain(|child| *child != instance);
        }
        self.faults.retain(|(item, _), _| self.sheet.get(*item).is_some_and(|entry| !entry.removed));
        self.rearranged(range, &mut work);
        work.changed
    }

    /// Moves an instance to a place, from 0, among those of its repeat.
    pub fn move_to(&mut self, instance: ItemId, place: usize) -> Changed {
        let mut work = Work::default();
        let Some(range) = self.range_of(instance).filter(|range| self.is_free(*range)) else { return work.changed };
        if let Some(entry) = self.sheet.get_mut(range) {
            entry.children.retain(|child| *child != instance);
            entry.children.insert(place.min(entry.children.len()), instance);
        }
        self.rearranged(range, &mut work);
        work.changed
    }

    fn range_of(&self, instance: ItemId) -> Option<ItemId> {
        self.live(instance).filter(|entry| entry.role == Role::Instance)?.parent
    }

    fn rearranged(&mut self, range: ItemId, work: &mut Work) {
        self.sheet.renumber(range);
        work.changed.repeats.insert(range);
        work.changed.items.insert(range);
        self.set_off(range, work);
        self.run(work);
    }

    /// Makes a repeat have as many instances as its count says. Those beyond it are kept and take no part.
    pub(super) fn set_count(&mut self, range: ItemId, count: f64, work: &mut Work) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count that is none is 0")]
        let count = (count as usize).min(MOST_INSTANCES as usize);
        let taking_part = |session: &Self| {
            let instances = session.sheet.instances(range).iter();
            instances.filter(|item| session.sheet.get(**item).is_some_and(|entry| entry.own_relevant)).count()
        };
        let before = (taking_part(self), self.sheet.instances(range).len());
        if before.0 == count || !work.count_again(range) {
            return;
        }
        for (place, instance) in self.sheet.instances(range).to_vec().into_iter().enumerate() {
            if let Some(entry) = self.sheet.get_mut(instance)
                && entry.own_relevant != (place < count)
            {
                entry.own_relevant = place < count;
                self.spread_relevance(instance, work);
            }
        }
        for _ in before.1..count {
            if self.add_instance(range, work).is_none() {
                break;
            }
        }
        work.changed.repeats.insert(range);
        work.changed.items.insert(range);
        self.set_off(range, work);
    }

    /// Adds an instance with its first values, and sets off all its tasks.
    fn add_instance(&mut self, range: ItemId, work: &mut Work) -> Option<ItemId> {
        let node = self.sheet.get(range).filter(|_| self.sheet.len() < MOST_ITEMS)?.node;
        let grown = self.grow(node, Some(range), Role::Instance);
        for item in &grown {
            self.preload(*item);
            work.queue_own(self, *item);
            work.fresh.insert(*item);
        }
        work.changed.repeats.insert(range);
        work.changed.items.extend(&grown);
        grown.first().copied()
    }

    /// Adds an entry with all below it. A repeat without a count begins with one instance, as in ODK.
    pub(super) fn grow(&mut self, node: NodeId, parent: Option<ItemId>, role: Role) -> Vec<ItemId> {
        let mut all = Vec::new();
        let mut wanted = vec![(node, parent, role)];
        while let Some((node, parent, role)) = wanted.pop() {
            let grown = self.sheet.grow(&self.program.form, node, parent, role);
            let free = grown.iter().filter(|item| self.is_free(**item));
            let first = |item: &ItemId| Some((self.sheet.get(*item)?.node, Some(*item), Role::Instance));
            wanted.extend(free.filter_map(first));
            all.extend(grown);
        }
        // What stands in something that takes no part takes none either.
        for item in &all {
            let above = self.sheet.get(*item).and_then(|entry| entry.parent).and_then(|parent| self.sheet.get(parent));
            let relevant = above.is_none_or(|above| above.relevant);
            if let Some(entry) = self.sheet.get_mut(*item) {
                entry.relevant = relevant;
            }
        }
        all
    }

    /// Adds the form itself.
    pub(super) fn grow_form(&mut self) -> Vec<ItemId> {
        self.grow(Form::ROOT, None, Role::Single)
    }
}

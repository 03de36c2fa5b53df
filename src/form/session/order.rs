//! The order in which tasks run, or the circle that forbids one.

use std::collections::{BTreeSet, HashMap};

use super::program::{Aspect, Task};
use super::reads::{Layout, Read, is_repeat};
use crate::form::{Form, NodeId};

/// Whether others can read what a task computes, so that the order matters.
const fn is_read(aspect: Aspect) -> bool {
    matches!(aspect, Aspect::Relevant | Aspect::Calculate | Aspect::Offer)
}

/// A task's place in the order to run them.
pub(super) struct Turn {
    /// The task, by its place among those given.
    pub task: usize,
    /// Whether its instances run in their own order, since it reads itself in earlier ones.
    pub in_order: bool,
    /// Whether it runs when everything else has, since it is in a circle that only data can close.
    pub late: bool,
}

/// The tasks in the order to run them, or the nodes of a circle.
pub(super) fn order(form: &Form, tasks: &[Task], reads: &[Vec<Read>]) -> Result<Vec<Turn>, Vec<NodeId>> {
    let mut graph = Graph::new(form, tasks, reads)?;
    let mut late = BTreeSet::new();
    let mut order = loop {
        let (order, stuck) = graph.sort();
        if stuck.is_empty() {
            break order;
        }
        // Choices out of other instances' answers may seem to depend on themselves. They wait until all else is settled.
        let is_offer = |task: &&usize| tasks.get(**task).is_some_and(|task| task.aspect == Aspect::Offer);
        let offers: BTreeSet<usize> = stuck.iter().filter(is_offer).copied().collect();
        if offers.is_empty() {
            return Err(graph.circle(&stuck, tasks));
        }
        graph.loosen(&offers);
        late.extend(offers);
    };
    let class = |task: &usize| match tasks.get(*task).map(|task| task.aspect) {
        Some(aspect) if is_read(aspect) => u8::from(late.contains(task)),
        // Counts make instances, whose own tasks then run first.
        Some(Aspect::Count) => 1,
        _ => 2,
    };
    order.sort_by_key(class);
    let turn = |task| Turn { task, in_order: graph.in_order.contains(&task), late: late.contains(&task) };
    Ok(order.into_iter().map(turn).collect())
}

/// Which tasks each task comes after.
struct Graph {
    before: Vec<BTreeSet<usize>>,
    in_order: BTreeSet<usize>,
}

impl Graph {
    /// The tasks in an order that fits, and those for which there is none.
    fn sort(&self) -> (Vec<usize>, BTreeSet<usize>) {
        let mut waiting: Vec<usize> = self.before.iter().map(BTreeSet::len).collect();
        let mut after: Vec<Vec<usize>> = vec![Vec::new(); self.before.len()];
        for (task, before) in self.before.iter().enumerate() {
            for earlier in before {
                after.get_mut(*earlier).into_iter().for_each(|after| after.push(task));
            }
        }
        let mut open: BTreeSet<usize> = (0..waiting.len()).filter(|task| waiting.get(*task) == Some(&0)).collect();
        let mut order = Vec::with_capacity(waiting.len());
        while let Some(task) = open.pop_first() {
            order.push(task);
            for later in after.get(task).into_iter().flatten() {
                if let Some(count) = waiting.get_mut(*later) {
                    *count -= 1;
                    if *count == 0 {
                        open.insert(*later);
                    }
                }
            }
        }
        let stuck = (0..waiting.len()).filter(|task| waiting.get(*task).is_some_and(|count| *count > 0)).collect();
        (order, stuck)
    }

    /// Lets these tasks wait for nothing, and nothing for them.
    fn loosen(&mut self, tasks: &BTreeSet<usize>) {
        for (task, before) in self.before.iter_mut().enumerate() {
            before.retain(|earlier| !tasks.contains(earlier) && !tasks.contains(&task));
        }
    }

    fn new(form: &Form, tasks: &[Task], reads: &[Vec<Read>]) -> Result<Self, Vec<NodeId>> {
        let mut makers: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for (place, task) in tasks.iter().enumerate().filter(|(_, task)| is_read(task.aspect)) {
            makers.entry(task.node).or_default().push(place);
        }
        let mut graph = Self { before: vec![BTreeSet::new(); tasks.len()], in_order: BTreeSet::new() };
        for (place, (task, reads)) in tasks.iter().zip(reads).enumerate().filter(|(_, (task, _))| is_read(task.aspect))
        {
            for read in reads {
                for node in &read.nodes {
                    graph.reads_node(form, tasks, &makers, (place, task), read, *node)?;
                }
            }
        }
        Ok(graph)
    }

    /// A task reads a node: it comes after what makes the node's value, and after what decides whether it takes part.
    fn reads_node(
        &mut self,
        form: &Form,
        tasks: &[Task],
        makers: &HashMap<NodeId, Vec<usize>>,
        (place, task): (usize, &Task),
        read: &Read,
        node: NodeId,
    ) -> Result<(), Vec<NodeId>> {
        let own = makers.get(&node).into_iter().flatten().copied();
        let above = Layout::ancestors(form, node).filter_map(|container| makers.get(&container)).flatten().copied();
        let relevance = |maker: &usize| tasks.get(*maker).is_some_and(|task| task.aspect == Aspect::Relevant);
        for maker in own.chain(above.filter(relevance)) {
            if maker != place {
                if let Some(before) = self.before.get_mut(place) {
                    before.insert(maker);
                }
                continue;
            }
            let in_repeat = Layout::ancestors(form, task.node).any(|container| is_repeat(form, container));
            match task.aspect {
                // `.` is the value that is there, taking part or not; a filter reads the value it filters.
                Aspect::Calculate | Aspect::Relevant if read.own => {}
                Aspect::Offer => {}
                // An earlier instance of the same question, as for a running total.
                _ if read.through_repeat && in_repeat => {
                    self.in_order.insert(place);
                }
                _ => return Err(vec![task.node]),
            }
        }
        Ok(())
    }

    /// The nodes of one circle among the tasks that have no place.
    fn circle(&self, stuck: &BTreeSet<usize>, tasks: &[Task]) -> Vec<NodeId> {
        let mut way: Vec<usize> = Vec::new();
        let mut next = stuck.first().copied();
        while let Some(task) = next {
            if let Some(start) = way.iter().position(|seen| *seen == task) {
                way.drain(..start);
                break;
            }
            way.push(task);
            next = self.before.get(task).and_then(|before| before.intersection(stuck).next().copied());
        }
        let mut nodes: Vec<NodeId> =
            way.iter().rev().filter_map(|task| tasks.get(*task)).map(|task| task.node).collect();
        nodes.dedup();
        nodes
    }
}

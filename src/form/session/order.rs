//! The order in which tasks run, or the circles that forbid one.

use std::collections::{BTreeSet, HashMap};

use super::layout::{Layout, is_repeat};
use super::program::{Aspect, Task};
use super::reads::Read;
use crate::form::{Form, NodeId};

/// Whether others can read what a task computes, so that the order matters.
const fn is_read(aspect: Aspect) -> bool {
    matches!(aspect, Aspect::Relevant | Aspect::Calculate | Aspect::Offer)
}

/// In which order to run the tasks of a form.
pub(super) struct Order {
    /// The tasks, by their places among those given, each with whether its instances run in their own order, since it reads
    /// itself in earlier ones.
    pub turns: Vec<(usize, bool)>,
    /// The questions whose filter depends on what depends on them. In ODK a filter is computed when a list is opened and is no
    /// part of what must have an order; so such a question has no task, and keeps what was chosen, offered or not.
    pub kept: BTreeSet<NodeId>,
}

/// The order to run the tasks in, or the nodes of each circle; of circles that share a task, one is told.
pub(super) fn order(form: &Form, tasks: &[Task], reads: &[Vec<Read>]) -> Result<Order, Vec<Vec<NodeId>>> {
    let mut graph = Graph::new(form, tasks, reads);
    let mut circles: Vec<Vec<NodeId>> = graph.selves.iter().map(|node| vec![*node]).collect();
    let mut left_out = BTreeSet::new();
    let mut turns = loop {
        let (turns, stuck) = graph.sort();
        if stuck.is_empty() {
            break turns;
        }
        let circle = graph.circle(&stuck);
        let is_offer = |task: &&usize| tasks.get(**task).is_some_and(|task| task.aspect == Aspect::Offer);
        let Some(offer) = circle.iter().find(is_offer) else {
            let mut nodes: Vec<NodeId> =
                circle.iter().filter_map(|task| tasks.get(*task)).map(|task| task.node).collect();
            nodes.dedup();
            circles.push(nodes);
            for task in circle {
                graph.leave_out(task);
            }
            continue;
        };
        graph.leave_out(*offer);
        left_out.insert(*offer);
    };
    if !circles.is_empty() {
        return Err(circles);
    }
    turns.retain(|task| !left_out.contains(task));
    let class = |task: &usize| match tasks.get(*task).map(|task| task.aspect) {
        Some(aspect) if is_read(aspect) => 0,
        // Counts make instances, whose own tasks then run first.
        Some(Aspect::Count) => 1,
        _ => 2,
    };
    turns.sort_by_key(class);
    let turns = turns.into_iter().map(|task| (task, graph.in_order.contains(&task))).collect();
    let kept = left_out.iter().filter_map(|task| tasks.get(*task)).map(|task| task.node).collect();
    Ok(Order { turns, kept })
}

/// Which tasks each task comes after.
struct Graph {
    before: Vec<BTreeSet<usize>>,
    in_order: BTreeSet<usize>,
    /// The nodes that read what they are themselves.
    selves: BTreeSet<NodeId>,
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

    /// Lets a task wait for nothing, and nothing for it.
    fn leave_out(&mut self, task: usize) {
        for before in &mut self.before {
            before.remove(&task);
        }
        if let Some(before) = self.before.get_mut(task) {
            before.clear();
        }
    }

    fn new(form: &Form, tasks: &[Task], reads: &[Vec<Read>]) -> Self {
        let mut makers: HashMap<NodeId, Vec<usize>> = HashMap::new();
        for (place, task) in tasks.iter().enumerate().filter(|(_, task)| is_read(task.aspect)) {
            makers.entry(task.node).or_default().push(place);
        }
        let mut graph =
            Self { before: vec![BTreeSet::new(); tasks.len()], in_order: BTreeSet::new(), selves: BTreeSet::new() };
        for (place, (task, reads)) in tasks.iter().zip(reads).enumerate().filter(|(_, (task, _))| is_read(task.aspect))
        {
            for read in reads {
                for node in &read.nodes {
                    graph.reads_node(form, tasks, &makers, (place, task), read, *node);
                }
            }
        }
        graph
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
    ) {
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
                _ => {
                    self.selves.insert(task.node);
                }
            }
        }
    }

    /// One circle among the tasks that have no place.
    fn circle(&self, stuck: &BTreeSet<usize>) -> Vec<usize> {
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
        way.reverse();
        way
    }
}

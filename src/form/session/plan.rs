//! From a form to the plan of its program: what is computed, what each computation reads, and in which order they run.

use std::sync::Arc;

use super::layout::Layout;
use super::order::order;
use super::program::{Aspect, Plan, Program, Reader, Task, child, path_of};
use super::reads::Read;
use crate::expr::Expr;
use crate::expr::analyse::{self, Dependencies, Origin};
use crate::form::{Expression, Form, Kind, NodeId, Segment, Select, Source, Template};

/// Why a form is no program: nodes that are computed from each other in a circle, in the order in which they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle(pub Vec<NodeId>);

/// The nodes of a form that depend on one another, circle by circle. The form may be one that is refused for something else.
#[must_use]
pub fn circles(form: &Form) -> Vec<Circle> {
    let (draft, reads) = Draft::of(form);
    order(form, &draft.tasks(), &reads).err().into_iter().flatten().map(Circle).collect()
}

impl Program {
    /// Makes a form ready, unless its nodes depend on one another in a circle.
    pub fn new(form: Arc<Form>) -> Result<Self, Circle> {
        let (draft, reads) = Draft::of(&form);
        let tasks = draft.tasks();
        let order =
            order(&form, &tasks, &reads).map_err(|circles| Circle(circles.into_iter().next().unwrap_or_default()))?;
        let mut plan = Plan {
            tasks: Vec::with_capacity(tasks.len()),
            readers: vec![Vec::new(); form.nodes.len()],
            kept: order.kept.into_iter().collect(),
        };
        for (task, in_order) in order.turns {
            if let (Some(task), Some(reads)) = (tasks.get(task), reads.get(task)) {
                plan.add(Task { in_order, ..*task }, reads);
            }
        }
        Ok(Self::of(form, plan))
    }
}

impl Plan {
    fn add(&mut self, task: Task, reads: &[Read]) {
        let Ok(place) = u32::try_from(self.tasks.len()) else { return };
        for read in reads {
            // What a node itself is reaches its own calculation through nothing but the next change elsewhere.
            if read.own && matches!(task.aspect, Aspect::Calculate | Aspect::Offer) {
                continue;
            }
            for node in &read.nodes {
                if let Some(readers) = self.readers.get_mut(node.0 as usize) {
                    readers.push(Reader { task: place, common: read.common });
                }
            }
        }
        self.tasks.push(task);
    }
}

/// The tasks of a form, each with what it depends on.
#[derive(Default)]
struct Draft {
    layout: Layout,
    tasks: Vec<(Task, Vec<Dependencies>)>,
}

impl Draft {
    /// All tasks of a form with what each reads.
    fn of(form: &Form) -> (Self, Vec<Vec<Read>>) {
        let mut draft = Self { layout: Layout::new(form), ..Self::default() };
        for node in &form.nodes {
            draft.node(node.id, form);
        }
        let reads = |(task, dependencies): &(Task, Vec<Dependencies>)| {
            let trails = dependencies.iter().flat_map(|dependencies| &dependencies.paths);
            trails.map(|trail| draft.layout.read(form, task.node, trail)).collect()
        };
        let reads = draft.tasks.iter().map(reads).collect();
        (draft, reads)
    }

    fn tasks(&self) -> Vec<Task> {
        self.tasks.iter().map(|(task, _)| *task).collect()
    }

    fn push(&mut self, node: NodeId, aspect: Aspect, dependencies: Vec<Dependencies>) {
        self.tasks.push((Task { node, aspect, in_order: false }, dependencies));
    }

    fn task(&mut self, node: NodeId, aspect: Aspect, expression: Option<&Expression>) {
        if let Some(expression) = expression {
            self.push(node, aspect, vec![analyse::dependencies(&expression.tree)]);
        }
    }

    fn node(&mut self, id: NodeId, form: &Form) {
        let Some(node) = form.node(id) else { return };
        let bind = &node.bind;
        self.task(id, Aspect::Relevant, bind.relevant.as_ref());
        self.task(id, Aspect::Readonly, bind.readonly.as_ref());
        self.task(id, Aspect::Required, bind.required.as_ref());
        self.task(id, Aspect::Constraint, bind.constraint.as_ref());
        // With a trigger, only a change of the trigger calculates.
        self.task(id, Aspect::Calculate, bind.calculate.as_ref().filter(|_| node.triggers.is_empty()));
        let mut looks = Vec::new();
        match &node.kind {
            Kind::Repeat(repeat) => self.task(id, Aspect::Count, repeat.count.as_ref()),
            Kind::Select(select) => self.select(id, select, &mut looks),
            _ => {}
        }
        for texts in [&node.label, &node.hint, &node.guidance, &bind.constraint_message, &bind.required_message] {
            let outputs = texts.by_language.iter().flat_map(|(_, template)| outputs(template));
            looks.extend(outputs.map(|output| analyse::dependencies(&output.tree)));
        }
        if !looks.is_empty() {
            self.push(id, Aspect::Look, looks);
        }
    }

    /// Filtered choices, and choices out of answers, decide what of an answer is still offered.
    fn select(&mut self, id: NodeId, select: &Select, looks: &mut Vec<Dependencies>) {
        let offer = match (&select.source, &select.filter, path_of(select)) {
            (Source::Nodes { value, .. }, _, Some(Expr::Path(mut path))) => {
                path.steps.push(child(value, Vec::new()));
                Some(analyse::dependencies(&Expr::Path(path)))
            }
            (_, Some(filter), _) => Some(analyse::dependencies_within(&filter.tree, Origin::Instance)),
            _ => None,
        };
        if let Some(seed) = select.random.as_ref().and_then(|random| random.seed.as_ref()) {
            looks.push(analyse::dependencies(&seed.tree));
        }
        if let Some(offer) = offer {
            looks.push(offer.clone());
            self.push(id, Aspect::Offer, vec![offer]);
        }
    }
}

/// The expressions inside a text.
fn outputs(template: &Template) -> impl Iterator<Item = &Expression> {
    template.segments.iter().filter_map(|segment| match segment {
        Segment::Output(expression) => Some(expression),
        Segment::Literal(_) => None,
    })
}

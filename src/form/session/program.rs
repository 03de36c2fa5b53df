//! A form made ready to run: every expression parsed, and for every node the tasks that something read there sets off.
//!
//! **Invariant.** Tasks are in an order in which each comes after all that it reads, so that a change runs each task once. A
//! form in which no such order exists has a cycle and becomes no program.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::lists::ListDocument;
use super::order::order;
use super::reads::{Layout, Read};
use crate::expr::Expr;
use crate::expr::analyse::{self, Dependencies, Origin};
use crate::expr::ast::{Axis, Path, Start, Step, Test};
use crate::form::{Expression, Form, Kind, Node, NodeId, Segment, Select, Source, Template};

/// A form made ready to run. Any number of sessions share one.
#[derive(Debug)]
pub struct Program {
    /// The form.
    pub form: Rc<Form>,
    pub(super) layout: Layout,
    /// The choices of questions as paths, by node.
    choices: HashMap<NodeId, Expr>,
    /// Questions whose filter depends on what depends on them: what was chosen there stays, offered or not.
    pub(super) kept: BTreeSet<NodeId>,
    /// In the order to run them.
    pub(super) tasks: Vec<Task>,
    /// The tasks that compute something of a node, by node, in order.
    pub(super) own: Vec<Vec<u32>>,
    /// The tasks that read a node, by node.
    pub(super) readers: Vec<Vec<Reader>>,
    /// The nodes whose calculation a node triggers, by node.
    pub(super) triggered: Vec<Vec<NodeId>>,
    /// The choice lists, as `instance('…')` sees them.
    pub(super) lists: Vec<ListDocument>,
}

/// One thing that is computed for a node.
#[derive(Clone, Debug)]
pub(super) struct Task {
    /// The node.
    pub node: NodeId,
    /// What of it.
    pub aspect: Aspect,
    /// By which expression; none for what is only looked at.
    pub expr: Option<Expr>,
    /// Whether it reads itself in other instances of a repeat, so that all instances run in their order.
    pub in_order: bool,
}

/// What is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Whether a node takes part.
    Relevant,
    /// Its value.
    Calculate,
    /// Which of the chosen values its filtered choices still offer.
    Offer,
    /// How many instances a repeat has.
    Count,
    /// Whether it can be answered.
    Readonly,
    /// Whether it must be answered.
    Required,
    /// Whether its answer is allowed.
    Constraint,
    /// What is shown: texts and choices. They are made when asked for.
    Look,
}

/// A task that reads a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    /// The task, by its place in the order.
    pub task: u32,
    /// The container that the reader and what it reads share: only the reader's instances within it are set off.
    pub common: NodeId,
}

/// Why a form is no program: nodes that are computed from each other in a circle, in the order in which they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle(pub Vec<NodeId>);

/// The nodes of a form that depend on one another in a circle, if any do.
#[must_use]
pub fn circle(form: &Form) -> Option<Circle> {
    let (draft, reads) = Draft::of(form);
    let tasks: Vec<Task> = draft.plans.into_iter().map(|plan| plan.task).collect();
    order(form, &tasks, &reads).err().map(Circle)
}

impl Program {
    /// Makes a form ready, unless its nodes depend on one another in a circle.
    pub fn new(form: Rc<Form>) -> Result<Self, Circle> {
        let (draft, reads) = Draft::of(&form);
        let tasks: Vec<Task> = draft.plans.into_iter().map(|plan| plan.task).collect();
        let order = order(&form, &tasks, &reads).map_err(Circle)?;
        let mut program = Self {
            layout: draft.layout,
            choices: draft.choices,
            kept: order.kept,
            tasks: Vec::with_capacity(tasks.len()),
            own: vec![Vec::new(); form.nodes.len()],
            readers: vec![Vec::new(); form.nodes.len()],
            triggered: vec![Vec::new(); form.nodes.len()],
            lists: (0..form.lists.len()).map(|list| ListDocument::of_form(&form, list)).collect(),
            form,
        };
        for (task, in_order) in order.turns {
            let (Some(task), Some(reads)) = (tasks.get(task), reads.get(task)) else { continue };
            program.add(Task { in_order, ..task.clone() }, reads);
        }
        for node in &program.form.nodes {
            for trigger in &node.triggers {
                program.triggered.get_mut(trigger.0 as usize).into_iter().for_each(|targets| targets.push(node.id));
            }
        }
        Ok(program)
    }

    fn add(&mut self, task: Task, reads: &[Read]) {
        let Ok(place) = u32::try_from(self.tasks.len()) else { return };
        if let Some(own) = self.own.get_mut(task.node.0 as usize) {
            own.push(place);
        }
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

    /// The node of this id.
    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.form.node(id)
    }

    /// The choices of a question as a path: `item[filter]`, which starts at a list, or the nodes of earlier answers. None for
    /// a whole list.
    pub(super) fn choices(&self, node: NodeId) -> Option<&Expr> {
        self.choices.get(&node)
    }
}

/// A program in the making.
#[derive(Default)]
struct Draft {
    layout: Layout,
    choices: HashMap<NodeId, Expr>,
    plans: Vec<Plan>,
}

/// A task with what it depends on.
struct Plan {
    task: Task,
    dependencies: Vec<Dependencies>,
}

impl Plan {
    fn reads(&self, layout: &Layout, form: &Form) -> Vec<Read> {
        let trails = self.dependencies.iter().flat_map(|dependencies| &dependencies.paths);
        trails.map(|trail| layout.read(form, self.task.node, trail)).collect()
    }
}

impl Draft {
    /// All tasks of a form with what each reads.
    fn of(form: &Form) -> (Self, Vec<Vec<Read>>) {
        let mut draft = Self { layout: Layout::new(form), ..Self::default() };
        for node in &form.nodes {
            draft.node(node);
        }
        let reads = draft.plans.iter().map(|plan| plan.reads(&draft.layout, form)).collect();
        (draft, reads)
    }

    fn task(&mut self, node: NodeId, aspect: Aspect, expression: Option<&Expression>) {
        let Some(expression) = expression else { return };
        let task = Task { node, aspect, expr: Some(expression.tree.clone()), in_order: false };
        self.plans.push(Plan { task, dependencies: vec![analyse::dependencies(&expression.tree)] });
    }

    fn node(&mut self, node: &Node) {
        let id = node.id;
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
            let task = Task { node: id, aspect: Aspect::Look, expr: None, in_order: false };
            self.plans.push(Plan { task, dependencies: looks });
        }
    }

    /// Filtered choices, and choices out of answers, decide what of an answer is still offered.
    fn select(&mut self, id: NodeId, select: &Select, looks: &mut Vec<Dependencies>) {
        let mut offer = Vec::new();
        match (&select.source, &select.filter) {
            (Source::Nodes { nodeset, value }, filter) => {
                let nodes = |steps| {
                    let predicates = filter.iter().map(|filter| filter.tree.clone()).collect();
                    Expr::Path(Path { start: Start::From { base: Box::new(nodeset.tree.clone()), predicates }, steps })
                };
                offer.push(analyse::dependencies(&nodes(vec![child(value, None)])));
                self.choices.insert(id, nodes(Vec::new()));
            }
            (_, Some(filter)) => {
                offer.push(analyse::dependencies_within(&filter.tree, Origin::Instance));
                let steps = vec![child("item", Some(filter.tree.clone()))];
                self.choices.insert(id, Expr::Path(Path { start: Start::Here, steps }));
            }
            (_, None) => {}
        }
        if let Some(seed) = select.random.as_ref().and_then(|random| random.seed.as_ref()) {
            looks.push(analyse::dependencies(&seed.tree));
        }
        if !offer.is_empty() {
            looks.extend(offer.iter().cloned());
            let task = Task { node: id, aspect: Aspect::Offer, expr: None, in_order: false };
            self.plans.push(Plan { task, dependencies: offer });
        }
    }
}

/// The step to a named child.
fn child(name: &str, predicate: Option<Expr>) -> Step {
    let test = Test::Name { prefix: String::new(), local: name.to_owned() };
    Step { axis: Axis::Child, test, predicates: predicate.into_iter().collect() }
}

/// The expressions inside a text.
fn outputs(template: &Template) -> impl Iterator<Item = &Expression> {
    template.segments.iter().filter_map(|segment| match segment {
        Segment::Output(expression) => Some(expression),
        Segment::Literal(_) => None,
    })
}

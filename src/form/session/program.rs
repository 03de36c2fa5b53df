//! A form made ready to run: for every node the tasks that something read there sets off.
//!
//! What to run and in which order was decided when the form was compiled (`plan`); a compiled file carries it, so that a phone
//! works nothing out again.
//!
//! **Invariant.** Tasks are in an order in which each comes after all that it reads, so that a change runs each task once. A
//! form in which no such order exists has a cycle and becomes no program.

use std::sync::Arc;

use super::layout::Layout;
use super::lists::ListDocument;
use crate::expr::Expr;
use crate::expr::ast::{Axis, Path, Start, Step, Test};
use crate::form::{Form, Kind, Node, NodeId, Select, Source};
use crate::packed::{Packed, Reader as From, Writer, packed};

/// A form made ready to run. Any number of sessions share one.
#[derive(Debug)]
pub struct Program {
    /// The form.
    pub form: Arc<Form>,
    pub(super) layout: Layout,
    /// The choices of questions as paths, by node.
    choices: Vec<(NodeId, Expr)>,
    /// Questions whose filter depends on what depends on them: what was chosen there stays, offered or not.
    pub(super) kept: Vec<NodeId>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Task {
    /// The node.
    pub node: NodeId,
    /// What of it.
    pub aspect: Aspect,
    /// Whether it reads itself in other instances of a repeat, so that all instances run in their order.
    pub in_order: bool,
}

packed!(struct Task { node, aspect, in_order });

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

packed!(enum Aspect {
    0 => Relevant, 1 => Calculate, 2 => Offer, 3 => Count, 4 => Readonly, 5 => Required, 6 => Constraint, 7 => Look
} else Self::Look);

/// A task that reads a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reader {
    /// The task, by its place in the order.
    pub task: u32,
    /// The container that the reader and what it reads share: only the reader's instances within it are set off.
    pub common: NodeId,
}

packed!(struct Reader { task, common });

/// What compiling decides of a program: the rest follows from the form.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// See [`Program::tasks`].
    pub tasks: Vec<Task>,
    /// See [`Program::readers`].
    pub readers: Vec<Vec<Reader>>,
    /// See [`Program::kept`].
    pub kept: Vec<NodeId>,
}

packed!(struct Plan { tasks, readers, kept });

impl Program {
    /// A form with its plan, which must be its own.
    pub(super) fn of(form: Arc<Form>, plan: Plan) -> Self {
        let Plan { tasks, readers, kept } = plan;
        let mut own = vec![Vec::new(); form.nodes.len()];
        for (place, task) in (0..).zip(&tasks) {
            own.get_mut(task.node.0 as usize).into_iter().for_each(|own| own.push(place));
        }
        let mut triggered = vec![Vec::new(); form.nodes.len()];
        let mut choices = Vec::new();
        for node in &form.nodes {
            for trigger in &node.triggers {
                triggered.get_mut(trigger.0 as usize).into_iter().for_each(|targets| targets.push(node.id));
            }
            if let Kind::Select(select) = &node.kind {
                choices.extend(path_of(select).map(|path| (node.id, path)));
            }
        }
        let lists = (0..form.lists.len()).map(|list| ListDocument::of_form(&form, list)).collect();
        Self { layout: Layout::new(&form), choices, kept, tasks, own, readers, triggered, lists, form }
    }

    /// Writes the plan of a program; its form is written by itself.
    pub(crate) fn pack_plan(&self, out: &mut Writer) {
        self.tasks.pack(out);
        self.readers.pack(out);
        self.kept.pack(out);
    }

    /// The program of a form whose plan was written.
    pub(crate) fn unpack_plan(form: Arc<Form>, from: &mut From<'_>) -> Self {
        let plan = Plan::unpack(from);
        Self::of(form, plan)
    }

    /// The node of this id.
    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.form.node(id)
    }

    /// The expression that a task computes; none for what is only looked at.
    pub(super) fn expr(&self, task: Task) -> Option<&Expr> {
        let node = self.node(task.node)?;
        let expression = match (task.aspect, &node.kind) {
            (Aspect::Relevant, _) => &node.bind.relevant,
            (Aspect::Calculate, _) => &node.bind.calculate,
            (Aspect::Readonly, _) => &node.bind.readonly,
            (Aspect::Required, _) => &node.bind.required,
            (Aspect::Constraint, _) => &node.bind.constraint,
            (Aspect::Count, Kind::Repeat(repeat)) => &repeat.count,
            (Aspect::Count | Aspect::Offer | Aspect::Look, _) => &None,
        };
        expression.as_ref().map(|expression| &expression.tree)
    }

    /// The choices of a question as a path: `item[filter]`, which starts at a list, or the nodes of earlier answers. None for
    /// a whole list.
    pub(super) fn choices(&self, node: NodeId) -> Option<&Expr> {
        let place = self.choices.binary_search_by_key(&node, |(id, _)| *id).ok()?;
        self.choices.get(place).map(|(_, path)| path)
    }
}

/// The choices of a question as a path, where they are no whole list.
pub(super) fn path_of(select: &Select) -> Option<Expr> {
    let predicates = select.filter.iter().map(|filter| filter.tree.clone()).collect();
    Some(Expr::Path(match &select.source {
        Source::Nodes { nodeset, .. } => {
            Path { start: Start::From { base: Box::new(nodeset.tree.clone()), predicates }, steps: Vec::new() }
        }
        Source::List(_) | Source::File { .. } => {
            select.filter.as_ref()?;
            Path { start: Start::Here, steps: vec![child("item", predicates)] }
        }
    }))
}

/// The step to a named child.
pub(super) fn child(name: &str, predicates: Vec<Expr>) -> Step {
    Step { axis: Axis::Child, test: Test::Name { prefix: String::new(), local: name.to_owned() }, predicates }
}

//! The form while it is being read: nodes with their cells still as written, references unresolved.

use super::types::Type;
use crate::form::problem::At;
use crate::form::{Kind, LangId, Pick};

/// A text by language, as written.
pub(super) type Texts = Vec<(LangId, String)>;

/// The nodes so far; the form itself is the first, and indices are stable.
#[derive(Default)]
pub(super) struct Drafts {
    /// The nodes, in the order in which they were made; [`Draft::children`] holds the form's own order.
    pub nodes: Vec<Draft>,
}

/// What a node is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Role {
    /// The form itself.
    #[default]
    Form,
    /// A group.
    Group,
    /// The generated group `meta`.
    Meta,
    /// A repeat.
    Repeat,
    /// A group that stands once for each choice of this list.
    Loop(String),
    /// A question, with its kind where that holds no expression.
    Question(Type, Kind),
    /// A question answered by choosing.
    Select(Choosing),
    /// An attached file, which is no node.
    External {
        /// Its end, `csv` or `xml`.
        extension: &'static str,
    },
    /// A generated entity element.
    Entity,
    /// An attribute of an entity element, with its value.
    Attribute(String),
    /// The label of an entity element.
    EntityLabel,
}

/// A question answered by choosing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choosing {
    /// How many are chosen.
    pub pick: Pick,
    /// Whether the choices come from `external_choices`.
    pub external: bool,
    /// A choice list, a file, or a reference.
    pub list: String,
    /// The list that pyxform says the question has; none where the choices come from elsewhere.
    pub list_name: Option<String>,
    /// Whether the order is random.
    pub order: Order,
    /// Whether `search()` in the appearance fetches the choices.
    pub search: bool,
}

/// The order of choices.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Order {
    /// The list's.
    Given,
    /// Random, perhaps with a seed.
    Random(Option<String>),
}

/// A node.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// What it is.
    pub role: Role,
    /// Its row in the survey sheet.
    pub row: Option<u32>,
    /// What it was generated for, if it has no row.
    pub generated_for: Option<At>,
    /// The node it stands in.
    pub parent: Option<usize>,
    /// The nodes that stand in it.
    pub children: Vec<usize>,
    /// Its name; an attribute's begins with `@`.
    pub name: String,
    /// Columns `label`, `hint`, `guidance_hint`.
    pub label: Texts,
    pub hint: Texts,
    pub guidance: Texts,
    /// Columns `media::…` by what they show.
    pub media: Vec<(String, Texts)>,
    /// Columns `bind::…`.
    pub bind: Binding,
    /// Column `appearance`.
    pub appearance: Option<String>,
    /// Column `repeat_count`.
    pub count: Option<String>,
    /// Columns `instance::…` and other `body::…`, which may hold references.
    pub attributes: Vec<(String, String)>,
    /// Column `default`.
    pub default: Option<String>,
    /// Whether the default is an expression.
    pub dynamic: bool,
    /// Names in column `trigger`.
    pub triggers: Vec<String>,
    /// Column `parameters`.
    pub parameters: Vec<(String, String)>,
    /// Column `choice_filter`.
    pub filter: Option<String>,
}

/// Columns `bind::…`.
#[derive(Clone, Debug, Default)]
pub(super) struct Binding {
    /// Whether there is a bind at all.
    pub given: bool,
    /// `bind::type`.
    pub data_type: Option<String>,
    pub readonly: Option<String>,
    pub required: Option<String>,
    pub relevant: Option<String>,
    pub constraint: Option<String>,
    pub calculate: Option<String>,
    pub constraint_message: Texts,
    pub required_message: Texts,
    /// `save_to` without the name of its entity list.
    pub save_to: Option<String>,
    pub other: Vec<(String, String)>,
}

impl Drafts {
    /// Adds a node at the end of its parent's children.
    pub(super) fn add(&mut self, parent: usize, draft: Draft) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Draft { parent: Some(parent), ..draft });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(index);
        }
        index
    }

    /// The node of this index.
    pub(super) fn get(&self, index: usize) -> Option<&Draft> {
        self.nodes.get(index)
    }

    /// The nodes that `index` stands in, nearest first, each with its distance from it, beginning at 1.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let parent = |index: usize| self.nodes.get(index).and_then(|draft| draft.parent);
        std::iter::successors(parent(index), move |at| parent(*at)).zip(1..)
    }

    /// The lowest node that both stand in and that `fits`, with its distance from the first.
    pub(super) fn common(&self, first: usize, second: usize, fits: impl Fn(&Role) -> bool) -> Option<(usize, usize)> {
        let of_second: Vec<usize> = self.ancestors(second).map(|(at, _)| at).collect();
        let fits = |at: usize| self.nodes.get(at).is_some_and(|draft| fits(&draft.role));
        self.ancestors(first).find(|(at, _)| fits(*at) && of_second.contains(at))
    }

    /// The names from below `above` down to `index`, each after a slash; from the form itself when `above` is none.
    pub(super) fn path(&self, index: usize, above: Option<usize>) -> String {
        let own = self.nodes.get(index).map_or("", |draft| &draft.name);
        let mut names = vec![own];
        for (at, _) in self.ancestors(index) {
            if Some(at) == above {
                break;
            }
            names.push(self.nodes.get(at).map_or("", |draft| &draft.name));
        }
        let mut path = String::with_capacity(names.iter().map(|name| name.len() + 1).sum());
        for name in names.iter().rev() {
            path.push('/');
            path.push_str(name);
        }
        path
    }

    /// All nodes in document order.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut waiting = vec![0];
        while let Some(index) = waiting.pop() {
            if let Some(draft) = self.nodes.get(index) {
                order.push(index);
                waiting.extend(draft.children.iter().rev());
            }
        }
        order
    }
}

impl Draft {
    /// Where to tell of a problem: the cell in its row of the survey sheet, or what it was generated for.
    pub(super) fn at(&self, sheet: &str, header: &str) -> At {
        match (self.row, &self.generated_for) {
            (Some(row), _) => At::cell(sheet, row, header),
            (None, Some(at)) => at.clone(),
            (None, None) => At::sheet(sheet),
        }
    }

    /// Whether it has a label; one that heads a list's columns has a blank one.
    pub(super) fn has_label(&self) -> bool {
        !self.label.is_empty() || self.appearance.as_deref() == Some("label")
    }

    /// Whether it is a question in the sense in which triggers and choices refer to one.
    pub(super) const fn is_question(&self) -> bool {
        matches!(self.role, Role::Question(..) | Role::Select(_))
    }
}

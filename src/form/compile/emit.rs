//! The last step: drafts to nodes, references to paths.

use std::collections::BTreeMap;

use super::check::{is_in_meta, is_shown};
use super::draft::{Binding, Choosing, Draft, Drafts, Order, Role, Texts};
use super::kinds::parameter;
use super::lex::instance_paths;
use super::reference::{has_reference, references};
use super::resolve::{Manner, Resolver, Unresolved};
use super::select::{is_choice_file, split_extension};
use super::sheet::Grid;
use super::types::{Bounded, Type};
use crate::expr::analyse::faults;
use crate::expr::parse;
use crate::form::problem::{At, Cause, Notice, Problem, Remark};
use crate::form::{
    Bind, DataType, Expression, Initial, Kind, ListId, Localized, Meta, Node, NodeId, Pick, Pictures, Random, Repeat,
    Segment, Select, Source, Template,
};

/// Turns drafts into nodes.
pub(super) struct Emitter<'a> {
    pub drafts: &'a Drafts,
    pub resolver: Resolver<'a>,
    pub grid: &'a Grid<'a>,
    /// How often each name stands in the survey sheet: a reference to a name that stands there other than once is refused
    /// where it stands, not again here; but nobody looked into the types.
    pub names: &'a BTreeMap<String, u32>,
    /// The choice lists by name, and those of `external_choices`.
    pub lists: &'a dyn Fn(&str, bool) -> Option<ListId>,
    pub problems: Vec<Problem>,
    pub notices: Vec<Notice>,
}

/// A draft with its index, as the place of its expressions.
#[derive(Clone, Copy)]
struct Here<'a> {
    index: usize,
    draft: &'a Draft,
}

impl Emitter<'_> {
    /// All nodes in document order.
    pub(super) fn nodes(&mut self) -> Vec<Node> {
        let order = self.drafts.in_order();
        let is_node =
            |index: &usize| self.drafts.get(*index).is_some_and(|draft| !matches!(draft.role, Role::External { .. }));
        let kept: Vec<usize> = order.into_iter().filter(is_node).collect();
        let mut ids = vec![None; self.drafts.nodes.len()];
        for (index, id) in kept.iter().zip(0..) {
            if let Some(slot) = ids.get_mut(*index) {
                *slot = Some(NodeId(id));
            }
        }
        kept.iter().filter_map(|index| self.node(*index, &ids)).collect()
    }

    fn node(&mut self, index: usize, ids: &[Option<NodeId>]) -> Option<Node> {
        let draft = self.drafts.get(index)?;
        let here = Here { index, draft };
        let id_of = |index: usize| ids.get(index).copied().flatten();
        let kind = self.kind(here)?;
        self.attributes(here);
        let container = matches!(draft.role, Role::Form | Role::Group | Role::Repeat | Role::Loop(_));
        let visible = (container || is_shown(draft)) && !is_in_meta(self.drafts, index);
        let default = draft.default.as_deref().and_then(|default| self.default(here, default));
        Some(Node {
            id: id_of(index)?,
            parent: draft.parent.and_then(id_of),
            children: draft.children.iter().filter_map(|child| id_of(*child)).collect(),
            name: draft.name.clone(),
            path: self.drafts.path(index, None),
            kind,
            bind: self.bind(here),
            visible,
            label: self.texts(here, &["label"], &draft.label),
            hint: self.texts(here, &["hint"], &draft.hint),
            guidance: self.texts(here, &["guidance_hint"], &draft.guidance),
            pictures: pictures(draft),
            appearance: draft.appearance.clone().unwrap_or_default(),
            parameters: draft.parameters.clone(),
            default,
            triggers: self.triggers(here, ids),
            row: draft.row,
        })
    }

    /// Attributes that only other clients read must refer to what is there all the same.
    fn attributes(&mut self, here: Here<'_>) {
        for (name, text) in &here.draft.attributes {
            let column = if self.grid.column(&["control", name]).is_some() { "control" } else { "instance" };
            self.path(here, &[column, name], text, Manner::default());
        }
        if let (Some(count), false) = (&here.draft.count, here.draft.role == Role::Repeat) {
            self.path(here, &["control", "jr:count"], count, Manner::default());
        }
    }

    /// A default that looks like an expression but is none, as `-` or `见附件(1)`, is a value after all.
    fn default(&mut self, here: Here<'_>, default: &str) -> Option<Initial> {
        if !here.draft.dynamic {
            return Some(Initial::Value(default.to_owned()));
        }
        let xpath = self.path(here, &["default"], default, Manner::default())?;
        let (expression, causes) = expression(default, xpath.trim());
        if let Some(expression) = expression.filter(|_| causes.is_empty()) {
            return Some(Initial::Dynamic(expression));
        }
        let at = self.at(here, &["default"]);
        self.notices.push(Notice::new(at, Remark::DefaultUnread));
        Some(Initial::Value(default.to_owned()))
    }

    fn kind(&mut self, here: Here<'_>) -> Option<Kind> {
        Some(match &here.draft.role {
            Role::Form => Kind::Form,
            Role::Group | Role::Meta | Role::Loop(_) => Kind::Group,
            Role::Repeat => {
                let count = here.draft.count.as_deref();
                let count =
                    count.and_then(|count| self.expression(here, &["control", "jr:count"], count, Manner::default()));
                Kind::Repeat(Repeat { count })
            }
            Role::Question(Type::Calculate, _) if here.draft.name == "instanceID" && here.draft.row.is_none() => {
                Kind::Meta(Meta::InstanceId)
            }
            Role::Question(Type::Calculate, _) if here.draft.name == "instanceName" && here.draft.row.is_none() => {
                Kind::Meta(Meta::InstanceName)
            }
            Role::Question(_, kind) => kind.clone(),
            Role::Select(choosing) => Kind::Select(Box::new(self.select(here, choosing)?)),
            Role::Entity => Kind::Entity,
            Role::Attribute(value) => Kind::Attribute { value: value.clone() },
            Role::EntityLabel => Kind::EntityLabel,
            Role::External { .. } => return None,
        })
    }

    fn select(&mut self, here: Here<'_>, choosing: &Choosing) -> Option<Select> {
        let from_answers = has_reference(&choosing.list);
        let manner = Manner { current: true, whole_repeat: from_answers };
        let written = here.draft.filter.as_deref().unwrap_or("");
        let mut filter =
            here.draft.filter.as_deref().and_then(|text| self.path(here, &["choice_filter"], text, manner));
        let (stem, extension) = split_extension(&choosing.list);
        let source = if from_answers {
            let manner = Manner { current: false, whole_repeat: true };
            let path = self.path(here, &["type"], &choosing.list, manner)?;
            let (nodeset, value) = path.trim().rsplit_once('/')?;
            // Within the predicate each node of the repeat is the context.
            if let Some(filter) = &mut filter {
                *filter = filter.replace(&format!("current()/{nodeset}"), ".").replace(nodeset, ".");
            }
            let nodeset = self.parsed(here, &["type"], &choosing.list, nodeset)?;
            Source::Nodes { nodeset, value: value.to_owned() }
        } else if is_choice_file(extension) {
            let geojson = extension == ".geojson";
            let column =
                |name, otherwise: &str| parameter(&here.draft.parameters, name).unwrap_or(otherwise).to_owned();
            Source::File {
                instance: stem.to_owned(),
                value: column("value", if geojson { "id" } else { "name" }),
                label: column("label", if geojson { "title" } else { "label" }),
            }
        } else {
            Source::List((self.lists)(&choosing.list, choosing.external)?)
        };
        let filter = filter.and_then(|xpath| self.parsed(here, &["choice_filter"], written, xpath.trim()));
        let random = match &choosing.order {
            Order::Given => None,
            Order::Random(seed) => {
                let seed = seed.as_deref();
                Some(Random {
                    seed: seed.and_then(|seed| self.expression(here, &["parameters"], seed, Manner::default())),
                })
            }
        };
        Some(Select { pick: choosing.pick, source, filter, random })
    }

    fn bind(&mut self, here: Here<'_>) -> Bind {
        let given = &here.draft.bind;
        let own = own_binding(&here.draft.role);
        let mut expression = |path: &str, cell: &Option<String>, own: Option<&str>| {
            let text = converted(cell.as_deref().or(own)?);
            self.expression(here, &["bind", path], text, Manner::default())
        };
        let bind = Bind {
            data_type: given.data_type.as_deref().map(DataType::named).or(own.data_type),
            readonly: expression("readonly", &given.readonly, own.readonly),
            required: expression("required", &given.required, None),
            relevant: expression("relevant", &given.relevant, None),
            constraint: expression("constraint", &given.constraint, own.constraint.as_deref()),
            calculate: expression("calculate", &given.calculate, None),
            constraint_message: Localized::default(),
            required_message: Localized::default(),
            save_to: given.save_to.clone(),
            other: Vec::new(),
        };
        let other = given.other.iter();
        let other = other.filter_map(|(name, text)| {
            let text = self.path(here, &["bind", name], text, Manner::default())?;
            Some((name.clone(), text.trim().to_owned()))
        });
        let other = other.collect();
        Bind {
            constraint_message: self.texts(here, &["bind", "jr:constraintMsg"], &given.constraint_message),
            required_message: self.texts(here, &["bind", "jr:requiredMsg"], &given.required_message),
            other,
            ..bind
        }
    }

    fn triggers(&mut self, here: Here<'_>, ids: &[Option<NodeId>]) -> Vec<NodeId> {
        let mut found = Vec::new();
        for name in &here.draft.triggers {
            if let Ok(trigger) = self.resolver.node(name)
                && let Some(id) = ids.get(trigger).copied().flatten()
            {
                found.push(id);
            }
        }
        if !found.is_empty()
            && let Err(Unresolved::Ambiguous(name)) = self.resolver.node(&here.draft.name)
        {
            self.refuse(here, &["name"], Cause::AmbiguousReference { name });
        }
        found
    }

    fn expression(&mut self, here: Here<'_>, path: &[&str], text: &str, manner: Manner) -> Option<Expression> {
        let xpath = self.path(here, path, text, manner)?;
        self.parsed(here, path, text, xpath.trim())
    }

    fn path(&mut self, here: Here<'_>, path: &[&str], text: &str, manner: Manner) -> Option<String> {
        let resolved = self.resolver.resolve(text, Some(here.index), manner);
        resolved.map_err(|unresolved| self.unresolved(here, path, unresolved)).ok()
    }

    fn parsed(&mut self, here: Here<'_>, path: &[&str], text: &str, xpath: &str) -> Option<Expression> {
        let (expression, causes) = expression(text, xpath);
        for cause in causes {
            self.refuse(here, path, cause);
        }
        expression
    }

    fn unresolved(&mut self, here: Here<'_>, path: &[&str], unresolved: Unresolved) {
        let (name, cause) = unresolved.into_cause();
        if path == ["type"] || self.names.get(&name) == Some(&1) {
            self.refuse(here, path, cause);
        }
    }

    fn refuse(&mut self, here: Here<'_>, path: &[&str], cause: Cause) {
        let at = self.at(here, path);
        self.problems.push(Problem::new(at, cause));
    }

    fn at(&self, here: Here<'_>, path: &[&str]) -> At {
        let header = self.grid.column(path).map_or("", |column| self.grid.header(column));
        here.draft.at(self.grid.name, header)
    }

    fn texts(&mut self, here: Here<'_>, path: &[&str], texts: &Texts) -> Localized {
        let mut by_language = Vec::with_capacity(texts.len());
        for (language, text) in texts {
            match template(&self.resolver, text, Some(here.index)) {
                Ok((template, unread)) => {
                    by_language.push((*language, template));
                    if unread {
                        let at = self.at(here, path);
                        self.notices.push(Notice::new(at, Remark::OutputUnread));
                    }
                }
                Err(unresolved) => self.unresolved(here, path, unresolved),
            }
        }
        Localized { by_language }
    }
}

/// An expression, and what is wrong with it. Where it cannot be read, the place told is one in the text as written.
pub(super) fn expression(text: &str, xpath: &str) -> (Option<Expression>, Vec<Cause>) {
    match parse(xpath) {
        Ok(tree) => {
            let causes = faults(&tree).into_iter().map(Cause::Call).collect();
            (Some(Expression { xpath: xpath.to_owned(), tree }), causes)
        }
        Err(error) => (None, vec![Cause::Expression(parse(text).err().unwrap_or(error))]),
    }
}

/// A text cut into literals and outputs, and whether an output is none: what looks like a path into an instance but cannot be
/// read stays as it is written.
pub(super) fn template(
    resolver: &Resolver<'_>,
    text: &str,
    context: Option<usize>,
) -> Result<(Template, bool), Unresolved> {
    let mut outputs: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    if text.contains("instance(") {
        for span in instance_paths(text) {
            let path = text.get(span.clone()).unwrap_or("");
            outputs.push((span, resolver.resolve(path, context, Manner::default())?));
        }
    }
    for reference in references(text).filter_map(Result::ok) {
        if !outputs.iter().any(|(span, _)| span.contains(&reference.span.start)) {
            let path = resolver.path(&reference, text, context, Manner::default())?;
            outputs.push((reference.span, path));
        }
    }
    outputs.sort_by_key(|(span, _)| span.start);
    let mut segments = Vec::with_capacity(outputs.len() * 2 + 1);
    let mut unread = false;
    let mut at = 0;
    let literal = |range: std::ops::Range<usize>| text.get(range).filter(|text| !text.is_empty());
    for (span, xpath) in outputs {
        let (output, causes) = expression("", xpath.trim());
        let Some(output) = output.filter(|_| causes.is_empty()) else {
            unread = true;
            continue;
        };
        segments.extend(literal(at..span.start).map(|text| Segment::Literal(text.to_owned())));
        segments.push(Segment::Output(output));
        at = span.end;
    }
    segments.extend(literal(at..text.len()).map(|text| Segment::Literal(text.to_owned())));
    Ok((Template { segments }, unread))
}

/// The words of a spreadsheet for truth as expressions.
fn converted(text: &str) -> &str {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" => "true()",
        "no" | "No" | "NO" | "false" | "False" | "FALSE" => "false()",
        other => other,
    }
}

/// What a node's type binds by itself.
#[derive(Default)]
struct Own {
    data_type: Option<DataType>,
    readonly: Option<&'static str>,
    constraint: Option<String>,
}

fn own_binding(role: &Role) -> Own {
    let ty = match role {
        Role::Question(ty, _) => *ty,
        Role::Select(choosing) if choosing.pick == Pick::Rank => Type::Rank,
        Role::Select(_) => Type::SelectOne,
        _ => return Own::default(),
    };
    let constraint = match ty {
        Type::Integer(Some(Bounded::Percentage)) => Some("0 <= . and . <= 100".to_owned()),
        Type::Integer(Some(Bounded::Days(days))) => Some(format!("0 <= . and . <= {days}")),
        Type::PhoneNumber => Some("regex(., '^\\d*$')".to_owned()),
        _ => None,
    };
    Own { data_type: ty.data_type(), readonly: (ty == Type::Note).then_some("true()"), constraint }
}

fn pictures(draft: &Draft) -> Pictures {
    let mut pictures = Pictures::default();
    for (kind, texts) in &draft.media {
        let place = match kind.as_str() {
            "image" => &mut pictures.image,
            "big-image" => &mut pictures.big_image,
            "audio" => &mut pictures.audio,
            "video" => &mut pictures.video,
            _ => continue,
        };
        place.by_language.clone_from(texts);
    }
    pictures
}

/// A binding with nothing in it but an expression.
pub(super) fn calculation(calculate: &str) -> Binding {
    Binding { given: true, calculate: Some(calculate.to_owned()), ..Binding::default() }
}
